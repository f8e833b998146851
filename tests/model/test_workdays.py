"""Working days, against a loop over every day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mvpplan.model.workdays import workdays

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(DAYS, st.integers(-30, 400), st.lists(st.integers(-10, 400)))
def test_working_days_are_those_that_a_loop_counts(
    start: date, length: int, ahead: list[int]
) -> None:
    days = (start + timedelta(days=number) for number in range(length))
    off = [start + timedelta(days=number) for number in ahead]
    assert workdays(start, start + timedelta(days=length), off) == sum(
        day.strftime("%a") not in ("Sat", "Sun") and day not in off for day in days
    )


@given(DAYS, st.integers(0, 200), st.integers(0, 200))
def test_working_days_add_up(start: date, first: int, second: int) -> None:
    middle = start + timedelta(days=first)
    end = middle + timedelta(days=second)
    assert workdays(start, middle) + workdays(middle, end) == workdays(start, end)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), 0),  # a Friday
        (date(2026, 11, 20), date(2026, 11, 21), 1),
        (date(2026, 11, 20), date(2026, 11, 23), 1),
        (date(2026, 11, 21), date(2026, 11, 23), 0),
        (date(2026, 11, 21), date(2026, 11, 24), 1),
        (date(2026, 11, 23), date(2026, 11, 20), 0),
        (date(2028, 2, 28), date(2028, 3, 1), 2),  # over a leap day, a Tuesday
        (date(2026, 12, 31), date(2027, 1, 4), 2),
    ],
)
def test_the_first_day_counts_and_the_last_does_not(start: date, end: date, days: int) -> None:
    assert workdays(start, end) == days
