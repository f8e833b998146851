"""The overview picture of a journey: where its states stand, and the lines between them.

Rows in the manner of Sugiyama (1981): moves that lead back are turned round, every state stands
below all that lead to it, long lines get a place in every row that they cross, and sweeps down and
up put each place near the middle of its neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

WIDTH, HEIGHT = 148, 44
_ACROSS, _DOWN = WIDTH + 20, HEIGHT + 40
_LINE = 36
_MARGIN = 12
_BEND = 26
_ASIDE = 34
_SWEEPS = 6

Place = tuple[int, ...]
"""A state by its number, or a place of the line between two states in a row: both and the row."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where a state stands: the upper left corner."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line from a state to another, by numbers, as the data of an SVG path."""

    start: int
    end: int
    path: str


@dataclass(frozen=True, slots=True)
class Overview:
    """A picture; a box for every state in their order, and lengths in pixels."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def overview(count: int, moves: Sequence[tuple[int, int]], start: int) -> Overview:
    """Lay a journey out.

    Args:
        count: how many states there are.
        moves: from which state to which, each pair once.
        start: the state to begin with, which stands in the first row.
    """
    ahead = _without_circles(count, moves, start)
    rows_of = _rows(count, ahead)
    chains = {move: _chain(move, rows_of) for move in moves if move[0] != move[1]}
    rows = _ordered(count, rows_of, chains)
    x = _across(rows)
    y = {place: _MARGIN + row * _DOWN for row, places in enumerate(rows) for place in places}
    boxes = tuple(Box(x[number,], y[number,]) for number in range(count))
    lines = []
    for here, there in moves:
        if here == there:
            path = _round(boxes[here])
        else:
            points = [(x[place] + _width(place) / 2, y[place]) for place in chains[here, there]]
            path = _path(points if (here, there) in ahead else _aside(points[::-1]))
        lines.append(Line(here, there, path))
    width = max((x[place] + _width(place) for place in x), default=0) + _MARGIN + _BEND
    height = len(rows) * _DOWN - (_DOWN - HEIGHT) + 2 * _MARGIN
    return Overview(width, height, boxes, tuple(lines))


def _without_circles(
    count: int, moves: Sequence[tuple[int, int]], start: int
) -> dict[tuple[int, int], None]:
    """The moves but for those that lead back to a state on the way to them, or stay."""
    leads: dict[int, list[int]] = {number: [] for number in range(count)}
    for here, there in moves:
        leads[here].append(there)
    seen: set[int] = set()
    on_way: set[int] = set()
    back: set[tuple[int, int]] = set()
    for root in [start, *range(count)]:
        if root in seen:
            continue
        seen.add(root)
        on_way.add(root)
        stack = [(root, iter(leads[root]))]
        while stack:
            here, following = stack[-1]
            there = next(following, -1)
            if there < 0:
                stack.pop()
                on_way.discard(here)
            elif there in on_way:
                back.add((here, there))
            elif there not in seen:
                seen.add(there)
                on_way.add(there)
                stack.append((there, iter(leads[there])))
    return dict.fromkeys(move for move in moves if move not in back)


def _rows(count: int, moves: Iterable[tuple[int, int]]) -> list[int]:
    """The row of every state: one below the lowest that leads to it."""
    before = [0] * count
    leads: dict[int, list[int]] = {number: [] for number in range(count)}
    for here, there in moves:
        leads[here].append(there)
        before[there] += 1
    rows = [0] * count
    ready = [number for number in range(count) if not before[number]]
    while ready:
        here = ready.pop()
        for there in leads[here]:
            rows[there] = max(rows[there], rows[here] + 1)
            before[there] -= 1
            if not before[there]:
                ready.append(there)
    return rows


def _chain(move: tuple[int, int], rows: Sequence[int]) -> list[Place]:
    """The places of a line from its upper state to its lower one."""
    upper, lower = sorted(move, key=rows.__getitem__)
    return [(upper,), *((*move, row) for row in range(rows[upper] + 1, rows[lower])), (lower,)]


def _ordered(
    count: int, rows_of: Sequence[int], chains: Mapping[tuple[int, int], list[Place]]
) -> list[list[Place]]:
    """The places of each row from left to right."""
    rows: list[list[Place]] = [[] for _ in range(max(rows_of, default=0) + 1)]
    for number in range(count):
        rows[rows_of[number]].append((number,))
    above: dict[Place, list[Place]] = {}
    below: dict[Place, list[Place]] = {}
    for chain in chains.values():
        for place in chain[1:-1]:
            rows[place[2]].append(place)
        for upper, lower in pairwise(chain):
            above.setdefault(lower, []).append(upper)
            below.setdefault(upper, []).append(lower)
    position = {place: index for row in rows for index, place in enumerate(row)}
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        neighbours = above if down else below
        for row in rows if down else reversed(rows):
            middle = {
                place: fmean([position[each] for each in neighbours[place]])
                if place in neighbours
                else position[place]
                for place in row
            }
            row.sort(key=middle.__getitem__)
            position |= {place: index for index, place in enumerate(row)}
    return rows


def _across(rows: Sequence[Sequence[Place]]) -> dict[Place, float]:
    """The left side of every place; every row stands in the middle."""
    widths = [sum(_width(place) + 20 for place in row) - 20 for row in rows]
    widest = max(widths, default=0)
    x: dict[Place, float] = {}
    for row, width in zip(rows, widths, strict=True):
        here = _MARGIN + (widest - width) / 2
        for place in row:
            x[place] = here
            here += _width(place) + 20
    return x


def _width(place: Place) -> float:
    return WIDTH if len(place) == 1 else _LINE


def _aside(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points of a line that leads back, beside those of one between the same states."""
    (x, y), *between, (end, top) = points
    return [(x + _ASIDE, y), *between, (end + _ASIDE, top)]


def _path(points: Sequence[tuple[float, float]]) -> str:
    """A line from the first place to the last, down or up, straight through those between them."""
    down = points[0][1] < points[-1][1]
    into, out = (0, HEIGHT) if down else (HEIGHT, 0)
    x, y = points[0][0], points[0][1] + out
    path = f"M{_number(x)},{_number(y)}"
    for place, (there, top) in enumerate(points[1:], start=1):
        end = top + into
        half = (end - y) / 2
        path += (
            f" C{_number(x)},{_number(y + half)} {_number(there)},{_number(end - half)}"
            f" {_number(there)},{_number(end)}"
        )
        x, y = there, end
        if place < len(points) - 1:
            y = top + out
            path += f" V{_number(y)}"
    return path


def _round(box: Box) -> str:
    """A line from the right side of a state back to it."""
    x, y, end = box.x + WIDTH, box.y + HEIGHT * 0.35, box.y + HEIGHT * 0.65
    bend = x + _BEND
    return (
        f"M{_number(x)},{_number(y)} C{_number(bend)},{_number(y)}"
        f" {_number(bend)},{_number(end)} {_number(x)},{_number(end)}"
    )


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
