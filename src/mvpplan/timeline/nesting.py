"""A graph as an outline: each record once in full below what hangs on it, and short where not."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from mvpplan.model.decision import Decision
from mvpplan.model.graph import reachable
from mvpplan.timeline.graph import OPEN, UNREAD
from mvpplan.timeline.rows import Row, Way, Writer, late_among

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mvpplan.timeline.graph import Graph

MOST_ROWS = 80
"""Rows of an outline before it is folded: two screens or three."""

_MOST_BELOW = 6


@dataclass(frozen=True, slots=True)
class Section:
    """The part of an outline about a function.

    Attributes:
        function: None if it is not given.
        counts: how many of its records there are of each kind.
        late: how many of them are late.
        rows: its decisions, and its records on which none hangs, each with what it hangs on.
        elsewhere: ids of its other records, which stand with what hangs on them.
        more: how many of its records are folded, and ``more_late`` how many of them are late.
    """

    function: str | None
    counts: Counter[str]
    late: int
    rows: tuple[Row, ...]
    elsewhere: tuple[str, ...] = ()
    more: int = 0
    more_late: int = 0


@dataclass(frozen=True)
class Outline:
    """A graph as an outline.

    Attributes:
        graph: what it is made of.
        sections: for each function, its records on their own with what they hang on; in a focus
            none.
        before: what the focus hangs on.
        behind: what hangs on the focus.
        ahead: how many records the focus hangs on, and ``after`` how many hang on it.
        folded: how many records are not shown because it would be too long.
    """

    graph: Graph
    sections: tuple[Section, ...] = ()
    before: tuple[Row, ...] = ()
    behind: tuple[Row, ...] = ()
    ahead: int = 0
    after: int = 0
    folded: int = 0

    @cached_property
    def shown(self) -> frozenset[str]:
        """The ids of the records that it shows."""
        rows = [row for section in self.sections for row in section.rows]
        return _shown([*rows, *self.before, *self.behind])


def _shown(rows: Iterable[Row]) -> frozenset[str]:
    return frozenset(row.node.id for row in rows if not row.more)


def _folded(whole: Outline, shown: Outline) -> int:
    """How many records are no longer shown; an id that leads to no record is none."""
    gone = whole.shown - shown.shown
    return sum(whole.graph.nodes[name].kind is not None for name in gone)


def nest(graph: Graph, most: int | None = MOST_ROWS) -> Outline:
    """Make an outline of a graph; folded to half of so many rows if it has more of them."""
    if graph.focus is not None:
        return _around(graph, graph.focus, most)
    roots = _roots(graph)
    outline = _outline(graph, roots, None)
    if most is None or sum(len(section.rows) for section in outline.sections) <= most:
        return outline
    folded = _outline(graph, _most_urgent(graph, roots, most // 2), _MOST_BELOW)
    return replace(folded, folded=_folded(outline, folded))


def _around(graph: Graph, focus: str, most: int | None) -> Outline:
    """What a record hangs on, and what hangs on it."""

    def rows(limit: int | None) -> list[tuple[Row, ...]]:
        told: set[str] = set()
        ways = (Way(graph, back=True), Way(graph, back=False))
        return [tuple(Writer(way, told=told).below(focus, limit)) for way in ways]

    before, behind = rows(None)
    ahead, after = (len(_shown(each) - {focus}) for each in (before, behind))
    whole = Outline(graph, (), before, behind, ahead, after)
    if most is None or len(before) + len(behind) <= most:
        return whole
    before, behind = rows(most // 4)
    folded = replace(whole, before=before, behind=behind)
    return replace(folded, folded=_folded(whole, folded))


def _settled(graph: Graph) -> frozenset[str]:
    """What is there only because something hangs on it, and holds: nothing is said below it."""
    others = (node for node in graph.nodes.values() if node.id not in graph.entries)
    return frozenset(node.id for node in others if node.state not in (OPEN, UNREAD))


def _roots(graph: Graph) -> dict[str | None, list[str]]:
    """The records that stand on their own in each function, the most urgent first.

    All decisions do, and what hangs below none of them.
    """
    entries = [graph.nodes[name] for name in graph.entries]
    entries.sort(key=lambda node: (node.kind != Decision.kind, node.urgency()))
    ends = _settled(graph)
    back = {
        name: [tie.first for tie in found]
        for name, found in graph.before.items()
        if name not in ends
    }
    roots = [node for node in entries if node.kind == Decision.kind]
    reached = reachable(back, [node.id for node in roots])
    rest = [node for node in entries if node.id not in reached]
    left = {node.id for node in rest}
    tops = [n for n in rest if not any(t.then in left for t in graph.behind.get(n.id, []))]
    for node in [*tops, *rest]:  # of a circle, which has no top, the most urgent
        if node.id not in reached:
            roots.append(node)
            reached |= reachable(back, [node.id])
    found: dict[str | None, list[str]] = {name: [] for name in graph.functions}
    for node in roots:
        found[node.function].append(node.id)
    return {name: ids for name, ids in found.items() if ids}


def _most_urgent(
    graph: Graph, roots: dict[str | None, list[str]], most: int
) -> dict[str | None, list[str]]:
    """As many roots as have room in so many rows, the most urgent of each function in turn."""
    chosen: dict[str | None, list[str]] = {name: [] for name in roots}
    writer = Writer(Way(graph, back=True), ends=_settled(graph))
    ranks = [(place, name, root) for name, ids in roots.items() for place, root in enumerate(ids)]
    for _, name, root in sorted(ranks, key=lambda each: each[0]):
        most -= 2 + len(writer.nearest(root, _MOST_BELOW))
        if most < 0 and chosen[name]:
            break
        chosen[name].append(root)
    return chosen


def _outline(graph: Graph, roots: dict[str | None, list[str]], most: int | None) -> Outline:
    """An outline with those roots, each with at most so many rows below it."""
    every = frozenset(name for ids in roots.values() for name in ids)
    ends = _settled(graph)
    if most is not None:  # each decision has a place of its own, if only among those folded there
        ends |= {each.id for each in graph.nodes.values() if each.kind == Decision.kind}
    writer = Writer(Way(graph, back=True), every, ends)
    written: dict[str | None, list[Row]] = {}
    for function in graph.functions:
        written[function] = rows = []
        for name in roots.get(function, ()):
            rows.append(Row(0, graph.nodes[name], behind=_behind(graph, name)))
            rows += writer.below(name, most)
    shown = _shown(row for rows in written.values() for row in rows)
    sections = [_section(graph, name, rows, shown) for name, rows in written.items()]
    return Outline(graph, tuple(each for each in sections if each.counts))


def _section(graph: Graph, function: str | None, rows: list[Row], shown: frozenset[str]) -> Section:
    own = [node for node in graph.functions[function] if node.id in graph.entries]
    here = {row.node.id for row in rows if not row.again and not row.more}
    rest = [node for node in own if node.id not in shown]
    return Section(
        function,
        Counter(node.kind or "" for node in own),
        late_among(own),
        tuple(rows),
        tuple(node.id for node in own if node.id in shown - here),
        len(rest),
        late_among(rest),
    )


def _behind(graph: Graph, name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The ids of what hangs on a record, by the words for that."""
    found: dict[str, list[str]] = defaultdict(list)
    way = Way(graph, back=False)
    for tie, node in way.steps(name):
        found[way.words(tie)].append(node.id)
    return tuple((words, tuple(ids)) for words, ids in found.items())
