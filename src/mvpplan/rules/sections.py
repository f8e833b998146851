"""What comments are about: a record, one field of it, or a part of that field."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import TYPE_CHECKING, Any

from mvpplan.errors import Problem
from mvpplan.model import KINDS
from mvpplan.model.feedback import Feedback
from mvpplan.model.nearest import suggestion
from mvpplan.model.outline import outline, own_fields
from mvpplan.model.record import a_record_of
from mvpplan.text.characters import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mvpplan.model.plan import Plan
    from mvpplan.model.record import Record


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
        elif target in plan.records and not _is_there(plan.records[target], parts):
            named = clean(".".join(parts))
            held = getattr(plan.records[target], field)
            known = [*held] if isinstance(held, dict) else []
            message = f"about: {target} has no {named}"
            hint = suggestion(parts[1], known, f"write about: {target}.{field}")
            yield Problem("MP101", feedback.id, ("about",), message, hint)


def _field_with(record: Record | None, name: str) -> str | None:
    """The field of a record that holds something under a name, such as the states of a journey."""
    fields = outline(type(record)).values() if record else ()
    held = (each.name for each in fields if each.keyed and name in getattr(record, each.attribute))
    return next(held, None)


def _is_there(record: Record, parts: Sequence[str]) -> bool:
    """Whether a record has the part that names lead to: a field, one of its names, a field of it.

    ``states.refused.shows``, for one, of a journey.
    """
    held: Any = record
    for part in parts:
        if isinstance(held, dict):
            if part not in held:
                return False
            held = held[part]
        elif is_dataclass(held) and part in own_fields(type(held)):
            held = getattr(held, outline(type(held))[part].attribute)
        else:
            return False
    return True
