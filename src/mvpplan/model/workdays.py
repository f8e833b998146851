"""Working days between dates."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

WORKDAYS_A_WEEK = 5
_DAYS_A_WEEK = 7


def workdays(start: date, end: date, off: Collection[date] = ()) -> int:
    """How many days from Monday to Friday there are from ``start`` on, before ``end``.

    Days that are ``off`` are no working days.

    >>> workdays(date(2026, 11, 20), date(2026, 11, 27))
    5
    """
    if end <= start:
        return 0
    weeks, rest = divmod((end - start).days, _DAYS_A_WEEK)
    days = (start + timedelta(days=number) for number in range(rest))
    free = sum(start <= day < end and _is_weekday(day) for day in set(off))
    return weeks * WORKDAYS_A_WEEK + sum(_is_weekday(day) for day in days) - free


def last_workday(day: date, off: Collection[date] = ()) -> date:
    """The day itself, or the last working day before it.

    >>> last_workday(date(2026, 11, 22))
    datetime.date(2026, 11, 20)
    """
    while day > date.min and (day in off or not _is_weekday(day)):
        day -= timedelta(days=1)
    return day


def _is_weekday(day: date) -> bool:
    return day.weekday() < WORKDAYS_A_WEEK
