"""Quantities: what may be written, what it means, and what is said of anything else."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mvpplan.model.quantity import Quantity, QuantityError, parse_quantity


@pytest.mark.parametrize("text", ["0", "3", "0.5", "12.75", "100000000000000000000000000000"])
def test_a_number_is_itself(text: str) -> None:
    exact = Fraction(text)
    assert parse_quantity(text) == Quantity(text, exact, None, exact)
    assert parse_quantity(text).mean == exact


def test_a_number_is_exact() -> None:
    assert parse_quantity("0.1").mean * 3 == parse_quantity("0.3").mean


@pytest.mark.parametrize(
    ("text", "low", "likely", "high"),
    [
        ("2-5", 2, None, 5),
        ("2 - 5", 2, None, 5),
        ("3-3", 3, None, 3),
        ("0-0", 0, None, 0),
        ("1/2/5", 1, 2, 5),
        ("1 / 2 / 5", 1, 2, 5),
        ("0/0/3", 0, 0, 3),
    ],
)
def test_ranges_and_three_points(text: str, low: int, likely: int | None, high: int) -> None:
    parsed = parse_quantity(text)
    middle = None if likely is None else Fraction(likely)
    assert parsed == Quantity(text.replace(" ", ""), Fraction(low), middle, Fraction(high))
    assert str(parsed) == text.replace(" ", "")


NO_QUANTITY = ("is not a number or a range", "write 3, a range 2-5, or 1/2/5 (least/likely/most)")
FROM_ZERO = "start it above 0, or write 0/1/3 (least/likely/most)"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("", *NO_QUANTITY),
        ("two", *NO_QUANTITY),
        ("-3", "is below 0", "write 0 or more"),
        ("-3-5", "is below 0", "write 0 or more"),
        ("--3", *NO_QUANTITY),
        ("+3", *NO_QUANTITY),
        (".5", *NO_QUANTITY),
        ("5.", *NO_QUANTITY),
        ("007", *NO_QUANTITY),
        ("1e3", *NO_QUANTITY),
        ("1,5", *NO_QUANTITY),
        ("50%", *NO_QUANTITY),
        ("3 days", *NO_QUANTITY),
        ("2-", *NO_QUANTITY),
        ("2-5-8", *NO_QUANTITY),
        ("2–5", *NO_QUANTITY),
        ("1/2", *NO_QUANTITY),
        ("1/2/3/4", *NO_QUANTITY),
        ("2-5\n", *NO_QUANTITY),
        ("inf", *NO_QUANTITY),
        ("٣", *NO_QUANTITY),
        ("1٣", *NO_QUANTITY),
        ("9" * 91, *NO_QUANTITY),
        ("5-2", "is a range that ends before it starts", "write 2-5"),
        ("5 - 0.50", "is a range that ends before it starts", "write 0.50-5"),
        ("0-5", "is a range from 0", FROM_ZERO),
        ("0.0-5", "is a range from 0", FROM_ZERO),
        ("2/1/5", "are three points out of order", "write least/likely/most"),
        ("1/6/5", "are three points out of order", "write least/likely/most"),
        ("5/2/1", "are three points out of order", "write least/likely/most"),
    ],
)
def test_anything_else_is_refused_with_a_way_out(text: str, message: str, hint: str) -> None:
    with pytest.raises(QuantityError) as refused:
        parse_quantity(text)
    assert (str(refused.value), refused.value.hint) == (message, hint)


def test_a_range_has_the_mean_of_a_lognormal() -> None:
    # Neither the midpoint 3.5 nor the median 3.16.
    assert f"{float(parse_quantity('2-5').mean):.2f}" == "3.29"
    assert f"{float(parse_quantity('1-10').mean):.2f}" == "4.04"


def test_a_published_lognormal() -> None:
    # quantrr, lnorm_param: p05 = 1e5 and p95 = 2e7 give meanlog 14.16208 and sdlog 1.610574.
    mean = float(parse_quantity("100000-20000000").mean)
    assert mean == pytest.approx(math.exp(14.16208 + 1.610574**2 / 2), rel=1e-5)


def test_three_points_have_the_mean_of_pert() -> None:
    assert parse_quantity("1/2/5").mean == Fraction(14, 6)
    assert parse_quantity("0/0/3").mean == Fraction(1, 2)
    assert parse_quantity("2/2/2").mean == 2


def test_a_range_without_width_is_its_number() -> None:
    assert parse_quantity("3-3").mean == 3
    assert parse_quantity("0-0").mean == 0


POSITIVE = st.fractions(min_value=Fraction(1, 1000), max_value=1000, max_denominator=1000)


@given(low=POSITIVE, width=POSITIVE, factor=POSITIVE)
def test_a_range_in_another_unit_has_exactly_the_mean_in_that_unit(
    low: Fraction, width: Fraction, factor: Fraction
) -> None:
    high = low + width
    scaled = Quantity("", low * factor, None, high * factor)
    assert scaled.mean == Quantity("", low, None, high).mean * factor


@given(points=st.tuples(POSITIVE, POSITIVE, POSITIVE), factor=POSITIVE)
def test_three_points_in_another_unit_have_exactly_the_mean_in_that_unit(
    points: tuple[Fraction, Fraction, Fraction], factor: Fraction
) -> None:
    low, likely, high = sorted(points)
    scaled = Quantity("", low * factor, likely * factor, high * factor)
    assert scaled.mean == Quantity("", low, likely, high).mean * factor


@given(low=POSITIVE, width=POSITIVE, more=POSITIVE)
def test_a_range_that_ends_later_costs_more(low: Fraction, width: Fraction, more: Fraction) -> None:
    shorter = Quantity("", low, None, low + width)
    longer = Quantity("", low, None, low + width + more)
    assert low < shorter.mean < longer.mean
