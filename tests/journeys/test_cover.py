"""The test plan of a journey: every move is taken, every route can be gone, no fewer would do."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from journey_machines import GUEST_PAYS, journey, journeys
from mvpplan.journeys.conditions import asked, parse
from mvpplan.journeys.cover import Cover, Route, cover
from mvpplan.journeys.walk import Situation, Walk

if TYPE_CHECKING:
    from mvpplan.model.journey import Journey


def told(route: Route) -> str:
    given_ = ", ".join(f"{fact} {value}" for fact, value in route.given.items())
    return f"{given_}: {', '.join(step.move.do for step in route.steps)} → {route.end}"


def covered(made: Journey) -> Cover:
    found = cover(Walk(made))
    assert found is not None
    return found


def test_the_journey_of_the_handbook_needs_three() -> None:
    found = covered(journey(GUEST_PAYS))
    assert [told(route) for route in found.routes] == [
        "cart filled, card declined: Pay as guest, Continue, Pay, Use another card, Pay → paid",
        "cart empty: Pay as guest, Back to the shop → left",
        "cart filled, card declined: Pay as guest, Continue, Pay, Call us, Take payment → paid",
    ]
    assert (found.fewest, found.never) == (True, ())


def test_circles_are_gone_round_on_one_route() -> None:
    states = {
        "a": {"moves": [{"do": "On", "to": "b"}, {"do": "Over", "to": "z"}]},
        "b": {"moves": [{"do": "Again", "to": "b"}, {"do": "Back", "to": "a"}]},
        "z": {"kind": "end"},
    }
    found = covered(journey({"start": "a", "states": states}))
    assert [told(route) for route in found.routes] == [": On, Again, Back, Over → z"]
    assert found.fewest


def test_moves_that_no_way_to_an_end_takes_are_named() -> None:
    states = {
        "a": {"moves": [{"do": "On", "to": "z"}, {"do": "Down", "to": "pit"}]},
        "pit": {},
        "alone": {"moves": [{"do": "Out", "to": "z"}]},
        "z": {"kind": "end"},
    }
    found = covered(journey({"start": "a", "states": states}))
    assert [told(route) for route in found.routes] == [": On → z"]
    assert [(step.state, step.move.do) for step in found.never] == [
        ("a", "Down"),
        ("alone", "Out"),
    ]


def test_a_journey_without_an_end_has_no_route() -> None:
    found = covered(journey({"start": "a", "states": {"a": {"moves": [{"do": "On", "to": "a"}]}}}))
    assert (found.routes, found.fewest, len(found.never)) == ((), True, 1)


def test_a_journey_of_too_many_situations_has_no_test_plan() -> None:
    facts = {f"f{number}": [str(value) for value in range(10)] for number in range(4)}
    when = " and ".join(f"{fact} is 1" for fact in facts)
    states = {
        "a": {"moves": [{"do": "Go", "to": "z", "when": when}, {"do": "Stop", "to": "z"}]},
        "z": {"kind": "end"},
    }
    assert cover(Walk(journey({"facts": facts, "start": "a", "states": states}))) is None


def best(walk: Walk, at_most: int) -> tuple[int, set[tuple[str, int]]]:
    """The fewest ways that take every move which any takes, by trying all; and those moves."""
    moves = [(name, number) for name, held in walk.stretches.items() for number in range(len(held))]
    bit = {move: 1 << number for number, move in enumerate(moves)}
    start = walk.situations(walk.journey.start or "", walk.combinations.every)
    seen: set[tuple[Situation, int]] = {(each, 0) for each in start}
    waiting = list(seen)
    while waiting:
        here, taken = waiting.pop()
        for number, to in walk.numbered_steps(here):
            after = (to, taken | bit[here.state, number])
            if after not in seen:
                seen.add(after)
                waiting.append(after)
    ends = {taken for each, taken in seen if walk.is_end(each.state)}
    largest = [one for one in ends if not any(one != two and one | two == two for two in ends)]
    every = 0
    for taken in ends:
        every |= taken
    wanted = {move for move in moves if every & bit[move]}
    for count in range(at_most + 1):
        for some in combinations(largest, count):
            together = 0
            for taken in some:
                together |= taken
            if together == every:
                return count, wanted
    raise AssertionError("the routes found would have done")


@settings(max_examples=60, deadline=None)
@given(journeys(most_moves=2))
def test_routes_run_take_every_move_and_are_the_fewest_where_it_is_said(made: Journey) -> None:
    walk, found = Walk(made), covered(made)
    taken = set()
    for route in found.routes:
        possible = [
            each
            for each in walk.situations("s", walk.combinations.every)
            if route.given.items() <= dict(zip(walk.facts, each.values, strict=True)).items()
        ]
        for start in possible:  # whatever the facts that the route does not name
            here = start
            for step in route.steps:
                assert here.state == step.state
                number, after = next(
                    (number, to)
                    for number, to in walk.numbered_steps(here)
                    if walk.stretches[step.state][number].move is step.move
                )
                taken.add((step.state, number))
                here = after
            assert here.state == route.end
            assert walk.is_end(here.state)
    fewest, wanted = best(walk, len(found.routes))
    assert taken == wanted
    assert fewest == len(found.routes) or not found.fewest


@given(journeys())
def test_only_facts_that_a_route_is_asked_for_are_given(made: Journey) -> None:
    for route in covered(made).routes:
        named = {
            each.fact
            for step in route.steps
            if step.move.when
            for each in asked(parse(step.move.when))
        }
        assert route.given.keys() <= named


@pytest.mark.parametrize("count", [1, 2, 5])
def test_as_many_routes_as_moves_that_exclude_each_other(count: int) -> None:
    states = {
        "a": {"moves": [{"do": f"Go {each}", "to": "b"} for each in range(count)]},
        "b": {"moves": [{"do": f"Then {each}", "to": "z"} for each in range(2)]},
        "z": {"kind": "end"},
    }
    found = covered(journey({"start": "a", "states": states}))
    assert (len(found.routes), found.fewest) == (max(count, 2), True)
