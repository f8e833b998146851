"""What the fields of a shape are, read once from its annotations.

The rules learn from it which values point to other records, the messages which fields exist.
"""

from __future__ import annotations

from dataclasses import dataclass, is_dataclass, replace
from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    ClassVar,
    Literal,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from pydantic.dataclasses import is_pydantic_dataclass

from mvpplan.model.fields import Impact, Outcome, Person, Ref
from mvpplan.model.record import written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.errors import FieldPath

Marker = Ref | Person | Outcome | Impact


@dataclass(frozen=True, slots=True)
class Field:
    """One field.

    Attributes:
        name: as it is written in a file.
        attribute: as it is called in the code.
        base: the type of its value, or of its items if ``many`` or ``keyed``.
        marker: what the value points to, if it does.
        many: whether the value is a list.
        keyed: whether the value is a mapping of names to items.
        group: whether the value (or each item) has fields of its own.
        is_text: whether it is free text or an id, rather than a number, a date or a choice.
        lists_text: whether each name has a list of such texts, if ``keyed``.
    """

    name: str
    attribute: str
    base: Any
    marker: Marker | None
    many: bool
    keyed: bool
    group: bool
    is_text: bool
    lists_text: bool

    @property
    def choices(self) -> tuple[str, ...]:
        """The values that a field of choices admits."""
        return get_args(self.base) if get_origin(self.base) is Literal else ()


_OUTLINES: dict[type, dict[str, Field]] = {}


def outline(shape: type) -> dict[str, Field]:
    """The fields of a record, of settings, or of a group, by name."""
    known = _OUTLINES.get(shape)
    if known is None:
        hints = get_type_hints(shape, include_extras=True)
        fields = {name: hint for name, hint in hints.items() if get_origin(hint) is not ClassVar}
        known = {written(name): _field(name, hint) for name, hint in fields.items()}
        _OUTLINES[shape] = known
    return known


def own_fields(shape: type) -> list[str]:
    """The names of the fields that a file may give: not the id, and none that a kind lacks."""
    fields = outline(shape).values()
    return [field.name for field in fields if field.name != "id" and field.base is not NoneType]


_AT_THE_END = ("tags", "links", "notes")


def usual_order(shape: type) -> list[str]:
    """The fields of a record in the order in which people write them."""
    names = own_fields(shape)
    return [name for name in names if name not in _AT_THE_END] + [
        name for name in names if name in _AT_THE_END
    ]


def _field(attribute: str, hint: Any) -> Field:
    base, marker = _unwrap(hint)
    many, keyed = get_origin(base) is tuple, get_origin(base) is dict
    if many or keyed:
        base, marker = _unwrap(get_args(base)[1 if keyed else 0])
    name = written(attribute)
    lists_text = get_origin(base) is tuple and _unwrap(get_args(base)[0])[0] is str
    group = is_pydantic_dataclass(base)
    return Field(name, attribute, base, marker, many, keyed, group, base is str, lists_text)


def _unwrap(hint: Any) -> tuple[Any, Marker | None]:
    """Take ``| None`` and ``Annotated`` off a type; the marker that stood on it, if any."""
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (option for option in get_args(hint) if option is not NoneType)
    if get_origin(hint) is Annotated:
        base, *metadata = get_args(hint)
        return base, next((mark for mark in metadata if isinstance(mark, Marker)), None)
    return hint, None


def field_at(shape: type, at: FieldPath) -> Field | None:
    """The field that a path leads to; None if there is no such field."""
    field: Field | None = None
    here: Any = shape
    for part in at:
        if field is not None and (field.many or field.keyed) and field.base is here:
            here = field.base
            lists = get_origin(here) is tuple
            field = (
                _field(str(part), here)
                if lists
                else replace(field, name=str(part), many=False, keyed=False)
            )
            here = field.base if lists else here
        elif isinstance(part, str) and is_dataclass(here) and isinstance(here, type):
            field = outline(here).get(part)
            if field is None:
                return None
            here = field.base
        else:
            return None
    return field


_POINTING: dict[type, tuple[tuple[Field, bool], ...]] = {}


def _pointing(shape: type) -> tuple[tuple[Field, bool], ...]:
    """The fields that point somewhere, themselves or (second value) through their own fields."""
    known = _POINTING.get(shape)
    if known is None:
        fields = outline(shape).values()
        inside = [(field, field.group and bool(_pointing(field.base))) for field in fields]
        known = tuple((field, within) for field, within in inside if within or field.marker)
        _POINTING[shape] = known
    return known


def pointers(value: Any, at: FieldPath = ()) -> Iterator[tuple[FieldPath, Any, Marker]]:
    """Every value in a record (or in settings) that carries a marker, with its path."""
    for field, inside in _pointing(type(value)):
        held = getattr(value, field.attribute)
        if not held and held != 0:
            continue
        here = (*at, field.name)
        if field.many:
            items = [((*here, index), item) for index, item in enumerate(held)]
        elif field.keyed:
            items = [((*here, key), item) for key, item in held.items()]
        else:
            items = [(here, held)]
        for path, item in items:
            if inside:
                yield from pointers(item, path)
            elif field.marker is not None:
                yield path, item, field.marker
