"""Pictures of a ranking in a terminal: gain against cost, and importance against evidence.

Places are numbers, so that neither colour nor a legend is needed to read them.
"""

from __future__ import annotations

import math
import textwrap
from fractions import Fraction
from typing import TYPE_CHECKING

from mvpplan.output.ranking_words import unit
from mvpplan.ranking.methods import QUADRANTS
from mvpplan.text.words import significant

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mvpplan.model.settings import Settings
    from mvpplan.ranking.result import Ranking

_ROWS = 12
_WIDEST = 72
_MARGIN = 9
_SIGN = 4


def chart(ranking: Ranking, settings: Settings, width: int) -> Iterator[str]:
    """Gain upwards, cost to the right, both as ratios; every row by its place.

    Rows to the upper left come first. Where several rows fall together the first is shown with
    ``+``, and they are named below.
    """
    points = [
        (row.rank, float(row.candidate.weight), float(row.candidate.cost.mean))
        for row in ranking.rows
        if row.candidate.weight and row.candidate.cost.mean
    ]
    if not points:
        yield "Nothing to draw: no row has both a gain and a cost."
        return
    columns = min(width, _WIDEST) - _MARGIN
    gains, costs = ([point[axis] for point in points] for axis in (1, 2))
    spots: dict[tuple[int, int], list[int]] = {}
    for place, gain, cost in points:
        line = _step(gain, gains, _ROWS - 1)
        column = _step(cost, costs, columns // _SIGN - 1)
        spots.setdefault((line, column), []).append(place)
    subject = ranking.subject
    up = "impact × doubt" if subject.is_believed else subject.gain
    yield f"{up} ({_short(min(gains))} to {_short(max(gains))}), upwards"
    for line in reversed(range(_ROWS)):
        signs = (_sign(spots.get((line, column), [])) for column in range(columns // _SIGN))
        mark = {0: min(gains), _ROWS - 1: max(gains)}.get(line)
        label = _short(mark) if mark is not None else ""
        yield f"{label:>{_MARGIN - 2}} │{''.join(signs)}".rstrip()
    yield f"{'':{_MARGIN - 2}} └{'─' * (columns // _SIGN * _SIGN)}"
    low, high = _short(min(costs)), _short(max(costs))
    inner = columns // _SIGN * _SIGN - len(low) - len(high)
    yield f"{'':{_MARGIN}}{low}{'':{max(inner, 1)}}{high}"
    yield f"{'':{_MARGIN}}{subject.cost}, {unit(settings)}; both scales are of ratios"
    left = len(ranking.rows) - len(points)
    if left:
        yield f"{left} without cost or without {subject.gain} cannot be drawn on it"
    together = [places for places in spots.values() if len(places) > 1]
    if together:
        named = "; ".join(", ".join(map(str, places)) for places in sorted(together))
        yield from textwrap.wrap(f"+ stands for ranks that fall together: {named}", width)


def _short(value: float) -> str:
    return significant(Fraction(value))


def _step(value: float, among: Sequence[float], most: int) -> int:
    """Where a value stands between the least and the greatest, on a scale of ratios."""
    low, high = min(among), max(among)
    if low == high:
        return most // 2
    return round(math.log(value / low) / math.log(high / low) * most)


def _sign(places: Sequence[int]) -> str:
    text = f"{places[0]}{'+' if len(places) > 1 else ''}" if places else ""
    return f"{text:^{_SIGN}}"


def matrix(ranking: Ranking, width: int) -> Iterator[str]:
    """The four quadrants with the ids in them, importance upwards, evidence to the right."""
    inside: dict[str, list[str]] = {}
    for row in ranking.rows:
        inside.setdefault(row.group or "", []).append(f"{row.rank} {row.candidate.id}")
    half = (min(width, _WIDEST) - 3) // 2
    for important in (True, False):
        yield f"┌{'─' * half}┬{'─' * half}┐" if important else f"├{'─' * half}┼{'─' * half}┤"
        boxes = [_box(important, evident, inside, half) for evident in (False, True)]
        height = max(map(len, boxes))
        for line in range(height):
            left, right = (box[line] if line < len(box) else "" for box in boxes)
            yield f"│{left:<{half}}│{right:<{half}}│"
    yield f"└{'─' * half}┴{'─' * half}┘"


def _box(important: bool, evident: bool, inside: dict[str, list[str]], half: int) -> list[str]:  # noqa: FBT001 - the two sides of the matrix
    _, name = QUADRANTS[important, evident]
    sides = f"{'important' if important else 'less important'}, {'' if evident else 'no '}evidence"
    lines = [f" {name}", f" ({sides})"]
    for named in inside.get(name, []):
        lines += [f" {line}" for line in textwrap.wrap(named, half - 2, subsequent_indent="   ")]
    return [*lines, ""]
