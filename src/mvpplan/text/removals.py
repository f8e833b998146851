"""Splices that delete: which lines, or which part of a line, leave a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.text.guards import EditError
from mvpplan.text.spans import (
    COMMA,
    Splice,
    block_text_above,
    closing_of,
    comments_above,
    comments_below,
    entry_end,
    is_blank,
    is_first_on_line,
    is_flow,
    item_end,
    item_start,
    keeps_blanks,
    line_above,
    line_end,
    next_line,
)

if TYPE_CHECKING:
    from mvpplan.text.nodes import Document, Mapping, Sequence


def deleted_entry(document: Document, parent: Mapping, key: str, frame: int | None) -> Splice:
    """No entry of that key any more; ``frame`` is where the value would stand that holds it."""
    text, keys = document.source.text, list(parent.key_events)
    index, span = keys.index(key), (parent.key_start(key), entry_end(text, parent, key))
    if len(keys) == 1:
        return _emptied(document, parent, span, frame)
    after = parent.key_start(keys[index + 1]) if index + 1 < len(keys) else None
    if is_flow(parent):
        before = entry_end(text, parent, keys[index - 1]) if index else None
        return _out_of_brackets(document, span, after, before)
    return _out_of_block(document, span, after)


def deleted_item(document: Document, parent: Sequence, index: int, frame: int | None) -> Splice:
    """No such item any more; ``frame`` is where the value would stand that holds it."""
    text = document.source.text
    span = item_start(text, parent, index), item_end(text, parent, index)
    if len(parent) == 1:
        return _emptied(document, parent, span, frame)
    after = item_start(text, parent, index + 1) if index + 1 < len(parent) else None
    if is_flow(parent):
        before = item_end(text, parent, index - 1) if index else None
        return _out_of_brackets(document, span, after, before)
    return _out_of_block(document, span, after)


def _emptied(
    document: Document, node: Mapping | Sequence, span: tuple[int, int], frame: int | None
) -> Splice:
    """Nothing in a mapping or a list any more; what stands beside its name stays."""
    text, (start, end) = document.source.text, span
    if is_flow(node):
        return _emptied_brackets(document, node, span)
    if frame is None:
        raise EditError("nothing would be left in the file")
    empty = " {}" if isinstance(node, dict) else " []"
    end = comments_below(text, *span)
    if not is_first_on_line(text, start):
        return Splice(frame, end, empty, (start, end))
    first, last = comments_above(text, start), next_line(text, end)
    kept = text[frame:first]
    if not text.endswith(("\n", "\r"), first, last):
        kept = kept.rstrip()
    return Splice(frame, last, empty + kept, (first, last))


def _emptied_brackets(
    document: Document, node: Mapping | Sequence, span: tuple[int, int]
) -> Splice:
    """Empty brackets, with the comments in them that do not belong to what is deleted."""
    text, closing, (start, end) = document.source.text, closing_of(node), span
    comma = COMMA.match(text, end)
    end = comma.end() if comma else end
    if line_end(text, node.start) >= closing:
        return Splice(node.start + 1, closing, "", span)
    if is_first_on_line(text, start) and line_end(text, end) < closing:
        return _without_lines(document, start, end)
    return Splice(start, end, "", span)


def _out_of_block(document: Document, span: tuple[int, int], after: int | None) -> Splice:
    """One entry or item less that has lines of its own but for a dash before it."""
    text, start = document.source.text, span[0]
    end = comments_below(text, *span)
    if is_first_on_line(text, start):
        return _without_lines(document, start, end)
    if after is None:
        raise EditError("it shares its line with something else")
    if "#" in text[end:after]:  # the dash stays alone, above the comment
        return Splice(len(text[:start].rstrip(" ")), end, "", (start, end))
    return Splice(start, after, "", (start, end))


def _out_of_brackets(
    document: Document, span: tuple[int, int], after: int | None, before: int | None
) -> Splice:
    """One entry less in brackets, with the comma before or after it, and with a line of its own."""
    text, (start, end) = document.source.text, span
    comma, rest = COMMA.match(text, end), line_end(text, end)
    own_line = is_first_on_line(text, start)
    if own_line and comma and (after is None or after > rest):
        return _without_lines(document, start, comma.end())
    if after is not None and (after < rest or before is None):
        return Splice(start, after if after < rest else comma.end() if comma else end, "", span)
    before = start if before is None else before
    if own_line and not text[end:rest].strip(" \t").startswith(("]", "}")):
        first = comments_above(text, start)
        kept = text[before:first].replace(",", "", 1).rstrip()
        return Splice(before, rest, kept, (first, rest))
    return Splice(before, end, "", span)


def _without_lines(document: Document, start: int, end: int) -> Splice:
    """Without the lines from an offset to another, and the comments above that belong to them.

    Of the empty lines above and below, the longer row is left, or at the end of the file the one
    below. Empty lines below text that would keep them are not left.
    """
    text = document.source.text
    first, last = comments_above(text, start), next_line(text, end)
    dropped = (first, last)
    top, bottom = first, last
    while top and is_blank(text, line_above(text, top)):
        top = line_above(text, top)
    while bottom < len(text) and is_blank(text, bottom):
        bottom = next_line(text, bottom)
    above = block_text_above(text, document.root, first)
    if above is not None and keeps_blanks(text, above):
        last = bottom
    elif bottom == len(text) or first - top <= bottom - last:
        first = top
    else:
        last = bottom
    if last == len(text) and not text.endswith(("\n", "\r")):
        above = block_text_above(text, document.root, first)
        if above is None or not above.endswith("\n"):  # which would lose it
            first = len(text[:first].rstrip("\r\n"))
    return Splice(first, last, "", dropped)
