"""Dates are written 2026-11-27, quoted or not; everything else is told how to be written."""

from __future__ import annotations

from datetime import date

import pytest
from shape_views import complaint, record

from mvpplan.model.decision import Decision

ISO = "write year-month-day, as in 2026-11-27"
NO_DAY_OF_MONTH = "is not a day of the calendar | the last day of that month is"
LATER = f"delete the line until the date is known, or {ISO}"
NO_DAY = f"is not a day of the calendar | {ISO}"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-11-27", date(2026, 11, 27)),
        ("'2026-11-27'", date(2026, 11, 27)),
        ('"2026-11-27"', date(2026, 11, 27)),
        ("2026-11-27  # Friday", date(2026, 11, 27)),
        ("\n  2026-11-27", date(2026, 11, 27)),
        ("2028-02-29", date(2028, 2, 29)),
        ("1900-01-01", date(1900, 1, 1)),
        ("2199-12-31", date(2199, 12, 31)),
    ],
)
def test_a_date(written: str, day: date) -> None:
    assert record(Decision, f"title: a\ndue: {written}\n").due == day


@pytest.mark.parametrize("written", ["", "~", "null", '""'])
def test_no_date_given(written: str) -> None:
    assert record(Decision, f"title: a\ndue: {written}\n").due is None


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2026-3-1", "2026-3-1 is not a date | write 2026-03-01"),
        ("2026-11-7", "2026-11-7 is not a date | write 2026-11-07"),
        ("'2026-3-1'", "2026-3-1 is not a date | write 2026-03-01"),
        ("3/4/26", "3/4/26 is not a date | write 2026-03-04 or 2026-04-03"),
        ("3.4.2026", "3.4.2026 is not a date | write 2026-03-04 or 2026-04-03"),
        ("4.4.26", "4.4.26 is not a date | write 2026-04-04"),
        ("27.11.2026", "27.11.2026 is not a date | write 2026-11-27"),
        ("11/27/2026", "11/27/2026 is not a date | write 2026-11-27"),
        ("13/25/2026", f"13/25/2026 is not a date | {ISO}"),
        ("2026-02-30", f"2026-02-30 {NO_DAY_OF_MONTH} 2026-02-28"),
        ("2026-13-40", f"2026-13-40 {NO_DAY}"),
        ("2027-02-29", f"2027-02-29 {NO_DAY_OF_MONTH} 2027-02-28"),
        ("0000-01-01", f"0000-01-01 {NO_DAY}"),
        ("2026-1-32", f"2026-1-32 {NO_DAY_OF_MONTH} 2026-01-31"),
        ("2026-27-11", "2026-27-11 is not a day of the calendar | write 2026-11-27"),
        ("2026-11-00", f"2026-11-00 {NO_DAY}"),
        ("1899-12-31", f"1899-12-31 is not in our time | {ISO}"),
        ("2206-11-27", f"2206-11-27 is not in our time | {ISO}"),
        ("2026/11/27", "2026/11/27 is not a date | write 2026-11-27"),
        ("20261127", "20261127 is not a date | write 2026-11-27"),
        ("2026-11", "2026-11 is not a date | name a day, as in 2026-11-30"),
        ("Q4 2026", "Q4 2026 is not a date | name a day, as in 2026-12-31"),
        ("2026-W60", f"2026-W60 is not a date | {ISO}"),
        ("2026-W48-5", "2026-W48-5 is not a date | name a day, as in 2026-11-27"),
        ("26-11-27", "26-11-27 is not a date | write 2026-11-27 or 2027-11-26"),
        ("46353", "46353 is not a date | write 2026-11-27"),
        ("2026-11-27T10:00:00Z", "2026-11-27T10:00:00Z is not a date | write 2026-11-27"),
        ("27 Nov 2026", "27 Nov 2026 is not a date | write 2026-11-27"),
        ("Nov 27, 2026", "Nov 27, 2026 is not a date | write 2026-11-27"),
        ("Fri 27. November 26", "Fri 27. November 26 is not a date | write 2026-11-27"),
        ("27th of Nov", "27th of Nov is not a date | write the year too, as in 2026-11-27"),
        ("31 Nov 2026", f"31 Nov 2026 is not a date | {ISO}"),
        ("27 Foo 2026", f"27 Foo 2026 is not a date | {ISO}"),
        ("TBD", f"TBD is not a date | {LATER}"),
        ("n/a", f"n/a is not a date | {LATER}"),
        ("tomorrow", f"tomorrow is not a date | {ISO}"),
        (
            "[2026-11-27]",
            "holds a list where a date belongs | write 2026-11-27 without brackets or dash",
        ),
        (
            "{by: 2026-11-27}",
            "holds a group of fields where a date belongs | write a date after the colon",
        ),
        ("9" * 5000, f"{'9' * 39}… is not a date | {ISO}"),
    ],
)
def test_what_is_no_date(written: str, told: str) -> None:
    assert (
        complaint(Decision, f"due: {written}")
        == f"MP103 due{' ' if told.startswith('holds') else ': '}{told}"
    )


@pytest.mark.parametrize(
    "written",
    ["\u0662\u0660\u0662\u0666-11-27", "2026-11-2\u0667", "2026\u201311\u201327"],
)
def test_digits_and_hyphens_are_those_of_ascii(written: str) -> None:
    assert complaint(Decision, f"due: {written}").startswith(f"MP103 due: {written} is not a date")
