"""Scales of pictures: from values to places, in units of the picture's own view box."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Scale = Callable[[float], float]

_ROUND = (1, 2, 5)
_MOST_TICKS = 4


def linear(low: float, high: float, start: float, end: float) -> Scale:
    """A scale of differences; where all values are equal they stand in the middle."""
    if not low < high:
        return lambda _: (start + end) / 2
    return lambda value: start + (value - low) / (high - low) * (end - start)


def ratios(low: float, high: float, start: float, end: float) -> Scale:
    """A scale on which equal ratios are equally far apart; for values above 0."""
    along = linear(math.log(low), math.log(high), start, end)
    return lambda value: along(math.log(value))


def ticks(low: float, high: float) -> list[float]:
    """At most four round values between two that are above 0; these two if there are not two."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    for steps in (_ROUND, _ROUND[:1]):
        found = [step * 10.0**power for power in range(first, last + 1) for step in steps]
        found = [value for value in found if low <= value <= high]
        if len(found) <= _MOST_TICKS:
            break
    if len(found) < 2:  # noqa: PLR2004 - a scale shows two values
        return [low, high] if low < high else [low]
    return found[:: math.ceil(len(found) / _MOST_TICKS)]


def apart(wanted: Sequence[float], least: float, end: float) -> list[float]:
    """Places as close to the wanted ones, which ascend, as a least distance between them allows.

    None lies beyond ``end``, so the first ones may have to make room.
    """
    places: list[float] = []
    for place in wanted:
        places.append(max([place, *(before + least for before in places[-1:])]))
    for back in range(1, len(places) + 1):
        places[-back] = min(places[-back], end - (back - 1) * least)
    return places


def short(place: float) -> str:
    """A place to a tenth of a unit.

    >>> short(12.0), short(3.14159)
    ('12', '3.1')
    """
    return f"{place:.1f}".removesuffix(".0")
