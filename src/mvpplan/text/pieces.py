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
    closing_of,
    colon_end,
    column,
    comments_below,
    entry_end,
    is_blank,
    is_block_text,
    is_first_on_line,
    is_flow,
    is_inline,
    item_end,
    item_start,
    line_end,
    line_start,
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
    entry = _entry(key, value, 0, style)
    written = entry + style.eol if style.final_eol else style.eol + entry
    return Splice(len(text), len(text), written)


def new_entry(  # noqa: PLR0913, PLR0917 - where, what, and how
    document: Document,
    parent: Mapping,
    key: str,
    value: Value,
    style: Style,
    order: AnySequence[str],
) -> Splice:
    """An entry behind those that usually come before it, else behind all."""
    text, keys = document.source.text, list(parent.key_events)
    before = order[: order.index(key)] if key in order else ()
    behind = next((each for each in reversed(before) if each in keys), keys[-1] if keys else None)
    written = f"{_name(key, value, style)}: {render.inline(value, style)}"
    if behind is None:  # in empty brackets
        return Splice(parent.start + 1, parent.start + 1, written)
    span = parent.key_start(behind), entry_end(text, parent, behind)
    if is_flow(parent):
        following = [parent.key_start(each) for each in keys[keys.index(behind) + 1 :]]
        return _in_brackets(text, span, [*following, closing_of(parent)][0], written, style)
    indent, offset = column(text, parent.start), comments_below(text, *span)
    # An empty line that is there already belongs to text that keeps it.
    separated = parent is document.root and not is_blank(text, line_start(text, offset))
    blank = style.eol if style.blank_between and separated else ""
    written = " " * indent + _entry(key, value, indent, style)
    return Splice(offset, offset, style.eol + blank + written)


def _in_brackets(
    text: str, behind: tuple[int, int], after: int, written: str, style: Style
) -> Splice:
    """An entry in brackets behind another, on a line of its own if that has one.

    ``after`` is where the next entry starts, or where the closing bracket stands.
    """
    start, end = behind
    rest = line_end(text, end)
    if not is_first_on_line(text, start):
        return Splice(end, end, f", {written}")
    below = style.eol + " " * column(text, start) + written
    if after < rest:
        return Splice(end, end, f",{below}")
    if COMMA.match(text, end):
        return Splice(rest, rest, f"{below},")
    return Splice(end, rest, f",{text[end:rest]}{below}")


def lines_of(fields: AnyMapping[str, Value], style: Style) -> list[str]:
    """A group of fields as the lines of a file."""
    entries = (_entry(key, value, 0, style) for key, value in fields.items())
    return [line for entry in entries for line in entry.split(style.eol)]


def _entry(key: str, value: Value, indent: int, style: Style) -> str:
    """A key with its value, whose first line is not indented yet; no record is in brackets."""
    is_record = isinstance(value, dict) and not indent
    written = _written(value, indent, style, below=_goes_below(value, style) or is_record)
    return f"{_name(key, value, style)}:{written}"


def _name(key: str, value: Value, style: Style) -> str:
    """A key as it is written: an id in quotes if it needs them, a field as it is."""
    return render.inline(key if isinstance(value, dict) else Plain(key), style)


def _goes_below(value: Value, style: Style, node: Node | None = None) -> bool:
    """Whether a value stands on lines of its own, as the one does in whose place it comes."""
    if not value or isinstance(value, str):
        return "\n" in (value or "")
    brackets = style.flow_groups if isinstance(value, dict) else style.flow_lists
    if node is not None and not isinstance(node, Scalar):
        brackets = is_flow(node)
    return not (brackets and render.is_short(value))


def _written(value: Value, indent: int, style: Style, *, below: bool, note: str = "") -> str:
    """What follows a colon: a value and the note beside it, or the note and the lines below it."""
    if not below or not value:
        return f" {render.inline(value, style)}{note}"
    lines = render.block(value, style)
    head = f" {lines.pop(0)}" if isinstance(value, str) else ""
    return head + note.rstrip() + "".join(style.eol + _indented(line, indent) for line in lines)


def _indented(line: str, indent: int) -> str:
    return " " * indent + line if line else ""


def replaced_value(
    document: Document, parent: Mapping, key: str, value: Value, style: Style
) -> Splice:
    """Another value for a key, in the form of the one that it has."""
    text = document.source.text
    node, after_colon = parent.get(key), colon_end(text, parent, key)
    start, end = parent.key_start(key), entry_end(text, parent, key)
    below = _goes_below(value, style, node) and not is_flow(parent)
    if isinstance(value, str) and comments_below(text, start, end) > line_end(text, end):
        below = False  # text that stands there would take in the comments
    if node is None and is_flow(parent):
        return Splice(after_colon, end, f" {render.inline(value, style)}")
    if is_inline(node) and (not below or node.start > line_end(text, after_colon)):
        return Splice(node.start, end, render.inline(value, style, _quote(node, value)))
    note, end = _side_note(text, after_colon, node, end)
    written = _written(value, column(text, start), style, below=below, note=note)
    return Splice(after_colon, end, written)


def _side_note(text: str, after_colon: int, node: Node | None, end: int) -> tuple[str, int]:
    """What stands beside a value on the line of its key, a comment at most, and where both end."""
    line = line_end(text, after_colon)
    if node is None:
        return text[end:line], line
    if node.start > line:
        return text[after_colon:line].rstrip(), line_end(text, end)
    if is_block_text(node):
        sign = BLOCK_SIGN.match(text, node.start)
        return text[sign.end() if sign else line : line].rstrip(), end
    return text[end : line_end(text, end)], line_end(text, end)


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
    if isinstance(node, Scalar) or is_flow(node):
        return Splice(node.start, end, render.inline(value, style, _quote(node, value)))
    end = line_end(text, end)
    if isinstance(value, str) or not value:
        return Splice(node.start, end, render.inline(value, style))
    indent = column(text, node.start)
    return Splice(node.start, end, _lines_at(value, indent, style)[indent:])


def _lines_at(value: Value, indent: int, style: Style) -> str:
    """The lines of a list or a group that stand at a column."""
    shift = style.dash if isinstance(value, list) else style.indent
    lines = (line[shift:] for line in render.block(value, style))
    return style.eol.join(_indented(line, indent) for line in lines)


def new_item(document: Document, parent: Sequence, item: Value, style: Style) -> Splice:
    """An item behind the last one."""
    text, last = document.source.text, len(parent) - 1
    if not parent:
        return Splice(parent.start + 1, parent.start + 1, render.inline(item, style))
    start, end = item_start(text, parent, last), item_end(text, parent, last)
    if not is_flow(parent):
        offset, indent = comments_below(text, start, end), column(text, start)
        return Splice(offset, offset, style.eol + _lines_at([item], indent, style))
    written = render.inline(item, style)
    return _in_brackets(text, (start, end), closing_of(parent), written, style)


def renamed_key(parent: Mapping, key: str, name: str, style: Style) -> Splice:
    """Another name for a key, in the quotes that it has."""
    event = parent.key_events[key]
    quote = event.style if event.style in ("'", '"') else ""
    return Splice(event.start_mark.index, event.end_mark.index, render.inline(name, style, quote))
