"""The walk over all situations of a journey: what can be reached, and where it gets stuck.

Facts have a few values each, so a journey is finite: a situation is a state with a value of every
fact, and at the start every combination of values is possible. All situations are visited, but
not one by one: what is known of a state is a set of combinations, a bit of an integer for each,
and a move carries a whole set from one state to another.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from mvpplan.journeys.combinations import Combinations, union
from mvpplan.journeys.conditions import asked, parse
from mvpplan.journeys.names import paths_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mvpplan.errors import FieldPath
    from mvpplan.journeys.conditions import Condition
    from mvpplan.model.journey import Journey, Move

MOST = 1_000_000
"""How many situations a journey may have before nothing is said about it."""

MOST_WORK = 10**10
"""How many bits may be carried along moves before a walk is given up: about two seconds."""

END = "end"


class TooLargeError(ValueError):
    """A journey with more situations than are looked at."""


@dataclass(frozen=True, slots=True)
class Situation:
    """A state with the values of the facts that conditions ask for, in the order of ``facts``."""

    state: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A move as it carries sets: from where, under which combinations, and what it sets."""

    origin: str
    number: int
    move: Move
    possible: int


class Walk:
    """Every situation that a journey can get into.

    The journey has a start, and names only its own states, facts and values (MP501). Facts that no
    condition asks for make no difference and are left out, and so are the moves of ends.
    """

    def __init__(self, journey: Journey) -> None:
        """Raises TooLargeError if there may be more situations than ``MOST``."""
        self.journey = journey
        parsed = {
            move.when: parse(move.when)
            for state in journey.states.values()
            for move in state.moves
            if move.when is not None
        }
        named = {each.fact for condition in parsed.values() for each in asked(condition)}
        self.facts = {fact: held for fact, held in journey.facts.items() if fact in named}
        combinations = math.prod(len(values) for values in self.facts.values())
        size = max(1, len(journey.states)) * combinations
        if size > MOST:
            raise TooLargeError(f"it has {size:,} situations, more than {MOST:,}")
        if len(parsed) * combinations > MOST_WORK // 10:
            raise TooLargeError("it has too many conditions over too many facts")
        self.combinations = Combinations(self.facts)
        self._work, self._most_work = 0, float(MOST_WORK)
        self.stretches = {
            name: [self._stretch(name, number, move, parsed) for number, move in enumerate(ways)]
            for name, ways in ((name, state.ways) for name, state in journey.states.items())
        }

    def _stretch(
        self, origin: str, number: int, move: Move, parsed: Mapping[str, Condition]
    ) -> Stretch:
        possible = self.combinations.every
        if move.when is not None:
            possible = parsed[move.when].among(self.combinations.holds, possible)
        return Stretch(origin, number, move, possible)

    def carried(self, stretch: Stretch, values: int) -> int:
        """The combinations after a move, of those before it in which it is possible."""
        self._pay()
        values &= stretch.possible
        for fact, value in stretch.move.sets.items():
            if values and fact in self.facts:
                values = self.combinations.after_setting(values, fact, value)
        return values

    def before(self, stretch: Stretch, values: int) -> int:
        """The combinations from which a move leads to one of those given."""
        self._pay()
        for fact, value in stretch.move.sets.items():
            if values and fact in self.facts:
                values = self.combinations.before_setting(values, fact, value)
        return values & stretch.possible

    def _pay(self) -> None:
        self._work += self.combinations.count
        if self._work > self._most_work:
            raise TooLargeError("its facts change in too many ways to follow them all")

    def follow(self) -> None:
        """Look at everything that is asked of a walk; after that nothing raises TooLargeError."""
        _ = self.endless, self.failing
        self._most_work = math.inf

    @cached_property
    def layers(self) -> list[dict[str, int]]:
        """What is new after each number of moves: combinations by state; the start first."""
        start = self.journey.start
        known: dict[str, int] = {}
        found = [{start: self.combinations.every}] if start else []
        while found and found[-1]:
            fresh: dict[str, int] = {}
            for state, values in found[-1].items():
                known[state] = known.get(state, 0) | values
            for state, values in found[-1].items():
                for stretch in self.stretches[state]:
                    to = stretch.move.to
                    new = self.carried(stretch, values) & ~known.get(to, 0)
                    if new:
                        fresh[to] = fresh.get(to, 0) | new
            found.append(fresh)
        return found[:-1]

    @cached_property
    def reached(self) -> dict[str, int]:
        """The combinations in which each state can be reached, of the states that can."""
        found: dict[str, int] = {}
        for layer in self.layers:
            for state, values in layer.items():
                found[state] = found.get(state, 0) | values
        return found

    def is_end(self, state: str) -> bool:
        """Whether the journey ends there."""
        return self.journey.states[state].kind == END

    @cached_property
    def dead_ends(self) -> dict[str, int]:
        """The states that are no end, with the combinations in which nothing is possible."""
        found = {}
        for state, values in self.reached.items():
            stuck = values & ~union(each.possible for each in self.stretches[state])
            if stuck and not self.is_end(state):
                found[state] = stuck
        return found

    def unclear(self) -> Iterator[tuple[Stretch, Stretch, int]]:
        """Two moves with the same words that lead to different states at once, and when."""
        for state, values in self.reached.items():
            by_words: dict[str, dict[str, list[Stretch]]] = {}
            taken: dict[str, int] = {}
            for stretch in self.stretches[state]:
                words, to = stretch.move.do, stretch.move.to
                targets = by_words.setdefault(words, {})
                # Most moves exclude all others of their words: then none of these is looked at.
                if values & stretch.possible & taken.get(words, 0):
                    others = (each for name, held in targets.items() if name != to for each in held)
                    other = _overlapping(others, values & stretch.possible)
                    if other is not None:
                        yield other, stretch, values & stretch.possible & other.possible
                targets.setdefault(to, []).append(stretch)
                taken[words] = taken.get(words, 0) | stretch.possible

    def impossible(self) -> Iterator[tuple[str, int]]:
        """Moves, by state and number, of states that are reached, but that can never be taken."""
        for state, values in self.reached.items():
            taken = {each.number for each in self.stretches[state] if values & each.possible}
            for number in range(len(self.journey.states[state].moves)):
                if number not in taken:
                    yield state, number

    @cached_property
    def endless(self) -> dict[str, int]:
        """The states with the combinations from which every way goes on for ever."""
        ends = {state: self.combinations.every for state in self.reached if self.is_end(state)}
        stopping = self.leading_to({**self.dead_ends, **ends})
        found = {}
        for state, values in self.reached.items():
            left = values & ~stopping.get(state, 0)
            if left:
                found[state] = left
        return found

    def leading_to(self, goals: Mapping[str, int]) -> dict[str, int]:
        """The situations from which one of some situations can be reached, themselves included."""
        into: dict[str, list[Stretch]] = {state: [] for state in self.journey.states}
        for state in self.reached:
            for stretch in self.stretches[state]:
                into[stretch.move.to].append(stretch)
        found = dict(goals)
        fresh = dict(goals)
        while fresh:
            further: dict[str, int] = {}
            for state, values in fresh.items():
                for stretch in into[state]:
                    new = self.before(stretch, values) & ~found.get(stretch.origin, 0)
                    if new:
                        found[stretch.origin] = found.get(stretch.origin, 0) | new
                        further[stretch.origin] = further.get(stretch.origin, 0) | new
            fresh = further
        return found

    def situations(self, state: str, values: int) -> Iterator[Situation]:
        """A state with each of some combinations."""
        while values:
            yield self.situation(state, values)
            values &= values - 1

    def situation(self, state: str, values: int) -> Situation:
        """The first of some combinations in a state."""
        return Situation(state, self.combinations.first(values))

    def numbered_steps(self, situation: Situation) -> Iterator[tuple[int, Situation]]:
        """The numbers of the moves that are possible in a situation, and where each leads."""
        here = self.combinations.only(situation.values)
        for stretch in self.stretches[situation.state]:
            after = self.carried(stretch, here)
            if after:
                yield stretch.number, self.situation(stretch.move.to, after)

    def way_to(self, state: str, values: int) -> list[Situation]:
        """A shortest way from the start to a state in one of some combinations that are reached."""
        length = next(
            place for place, layer in enumerate(self.layers) if layer.get(state, 0) & values
        )
        here = self.situation(state, self.layers[length][state] & values)
        way = [here]
        for layer in reversed(self.layers[:length]):
            here = self._one_before(layer, here)
            way.append(here)
        return way[::-1]

    def _one_before(self, layer: Mapping[str, int], situation: Situation) -> Situation:
        goal = self.combinations.only(situation.values)
        return next(
            self.situation(state, values & self.before(stretch, goal))
            for state, values in layer.items()
            for stretch in self.stretches[state]
            if stretch.move.to == situation.state and values & self.before(stretch, goal)
        )

    @cached_property
    def failing(self) -> dict[FieldPath, int]:
        """The paths that the moves do not allow: where each stands, and the first place that fails.

        Paths that name what the journey does not have (MP501) are left out.
        """
        states = self.journey.states
        sound = [
            (at, path) for at, path in paths_of(self.journey) if path and set(path) <= states.keys()
        ]
        failed = ((at, self.first_that_fails(path)) for at, path in sound)
        return {at: place for at, place in failed if place is not None}

    def first_that_fails(self, path: Sequence[str]) -> int | None:
        """The place of the first state on a path that the moves do not lead to; None if all do."""
        if not path or path[0] != self.journey.start:
            return 0
        values = self.combinations.every
        for place, (state, to) in enumerate(pairwise(path), start=1):
            values = union(
                self.carried(stretch, values)
                for stretch in self.stretches[state]
                if stretch.move.to == to
            )
            if not values:
                return place
        return None


def _overlapping(stretches: Iterable[Stretch], values: int) -> Stretch | None:
    """The first move that is possible in one of some combinations."""
    return next((each for each in stretches if each.possible & values), None)
