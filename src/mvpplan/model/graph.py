"""Directed graphs of ids: the cycles in them, and what can be reached."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping

K = TypeVar("K", bound="Hashable")


def cycles(edges: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """One shortest cycle of every knot: ``[a, b, c]`` stands for a → b → c → a.

    A cycle starts at the smallest id of its knot (strongly connected component); edges from an id
    to itself are no cycle here. Sorted.
    """
    knots = (set(knot) for knot in components(edges) if len(knot) > 1)
    return sorted(_shortest_cycle(edges, min(knot), knot) for knot in knots)


def reachable(edges: Mapping[str, Iterable[str]], start: Iterable[str]) -> set[str]:
    """Every id that a path leads to from one of the start ids, these included."""
    seen = set(start)
    waiting = list(seen)
    while waiting:
        for target in edges.get(waiting.pop(), ()):
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen


def _shortest_cycle(edges: Mapping[str, Iterable[str]], start: str, knot: set[str]) -> list[str]:
    before: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for target in sorted(edges.get(here, ())):
            if target == start and here != start:
                path = [here]
                while path[-1] != start:
                    path.append(before[path[-1]])
                return path[::-1]
            if target in knot and target not in before and target != start:
                before[target] = here
                waiting.append(target)
    raise AssertionError("a knot has a cycle through each of its ids")


def components(  # noqa: C901 - Tarjan's algorithm is one walk
    edges: Mapping[K, Iterable[K]],
) -> list[list[K]]:
    """Strongly connected components, each after all that can be reached from it.

    Tarjan's algorithm (1972), without recursion.
    """
    number: dict[K, int] = {}
    low: dict[K, int] = {}
    stack: list[K] = []
    waiting: set[K] = set()
    found: list[list[K]] = []
    for root in edges:
        if root in number:
            continue
        path: list[tuple[K, Iterator[K]]] = []
        entering: K | None = root
        while entering is not None or path:
            if entering is not None:
                number[entering] = low[entering] = len(number)
                stack.append(entering)
                waiting.add(entering)
                path.append((entering, iter(edges.get(entering, ()))))
                entering = None
            here, targets = path[-1]
            for target in targets:
                if target not in number:
                    entering = target
                    break
                if target in waiting:
                    low[here] = min(low[here], number[target])
            if entering is not None:
                continue
            path.pop()
            if path:
                low[path[-1][0]] = min(low[path[-1][0]], low[here])
            if low[here] == number[here]:
                component = [stack.pop()]
                while component[-1] != here:
                    component.append(stack.pop())
                waiting.difference_update(component)
                found.append(component[::-1])
    return found
