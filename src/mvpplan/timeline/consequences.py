"""What falls or opens when a record takes another status: links followed, with reasons."""

from __future__ import annotations

from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING

from mvpplan.model.assumption import Assumption
from mvpplan.model.blocker import Blocker
from mvpplan.model.change import Change
from mvpplan.model.decision import Decision
from mvpplan.model.dependency import Dependency
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


@dataclass(frozen=True, slots=True)
class Consequences:
    """What a change of status would do.

    Attributes:
        effects: in the order in which links lead to them, each record once.
        untouched: open decisions to which no link leads: they may proceed without it.
        customers: what customers notice, by the id of the record that says so.
    """

    effects: tuple[Effect, ...]
    untouched: tuple[Decision, ...]
    customers: tuple[tuple[str, str], ...]


def consequences(plan: Plan, record: str, status: str) -> Consequences:
    """What a plan would lose or gain if a record took a status; nothing is changed."""
    start = plan.records[record]
    turn = turn_of(start, status)
    found = _effects(plan, start, turn)
    # What may proceed without it does so whatever becomes of it.
    bad = found if turn != GOOD else _effects(plan, start, BAD)
    hang = {record, *(each.record.id for each in (*found, *bad))}
    untouched = [each for each in plan.of(Decision) if each.is_open and each.id not in hang]
    seen = [(start, OPENS if turn == GOOD else FALLS), *((e.record, e.effect) for e in found)]
    customers = [(each.id, text) for each, effect in seen if (text := _noticed(each, effect))]
    return Consequences(tuple(found), tuple(untouched), tuple(customers))


def _effects(plan: Plan, start: Record, turn: str) -> list[Effect]:
    """Everything that a turn of a record does to others, the nearest first."""
    # What falls comes first: it falls however short the way is by which it would only wait.
    falls = _spread(plan, [(start, turn, 0)], {start.id: None}, (FALLS,))
    causes = [(start, turn, 0), *((each.record, BAD, each.depth) for each in falls)]
    known: dict[str, None] = dict.fromkeys([start.id, *(each.record.id for each in falls)])
    others = _spread(plan, causes, known, (WAITS, OPENS, TOUCHED))
    return sorted([*falls, *others], key=lambda each: each.depth)


def turn_of(record: Record, status: str) -> str:
    """How a status turns out; a blocker that is not open is gone."""
    if isinstance(record, Blocker):
        return UNSETTLED if status == "open" else GOOD
    return _TURNS.get(status, UNSETTLED)


def _spread(
    plan: Plan,
    causes: list[tuple[Record, str, int]],
    known: dict[str, None],
    wanted: tuple[str, ...],
) -> list[Effect]:
    """The effects of some kinds, the nearest first, of causes with turn and depth.

    ``known`` are ids that are not looked at again; what is found is added to them. What falls goes
    on falling, what is kept waiting keeps others waiting, and good news ends where it arrives.
    """
    found: list[Effect] = []
    waiting = [(depth, place, cause, turn) for place, (cause, turn, depth) in enumerate(causes)]
    places = count(len(waiting))
    while waiting:
        depth, _, cause, turn = heappop(waiting)
        for effect in (each for follow in FOLLOW for each in follow(plan, cause, turn)):
            if effect.record.id in known or effect.effect not in wanted:
                continue
            known[effect.record.id] = None
            found.append(replace(effect, depth=depth + 1))
            if effect.effect == FALLS or (effect.effect == WAITS and turn != GOOD):
                next_turn = BAD if effect.effect == FALLS else UNSETTLED
                heappush(waiting, (depth + 1, next(places), effect.record, next_turn))
    return found


def _noticed(record: Record, effect: str) -> str | None:
    """What customers notice; of what no longer threatens them they notice nothing."""
    if isinstance(record, Blocker | Risk) and effect not in (FALLS, WAITS):
        return None
    text: str | None = getattr(record, "customer_impact", None)
    return text


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


FOLLOW: tuple[Callable[[Plan, Record, str], Iterator[Effect]], ...] = (
    _assumed,
    _decided,
    _delivered,
    _blocked,
    _rested,
    _risked,
    _requested,
)
"""How effects follow links, one rule for each kind of cause."""
