"""What a record does to those that hang on it when it takes another status, link by link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mvpplan.model.assumption import Assumption
from mvpplan.model.blocker import Blocker
from mvpplan.model.change import Change
from mvpplan.model.decision import Decision
from mvpplan.model.dependency import Dependency
from mvpplan.model.journey import Journey
from mvpplan.model.metric import Metric
from mvpplan.model.risk import Risk
from mvpplan.model.scope import Scope
from mvpplan.text.words import joined
from mvpplan.timeline.outstanding import outstanding, unsettled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mvpplan.model.plan import Plan
    from mvpplan.model.record import Record

FALLS, WAITS, OPENS, TOUCHED = "falls", "waits", "opens", "touched"
"""What can happen to a record: it no longer holds, cannot go on yet, may go on, or is concerned."""

GOOD, BAD, UNSETTLED = "good", "bad", "unsettled"
"""How a status turns out for what relies on the record: it may go on, it falls, or it waits."""

_TURNS = {
    **dict.fromkeys(("validated", "approved", "resolved", "met", "accepted", "closed", "in"), GOOD),
    **dict.fromkeys(("invalidated", "dropped", "rejected", "deferred", "superseded"), BAD),
    **dict.fromkeys(("missed", "declined", "occurring", "out", "fallback"), BAD),
}


@dataclass(frozen=True, slots=True)
class Effect:
    """What happens to a record, because of which other, and why; ``depth`` counts the links."""

    record: Record
    effect: str
    because: str
    words: str
    depth: int = 1


def turn_of(record: Record, status: str) -> str:
    """How a status turns out; a blocker that is not open is gone."""
    if isinstance(record, Blocker):
        return UNSETTLED if status == "open" else GOOD
    return _TURNS.get(status, UNSETTLED)


def _assumed(plan: Plan, cause: Record, turn: str) -> Iterator[Effect]:
    """Decisions and assumptions that rely on an assumption."""
    if not isinstance(cause, Assumption):
        return
    for decision in plan.of(Decision):
        if cause.id in decision.assumptions and decision.status in ("open", "approved"):
            yield _relying(plan, decision, cause, turn, "relies on it")
    for other in plan.of(Assumption):
        if cause.id in other.requires and other.is_open:
            effect = OPENS if turn == GOOD else WAITS
            words = "can be tested now" if turn == GOOD else "was to be tested after it"
            yield Effect(other, effect, cause.id, words)


def _relying(plan: Plan, decision: Decision, cause: Record, turn: str, link: str) -> Effect:
    """What becomes of a decision that names the cause."""
    if turn == BAD:
        if decision.status == "approved":
            return Effect(decision, FALLS, cause.id, f"is approved and {link}")
        return Effect(decision, WAITS, cause.id, f"is open and {link}: decide without it, or anew")
    if turn == UNSETTLED:
        return Effect(decision, WAITS, cause.id, link)
    others = outstanding(plan, decision, besides=cause.id)
    if others:
        return Effect(decision, WAITS, cause.id, f"{link}, and still waits for {joined(others)}")
    return Effect(decision, OPENS, cause.id, f"{link}: all that it relies on is settled")


def _decided(plan: Plan, cause: Record, turn: str) -> Iterator[Effect]:
    """What hangs on a decision: other decisions, scope, dependencies, metrics, assumptions."""
    if not isinstance(cause, Decision):
        return
    for other in plan.of(Decision):
        if cause.id in other.depends_on and other.status in ("open", "approved"):
            yield _relying(plan, other, cause, turn, "comes after it")
    for item in plan.of(Scope):
        if cause.id in item.decisions and item.is_open:
            yield _scope(plan, item, cause, turn)
    if turn == BAD:
        yield from _let_go(plan, cause)


def _scope(plan: Plan, item: Scope, cause: Decision, turn: str) -> Effect:
    if turn == UNSETTLED:
        return Effect(item, WAITS, cause.id, "is in scope and rests on it")
    if turn == GOOD:
        rests = unsettled(plan, Decision, item.decisions, "approved")
        others = [name for name in rests if name != cause.id] + outstanding(plan, cause)
        if others:
            words = f"is in scope and rests on it, and still waits for {joined(others)}"
            return Effect(item, WAITS, cause.id, words)
        return Effect(item, OPENS, cause.id, "is in scope and may be built as decided")
    return Effect(item, FALLS, cause.id, "is in scope and rests on it")


def _let_go(plan: Plan, cause: Decision) -> Iterator[Effect]:
    """What nobody needs any more, or nobody acts on, without a decision."""
    pending = [each for each in plan.of(Dependency) if each.is_open]
    only: list[tuple[Record, tuple[str, ...], str]] = [
        *((each, each.needed_by, "is needed by nothing else") for each in pending),
        *((each, each.decisions, "no other decision acts on it") for each in plan.of(Metric)),
        *((each, each.blocks, "blocks nothing else") for each in plan.of(Blocker) if each.is_open),
    ]
    for record, named, words in only:
        if named == (cause.id,):
            yield Effect(record, TOUCHED, cause.id, words)
    for earlier in plan.each(Decision, cause.supersedes):
        if earlier.status == "superseded":
            yield Effect(earlier, TOUCHED, cause.id, "was replaced by it: does it hold again?")
    for name in cause.assumptions:
        found = plan.get(Assumption, name)
        users = [each for each in plan.of(Decision) if name in each.assumptions and each.is_open]
        if found and found.is_open and users in ([], [cause]):
            yield Effect(found, TOUCHED, cause.id, "no other open decision relies on it")


def _delivered(plan: Plan, cause: Record, turn: str) -> Iterator[Effect]:
    """What a dependency delivers to, and the metric that would show it."""
    if not isinstance(cause, Dependency):
        return
    for decision in plan.each(Decision, cause.needed_by):
        if decision.status in ("open", "approved"):
            yield _relying(plan, decision, cause, turn, "needs it")
    metric = plan.get(Metric, cause.metric) if cause.metric else None
    if metric is not None:
        yield Effect(metric, TOUCHED, cause.id, "shows whether it is met")


def _blocked(plan: Plan, cause: Record, turn: str) -> Iterator[Effect]:
    """What a blocker stops."""
    if not isinstance(cause, Blocker):
        return
    for name in cause.blocks:
        found = plan.records.get(name)
        if found is not None and _at_work(found):
            words = "is blocked by it no more" if turn == GOOD else "is blocked by it"
            yield Effect(found, OPENS if turn == GOOD else WAITS, cause.id, words)


def _at_work(record: Record) -> bool:
    """Whether work on a record can stand still: not if it is settled."""
    return record.is_open or record.status in (None, "approved")


def _rested(plan: Plan, cause: Record, turn: str) -> Iterator[Effect]:
    """The decisions behind a scope item that comes in, or that no other item needs any more."""
    if not isinstance(cause, Scope) or turn == UNSETTLED:
        return
    needed = {
        name
        for item in plan.of(Scope)
        if item.is_open and item.id != cause.id
        for name in item.decisions
    }
    for decision in plan.each(Decision, cause.decisions):
        if not _at_work(decision) or decision.id in needed:
            continue
        if turn == BAD:
            yield Effect(decision, TOUCHED, cause.id, "no other item in scope rests on it")
        elif decision.is_open:
            yield Effect(decision, TOUCHED, cause.id, "has to be made before it is built")


def _risked(plan: Plan, cause: Record, turn: str) -> Iterator[Effect]:  # noqa: ARG001 - one form for all
    """The metric in which a risk shows."""
    metric = plan.get(Metric, cause.metric) if isinstance(cause, Risk) and cause.metric else None
    if metric is not None:
        yield Effect(metric, TOUCHED, cause.id, "shows whether it is over")


def _requested(plan: Plan, cause: Record, turn: str) -> Iterator[Effect]:
    """What a change of scope brings in and takes out."""
    if not isinstance(cause, Change) or turn == UNSETTLED:
        return
    for item in plan.each(Scope, cause.adds):
        words = "comes into the scope" if turn == GOOD else "stays out of the scope"
        yield Effect(item, OPENS if turn == GOOD else TOUCHED, cause.id, words)
    for item in plan.each(Scope, cause.removes):
        words = "leaves the scope" if turn == GOOD else "stays in the scope"
        yield Effect(item, FALLS if turn == GOOD else TOUCHED, cause.id, words)


def _shaped(plan: Plan, cause: Record, turn: str) -> Iterator[Effect]:
    """The journeys that are drawn after a decision."""
    if not isinstance(cause, Decision):
        return
    for journey in plan.of(Journey):
        if cause.id not in journey.decisions or journey.status == "dropped":
            continue
        made = unsettled(plan, Decision, journey.decisions, "approved")
        others = [name for name in made if name != cause.id]
        if turn == BAD and journey.status == "approved":
            yield Effect(journey, FALLS, cause.id, "is approved and drawn after it")
        elif turn == BAD:
            yield Effect(journey, WAITS, cause.id, "is drawn after it: draw it anew")
        elif turn == UNSETTLED:
            yield Effect(journey, WAITS, cause.id, "is drawn after it")
        elif others and journey.is_open:
            words = f"is drawn after it, and still waits for {joined(others)}"
            yield Effect(journey, WAITS, cause.id, words)
        elif journey.is_open:
            words = "is drawn after it: every decision that shapes it is made"
            yield Effect(journey, OPENS, cause.id, words)


def _drawn(plan: Plan, cause: Record, turn: str) -> Iterator[Effect]:
    """The scope items that a journey is drawn for."""
    if isinstance(cause, Journey):
        for item in plan.of(Scope):
            if cause.id in item.journeys and item.is_open:
                effect = TOUCHED if turn == GOOD else WAITS
                yield Effect(item, effect, cause.id, "is in scope, and it is its journey")


FOLLOW: tuple[Callable[[Plan, Record, str], Iterator[Effect]], ...] = (
    _assumed,
    _decided,
    _delivered,
    _blocked,
    _rested,
    _risked,
    _requested,
    _shaped,
    _drawn,
)
"""How effects follow links, one rule for each kind of cause."""
