"""The splices of edits: which stretch of a text gives way to which new piece."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mvpplan.text import render
from mvpplan.text.guards import EditError
from mvpplan.text.nodes import Mapping, Scalar
from mvpplan.text.render import Plain
from mvpplan.text.spans import (
    colon_end,
    column,
    comments_above,
    entry_end,
    is_block_text,
    is_first_on_line,
    is_flow,
    item_end,
    item_start,
    line_end,
    line_start,
    next_line,
    node_end,
)

if TYPE_CHECKING:
    from collections.abc import Mapping as AnyMapping
    from collections.abc import Sequence as AnySequence

    from mvpplan.text.nodes import Document, Node, Sequence
    from mvpplan.text.render import Value
    from mvpplan.text.style import Style

    Frame = tuple[Mapping, str] | None

_COMMA = re.compile(r"[ \t]*,")


@dataclass(frozen=True, slots=True)
class Splice:
    """Text to stand in place of what is between two offsets.

    ``dropped`` is the stretch that is deleted on purpose, with the comments in it.
    """

    start: int
    end: int
    text: str
    dropped: tuple[int, int] = (0, 0)


def first_entry(document: Document, key: str, value: Value, style: Style) -> Splice:
    """An entry for a file that holds nothing but comments."""
    text = document.source.text
    before = "" if not text or text.endswith(("\n", "\r")) else style.eol
    return Splice(len(text), len(text), before + _entry(key, value, 0, style) + style.eol)


def new_entry(  # noqa: PLR0913, PLR0917 - where, what, and how
    document: Document,
    parent: Mapping,
    key: str,
    value: Value,
    style: Style,
    order: AnySequence[str],
) -> Splice:
    """An entry behind those that usually come before it, else behind all."""
    text = document.source.text
    before = order[: order.index(key)] if key in order else ()
    behind = next((each for each in reversed(before) if each in parent.key_events), None)
    if is_flow(parent):
        written = f"{_name(key, value, style)}: {render.inline(value, style)}"
        if not parent.key_events:
            return Splice(parent.start + 1, parent.start + 1, written)
        offset = entry_end(text, parent, behind or next(reversed(parent.key_events)))
        return Splice(offset, offset, f", {written}")
    behind = behind or next(reversed(parent.key_events))
    offset = line_end(text, entry_end(text, parent, behind))
    blank = style.eol if style.blank_between and parent is document.root else ""
    indent = column(text, parent.start)
    written = " " * indent + _entry(key, value, indent, style)
    return Splice(offset, offset, style.eol + blank + written)


def lines_of(fields: AnyMapping[str, Value], style: Style) -> list[str]:
    """A group of fields as the lines of a file."""
    entries = (_entry(key, value, 0, style) for key, value in fields.items())
    return [line for entry in entries for line in entry.split(style.eol)]


def _entry(key: str, value: Value, indent: int, style: Style) -> str:
    """A key with its value, whose first line is not indented yet."""
    name = _name(key, value, style)
    brackets = style.flow_groups if isinstance(value, dict) else style.flow_lists
    if isinstance(value, str) or (brackets and indent and render.is_short(value)):
        return f"{name}:{_value(value, indent, style)}"
    if not isinstance(value, dict) and brackets and render.is_short(value):
        return f"{name}: {render.inline(value, style)}"
    return f"{name}:{_block(value, indent, style)}"


def _name(key: str, value: Value, style: Style) -> str:
    """A key as it is written: an id in quotes if it needs them, a field as it is."""
    return render.inline(key if isinstance(value, dict) else Plain(key), style)


def _value(value: Value, indent: int, style: Style) -> str:
    """What follows a colon: a value on its line, or text of several lines below it."""
    if isinstance(value, str) and "\n" in value:
        return _block(value, indent, style)
    return f" {render.inline(value, style)}"


def _block(value: Value, indent: int, style: Style) -> str:
    """What follows a colon where the value stands below it."""
    lines = render.block(value, style)
    head = f" {lines.pop(0)}" if isinstance(value, str) else ""
    return head + "".join(style.eol + _indented(line, indent) for line in lines)


def _indented(line: str, indent: int) -> str:
    return " " * indent + line if line else ""


def replaced_value(
    document: Document, parent: Mapping, key: str, value: Value, style: Style
) -> Splice:
    """Another value for a key, in the form of the one that it has."""
    text = document.source.text
    node, after_colon = parent.get(key), colon_end(text, parent, key)
    indent = column(text, parent.key_start(key))
    if node is None:
        written = _entry(key, value, indent, style)[len(_name(key, value, style)) + 1 :]
        if is_flow(parent):
            written = f" {render.inline(value, style)}"
        offset = line_end(text, after_colon) if written.startswith(style.eol) else after_colon
        return Splice(offset, offset, written)
    end = node_end(text, node)
    if _goes_below(text, node, value, flow=is_flow(parent)):
        return Splice(after_colon, end, _block(value, indent, style))
    written = render.inline(value, style, _quote(node, value))
    if text[after_colon : node.start].strip(" \t"):  # it stands on lines of its own
        return Splice(after_colon, end, f" {written}")
    return Splice(node.start, end, written)


def _goes_below(text: str, node: Node, value: Value, *, flow: bool) -> bool:
    """Whether a value in place of another stands on lines of its own, as the other does."""
    if flow:
        return False
    if isinstance(value, str):
        end = node_end(text, node)
        has_comment = "#" in text[end : line_end(text, end)]
        return "\n" in value and (is_block_text(node) or not has_comment)
    if not value:
        return False
    return not render.is_short(value) or not (isinstance(node, Scalar) or is_flow(node))


def _quote(node: Node, value: Value) -> str:
    """The quotes that a value stands in and that its successor keeps."""
    if isinstance(node, Scalar) and isinstance(value, str) and not isinstance(value, Plain):
        return node.event.style if node.event.style in ("'", '"') else ""
    return ""


def replaced_item(
    document: Document, parent: Sequence, index: int, value: Value, style: Style
) -> Splice:
    """Another value for an item of a list."""
    text, node = document.source.text, parent[index]
    if node is None:
        offset = parent.empties[index] + (not is_flow(parent))
        return Splice(offset, offset, f" {render.inline(value, style)}")
    written = render.inline(value, style, _quote(node, value))
    return Splice(node.start, node_end(text, node), written)


def new_item(document: Document, parent: Sequence, item: Value, style: Style) -> Splice:
    """An item behind the last one."""
    text, last = document.source.text, len(parent) - 1
    start, end = item_start(text, parent, last), item_end(text, parent, last)
    if not is_flow(parent):
        offset, indent = line_end(text, end), column(text, start)
        lines = (line[style.dash :] for line in render.block([item], style))
        written = "".join(style.eol + _indented(line, indent) for line in lines)
        return Splice(offset, offset, written)
    written = render.inline(item, style)
    if not is_first_on_line(text, start):
        return Splice(end, end, f", {written}")
    below = style.eol + " " * column(text, start) + written
    offset = line_end(text, end)
    if parent.closing.start_mark.index < offset:
        return Splice(end, end, f",{below}")
    if _COMMA.match(text, end):
        return Splice(offset, offset, f"{below},")
    return Splice(end, offset, f",{text[end:offset]}{below}")


def deleted_entry(document: Document, parent: Mapping, key: str, frame: Frame) -> Splice:
    """No entry of that key any more."""
    text, keys = document.source.text, list(parent.key_events)
    index, start, end = keys.index(key), parent.key_start(key), entry_end(text, parent, key)
    if len(keys) == 1:
        return _emptied(text, parent, end, "{}", frame)
    after = parent.key_start(keys[index + 1]) if index + 1 < len(keys) else None
    if is_flow(parent):
        before = entry_end(text, parent, keys[index - 1]) if index else start
        return _out_of_brackets(text, (start, end), after, before)
    if is_first_on_line(text, start):
        return _without_lines(text, start, end)
    if after is None:
        raise EditError("it is the only field of its item")
    return Splice(start, after, "", (start, line_end(text, end)))


def deleted_item(document: Document, parent: Sequence, index: int, frame: Frame) -> Splice:
    """No such item any more."""
    text = document.source.text
    start, end = item_start(text, parent, index), item_end(text, parent, index)
    if len(parent) == 1:
        return _emptied(text, parent, end, "[]", frame)
    if is_flow(parent):
        after = item_start(text, parent, index + 1) if index + 1 < len(parent) else None
        before = item_end(text, parent, index - 1) if index else start
        return _out_of_brackets(text, (start, end), after, before)
    if not is_first_on_line(text, start):
        raise EditError("the item shares its line with another")
    return _without_lines(text, start, end)


def _emptied(text: str, node: Mapping | Sequence, end: int, empty: str, frame: Frame) -> Splice:
    """Nothing in a mapping or a list any more."""
    if is_flow(node):
        closing = int(node.closing.start_mark.index)
        return Splice(node.start + 1, closing, "", (node.start, closing))
    if frame is None:
        raise EditError("nothing would be left in the file")
    start = colon_end(text, *frame)
    return Splice(start, end, f" {empty}", (start, line_end(text, end)))


def _out_of_brackets(text: str, span: tuple[int, int], after: int | None, before: int) -> Splice:
    """One entry less in brackets, with the comma before or after it, and with a line of its own."""
    start, end = span
    own_line = is_first_on_line(text, start)
    comma = _COMMA.match(text, end)
    if own_line and comma and (after is None or after >= next_line(text, end)):
        return _without_lines(text, start, comma.end())
    if after is not None:
        return Splice(start, after, "", span)
    if own_line and not text[end : line_end(text, end)].strip(" \t").startswith(("]", "}")):
        kept = text[before : line_start(text, start)].replace(",", "", 1).rstrip()
        return Splice(before, line_end(text, end), kept, (start, line_end(text, end)))
    return Splice(before, end, "", span)


def _without_lines(text: str, start: int, end: int) -> Splice:
    """Without the lines from an offset to another, and the comments above that belong to them.

    Of the empty lines before and after, no more are left than stood on one side.
    """
    first, last = comments_above(text, start), next_line(text, end)
    is_last = last == len(text)
    above = line_start(text, first - 1) if first else 0
    after_blank = first > 0 and not text[above:first].strip()
    if after_blank and is_last:
        first = above
    elif after_blank and not text[last : next_line(text, last)].strip():
        last = next_line(text, last)
    if is_last and not text.endswith(("\n", "\r")):
        first = len(text[:first].rstrip("\r\n"))
    return Splice(first, last, "", (first, last))


def renamed_key(parent: Mapping, key: str, name: str, style: Style) -> Splice:
    """Another name for a key, in the quotes that it has."""
    event = parent.key_events[key]
    quote = event.style if event.style in ("'", '"') else ""
    return Splice(event.start_mark.index, event.end_mark.index, render.inline(name, style, quote))
