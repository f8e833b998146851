"""Which plain values other YAML readers take for something else than text (MP402)."""

from __future__ import annotations

import pytest

from mvpplan.text.plain import other_reading


@pytest.mark.parametrize(
    ("meaning", "values"),
    [
        ("a yes or no", "y Y n N yes Yes YES no No NO true True TRUE false on On ON off Off OFF"),
        ("nothing", "Null NULL"),
        ("a default value", "="),
        ("a number", "0 7 007 -5 +5 1.10 .5 1. 1_000 1e3 1.5E-3 0x1F 0b101 0o17 .nan .NaN"),
        ("a number", ".NAN .inf .Inf -.inf +.INF 12e03"),
        ("a number of minutes or seconds", "12:30 1:2 12:30:45 190:20:30.15 -1:30"),
        ("a date", "2026-11-27 2026-02-30"),
        ("a time", "2001-12-14t21:59:43.10-05:00 2001-12-14T21:59:43Z 2001-1-4T1:59:43"),
    ],
)
def test_values_that_mean_something_elsewhere(meaning: str, values: str) -> None:
    read = {value: other_reading(value) for value in values.split()}
    assert read == dict.fromkeys(read, meaning)


def test_a_time_may_have_a_space() -> None:
    assert other_reading("2001-12-14 21:59:43.10 -5") == "a time"


@pytest.mark.parametrize(
    "value",
    [
        *("guest-checkout", "nope", "yEs", "oN", "ana", "none", "nil", "-", "+", ".", "..", "~x"),
        *("1.2.3", "1-2", "1/2/5", "12:3x", "27.11.2026", "3/4/26", "2026-11", "v1", "1a", "0xZZ"),
        *("1 000", "12:30 Uhr", "no way", "2026-11-27 or later", "1,5", "10%", "$5", "<<", "é"),
    ],
)
def test_values_that_are_text_everywhere(value: str) -> None:
    assert other_reading(value) is None


def test_a_long_number_is_looked_at_no_further() -> None:
    assert other_reading("9" * 64) == "a number"
    assert other_reading("9" * 100_000) is None
