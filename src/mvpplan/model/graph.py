"""Directed graphs of ids: the cycles in them, and what can be reached."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def cycles(edges: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """One shortest cycle of every knot: ``[a, b, c]`` stands for a → b → c → a.

    A cycle starts at the smallest id of its knot (strongly connected component); edges from an id
    to itself are no cycle here. Sorted.
    """
    found = []
    for knot in _knots(edges):
        start = min(knot)
        found.append(_shortest_cycle(edges, start, knot))
    return sorted(found)


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


def _knots(edges: Mapping[str, Iterable[str]]) -> list[set[str]]:
    """Strongly connected components of more than one id (Tarjan 1972, without recursion)."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    found: list[set[str]] = []
    for root in edges:
        if root in number:
            continue
        number[root] = low[root] = len(number)
        stack.append(root)
        on_stack.add(root)
        path = [(root, iter(edges.get(root, ())))]
        while path:
            here, targets = path[-1]
            target = next(targets, None)
            if target is None:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[here])
                if low[here] == number[here]:
                    knot = set(stack[stack.index(here) :])
                    del stack[-len(knot) :]
                    on_stack -= knot
                    if len(knot) > 1:
                        found.append(knot)
            elif target not in number:
                number[target] = low[target] = len(number)
                stack.append(target)
                on_stack.add(target)
                path.append((target, iter(edges.get(target, ()))))
            elif target in on_stack:
                low[here] = min(low[here], number[target])
    return found
