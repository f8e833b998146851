"""Dates are written 2026-11-27, quoted or not; everything else is told how to be written."""

from __future__ import annotations

from datetime import date

import pytest
from shape_views import complaint, record

from mvpplan.model.decision import Decision

ISO = "write year-month-day, as in 2026-11-27"
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
        ("2026-02-30", f"2026-02-30 {NO_DAY}"),
        ("2026-13-40", f"2026-13-40 {NO_DAY}"),
        ("2027-02-29", f"2027-02-29 {NO_DAY}"),
        ("0000-01-01", f"0000-01-01 {NO_DAY}"),
        ("2026-1-32", f"2026-1-32 {NO_DAY}"),
        ("1899-12-31", f"1899-12-31 is not in our time | {ISO}"),
        ("2206-11-27", f"2206-11-27 is not in our time | {ISO}"),
        ("2026/11/27", f"2026/11/27 is not a date | {ISO}"),
        ("20261127", f"20261127 is not a date | {ISO}"),
        ("2026-11", f"2026-11 is not a date | {ISO}"),
        ("2026-W48-5", f"2026-W48-5 is not a date | {ISO}"),
        ("26-11-27", f"26-11-27 is not a date | {ISO}"),
        ("2026-11-27T10:00:00Z", f"2026-11-27T10:00:00Z is not a date | {ISO}"),
        ("27 Nov 2026", f"27 Nov 2026 is not a date | {ISO}"),
        ("tomorrow", f"tomorrow is not a date | {ISO}"),
        (
            "[2026-11-27]",
            "holds a list where a date belongs | write a date after the colon",
        ),
        (
            "{by: 2026-11-27}",
            "holds a group of fields where a date belongs | write a date after the colon",
        ),
        ("9" * 5000, f"{'9' * 39}… is not a date | {ISO}"),
    ],
)
def test_what_is_no_date(written: str, told: str) -> None:
    assert complaint(Decision, f"due: {written}") == f"MP103 due: {told}"


@pytest.mark.parametrize(
    "written",
    ["\u0662\u0660\u0662\u0666-11-27", "2026-11-2\u0667", "2026\u201311\u201327"],
)
def test_digits_and_hyphens_are_those_of_ascii(written: str) -> None:
    assert complaint(Decision, f"due: {written}").startswith(f"MP103 due: {written} is not a date")
