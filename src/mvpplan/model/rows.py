"""Records as plain rows: what they say, by the names that stand in files."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from mvpplan.model.quantity import Quantity
from mvpplan.model.record import written

if TYPE_CHECKING:
    from mvpplan.model.record import Record


def row_of(record: Record) -> dict[str, Any]:
    """Every field of a record that says something; dates and quantities as text."""
    return {name: value for name, value in _plain(record).items() if name != "id"}


def _plain(value: Any) -> Any:  # noqa: PLR0911 - one form for each type
    if isinstance(value, Quantity):
        return value.text
    if is_dataclass(value):
        held = ((written(field.name), getattr(value, field.name)) for field in fields(value))
        return {name: _plain(each) for name, each in held if each not in (None, (), {})}
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value


def shown(value: Any) -> str:
    """A value of a row as text on one line."""
    if isinstance(value, list):
        return ", ".join(map(shown, value))
    if isinstance(value, dict):
        return "; ".join(f"{name} {shown(each)}" for name, each in value.items())
    return str(value).lower() if isinstance(value, bool) else str(value)
