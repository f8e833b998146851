"""What a YAML file says, with the place of every value in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml.events import CollectionStartEvent, Event, ScalarEvent

    from mvpplan.errors import FieldPath

_BOM = b"\xef\xbb\xbf"
_LINE_END = re.compile(r"\r\n|\n|\r")

# Nodes are subclasses of the plain types, so that Pydantic reads them as they are, and keep the
# parser's events, so that a position costs nothing until somebody asks for it.


class Scalar(str):
    """A value as it is written, unquoted and unfolded; never empty."""

    __slots__ = ("event",)
    event: ScalarEvent

    @property
    def start(self) -> int:
        """Offset of the first character, quotes included, in code points."""
        return int(self.event.start_mark.index)

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return int(self.event.end_mark.index)

    @property
    def plain(self) -> bool:
        """Whether the value stands without quotes and is no block text."""
        return not getattr(self.event, "style", None)


class Mapping(dict[str, "Node"]):
    """Keys with their values; a key without a value stands in ``key_events`` only."""

    __slots__ = ("closing", "event", "key_events")
    event: CollectionStartEvent
    closing: Event
    key_events: dict[str, ScalarEvent]

    @property
    def start(self) -> int:
        """Offset of the first key, or of the opening bracket."""
        return int(self.event.start_mark.index)

    def key_start(self, key: str) -> int:
        """Offset of a key that stands here, with or without a value."""
        return int(self.key_events[key].start_mark.index)


class Sequence(list["Node | None"]):
    """List items; None is an item that has no value, whose offset is kept by its index."""

    __slots__ = ("closing", "empties", "event")
    event: CollectionStartEvent
    closing: Event
    empties: dict[int, int]

    @property
    def start(self) -> int:
        """Offset of the first dash, or of the opening bracket."""
        return int(self.event.start_mark.index)


Node: TypeAlias = Scalar | Mapping | Sequence


@dataclass(frozen=True)
class Source:
    """A file's text; ``path`` is relative to the plan. A BOM is not part of the text."""

    path: str
    text: str
    bom: bool = False

    def encoded(self, text: str | None = None) -> bytes:
        """The bytes of the file, or those that another text would have in its place."""
        return _BOM * self.bom + (self.text if text is None else text).encode()

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of an offset; lines end where editors end them."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line, without its end."""
        starts = self._line_starts
        stop = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : stop].rstrip("\r\n")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that the reader refuses, with the offset of the text it means."""

    code: str
    offset: int
    message: str
    hint: str
    held: bytes = b""
    """What could be had of a file that cannot be read; its words may be ids."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read.

    ``root`` is None if it holds nothing; ``faults`` were found on the way; ``empties`` tells
    whether any key has no value.
    """

    source: Source
    root: Node | None
    faults: tuple[Fault, ...]
    empties: bool


def nodes_of(root: Node | None) -> Iterator[Node]:
    """Every node from one down, itself included, in no order."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mapping):
            waiting.extend(node.values())
        elif isinstance(node, Sequence):
            waiting.extend(node)
        if node is not None:
            yield node


def offset_of(root: Node, at: FieldPath, *, key: bool = False, within: int = 0) -> int:
    """Where the value at a path starts; where its nearest existing parent starts if it is missing.

    A key without a value is shown at the key, and so is every key if ``key`` is set. ``within``
    counts characters of the value, and is followed as far as the text stands as it reads.
    """
    node: Node | None = root
    offset = root.start
    for step, part in enumerate(at, start=1):
        if isinstance(node, Mapping) and isinstance(part, str) and part in node.key_events:
            offset = node.key_start(part)
            if key and step == len(at):
                break
            node = node.get(part)
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node):
            offset = node.empties.get(part, offset)
            node = node[part]
        else:
            break
        if node is not None:
            offset = node.start
    if within and isinstance(node, Scalar):
        quotes = node.end - node.start - len(node)
        offset += within + quotes // 2 if quotes in (0, 2) else 0
    return offset
