"""Diagrams of nodes, edges and groups, whatever they are about, and the names they go by.

``mermaid.py`` and ``dot.py`` write them out; both take every label through ``safe_label``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from mvpplan.text.labels import safe_label
from mvpplan.text.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_LINE = 200
"""Characters of a line of a label; whoever makes a diagram breaks lines long before."""

_LONGEST_NAME = 64
_NO_NAME = re.compile(r"[^a-z0-9]+")


class Shape(StrEnum):
    """The outline of a node."""

    BOX = "box"
    ROUNDED = "rounded"
    OVAL = "oval"
    DIAMOND = "diamond"
    STOP = "stop"
    ARROW = "arrow"
    DOUBLE = "double"


class Tone(StrEnum):
    """How a node or an edge looks at you; what it means has to stand in its label as well."""

    PLAIN = "plain"
    GOOD = "good"
    WARN = "warn"
    ALERT = "alert"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Node:
    """A node.

    Attributes:
        id: by which edges name it; any text.
        lines: what it is called, line by line.
        notes: what else is said of it, in lines below that.
        shape: its outline.
        tone: its colours.
        strong: whether it stands out.
        group: the id of the group that it lies in.
        tip: what is told of it where there is room, as under the pointer; its label unless given.
    """

    id: str
    lines: tuple[str, ...]
    notes: tuple[str, ...] = ()
    shape: Shape = Shape.BOX
    tone: Tone = Tone.PLAIN
    strong: bool = False
    group: str | None = None
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow from one node to another, or to itself."""

    start: str
    end: str
    label: str = ""
    tone: Tone = Tone.PLAIN
    strong: bool = False
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A frame around some nodes."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Diagram:
    """Nodes, edges and groups, in the order in which they are to be written.

    Attributes:
        title: what is shown, in one line.
        nodes: each with an id of its own.
        edges: between nodes that are there.
        groups: those that no node lies in are left out.
        caption: how to read it, in one line below.
        downwards: whether it is read from top to bottom instead of from left to right.
    """

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...] = ()
    groups: tuple[Group, ...] = ()
    caption: str = ""
    downwards: bool = False

    def __post_init__(self) -> None:
        """Refuse what would draw other nodes than these; raises ValueError."""
        known = {node.id for node in self.nodes}
        groups = {group.id for group in self.groups}
        if len(known) < len(self.nodes) or len(groups) < len(self.groups):
            raise ValueError("two nodes or groups with one id")
        if any({edge.start, edge.end} - known for edge in self.edges):
            raise ValueError("an edge to a node that is not there")
        if {node.group for node in self.nodes} - groups - {None}:
            raise ValueError("a node in a group that is not there")

    def members(self) -> list[tuple[Group | None, list[Node]]]:
        """The nodes of each group that has some, then those without a group, if there are any."""
        found: dict[str | None, list[Node]] = {group.id: [] for group in self.groups} | {None: []}
        for node in self.nodes:
            found[node.group].append(node)
        named = [(group, found[group.id]) for group in self.groups]
        return [(group, nodes) for group, nodes in (*named, (None, found[None])) if nodes]


def names(ids: Iterable[str], prefix: str) -> dict[str, str]:
    """A name in small ASCII letters, digits and ``_`` for each id; no two alike, none a keyword.

    >>> names(["end", "guest-checkout", "guest_checkout", "Ü"], "n")
    {'end': 'n_end', 'guest-checkout': 'n_guest_checkout', \
'guest_checkout': 'n_guest_checkout_2', 'Ü': 'n_3'}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for number, each in enumerate(ids):
        stem = _NO_NAME.sub("_", each.lower())[:_LONGEST_NAME].strip("_")
        name = wanted = f"{prefix}_{stem or number}"
        place = 1
        while name in taken:
            place += 1
            name = f"{wanted}_{place}"
        taken.add(name)
        found[each] = name
    return found


def label(lines: Iterable[str], line_end: str) -> str:
    """The lines of a label, each made safe, with something between them; never empty."""
    shown = [shortened(safe_label(each), LONGEST_LINE) for each in lines]
    return line_end.join(each for each in shown if each) or "–"
