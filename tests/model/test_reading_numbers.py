"""Numbers, shares, days and amounts of work: what is read and what is said of the rest."""

from __future__ import annotations

from decimal import Decimal

import pytest
from shape_views import complaint, record

from mvpplan.model.assumption import Assumption
from mvpplan.model.metric import Metric

DIGITS = "write digits, with a point before decimals"
AMOUNT = "write 3, a range 2-5, or 1/2/5 (least/likely/most)"


@pytest.mark.parametrize("written", ["0", "7", "-7", "1.10", "0.5", "-0.5", "1200000", "9" * 30])
def test_a_number_is_exact(written: str) -> None:
    assert record(Metric, f"title: a\nbaseline: {written}\n").baseline == Decimal(written)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("'7'", '"7" in quotes is text, not a number | write 7 without the quotes'),
        ('"1,5"', '"1,5" in quotes is text, not a number | write a number'),
        ("'seven'", '"seven" in quotes is text, not a number | write a number'),
        ("1,5", "1,5 is not a number | write 1.5"),
        ("-1,5", "-1,5 is not a number | write -1.5"),
        ("1,000", "1,000 is not a number | write 1000"),
        ("1,000,000", "1,000,000 is not a number | write 1000000"),
        ("1_000", "1_000 is not a number | write 1000"),
        ("1 000", "1 000 is not a number | write 1000"),
        ("1'000", "1'000 is not a number | write 1000"),
        ("60%", "60% is not a number | write 60, or 0.6 for a share"),
        ("60 %", "60 % is not a number | write 60, or 0.6 for a share"),
        (".nan", f".nan is not a number | {DIGITS}"),
        (".inf", f".inf is not a number | {DIGITS}"),
        ("0x1F", f"0x1F is not a number | {DIGITS}"),
        ("1e3", "1e3 is not a number | write 1000"),
        ("NaN", f"NaN is not a number | {DIGITS}"),
        ("Infinity", f"Infinity is not a number | {DIGITS}"),
        ("007", "007 is not a number | write 7"),
        ("+5", "+5 is not a number | write 5"),
        (".5", ".5 is not a number | write 0.5"),
        ("€ 5k", "€ 5k is not a number | write 5000, without the unit"),
        ("5 hours", "5 hours is not a number | write 5, without the unit"),
        ("TBD", f"TBD is not a number | delete the line until it is known; then {DIGITS}"),
        ("5.", f"5. is not a number | {DIGITS}"),
        ("1.2.3", f"1.2.3 is not a number | {DIGITS}"),
        ("five", f"five is not a number | {DIGITS}"),
        ("5 days", "5 days is not a number | write 5, without the unit"),
        (
            "9" * 5000,
            f"{'9' * 39}… is not a number | write at most 30 digits, with a point before decimals",
        ),
        ("[7]", "holds a list where a number belongs | write 7 without brackets or dash"),
        (
            "{value: 7}",
            "holds a group of fields where a number belongs | write a number after the colon",
        ),
    ],
)
def test_what_is_no_number(written: str, told: str) -> None:
    assert (
        complaint(Metric, f"baseline: {written}")
        == f"MP103 baseline{' ' if told.startswith('holds') else ': '}{told}"
    )


@pytest.mark.parametrize("written", ["1\u0662", "\u0661", "1\u0662.5", "\uff11"])
def test_digits_are_those_of_ascii(written: str) -> None:
    told = complaint(Metric, f"baseline: {written}")
    assert told == f"MP103 baseline: {written} is not a number | {DIGITS}"
    assert complaint(Assumption, f"cost: {written}").startswith(f"MP103 cost: {written} is not a")


@pytest.mark.parametrize("written", ["0", "1", "0.6", "0.05", "1.0"])
def test_a_confidence_is_a_share(written: str) -> None:
    assert record(Assumption, f"title: a\nconfidence: {written}\n").confidence == Decimal(written)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            "60",
            "60 is not between 0 and 1 | 0 is surely false, 1 surely true; write 0.6 for 60 %",
        ),
        (
            "1.5",
            "1.5 is not between 0 and 1 | 0 is surely false, 1 surely true; write 0.015 for 1.5 %",
        ),
        ("60%", "60% is not a number | write 0.6"),
        ("-0.1", "-0.1 is not between 0 and 1 | 0 is surely false, 1 surely true"),
        ("101", "101 is not between 0 and 1 | 0 is surely false, 1 surely true"),
        ("'0.6'", '"0.6" in quotes is text, not a number | write 0.6 without the quotes'),
        ("0,6", "0,6 is not a number | write 0.6"),
        ("high", "high is not a number | write a number from 0 to 1, as in 0.8"),
        (".8", ".8 is not a number | write 0.8"),
    ],
)
def test_what_is_no_share(written: str, told: str) -> None:
    assert complaint(Assumption, f"confidence: {written}") == f"MP103 confidence: {told}"


def test_the_hint_for_a_percentage_of_a_confidence_can_be_followed() -> None:
    assert "write 60," not in complaint(Assumption, "confidence: 60%")


@pytest.mark.parametrize(("written", "days"), [("0", 0), ("14", 14), ("2.0", 2), ("36500", 36500)])
def test_days_are_whole(written: str, days: int) -> None:
    assert record(Assumption, f"title: a\nduration: {written}\n").duration == days


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2.5", "2.5 is not a whole number of days | write whole calendar days"),
        ("-1", "-1 is below 0 | write 0 or more"),
        ("2w", "2w is not a number | write days without the unit: 14"),
        ("'3'", '"3" in quotes is text, not a number | write 3 without the quotes'),
    ],
)
def test_what_is_no_number_of_days(written: str, told: str) -> None:
    assert complaint(Assumption, f"duration: {written}") == f"MP103 duration: {told}"


def test_too_many_days_are_not_called_broken_ones() -> None:
    assert "not a whole number" not in complaint(Assumption, "duration: 36501")


@pytest.mark.parametrize(
    ("written", "text"), [("3", "3"), ("2-5", "2-5"), ("2 - 5", "2-5"), ("1 / 2 / 5", "1/2/5")]
)
def test_an_amount_is_a_number_a_range_or_three_points(written: str, text: str) -> None:
    assert str(record(Assumption, f"title: a\ncost: {written}\n").cost) == text


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("-2", "-2 is below 0 | write 0 or more"),
        ("6-2", "6-2 is a range that ends before it starts | write 2-6"),
        ("5/2/1", "5/2/1 are three points out of order | write least/likely/most"),
        (
            "0-3",
            ("0-3 is a range from 0 | start it above 0, or write 0/1/3 (least/likely/most)"),
        ),
        ("1,5", "1,5 is not a number or a range | write 1.5"),
        ("1,000", "1,000 is not a number or a range | write 1000"),
        ("3 days", "3 days is not a number or a range | write 3, without the unit"),
        (
            "2-3 weeks",
            (
                "2-3 weeks is not a number or a range | "
                "write days without the unit: 10-15, for 5 days a week"
            ),
        ),
        (
            "4h",
            "4h is not a number or a range | write days without the unit: 0.5, for 8 hours a day",
        ),
        (
            "€ 5k",
            (
                "€ 5k is not a number or a range | write 5000 if the plan counts money there, "
                "with cost: {unit: EUR} in mvpplan.yaml"
            ),
        ),
        ("2–5", "2–5 is not a number or a range | write 2-5"),
        ("~3", "~3 is not a number or a range | write 3"),
        ("50%", f"50% is not a number or a range | {AMOUNT}"),
        ("M", f"M is not a number or a range | {AMOUNT}"),
        ("2 to 5", "2 to 5 is not a number or a range | write 2-5"),
        ("1/2", "1/2 is not a number or a range | write 0.5"),
        (".nan", f".nan is not a number or a range | {AMOUNT}"),
        ("9" * 5000, f"{'9' * 39}… is not a number or a range | {AMOUNT}"),
        ("'3'", '"3" in quotes is text, not a number or a range | write 3 without the quotes'),
        (
            "'2-5'",
            '"2-5" in quotes is text, not a number or a range | write 2-5 without the quotes',
        ),
        (
            "[2, 5]",
            (
                "holds a list where a number or a range belongs | "
                "write a number or a range after the colon, without brackets or dashes"
            ),
        ),
    ],
)
def test_what_is_no_amount(written: str, told: str) -> None:
    assert (
        complaint(Assumption, f"cost: {written}")
        == f"MP103 cost{' ' if told.startswith('holds') else ': '}{told}"
    )


def test_an_impact_may_not_be_negative() -> None:
    told = complaint(Assumption, "impact: -4")
    assert told == "MP103 impact: -4 is below 0 | write 0 or more"
