"""The rules of ``validate``: pure functions from a plan to problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.errors import Problem, Severity
from mvpplan.rules import (
    approvals,
    assumptions,
    blockers,
    decisions,
    endings,
    journeys,
    links,
    metrics,
    reading,
    reviews,
    risks,
    scope,
    waivers,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mvpplan.model.plan import Plan
    from mvpplan.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    reading.UNREADABLE,
    reading.NOT_YAML,
    reading.KEY_TWICE,
    reading.UNUSED_FEATURE,
    reading.NO_RECORD,
    reading.NO_PLAN_FILE,
    reading.UNKNOWN_FIELD,
    reading.MISSING_FIELD,
    reading.WRONG_VALUE,
    reading.NO_SLUG,
    links.unknown_id,
    links.wrong_kind,
    links.unknown_person,
    reading.ID_TWICE,
    links.cycle,
    links.link_to_itself,
    links.unknown_outcome,
    decisions.decision_without_owner,
    decisions.approved_without_evidence,
    decisions.approved_without_acceptance,
    decisions.approved_without_build_scope,
    decisions.approved_on_unvalidated,
    approvals.approval_lapsed,
    endings.ended_without_reason,
    endings.deferred_without_reason,
    assumptions.unrankable,
    assumptions.settled_without_evidence,
    assumptions.relied_on_by_nothing,
    blockers.blocker_without_way_out,
    blockers.blocker_without_communication,
    metrics.metric_without_decision,
    metrics.readings_out_of_order,
    risks.risk_without_mitigation,
    risks.dependency_without_checkpoint,
    scope.accepted_without_effects,
    reviews.feedback_without_action,
    reviews.action_without_owner,
    waivers.IDLE_WAIVER,
    reading.READS_DIFFERENTLY,
    reading.UNSEEN,
    journeys.unknown_name,
    journeys.unreached_state,
    journeys.dead_end,
    journeys.unclear_move,
    journeys.endless_loop,
    journeys.impossible_path,
    journeys.unmapped_journey,
    journeys.uncovered_error,
    journeys.silent_handoff,
)
"""Every rule, in the order of codes."""

BY_CODE = {rule.code: rule for rule in RULES}


def check(plan: Plan) -> Iterator[Problem]:
    """Everything that the rules object to in a plan, in the order of codes."""
    for rule in RULES:
        if rule.check is not None:
            yield from rule.check(plan)


def judge(plan: Plan, problems: Iterable[Problem]) -> Iterator[tuple[Problem, Severity]]:
    """Give every problem its severity; what the plan turned off or waived is left out."""
    found = list(problems)
    waived = {(waiver.rule, waiver.record) for waiver in plan.settings.waivers}
    kept = [problem for problem in found if not waivers.silences(waived, problem)]
    kept += waivers.unknown_codes(plan, BY_CODE)
    kept += waivers.idle_waivers(plan, found, BY_CODE)
    for problem in kept:
        severity = problem.severity or BY_CODE[problem.code].severity
        if problem.code in plan.settings.rules:
            severity = Severity(plan.settings.rules[problem.code])
        if severity is not Severity.OFF:
            yield problem, severity
