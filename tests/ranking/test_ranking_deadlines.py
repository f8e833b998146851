"""Deadlines: the least weight is lost to them, then the least risk stays open."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import permutations
from random import Random
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ranking_plans import SHAPES, job_lists, keeps_prerequisites, plan_of
from test_ranking_cases import CASES

from mvpplan.model.decision import Decision
from mvpplan.model.plan import Plan
from mvpplan.model.settings import Settings
from mvpplan.model.shape import adapter
from mvpplan.ranking import exact, rank
from mvpplan.ranking.clock import room
from mvpplan.ranking.deadlines import arrange, missed
from mvpplan.ranking.job import Job
from mvpplan.ranking.saving import most_saved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ranking_plans import Shape

    from mvpplan.ranking.result import Ranking

FRIDAY = date(2026, 11, 20)


def outcome(jobs: Sequence[Job]) -> tuple[Fraction, Fraction]:
    """The weight that misses its deadline, and the open risk of the rest."""
    lost = risk = spent = Fraction(0)
    for job in jobs:
        spent += job.cost
        if job.deadline is not None and spent > job.deadline:
            lost += job.weight
        else:
            risk += job.weight * spent
    return lost, risk


def best_of_all(jobs: Sequence[Job]) -> tuple[Fraction, Fraction]:
    return min(outcome(tried) for tried in permutations(jobs) if keeps_prerequisites(tried, jobs))


@st.composite
def dated_jobs(draw: st.DrawFn, shape: Shape, most: int = 5) -> list[Job]:
    """Jobs of which some have a deadline within the time that all of them take."""
    jobs = draw(job_lists(shape, most=most))
    rooms = st.none() | st.integers(0, 12).map(Fraction)
    return [
        Job(each.id, each.weight, each.cost, each.requires, deadline=draw(rooms)) for each in jobs
    ]


@pytest.mark.parametrize("shape", SHAPES)
@given(data=st.data())
def test_no_order_loses_less_to_deadlines_and_then_leaves_less_open_risk(
    shape: Shape, data: st.DataObject
) -> None:
    jobs = data.draw(dated_jobs(shape))
    found = arrange(jobs)
    assert keeps_prerequisites(found.jobs, jobs)
    assert found.late == missed(found.jobs)
    assert found.exact
    assert outcome(found.jobs) == best_of_all(jobs)
    equals = (
        missed(tried)
        for tried in permutations(jobs)
        if keeps_prerequisites(tried, jobs) and outcome(tried) == outcome(found.jobs)
    )
    if missed(free_order(jobs)):
        assert len(found.late) == min(map(len, equals))


def free_order(jobs: Sequence[Job]) -> list[Job]:
    """The order without deadlines, of the jobs with theirs."""
    given_ = {job.id: job for job in jobs}
    free = arrange(Job(each.id, each.weight, each.cost, each.requires) for each in jobs)
    return [given_[job.id] for job in free.jobs]


@pytest.mark.parametrize("shape", SHAPES)
@given(data=st.data())
def test_beyond_few_jobs_what_is_called_exact_is_exact_and_the_gap_is_no_smaller_than_it_is(
    shape: Shape, data: st.DataObject
) -> None:
    jobs = data.draw(dated_jobs(shape))
    sets = data.draw(st.sampled_from([2, 5, 8]))
    with (
        mock.patch("mvpplan.ranking.deadlines.MOST_AT_ONCE", 0),
        mock.patch.object(exact, "MAX_CLOSED_SETS", sets),
    ):
        found = arrange(jobs)
    assert keeps_prerequisites(found.jobs, jobs)
    assert found.late == missed(found.jobs)
    if found.exact:
        assert outcome(found.jobs) == best_of_all(jobs)
        return
    kept = [
        tried
        for tried in permutations(jobs)
        if keeps_prerequisites(tried, jobs) and missed(tried) == found.late
    ]
    least = min(outcome(tried)[1] for tried in kept)
    assert outcome(found.jobs)[1] <= least * (1 + found.gap)


@given(jobs=dated_jobs(SHAPES[0]))
def test_without_prerequisites_the_most_weight_is_saved(jobs: list[Job]) -> None:
    given_ = {job.id: job for job in jobs}
    saved = most_saved(jobs, given_)
    lost = sum(
        (job.weight for job in jobs if job.deadline is not None and job.id not in saved),
        Fraction(0),
    )
    assert lost == best_of_all(jobs)[0]


@pytest.mark.parametrize("seed", range(3))
def test_sixty_jobs_keep_their_prerequisites_and_say_who_is_late(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - nobody has to guess it
    jobs: list[Job] = []
    for number in range(60):
        requires = frozenset(f"j{random.randrange(number)}" for _ in range(number and 1))
        deadline = None if random.random() < 0.5 else Fraction(random.randint(0, 90))
        weight, cost = Fraction(random.randint(0, 9)), Fraction(random.randint(0, 3))
        jobs.append(Job(f"j{number}", weight, cost, requires, deadline=deadline))
    found = arrange(jobs)
    assert keeps_prerequisites(found.jobs, jobs)
    assert found.late == missed(found.jobs)
    assert found.gap >= 0


def test_late_ones_come_last_but_for_what_others_need() -> None:
    """By day 1 only one of two can be tested; the gate of the third comes first though late."""
    found = arrange(
        [
            Job("small", Fraction(1), Fraction(1), deadline=Fraction(1)),
            Job("large", Fraction(9), Fraction(1), deadline=Fraction(1)),
            Job("gate", Fraction(5), Fraction(1), deadline=Fraction(0)),
            Job("opened", Fraction(20), Fraction(1), frozenset({"gate"})),
            Job("plain", Fraction(2), Fraction(1)),
        ]
    )
    assert [job.id for job in found.jobs] == ["large", "gate", "opened", "plain", "small"]
    assert found.late == {"gate", "small"}
    assert found.pulled == {"large"}


# Plans: a decision on the Friday a week ahead, and six days of work a week.

SLACK = {
    "quick": {"impact": "100", "confidence": "0.5", "cost": "1"},
    "slow": {"impact": "10", "confidence": "0.5", "cost": "5"},
}


def dated_plan(dues: dict[str, str], **settings: object) -> Plan:
    """Two assumptions, each with a decision of its own, in a plan of a capacity of six days."""
    given_ = {"format": "1", "title": "x", "impact": {"unit": "EUR"}, "capacity": "6"} | settings
    records = {name: each for name, each in plan_of(SLACK).records.items() if name in dues}
    decisions = [
        adapter(Decision).validate_python(
            {"id": f"for-{name}", "title": "x", "due": due, "assumptions": [name]}
        )
        for name, due in dues.items()
    ]
    read = adapter(Settings).validate_python({k: v for k, v in given_.items() if v is not None})
    return Plan(read, records | {each.id: each for each in decisions})


def said(ranking: Ranking) -> list[tuple[str, str]]:
    return [(row.candidate.id, row.note) for row in ranking.rows]


def test_a_date_brings_forward_what_would_miss_it() -> None:
    plan = dated_plan({"quick": "2027-01-08", "slow": "2026-11-25"})  # 4 working days, 4.8 days
    assert said(rank(plan, FRIDAY)) == [
        ("quick", "retires 50 EUR of risk per day; due Fri 8 Jan 2027"),
        (
            "slow",
            (
                "too late for for-slow (Wed 25 Nov): decide without it or move the date; retires"
                " 1.0 EUR of risk per day"
            ),
        ),
    ]
    plan = dated_plan({"quick": "2027-01-08", "slow": "2026-11-26"})  # 5 working days, 6 days
    assert [row.candidate.id for row in rank(plan, FRIDAY).rows] == ["quick", "slow"]
    plan = dated_plan({"quick": "2027-01-08", "slow": "2026-11-26"}, days_off=["2026-11-24"])
    ranking = rank(plan, FRIDAY)  # 4.8 days again, and five are not enough for both
    assert ranking.arrangement.late == {"slow"}


def test_a_date_that_holds_already_changes_nothing() -> None:
    near = rank(dated_plan({"quick": "2026-11-20", "slow": "2026-11-26"}), FRIDAY)
    far = rank(dated_plan({"quick": "2027-11-20", "slow": "2027-11-26"}), FRIDAY)
    assert [row.candidate.id for row in near.rows] == [row.candidate.id for row in far.rows]
    assert near.guarantee == far.guarantee


def test_the_work_that_fits_until_a_day() -> None:
    settings = adapter(Settings).validate_python(
        {"format": "1", "title": "x", "capacity": "10", "days_off": ["2026-11-24"]}
    )
    ahead = [0, 1, 3, 4, 5, 7, 10]
    assert [room(settings, FRIDAY, FRIDAY + timedelta(days=each)) for each in ahead] == [
        *(2, 2, 4, 4, 6, 10, 12),
    ]
    assert room(settings, FRIDAY, None) is None
    assert room(settings, FRIDAY, FRIDAY - timedelta(days=1)) == 0


def test_without_a_capacity_only_what_is_past_is_late() -> None:
    plan = dated_plan({"quick": "2026-11-19", "slow": "2026-11-26"}, capacity=None)
    ranking = rank(plan, FRIDAY)
    assert [row.candidate.id for row in ranking.rows] == ["slow", "quick"]
    assert ranking.arrangement.late == {"quick"}
    assert ranking.guarantee == (
        "optimal: no other order loses less to dates, and none of those leaves less open risk;"
        " dates ahead move nothing, for the plan gives no capacity"
    )


@given(jobs=dated_jobs(SHAPES[3]), data=st.data())
def test_raising_a_weight_never_raises_the_cost_before_it(
    jobs: list[Job], data: st.DataObject
) -> None:
    chosen = data.draw(st.sampled_from(jobs))
    more = data.draw(st.sampled_from([Fraction(1, 10), Fraction(1), Fraction(100)]))
    raised = [
        Job(each.id, each.weight + more, each.cost, each.requires, deadline=each.deadline)
        if each is chosen
        else each
        for each in jobs
    ]
    assert before(raised, chosen.id) <= before(jobs, chosen.id)


def before(jobs: Sequence[Job], name: str) -> Fraction:
    """The cost that is spent before a job in the order of some."""
    spent = Fraction(0)
    for job in arrange(jobs).jobs:
        if job.id == name:
            return spent
        spent += job.cost
    raise AssertionError(name)


@given(jobs=job_lists(SHAPES[3], most=6), slack=st.integers(0, 3).map(Fraction))
def test_deadlines_that_hold_already_change_nothing(jobs: list[Job], slack: Fraction) -> None:
    free = arrange(jobs)
    spent = Fraction(0)
    dated = []
    for job in free.jobs:
        spent += job.cost
        dated.append(Job(job.id, job.weight, job.cost, job.requires, deadline=spent + slack))
    found = arrange(dated)
    assert [job.id for job in found.jobs] == [job.id for job in free.jobs]
    assert (found.late, found.pulled, found.exact) == (frozenset(), frozenset(), free.exact)


LATE = [case for case in CASES if case["kind"] in ("late-weight", "late-count")]


@pytest.mark.parametrize("case", LATE, ids=[case["id"] for case in LATE])
def test_a_published_instance_loses_what_was_published(case: dict[str, Any]) -> None:
    given_ = case["input"]
    weights = given_.get("weights", [1] * len(given_["lengths"]))
    numbers = zip(weights, given_["lengths"], given_["due"], strict=True)
    jobs = [
        Job(f"j{place}", Fraction(weight), Fraction(length), deadline=Fraction(due))
        for place, (weight, length, due) in enumerate(numbers)
    ]
    lost, _ = outcome(arrange(jobs).jobs)
    expected = case["expected"]
    assert lost == expected.get("min_late_weight", expected.get("min_late"))
    saved = most_saved(jobs, {job.id: job for job in jobs})
    assert sum(job.weight for job in jobs if job.id not in saved) == lost


def test_a_running_test_is_due_and_a_free_one_may_be_too_late() -> None:
    plan = plan_of(
        {
            "runs": {"impact": "8", "cost": "1", "status": "testing", "duration": "5"},
            "waits": {"impact": "4", "cost": "1", "duration": "5"},
            "free": {"impact": "1", "cost": "0", "duration": "9"},
        }
    )
    decision = adapter(Decision).validate_python(
        {"id": "go", "title": "x", "due": "2026-11-27", "assumptions": ["runs", "waits", "free"]}
    )
    records = {name: each for name, each in plan.records.items() if name != "guest-checkout"}
    ranking = rank(Plan(plan.settings, records | {"go": decision}), FRIDAY)
    assert said(ranking) == [
        (
            "free",
            "too late for go (Fri 27 Nov): decide without it or move the date; free to find out",
        ),
        ("runs", "retires 4.0 EUR of risk per day; due Fri 27 Nov"),
        ("waits", "retires 2.0 EUR of risk per day; under way by Fri 20 Nov"),
    ]
    assert [row.late for row in ranking.rows] == [True, False, False]


def test_what_is_late_explains_no_other_row() -> None:
    """The gate of a late test stands on its own score, and not in a block with it."""
    found = arrange(
        [
            Job("gate", Fraction(1), Fraction(1)),
            Job("late", Fraction(99), Fraction(9), frozenset({"gate"}), deadline=Fraction(2)),
            Job("other", Fraction(2), Fraction(1)),
        ]
    )
    assert [job.id for job in found.jobs] == ["other", "gate", "late"]
    assert [len(found.home[name].jobs) for name in ("other", "gate")] == [1, 1]
