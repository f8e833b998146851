"""What falls or opens when a record takes another status: links followed, with reasons."""

from __future__ import annotations

from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING

from mvpplan.model.blocker import Blocker
from mvpplan.model.decision import Decision
from mvpplan.model.risk import Risk
from mvpplan.timeline.effects import (
    BAD,
    FALLS,
    FOLLOW,
    GOOD,
    OPENS,
    TOUCHED,
    UNSETTLED,
    WAITS,
    Effect,
    turn_of,
)

if TYPE_CHECKING:
    from mvpplan.model.plan import Plan
    from mvpplan.model.record import Record


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
