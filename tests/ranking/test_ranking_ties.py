"""Ties: what is exactly equal shares a printed rank, and nothing else does."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ranking_plans import SHAPES, Fields, assumptions, places, ranked

if TYPE_CHECKING:
    from ranking_plans import Shape


def fields(impact: str, cost: str, *requires: str, confidence: str = "0.5") -> Fields:
    return {"impact": impact, "cost": cost, "confidence": confidence, "requires": list(requires)}


def twins(drawn: dict[str, Fields]) -> list[tuple[str, str]]:
    """Pairs that differ in nothing but their id: neither in a field nor in what they open."""
    opens = {
        name: [other for other in sorted(drawn) if name in drawn[other]["requires"]]
        for name in drawn
    }

    def likeness(name: str) -> tuple[object, ...]:
        held = drawn[name]
        requires = sorted(held["requires"])
        return (held["impact"], held["cost"], held.get("confidence"), requires, opens[name])

    return [
        (one, other)
        for one, other in combinations(sorted(drawn), 2)
        if likeness(one) == likeness(other)
    ]


@st.composite
def assumptions_with_twins(draw: st.DrawFn, shape: Shape) -> dict[str, Fields]:
    """Assumptions, of which one has a twin; numbers are few so that there are more ties."""
    drawn = draw(assumptions(shape, most=5))
    for held in drawn.values():
        impact, cost = draw(
            st.sampled_from(["1 1", "1 1", "3 1", "2 2", "0 1", "1 0", "0 0"])
        ).split()
        held |= {"impact": impact, "cost": cost, "confidence": "0.5"}
    one = draw(st.sampled_from(sorted(drawn)))
    twin = draw(st.sampled_from(["A", "bb", "h"]))
    for held in drawn.values():
        if one in held["requires"]:
            held["requires"] = [*held["requires"], twin]
    return drawn | {twin: dict(drawn[one])}


@pytest.mark.parametrize("shape", SHAPES)
@given(data=st.data())
def test_identical_inputs_share_one_printed_rank(shape: Shape, data: st.DataObject) -> None:
    drawn = data.draw(assumptions_with_twins(shape))
    ranks = {row.candidate.id: row.rank for row in ranked(drawn).rows}
    pairs = twins(drawn)
    assert pairs
    assert [(ranks[one], one) for one, _ in pairs] == [(ranks[other], one) for one, other in pairs]


@given(drawn=assumptions())
def test_ranks_count_the_places_and_a_tie_is_marked_and_of_equal_score(
    drawn: dict[str, Fields],
) -> None:
    rows = ranked(drawn).rows
    for place, row in enumerate(rows, start=1):
        shared = [other for other in rows if other.rank == row.rank]
        assert rows[row.rank - 1] is shared[0]  # 1, 1, 3: never 1, 1, 2
        assert row.rank <= place < row.rank + len(shared)
        assert row.tied == (len(shared) > 1)
        assert {other.score for other in shared} == {row.score}


def test_scores_are_compared_exactly() -> None:
    # In binary, 3 × 0.1 is a little more than 0.3 and would come first, alone.
    assert places(
        ranked(
            {
                "a": fields("0.3", "1", confidence="0"),
                "b": fields("3", "1", confidence="0.9"),
                "c": fields("3", "10", confidence="0"),
            }
        )
    ) == ["1= a", "1= b", "1= c"]


def test_equal_scores_stand_by_cost_then_id() -> None:
    assert places(
        ranked(
            {
                "a": fields("20", "2"),
                "d": fields("10", "1"),
                "c": fields("10", "1"),
                "b": fields("11", "1"),
            }
        )
    ) == ["1 b", "2= c", "2= d", "2= a"]


def test_free_ones_share_the_first_rank() -> None:
    assert places(
        ranked({"a": fields("1", "0"), "b": fields("99", "0"), "c": fields("5", "1")})
    ) == [
        "1= a",
        "1= b",
        "3 c",
    ]


def test_what_waits_for_its_equal_does_not_tie_with_it() -> None:
    assert places(ranked({"a": fields("1", "1"), "b": fields("1", "1", "a")})) == ["1 a", "2 b"]


def test_a_chain_of_equals_does_not_part_two_others() -> None:
    # a, b and d differ in nothing but what b opens; c could stand anywhere after b.
    ranks = places(
        ranked(
            {
                "a": fields("1", "1"),
                "b": fields("1", "1"),
                "c": fields("1", "1", "b"),
                "d": fields("1", "1"),
            }
        )
    )
    assert ranks == ["1= a", "1= b", "1= d", "4 c"]


def test_what_weighs_and_costs_nothing_does_not_part_two_others() -> None:
    order = places(
        ranked(
            {
                "a": fields("1", "1"),
                "b": fields("1", "1"),
                "c": fields("1", "1"),
                "d": fields("0", "0", "b", "c"),
                "e": fields("1", "1"),
            }
        )
    )
    assert order == ["1= a", "1= b", "1= c", "1= e", "5 d"]


def test_free_ones_that_wait_for_each_other_do_not_part_two_others() -> None:
    order = places(
        ranked(
            {
                "a": fields("1", "0"),
                "b": fields("1", "0"),
                "c": fields("1", "0", "b"),
                "d": fields("1", "0"),
            }
        )
    )
    assert order == ["1= a", "1= b", "1= d", "4 c"]


@pytest.mark.parametrize("gates", [["gate"], ["gate", "gate-2"]], ids=["forest", "general"])
def test_a_block_as_dense_as_its_neighbours_does_not_part_twins(gates: list[str]) -> None:
    # Behind the gates, b with bb retires as much per day as a and c, which differ in nothing.
    order = places(
        ranked(
            {gate: fields("0", "1") for gate in gates}
            | {
                "a": fields("10", "1", *gates),
                "b": fields("5", "1", *gates),
                "bb": fields("15", "1", "b"),
                "c": fields("10", "1", *gates),
            }
        )
    )
    twins = [place for place in order if "=" in place and "gate" not in place]
    assert [place.split()[1] for place in twins] == ["a", "c"]
    assert len({place.split()[0] for place in twins}) == 1
    assert [place.split()[1] for place in order[-2:]] == ["b", "bb"]


def test_two_gates_of_one_test_tie_and_come_together() -> None:
    assert places(
        ranked(
            {
                "a-gate": fields("0", "1"),
                "b-gate": fields("0", "1"),
                "test": fields("100", "1", "a-gate", "b-gate"),
            }
        )
    ) == ["1= a-gate", "1= b-gate", "3 test"]
