"""Sidney's decomposition: which jobs belong together, and what is said of each block."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ranking_plans import (
    SHAPES,
    Fields,
    job,
    job_lists,
    keeps_prerequisites,
    least_open_risk,
    notes,
    order_of,
    ranked,
)

from mvpplan.ranking.job import INFINITE, Job, density, open_risk
from mvpplan.ranking.order import order

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ranking_plans import Shape


def density_of(jobs: Sequence[Job]) -> tuple[int, Fraction]:
    weight = sum((each.weight for each in jobs), Fraction(0))
    cost = sum((each.cost for each in jobs), Fraction(0))
    return density(weight, cost)


def closed_sets(jobs: Sequence[Job]) -> Iterator[tuple[Job, ...]]:
    """Every set that holds the prerequisites of its jobs, as far as they are among the jobs."""
    ids = {each.id for each in jobs}
    for size in range(1, len(jobs) + 1):
        for chosen in combinations(jobs, size):
            held = {each.id for each in chosen}
            if all(each.requires & ids <= held for each in chosen):
                yield chosen


@pytest.mark.parametrize("shape", SHAPES)
@given(data=st.data())
def test_each_block_is_in_its_best_order_and_its_density_is_its_weight_per_cost(
    shape: Shape, data: st.DataObject
) -> None:
    jobs = data.draw(job_lists(shape))
    for block in order(jobs):
        assert block.exact
        assert block.density == density_of(block.jobs)
        assert open_risk(block.jobs) == least_open_risk(block.jobs)


@pytest.mark.parametrize("shape", SHAPES)
@given(data=st.data())
def test_each_block_is_a_smallest_densest_closed_set_of_what_is_left(
    shape: Shape, data: st.DataObject
) -> None:
    jobs = data.draw(job_lists(shape, free=False))
    blocks = order(jobs)
    for number, block in enumerate(blocks):
        left = [each for later in blocks[number:] for each in later.jobs]
        assert keeps_prerequisites(block.jobs, left)
        assert block.density == max(density_of(chosen) for chosen in closed_sets(left))
        inside = [chosen for chosen in closed_sets(block.jobs) if len(chosen) < len(block.jobs)]
        assert all(density_of(chosen) < block.density for chosen in inside)
    densities = [block.density for block in blocks]
    assert densities == sorted(densities, reverse=True)


def test_a_gate_and_what_makes_it_worth_opening_are_one_block() -> None:
    blocks = order(
        [job("gate", 0, 1), job("big", 100, 1, "gate"), job("later", 1, 1, "gate"), job("x", 0, 0)]
    )
    assert [([each.id for each in block.jobs], block.density) for block in blocks] == [
        (["x"], INFINITE),
        (["gate", "big"], (0, Fraction(50))),
        (["later"], (0, Fraction(1))),
    ]


def test_only_what_comes_early_for_what_it_opens_says_so() -> None:
    half = {"cost": "1", "confidence": "0.5"}
    assumptions: dict[str, Fields] = {
        "gate": {"impact": "0", **half},
        "middle": {"impact": "80", "requires": ["gate"], **half},
        "big": {"impact": "100", "requires": ["middle"], **half},
        "small": {"impact": "4", "requires": ["big"], **half},
        "other": {"impact": "6", **half},
    }
    assert notes(ranked(assumptions)) == {
        "gate": "first: it opens middle",  # its block retires 30 a day, it alone nothing
        "middle": "retires 40 EUR of risk per day; after gate",  # more than its block
        "big": "retires 50 EUR of risk per day; after middle",  # what it opens comes late
        "small": "retires 2.0 EUR of risk per day; after big",
        "other": "retires 3.0 EUR of risk per day",
    }


def test_a_gate_names_only_what_it_comes_early_for() -> None:
    half = {"cost": "1", "confidence": "0.5"}
    ranking = ranked(
        {
            "gate": {"impact": "0", **half},
            "big": {"impact": "100", "requires": ["gate"], **half},
            "bigger": {"impact": "200", "requires": ["gate"], **half},
            "small": {"impact": "1", "requires": ["gate"], **half},
        }
    )
    assert order_of(ranking) == ["gate", "bigger", "big", "small"]
    assert notes(ranking)["gate"] == "first: it opens bigger"


def ring(size: int) -> dict[str, Fields]:
    """Tests in a ring, each opened by two worthless gates: one block, since each needs the next."""
    gates = {f"gate-{n:02}": {"impact": "0", "cost": "1", "confidence": "0.5"} for n in range(size)}
    tests = {
        f"test-{n:02}": {
            "impact": "10",
            "cost": "1",
            "confidence": "0.5",
            "requires": [f"gate-{n:02}", f"gate-{(n + 1) % size:02}"],
        }
        for n in range(size)
    }
    return gates | tests


def follows_prerequisites(order: Sequence[str], assumptions: dict[str, Fields]) -> bool:
    place = {name: number for number, name in enumerate(order)}
    return all(
        place[required] < place[name]
        for name, fields in assumptions.items()
        for required in fields.get("requires", ())
    )


def test_a_block_of_sixteen_is_ordered_exactly() -> None:
    ranking = ranked(ring(8))
    assert ranking.guarantee == "optimal: no other order leaves less open risk for the effort spent"
    assert order_of(ranking)[:5] == ["gate-00", "gate-01", "test-00", "gate-02", "test-01"]


def test_a_block_too_large_to_order_exactly_keeps_its_prerequisites_and_says_so() -> None:
    assumptions = ring(20)
    ranking = ranked(assumptions)
    assert follows_prerequisites(order_of(ranking), assumptions)
    assert len(ranking.rows) == 40
    assert ranking.guarantee == (
        "at most twice the open risk of the best order: 40 assumptions tied by their "
        "prerequisites are too many to order exactly"
    )


@pytest.mark.parametrize("seed", range(3))
def test_three_hundred_assumptions_with_any_prerequisites_keep_them(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - nobody has to guess it
    names = [f"a{number:03}" for number in range(300)]
    random.shuffle(names)
    assumptions: dict[str, Fields] = {
        name: {
            "impact": str(random.randrange(20)),
            "cost": str(random.randrange(10)),
            "confidence": "0.5",
            "requires": random.sample(names[:number], min(number, random.choice((0, 0, 1, 2, 3)))),
        }
        for number, name in enumerate(names)
    }
    ranking = ranked(assumptions)
    assert sorted(order_of(ranking)) == sorted(names)
    assert follows_prerequisites(order_of(ranking), assumptions)
