"""The walk over a journey, against a walk that tries every way up to a length."""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey_machines import FACTS, GUEST_PAYS, STATES, journey, journeys
from mvpplan.journeys.conditions import holds, parse
from mvpplan.journeys.walk import Situation, TooLargeError, Walk

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
            if made.states[state].kind != "end"
            if move.when is None or holds(parse(move.when), facts)
        ]
    return found


def closed(start: set[Spot], leads: dict[Spot, list[tuple[str, Spot]]]) -> set[Spot]:
    """Everything that can be reached, by adding what is one step away until nothing is new."""
    found = set(start)
    while more := {to for spot in found for _, to in leads[spot]} - found:
        found |= more
    return found


def spots_of(walk: Walk, found: dict[str, int]) -> set[Spot]:
    """Sets of combinations as situations, with every value of the facts that nobody asks for."""
    return {
        (state, values)
        for state, bits in found.items()
        for values in (tuple(zip(FACTS, each, strict=True)) for each in product(*FACTS.values()))
        if bits & walk.combinations.only([v for f, v in values if f in walk.facts])
    }


@given(journeys())
def test_the_walk_finds_what_every_way_together_finds(made: Journey) -> None:
    walk, leads = Walk(made), spots(made)
    start = {spot for spot in leads if spot[0] == "s"}
    # A fact that nobody asks for may have been set on the way: then it does not matter either.
    reached = spots_of(walk, walk.reached)
    assert closed(start, leads) <= reached
    alike = {(state, tuple(v for v in values if v[0] in walk.facts)) for state, values in reached}
    assert alike == {
        (state, tuple(v for v in values if v[0] in walk.facts))
        for state, values in closed(start, leads)
    }
    ends = {spot for spot in reached if made.states[spot[0]].kind == "end"}
    stuck = {spot for spot in reached if not leads[spot]} - ends
    assert spots_of(walk, walk.dead_ends) == stuck
    endless = {spot for spot in reached if not closed({spot}, leads) & (ends | stuck)}
    assert spots_of(walk, walk.endless) == endless
    unclear = {
        spot[0]
        for spot in reached
        for do, to in leads[spot]
        for again, other in leads[spot]
        if do == again and to[0] != other[0]
    }
    assert {first.origin for first, _, _ in walk.unclear()} == unclear
    for spot in reached:
        facts = tuple(v for f, v in spot[1] if f in walk.facts)
        moves = made.states[spot[0]].moves
        steps = walk.numbered_steps(Situation(spot[0], facts))
        assert [(moves[number].do, to.state) for number, to in steps] == [
            (do, to[0]) for do, to in leads[spot]
        ]


@given(journeys(), st.data())
def test_a_way_that_is_shown_can_be_gone_and_is_a_shortest_one(
    made: Journey, data: st.DataObject
) -> None:
    walk, leads = Walk(made), spots(made)
    state = data.draw(st.sampled_from(list(walk.reached)))
    way = walk.way_to(state, walk.reached[state])
    assert (way[0].state, way[-1].state) == ("s", state)
    for here, there in pairwise(way):
        assert there in [to for _, to in walk.numbered_steps(here)]
    assert walk.first_that_fails([each.state for each in way]) is None
    near = {spot for spot in leads if spot[0] == "s"}
    length = 1
    while state not in {spot[0] for spot in near}:
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
    assert walk.reached.keys() == GUEST_PAYS["states"].keys()
    assert sum(values.bit_count() for values in walk.reached.values()) == 25
    assert [*walk.dead_ends, *walk.unclear(), *walk.endless] == []
    assert walk.first_that_fails(GUEST_PAYS["happy_path"]) is None
    assert walk.first_that_fails(["cart", "address", "paid"]) == 2
    assert walk.first_that_fails(["address"]) == 0
    assert (
        walk.first_that_fails(["cart", "address", "payment", "refused", "payment", "refused"]) == 5
    )


def asking(facts: dict[str, list[str]], **states: Any) -> Journey:
    """A journey whose first state asks for every fact."""
    when = " and ".join(f"{fact} is {values[0]}" for fact, values in facts.items())
    first = {"moves": [{"do": "Go", "to": "z", "when": when}, *states.pop("a", [])]}
    return journey({"facts": facts, "start": "a", "states": {"a": first, "z": {}} | states})


def test_a_journey_that_is_too_large_is_not_guessed_at() -> None:
    facts = {f"f{number}": [str(value) for value in range(10)] for number in range(6)}
    with pytest.raises(TooLargeError, match="it has 2,000,000 situations, more than 1,000,000"):
        Walk(asking(facts))


def test_facts_that_nobody_asks_for_make_no_journey_larger() -> None:
    facts = {f"f{number}": [str(value) for value in range(10)] for number in range(60)}
    made = journey({"facts": facts, "start": "a", "states": {"a": {"kind": "end"}}})
    assert Walk(made).reached == {"a": 1}


def test_a_journey_that_counts_is_given_up_and_not_waited_for() -> None:
    facts = {f"bit{number}": ["0", "1"] for number in range(18)}
    count = [
        {
            "do": "Count",
            "to": "b",
            "when": " and ".join([*(f"bit{low} is 1" for low in range(number)), f"{bit} is 0"]),
            "sets": {**{f"bit{low}": "0" for low in range(number)}, bit: "1"},
        }
        for number, bit in enumerate(facts)
    ]
    walk = Walk(asking(facts, a=[], b={"moves": count}, z={"moves": [{"do": "On", "to": "b"}]}))
    with pytest.raises(TooLargeError, match="its facts change in too many ways"):
        _ = walk.reached
