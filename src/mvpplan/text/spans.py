"""Where things end in a text: nodes, lines, and the comments between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeGuard

from mvpplan.text.nodes import Mapping, Scalar, Sequence, nodes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.text.nodes import Node

COMMA = re.compile(r"[ \t]*,")
BLOCK_SIGN = re.compile(r"[|>][-+\d]*")

_BREAKS = "\r\n"
_LINE_END = re.compile(r"\r\n|\n|\r")
_COMMENT = re.compile(r"#[^\r\n]*")
_COLON = re.compile(r"[ \t]*:")
# How a value can be written that says nothing; the reader makes no node of it.
_NOTHING = re.compile(r"""[ \t]*(?:~|null|"\s*"|'\s*'|[|>][-+\d]*)""")
_BLOCK_STYLES = ("|", ">")


@dataclass(frozen=True, slots=True)
class Splice:
    """Text to stand in place of what is between two offsets.

    ``dropped`` is the stretch that is deleted on purpose, with the comments in it.
    """

    start: int
    end: int
    text: str
    dropped: tuple[int, int] = (0, 0)


def line_start(text: str, offset: int) -> int:
    """Offset of the first character of a line."""
    start = text.rfind("\n", 0, offset) + 1
    return max(start, text.rfind("\r", start, offset) + 1)


def line_above(text: str, start: int) -> int:
    """Offset of the line above the one that starts at an offset."""
    return line_start(text, start - 1 - text.endswith("\r\n", 0, start))


def line_end(text: str, offset: int) -> int:
    """Offset of a line's end, before the characters that end it."""
    found = _LINE_END.search(text, offset)
    return found.start() if found else len(text)


def next_line(text: str, offset: int) -> int:
    """Offset of the line after the one of an offset; the length of the text if there is none."""
    found = _LINE_END.search(text, offset)
    return found.end() if found else len(text)


def is_blank(text: str, start: int) -> bool:
    """Whether nothing but spaces stands on a line that starts at an offset."""
    return not text[start : line_end(text, start)].strip(" \t")


def column(text: str, offset: int) -> int:
    """How many characters stand before an offset on its line."""
    return offset - line_start(text, offset)


def is_first_on_line(text: str, offset: int) -> bool:
    """Whether nothing but spaces stands before an offset on its line."""
    return not text[line_start(text, offset) : offset].strip(" ")


def is_flow(node: Node) -> bool:
    """Whether a mapping or a list is written in brackets."""
    return not isinstance(node, Scalar) and bool(node.event.flow_style)


def is_inline(node: Node | None) -> TypeGuard[Node]:
    """Whether a value is neither a block of entries or items nor text under a ``|`` or ``>``."""
    if node is None or is_block_text(node):
        return False
    return isinstance(node, Scalar) or is_flow(node)


def is_block_text(node: Node) -> TypeGuard[Scalar]:
    """Whether a value is text under a ``|`` or ``>``."""
    return isinstance(node, Scalar) and node.event.style in _BLOCK_STYLES


def colon_end(text: str, mapping: Mapping, key: str) -> int:
    """Offset after the colon of a key, or after the key if it has none (``{key}``)."""
    end = int(mapping.key_events[key].end_mark.index)
    colon = _COLON.match(text, end)
    return colon.end() if colon else end


def node_end(text: str, node: Node) -> int:
    """Offset after the last character of a node: of its deepest child, or its closing bracket."""
    if isinstance(node, Scalar):
        end = node.end
        return _block_text_end(text, node) if is_block_text(node) else end
    if is_flow(node):
        return int(node.closing.end_mark.index)
    if isinstance(node, Mapping):
        return entry_end(text, node, next(reversed(node.key_events)))
    return item_end(text, node, len(node) - 1)


def closing_of(node: Mapping | Sequence) -> int:
    """Offset of a closing bracket."""
    return int(node.closing.start_mark.index)


def _block_text_end(text: str, node: Scalar) -> int:
    """Offset after the last line of block text; empty lines belong to it if its sign keeps them."""
    if keeps_blanks(text, node) and text.endswith(tuple(_BREAKS), node.start, node.end):
        return line_end(text, line_above(text, node.end))
    return line_end(text, node.start + len(text[node.start : node.end].rstrip(" \r\n")))


def keeps_blanks(text: str, node: Scalar) -> bool:
    """Whether the empty lines below block text belong to it."""
    sign = BLOCK_SIGN.match(text, node.start)
    return sign is not None and "+" in sign[0]


def block_text_above(text: str, root: Node | None, start: int) -> Scalar | None:
    """The block text whose last line is directly above the one that starts at an offset."""
    for node in nodes_of(root):
        if is_block_text(node) and next_line(text, node_end(text, node)) == start:
            return node
    return None


def entry_end(text: str, mapping: Mapping, key: str) -> int:
    """Offset after the value of a key, or after its colon if it has none."""
    value = mapping.get(key)
    if value is None:
        return _nothing_end(text, colon_end(text, mapping, key))
    return node_end(text, value)


def item_start(text: str, sequence: Sequence, index: int) -> int:
    """Offset of an item: of its dash, or in brackets of its value."""
    item = sequence[index]
    if is_flow(sequence):
        return sequence.empties[index] if item is None else item.start
    if index == 0:
        return sequence.start
    start = line_start(text, sequence.empties[index] if item is None else item.start)
    dash = " " * column(text, sequence.start) + "-"
    while start and not text.startswith(dash, start):  # below its dash, perhaps below comments
        start = line_above(text, start)
    return start + len(dash) - 1


def item_end(text: str, sequence: Sequence, index: int) -> int:
    """Offset after the last character of an item."""
    item = sequence[index]
    if item is not None:
        return node_end(text, item)
    start = item_start(text, sequence, index)
    return _nothing_end(text, start if is_flow(sequence) else start + 1)


def _nothing_end(text: str, start: int) -> int:
    """Offset after a value that says nothing; the one where it would start if none is written."""
    written = _NOTHING.match(text, start)
    return written.end() if written else start


def comments_above(text: str, offset: int) -> int:
    """Offset of the first of the comment lines directly above a line that are indented like it."""
    start = line_start(text, offset)
    indent = offset - start
    while start:
        above = line_above(text, start)
        line = text[above:start].rstrip(_BREAKS)
        if not line.startswith(" " * indent + "#"):
            break
        start = above
    return start


def comments_below(text: str, offset: int, end: int) -> int:
    """Offset of the end of an entry that starts and whose value ends at offsets.

    Comments below it that are indented deeper stand inside of it.
    """
    indent, end = column(text, offset), line_end(text, end)
    start = next_line(text, end)
    while start < len(text):
        line = text[start : line_end(text, start)]
        if line.startswith(" " * (indent + 1)) and line.lstrip(" ").startswith("#"):
            end = start + len(line)
        elif line.strip(" \t"):
            break
        start = next_line(text, start)
    return end


def comments(text: str, root: Node | None) -> list[tuple[int, str]]:
    """Every comment of a text, with its offset: what starts with ``#`` outside of any value."""
    found: list[tuple[int, str]] = []
    offset = 0
    for start, end in [*sorted(_texts(root)), (len(text), len(text))]:
        found += _comments_between(text, offset, start)
        if text.startswith(_BLOCK_STYLES, start, end):  # a comment may follow the sign
            found += _comments_between(text, start, line_end(text, start))
        offset = max(offset, end)
    return found


def _comments_between(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The comments in a stretch of text that holds no value."""
    for match in _COMMENT.finditer(text, start, end):
        yield match.start(), match[0].rstrip()


def _texts(root: Node | None) -> Iterator[tuple[int, int]]:
    """Start and end of every value and key."""
    for node in nodes_of(root):
        if isinstance(node, Mapping):
            for event in node.key_events.values():
                yield event.start_mark.index, event.end_mark.index
        elif isinstance(node, Scalar):
            yield node.start, node.end
