"""The midpoint gate: mitigations are in use, nobody gets two directions, the scope is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.gates.check import RECORDS_READ, Check, Outcome, Seen, none_of
from mvpplan.model.checkpoint import Checkpoint
from mvpplan.model.decision import Decision
from mvpplan.model.metric import Metric
from mvpplan.model.risk import Risk
from mvpplan.timeline.escalation import isolated_too_long
from mvpplan.timeline.movement import movement
from mvpplan.timeline.signals import grown_unassessed, scope_set_on

if TYPE_CHECKING:
    from datetime import date


def _mitigations_applied(seen: Seen) -> Outcome:
    last = _last_checkpoint(seen)
    idle = (
        risk
        for risk in seen.plan.of(Risk)
        if risk.is_open and not any(_is_between(last, each.on, seen.day) for each in risk.applied)
    )
    since = f"since the checkpoint on {last}" if last else "yet"
    return none_of(
        idle,
        f"no proof that the mitigation was in use {since}",
        f"every open risk shows its mitigation in use {since}",
    )


def _is_between(first: date | None, day: date, last: date) -> bool:
    return (first is None or first <= day) and day <= last


def _last_checkpoint(seen: Seen) -> date | None:
    """The last checkpoint held before the day of the gate."""
    held = [each.on for each in seen.plan.of(Checkpoint) if each.status == "held" and each.on]
    return max((day for day in held if day < seen.day), default=None)


def _directions_agree(seen: Seen) -> Outcome:
    torn = (each for each in seen.plan.of(Decision) if isolated_too_long(each, seen.day))
    return none_of(
        torn,
        "isolated for more than 48 hours",
        "no decision has waited for one direction for more than 48 hours",
    )


def _scope_kept(seen: Seen) -> Outcome:
    set_on = scope_set_on(seen.plan, seen.day)
    if set_on is None and seen.items():
        why = "no scope checkpoint was held, so nobody knows what the scope was set to"
        return Outcome(passed=False, why=why)
    return none_of(
        grown_unassessed(seen.plan, seen.period, seen.since),
        f"came into the scope after it was set on {set_on}, without an accepted change",
        "nothing came into the scope without an assessment",
    )


def _metrics_steady(seen: Seen) -> Outcome:
    moves = [movement(metric, seen.period) for metric in seen.plan.of(Metric)]
    off = (each.metric for each in moves if each.drifting or each.guardrail_crossed)
    return none_of(
        off, "drifting or beyond the guardrail", "no metric drifts or is beyond its guardrail"
    )


CHECKS = (
    RECORDS_READ,
    Check(
        "mitigations-applied",
        "every open risk shows its mitigation applied since the last checkpoint",
        _mitigations_applied,
    ),
    Check(
        "directions-agree",
        "no conflict of direction is open for more than 48 hours",
        _directions_agree,
    ),
    Check("scope-kept", "the scope has grown by assessed changes only", _scope_kept),
    Check("metrics-steady", "no metric drifts or is beyond its guardrail", _metrics_steady),
)
