"""What needs attention on a day: each watch looks for one thing, with why and who."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mvpplan.model.blocker import Blocker
from mvpplan.model.checkpoint import Checkpoint
from mvpplan.model.decision import Decision
from mvpplan.model.dependency import Dependency
from mvpplan.model.fingerprint import takes_approvals
from mvpplan.model.metric import Metric
from mvpplan.model.risk import Risk
from mvpplan.model.scope import Scope
from mvpplan.text.words import counted, joined, number
from mvpplan.timeline.escalation import ISOLATION, escalation, isolated_too_long
from mvpplan.timeline.movement import movement
from mvpplan.timeline.outstanding import outstanding
from mvpplan.timeline.signals import signals, unanswered, verdicts
from mvpplan.timeline.view import NOW, SOON, WATCH, Item, View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from mvpplan.model.record import Record


def attention(view: View) -> list[Item]:
    """Everything that needs attention, the most urgent first.

    What several watches see of one record for one person is one item: the most urgent reason
    first.
    """
    found: dict[tuple[str | date | None, ...], Item] = {}
    seen = (item for watch in WATCHES for item in watch(view))
    for item in sorted(seen, key=lambda each: each.urgency):
        key = (item.kind, item.id, item.title, item.owner, _of_one_action(item))
        first = found.get(key)
        found[key] = item if first is None else _together(first, item)
    return sorted(found.values(), key=Item.order)


def _of_one_action(item: Item) -> date | None:
    """What is to be done by different days is not one thing."""
    return item.due if item.kind == Checkpoint.kind else None


def _together(first: Item, other: Item) -> Item:
    return replace(
        first,
        reason=f"{first.reason}; {other.reason}",
        due=first.due or other.due,
        days=first.days if first.days is not None else other.days,
        escalate_to=first.escalate_to or other.escalate_to,
    )


def _dates(view: View) -> Iterator[Item]:
    """Open records past due or due before the next review."""
    for record in view.plan.records.values():
        if not record.is_open or (isinstance(record, Checkpoint) and record.on):
            continue
        raised = escalation(record, view.plan, view.day)
        checkpoint = record.checkpoint if isinstance(record, Dependency) else None
        told = record.due == checkpoint or (raised and raised.reason.endswith("past due"))
        if record.due and not told:
            yield from _dated(view, record, "due", record.due)
        if checkpoint:
            yield from _dated(view, record, "its checkpoint", checkpoint)


def _dated(view: View, record: Record, what: str, day: date) -> Iterator[Item]:
    if day <= view.review:
        yield view.item(NOW if day <= view.day else SOON, record, _until(view, what, day), day)


def _until(view: View, what: str, day: date) -> str:
    left = (day - view.day).days
    if left < 0:
        return f"{counted(-left, 'day')} past {what}"
    return f"{what} in {counted(left, 'day')}" if left else f"{what} today"


def _escalations(view: View) -> Iterator[Item]:
    """Blockers and decisions that have waited too long, with the person to step in."""
    for record in (*view.plan.of(Blocker), *view.plan.of(Decision)):
        raised = escalation(record, view.plan, view.day)
        if raised is None:
            continue
        end = " and the chain of escalation ends there" if raised.ended else ""
        if raised.to is None:
            end = ", and nobody stands above the owner" if record.owner else ", and has no owner"
        if isinstance(record, Blocker) and (told := record.escalated):
            on = f" on {told.on}" if told.on else ""
            end += f", and was taken to {view.plan.settings.name_of(told.to)}{on}"
        item = view.item(NOW, record, f"escalates, {raised.reason}{end}", record.due)
        yield replace(item, escalate_to=raised.to)


def _fallbacks(view: View) -> Iterator[Item]:
    """Fallbacks of blockers that can be taken for a short while yet, or not any more."""
    for blocker in view.plan.of(Blocker):
        day = blocker.fallback_by
        if not blocker.is_open or day is None or day > view.review:
            continue
        reason = f"its fallback expired on {day}"
        if day >= view.day:
            reason = _until(view, "its fallback expires", day)
        yield view.item(NOW if day <= view.day else SOON, blocker, reason, day)


def _communication(view: View) -> Iterator[Item]:
    """What has to be told to those outside about a blocker."""
    for blocker in view.plan.of(Blocker):
        told = blocker.communication
        if blocker.is_open and told and told.on and view.period.start < told.on <= view.review:
            who = told.audience or "those affected"
            past = told.on < view.day
            reason = f"{who} had to be told on {told.on}" if past else f"tell {who} on {told.on}"
            item = view.item(NOW if told.on <= view.day else SOON, blocker, reason, told.on)
            yield replace(item, owner=told.by or blocker.owner)


def _approvals(view: View) -> Iterator[Item]:
    """Verdicts that have lapsed or speak against it, and reviewers who have not given theirs."""
    for record in view.plan.records.values():
        if not takes_approvals(record):
            continue
        said = verdicts(record)
        stands = record.is_open or record.status == "approved"
        if stands and not view.is_waived("MP306", record.id):
            yield from _people(view, record, "has lost the approval of", said.lapsed)
        if record.status == "approved":
            if names := joined([view.plan.settings.name_of(each) for each in said.against]):
                yield view.item(SOON, record, f"goes against the last verdict of {names}")
            yield from _people(view, record, "waits for the verdict of", said.missing)


def _people(view: View, record: Record, words: str, people: Iterable[str]) -> Iterator[Item]:
    """An item for each of some people, who have to give a verdict."""
    for each in people:
        item = view.item(SOON, record, f"{words} {view.plan.settings.name_of(each)}")
        yield replace(item, owner=each)


def _isolated(view: View) -> Iterator[Item]:
    """Decisions that wait for one direction, from the first day on."""
    for decision in view.plan.of(Decision):
        if decision.isolated and decision.is_open and not isolated_too_long(decision, view.day):
            end = decision.isolated + ISOLATION
            reason = f"isolated since {decision.isolated}, its 48 hours end on {end}"
            yield view.item(NOW if end <= view.day else SOON, decision, reason, end)


def _occurring(view: View) -> Iterator[Item]:
    """Risks that have come true."""
    for risk in view.plan.of(Risk):
        if risk.status == "occurring":
            what = f"; fallback: {risk.fallback}" if risk.fallback else ", and has no fallback"
            yield view.item(NOW, risk, f"is occurring{what}")


def _feedback(view: View) -> Iterator[Item]:
    """Comments that nobody has answered for more than a review cycle."""
    for each, asked in unanswered(view.plan, view.day):
        days = (view.day - asked).days
        yield view.item(SOON, each, f"unanswered for {counted(days, 'day')}", each.due)


def _actions(view: View) -> Iterator[Item]:
    """Actions of checkpoints that are due or late, and checkpoints that come or were forgotten."""
    for checkpoint in view.plan.of(Checkpoint):
        day = checkpoint.on
        if checkpoint.is_open and day and day <= view.review:
            urgency = NOW if day <= view.day else SOON
            reason = _until(view, "takes place", day) if day >= view.day else f"was to be on {day}"
            yield view.item(urgency, checkpoint, reason, day)
        for action in checkpoint.actions:
            if action.done or action.due is None or action.due > view.review:
                continue
            urgency = NOW if action.due <= view.day else SOON
            item = view.item(urgency, checkpoint, f"to do: {action.what}", action.due)
            yield replace(item, owner=action.owner or checkpoint.owner)


def _metrics(view: View) -> Iterator[Item]:
    """Metrics without a fresh reading, drifting, or beyond their guardrail."""
    for metric in view.plan.of(Metric):
        moved = movement(metric, view.period)
        if moved.guardrail_crossed:
            yield view.item(NOW, metric, "beyond its guardrail")
        elif moved.drifting:
            yield view.item(SOON, metric, "drifts away from its target")
        if moved.stale:
            age = moved.age
            old = (
                "has no reading yet"
                if age is None
                else f"its last reading is {counted(age, 'day')} old"
            )
            yield view.item(SOON, metric, old)
        if metric.by and metric.target is not None and metric.direction and not moved.reached:
            for item in _dated(view, metric, "due", metric.by):
                yield replace(
                    item, reason=f"its target of {number(metric.target)} is {item.reason}"
                )


def _waivers(view: View) -> Iterator[Item]:
    """Waivers that expire before the next review, or have expired."""
    for waiver in view.plan.settings.waivers:
        day = waiver.until
        if day > view.review:
            continue
        urgency = NOW if day <= view.day else SOON
        verb = "expired" if day < view.day else "expires"
        reason = f"{verb} on {day}: {waiver.why}"
        about = f"{waiver.rule} of {waiver.record}" if waiver.record else waiver.rule
        left, name = (day - view.day).days, waiver.record or waiver.rule
        yield Item(urgency, "waiver", name, about, reason, waiver.by, day, left)


def _revisits(view: View) -> Iterator[Item]:
    """What was deferred and is to be looked at again."""
    deferred: list[Decision | Scope] = [*view.plan.of(Decision), *view.plan.of(Scope)]
    for record in deferred:
        day = record.revisit
        if record.status == "deferred" and day and day <= view.review:
            was = "was " if day < view.day else ""
            reason = f"deferred, {was}to be looked at again on {day}"
            yield view.item(NOW if day <= view.day else SOON, record, reason, day)


def _may_proceed(view: View) -> Iterator[Item]:
    """Open decisions that nothing keeps from being made: what they rely on is known and decided."""
    for decision in view.plan.of(Decision):
        relies = decision.assumptions or decision.depends_on
        settled = relies and not outstanding(view.plan, decision)
        if decision.is_open and settled and not decision.isolated:
            reason = "may proceed: all that it relies on is settled"
            yield view.item(WATCH, decision, reason, decision.due)


def _signals(view: View) -> Iterator[Item]:
    """The early signals of trouble that the plan itself shows."""
    for signal in signals(view.plan, view.period, view.since):
        yield Item(WATCH, "signal", signal.name, signal.title, signal.words)


WATCHES: tuple[Callable[[View], Iterable[Item]], ...] = (
    _escalations,
    _isolated,
    _occurring,
    _dates,
    _fallbacks,
    _communication,
    _approvals,
    _feedback,
    _actions,
    _metrics,
    _waivers,
    _revisits,
    _may_proceed,
    _signals,
)
"""Everything that is looked for."""
