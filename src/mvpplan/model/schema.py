"""JSON Schema of a plan's files, for editors: made from the records, with what the plan knows.

The dialect is draft-07, with the additions of yaml-language-server (``defaultSnippets``,
``markdownDescription``, ``errorMessage``), which other readers pass over. ``anyOf`` stands where
``type`` would do, because editors then write ``owner: `` when they complete a name, and offer no
``null`` for a value that may be left empty.
"""

from __future__ import annotations

import dataclasses
from itertools import count
from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Literal,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from mvpplan.model import KINDS
from mvpplan.model.described import described, example
from mvpplan.model.outline import Marker
from mvpplan.model.record import written
from mvpplan.model.schema_values import FORMS, KEYS, NOTHING, SLUG, Schema, pointing
from mvpplan.model.settings import Settings
from mvpplan.text.guards import data_of
from mvpplan.text.nodes import Source
from mvpplan.text.reader import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.model.plan import Plan

PLAN = "plan"
"""What stands for the plan file among the kinds."""

KIND_NAMES = (PLAN, *KINDS)
"""Everything that has a schema."""

_DIALECT = "http://json-schema.org/draft-07/schema#"
_FORMS_OF = {
    "array": "write a list: [a, b], or a line '- a' for each",
    "object": "write fields: 'name: value', each on a line of its own",
}


def schema_of(plan: Plan, kind: str) -> Schema:
    """The schema of a file that holds one record of a kind, or of the plan file.

    Args:
        plan: whose ids, people and protected outcomes are offered.
        kind: one of ``KIND_NAMES``.
    """
    shape = KINDS.get(kind, Settings)
    forms = _Forms(plan, names_alone=kind == PLAN)
    group = forms.group(shape)
    return {
        "$schema": _DIALECT,
        "title": kind.capitalize(),
        "type": "object",
        "properties": group["properties"],
        "additionalProperties": False,
        # Not beside the properties: editors would offer the required ones as a second snippet.
        "allOf": [{"required": group["required"]}],
        "defaultSnippets": [_snippet(kind)],
        "definitions": dict(sorted(forms.definitions.items())),
    }


def schema_by_id(kind: str, one: str) -> Schema:
    """The schema of a file that holds records of a kind by id; ``one`` is where theirs stands."""
    snippet = _snippet(kind, first=2)
    return {
        "$schema": _DIALECT,
        "title": f"{kind.capitalize()} by id",
        "anyOf": [{"type": "object", "errorMessage": "write each id with its fields below it"}],
        "propertyNames": {
            "pattern": f"^{SLUG}$",
            "errorMessage": "write an id: small letters, digits and hyphens",
        },
        "additionalProperties": {"$ref": one},
        "defaultSnippets": [snippet | {"body": {"${1:id}": snippet["body"]}}],
    }


class _Forms:
    """The schemas of fields; ``definitions`` collects the forms that they share.

    ``names_alone`` says whether names may stand without a value, as people do in the plan file.
    """

    def __init__(self, plan: Plan, *, names_alone: bool) -> None:
        self.plan = plan
        self.names_alone = names_alone
        self.definitions: dict[str, Schema] = {"nothing": NOTHING}

    def group(self, shape: type) -> Schema:
        """The schema of something that has fields."""
        sentences = described(shape)
        properties, required = {}, []
        for name, hint, needed in _fields(shape):
            properties[name] = _told(sentences.get(name)) | self.field(hint, needed=needed)
            required += [name] if needed else []
        rest = {"required": required} if required else {}
        return {
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
        } | rest

    def field(self, hint: Any, *, needed: bool = False) -> Schema:
        """The schema of a value that may be left empty unless it is needed.

        In an ``allOf``, or editors would name the alternatives instead of the field's meaning.
        """
        value = self.value(hint)
        beside: Schema = {}
        form = value.get("type")
        if form in _FORMS_OF:
            beside = {key: held for key, held in value.items() if key != "type"}
            value = {"type": form, "errorMessage": _FORMS_OF[form]}
        empty = [] if needed else [{"$ref": "#/definitions/nothing"}]
        return {**beside, "anyOf": [{"allOf": [value]}, *empty]}

    def value(self, hint: Any) -> Schema:
        """The schema of a value that is there."""
        base = get_args(hint)[0] if get_origin(hint) is Annotated else hint
        marker = _marker(hint)
        if marker is not None:
            return self._named(*pointing(self.plan, marker))
        if hint in FORMS:
            return self._named(*FORMS[hint])
        if get_origin(base) is Literal:
            return {"enum": list(get_args(base))}
        if get_origin(base) is tuple:
            return {"type": "array", "items": self.value(get_args(base)[0])}
        if get_origin(base) is dict:
            key, item = get_args(base)
            names = {"propertyNames": KEYS[key]} if key in KEYS else {}
            held = self.field(item, needed=not self.names_alone)
            return {"type": "object", **names, "additionalProperties": held}
        return self.group(base)

    def _named(self, name: str, schema: Schema) -> Schema:
        self.definitions[name] = schema
        return {"$ref": f"#/definitions/{name}"}


def _fields(shape: type) -> Iterator[tuple[str, Any, bool]]:
    """Name in files, type without ``| None``, and whether it is needed, of every field."""
    hints = get_type_hints(shape, include_extras=True)
    for field in dataclasses.fields(shape):
        hint = hints[field.name]
        if hint is NoneType or field.name == "id":
            continue
        if get_origin(hint) in (Union, UnionType):
            (hint,) = (option for option in get_args(hint) if option is not NoneType)
        missing = dataclasses.MISSING
        yield written(field.name), hint, field.default is field.default_factory is missing


def _marker(hint: Any) -> Marker | None:
    """What a value of a type points to; None if it points nowhere."""
    metadata = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    return next((mark for mark in metadata if isinstance(mark, Marker)), None)


def _told(sentence: str | None) -> Schema:
    """A description, with its code marked and without."""
    if not sentence:
        return {}
    text = sentence[0].upper() + sentence[1:]
    return {"description": text.replace("`", ""), "markdownDescription": text}


def _snippet(kind: str, first: int = 1) -> Schema:
    """What an editor inserts for a new record, with a stop in each field, numbered from first."""
    what = "a plan file" if kind == PLAN else f"a new {kind}"
    if kind == PLAN:
        person = {"name": "$3", "function": "$4"}
        body: Schema = {"format": 1, "title": "$1", "people": {"${2:ana}": person}}
    else:
        shape = KINDS[kind]
        shown = _example(shape)
        names = tuple(name for name in shape.starts_with if name not in shown)
        body = {**_body(shape, names, count(first)), **shown}
    return {
        "label": f"new {kind}",
        "description": f"The fields that {what} starts with.",
        "body": body,
    }


def _example(shape: type) -> Schema:
    """The fields of a record's example, to be written over."""
    text = "".join(f"{line}\n" for lines in example(shape).values() for line in lines)
    return data_of(read(Source(shape.__name__, text)).root) or {}


def _body(shape: type, names: tuple[str, ...], stops: Iterator[int]) -> Schema:
    """Fields with numbered stops; every field of a group."""
    hints = {name: hint for name, hint, _ in _fields(shape)}
    return {name: _stop(hints[name], stops) for name in names or hints}


def _stop(hint: Any, stops: Iterator[int]) -> Any:
    if get_origin(hint) is tuple:
        return [_stop(get_args(hint)[0], stops)]
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _body(hint, (), stops)
    return f"${next(stops)}"
