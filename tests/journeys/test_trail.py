"""Going through a journey by hand, against the walk over everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from journey_machines import journeys
from mvpplan.journeys.trail import Trail
from mvpplan.journeys.walk import Walk

if TYPE_CHECKING:
    from mvpplan.model.journey import Journey


@given(journeys(), st.lists(st.integers(0, 3), max_size=12))
def test_every_choice_leads_where_the_walk_says_and_can_be_taken_back(
    made: Journey, answers: list[int]
) -> None:
    walk = Walk(made)
    here = Trail(made, "s")
    for answer in answers:
        choices = here.choices
        if not choices:
            assert here.state.kind == "end" or any(
                values for name, values in walk.dead_ends.items() if name == here.name
            )
            break
        if here.unknown:
            assert [words for words, _ in choices] == list(made.facts[here.unknown[0]])
        else:
            known = [
                each
                for each in walk.situations(here.name, walk.combinations.every)
                if all(
                    here.facts.get(fact, value) == value
                    for fact, value in zip(walk.facts, each.values, strict=True)
                )
            ]
            for situation in known:
                steps = walk.numbered_steps(situation)
                moves = [here.state.moves[number] for number, _ in steps]
                assert moves == here.possible
        words, there = choices[answer % len(choices)]
        assert there.before is here
        assert here.chosen(f"{answer % len(choices) + 1}") in [each for _, each in choices]
        same = [each for each, _ in choices if each.casefold() == words.casefold()]
        assert (here.chosen(words) is not None) is (len(same) == 1)
        here = there
    assert here.name in walk.reached
    assert here.path[0] == "s"
    assert walk.first_that_fails(here.path) is None


@given(journeys())
def test_an_empty_answer_chooses_nothing(made: Journey) -> None:
    assert Trail(made, "s").chosen("") is None
