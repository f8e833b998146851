"""Splices that delete: which lines, or which part of a line, leave a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.text.guards import EditError
from mvpplan.text.spans import (
    COMMA,
    Splice,
    comments_above,
    entry_end,
    is_blank,
    is_first_on_line,
    is_flow,
    item_end,
    item_start,
    line_above,
    line_end,
    next_line,
)

if TYPE_CHECKING:
    from mvpplan.text.nodes import Document, Mapping, Sequence


def deleted_entry(document: Document, parent: Mapping, key: str, frame: int | None) -> Splice:
    """No entry of that key any more; ``frame`` is where the value would stand that holds it."""
    text, keys = document.source.text, list(parent.key_events)
    index, start, end = keys.index(key), parent.key_start(key), entry_end(text, parent, key)
    if len(keys) == 1:
        return _emptied(text, parent, (start, end), "{}", frame)
    after = parent.key_start(keys[index + 1]) if index + 1 < len(keys) else None
    if is_flow(parent):
        before = entry_end(text, parent, keys[index - 1]) if index else None
        return _out_of_brackets(text, (start, end), after, before)
    return _out_of_block(text, (start, end), after)


def deleted_item(document: Document, parent: Sequence, index: int, frame: int | None) -> Splice:
    """No such item any more; ``frame`` is where the value would stand that holds it."""
    text = document.source.text
    start, end = item_start(text, parent, index), item_end(text, parent, index)
    if len(parent) == 1:
        return _emptied(text, parent, (start, end), "[]", frame)
    after = item_start(text, parent, index + 1) if index + 1 < len(parent) else None
    if is_flow(parent):
        before = item_end(text, parent, index - 1) if index else None
        return _out_of_brackets(text, (start, end), after, before)
    return _out_of_block(text, (start, end), after)


def _emptied(
    text: str, node: Mapping | Sequence, span: tuple[int, int], empty: str, frame: int | None
) -> Splice:
    """Nothing in a mapping or a list any more; what stands beside its name stays."""
    start, end = span
    own_line = is_first_on_line(text, start)
    first = comments_above(text, start) if own_line else start
    if is_flow(node):
        closing = int(node.closing.start_mark.index)
        last = min(closing, line_end(text, end)) if own_line else end
        return Splice(node.start + 1, closing, "", (first, last))
    if frame is None:
        raise EditError("nothing would be left in the file")
    if not own_line:
        return Splice(frame, line_end(text, end), f" {empty}", (start, line_end(text, end)))
    last = next_line(text, end)
    kept = (
        text[frame:first]
        if text.endswith(("\n", "\r"), first, last)
        else text[frame:first].rstrip()
    )
    return Splice(frame, last, f" {empty}{kept}", (first, last))


def _out_of_block(text: str, span: tuple[int, int], after: int | None) -> Splice:
    """One entry or item less that has lines of its own but for a dash before it."""
    start, end = span
    if is_first_on_line(text, start):
        return _without_lines(text, start, end)
    if after is None:
        raise EditError("it shares its line with something else")
    own = (start, line_end(text, end))
    if "#" in text[own[1] : after]:  # the dash stays alone, above the comment
        return Splice(len(text[:start].rstrip(" ")), own[1], "", own)
    return Splice(start, after, "", own)


def _out_of_brackets(
    text: str, span: tuple[int, int], after: int | None, before: int | None
) -> Splice:
    """One entry less in brackets, with the comma before or after it, and with a line of its own."""
    start, end = span
    comma = COMMA.match(text, end)
    rest = line_end(text, end)
    own_line = is_first_on_line(text, start)
    if own_line and comma and (after is None or after > rest):
        return _without_lines(text, start, comma.end())
    if after is not None:
        return Splice(start, after, "", span)
    before = start if before is None else before
    if own_line and not text[end:rest].strip(" \t").startswith(("]", "}")):
        first = comments_above(text, start)
        kept = text[before:first].replace(",", "", 1).rstrip()
        return Splice(before, rest, kept, (first, rest))
    return Splice(before, end, "", span)


def _without_lines(text: str, start: int, end: int) -> Splice:
    """Without the lines from an offset to another, and the comments above that belong to them.

    Of the empty lines before and after, no more are left than stood on one side.
    """
    first, last = comments_above(text, start), next_line(text, end)
    is_last = last == len(text)
    above = line_above(text, first)
    after_blank = first > 0 and is_blank(text, above)
    if after_blank and is_last:
        first = above
    elif after_blank and is_blank(text, last):
        last = next_line(text, last)
    if is_last and not text.endswith(("\n", "\r")):
        first = len(text[:first].rstrip("\r\n"))
    return Splice(first, last, "", (first, last))
