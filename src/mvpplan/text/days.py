"""Dates as people write them: read exactly, or refused with the date that was meant."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from mvpplan.text.words import PLACEHOLDERS

FIRST_YEAR, LAST_YEAR = 1900, 2199

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})\Z")
_YEAR_FIRST = re.compile(r"([0-9]{4})([./ ]?)([0-9]{1,2})\2([0-9]{1,2})\Z")
_DAY_OR_MONTH_FIRST = re.compile(r"([0-9]{1,2})([-./])([0-9]{1,2})\2([0-9]{2}|[0-9]{4})\Z")
_SHORT_YEAR_FIRST = re.compile(r"([0-9]{2})-([0-9]{1,2})-([0-9]{1,2})\Z")
_MONTH_ONLY = re.compile(r"([0-9]{4})-([0-9]{1,2})\Z")
_WEEK = re.compile(r"([0-9]{4})-?W([0-9]{1,2})(?:-?[1-7])?\Z", re.IGNORECASE)
_QUARTER = re.compile(r"Q([1-4])[ /-]*([0-9]{4})\Z|([0-9]{4})[ /-]*Q([1-4])\Z", re.IGNORECASE)
_WITHIN = re.compile(r"(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
_SPREADSHEET = re.compile(r"[45][0-9]{4}\Z")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_TOKENS = re.compile(r"[a-z]+|[0-9]+", re.IGNORECASE)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_FILLERS = frozenset(
    (
        "st",
        "nd",
        "rd",
        "th",
        "of",
        "the",
        "by",
        "on",
        *("mon", "tue", "wed", "thu", "fri", "sat"),
        "sun",
    )
)
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\Z")
_FIRST_DAY_OF_SPREADSHEETS = date(1899, 12, 30)
_LONGEST = 40
_EXAMPLE = "write year-month-day, as in 2026-11-27"
_LATER = "delete the line until the date is known, or write year-month-day, as in 2026-11-27"


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
        raise DayError("is not a day of the calendar", _nearest_day(*match.groups()))
    raise DayError("is not a date", f"write {meant}")


def _day(year: str, month: str, day: str) -> str | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if FIRST_YEAR <= found.year <= LAST_YEAR else None


def _nearest_day(year: str, month: str, day: str) -> str:
    """The way out of a day that no month has: the month's last, or day and month exchanged."""
    swapped = _day(year, day, month)
    if swapped:
        return f"write {swapped}"
    last = _last_of(year, month) if int(day) else None
    return f"the last day of that month is {last}" if last else _EXAMPLE


def _last_of(year: str, month: str) -> str | None:
    if 1 <= int(month) <= len(_MONTHS) and FIRST_YEAR <= int(year) <= LAST_YEAR:
        return _day(year, month, str(monthrange(int(year), int(month))[1]))
    return None


def _hint(text: str) -> str:
    """How to write a date; the very date if another form of it means only one or two days."""
    if len(text) > _LONGEST:
        return _EXAMPLE
    if text.casefold() in PLACEHOLDERS:
        return _LATER
    text = text.translate(_DASHES).strip()
    period = _end_of_period(text)
    if period:
        return f"name a day, as in {period}"
    meant = _in_numbers(text) or set(_WITHIN.findall(text)) or _in_words(text)
    if meant and all(_day(*day.split("-")) for day in meant):
        return f"write {' or '.join(sorted(meant))}"
    return _without_year(text) or _EXAMPLE


def _in_numbers(text: str) -> set[str]:
    """The days that a date in other figures may mean."""
    found: set[str | None] = set()
    match = _ISO.match(text)
    if match:
        found.add(_day(*match.groups()))
    match = _YEAR_FIRST.match(text)
    if match and (match[2] or len(text) == len("20261127")):
        found.add(_day(match[1], match[3], match[4]))
    match = _DAY_OR_MONTH_FIRST.match(text)
    if match:
        first, _, second, year = match.groups()
        full_year = year if len(year) == len("2026") else f"20{year}"
        found |= {_day(full_year, second, first), _day(full_year, first, second)}
    match = _SHORT_YEAR_FIRST.match(text)
    if match:
        found.add(_day(f"20{match[1]}", match[2], match[3]))
    if _SPREADSHEET.match(text):  # a day as Excel counts them
        found.add((_FIRST_DAY_OF_SPREADSHEETS + timedelta(days=int(text))).isoformat())
    return {day for day in found if day}


def _words(text: str) -> tuple[str, list[str]] | None:
    """The number of the one month that is named, and the figures beside it; None if not so."""
    tokens = [token.casefold() for token in _TOKENS.findall(text)]
    names = [
        token
        for token in tokens
        if token.isalpha() and token not in _FILLERS and not _WEEKDAY.match(token)
    ]
    figures = [token for token in tokens if token.isdigit()]
    if len(names) != 1 or len(names[0]) < len("nov"):
        return None
    months = [number for number, month in enumerate(_MONTHS, 1) if month.startswith(names[0])]
    return (str(months[0]), figures) if months else None


def _in_words(text: str) -> set[str]:
    """The day that a date with the name of its month means."""
    found = _words(text)
    if found is None or len(found[1]) != 2:  # noqa: PLR2004 - a day and a year
        return set()
    month, (first, second) = found
    day, year = (second, first) if len(first) == len("2026") else (first, second)
    meant = _day(year if len(year) == len("2026") else f"20{year}", month, day)
    return {meant} if meant and len(day) <= len("27") else set()


def _without_year(text: str) -> str | None:
    """The hint for a day and a month alone."""
    found = _words(text)
    if found is None or len(found[1]) != 1:
        return None
    meant = _day("2028", found[0], found[1][0])
    return f"write the year too, as in 2026{meant[4:]}" if meant else None


def _end_of_period(text: str) -> str | None:
    """The last day of a month or a quarter, the Friday of a week."""
    match = _MONTH_ONLY.match(text)
    if match:
        return _last_of(match[1], match[2])
    match = _QUARTER.match(text)
    if match:
        return _last_of(match[2] or match[3], str(3 * int(match[1] or match[4])))
    match = _WEEK.match(text)
    if match is None:
        return None
    try:
        day = date.fromisocalendar(int(match[1]), int(match[2]), 5)
    except ValueError:
        return None
    return day.isoformat() if FIRST_YEAR <= day.year <= LAST_YEAR else None
