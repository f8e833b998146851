"""From a node to a record: validation by Pydantic, its errors in a planner's words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from mvpplan.errors import FieldPath, Problem, label
from mvpplan.model import RECORDS
from mvpplan.model.fields import HOLDS
from mvpplan.model.forms import empty_hint, entry, typical, wrong_form
from mvpplan.model.meant import meant_field
from mvpplan.model.outline import field_at, outline, own_fields
from mvpplan.model.record import Record, a_record_of
from mvpplan.text.nodes import Mapping, Node, Sequence
from mvpplan.text.words import joined, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import ErrorDetails

    from mvpplan.model.outline import Field

T = TypeVar("T")

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}\Z")

_LONGEST = 40
_FEW = 3
_DELETE = "delete it, or put what it says into notes"
_EXAMPLES = {"format": "1"}
_MISSING = frozenset({"missing", "missing_keyword_only_argument"})
_EMPTY = frozenset({"is empty"})
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
    problems = list(_without_value(shape, node, record, ())) if empties else []
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
        misspelt = {(at[:-1], meant_field(str(at[-1]), _known(at, shape))) for at in unknown}
        alone = {at[:-1] for at in unknown if _pair(shape, node, at)}
        for detail in details:
            missing = detail["type"] in _MISSING
            # A misspelt field is one fault, although the field it stands for is missing too.
            within, name = detail["loc"][:-1], detail["loc"][-1]
            if not missing or ((within, name) not in misspelt and within not in alone):
                problems.append(_problem(detail, shape, record, node))
        return None, problems
    return (None if problems else made), problems


def _given_id(record: str) -> Problem:
    hint = f"delete the line; the id is {record}, from the file's name or the key above"
    return Problem("MP101", record, ("id",), "id is not a field", hint)


def _without_value(
    shape: type, node: Mapping, record: str | None, at: FieldPath
) -> Iterator[Problem]:
    """Unknown fields, and names in a field of a record, that have no value: Pydantic sees neither.

    The plan file may leave people and what it protects without more than their keys.
    """
    known = outline(shape)
    if len(node) != len(node.key_events):
        for key in node.key_events:
            if key not in node and key not in known:
                yield _unknown((*at, key), shape, record)
    for key, value in node.items():
        field = known.get(key)
        if field is None or isinstance(value, str):
            continue
        if record and field.keyed and isinstance(value, Mapping):
            yield from _empty_names(field, value, record, (*at, key))
        if field.group:
            for path, item in _groups(field, value, (*at, key)):
                yield from _without_value(field.base, item, record, path)


def _groups(field: Field, value: Node | None, at: FieldPath) -> Iterator[tuple[FieldPath, Mapping]]:
    """Every group of fields in the value of a field that holds such."""
    items: list[tuple[FieldPath, Node | None]] = [(at, value)]
    if field.many and isinstance(value, Sequence):
        items = [((*at, index), item) for index, item in enumerate(value)]
    elif field.keyed and isinstance(value, Mapping):
        items = [((*at, name), item) for name, item in value.items()]
    for path, item in items:
        if isinstance(item, Mapping):
            yield path, item


def _empty_names(field: Field, held: Mapping, record: str, at: FieldPath) -> Iterator[Problem]:
    for name in held.key_events:
        if name not in held:
            text = shortened(label((*at, name)), 2 * _LONGEST)
            hint = empty_hint(field, name)
            yield Problem("MP103", record, (*at, name), f"{text} is empty", hint)


def _problem(detail: ErrorDetails, shape: type, record: str | None, node: Mapping) -> Problem:
    at = tuple(part for part in detail["loc"] if part != "[key]")
    at_key = len(at) != len(detail["loc"])
    name = shortened(label(at), 2 * _LONGEST)
    if detail["type"] == "none_required":
        message = f"{name} is not a field of {a_record_of(getattr(shape, 'kind', 'plan'))}"
        return Problem("MP101", record, at, message, _DELETE)
    if detail["type"] in _UNKNOWN:
        return _unknown(at, shape, record, _pair(shape, node, at))
    if detail["type"] in _MISSING:
        example = _EXAMPLES.get(str(at[-1]), "…")
        if _stands_without_value(node, at):
            hint = f"write it after the colon: {at[-1]}: {example}"
            return Problem("MP102", record, at, f"{name} is empty", hint)
        return Problem("MP102", record, at, f"{name} is missing", f"add a line {at[-1]}: {example}")
    if detail["type"] == "mvpplan":
        context = detail["ctx"]
        text = str(context["text"])
        colon = "" if text in _EMPTY or text.startswith(HOLDS) else ":"
        message = f"{name}{colon} {text}"
        return Problem("MP103", record, at, message, context["hint"], at_key=at_key)
    field = field_at(shape, at)
    message, hint = "holds more groups of fields than belong here", "see mvpplan explain MP103"
    if field is not None:
        message, hint = wrong_form(detail["input"], field, str(at[-1]))
    return Problem("MP103", record, at, f"{name} {message}", hint)


def _pair(shape: type, root: Node, at: FieldPath) -> str | None:
    """How an item of a list should look that is an unknown field with a text: - Pay: paid.

    None unless such an item needs two fields, which the name and the text may be.
    """
    group = field_at(shape, at[:-1])
    if group is None or not isinstance(at[-2], int):
        return None
    held: Any = root
    for part in at[:-1]:
        held = held[part]
    known = own_fields(group.base)
    is_pair = len(held) == 1 and isinstance(held.get(at[-1]), str)
    if not is_pair or len(typical(group.base)) == 1 or meant_field(str(at[-1]), known):
        return None
    return entry(group, at[-1], held[at[-1]])


def _stands_without_value(root: Node, at: FieldPath) -> bool:
    """Whether a field that is missed is written in the file, with nothing after its colon."""
    node: Any = root
    for part in at[:-1]:
        node = node[part]
    return isinstance(node, Mapping) and at[-1] in node.key_events


def _known(at: FieldPath, shape: type) -> list[str]:
    """The fields that could stand where an unknown one stands."""
    parent = field_at(shape, at[:-1])
    return own_fields(parent.base if parent else shape)


def _unknown(at: FieldPath, shape: type, record: str | None, pair: str | None = None) -> Problem:
    word = str(at[-1])
    known = _known(at, shape)
    owner = a_record_of(shape.kind) if issubclass(shape, Record) else "the plan file"
    where = label(at[:-1]) or owner
    otherwise = _DELETE if record else "delete it"
    if len(at) > 1:
        otherwise = f"write - {pair}" if pair else f"it takes {', '.join(known)}"
    meant = meant_field(word, known)
    others = [a_record_of(kind.kind) for kind in RECORDS if word in outline(kind)]
    if others and record and len(at) == 1 and len(others) <= _FEW:
        hint = f"it is a field of {joined(others, 'or')}; here, put what it says into notes"
    else:
        hint = f"did you mean {meant}?" if meant else otherwise
    if word != word.strip():
        message = (
            f"{shortened(word.strip(), _LONGEST)} stands after spaces that are no plain spaces"
        )
        hint = "delete them and type them again with the space bar, under the field above"
        return Problem("MP101", record, at, message, hint)
    message = f"{shortened(word, _LONGEST)} is not a field of {shortened(where, _LONGEST)}"
    return Problem("MP101", record, at, message, hint)
