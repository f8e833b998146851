"""Dates as people write them: read exactly, or refused with the date that was meant."""

from __future__ import annotations

import re
from datetime import date

FIRST_YEAR, LAST_YEAR = 1900, 2199

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})\Z")
_DAY_OR_MONTH_FIRST = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{2}|[0-9]{4})\Z")
_EXAMPLE = "write year-month-day, as in 2026-11-27"


class DayError(ValueError):
    """Text that is no date; ``str()`` goes on after the text, ``hint`` says what to write."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def read_day(text: str) -> date:
    """Read an ISO date such as 2026-11-27; raises DayError."""
    if len(text) == len("2026-11-27") and text[4] == text[7] == "-":
        try:
            day = date.fromisoformat(text)
        except ValueError:
            pass  # said below, in words
        else:
            if FIRST_YEAR <= day.year <= LAST_YEAR:
                return day
            raise DayError("is not in our time", _EXAMPLE)
    match = _ISO.match(text)
    if match is None:
        raise DayError("is not a date", _hint(text))
    meant = _day(*match.groups())
    if meant is None:
        raise DayError("is not a day of the calendar", _EXAMPLE)
    raise DayError("is not a date", f"write {meant}")


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _hint(text: str) -> str:
    """How to write a date; the very date if another form of it means only one or two days."""
    match = _DAY_OR_MONTH_FIRST.match(text)
    if match is None:
        return _EXAMPLE
    first, second, year = match.groups()
    full_year = year if len(year) == len("2026") else f"20{year}"
    meant = {_day(full_year, second, first), _day(full_year, first, second)} - {None}
    return f"write {' or '.join(sorted(filter(None, meant)))}" if meant else _EXAMPLE
