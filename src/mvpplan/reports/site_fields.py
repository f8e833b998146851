"""What the page of a record says below its header, field by field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mvpplan.model.fields import Person, Ref
from mvpplan.model.outline import outline, usual_order
from mvpplan.model.rows import row_of
from mvpplan.text.words import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.model.plan import Plan
    from mvpplan.model.record import Record

HEADER = ("title", "status", "owner", "opened", "due", "closed", "approvals")
"""The fields that stand in the header of the page."""

_WORD = re.compile(r"[\w-]{1,40}\Z")
_PATHS = ("happy_path", "path")


def fields(plan: Plan, record: Record) -> Iterator[dict[str, Any]]:
    """The fields of a record below its header: plain values, and links where they name records."""
    said, known = row_of(record), outline(type(record))
    for name in usual_order(type(record)):
        value = said.get(name)
        if name in HEADER or value is None:
            continue
        marker, named = known[name].marker, value if isinstance(value, list) else [value]
        records: list[dict[str, str]] = []
        if isinstance(marker, Ref) and all(each in plan.records for each in named):
            records = [{"id": each, "title": plan.records[each].title} for each in named]
        elif isinstance(marker, Person):
            value = joined([plan.settings.name_of(each) for each in named])
        yield {
            "name": name.replace("_", " "),
            "value": _in_words(name, value),
            "records": records,
        }


def _in_words(name: str, value: Any) -> Any:
    """A value with lists of single words, paths and moves of journeys as one text each."""
    if isinstance(value, dict) and name == "moves":
        when = f" when {value['when']}" if "when" in value else ""
        sets = "".join(f"; {fact} becomes {held}" for fact, held in value.get("sets", {}).items())
        return f"{value['do']} → {value['to']}{when}{sets}"
    if isinstance(value, dict):
        return {each.replace("_", " "): _in_words(each, held) for each, held in value.items()}
    if not isinstance(value, list):
        return value
    if all(isinstance(each, str) and _WORD.match(each) for each in value):
        return (" → " if name in _PATHS else ", ").join(value)
    return [_in_words(name, each) for each in value]
