"""What falls or opens when a record takes another status: links followed, with reasons."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mvpplan.model.assumption import Assumption
from mvpplan.model.blocker import Blocker
from mvpplan.model.change import Change
from mvpplan.model.decision import Decision
from mvpplan.model.dependency import Dependency
from mvpplan.model.metric import Metric
from mvpplan.model.risk import Risk
from mvpplan.model.scope import Scope

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
    """Everything that a change of status would do.

    Attributes:
        effects: in the order in which links lead to them, each record once.
        untouched: open decisions that may proceed without it: no link leads to them.
        customers: what customers would notice, by the id of the record that says so.
    """

    effects: tuple[Effect, ...]
    untouched: tuple[Decision, ...]
    customers: tuple[tuple[str, str], ...]


def consequences(plan: Plan, record: str, status: str) -> Consequences:
    """What a plan would lose or gain if a record took a status; nothing is changed."""
    found: dict[str, Effect] = {}
    waiting = [(plan.records[record], _TURNS.get(status, UNSETTLED), 1)]
    while waiting:
        cause, turn, depth = waiting.pop(0)
        for effect in (each for follow in FOLLOW for each in follow(plan, cause, turn)):
            name = effect.record.id
            if name == record or name in found:
                continue
            found[name] = replace(effect, depth=depth)
            if effect.effect in (FALLS, WAITS):
                # Only what falls goes on falling; what waits keeps others waiting.
                next_turn = BAD if effect.effect == FALLS else UNSETTLED
                waiting.append((effect.record, next_turn, depth + 1))
    reached = [plan.records[record], *(each.record for each in found.values())]
    known = {record, *found}
    untouched = [each for each in plan.of(Decision) if each.is_open and each.id not in known]
    customers = [
        (each.id, text) for each in reached if (text := getattr(each, "customer_impact", None))
    ]
    return Consequences(tuple(found.values()), tuple(untouched), tuple(customers))


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
    others = [
        each.id
        for each in plan.each(Assumption, decision.assumptions)
        if each.id != cause.id and each.status != "validated"
    ]
    others += [
        each.id
        for each in plan.each(Decision, decision.depends_on)
        if each.id != cause.id and each.status != "approved"
    ]
    if others:
        return Effect(decision, WAITS, cause.id, f"{link}, and still waits for {', '.join(others)}")
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
            yield _scope(item, cause, turn)
    if turn == BAD:
        yield from _let_go(plan, cause)


def _scope(item: Scope, cause: Record, turn: str) -> Effect:
    if turn == UNSETTLED:
        return Effect(item, WAITS, cause.id, "is in scope and rests on it")
    if turn == GOOD:
        return Effect(item, OPENS, cause.id, "is in scope and may be built as decided")
    return Effect(item, FALLS, cause.id, "is in scope and rests on it")


def _let_go(plan: Plan, cause: Decision) -> Iterator[Effect]:
    """What nobody needs any more, or nobody acts on, without a decision."""
    for dependency in plan.of(Dependency):
        if dependency.is_open and dependency.needed_by == (cause.id,):
            yield Effect(dependency, TOUCHED, cause.id, "is needed by nothing else")
    for metric in plan.of(Metric):
        if metric.decisions == (cause.id,):
            yield Effect(metric, TOUCHED, cause.id, "no other decision acts on it")
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
        if found is not None:
            words = "is blocked by it no more" if turn == GOOD else "is blocked by it"
            yield Effect(found, OPENS if turn == GOOD else WAITS, cause.id, words)


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
    _risked,
    _requested,
)
"""How effects follow links, one rule for each kind of cause."""
