"""The order against every other order: no one leaves less open risk."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ranking_plans import (
    SHAPES,
    any_prerequisites,
    job,
    job_lists,
    keeps_prerequisites,
    least_open_risk,
)

from mvpplan.ranking import exact
from mvpplan.ranking.job import open_risk
from mvpplan.ranking.order import order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ranking_plans import Shape

    from mvpplan.ranking.job import Job


def in_order(jobs: Sequence[Job]) -> list[Job]:
    return [each for block in order(jobs) for each in block.jobs]


def names(jobs: Sequence[Job]) -> str:
    return " ".join(each.id for each in jobs)


@pytest.mark.parametrize("shape", SHAPES)
@given(data=st.data())
def test_no_order_that_keeps_the_prerequisites_leaves_less_open_risk(
    shape: Shape, data: st.DataObject
) -> None:
    jobs = data.draw(job_lists(shape))
    found = in_order(jobs)
    assert sorted(each.id for each in found) == sorted(each.id for each in jobs)
    assert keeps_prerequisites(found, jobs)
    assert open_risk(found) == least_open_risk(jobs)


def test_a_worthless_gate_comes_first_for_what_it_opens() -> None:
    jobs = [job("gate", 0, 1), job("big", 100, 1, "gate"), job("other", 10, 10)]
    assert names(in_order(jobs)) == "gate big other"
    assert open_risk(in_order(jobs)) == 320
    assert open_risk([jobs[2], jobs[0], jobs[1]]) == 1300  # best available next


def test_a_gate_waits_if_another_test_is_worth_more_than_all_it_opens() -> None:
    jobs = [job("gate", 0, 1), job("small", 10, 4, "gate"), job("other", 30, 10)]
    assert names(in_order(jobs)) == "other gate small"


def test_two_gates_of_one_test_stand_together_before_it() -> None:
    jobs = [
        job("big", 90, 1, "gate-1 gate-2"),
        job("gate-1", 0, 1),
        job("gate-2", 0, 1),
        job("other", 20, 1),
    ]
    assert names(in_order(jobs)) == "gate-1 gate-2 big other"


def test_a_free_job_comes_first_unless_it_waits_for_one_that_costs() -> None:
    jobs = [job("dear", 50, 1), job("free", 1, 0), job("late", 1, 0, "dear")]
    assert names(in_order(jobs)) == "free dear late"


def test_free_jobs_that_wait_for_free_ones_come_first_too() -> None:
    jobs = [job("dear", 50, 1), job("a", 0, 0, "b"), job("b", 0, 0, "c"), job("c", 0, 0)]
    assert names(in_order(jobs)) == "c b a dear"


def test_nothing_to_order_gives_nothing() -> None:
    assert order([]) == []


@given(jobs=job_lists(any_prerequisites), data=st.data())
def test_jobs_may_come_in_any_order(jobs: list[Job], data: st.DataObject) -> None:
    assert order(data.draw(st.permutations(jobs))) == order(jobs)


@given(jobs=job_lists(any_prerequisites))
def test_an_order_that_is_not_exact_is_at_most_twice_as_bad_as_the_best(jobs: list[Job]) -> None:
    with patch.object(exact, "MAX_CLOSED_SETS", 2):  # every larger block counts as too large
        found = in_order(jobs)
    assert keeps_prerequisites(found, jobs)
    assert open_risk(found) <= 2 * least_open_risk(jobs)
