"""The walk over a journey, against a walk that tries every way up to a length."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from journey_machines import FACTS, GUEST_PAYS, STATES, journey, journeys

from mvpplan.journeys.conditions import parse
from mvpplan.journeys.walk import TooLargeError, Walk

if TYPE_CHECKING:
    from mvpplan.model.journey import Journey

Spot = tuple[str, tuple[tuple[str, str], ...]]


def spots(made: Journey) -> dict[Spot, list[tuple[str, Spot]]]:
    """Every state with every combination of facts, and where the moves lead from there."""
    found = {}
    for state, values in product(STATES, product(*FACTS.values())):
        facts = dict(zip(FACTS, values, strict=True))
        found[state, tuple(facts.items())] = [
            (move.do, (move.to, tuple((facts | move.sets).items())))
            for move in made.states[state].moves
            if move.when is None or parse(move.when).holds(facts)
        ]
    return found


def closed(start: set[Spot], leads: dict[Spot, list[tuple[str, Spot]]]) -> set[Spot]:
    """Everything that can be reached, by adding what is one step away until nothing is new."""
    found = set(start)
    while more := {to for spot in found for _, to in leads[spot]} - found:
        found |= more
    return found


@given(journeys())
def test_the_walk_finds_what_every_way_together_finds(made: Journey) -> None:
    walk, leads = Walk(made), spots(made)
    start = {spot for spot in leads if spot[0] == "s"}
    reached = closed(start, leads)

    def as_spot(situation: object) -> Spot:
        return (situation.state, tuple(walk.facts_of(situation).items()))  # type: ignore[attr-defined,arg-type]

    ends = {spot for spot in reached if made.states[spot[0]].kind == "end"}
    assert {as_spot(each) for each in walk.came_from} == reached
    assert walk.reached == {state for state, _ in reached}
    stuck = {spot for spot in reached if not leads[spot]} - ends
    assert {as_spot(each) for each in walk.dead_ends()} == stuck
    endless = {spot for spot in reached if leads[spot] and not closed({spot}, leads) & ends}
    assert {as_spot(each) for each in walk.endless()} == endless
    unclear = {
        spot
        for spot in reached
        for do, to in leads[spot]
        for again, other in leads[spot]
        if do == again and to[0] != other[0]
    }
    assert {as_spot(each) for each, _, _ in walk.unclear()} == unclear


@given(journeys(), st.data())
def test_a_way_that_is_shown_can_be_gone_and_is_a_shortest_one(
    made: Journey, data: st.DataObject
) -> None:
    walk, leads = Walk(made), spots(made)
    situation = data.draw(st.sampled_from(list(walk.came_from)))
    way = walk.way_to(situation)
    assert (way[0], way[-1]) == ("s", situation.state)
    assert walk.first_that_fails(way) is None
    near = {spot for spot in leads if spot[0] == "s"}
    target = (situation.state, tuple(walk.facts_of(situation).items()))
    length = 1
    while target not in near:
        near |= {to for spot in near for _, to in leads[spot]}
        length += 1
    assert len(way) == length


@given(journeys(), st.lists(st.sampled_from(STATES), max_size=5))
def test_a_path_fails_where_no_facts_allow_the_next_step(made: Journey, path: list[str]) -> None:
    leads = spots(made)
    here = {spot for spot in leads if spot[0] == "s"} if path[:1] == ["s"] else set()
    expected: int | None = None if here else 0
    for place, state in enumerate(path[1:], start=1):
        if here:
            here = {to for spot in here for _, to in leads[spot] if to[0] == state}
            if not here:
                expected = place
    assert Walk(made).first_that_fails(path) == expected


def test_the_journey_of_the_handbook() -> None:
    walk = Walk(journey(GUEST_PAYS))
    assert walk.reached == GUEST_PAYS["states"].keys()
    assert len(walk.came_from) == 25
    assert [*walk.dead_ends(), *walk.unclear(), *walk.endless()] == []
    assert walk.first_that_fails(GUEST_PAYS["happy_path"]) is None
    assert walk.first_that_fails(["cart", "address", "paid"]) == 2
    assert walk.first_that_fails(["address"]) == 0
    assert (
        walk.first_that_fails(["cart", "address", "payment", "refused", "payment", "refused"]) == 5
    )


def test_a_journey_that_is_too_large_is_not_guessed_at() -> None:
    facts = {f"f{number}": [str(value) for value in range(10)] for number in range(6)}
    states = {"a": {"kind": "end"}, "b": {"kind": "end"}}
    with pytest.raises(TooLargeError, match="2,000,000 situations are more than 1,000,000"):
        Walk(journey({"facts": facts, "start": "a", "states": states}))
