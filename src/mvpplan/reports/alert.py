"""The alert level of a week: red, amber or green by stated rules, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mvpplan.model.assumption import Assumption
from mvpplan.model.blocker import Blocker
from mvpplan.model.checkpoint import Checkpoint
from mvpplan.model.decision import Decision
from mvpplan.model.dependency import Dependency
from mvpplan.model.metric import Metric
from mvpplan.model.risk import Risk
from mvpplan.text.words import counted, joined
from mvpplan.timeline.escalation import escalation
from mvpplan.timeline.movement import movement
from mvpplan.timeline.period import Period

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from mvpplan.model.plan import Plan
    from mvpplan.timeline.changes import Change
    from mvpplan.timeline.since import Since

RED, AMBER, GREEN = "red", "amber", "green"
LEVELS = (GREEN, AMBER, RED)
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Alert:
    """The level, and in sentences what puts it there; a green week has no reasons.

    ``trend`` compares it with the start of the period: ``worse``, ``better`` or ``unchanged``;
    None if that is not known.
    """

    level: str
    reasons: tuple[str, ...]
    trend: str | None = None


def alert(plan: Plan, period: Period, since: Since | None = None) -> Alert:
    """The alert level at the end of a period.

    Red: a blocker past due with no fallback left; a decision more than one review cycle past due;
    an approved decision on an assumption that turned out false; the outcome beyond its guardrail.
    Amber: anything else past due or escalating; a fallback that expires up to the next review; a
    due date that slipped in the period, or an open record that was taken out of the files; a risk
    that occurs; an action past due; a metric that drifts, is beyond its guardrail, or whose
    readings are stale.
    """
    red = [reason for reason in _red(plan, period.end, period) if reason]
    amber = [reason for reason in _amber(plan, period.end, period) if reason]
    if since is not None:
        moved = since.changes(plan)
        slipped = [each.record.id for each in moved if _is_slip(each)]
        gone = [each.record.id for each in moved if each.what == "removed" and each.record.is_open]
        amber += filter(None, [_sentence(slipped, "due date", "slipped")])
        amber += filter(None, [_sentence(gone, "open record", "removed from the files")])
    level = RED if red else AMBER if amber else GREEN
    return Alert(level, (*red, *amber), _trend(level, period, since))


def _is_slip(change: Change) -> bool:
    return change.what == "slipped" and change.fields == ("due",) and change.record.is_open


def _trend(level: str, period: Period, since: Since | None) -> str | None:
    """How the level compares with that of the plan at the start of the period, on that day."""
    if since is None or since.before is None:
        return None
    start = Period(period.start - since.before.settings.review.every, period.start)
    before, now = LEVELS.index(alert(since.before, start).level), LEVELS.index(level)
    return "worse" if now > before else "better" if now < before else "unchanged"


def _red(plan: Plan, as_of: date, period: Period) -> Iterator[str]:
    cornered = [
        blocker.id
        for blocker in plan.of(Blocker)
        if blocker.is_open and _past(blocker.due, as_of) and not _fallback_left(blocker, as_of)
    ]
    yield _sentence(cornered, "blocker", "past due with no fallback left")
    every = plan.settings.review.every
    late = [
        decision.id
        for decision in plan.of(Decision)
        if decision.is_open and decision.due and as_of > decision.due + every
    ]
    yield _sentence(late, "decision", "past due for more than a review cycle")
    fallen = [
        decision.id
        for decision in plan.of(Decision)
        if decision.status == "approved"
        and any(a.status == "invalidated" for a in plan.each(Assumption, decision.assumptions))
    ]
    yield _sentence(fallen, "approved decision", "resting on an assumption that turned out false")
    outcome = plan.settings.outcome
    metric = plan.get(Metric, outcome.metric) if outcome else None
    if metric and movement(metric, period).guardrail_crossed:
        yield f"the outcome {metric.id} is beyond its guardrail"


def _amber(plan: Plan, as_of: date, period: Period) -> Iterator[str]:
    every = plan.settings.review.every
    late = [
        decision.id
        for decision in plan.of(Decision)
        if decision.is_open and decision.due and decision.due < as_of <= decision.due + every
    ]
    yield _sentence(late, "decision", "past due")
    blockers = [blocker for blocker in plan.of(Blocker) if blocker.is_open]
    overdue = [b.id for b in blockers if _past(b.due, as_of) and _fallback_left(b, as_of)]
    yield _sentence(overdue, "blocker", "past due")
    waiting = [
        record.id
        for record in (*blockers, *plan.of(Decision))
        if not _past(record.due, as_of) and escalation(record, plan, as_of)
    ]
    yield _sentence(waiting, "item", "open too long and escalating")
    review = plan.settings.review_after(as_of)
    expiring = [b.id for b in blockers if b.fallback_by and as_of <= b.fallback_by <= review]
    yield _sentence(expiring, "fallback", "expiring before the next review")
    yield _sentence(_late_otherwise(plan, as_of), "other record", "past due")
    occurring = [risk.id for risk in plan.of(Risk) if risk.status == "occurring"]
    yield _sentence(occurring, "risk", "occurring")
    undone = [
        each.id
        for each in plan.of(Checkpoint)
        if any(not action.done and _past(action.due, as_of) for action in each.actions)
    ]
    yield _sentence(undone, "review", "with an action past due")
    moves = [movement(metric, period) for metric in plan.of(Metric)]
    outcome = plan.settings.outcome.metric if plan.settings.outcome else None
    crossed = [m.metric.id for m in moves if m.guardrail_crossed and m.metric.id != outcome]
    yield _sentence(crossed, "metric", "beyond the guardrail")
    drifting = [m.metric.id for m in moves if m.drifting and not m.guardrail_crossed]
    yield _sentence(drifting, "metric", "drifting the wrong way")
    yield _sentence([m.metric.id for m in moves if m.stale], "metric", "without a fresh reading")


def _late_otherwise(plan: Plan, as_of: date) -> list[str]:
    """Open records past due, or past their checkpoint, of the kinds that no other reason is of."""
    return [
        record.id
        for record in plan.records.values()
        if record.is_open
        and not isinstance(record, Decision | Blocker | Checkpoint)
        and (
            _past(record.due, as_of)
            or (isinstance(record, Dependency) and _past(record.checkpoint, as_of))
        )
    ]


def _past(due: date | None, as_of: date) -> bool:
    return due is not None and due < as_of


def _fallback_left(blocker: Blocker, as_of: date) -> bool:
    return bool(blocker.fallback) and not _past(blocker.fallback_by, as_of)


def _sentence(ids: list[str], noun: str, state: str) -> str:
    """``2 decisions past due: a and b``; nothing if there are none."""
    if not ids:
        return ""
    named = ids if len(ids) <= _NAMED else [*ids[: _NAMED - 1], f"{len(ids) - _NAMED + 1} more"]
    return f"{counted(len(ids), noun)} {state}: {joined(named)}"
