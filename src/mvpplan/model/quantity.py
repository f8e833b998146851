"""Quantities: one number, a range, or a three-point estimate, and their means.

Everything is exact. The one irrational step, the mean of a lognormal range, is taken of the ratio
of its ends and rounded to 12 digits, so that a change of unit scales a mean exactly and every
machine computes the same one.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

NUMBER = r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"
LONGEST_NUMBER = 30
AMOUNT = "write 3, a range 2-5, or 1/2/5 (least/likely/most)"

_QUANTITY = re.compile(rf"({NUMBER})(?:\s*-\s*({NUMBER})|\s*/\s*({NUMBER})\s*/\s*({NUMBER}))?\Z")
# The distance between the 5 % and the 95 % quantile of the standard normal distribution.
_SPREAD_90 = 3.289707253902945
_DIGITS = 12
_WIDEST = 1_000_000


class QuantityError(ValueError):
    """Text that is no quantity; both arguments go on after the text."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount of work as a planner estimates it; ``likely`` is None for a plain range.

    ``text`` is what was written, spaces removed; ``low == high`` for one number.
    """

    text: str
    low: Fraction
    likely: Fraction | None
    high: Fraction

    def __str__(self) -> str:
        """The quantity as it was written."""
        return self.text

    @property
    def mean(self) -> Fraction:
        """The expected amount, in the unit of the quantity.

        A range is the 90 % interval of a lognormal distribution: with s = ln(high / low) / 3.2897,
        the mean is sqrt(low * high) * exp(s² / 2). Three points are PERT: (low + 4 likely + high)
        / 6 (Malcolm, Roseboom, Clark and Fazar 1959).
        """
        if self.low == self.high:
            return self.low
        if self.likely is not None:
            return (self.low + 4 * self.likely + self.high) / 6
        return self.low * _lognormal_mean(self.high / self.low)

    @property
    def spread(self) -> float:
        """The standard deviation of its logarithm; 0 for one number."""
        if self.low == self.high:
            return 0.0
        if self.likely is not None:
            relative = float((self.high - self.low) / 6 / self.mean)
            return math.sqrt(math.log1p(relative * relative))
        return math.log(self.high / self.low) / _SPREAD_90


def log_normal(quantities: Sequence[Quantity]) -> tuple[float, float]:
    """Mean and standard deviation of the logarithm of a sum of independent quantities.

    One range is what it says. A sum is taken as lognormal with its mean and variance (Fenton
    1960). A sum of nothing has the mean minus infinity.
    """
    means = [float(each.mean) for each in quantities]
    total = sum(means)
    if not total:
        return -math.inf, 0.0
    variance = sum(
        mean * mean * math.expm1(each.spread**2)
        for mean, each in zip(means, quantities, strict=True)
    )
    square = math.log1p(variance / (total * total))
    return math.log(total) - square / 2, math.sqrt(square)


@lru_cache
def _lognormal_mean(ratio: Fraction) -> Fraction:
    """Mean of a lognormal whose 90 % interval is 1 to ``ratio``."""
    sigma = math.log(ratio) / _SPREAD_90
    return Fraction(f"{math.sqrt(ratio) * math.exp(sigma * sigma / 2):.{_DIGITS}g}")


@lru_cache
def parse_quantity(text: str) -> Quantity:
    """Read ``3``, ``2-5`` or ``1/2/5``; raises QuantityError."""
    match = _QUANTITY.match(text) if len(text) <= 3 * LONGEST_NUMBER else None
    if match is None:
        if text.startswith("-") and _QUANTITY.match(text[1:]):
            raise QuantityError("is below 0", "write 0 or more")
        raise QuantityError("is not a number or a range", AMOUNT)
    low = Fraction(match[1])
    if match[2]:
        high = Fraction(match[2])
        if high < low:
            hint = f"write {match[2]}-{match[1]}"
            raise QuantityError("is a range that ends before it starts", hint)
        if low == 0 != high:
            hint = "start it above 0, or write 0/1/3 (least/likely/most)"
            raise QuantityError("is a range from 0", hint)
        if high > _WIDEST * low:
            raise QuantityError("is too wide a range to mean anything", "narrow it down")
        return Quantity(f"{match[1]}-{match[2]}", low, None, high)
    if match[3]:
        likely, high = Fraction(match[3]), Fraction(match[4])
        if not low <= likely <= high:
            raise QuantityError("are three points out of order", "write least/likely/most")
        return Quantity(f"{match[1]}/{match[3]}/{match[4]}", low, likely, high)
    return Quantity(match[1], low, None, low)
