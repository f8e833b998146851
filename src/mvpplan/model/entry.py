"""From the words that a person types to the value of a field, as a file would hold it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from mvpplan.model.outline import field_at, outline
from mvpplan.text.ahead import day_of
from mvpplan.text.nodes import Mapping, Scalar, Sequence, Source
from mvpplan.text.plain import other_reading
from mvpplan.text.reader import read
from mvpplan.text.render import Plain

if TYPE_CHECKING:
    from mvpplan.errors import FieldPath
    from mvpplan.model.outline import Field
    from mvpplan.text.nodes import Node
    from mvpplan.text.render import Value

_PLAIN = re.compile(r"[\w.+/-]+\Z")


class EntryError(ValueError):
    """Words that are no value; ``str()`` says why, ``hint`` what to type."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def value_of(shape: type, at: FieldPath, words: str, today: date) -> Value:
    """The value that words give a field; a wrong one is left for the check to tell.

    ``[...]`` and ``{...}`` are read as YAML.

    Raises EntryError for brackets that cannot be read and for words where fields are needed.
    """
    field = field_at(shape, at)
    if words.startswith(("[", "{")):
        value = _of_node(field, _read(words), today)
        return [value] if field is not None and field.many and words[0] == "{" else value
    if field is None:
        return words
    if field.many and not field.group:
        return [_single(field, item, today) for item in items_in(field, words)]
    if field.many or field.group:
        return item_of(shape, at, words, today)
    return _single(field, words, today)


def items_in(field: Field, words: str) -> list[str]:
    """The items of a list as a person types them: with commas between ids, people or single words.

    >>> items_in(field_at(Decision, ("tags",)), "pay,guest")
    ['pay', 'guest']
    """
    is_text = field.marker is None and (field.group or " " in words)
    return [words] if is_text else [item.strip() for item in words.split(",")]


def item_of(shape: type, at: FieldPath, words: str, today: date) -> Value:
    """The value of one item of a list; raises EntryError like ``value_of``."""
    field = field_at(shape, at)
    if words.startswith(("[", "{")):
        item = field_at(shape, (*at, 0)) if field is not None and field.many else field
        return _of_node(item, _read(words), today)
    if field is not None and field.group:
        example = ", ".join(f"{name}: …" for name in list(outline(field.base))[:2])
        raise EntryError(f"{at[-1]} needs fields", f"write {at[-1]}='{{{example}}}'")
    return words if field is None else _single(field, words, today)


def _single(field: Field, words: str, today: date) -> str:
    if field.base is date:
        day = day_of(words, today)
        return Plain(day.isoformat() if day else words)
    if field.is_text or field.choices or not _PLAIN.match(words):
        return words
    return Plain(words)


def _read(words: str) -> Node | None:
    document = read(Source("", f"- {words}"))
    root = document.root
    if document.faults or not isinstance(root, Sequence) or len(root) != 1:
        why = document.faults[0].message if document.faults else "it is more than one value"
        raise EntryError(f"{words} cannot be read: {why}", "write it as in a file")
    return root[0]


def _of_node(field: Field | None, node: Node | None, today: date) -> Value:
    """What was read as it would be written again: what is no text without quotes."""
    if isinstance(node, Mapping):
        fields = outline(field.base) if field is not None and field.group else {}
        return {key: _of_node(fields.get(key), item, today) for key, item in node.items()}
    if isinstance(node, Sequence):
        return [_of_node(field, item, today) for item in node]
    if not isinstance(node, Scalar):
        return ""
    if field is not None and node.plain and not other_reading(node):
        return _single(field, str(node), today)
    is_text = field is None or field.is_text
    return str(node) if is_text or not node.plain else Plain(node)
