"""How a record of a graph is put into words, in an outline and in a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.model.dependency import Dependency
from mvpplan.model.feedback import Feedback
from mvpplan.model.record import noun_of
from mvpplan.text.words import counted, day_name, joined
from mvpplan.timeline.graph import OPEN

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from mvpplan.timeline.graph import Node

_STANDING = {
    ("blocker", "fallback"): "blocker with its fallback taken",
    ("risk", "watching"): "watched risk",
    ("scope", "in"): "item in scope",
    ("scope", "out"): "item out of scope",
}


def title_of(node: Node) -> str:
    """The title of a record, or its id if it has none that can be read."""
    return node.record.title if node.record else node.id


def standing(node: Node, day: date) -> str:
    """The kind and status of a record, with the day it ended, seen from a day."""
    record = node.record
    if record is None:
        return f"{node.kind} that cannot be read" if node.kind else "no such record"
    noun = record.kind if isinstance(record, Feedback) else noun_of(record.kind)
    usual = " ".join(filter(None, [record.status, noun]))
    words = _STANDING.get((record.kind, record.status or ""), usual)
    ended: date | None = getattr(record, record.ends_on) if node.state != OPEN else None
    return f"{words}, {day_name(ended, day)}" if ended else words


def functions_of(node: Node) -> str:
    """Who delivers a dependency to whom; "" of any other record."""
    record = node.record
    if not isinstance(record, Dependency) or not (record.from_ and record.to):
        return ""
    return f"from {record.from_} to {record.to}"


def deadline(node: Node, day: date) -> str:
    """The day that counts for an open record, and whether it is late; "" without one."""
    if node.day is None:
        return ""
    return f"{day_name(node.day, day)}{', late' if node.late else ''}"


def function_title(function: str | None) -> str:
    """The heading of a function."""
    return function.capitalize() if function else "No function given"


def tally(counts: Mapping[str, int], late: int) -> str:
    """How many records there are of each kind, and how many are late.

    >>> tally({"decision": 2, "assumption": 1}, 1)
    '2 decisions and 1 assumption, 1 late'
    """
    kinds = [counted(number, noun_of(kind)) for kind, number in counts.items() if number]
    return joined(kinds) + (f", {late} late" if late else "")
