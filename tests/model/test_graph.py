"""Cycles, components and reach of directed graphs, against what brute force finds."""

from __future__ import annotations

from itertools import permutations
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mvpplan.model.graph import components, cycles, reachable

Edges: TypeAlias = dict[str, list[str]]

IDS = "abcdef"
# Targets may lead to ids that have no edges of their own, and repeat.
GRAPHS = st.dictionaries(
    st.sampled_from(IDS), st.lists(st.sampled_from(IDS + "xy"), max_size=5), max_size=6
)


@pytest.mark.parametrize(
    ("edges", "found"),
    [
        ({}, []),
        ({"a": ["b"], "b": ["c"]}, []),
        ({"a": ["b"], "b": ["a"]}, [["a", "b"]]),
        ({"c": ["b"], "b": ["a"], "a": ["c"]}, [["a", "c", "b"]]),
        ({"a": ["a"]}, []),
        ({"a": ["b", "c"], "b": ["c"], "c": ["a"]}, [["a", "c"]]),
        ({"a": ["b"], "b": ["a"], "d": ["c"], "c": ["d"]}, [["a", "b"], ["c", "d"]]),
        ({"a": ["b"], "b": ["a", "c"], "c": ["b"]}, [["a", "b"]]),
        ({"a": ["b", "missing"], "b": ["a"]}, [["a", "b"]]),
    ],
)
def test_one_shortest_cycle_of_every_knot(edges: Edges, found: list[list[str]]) -> None:
    assert cycles(edges) == found


def walks_to(edges: Edges, start: str) -> set[str]:
    """Every id that one or more steps lead to."""
    found: set[str] = set()
    for _ in range(len(IDS) + 2):
        found |= {target for here in {start} | found for target in edges.get(here, [])}
    return found


def knots_of(edges: Edges) -> set[frozenset[str]]:
    """Every set of ids that all lead to each other."""
    ids = set(edges) | {target for targets in edges.values() for target in targets}
    reach = {each: walks_to(edges, each) for each in ids}
    return {
        frozenset(
            {each} | {other for other in ids if other in reach[each] and each in reach[other]}
        )
        for each in ids
    }


def shortest_cycle_through(edges: Edges, start: str) -> int:
    """Length of the shortest cycle of several ids, by trying every order of them."""
    for length in range(2, len(IDS) + 3):
        for rest in permutations(sorted(set(IDS + "xy") - {start}), length - 1):
            path = (start, *rest)
            if all(
                after in edges.get(here, [])
                for here, after in zip(path, (*rest, start), strict=True)
            ):
                return length
    raise AssertionError(f"{start} is on no cycle")


@given(GRAPHS)
def test_components_are_the_knots(edges: Edges) -> None:
    found = components(edges)
    ids = set(edges) | {target for targets in edges.values() for target in targets}
    assert sorted(each for component in found for each in component) == sorted(ids)
    assert {frozenset(component) for component in found} == knots_of(edges)


@given(GRAPHS)
def test_components_come_after_all_that_they_lead_to(edges: Edges) -> None:
    found = components(edges)
    place = {each: number for number, component in enumerate(found) for each in component}
    assert all(
        place[target] <= place[here] for here, targets in edges.items() for target in targets
    )


@given(GRAPHS)
def test_every_knot_of_several_ids_gives_one_shortest_cycle(edges: Edges) -> None:
    found = cycles(edges)
    knots = {knot for knot in knots_of(edges) if len(knot) > 1}
    assert [min(cycle) for cycle in found] == sorted(min(knot) for knot in knots)
    for cycle in found:
        start = cycle[0]
        (knot,) = (knot for knot in knots if start in knot)
        assert set(cycle) <= knot
        assert start == min(knot)
        assert len(cycle) == len(set(cycle)) == shortest_cycle_through(edges, start)
        steps = zip(cycle, [*cycle[1:], start], strict=True)
        assert all(after in edges[here] for here, after in steps)


@given(GRAPHS)
def test_the_order_of_the_edges_changes_nothing(edges: Edges) -> None:
    turned = {here: targets[::-1] for here, targets in reversed(edges.items())}
    assert cycles(turned) == cycles(edges)


@given(GRAPHS, st.sets(st.sampled_from(IDS)))
def test_what_can_be_reached(edges: Edges, start: set[str]) -> None:
    expected = start.union(*(walks_to(edges, each) for each in start))
    assert reachable(edges, start) == expected


def test_a_long_chain_needs_no_recursion() -> None:
    chain = {str(number): [str(number + 1)] for number in range(3_000)}
    assert cycles(chain) == []
    assert len(reachable(chain, ["0"])) == 3_001
    chain["3000"] = ["0"]
    assert [len(cycle) for cycle in cycles(chain)] == [3_001]
