"""The picture of a metric: its readings over time, with baseline, target and guardrail."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from mvpplan.reports.letters import ems
from mvpplan.reports.scales import apart, linear, short
from mvpplan.text.words import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mvpplan.reports.scales import Scale

WIDTH, HEIGHT = 180, 56
_LEFT, _RIGHT, _TOP, _BOTTOM = 6, 100, 8, 48
_GAP = 7
_LABEL = 11
_TOLD_ONE_BY_ONE = 12
_FAR = 2


def metric_chart(item: Mapping[str, Any]) -> dict[str, Any]:
    """Where everything in the picture of a metric stands.

    Args:
        item: a row of the section ``metrics``.

    Returns:
        ``width``, ``height`` and ``right``, where the labels start; ``line``, the readings as
        points of a polyline; ``last``, the place of the last one; ``marks``, each with its
        ``name``, ``y`` (None if it lies out of the picture), ``label`` and ``label_y``; ``zone``,
        the part beyond the guardrail, if that is in sight; ``text``, the same in a sentence.
    """
    readings = item["readings"]
    values = [reading["number"] for reading in readings]
    known = {name: value for name, value in item["numbers"].items() if value is not None}
    seen = [*values, *(value for name, value in known.items() if name != "guardrail")]
    guardrail = known.get("guardrail")
    in_sight = guardrail is not None and not _is_far(guardrail, seen)
    if in_sight:
        seen.append(known["guardrail"])
    up = linear(min(seen, default=0), max(seen, default=0), _BOTTOM, _TOP)
    days = [date.fromisoformat(reading["date"]).toordinal() for reading in readings]
    end = date.fromisoformat(item["as_of"]).toordinal()
    along = linear(min([*days, end - 1]), end, _LEFT, _RIGHT)
    points = [
        (short(along(day)), short(up(value))) for day, value in zip(days, values, strict=True)
    ]
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "right": _RIGHT,
        "line": " ".join(f"{x},{y}" for x, y in points),
        "last": {"x": points[-1][0], "y": points[-1][1]} if points else None,
        "marks": _marks(item, known, up, seen),
        "zone": _zone(item["direction"], up(known["guardrail"])) if in_sight else None,
        "text": _said(item),
    }


def _is_far(guardrail: float, others: Sequence[float]) -> bool:
    """Whether it is so far away that it would make a flat line of everything else."""
    low, high = min(others, default=0), max(others, default=0)
    return low < high and max(low - guardrail, guardrail - high) > _FAR * (high - low)


def _marks(
    item: Mapping[str, Any], known: Mapping[str, float], up: Scale, seen: Sequence[float]
) -> list[dict[str, Any]]:
    """The values to compare with, from top to bottom, with labels that do not cover each other."""
    places: list[tuple[float, str, str, str | None]] = []
    for name, value in known.items():
        if value > max(seen):
            places.append((_TOP, name, " ↑", None))
        elif value < min(seen):
            places.append((_BOTTOM, name, " ↓", None))
        else:
            places.append((up(value), name, "", short(up(value))))
    places.sort(key=lambda place: place[0])
    labels = apart([place[0] for place in places], _LABEL, HEIGHT - _TOP)
    return [
        {"name": name, "y": y, "label": _label(name, item[name], off), "label_y": short(label_y)}
        for (_, name, off, y), label_y in zip(places, labels, strict=True)
    ]


def _label(name: str, value: str, off: str) -> str:
    """What stands beside a line: its name, with the value if there is room for it."""
    full = f"{name} {value}{off}"
    return full if ems(full) * _LABEL <= WIDTH - _RIGHT - _GAP else f"{name}{off}"


def _zone(direction: str | None, y: float) -> dict[str, str] | None:
    """What lies beyond the guardrail, from its line to the edge of the picture."""
    if direction is None:
        return None
    top, bottom = (0, y) if direction == "down" else (y, HEIGHT)
    return {"y": short(top), "height": short(bottom - top)}


def _said(item: Mapping[str, Any]) -> str:
    readings = [f"{reading['value']} on {reading['day']}" for reading in item["readings"]]
    if len(readings) > _TOLD_ONE_BY_ONE:
        by_value = sorted(item["readings"], key=lambda reading: reading["number"])
        said = (
            f"{counted(len(readings), 'reading')} from {readings[0]} to {readings[-1]},"
            f" lowest {by_value[0]['value']}, highest {by_value[-1]['value']}"
        )
    else:
        said = ", ".join(readings) or "no reading yet"
    unit = f", {item['unit']}" if item["unit"] else ""
    parts = [f"{item['title']}{unit}: {said}"]
    for name in ("baseline", "target", "guardrail"):
        if item[name] is not None:
            by = f" by {item['by']}" if name == "target" and item["by"] else ""
            parts.append(f"{name} {item[name]}{by}")
    if item["direction"]:
        parts.append("more is better" if item["direction"] == "up" else "less is better")
    return "; ".join(parts)
