"""Values of the wrong form: what is wrong with them, and how the line should look."""

from __future__ import annotations

import json
import re
from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any, get_origin

from mvpplan.model.meant import meant_choice
from mvpplan.model.outline import outline
from mvpplan.text.words import shortened

if TYPE_CHECKING:
    from mvpplan.model.outline import Field

_LONGEST = 40
_LONGEST_EXAMPLE = 100
_PLAIN = re.compile(r"\w[\w .,+()/€$%-]*\Z")
_PLAIN_ITEMS = re.compile(r"\w[\w .,-]*\Z")
# What people start the items of a list with: bullets of a text program, dashes without a space.
_BULLET = re.compile(r"(?:^|(?<=\s))(?:[-–—•·‣▪◦*]\s*|\d{1,2}[.)]\s+)(?=[^\W\d_])")
_ARROW = re.compile(r"\s*(?:[-=]+>|→)\s*")
# A name with a value, as people write it who know no YAML.
_PAIR = re.compile(r"([\w-]+)\s*(?:\sis\s|[:=]|[-=]+>|→)\s*([\w-]+)\Z")
_NAMES = ("name", "id", "key", "state")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*\Z")


def wrong_form(  # noqa: PLR0911 - one sentence for each form
    value: Any, field: Field, name: str
) -> tuple[str, str]:
    """Say what is wrong with a value of the wrong form, and how it should look."""
    if field.choices and isinstance(value, str):
        among = ", ".join(field.choices)
        near = meant_choice(value, field.choices)
        hint = f"did you mean {near}?" if near else f"choose one of {among}"
        return f"is {shortened(value, _LONGEST)}, which is not one of {among}", hint
    if value is None:
        return "is empty", "write a value, or delete the dash"
    if field.many and not isinstance(value, list):
        return "needs a list", _list_hint(field, value, name)
    if get_origin(field.base) is dict or (field.keyed and not isinstance(value, dict)):
        return "needs names with values", _names_hint(field, value, name)
    if field.group:
        return "needs fields", _fields_hint(field, value, name)
    if isinstance(value, dict):
        text = _with_colon(value)
        hint = (
            f"if it is text, put it in quotes: {text}"
            if text
            else "write one value after the colon; put text in quotes"
        )
        return "holds a group of fields where one value belongs", hint
    return "holds a list where one value belongs", _one_value_hint(field, value, name)


def empty_hint(field: Field, name: str) -> str:
    """How a name with nothing after its colon gets a value, in a field of names with values."""
    value = f"{{{typical(field.base)[0]}: …}}" if field.group else "…"
    value = "[…]" if get_origin(field.base) is tuple else value
    return f"write what it is, as in '{shortened(name, _LONGEST)}: {value}', or delete the line"


def entry(field: Field, *given: Any) -> str:
    """A group of fields with the values that were given for the first of them."""
    texts = [
        _written(shortened(each, _LONGEST)) if isinstance(each, str) else "…" for each in given
    ]
    names = typical(field.base)
    texts += ["…"] * len(names)
    pairs = [f"{name}: {text}" for name, text in zip(names, texts, strict=False)]
    return pairs[0] if len(pairs) == 1 else f"{{{', '.join(pairs)}}}"


def _one_value_hint(field: Field, value: list[Any], name: str) -> str:
    first = value[0] if value else None
    if not isinstance(first, str) or len(first) > _LONGEST:
        return "write the value alone"
    if name.isdigit():
        return f"write one dash only: - {_written(first)}"
    is_prose = field.is_text and field.marker is None
    if len(value) > 1 and is_prose and all(isinstance(each, str) for each in value):
        text = shortened(", ".join(value), _LONGEST_EXAMPLE)
        return f"write one text: {name}: {_written(text)}"
    return f"write one value alone: {name}: {_written(first)}"


def _with_colon(value: dict[str, Any]) -> str | None:
    """Text with a colon that was read as a field, in quotes."""
    if len(value) != 1:
        return None
    ((key, held),) = value.items()
    text = f"{key}: {held}"
    if not isinstance(held, str) or len(text) > _LONGEST_EXAMPLE or set(text) & {'"', "\\"}:
        return None
    return f'"{text}"'


def _written(text: str) -> str:
    """Text as it can stand in a file, in quotes where it needs them."""
    return text if _PLAIN.match(text) else json.dumps(text, ensure_ascii=False)


def _list_hint(field: Field, value: Any, name: str) -> str:
    """How a list is written, with the value in it where that is plain."""
    name = shortened(name, _LONGEST)
    short = isinstance(value, str) and len(value) <= _LONGEST_EXAMPLE
    if field.group:
        return _list_of_groups_hint(field, value if short or isinstance(value, dict) else None)
    if short:
        bullets = [item.strip() for item in _BULLET.split(value) if item.strip()]
        if bullets and _BULLET.match(value):
            example = _written(shortened(bullets[0], _LONGEST))
            return f"start each item with a dash and a space, on a line of its own: - {example}"
        return (
            f"write {shortened(name, _LONGEST)}: [{_items(value)}], or one '- ' line for each item"
        )
    if isinstance(value, dict) and value:
        return _list_of_names_hint(value)
    return f"write {name}: […], or one '- ' line for each item"


def _list_of_groups_hint(field: Field, value: str | dict[str, Any] | None) -> str:
    """How a list of groups of fields is written, with the first one that was given."""
    if isinstance(value, dict):
        key, held = next(iter(value.items()), ("", None))
        if key in outline(field.base):
            return f"start it with a dash and a space, '- {key}: …', and indent the rest like {key}"
        if isinstance(held, list) and len(value) == 1:
            return f"delete the line {shortened(key, _LONGEST)}:"
        example = entry(field, key, held)
    else:
        example = entry(field, *_said(field, value))
    return f"write each on a line of its own: - {example}"


def _list_of_names_hint(value: dict[str, Any]) -> str:
    """How a list is written that was given as names with values."""
    key, first = next(iter(value.items()))
    if isinstance(first, list) and len(value) == 1:
        return f"delete the line {shortened(key, _LONGEST)}:"
    example = _written(shortened(first, _LONGEST)) if isinstance(first, str) else "…"
    return f"start each line with a dash and no name: - {example}"


def _items(text: str) -> str:
    """Text that holds the items of a list, as they stand between brackets."""
    if _ARROW.search(text):
        text = ", ".join(part.strip() for part in _ARROW.split(text) if part.strip())
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    if ";" in text and "," not in text:
        text = ", ".join(part.strip() for part in text.split(";") if part.strip())
    return text if _PLAIN_ITEMS.match(text) else json.dumps(text, ensure_ascii=False)


def typical(shape: type) -> list[str]:
    """The fields of a group that an example shows: those it needs, else one."""
    needed = [
        each.name
        for each in fields(shape)
        if each.default is MISSING and each.default_factory is MISSING
    ]
    return needed or [*getattr(shape, "starts_with", ()), *outline(shape)][:1]


def _said(field: Field, text: str | None) -> list[str | None]:
    """What a text that stands for a group of fields gives the first of them."""
    names = typical(field.base)
    if text is None or not _is_free_text(field, names[0]):
        return [None]
    if len(names) > 1 and _ARROW.search(text):
        return [*_ARROW.split(text, 1)]
    # Of an action and where it leads, a single small word is the latter.
    return [None, text] if len(names) > 1 and _SLUG.match(text) else [text]


def _is_free_text(field: Field, name: str) -> bool:
    first = outline(field.base)[name]
    return first.is_text and first.marker is None and not first.many


def _names_hint(field: Field, value: Any, name: str) -> str:
    """How names with values are written, with the first name that was given."""
    given = value[0] if isinstance(value, list) and value else value
    if isinstance(given, dict) and len(given) == 1 and value is not given:
        return f"leave out the dash before {shortened(next(iter(given)), _LONGEST)}"
    if isinstance(given, dict):  # each a group with its name among its fields
        given = next((given[each] for each in _NAMES if each in given), None)
    key, text = "name", "value"
    if isinstance(given, str) and (pair := _PAIR.match(given)):
        key, text = pair.groups()
    elif isinstance(given, str) and _SLUG.match(given) and len(given) <= _LONGEST:
        key, text = given, "…"
    elif isinstance(given, str) and len(given) <= _LONGEST:
        key, text = re.sub(r"[^a-z0-9]+", "-", given.casefold()).strip("-") or key, _written(given)
    if field.group:
        text = f"{{{typical(field.base)[0]}: …}}"
    elif get_origin(field.base) is tuple:
        text = "[value, value]"
    if given is value:
        return f"write {shortened(name, _LONGEST)}: {{{key}: {text}}}"
    return f"write each on an indented line of its own, no dash: '{key}: {text}'"


def _fields_hint(field: Field, value: Any, name: str) -> str:
    """How a group of fields is written, with the text that was given as the first of them."""
    text = value if isinstance(value, str) and len(value) <= _LONGEST_EXAMPLE else None
    inner = outline(field.base).values()
    chosen = next((each.name for each in inner if text and text in each.choices), None)
    name = shortened(name, _LONGEST)
    if chosen:
        example = f"{chosen}: {text}"
    elif text is not None and _is_free_text(field, typical(field.base)[0]):
        example = entry(field, *_said(field, text))
    elif isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        return "write the fields without dashes, one below the other"
    else:
        example = f"{{{', '.join(f'{each.name}: …' for each in inner)}}}"
    if name.isdigit():
        return f"write - {example}"
    return f"write {name}: {example if example.startswith('{') else f'{{{example}}}'}"
