"""Dates as people type them, counted from today."""

from __future__ import annotations

import re
from datetime import date, timedelta

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_AHEAD = re.compile(r"\+([0-9]{1,3})([dw])\Z")


def day_of(words: str, today: date) -> date | None:
    """The day that ``today``, ``tomorrow``, ``+10d``, ``+2w`` or ``fri`` means; else None.

    A day of the week is the next one after today.

    >>> day_of("fri", date(2026, 11, 20)), day_of("+10d", date(2026, 11, 20))
    (datetime.date(2026, 11, 27), datetime.date(2026, 11, 30))
    """
    word = words.strip().lower()
    ahead = _AHEAD.match(word)
    if ahead:
        return today + timedelta(days=int(ahead[1]) * (7 if ahead[2] == "w" else 1))
    if word in ("today", "tomorrow"):
        return today + timedelta(days=word == "tomorrow")
    names = [name for name in _WEEKDAYS if len(word) > 2 and name.startswith(word)]  # noqa: PLR2004 - mon
    if len(names) != 1:
        return None
    return today + timedelta(days=(_WEEKDAYS.index(names[0]) - today.weekday() - 1) % 7 + 1)
