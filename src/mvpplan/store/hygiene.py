"""Values that are read well here but not everywhere: MP402 and MP403."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from mvpplan.errors import FieldPath, Problem, label
from mvpplan.model.outline import outline
from mvpplan.text.characters import escaped_characters, hidden_characters, name_of
from mvpplan.text.nodes import Document, Mapping, Node, Scalar, Sequence
from mvpplan.text.plain import other_reading
from mvpplan.text.slips import quote_hint
from mvpplan.text.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.model.outline import Field

_COMMENT = re.compile(r"(?<=[ \t])#")
_NO_SPACE = re.compile(r"(?<=[ \t])#(?=[^\s#!])")
_LONGEST = 40


def ambiguous_values(
    shape: type, node: Mapping, path: str, record: str | None, at: FieldPath = ()
) -> Iterator[Problem]:
    """Plain text values that other YAML readers take for another type (MP402)."""
    fields = outline(shape)
    for key, value in node.items():
        field = fields.get(key)
        if field is None:
            continue
        if field.is_text and type(value) is Scalar:
            if other_reading(value) and value.plain:
                yield _ambiguous(value, value.start, path, record, (*at, key))
        elif (field.is_text or field.group or field.lists_text) and type(value) is not Scalar:
            yield from _ambiguous_items(field, value, path, record, (*at, key))


def _ambiguous_items(
    field: Field, value: Node, path: str, record: str | None, at: FieldPath
) -> Iterator[Problem]:
    """The same in a list, in named items, or in a group of fields."""
    items: list[tuple[FieldPath, Node | None]] = [(at, value)]
    if field.many and isinstance(value, Sequence):
        items = [((*at, index), item) for index, item in enumerate(value)]
    elif field.keyed and isinstance(value, Mapping):
        items = [((*at, name), item) for name, item in value.items()]
        for name, event in value.key_events.items():
            if other_reading(name) and not event.style:
                yield _ambiguous(name, event.start_mark.index, path, record, (*at, name))
    if field.lists_text:
        lists = ((at, each) for at, each in items if isinstance(each, Sequence))
        items = [((*at, index), text) for at, each in lists for index, text in enumerate(each)]
    for item_at, item in items:
        if isinstance(item, Mapping) and field.group:
            yield from ambiguous_values(field.base, item, path, record, item_at)
        elif isinstance(item, Scalar) and not field.group and other_reading(item) and item.plain:
            yield _ambiguous(item, item.start, path, record, item_at)


def ambiguous_id(root: Mapping, record: str, path: str) -> Iterator[Problem]:
    """An id as a plain key that other YAML readers do not take for text (MP402)."""
    event = root.key_events[record]
    if other_reading(record) and not event.style:
        yield _ambiguous(record, event.start_mark.index, path, record, ())


def _ambiguous(text: str, offset: int, path: str, record: str | None, at: FieldPath) -> Problem:
    name = label(at) or "id"
    message = f"{name}: other YAML readers take {text} for {other_reading(text)}"
    return Problem("MP402", record, at, message, f'put it in quotes: "{text}"', path, offset)


def unseen_characters(document: Document, record: str | None) -> Iterator[Problem]:
    """Invisible, bidirectional and control characters in a file's text (MP403)."""
    source = document.source
    if source.text.isascii() and "\\" not in source.text:
        return
    found = [*hidden_characters(source.text)]
    if "\\" in source.text:
        found += escaped_characters(document.root, source.text)
    for offset, character in found:
        message = f"an invisible or control character stands here: {name_of(character)}"
        yield Problem("MP403", record, (), message, "delete it", source.path, offset)


def text_as_comment(document: Document, record: str | None) -> Iterator[Problem]:
    """What follows a # on the line of a value and is not read, but looks like text (MP402)."""
    source = document.source
    if not _NO_SPACE.search(source.text) or document.root is None:
        return
    taken = sorted(_extents(document.root))
    for match in _NO_SPACE.finditer(source.text):
        number, column = source.position(match.start())
        line = source.line(number)
        start = match.start() - column + 1
        signs = (start + sign.start() for sign in _COMMENT.finditer(line))
        comment = next((sign for sign in signs if not _within(taken, sign)), None)
        if comment == match.start() and line[: column - 1].strip():
            shown = shortened(line[column - 1 :].strip(), _LONGEST)
            message = f"what follows # is a comment and not read: {shown}"
            hint = quote_hint(line, comment=True)
            hint += "; a comment has a space after the #"
            yield Problem("MP402", record, (), message, hint, source.path, match.start())


def _extents(root: Node) -> Iterator[tuple[int, int]]:
    """Where every key and value starts and ends."""
    waiting: list[Node | None] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mapping):
            waiting.extend(node.values())
            for event in node.key_events.values():
                yield event.start_mark.index, event.end_mark.index
        elif isinstance(node, Sequence):
            waiting.extend(node)
        elif node is not None:
            yield node.start, node.end


def _within(taken: list[tuple[int, int]], offset: int) -> bool:
    """Whether an offset lies in one of some extents, which are sorted and do not overlap."""
    after = bisect_right(taken, (offset, offset))
    return after > 0 and offset < taken[after - 1][1]
