"""From the plan file to settings: all that is sound in it, and every problem."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from mvpplan.errors import Problem
from mvpplan.model.outline import outline
from mvpplan.model.settings import FORMAT, Settings
from mvpplan.model.shape import adapter, read_shape
from mvpplan.text.nodes import Mapping, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.errors import FieldPath

_LEAST = {"format": FORMAT, "title": "(no title)"}


def read_settings(node: Mapping) -> tuple[Settings, list[Problem]]:
    """Read the plan file: what of it is sound, and every problem in it.

    A fault costs only the field that has it, or the one person, rule or waiver, so that records
    are judged by everything that the file does say.
    """
    settings, problems = read_shape(Settings, node)
    if settings is not None:
        problems += _levels_twice(settings, node)
    if settings is None:
        faulty = {_unit(problem.at) for problem in problems}
        settings = adapter(Settings).validate_python(_LEAST | _without(node, faulty))
    return settings, problems


def _levels_twice(settings: Settings, node: Mapping) -> Iterator[Problem]:
    """Levels of the impact scale that are the same number, such as 1 and 1.0."""
    impact = node.get("impact")
    written = impact.get("scale") if isinstance(impact, Mapping) else None
    seen: set[Decimal] = set()
    for key in written if isinstance(written, Mapping) and settings.impact.scale else ():
        if Decimal(key) in seen:
            at = ("impact", "scale", key)
            message = f"impact, scale, {key}: this level is given twice"
            yield Problem("MP103", None, at, message, "keep one of the two", at_key=True)
        seen.add(Decimal(key))


def _unit(at: FieldPath) -> FieldPath:
    """The part of the plan file that a faulty value takes along."""
    field = outline(Settings).get(str(at[0])) if at else None
    return at[:2] if field and (field.many or field.keyed) else at[:1]


def _without(node: Mapping, faulty: set[FieldPath]) -> dict[str, Any]:
    sound: dict[str, Any] = {}
    for key, value in node.items():
        if (key,) in faulty or key not in outline(Settings):
            continue
        if isinstance(value, Sequence):
            sound[key] = [item for i, item in enumerate(value) if (key, i) not in faulty]
        elif isinstance(value, dict):
            sound[key] = {k: item for k, item in value.items() if (key, k) not in faulty}
        else:
            sound[key] = value
    return sound


def no_settings() -> Settings:
    """What stands in for a plan file that is missing or cannot be read."""
    return adapter(Settings).validate_python(_LEAST)
