"""Edits that keep every byte they were not asked to change.

A new piece of text is rendered in the habits of the file and spliced in at the marks of nodes; the
guards look at the result. Every function takes a document without faults and returns its new
text; EditError says why an edit cannot be made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mvpplan.text import pieces, removals
from mvpplan.text.guards import EditError, data_of, says, verify
from mvpplan.text.nodes import Mapping, Sequence, Source
from mvpplan.text.reader import read
from mvpplan.text.render import inline
from mvpplan.text.spans import (
    closing_of,
    colon_end,
    column,
    is_flow,
    item_start,
    line_end,
    node_end,
)
from mvpplan.text.style import Style, style_of

if TYPE_CHECKING:
    from collections.abc import Mapping as AnyMapping
    from collections.abc import Sequence as AnySequence

    from mvpplan.errors import FieldPath
    from mvpplan.text.nodes import Document, Node
    from mvpplan.text.render import Value
    from mvpplan.text.spans import Splice


def set_value(document: Document, at: FieldPath, value: Value, order: AnySequence[str] = ()) -> str:
    """Give a key a value; a key that is not there yet is added.

    Args:
        document: what to edit.
        at: the way to the value; all but its last part must exist.
        value: what to write.
        order: all keys that may stand there in their usual order; a new one is put behind those
            that come before it.
    """
    _refuse_faults(document)
    node = _node(document, at)
    if node is not None and says(node, value):
        return document.source.text
    by_items = _by_items(document, at, value)
    if by_items is not None:
        return by_items
    if len(at) > 1 and _node(document, at[:-1]) is None and isinstance(at[-1], str):
        return set_value(document, at[:-1], {at[-1]: value}, order)
    parent, key = _parent(document, at), at[-1]
    style = style_of(document)
    if parent is None:
        splice = pieces.first_entry(document, str(key), value, style)
    elif isinstance(parent, Sequence):
        splice = pieces.replaced_item(document, parent, _index(parent, key), value, style)
    elif key in parent.key_events:
        splice = pieces.replaced_value(document, parent, str(key), value, style)
    else:
        splice = pieces.new_entry(document, parent, str(key), value, style, order)
    wanted = data_of(document.root) or {}
    _held(wanted, at[:-1])[key] = value
    return _spliced(document, splice, wanted)


def _by_items(document: Document, at: FieldPath, value: Value) -> str | None:
    """The text with another list, reached by deleting and appending items.

    None if that is no way to go: whatever stands beside the items that stay is kept by it.
    """
    node = _node(document, at)
    if not isinstance(node, Sequence) or not isinstance(value, list):
        return None
    added, gone = list(value), []
    for index, item in enumerate(node):
        if added and says(item, added[0]):
            del added[0]
        else:
            gone.append(index)
    moved = any(says(node[index], item) for index in gone for item in added)
    if moved or len(gone) == len(node):
        return None
    try:
        for item in added:
            document = _again(document, append(document, at, item))
        for index in reversed(gone):
            document = _again(document, delete(document, (*at, index)))
    except EditError:
        return None
    return document.source.text


def _again(document: Document, text: str) -> Document:
    return read(Source(document.source.path, text))


def append(document: Document, at: FieldPath, item: Value, order: AnySequence[str] = ()) -> str:
    """Add an item to the end of a list; a list that is not there yet is added."""
    _refuse_faults(document)
    node = _node(document, at)
    if node is None or (isinstance(node, Sequence) and not node and not _inside(document, node)):
        return set_value(document, at, [item], order)
    if not isinstance(node, Sequence):
        raise EditError("there is something else than a list")
    wanted = data_of(document.root)
    _held(wanted, at).append(item)
    return _spliced(document, pieces.new_item(document, node, item, style_of(document)), wanted)


def _inside(document: Document, node: Sequence) -> str:
    """The comments in empty brackets."""
    return document.source.text[node.start + 1 : closing_of(node)].strip()


def delete(document: Document, at: FieldPath) -> str:
    """Delete a key or an item with all that it holds, and the comments that belong to it."""
    _refuse_faults(document)
    parent = _parent(document, at)
    frame = _frame(document, at[:-1])
    if isinstance(parent, Sequence):
        index = _index(parent, at[-1])
        splice = removals.deleted_item(document, parent, index, frame)
    elif parent is not None and at[-1] in parent.key_events:
        splice = removals.deleted_entry(document, parent, str(at[-1]), frame)
    else:
        raise EditError("there is nothing to delete")
    wanted = data_of(document.root)
    del _held(wanted, at[:-1])[at[-1]]
    return _spliced(document, splice, wanted)


def rename_key(document: Document, at: FieldPath, name: str) -> str:
    """Give a key another name."""
    _refuse_faults(document)
    parent = _parent(document, at)
    if not isinstance(parent, Mapping) or at[-1] not in parent.key_events:
        raise EditError("there is nothing to rename")
    if name == at[-1]:
        return document.source.text
    wanted = data_of(document.root)
    held = _held(wanted, at[:-1])
    if name in held:
        raise EditError(f"{name} is there already")
    held[name] = held.pop(at[-1])
    splice = pieces.renamed_key(parent, str(at[-1]), name, style_of(document))
    return _spliced(document, splice, wanted)


def add_comments(document: Document, at: FieldPath, lines: AnySequence[str]) -> str:
    """Put comment lines below what stands at a path, indented like its fields."""
    node = _node(document, at)
    if not isinstance(node, Mapping) or is_flow(node):
        return document.source.text
    text, style = document.source.text, style_of(document)
    offset, indent = line_end(text, node_end(text, node)), " " * column(text, node.start)
    below = "".join(f"{style.eol}{indent}{_comment(line)}" for line in lines)
    after = text[:offset] + below + text[offset:]
    if not says(_again(document, after).root, data_of(document.root)):
        raise EditError("the comments would change what the file says")
    return after


def new_text(
    fields: AnyMapping[str, Value], comments: AnySequence[str], sample: Document | None
) -> str:
    """The text of a new file of fields and comment lines, written like another file."""
    style = style_of(sample) if sample else Style()
    lines = [*pieces.lines_of(fields, style), *map(_comment, comments)]
    return "".join(line + style.eol for line in lines)


def data_at(document: Document, at: FieldPath) -> Any:
    """What stands at a path as text, lists and dictionaries; None if nothing does."""
    return data_of(_node(document, at))


def text_at(document: Document, at: FieldPath) -> str:
    """The single value at a path; raises EditError if there is none."""
    node = _node(document, at)
    if isinstance(node, str):
        return str(node)
    raise EditError("there is no single value")


def written(value: Value) -> str:
    """A value on one line, for a person to copy."""
    return inline(value, Style())


def _spliced(document: Document, splice: Splice, wanted: Any) -> str:
    text = document.source.text
    after = text[: splice.start] + splice.text + text[splice.end :]
    verify(document, after, wanted, (splice.start, splice.end), splice.dropped)
    return after


def _refuse_faults(document: Document) -> None:
    if document.faults:
        raise EditError("the file has faults that must be mended first")


def _node(document: Document, at: FieldPath) -> Node | None:
    """What stands at a path; None if nothing does."""
    node: Node | None = document.root
    for part in at:
        if isinstance(node, Mapping):
            node = node.get(str(part))
        elif isinstance(node, Sequence) and part in range(len(node)):
            node = node[int(part)]
        else:
            return None
    return node


def _parent(document: Document, at: FieldPath) -> Mapping | Sequence | None:
    """What holds the value at a path; None if the file is empty."""
    parent = _node(document, at[:-1])
    if at and (isinstance(parent, Mapping | Sequence) or (parent is None and len(at) == 1)):
        return parent
    raise EditError("there is no place for it")


def _index(parent: Sequence, part: str | int) -> int:
    if part in range(len(parent)):
        return int(part)
    raise EditError("the list has no such item")


def _frame(document: Document, at: FieldPath) -> int | None:
    """Offset after the colon or the dash of what stands at a path; None for the whole file."""
    if not at:
        return None
    text, holder = document.source.text, _node(document, at[:-1])
    if isinstance(holder, Mapping):
        return colon_end(text, holder, str(at[-1]))
    if isinstance(holder, Sequence):
        return item_start(text, holder, int(at[-1])) + 1
    return None


def _held(data: Any, at: FieldPath) -> Any:
    for part in at:
        data = data[part]
    return data


def _comment(line: str) -> str:
    """A line as a comment; one that is a comment already stays one without its first sign."""
    return f"#{line}" if line.startswith("#") else f"# {line}"
