"""Where things end in a text: nodes, lines, and the comments between them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mvpplan.text.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.text.nodes import Node

_BREAKS = "\r\n"
_LINE_END = re.compile(r"\r\n|\n|\r")
_COMMENT = re.compile(r"#[^\r\n]*")
_BLOCK_STYLES = ("|", ">")


def line_start(text: str, offset: int) -> int:
    """Offset of the first character of a line."""
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def line_end(text: str, offset: int) -> int:
    """Offset of a line's end, before the characters that end it."""
    found = _LINE_END.search(text, offset)
    return found.start() if found else len(text)


def next_line(text: str, offset: int) -> int:
    """Offset of the line after the one of an offset; the length of the text if there is none."""
    found = _LINE_END.search(text, offset)
    return found.end() if found else len(text)


def column(text: str, offset: int) -> int:
    """How many characters stand before an offset on its line."""
    return offset - line_start(text, offset)


def is_first_on_line(text: str, offset: int) -> bool:
    """Whether nothing but spaces stands before an offset on its line."""
    return not text[line_start(text, offset) : offset].strip(" ")


def is_flow(node: Node) -> bool:
    """Whether a mapping or a list is written in brackets."""
    return not isinstance(node, Scalar) and bool(node.event.flow_style)


def is_block_text(node: Node) -> bool:
    """Whether a value is text under a ``|`` or ``>``."""
    return isinstance(node, Scalar) and node.event.style in _BLOCK_STYLES


def colon_end(text: str, mapping: Mapping, key: str) -> int:
    """Offset after the colon of a key."""
    return text.index(":", mapping.key_events[key].end_mark.index) + 1


def node_end(text: str, node: Node) -> int:
    """Offset after the last character of a node: of its deepest child, or its closing bracket."""
    if isinstance(node, Scalar):
        end = node.end
        if is_block_text(node):
            end = node.start + len(text[node.start : end].rstrip())
            end = line_end(text, end)
        return end
    if is_flow(node):
        return int(node.closing.end_mark.index)
    if isinstance(node, Mapping):
        return entry_end(text, node, next(reversed(node.key_events)))
    return item_end(text, node, len(node) - 1)


def entry_end(text: str, mapping: Mapping, key: str) -> int:
    """Offset after the value of a key, or after its colon if it has none."""
    value = mapping.get(key)
    return colon_end(text, mapping, key) if value is None else node_end(text, value)


def item_start(text: str, sequence: Sequence, index: int) -> int:
    """Offset of an item: of its dash, or in brackets of its value."""
    item = sequence[index]
    if item is None:
        return sequence.empties[index]
    return item.start if is_flow(sequence) else text.rindex("-", 0, item.start)


def item_end(text: str, sequence: Sequence, index: int) -> int:
    """Offset after the last character of an item."""
    item = sequence[index]
    return sequence.empties[index] + 1 if item is None else node_end(text, item)


def comments_above(text: str, offset: int) -> int:
    """Offset of the first of the comment lines directly above a line that are indented like it."""
    start = line_start(text, offset)
    indent = offset - start
    while start:
        above = line_start(text, start - 1 - text[:start].endswith("\r\n"))
        line = text[above:start].rstrip(_BREAKS)
        if not line.startswith(" " * indent + "#"):
            break
        start = above
    return start


def comments(text: str, root: Node | None) -> list[tuple[int, str]]:
    """Every comment of a text, with its offset: what starts with ``#`` outside of any value."""
    found: list[tuple[int, str]] = []
    offset = 0
    for start, end in [*sorted(_scalars(root)), (len(text), len(text))]:
        found += _comments_between(text, offset, start)
        if text.startswith(_BLOCK_STYLES, start, end):  # a comment may follow the sign
            found += _comments_between(text, start, line_end(text, start))
        offset = max(offset, end)
    return found


def _comments_between(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The comments in a stretch of text that holds no value."""
    for match in _COMMENT.finditer(text, start, end):
        yield match.start(), match[0].rstrip()


def _scalars(root: Node | None) -> Iterator[tuple[int, int]]:
    """Start and end of every value and key."""
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
