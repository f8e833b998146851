"""From a node to a record: validation by Pydantic, its errors in a planner's words."""

from __future__ import annotations

import json
import re
from types import NoneType
from typing import TYPE_CHECKING, Any, TypeVar, get_origin

from pydantic import TypeAdapter, ValidationError

from mvpplan.errors import FieldPath, Problem, label
from mvpplan.model.nearest import nearest, suggestion
from mvpplan.model.outline import Field, field_at, outline
from mvpplan.model.record import Record
from mvpplan.text.nodes import Mapping, Node, Sequence
from mvpplan.text.words import shortened, with_article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import ErrorDetails

T = TypeVar("T")

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}\Z")

_LONGEST = 40
_DELETE = "delete it, or put what it says into notes"
_PLAIN_ITEMS = re.compile(r"\w[\w .,-]*\Z")
_EXAMPLES = {"format": "1"}
_MISSING = frozenset({"missing", "missing_keyword_only_argument"})
_UNKNOWN = frozenset({"unexpected_keyword_argument", "extra_forbidden"})


_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def adapter(shape: type[T]) -> TypeAdapter[T]:
    """Pydantic's validator of a shape, built once."""
    if shape not in _ADAPTERS:
        _ADAPTERS[shape] = TypeAdapter(shape)
    return _ADAPTERS[shape]


def read_shape(
    shape: type[T], node: Mapping, record: str | None = None, *, empties: bool = True
) -> tuple[T | None, list[Problem]]:
    """Read a node as a record or as settings.

    Args:
        shape: the dataclass to make.
        node: what the file says.
        record: the id, which becomes the field ``id``; None for the plan file.
        empties: whether the file has keys without a value at all.

    Returns:
        The instance and no problem; or None and every MP101, MP102 and MP103 in the node.
    """
    problems = list(_unknown_without_value(shape, node, record, ())) if empties else []
    data: dict[str, Any] = node
    if record is not None:
        if "id" in node.key_events:
            problems.append(_given_id(record))
        data = {**node, "id": record}
    try:
        made = adapter(shape).validator.validate_python(data)
    except ValidationError as error:
        details = error.errors(include_url=False)
        unknown = [detail["loc"] for detail in details if detail["type"] in _UNKNOWN]
        unknown += [problem.at for problem in problems if problem.code == "MP101"]
        misspelt = {(at[:-1], nearest(str(at[-1]), _known(at, shape))) for at in unknown}
        for detail in details:
            missing = detail["type"] in _MISSING
            # A misspelt field is one fault, although the field it stands for is missing too.
            if not missing or (detail["loc"][:-1], detail["loc"][-1]) not in misspelt:
                problems.append(_problem(detail, shape, record))
        return None, problems
    return (None if problems else made), problems


def _given_id(record: str) -> Problem:
    hint = f"delete the line; the id is {record}, from the file's name or the key above"
    return Problem("MP101", record, ("id",), "id is not a field", hint)


def _unknown_without_value(
    shape: type, node: Mapping, record: str | None, at: FieldPath
) -> Iterator[Problem]:
    """Fields that nobody knows and that have no value either, which Pydantic never sees."""
    known = outline(shape)
    if len(node) != len(node.key_events):
        for key in node.key_events:
            if key not in node and key not in known:
                yield _unknown((*at, key), shape, record)
    for key, value in node.items():
        field = known.get(key)
        if field is None or not field.group or isinstance(value, str):
            continue
        items: list[tuple[FieldPath, Node | None]] = [((*at, key), value)]
        if field.many and isinstance(value, Sequence):
            items = [((*at, key, index), item) for index, item in enumerate(value)]
        elif field.keyed and isinstance(value, Mapping):
            items = [((*at, key, name), item) for name, item in value.items()]
        for path, item in items:
            if isinstance(item, Mapping):
                yield from _unknown_without_value(field.base, item, record, path)


def _problem(detail: ErrorDetails, shape: type, record: str | None) -> Problem:
    at = tuple(part for part in detail["loc"] if part != "[key]")
    at_key = len(at) != len(detail["loc"])
    name = shortened(label(at), 2 * _LONGEST)
    if detail["type"] == "none_required":
        message = f"{name} is not a field of {with_article(getattr(shape, 'kind', 'plan'))}"
        return Problem("MP101", record, at, message, _DELETE)
    if detail["type"] in _UNKNOWN:
        return _unknown(at, shape, record)
    if detail["type"] in _MISSING:
        example = _EXAMPLES.get(str(at[-1]), "…")
        return Problem("MP102", record, at, f"{name} is missing", f"add a line {at[-1]}: {example}")
    if detail["type"] == "mvpplan":
        context = detail["ctx"]
        message = f"{name}: {context['text']}"
        return Problem("MP103", record, at, message, context["hint"], at_key=at_key)
    field = field_at(shape, at)
    message, hint = "holds more groups of fields than belong here", "see mvpplan explain MP103"
    if field is not None:
        message, hint = _wrong_value(detail["input"], field, str(at[-1]))
    return Problem("MP103", record, at, f"{name} {message}", hint)


def _known(at: FieldPath, shape: type) -> list[str]:
    """The fields that could stand where an unknown one stands."""
    parent = field_at(shape, at[:-1])
    fields = outline(parent.base if parent else shape).values()
    return [field.name for field in fields if field.name != "id" and field.base is not NoneType]


def _unknown(at: FieldPath, shape: type, record: str | None) -> Problem:
    word = str(at[-1])
    known = _known(at, shape)
    owner = with_article(shape.kind) if issubclass(shape, Record) else "the plan file"
    where = label(at[:-1]) or owner
    otherwise = _DELETE if record else "delete it"
    if len(at) > 1:
        otherwise = f"it takes {', '.join(known)}"
    hint = suggestion(word, known, otherwise)
    message = f"{shortened(word, _LONGEST)} is not a field of {shortened(where, _LONGEST)}"
    return Problem("MP101", record, at, message, hint)


def _wrong_value(  # noqa: PLR0911 - one sentence for each form
    value: Any, field: Field, name: str
) -> tuple[str, str]:
    """Say what is wrong with a value of the wrong form, and how it should look."""
    if field.choices and isinstance(value, str):
        near = nearest(value, field.choices)
        hint = f"did you mean {near}?" if near else f"choose one of {', '.join(field.choices)}"
        return (
            f"is {shortened(value, _LONGEST)}, which is not one of {', '.join(field.choices)}",
            hint,
        )
    if value is None:
        return "is empty", "write a value, or delete the dash"
    if field.many and not isinstance(value, list):
        return "needs a list", _list_hint(field, value, name)
    if get_origin(field.base) is dict:
        return "needs names with values", "put each on a line of its own, indented: 'name: value'"
    if field.keyed and not isinstance(value, dict):
        return "needs names with values", "put each on a line of its own, indented: 'name: value'"
    if field.group:
        needs = ", ".join(outline(field.base))
        before = "" if name.isdigit() else f"{name}: "
        return "needs fields", f"write {before}{{…}} with {needs}"
    held = "a list" if isinstance(value, list) else "a group of fields"
    hint = "put it in quotes if it is text" if isinstance(value, dict) else "write the value alone"
    return f"holds {held} where one value belongs", hint


def _list_hint(field: Field, value: Any, name: str) -> str:
    """How a list is written, with the value in it where that is plain."""
    written = "[…]"
    if isinstance(value, str) and not field.group and len(value) <= _LONGEST:
        written = (
            f"[{value if _PLAIN_ITEMS.match(value) else json.dumps(value, ensure_ascii=False)}]"
        )
    return f"write {name}: {written}, or one '- ' line for each item"
