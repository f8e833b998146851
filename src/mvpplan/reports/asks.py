"""Asks: who has to do what by when, so that the next review finds it done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mvpplan.model.blocker import Blocker
from mvpplan.model.checkpoint import Checkpoint
from mvpplan.model.decision import Decision
from mvpplan.model.dependency import Dependency
from mvpplan.model.metric import Metric
from mvpplan.timeline.escalation import ISOLATION, escalation
from mvpplan.timeline.movement import movement
from mvpplan.timeline.signals import verdicts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from mvpplan.model.plan import Plan
    from mvpplan.timeline.period import Period


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing to do: ``who`` is a key of people, or None if nobody owns it."""

    who: str | None
    what: str
    about: str
    by: date


def asks(plan: Plan, period: Period) -> list[Ask]:
    """Everything due up to the next review, the most overdue first."""
    review = plan.settings.review_after(period.end)
    found = [*_decisions(plan, review), *_blockers(plan, period.end, review)]
    found += _escalations(plan, period.end)
    found += _others(plan, review)
    found += _actions(plan, review)
    found += _verdicts(plan, review)
    found += [
        Ask(metric.owner, f"add a reading of {metric.title}", metric.id, review)
        for metric in plan.of(Metric)
        if movement(metric, period).stale
    ]
    return sorted(found, key=lambda ask: (ask.by, ask.about, ask.what))


def _decisions(plan: Plan, review: date) -> Iterator[Ask]:
    for decision in plan.of(Decision):
        if decision.is_open and decision.due and decision.due <= review:
            yield Ask(decision.owner, f"decide: {decision.title}", decision.id, decision.due)


def _blockers(plan: Plan, as_of: date, review: date) -> Iterator[Ask]:
    for blocker in plan.of(Blocker):
        if not blocker.is_open:
            continue
        if blocker.fallback_by and as_of <= blocker.fallback_by <= review:
            what = f"take the fallback or let it go: {blocker.fallback or blocker.title}"
            yield Ask(blocker.owner, what, blocker.id, blocker.fallback_by)
        if blocker.due and blocker.due <= review:
            yield Ask(blocker.owner, f"resolve: {blocker.title}", blocker.id, blocker.due)
        told = blocker.communication
        if told and told.on and as_of <= told.on <= review:
            what = f"tell {told.audience or 'those affected'}: {told.message or blocker.title}"
            yield Ask(told.by, what, blocker.id, told.on)


def _escalations(plan: Plan, as_of: date) -> Iterator[Ask]:
    for record in (*plan.of(Blocker), *plan.of(Decision)):
        raised = escalation(record, plan, as_of)
        if raised and raised.to:
            what = f"step in on {record.title} ({raised.reason})"
            yield Ask(raised.to, what, record.id, as_of)


def _others(plan: Plan, review: date) -> Iterator[Ask]:
    """What is due of the kinds that need no more than their owner."""
    for record in plan.records.values():
        verb = _VERBS.get(record.kind)
        if verb is None or not record.is_open:
            continue
        checkpoint = record.checkpoint if isinstance(record, Dependency) else None
        due = min(filter(None, (record.due, checkpoint)), default=None)
        if due and due <= review:
            yield Ask(record.owner, f"{verb}: {record.title}", record.id, due)


def _actions(plan: Plan, review: date) -> Iterator[Ask]:
    """What a review agreed on."""
    for checkpoint in plan.of(Checkpoint):
        for action in checkpoint.actions:
            if not action.done and action.due and action.due <= review:
                who = action.owner or checkpoint.owner
                yield Ask(who, action.what, checkpoint.id, action.due)


def _verdicts(plan: Plan, review: date) -> Iterator[Ask]:
    """Approvals that are missing or have lapsed, and directions that are to be settled."""
    for decision in plan.of(Decision):
        said = verdicts(decision)
        if decision.status == "approved":
            for person in dict.fromkeys((*said.missing, *said.lapsed)):
                yield Ask(person, f"say yes or no to: {decision.title}", decision.id, review)
        if decision.is_open and decision.isolated and decision.isolated + ISOLATION <= review:
            what = f"settle the direction of: {decision.title}"
            yield Ask(decision.owner, what, decision.id, decision.isolated + ISOLATION)


_VERBS = {
    "assumption": "test",
    "change": "decide on",
    "dependency": "settle",
    "feedback": "answer",
    "risk": "see to",
}
"""What the owner of a record of a kind is asked to do; the other kinds have words of their own."""
