"""The picture of the assumptions: what is at stake against what it costs to find out."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import hypot
from typing import TYPE_CHECKING, Any

from mvpplan.reports.letters import ems
from mvpplan.reports.scales import linear, ratios, short, ticks
from mvpplan.text.words import counted, in_full, shortened, with_unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mvpplan.reports.scales import Scale

WIDTH, HEIGHT = 180, 160
_RIGHT, _TOP, _BOTTOM = 172, 22, 128
_SIZE, _LETTER = 12.5, 7.5
_LANE, _INSET = 30, 14
_DISC = 8
MOST = 200

Place = tuple[float, float]


def assumption_chart(
    points: Sequence[Mapping[str, Any]], named: int, units: Mapping[str, str]
) -> dict[str, Any]:
    """Where everything in the picture of the assumptions stands; both scales are of ratios.

    Args:
        points: the ranked assumptions in their order, each with ``rank``, ``gain`` and ``cost``.
        named: how many of them, from the first on, are named beside the picture.
        units: those of ``gain`` and ``cost``.

    Returns:
        ``width``, ``height``; ``gain`` and ``cost``, the names of the axes, and their box
        (``left``, ``right``, ``top``, ``bottom``), with ``label``, where those of ticks end;
        ``free``, the middle of the lane of what costs nothing, if anything does; ``across`` and
        ``upwards``, the ticks with ``at`` and ``label``; ``dots``, ``discs`` with their ``rank``,
        each beside its ``dot`` where it would cover another one; ``text``, the same in words.
    """
    shown = points[:MOST]
    gains = [point["gain"] for point in shown if point["gain"]]
    costs = [point["cost"] for point in shown if point["cost"]]
    up = _scale(gains, _BOTTOM - _INSET, _TOP + _INSET)
    upwards = _ticks(gains, up)
    left = 8 + _LETTER * max((len(tick["label"]) for tick in upwards), default=0)
    lane = _LANE if len(costs) < len(shown) else 0
    along = _scale(costs, left + lane + _INSET, _RIGHT - _INSET)
    places = [
        (
            along(point["cost"]) if point["cost"] else left + _LANE / 2,
            up(point["gain"]) if point["gain"] else float(_BOTTOM),
        )
        for point in shown
    ]
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "gain": _name("↑ impact × doubt, {}", units["gain"]),
        "cost": _name("cost, {} →", units["cost"]),
        "left": short(left),
        "label": short(left - 5),
        "right": _RIGHT,
        "top": _TOP,
        "bottom": _BOTTOM,
        "free": short(left + _LANE / 2) if lane else None,
        "lane": lane,
        "across": _ticks(costs, along),
        "upwards": upwards,
        "dots": [{"x": short(x), "y": short(y)} for x, y in places[named:]],
        "discs": _discs(places[:named], shown, left),
        "text": _said(points, named, units),
    }


def _scale(values: Sequence[float], start: float, end: float) -> Scale:
    return ratios(min(values), max(values), start, end) if values else linear(0, 0, start, end)


def _ticks(values: Sequence[float], scale: Scale) -> list[dict[str, str]]:
    if not values:
        return []
    return [
        {"at": short(scale(value)), "label": _label(value)}
        for value in ticks(min(values), max(values))
    ]


def _name(words: str, unit: str) -> str:
    """The name of an axis, its unit as long as there is room for it."""
    for longest in range(len(unit), 1, -1):
        name = words.format(shortened(unit, longest))
        if ems(name) * _SIZE <= _RIGHT:
            return name
    return words.format("…")


def _label(value: float) -> str:
    """A value in few letters, as in ``0.5``, ``2000`` or ``10k``."""
    for size, letter in ((10**9, "bn"), (10**6, "M"), (10**3, "k")):
        if value >= max(size, 10**4):
            return f"{in_full(Fraction(value) / size)}{letter}"
    return in_full(Fraction(value))


def _discs(
    places: Sequence[Place], points: Sequence[Mapping[str, Any]], left: float
) -> list[dict[str, Any]]:
    """A disc with its rank for each place, moved aside where it would cover one before."""
    taken: list[Place] = []
    discs = []
    for (x, y), point in zip(places, points, strict=False):
        aside = 2 * _DISC + 1
        tried = sorted(product((0, aside, -aside), repeat=2), key=lambda step: hypot(*step))
        free = [
            (x + right, y + down)
            for right, down in tried
            if left + _DISC <= x + right <= WIDTH - _DISC
            and _DISC <= y + down <= _BOTTOM
            and all(hypot(x + right - a, y + down - b) >= aside for a, b in taken)
        ]
        at = free[0] if free else (x, y)
        is_covered = any(hypot(x - a, y - b) < _DISC for a, b in [*taken, at])
        taken.append(at)
        discs.append(
            {
                "rank": point["rank"],
                "x": short(at[0]),
                "y": short(at[1]),
                "dot": None if is_covered else {"x": short(x), "y": short(y)},
            }
        )
    return discs


def _said(points: Sequence[Mapping[str, Any]], named: int, units: Mapping[str, str]) -> str:
    parts = [
        f"{point['rank']} at {_amount(point['gain'], units['gain'])}"
        + (f" for {_amount(point['cost'], units['cost'])}" if point["cost"] else ", free")
        for point in points[:named]
    ]
    if others := points[named:]:
        (low, high), (cheap, dear) = (
            [in_full(Fraction(end(point[what] for point in others))) for end in (min, max)]
            for what in ("gain", "cost")
        )
        parts.append(f"{counted(len(others), 'other')} at {low} to {high} for {cheap} to {dear}")
    subject = counted(len(points), "assumption")
    return f"Impact × doubt against cost of {subject}: {'; '.join(parts) or 'none'}"


def _amount(value: float, unit: str) -> str:
    return with_unit(in_full(Fraction(value)), unit)
