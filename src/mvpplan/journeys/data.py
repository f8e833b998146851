"""A journey as plain data for a page that goes through it: names as numbers, conditions as lists.

A page works with numbers, so no name has to be anything else than text to show.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from mvpplan.journeys.conditions import AllOf, AnyOf, Is, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mvpplan.journeys.conditions import Condition
    from mvpplan.model.journey import Journey, Move


def machine(journey: Journey) -> dict[str, Any]:
    """The states, moves and facts of a journey that names only what it has (MP501).

    ``when`` of a move is None, or a list: ``["is", fact, value]``, ``["not", part]``,
    ``["and", part, ...]`` or ``["or", part, ...]``; facts and values are numbers there, and so are
    the states that moves lead to.
    """
    numbers = {name: number for number, name in enumerate(journey.states)}
    facts = {name: number for number, name in enumerate(journey.facts)}
    values = {
        (fact, value): place
        for fact, held in journey.facts.items()
        for place, value in enumerate(held)
    }

    def test(condition: Condition) -> list[Any]:
        if isinstance(condition, Is):
            return ["is", facts[condition.fact], values[condition.fact, condition.value]]
        if isinstance(condition, AllOf | AnyOf):
            word = "and" if isinstance(condition, AllOf) else "or"
            return [word, *map(test, condition.parts)]
        return ["not", test(condition.part)]

    def moved(move: Move) -> dict[str, Any]:
        return {
            "do": move.do,
            "to": numbers[move.to],
            "when": test(parse(move.when)) if move.when is not None else None,
            "words": move.when,
            "sets": [[facts[fact], values[fact, value]] for fact, value in move.sets.items()],
        }

    return {
        "start": numbers[journey.start or next(iter(journey.states))],
        "facts": [{"name": fact, "values": list(held)} for fact, held in journey.facts.items()],
        "states": [
            {
                "name": name,
                "role": state.role,
                "kind": state.kind,
                "shows": state.shows,
                "moves": [moved(move) for move in state.ways],
            }
            for name, state in journey.states.items()
        ],
    }


def lines(journey: Journey) -> Mapping[tuple[int, int], bool]:
    """Which state leads to which, by numbers, and whether the happy path goes there."""
    numbers = {name: number for number, name in enumerate(journey.states)}
    happy = {*pairwise(journey.happy_path)}
    return {
        (numbers[name], numbers[move.to]): (name, move.to) in happy
        for name, state in journey.states.items()
        for move in state.ways
    }
