"""Which assumptions are ranked, with which numbers, and which are set aside and why."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from mvpplan.model.assumption import Assumption
from mvpplan.model.decision import Decision
from mvpplan.model.graph import reachable
from mvpplan.model.workdays import last_workday
from mvpplan.ranking.belief import Belief, belief
from mvpplan.ranking.candidate import Candidate, Candidates, SetAside, refuse_circles, unreadable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from mvpplan.model.plan import Plan


def assumptions(plan: Plan) -> Candidates:
    """Sort the open assumptions of a plan into ranked ones and the groups outside the order.

    Raises FaultyPlanError if prerequisites go in a circle.
    """
    refuse_circles({a.id: a.requires for a in plan.of(Assumption)})
    open_ = {a.id: a for a in plan.of(Assumption) if a.is_open}
    requires = {a.id: [r for r in a.requires if r in open_] for a in open_.values()}
    decisions = [decision for decision in plan.of(Decision) if decision.is_open]
    named = {target for decision in decisions for target in decision.assumptions}
    needed = reachable(requires, (named | plan.mentioned) & open_.keys())
    unranked = unreadable(plan, (Assumption,))
    parked, sure = [], []
    scale = plan.settings.impact_scale
    rankable: dict[str, Assumption] = {}
    for record, assumption in open_.items():
        lacking = [name for name in ("impact", "cost") if getattr(assumption, name) is None]
        if record not in needed:
            parked.append(SetAside(record, assumption.title, "no open decision relies on it"))
        elif lacking:
            unranked.append(SetAside(record, assumption.title, f"no {' or '.join(lacking)}"))
        elif scale is not None and assumption.impact not in scale:
            reason = f"impact {assumption.impact} is not on the plan's scale"
            unranked.append(SetAside(record, assumption.title, reason))
        else:
            rankable[record] = assumption
    beliefs = {record: belief(assumption) for record, assumption in rankable.items()}
    opening = {r for record in rankable if beliefs[record].doubt for r in requires[record]}
    opening = reachable(requires, opening)
    for record in list(rankable):
        if not beliefs[record].doubt and record not in opening:
            reason = "you are already sure of it: there is nothing to learn"
            sure.append(SetAside(record, rankable.pop(record).title, reason))
    due = _due_dates(decisions)
    ranked = {
        record: _candidate(plan, assumption, beliefs[record], rankable.keys(), due.get(record))
        for record, assumption in rankable.items()
    }
    return Candidates(ranked, tuple(parked), tuple(sure), tuple(unranked))


def _candidate(
    plan: Plan,
    assumption: Assumption,
    held: Belief,
    among: Collection[str],
    needed: tuple[date, str] | None,
) -> Candidate:
    assert assumption.impact is not None  # noqa: S101 - else it is unranked
    assert assumption.cost is not None  # noqa: S101 - the same
    scale = plan.settings.impact_scale
    impact = Fraction(scale[assumption.impact] if scale else assumption.impact)
    due, due_for = needed or (None, None)
    if due is not None and assumption.duration and assumption.status != "testing":
        start = due - timedelta(days=assumption.duration)
        due = last_workday(start, plan.settings.days_off)
    requires = tuple(_ranked_before(plan, assumption, among))
    named = dict.fromkeys(assumption.requires)
    outside = [
        required for required in named if required != assumption.id and required not in among
    ]
    remarks = tuple(remark for required in outside for remark in _remarks(plan, required))
    return Candidate(assumption, impact, assumption.cost, held, requires, due, due_for, remarks)


def _ranked_before(plan: Plan, assumption: Assumption, among: Collection[str]) -> Iterator[str]:
    """The ranked prerequisites, also those behind open ones that are not ranked themselves."""
    seen = {assumption.id}
    waiting = list(assumption.requires)
    while waiting:
        required = waiting.pop(0)
        if required in seen:
            continue
        seen.add(required)
        record = plan.get(Assumption, required)
        if required in among:
            yield required
        elif record is not None and record.is_open:
            waiting += record.requires


def _remarks(plan: Plan, required: str) -> list[str]:
    """What to say about a prerequisite that is not ranked."""
    record = plan.get(Assumption, required)
    if record is None:
        return [f"needs {required}, which cannot be read"] if required in plan.broken else []
    if record.status == "invalidated":
        return [f"needs {required}, which turned out false"]
    return [f"needs {required} first, which is not ranked"] if record.is_open else []


def _due_dates(decisions: list[Decision]) -> dict[str, tuple[date, str]]:
    """The earliest decision that relies on each assumption, with its due date."""
    due: dict[str, tuple[date, str]] = {}
    for decision in decisions:
        for target in decision.assumptions:
            if decision.due:
                first = (decision.due, decision.id)
                due[target] = min(due.get(target, first), first)
    return due
