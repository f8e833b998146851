"""What a budget buys, against every subset."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ranking_plans import SHAPES, job_lists
from test_ranking_cases import CASES

from mvpplan.ranking import budget
from mvpplan.ranking.budget import bought
from mvpplan.ranking.deadlines import arrange
from mvpplan.ranking.job import Job

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ranking_plans import Shape

PUBLISHED = [case for case in CASES if case["kind"] == "budget"]


def subsets(jobs: Sequence[Job]) -> Iterator[tuple[Job, ...]]:
    """Every set of jobs that holds all prerequisites of its jobs."""
    for size in range(len(jobs) + 1):
        for chosen in combinations(jobs, size):
            ids = {job.id for job in chosen}
            if all(job.requires <= ids for job in chosen):
                yield chosen


def total(jobs: Sequence[Job]) -> tuple[Fraction, Fraction]:
    """What jobs cost, and what they are worth."""
    return (
        sum((job.cost for job in jobs), Fraction(0)),
        sum((job.weight for job in jobs), Fraction(0)),
    )


def most_worth(jobs: Sequence[Job], limit: Fraction) -> Fraction:
    found = (total(chosen) for chosen in subsets(jobs))
    return max(worth for cost, worth in found if cost <= limit)


@pytest.mark.parametrize("shape", SHAPES)
@given(data=st.data(), limit=st.integers(0, 60).map(lambda sixths: Fraction(sixths, 6)))
def test_no_subset_that_fits_is_worth_more(
    shape: Shape, data: st.DataObject, limit: Fraction
) -> None:
    jobs = data.draw(job_lists(shape, most=7))
    found = bought(jobs, limit)
    chosen = [job for job in jobs if job.id in found.chosen]
    assert found.exact
    assert all(job.requires <= found.chosen for job in chosen)
    assert total(chosen) == (found.cost, found.worth)
    assert found.cost <= limit
    assert found.worth == most_worth(jobs, limit)
    assert found.worth + found.next_worth == most_worth(jobs, limit + 1)
    with_next = (found.chosen | set(found.added)) - set(found.dropped)
    assert total([job for job in jobs if job.id in with_next])[1] == found.worth + found.next_worth


@pytest.mark.parametrize("case", PUBLISHED, ids=[case["id"] for case in PUBLISHED])
def test_a_published_instance_has_its_published_optimum(case: dict[str, Any]) -> None:
    given_ = case["input"]
    jobs = [
        Job(f"i{number}", Fraction(value), Fraction(weight))
        for number, (value, weight) in enumerate(
            zip(given_["values"], given_["weights"], strict=True)
        )
    ]
    found = bought(jobs, Fraction(given_["capacity"]))
    assert found.exact
    assert found.worth == case["expected"]["optimum"]
    if "selection" in case["expected"]:
        chosen = [int(job.id in found.chosen) for job in jobs]
        assert chosen == case["expected"]["selection"]
    free = {job.id for job in jobs if not job.cost}
    assert free <= found.chosen


@given(jobs=job_lists(SHAPES[0], most=7), limit=st.integers(0, 20).map(Fraction))
def test_taking_the_ranked_list_or_the_best_single_one_gives_at_least_half(
    jobs: list[Job], limit: Fraction
) -> None:
    greedy = spent = Fraction(0)
    for job in arrange(jobs).jobs:
        if spent + job.cost <= limit:
            spent += job.cost
            greedy += job.weight
    single = max((job.weight for job in jobs if job.cost <= limit), default=Fraction(0))
    assert max(greedy, single) >= bought(jobs, limit).worth / 2


@pytest.mark.parametrize("shape", SHAPES)
@given(data=st.data(), limit=st.integers(0, 20).map(Fraction))
def test_with_too_many_choices_what_is_taken_still_fits(
    shape: Shape, data: st.DataObject, limit: Fraction
) -> None:
    jobs = data.draw(job_lists(shape, most=7))
    with mock.patch.object(budget, "MOST_KEPT", 4), mock.patch.object(budget, "_MOST_STATES", 2):
        found = bought(jobs, limit)
    chosen = [job for job in jobs if job.id in found.chosen]
    assert all(job.requires <= found.chosen for job in chosen)
    assert total(chosen)[0] <= limit
    if found.exact:
        assert found.worth == most_worth(jobs, limit)
