"""Splices that add and replace: which stretch of a text gives way to which new piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.text import render
from mvpplan.text.nodes import Scalar
from mvpplan.text.render import Plain
from mvpplan.text.spans import (
    BLOCK_SIGN,
    COMMA,
    Splice,
    colon_end,
    column,
    entry_end,
    is_block_text,
    is_first_on_line,
    is_flow,
    item_end,
    item_start,
    line_end,
)

if TYPE_CHECKING:
    from collections.abc import Mapping as AnyMapping
    from collections.abc import Sequence as AnySequence

    from mvpplan.text.nodes import Document, Mapping, Node, Sequence
    from mvpplan.text.render import Value
    from mvpplan.text.style import Style


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


def _value(value: Value, indent: int, style: Style, note: str = "") -> str:
    """What follows a colon: a value on its line, or text of several lines below it."""
    if isinstance(value, str) and "\n" in value:
        return _block(value, indent, style, note)
    return f" {render.inline(value, style)}{note}"


def _block(value: Value, indent: int, style: Style, note: str = "") -> str:
    """What follows a colon where the value stands below it, and a note behind the colon."""
    lines = render.block(value, style)
    head = f" {lines.pop(0)}" if isinstance(value, str) else ""
    return head + note + "".join(style.eol + _indented(line, indent) for line in lines)


def _indented(line: str, indent: int) -> str:
    return " " * indent + line if line else ""


def replaced_value(
    document: Document, parent: Mapping, key: str, value: Value, style: Style
) -> Splice:
    """Another value for a key, in the form of the one that it has."""
    text = document.source.text
    node, after_colon = parent.get(key), colon_end(text, parent, key)
    indent = column(text, parent.key_start(key))
    end = entry_end(text, parent, key)
    if is_flow(parent):
        start, gap = (after_colon, " ") if node is None else (node.start, "")
        return Splice(start, end, gap + render.inline(value, style, _quote(node, value)))
    note, end = _side_note(text, after_colon, node, end)
    if _goes_below(node, value, style):
        return Splice(after_colon, end, _block(value, indent, style, note.rstrip()))
    gap = text[after_colon : node.start] if node is not None else ""
    if gap.strip(" \t") or not gap:  # it stands below its key, or there is none
        gap = " "
    written = render.inline(value, style, _quote(node, value))
    return Splice(after_colon, end, f"{gap}{written}{note}")


def _side_note(text: str, after_colon: int, node: Node | None, end: int) -> tuple[str, int]:
    """What stands beside a value on the line of its key, a comment at most, and where both end."""
    line = line_end(text, after_colon)
    if node is None:
        return text[end:line], line
    if node.start > line:
        return text[after_colon:line].rstrip(), end
    if is_block_text(node):
        sign = BLOCK_SIGN.match(text, node.start)
        return text[sign.end() if sign else line : line].rstrip(), end
    return text[end : line_end(text, end)], line_end(text, end)


def _goes_below(node: Node | None, value: Value, style: Style) -> bool:
    """Whether a value in place of another stands on lines of its own, as the other does."""
    if isinstance(value, str):
        return "\n" in value
    if not value:
        return False
    brackets = style.flow_groups if isinstance(value, dict) else style.flow_lists
    if node is not None and not isinstance(node, Scalar):
        brackets = is_flow(node)
    return not (brackets and render.is_short(value))


def _quote(node: Node | None, value: Value) -> str:
    """The quotes that a value stands in and that its successor keeps."""
    if isinstance(node, Scalar) and isinstance(value, str) and not isinstance(value, Plain):
        return node.event.style if node.event.style in ("'", '"') else ""
    return ""


def replaced_item(
    document: Document, parent: Sequence, index: int, value: Value, style: Style
) -> Splice:
    """Another value for an item of a list, in the form of the one that is there."""
    text, node = document.source.text, parent[index]
    start, end = item_start(text, parent, index), item_end(text, parent, index)
    if node is None and is_flow(parent):
        return Splice(start, end, render.inline(value, style))
    if node is None:
        return Splice(start + 1, end, f" {render.inline(value, style)}")
    if isinstance(value, str) or not value or isinstance(node, Scalar) or is_flow(node):
        return Splice(node.start, end, render.inline(value, style, _quote(node, value)))
    return Splice(start, end, _item(value, column(text, start), style).lstrip(" "))


def _item(item: Value, indent: int, style: Style) -> str:
    """An item with its dash."""
    lines = (line[style.dash :] for line in render.block([item], style))
    return style.eol.join(_indented(line, indent) for line in lines)


def new_item(document: Document, parent: Sequence, item: Value, style: Style) -> Splice:
    """An item behind the last one."""
    text, last = document.source.text, len(parent) - 1
    start, end = item_start(text, parent, last), item_end(text, parent, last)
    if not is_flow(parent):
        offset, indent = line_end(text, end), column(text, start)
        return Splice(offset, offset, style.eol + _item(item, indent, style))
    written = render.inline(item, style)
    if not is_first_on_line(text, start):
        return Splice(end, end, f", {written}")
    below = style.eol + " " * column(text, start) + written
    offset = line_end(text, end)
    if parent.closing.start_mark.index < offset:
        return Splice(end, end, f",{below}")
    if COMMA.match(text, end):
        return Splice(offset, offset, f"{below},")
    return Splice(end, offset, f",{text[end:offset]}{below}")


def renamed_key(parent: Mapping, key: str, name: str, style: Style) -> Splice:
    """Another name for a key, in the quotes that it has."""
    event = parent.key_events[key]
    quote = event.style if event.style in ("'", '"') else ""
    return Splice(event.start_mark.index, event.end_mark.index, render.inline(name, style, quote))
