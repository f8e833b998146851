"""What comments are about: a record, one field of it, or a part of that field."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import TYPE_CHECKING, Any

from mvpplan.errors import Problem
from mvpplan.model import KINDS
from mvpplan.model.feedback import Feedback
from mvpplan.model.nearest import nearest, suggestion
from mvpplan.model.outline import outline, own_fields
from mvpplan.model.record import a_record_of
from mvpplan.text.characters import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mvpplan.model.plan import Plan
    from mvpplan.model.record import Record

_MANY = 8


def unknown_section(plan: Plan) -> Iterator[Problem]:
    """Sections of a record that it does not have, which are unknown fields (MP101)."""
    for feedback in plan.of(Feedback):
        target, *parts = (feedback.about or "").split(".")
        kind = KINDS.get(plan.kind_of(target) or "")
        if kind is None or not parts:
            continue
        field = parts[0]
        if field not in own_fields(kind):
            message = f"about: {clean(field)} is not a field of {a_record_of(kind.kind)}"
            otherwise = suggestion(field, own_fields(kind), f"write about: {target}")
            inside = _field_with(plan.records.get(target), field)
            hint = f"did you mean {target}.{inside}.{clean(field)}?" if inside else otherwise
            yield Problem("MP101", feedback.id, ("about",), message, hint)
        elif target in plan.records:
            there, known = _way(plan.records[target], parts)
            if len(there) == len(parts):
                continue
            message = f"about: {target} has no {clean('.'.join(parts))}"
            place = clean(".".join([target, *there]))
            near = nearest(parts[len(there)], known)
            hint = f"did you mean {place}.{clean(near)}?" if near else f"write about: {place}"
            if known and not near:
                some = ", ".join(clean(each) for each in known[:_MANY])
                hint = f"choose one below {place}: {some}{', …' if known[_MANY:] else ''}"
            yield Problem("MP101", feedback.id, ("about",), message, hint)


def _field_with(record: Record | None, name: str) -> str | None:
    """The field of a record that holds something under a name, such as the states of a journey."""
    fields = outline(type(record)).values() if record else ()
    held = (each.name for each in fields if each.keyed and name in getattr(record, each.attribute))
    return next(held, None)


def _way(record: Record, parts: Sequence[str]) -> tuple[list[str], list[str]]:
    """How far names lead into a record, and the names that there are where they end.

    A field, one of its names, a field of it: ``states.refused.shows``, for one, of a journey.
    """
    held: Any = record
    there: list[str] = []
    while True:
        known: list[str] = []
        if isinstance(held, dict):
            known = [*held]
        elif is_dataclass(held):
            known = own_fields(type(held))
        if len(there) == len(parts) or parts[len(there)] not in known:
            return there, known
        part = parts[len(there)]
        there.append(part)
        held = held[part] if isinstance(held, dict) else _field(held, part)


def _field(group: Any, name: str) -> Any:
    return getattr(group, outline(type(group))[name].attribute)
