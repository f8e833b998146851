"""Fingerprints: whether a record still means what it meant when somebody approved it."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from mvpplan.model.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.model.record import Approval, Record

# What says something about a record and is no part of its meaning.
_BESIDE = frozenset({"id", "notes", "approvals"})
_DIGITS = 16


def fingerprint(record: Record) -> str:
    """A hash of a record's meaning, as in ``v1-3f0c55a1d2e49b07``.

    The same whatever the file, the layout, the order of keys, the comments and the way of writing
    a number or a text; whether a default is written out; and whatever the id, ``notes``,
    ``approvals`` and feedback are. Anything else changes it.
    """
    text = json.dumps(_meaning(record), ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return "v1-" + sha256(f"{record.kind}:{text}".encode()).hexdigest()[:_DIGITS]


def takes_approvals(record: Record) -> bool:
    """Whether people give verdicts on records of its kind."""
    return hasattr(record, "approvals")


def approvals_of(record: Record) -> tuple[Approval, ...]:
    """The verdicts on a record; none if its kind takes none."""
    return record.approvals if takes_approvals(record) else ()  # type: ignore[attr-defined]


def lapsed(record: Record) -> Iterator[tuple[int, Approval]]:
    """Approvals, with their indices, that were given to something else than the record now says.

    Only the last verdict of each person counts. One that names no fingerprint is not known to have
    lapsed.
    """
    approvals = approvals_of(record)
    if not approvals:
        return
    now = fingerprint(record)
    last = {approval.by: index for index, approval in enumerate(approvals)}
    for index, approval in enumerate(approvals):
        counts = last[approval.by] == index and approval.verdict == "approved"
        if counts and approval.of and approval.of != now:
            yield index, approval


def _meaning(value: Any) -> Any:  # noqa: PLR0911 - one form for each type
    """A value as JSON; equal for what means the same."""
    if isinstance(value, Quantity):
        points = (value.low, value.likely, value.high)
        return str(value.low) if value.low == value.high else [str(point) for point in points]
    if is_dataclass(value):
        return {
            field.name: _meaning(getattr(value, field.name))
            for field in fields(value)
            if field.name not in _BESIDE and getattr(value, field.name) != field.default
        }
    if isinstance(value, dict):
        return {key: _meaning(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_meaning(item) for item in value]
    if isinstance(value, Decimal):
        return str(Fraction(value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):  # whether a block ends in a line end is a matter of its sign
        return value.strip()
    return value
