"""Figures about the planning itself, from dates alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from conftest import PLAN_FILE
from mvpplan.timeline.computed import Figures, figures
from mvpplan.timeline.period import Period, period_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from mvpplan.store.load import Loaded

    Files = dict[str, str | bytes]
    Read = Callable[[Files], Loaded]

FRIDAY = date(2026, 11, 20)
NONE = Figures(due=0, in_time=0, closure_days=None, resolution_days=None, escalations=0)


def computed(read: Read, files: Files, day: date = FRIDAY, review: str = "{}") -> Figures:
    plan = read({"mvpplan.yaml": f"{PLAN_FILE}review: {review}\n", **files}).plan
    return figures(plan, period_of(plan.settings, day))


def test_an_empty_plan_has_no_figures(loaded: Read) -> None:
    assert computed(loaded, {}) == NONE
    assert NONE.closure_rate is None


# Four cycles of a week before Friday 2026-11-20 start after 2026-10-23.
@pytest.mark.parametrize(
    ("text", "due", "in_time"),
    [
        ("due: 2026-10-23, status: approved, closed: 2026-10-23", 0, 0),
        ("due: 2026-10-24, status: approved, closed: 2026-10-24", 1, 1),
        ("due: 2026-10-24, status: approved, closed: 2026-10-25", 1, 0),
        ("due: 2026-11-19, status: rejected, closed: 2026-11-02", 1, 1),
        ("due: 2026-11-19", 1, 0),
        ("due: 2026-11-20", 0, 0),
        ("due: 2026-11-20, status: approved, closed: 2026-11-20", 1, 1),
        ("due: 2026-11-21, status: approved, closed: 2026-11-20", 0, 0),
        ("due: 2026-11-19, status: approved", 1, 0),
        ("status: approved, closed: 2026-11-19", 0, 0),
    ],
)
def test_the_closure_rate_counts_what_was_due_in_four_cycles(
    loaded: Read, text: str, due: int, in_time: int
) -> None:
    found = computed(loaded, {"decisions.yaml": f"tax: {{title: Tax, {text}}}"})
    assert (found.due, found.in_time) == (due, in_time)
    assert found.closure_rate == (in_time / due if due else None)


@pytest.mark.parametrize(
    ("review", "due"), [("{every: 1w}", 1), ("{every: 10d}", 2), ("{every: 2w}", 3)]
)
def test_four_cycles_are_as_long_as_the_plan_says(loaded: Read, review: str, due: int) -> None:
    files: Files = {
        "decisions.yaml": """\
            week: {title: w, due: 2026-10-24}
            days: {title: d, due: 2026-10-12}
            fortnight: {title: f, due: 2026-09-26}
            before: {title: b, due: 2026-09-25}
            """
    }
    assert computed(loaded, files, review=review).due == due


def test_closure_and_resolution_take_the_median_of_what_was_closed_lately(loaded: Read) -> None:
    files: Files = {
        "decisions.yaml": """\
            a: {title: a, status: approved, opened: 2026-11-02, closed: 2026-11-02}
            b: {title: b, status: rejected, opened: 2026-11-02, closed: 2026-11-05}
            c: {title: c, status: approved, opened: 2026-02-27, closed: 2026-10-23}
            d: {title: d, status: approved, closed: 2026-11-05}
            e: {title: e, status: approved, opened: 2026-11-02, closed: 2026-11-21}
            """,
        "blockers.yaml": """\
            f: {title: f, status: resolved, opened: 2026-10-30, closed: 2026-11-02}
            """,
    }
    found = computed(loaded, files)
    assert (found.closure_days, found.resolution_days) == (1.5, 3.0)


def test_days_to_closure_count_the_leap_day(loaded: Read) -> None:
    files: Files = {
        "decisions.yaml": "a: {title: a, status: approved, opened: 2028-02-28, closed: 2028-03-01}"
    }
    assert computed(loaded, files, date(2028, 3, 3)).closure_days == 2.0


WAITING: Files = {
    "blockers.yaml": """\
        due-friday: {title: Due on a review day, due: 2026-11-13}
        old: {title: Open for a week on a Thursday, opened: 2026-11-05}
        """,
    "decisions.yaml": """\
        apart: {title: Isolated on a Wednesday, isolated: 2026-11-11}
        gone: {title: Closed since, status: approved, due: 2026-11-13, closed: 2026-11-17}
        kept: {title: Closed in time, status: approved, due: 2026-11-13, closed: 2026-11-13}
        """,
}


@pytest.mark.parametrize(
    ("friday", "escalations"),
    [
        (date(2026, 11, 6), 0),
        (date(2026, 11, 13), 1),  # old, on that very day
        # due-friday and gone on the day after the review, apart on the day of the review itself
        (date(2026, 11, 20), 3),
        (date(2026, 11, 27), 0),
    ],
)
def test_an_escalation_counts_in_the_period_in_which_it_begins(
    loaded: Read, friday: date, escalations: int
) -> None:
    assert computed(loaded, WAITING, friday).escalations == escalations


def test_each_escalation_is_counted_in_one_weekly_report_whatever_its_day(loaded: Read) -> None:
    for ahead in range(7):
        due = date(2026, 11, 9) + timedelta(days=ahead)
        plan = loaded({"blockers.yaml": f"stop: {{title: Stop, due: {due}}}"}).plan
        fridays = [FRIDAY + timedelta(weeks=week) for week in range(-3, 5)]
        counts = [
            figures(plan, Period(day - timedelta(weeks=1), day)).escalations for day in fridays
        ]
        assert sum(counts) == 1
