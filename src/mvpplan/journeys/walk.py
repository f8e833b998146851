"""The walk over all states of a journey: what can be reached, and where it gets stuck.

Facts have a few values each, so a journey is finite: a situation is a state with a value of every
fact, and all of them are visited. At the start every combination of values is possible.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from mvpplan.journeys.conditions import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mvpplan.journeys.conditions import Condition
    from mvpplan.model.journey import Journey, Move

MOST = 1_000_000
"""How many situations a journey may have before nothing is said about it."""

END = "end"


@dataclass(frozen=True, slots=True)
class Situation:
    """A state with the values of all facts, in the order of the journey's facts."""

    state: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A move out of a situation, and where it leads."""

    move: Move
    to: Situation


class TooLargeError(ValueError):
    """A journey with more situations than are looked at."""


class Walk:
    """Every situation that a journey can get into.

    The journey has a start, and names only its own states, facts and values (MP501).
    """

    def __init__(self, journey: Journey) -> None:
        """Raises TooLargeError if the journey may have more situations than ``MOST``."""
        self.journey = journey
        self.facts = tuple(journey.facts)
        size = len(journey.states) * prod(len(values) for values in journey.facts.values())
        if size > MOST:
            raise TooLargeError(f"{size:,} situations are more than {MOST:,}")
        self._place = {fact: number for number, fact in enumerate(self.facts)}
        self._conditions: dict[str, Condition] = {}

    def starts(self) -> Iterator[Situation]:
        """The start with every combination of values."""
        if self.journey.start is None:
            return
        for values in product(*self.journey.facts.values()):
            yield Situation(self.journey.start, values)

    def steps(self, situation: Situation) -> list[Step]:
        """What is possible in a situation."""
        facts = dict(zip(self.facts, situation.values, strict=True))
        moves = self.journey.states[situation.state].moves
        return [
            Step(move, self._after(situation, move)) for move in moves if self._may(move, facts)
        ]

    def _may(self, move: Move, facts: Mapping[str, str]) -> bool:
        if move.when is None:
            return True
        if move.when not in self._conditions:
            self._conditions[move.when] = parse(move.when)
        return self._conditions[move.when].holds(facts)

    def _after(self, situation: Situation, move: Move) -> Situation:
        if not move.sets:
            return Situation(move.to, situation.values)
        values = list(situation.values)
        for fact, value in move.sets.items():
            values[self._place[fact]] = value
        return Situation(move.to, tuple(values))

    @cached_property
    def came_from(self) -> dict[Situation, Situation | None]:
        """Every situation that can be reached, with the one before it on a shortest way."""
        before: dict[Situation, Situation | None] = dict.fromkeys(self.starts())
        waiting = deque(before)
        while waiting:
            here = waiting.popleft()
            for step in self.steps(here):
                if step.to not in before:
                    before[step.to] = here
                    waiting.append(step.to)
        return before

    @cached_property
    def reached(self) -> frozenset[str]:
        """The names of the states that some way leads to."""
        return frozenset(situation.state for situation in self.came_from)

    def way_to(self, situation: Situation) -> list[str]:
        """The states of a shortest way to a situation."""
        way: list[str] = []
        here: Situation | None = situation
        while here is not None:
            way.append(here.state)
            here = self.came_from[here]
        return way[::-1]

    def facts_of(self, situation: Situation) -> dict[str, str]:
        """The values of all facts in a situation."""
        return dict(zip(self.facts, situation.values, strict=True))

    def is_end(self, situation: Situation) -> bool:
        """Whether the journey ends there."""
        return self.journey.states[situation.state].kind == END

    def dead_ends(self) -> Iterator[Situation]:
        """The situations that are no end and in which nothing is possible."""
        for situation in self.came_from:
            if not self.is_end(situation) and not self.steps(situation):
                yield situation

    def unclear(self) -> Iterator[tuple[Situation, Step, Step]]:
        """Where two moves with the same words are possible at once and lead to different states."""
        for situation in self.came_from:
            first: dict[str, Step] = {}
            for step in self.steps(situation):
                other = first.setdefault(step.move.do, step)
                if other.to.state != step.to.state:
                    yield situation, other, step

    @cached_property
    def ending(self) -> frozenset[Situation]:
        """The situations from which an end can be reached."""
        back: dict[Situation, list[Situation]] = {each: [] for each in self.came_from}
        for situation in self.came_from:
            for step in self.steps(situation):
                back[step.to].append(situation)
        found = {situation for situation in self.came_from if self.is_end(situation)}
        waiting = list(found)
        while waiting:
            for before in back[waiting.pop()]:
                if before not in found:
                    found.add(before)
                    waiting.append(before)
        return frozenset(found)

    def endless(self) -> Iterator[Situation]:
        """Situations from which no end can be reached, although something is possible."""
        for situation in self.came_from:
            if situation not in self.ending and self.steps(situation):
                yield situation

    def first_that_fails(self, path: Sequence[str]) -> int | None:
        """The place of the first state on a path that the moves do not lead to; None if all do."""
        here = {each for each in self.starts() if path and each.state == path[0]}
        if not here:
            return 0
        for place, state in enumerate(path[1:], start=1):
            here = {step.to for each in here for step in self.steps(each) if step.to.state == state}
            if not here:
                return place
        return None
