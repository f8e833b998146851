"""Working days between dates."""

from __future__ import annotations

from datetime import date, timedelta

_DAYS_A_WEEK = 7
_WORKDAYS_A_WEEK = 5


def workdays(start: date, end: date) -> int:
    """How many days from Monday to Friday there are from ``start`` on, before ``end``.

    >>> workdays(date(2026, 11, 20), date(2026, 11, 27))
    5
    """
    if end <= start:
        return 0
    weeks, rest = divmod((end - start).days, _DAYS_A_WEEK)
    days = (start + timedelta(days=number) for number in range(rest))
    return weeks * _WORKDAYS_A_WEEK + sum(day.weekday() < _WORKDAYS_A_WEEK for day in days)
