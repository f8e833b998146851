"""What hangs on what, as a diagram: records in the frames of their functions, or functions only."""

from __future__ import annotations

from collections import Counter
from textwrap import wrap
from typing import TYPE_CHECKING

from rich.cells import cell_len

from mvpplan.output.diagrams import Diagram, Edge, Group, Node, Shape, Tone
from mvpplan.output.graph_words import deadline, function_title, standing, tally, title_of
from mvpplan.text.characters import clean
from mvpplan.text.words import day_name
from mvpplan.timeline.graph import FAILED, LASTING, NO_FUNCTION, OPEN, SETTLED, UNREAD, among

if TYPE_CHECKING:
    from datetime import date

    from mvpplan.model.relations import Tie
    from mvpplan.model.settings import Settings
    from mvpplan.timeline.graph import Graph
    from mvpplan.timeline.graph import Node as Record
    from mvpplan.timeline.nesting import Outline

_SHAPES = {
    "decision": Shape.BOX,
    "assumption": Shape.ROUNDED,
    "blocker": Shape.STOP,
    "dependency": Shape.ARROW,
    "scope": Shape.DOUBLE,
    "metric": Shape.OVAL,
    "risk": Shape.STOP,
}
_TITLE_WIDTH = 30
_TITLE_LINES = 2
_CAPTION = (
    "An arrow leads from what comes first to what hangs on it."
    " Red is late or in the way, yellow due before the next review, green settled."
)


def picture(outline: Outline, settings: Settings, day: date) -> Diagram:
    """The records of a graph with their ties; of a folded outline, those that it shows."""
    graph = outline.graph
    about = graph.nodes[graph.focus] if graph.focus else None
    kept = outline.shown | ({about.id} if about else set())
    shown = among(graph, kept) if outline.folded else graph
    nodes = [_node(shown, node, settings, day) for node in shown.nodes.values()]
    folded = [node.function for name, node in graph.nodes.items() if name not in shown.nodes]
    rest = Counter(each or NO_FUNCTION for each in folded if each in shown.functions)
    for name, number in rest.items():
        more = (f"… and {number} more",)
        nodes.append(Node(_free(name, shown), more, (), Shape.ROUNDED, Tone.QUIET, group=name))
    pairs = {(tie.first, tie.then): tie for tie in reversed(shown.ties)}
    edges = [_edge(shown, tie) for tie in reversed(pairs.values())]
    part = f" ({clean(graph.part)})" if graph.part else ""
    what = clean(title_of(about)) if about else clean(settings.title) + part
    title = f"What hangs on what on {_in_full(day)}: {what}"
    return Diagram(title, tuple(nodes), tuple(edges), _groups(graph), _CAPTION)


def summary(graph: Graph, settings: Settings, day: date) -> Diagram:
    """One node for each function, and how many records of one hang on records of another."""
    nodes = []
    for function, members in graph.functions.items():
        own = [node for node in members if node.id in graph.entries]
        if own:
            late = sum(node.late > 0 for node in own)
            counts = Counter(node.kind or "" for node in own)
            words = wrap(tally(counts, late), _TITLE_WIDTH)
            tone = Tone.ALERT if late else Tone.PLAIN
            name = function or NO_FUNCTION
            nodes.append(Node(name, (function_title(function),), tuple(words), Shape.BOX, tone))
    known = {node.id for node in nodes}
    crossing: Counter[tuple[str, str]] = Counter()
    for tie in graph.ties:
        ends = [graph.nodes[each].function or NO_FUNCTION for each in (tie.first, tie.then)]
        if ends[0] != ends[1] and known.issuperset(ends):
            crossing[ends[0], ends[1]] += 1
    edges = [Edge(first, then, str(n)) for (first, then), n in sorted(crossing.items())]
    title = f"What hangs on what on {_in_full(day)}: {clean(settings.title)}"
    caption = (
        "An arrow counts what hangs on the function that it comes from. Red has something late."
    )
    return Diagram(title, tuple(nodes), tuple(edges), (), caption)


def _free(name: str, graph: Graph) -> str:
    """An id that no record of a graph has, nor what is only named in one."""
    while name in graph.nodes:
        name += "+"
    return name


def _in_full(day: date) -> str:
    """A date with its year: pictures travel."""
    return f"{day_name(day, day)} {day.year}"


def _groups(graph: Graph) -> tuple[Group, ...]:
    return tuple(Group(name or NO_FUNCTION, function_title(name)) for name in graph.functions)


def _node(graph: Graph, node: Record, settings: Settings, day: date) -> Node:
    owner = node.record.owner if node.record else None
    who = clean(settings.name_of(owner)) if owner else ""
    by = ", ".join(filter(None, [who, deadline(node, day)]))
    return Node(
        node.id,
        tuple(_broken(clean(title_of(node)))),
        (standing(node, day), by),
        _SHAPES.get(node.kind or "", Shape.ROUNDED),
        _tone(graph, node, settings.review_after(day)),
        strong=node.id == graph.focus,
        group=node.function or NO_FUNCTION,
        tip=f"{clean(title_of(node))} ({clean(node.id)})",
    )


def _broken(title: str) -> list[str]:
    """A title in a few lines of about the same width, whatever its script."""
    width = _TITLE_WIDTH * len(title) // max(1, cell_len(title))
    lines = wrap(title, max(width, 1))
    if len(lines) > _TITLE_LINES:
        lines[_TITLE_LINES - 1 :] = [f"{lines[_TITLE_LINES - 1]} …"]
    return lines


def _tone(graph: Graph, node: Record, review: date) -> Tone:
    if node.state == FAILED:
        trusted = any(_is_relied_on(graph, tie) for tie in graph.behind.get(node.id, []))
        return Tone.ALERT if trusted else Tone.QUIET
    if node.late or node.state == UNREAD:
        return Tone.ALERT
    if node.state == OPEN:
        return Tone.WARN if node.day and node.day <= review else Tone.PLAIN
    return Tone.PLAIN if node.state == LASTING else Tone.GOOD


def _is_relied_on(graph: Graph, tie: Tie) -> bool:
    """Whether something that is open or holds hangs on a record."""
    return tie.relation.firm and graph.nodes[tie.then].state in (OPEN, SETTLED)


def _edge(graph: Graph, tie: Tie) -> Edge:
    first = graph.nodes[tie.first]
    if not tie.relation.firm:
        return Edge(tie.first, tie.then, tie.relation.before, Tone.QUIET, dashed=True)
    if first.state == FAILED and _is_relied_on(graph, tie):
        status = first.record.status if first.record else None
        return Edge(tie.first, tie.then, status or "", Tone.ALERT)
    if first.state == SETTLED:
        return Edge(tie.first, tie.then, "", Tone.QUIET)
    is_blocking = first.kind == "blocker"
    return Edge(
        tie.first,
        tie.then,
        "blocks" if is_blocking else "",
        Tone.ALERT if is_blocking else Tone.PLAIN,
    )
