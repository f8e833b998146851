"""The agenda of the next review: risk and scope on one list, the highest risk first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from mvpplan.model.assumption import Assumption
from mvpplan.model.blocker import Blocker
from mvpplan.model.change import Change
from mvpplan.model.checkpoint import Checkpoint
from mvpplan.model.decision import Decision
from mvpplan.model.dependency import Dependency
from mvpplan.model.feedback import Feedback
from mvpplan.model.journey import Journey
from mvpplan.model.metric import Metric
from mvpplan.model.risk import Risk
from mvpplan.model.scope import Scope
from mvpplan.text.words import counted, joined, shortened
from mvpplan.timeline import journeys
from mvpplan.timeline.attention import attention
from mvpplan.timeline.movement import movement
from mvpplan.timeline.signals import grown_unassessed, verdicts
from mvpplan.timeline.view import NOW, View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from mvpplan.model.record import Record
    from mvpplan.timeline.view import Item

_MOST_LIKELY = 5
_LONGEST = 120
_FAR = 10**6


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the agenda.

    Attributes:
        record: what it is about.
        weight: points (or money) at stake, times how likely it is where that is known.
        urgent: whether it cannot wait for the review after.
        why: why it is on the list.
        questions: what has to be answered, each in a line.
        due: the day that counts.
        first: whether every review begins with it: the open journey with most at stake.
    """

    record: Record
    weight: Decimal
    urgent: bool
    why: str
    questions: tuple[str, ...]
    due: date | None
    first: bool = False

    def order(self) -> tuple[bool, bool, Decimal, int, str, str]:
        """Key that sorts points: the urgent first, then by what is at stake, then by date."""
        days = self.due.toordinal() if self.due else _FAR
        urgent = (not self.first, not self.urgent)
        return *urgent, -self.weight, days, self.record.kind, self.record.id


def agenda(view: View) -> list[Point]:
    """Everything that the next review has to look at, the highest risk first.

    ``view`` is the plan on the day of the review, or on the day before which it is prepared.
    """
    needed: dict[str, Item] = {}
    for each in attention(view):
        if each.kind not in ("waiver", "signal"):
            before = needed.get(each.id)
            needed[each.id] = _told(view, each) if before is None else _joined(view, before, each)
    grown = {item.id for item in grown_unassessed(view.plan, view.period, view.since)}
    first = journeys.riskiest(view.plan, lambda record: _weight(view, record))
    points = []
    for record in view.plan.records.values():
        ask = _ASK.get(type(record))
        if ask is None:
            continue
        item = needed.get(record.id)
        questions = tuple(ask(view, record))
        if record.id in grown:
            questions += ("Which assessed change brings it in, and what leaves for it?",)
        listed = record.id in grown or record is first or isinstance(record, Risk | Change)
        if questions and (item or listed):
            point = _point(view, record, item, questions)
            points.append(replace(point, first=record is first))
    return sorted(points, key=Point.order)


def _told(view: View, item: Item) -> Item:
    """An item whose reason names who sees to it, where that is not the owner of the record."""
    owner = view.plan.records[item.id].owner
    if item.owner in (None, owner):
        return item
    return replace(item, reason=f"{view.plan.settings.name_of(item.owner)}: {item.reason}")


def _joined(view: View, first: Item, other: Item) -> Item:
    """One item for what several people have to see to."""
    return replace(first, reason=f"{first.reason}; {_told(view, other).reason}")


def _point(view: View, record: Record, item: Item | None, questions: tuple[str, ...]) -> Point:
    urgent = record.status == "occurring" or (item is not None and item.urgency == NOW)
    why = item.reason if item else record.status or ""
    if isinstance(record, Scope) and record.is_open and item is None:
        why = "came into the scope after it was set"
    if isinstance(record, Journey) and item is None:
        why = journeys.at_stake(view.plan, record)
    due = (item.due if item else None) or record.due
    return Point(record, _weight(view, record), urgent, why, questions, due)


def _weight(view: View, record: Record) -> Decimal:
    """What is at stake: the impact on the plan's scale, times its likelihood."""
    impact = getattr(record, "impact", None)
    if impact is None:
        return Decimal(getattr(record, "contribution", None) or 0)
    scale = view.plan.settings.impact_scale
    points: Decimal = scale.get(impact, impact) if scale is not None else impact
    likelihood = getattr(record, "likelihood", None)
    return points * likelihood / _MOST_LIKELY if likelihood else points


def _of_risk(view: View, record: Record) -> Iterator[str]:
    if not isinstance(record, Risk) or not record.is_open:
        return
    if record.status == "occurring":
        yield f"It is happening. Is the fallback taken: {_brief(record.fallback)}?"
    elif record.signal:
        yield f"Is its signal seen: {_brief(record.signal)}?"
    last = max((each.on for each in record.applied if each.on <= view.day), default=None)
    used = f"been in use since {last}" if last else "been used at all"
    yield f"Has the mitigation {used}: {_brief(record.mitigation)}?"


def _of_decision(view: View, record: Record) -> Iterator[str]:
    if not isinstance(record, Decision):
        return
    if record.is_open:
        yield record.question or f"What is decided: {_brief(record.title)}?"
        if len(record.options) > 1:
            yield f"Which of {counted(len(record.options), 'option')}, on which evidence?"
    elif record.status == "deferred" and record.revisit:
        yield "Is it taken up again, put off to another day, or rejected?"
    elif record.status == "approved":
        yield from _of_approvals(view, record)


def _of_approvals(view: View, record: Record) -> Iterator[str]:
    said = verdicts(record)
    if said.missing:
        do = "does" if len(said.missing) == 1 else "do"
        yield f"What {do} {_names(view, said.missing)} say to it?"
    if said.lapsed:
        do = "Does" if len(said.lapsed) == 1 else "Do"
        yield f"{do} {_names(view, said.lapsed)} approve it as it is now?"
    if said.against:
        yield f"What has to change for {_names(view, said.against)}?"


def _names(view: View, people: Iterable[str]) -> str:
    return joined([view.plan.settings.name_of(each) for each in people])


def _of_blocker(view: View, record: Record) -> Iterator[str]:
    if not isinstance(record, Blocker) or not record.is_open:
        return
    yield "What resolves it, and who does that by when?"
    if record.fallback:
        until = f" (it can be taken until {record.fallback_by})" if record.fallback_by else ""
        if record.fallback_by and record.fallback_by < view.day:
            yield f"What now that the fallback expired on {record.fallback_by}?"
        else:
            yield f"Is the fallback taken{until}: {_brief(record.fallback)}?"
    if record.communication is None:
        yield "Who tells whom about it?"


def _of_dependency(view: View, record: Record) -> Iterator[str]:
    if isinstance(record, Dependency) and record.is_open and record.checkpoint:
        past = record.checkpoint <= view.day
        yield "Was it there at its checkpoint?" if past else "Will it be there at its checkpoint?"


def _of_change(view: View, record: Record) -> Iterator[str]:  # noqa: ARG001 - one form for all
    if isinstance(record, Change) and record.is_open:
        effects = len(record.effects)
        basis = (
            f"by {counted(effects, 'written effect')}"
            if effects
            else "with no effects written down"
        )
        yield f"Is it accepted or declined, {basis}?"


def _of_scope(view: View, record: Record) -> Iterator[str]:  # noqa: ARG001 - one form for all
    if isinstance(record, Scope) and record.is_open and record.due:
        yield "Is it built in time, or does it leave the scope?"
    elif isinstance(record, Scope) and record.status == "deferred" and record.revisit:
        yield "Does it come into the scope now, and what leaves for it?"


def _of_checkpoint(view: View, record: Record) -> Iterator[str]:
    if not isinstance(record, Checkpoint):
        return
    if record.is_open:
        yield from record.questions
        if not record.questions and record.on and record.on <= view.review:
            yield (
                "Was it held, and what did it find?" if record.on < view.day else "Is it prepared?"
            )
    for action in record.actions:
        if not action.done and action.due and action.due <= view.review:
            who = view.plan.settings.name_of(action.owner or record.owner)
            yield f"Is it done, {who}: {_brief(action.what)}?"


def _of_metric(view: View, record: Record) -> Iterator[str]:
    if not isinstance(record, Metric):
        return
    moved = movement(record, view.period)
    if moved.stale:
        who = view.plan.settings.name_of(record.owner)
        yield f"What does it read now, {who}?"
    if moved.drifting or moved.guardrail_crossed:
        yield "What turns it, and which decision does that change?"
    elif not moved.reached and record.by and record.by <= view.review:
        yield "Is its target still reached, and what if not?"


def _of_assumption(view: View, record: Record) -> Iterator[str]:  # noqa: ARG001 - one form for all
    if isinstance(record, Assumption) and record.is_open:
        passes = f": does it pass, by {_brief(record.passes_if)}" if record.passes_if else ""
        yield f"What did the test show{passes}?"


def _of_feedback(view: View, record: Record) -> Iterator[str]:  # noqa: ARG001 - one form for all
    if isinstance(record, Feedback) and record.is_open:
        yield f"Is it accepted or declined: {_brief(record.text or record.title)}?"


def _of_journey(view: View, record: Record) -> Iterator[str]:
    if isinstance(record, Journey) and record.is_open:
        yield from journeys.questions(view.plan, record)


def _brief(text: str | None) -> str:
    return shortened((text or "nothing is written down").rstrip(".?! "), _LONGEST)


_ASK: dict[type, Callable[[View, Record], Iterator[str]]] = {
    Risk: _of_risk,
    Decision: _of_decision,
    Blocker: _of_blocker,
    Dependency: _of_dependency,
    Change: _of_change,
    Scope: _of_scope,
    Checkpoint: _of_checkpoint,
    Metric: _of_metric,
    Assumption: _of_assumption,
    Feedback: _of_feedback,
    Journey: _of_journey,
}
"""What each kind of record asks of a review."""
