"""A test plan of a journey: the fewest paths from the start to an end that take every move.

A path may go round in circles, so the moves of a circle need no path of their own. Between circles
a move comes before another or not, and by Dilworth's theorem (1950) the fewest chains that hold
everything are as many as a matching leaves unmatched (Fulkerson 1956). With facts a move can be
taken in several situations: one is chosen for each, the way a few long paths would take them, and
what the states alone would need is a bound that proves most plans to be the smallest.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from mvpplan.journeys.conditions import asked, parse
from mvpplan.model.graph import components

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from mvpplan.journeys.walk import Situation, Walk
    from mvpplan.model.journey import Move

    Place = tuple[str, int]

MOST = 5_000
"""How many situations a journey may have for a test plan to be made of it."""

MOST_MOVES = 500
"""How many moves it may have."""

K = TypeVar("K", bound="Hashable")


@dataclass(frozen=True, slots=True)
class Step:
    """A move on a path, and the state that it is made in."""

    state: str
    move: Move


@dataclass(frozen=True, slots=True)
class Route:
    """A way from the start to an end; ``given`` are the facts that it needs at its start."""

    given: dict[str, str]
    steps: tuple[Step, ...]
    end: str


@dataclass(frozen=True, slots=True)
class Cover:
    """The routes, whether no fewer would do, and the moves that no way to an end can take."""

    routes: tuple[Route, ...]
    fewest: bool
    never: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _Edge:
    """A move as it can be taken in one situation; ``place`` says which move it is."""

    tail: Situation
    head: Situation
    place: Place


def cover(walk: Walk) -> Cover | None:
    """The fewest paths that take every move of a journey; None if it is too large for that."""
    situations = sum(values.bit_count() for values in walk.reached.values())
    if situations > MOST or sum(map(len, walk.stretches.values())) > MOST_MOVES:
        return None
    ways = _Ways(walk)
    chosen = ways.representatives()
    paths = [
        ways.path_along([chosen[index] for index in chain])
        for chain in chains([(each.tail, each.head) for each in chosen], ways.leads)
    ]
    paths = _needed(paths)
    return Cover(
        tuple(ways.told(path) for path in paths),
        fewest=len(paths) == ways.fewest_by_states(),
        never=tuple(
            Step(name, move)
            for name, state in walk.journey.states.items()
            for number, move in enumerate(state.moves)
            if (name, number) not in ways.places
        ),
    )


def chains(edges: Sequence[tuple[K, K]], leads: Mapping[K, Iterable[K]]) -> list[list[int]]:
    """The fewest sequences of edges, by index, in each of which one can be reached from the last.

    Args:
        edges: tails and heads; each edge is in exactly one sequence.
        leads: the whole graph, in which ways between edges are looked for.
    """
    groups = components(leads)
    group_of = {node: number for number, group in enumerate(groups) for node in group}
    beyond: list[int] = []
    for number, group in enumerate(groups):
        seen = 1 << number
        for node in group:
            for to in leads[node]:
                seen |= beyond[group_of[to]] if group_of[to] != number else 0
        beyond.append(seen)
    # Edges within a circle go together.
    together: dict[tuple[int, int], list[int]] = {}
    for index, (tail, head) in enumerate(edges):
        here, there = group_of[tail], group_of[head]
        together.setdefault((here, -1) if here == there else (here, index), []).append(index)
    parts = [*together.values()]
    after = [
        [
            other
            for other, following in enumerate(parts)
            if other != number
            and beyond[group_of[edges[part[-1]][1]]] >> group_of[edges[following[0]][0]] & 1
        ]
        for number, part in enumerate(parts)
    ]
    followed_by = _matching(after)
    first = set(range(len(parts))) - set(followed_by.values())
    found = []
    for start in sorted(first):
        chain, part = [*parts[start]], start
        while part in followed_by:
            part = followed_by[part]
            chain += parts[part]
        found.append(chain)
    return found


def _matching(after: Sequence[Sequence[int]]) -> dict[int, int]:
    """The most pairs of a part with one that may follow it, each part once on either side."""
    taken: dict[int, int] = {}

    def place(part: int, tried: set[int]) -> bool:
        for other in after[part]:
            if other not in tried:
                tried.add(other)
                if other not in taken or place(taken[other], tried):
                    taken[other] = part
                    return True
        return False

    for part in range(len(after)):
        place(part, set())
    return {part: other for other, part in taken.items()}


def _needed(paths: list[list[_Edge]]) -> list[list[_Edge]]:
    """The paths without those whose moves others take all."""
    kept = list(paths)
    for path in sorted(paths, key=len):
        others = {edge.place for other in kept if other is not path for edge in other}
        if {edge.place for edge in path} <= others:
            kept.remove(path)
    return kept


class _Ways:
    """The situations of a journey from which an end can be reached, and the moves between them."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        every = walk.combinations.every
        ending = walk.leading_to({name: every for name in walk.reached if walk.is_end(name)})
        situations = {
            each
            for name, values in walk.reached.items()
            for each in walk.situations(name, values & ending.get(name, 0))
        }
        start = walk.journey.start
        self.starts = [each for each in walk.situations(start or "", every) if each in situations]
        self.edges = {
            each: [
                _Edge(each, to, (each.state, number))
                for number, to in walk.numbered_steps(each)
                if to in situations
            ]
            for each in sorted(situations, key=lambda each: (each.state, each.values))
        }
        self.leads = {each: [edge.head for edge in edges] for each, edges in self.edges.items()}
        self.places = {edge.place for edges in self.edges.values() for edge in edges}

    def fewest_by_states(self) -> int:
        """How many paths the states would need if every fact could change at any time."""
        states = self.walk.journey.states
        moves = [(name, states[name].moves[number].to) for name, number in sorted(self.places)]
        leads: dict[str, list[str]] = {name: [] for move in moves for name in move}
        for name, to in moves:
            leads[name].append(to)
        return len(chains(moves, leads))

    def representatives(self) -> list[_Edge]:
        """One situation for every move, so that a few long paths take them all."""
        chosen: dict[Place, _Edge] = {}
        order = components(self.leads)
        while len(chosen) < len(self.places):
            found = self._richest(order, chosen.keys())
            for edge in found:
                chosen.setdefault(edge.place, edge)
        return [chosen[place] for place in sorted(chosen)]

    def _richest(self, order: Sequence[Sequence[Situation]], taken: Iterable[Place]) -> list[_Edge]:
        """Moves not yet taken, on the way from the start that has most of them."""
        missing = self.places - set(taken)
        group_of = {node: number for number, group in enumerate(order) for node in group}
        best: list[tuple[int, list[_Edge]]] = []
        for number, group in enumerate(order):
            within = {
                edge.place: edge
                for node in group
                for edge in self.edges[node]
                if edge.place in missing and group_of[edge.head] == number
            }
            gain, following = 0, list[_Edge]()
            for node in group:
                for edge in self.edges[node]:
                    beyond = best[group_of[edge.head]] if group_of[edge.head] != number else None
                    more = beyond[0] + (edge.place in missing) if beyond else 0
                    if beyond and more > gain:
                        new = [edge] if edge.place in missing else []
                        gain, following = more, [*new, *beyond[1]]
            best.append((gain + len(within), [*within.values(), *following]))
        reached = [best[group_of[start]] for start in self.starts]
        return max(reached, key=lambda each: each[0], default=(0, []))[1]

    def path_along(self, chain: Sequence[_Edge]) -> list[_Edge]:
        """A path from the start through some moves, in their order, to an end."""
        path = self._way(self.starts, {chain[0].tail})
        for edge in chain:
            here = path[-1].head if path else edge.tail
            path += [*self._way([here], {edge.tail}), edge]
        ends = {each for each in self.edges if self.walk.is_end(each.state)}
        return path + self._way([path[-1].head], ends)

    def _way(self, starts: Sequence[Situation], goals: set[Situation]) -> list[_Edge]:
        """A shortest way from one of some situations to another."""
        came: dict[Situation, _Edge | None] = dict.fromkeys(starts)
        waiting = deque(starts)
        while waiting:
            here = waiting.popleft()
            if here in goals:
                way: list[_Edge] = []
                edge = came[here]
                while edge is not None:
                    way.append(edge)
                    edge = came[edge.tail]
                return way[::-1]
            for edge in self.edges[here]:
                if edge.head not in came:
                    came[edge.head] = edge
                    waiting.append(edge.head)
        raise AssertionError("the situations of a test plan can all be reached")

    def told(self, path: Sequence[_Edge]) -> Route:
        """A path in the words of the journey."""
        steps = [
            Step(edge.tail.state, self.walk.journey.states[edge.tail.state].moves[edge.place[1]])
            for edge in path
        ]
        start = dict(zip(self.walk.facts, path[0].tail.values, strict=True))
        given: dict[str, str] = {}
        changed: set[str] = set()
        for step in steps:
            for each in asked(parse(step.move.when)) if step.move.when else ():
                if each.fact not in changed:
                    given[each.fact] = start[each.fact]
            changed |= step.move.sets.keys()
        return Route(given, tuple(steps), path[-1].head.state)
