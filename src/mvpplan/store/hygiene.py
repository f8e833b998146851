"""Values that are read well here but not everywhere: MP402 and MP403."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.errors import FieldPath, Problem, field_name
from mvpplan.model.outline import outline
from mvpplan.text.characters import escaped_characters, hidden_characters, name_of
from mvpplan.text.nodes import Document, Mapping, Node, Scalar, Sequence
from mvpplan.text.plain import other_reading

if TYPE_CHECKING:
    from collections.abc import Iterator


def ambiguous_values(
    shape: type, node: Mapping, path: str, record: str | None, at: FieldPath = ()
) -> Iterator[Problem]:
    """Plain text values that other YAML readers take for another type (MP402)."""
    fields = outline(shape)
    for key, value in node.items():
        field = fields.get(key)
        if field is None or not (field.is_text or field.group):
            continue
        items: list[tuple[FieldPath, Node | None]] = [((*at, key), value)]
        if field.many and isinstance(value, Sequence):
            items = [((*at, key, index), item) for index, item in enumerate(value)]
        elif field.keyed and isinstance(value, Mapping):
            items = [((*at, key, name), item) for name, item in value.items()]
            for name, event in value.key_events.items():
                if not event.style:
                    offset = event.start_mark.index
                    yield from _ambiguous(name, offset, path, record, (*at, key, name))
        for item_at, item in items:
            if isinstance(item, Mapping) and field.group:
                yield from ambiguous_values(field.base, item, path, record, item_at)
            elif isinstance(item, Scalar) and item.plain and field.is_text:
                yield from _ambiguous(item, item.start, path, record, item_at)


def ambiguous_id(root: Mapping, record: str, path: str) -> Iterator[Problem]:
    """An id as a plain key that other YAML readers do not take for text (MP402)."""
    event = root.key_events[record]
    if not event.style:
        yield from _ambiguous(record, event.start_mark.index, path, record, ())


def _ambiguous(
    text: str, offset: int, path: str, record: str | None, at: FieldPath
) -> Iterator[Problem]:
    meaning = other_reading(text)
    if meaning is not None:
        name = field_name(at) or "id"
        message = f"{name}: other YAML readers take {text} for {meaning}"
        yield Problem("MP402", record, at, message, f'put it in quotes: "{text}"', path, offset)


def unseen_characters(document: Document) -> Iterator[Problem]:
    """Invisible, bidirectional and control characters in a file's text (MP403)."""
    source = document.source
    if source.text.isascii() and "\\" not in source.text:
        return
    found = [*hidden_characters(source.text)]
    if "\\" in source.text:
        found += escaped_characters(document.root)
    for offset, character in found:
        message = f"an invisible or control character stands here: {name_of(character)}"
        yield Problem("MP403", None, (), message, "delete it", source.path, offset)
