"""Diagrams as DOT, the language of Graphviz."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.output.diagrams import Shape, Tone, label, names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.output.diagrams import Diagram, Edge, Node

_FONT = "Helvetica,Arial,sans-serif"
_SHAPES = {
    Shape.BOX: "shape=box",
    Shape.ROUNDED: 'shape=box style="filled,rounded"',
    Shape.OVAL: "shape=oval margin=0",
    Shape.DIAMOND: "shape=diamond margin=0",
    Shape.STOP: "shape=octagon margin=0",
    Shape.ARROW: 'shape=cds margin="0.24,0.14"',
    Shape.DOUBLE: "shape=box peripheries=2",
}
_FILLS = {
    Tone.PLAIN: ("#ffffff", "#52606d", "#1f2933"),
    Tone.GOOD: ("#e3f4e8", "#2f855a", "#1f2933"),
    Tone.WARN: ("#fff4d6", "#b7791f", "#1f2933"),
    Tone.ALERT: ("#fde3e3", "#c53030", "#1f2933"),
    Tone.QUIET: ("#eef1f4", "#9aa5b1", "#3e4c59"),
}


def dot(diagram: Diagram) -> str:
    """Write a diagram as DOT, one statement on a line."""
    return "".join(f"{line}\n" for line in _lines(diagram))


def _lines(diagram: Diagram) -> Iterator[str]:
    yield "digraph {"
    yield (
        f'  graph [rankdir={"TB" if diagram.downwards else "LR"} fontname="{_FONT}" fontsize=12'
        ' fontcolor="#1f2933" bgcolor="#ffffff" pad=0.3 newrank=true nodesep=0.18 ranksep=0.6'
        f' labelloc=t label="{label([diagram.title, diagram.caption], chr(92) + "n")}"]'
    )
    yield f'  node [fontname="{_FONT}" fontsize=11 style=filled margin="0.2,0.08" penwidth=1.1]'
    yield f'  edge [fontname="{_FONT}" fontsize=10 arrowsize=0.7]'
    named = names((node.id for node in diagram.nodes), "n")
    groups = names((group.id for group in diagram.groups), "cluster")
    touched = {end for edge in diagram.edges for end in (edge.start, edge.end)}
    for group, nodes in diagram.members():
        if group is not None:
            yield f"  subgraph {groups[group.id]} {{"
            yield (
                f'    graph [label="{label([group.title], "")}" labelloc=t labeljust=l fontsize=13'
                ' style="filled,rounded" color="#cbd5e0" fillcolor="#f5f7fa" margin=12]'
            )
        for node in nodes:
            yield f"  {'  ' if group else ''}{_node(node, named[node.id])}"
        if group is not None:
            yield from _in_line(nodes, touched, named)
            yield "  }"
    for edge in diagram.edges:
        yield f"  {named[edge.start]} -> {named[edge.end]}{_attributes(edge)}"
    yield "}"


def _in_line(nodes: list[Node], touched: set[str], named: dict[str, str]) -> Iterator[str]:
    """Put nodes without an edge beside the last one of their group that has one, not far before."""
    alone = [named[node.id] for node in nodes if node.id not in touched]
    others = [named[node.id] for node in nodes if node.id in touched]
    if alone and others:
        yield f"    {{ rank=same {' '.join([others[-1], *alone])} }}"


def _node(node: Node, name: str) -> str:
    fill, stroke, ink = _FILLS[node.tone]
    width = " penwidth=2.6" if node.strong else ""
    text = label((*node.lines, *node.notes), "\\n")
    return (
        f'{name} [label="{text}" {_SHAPES[node.shape]}'
        f' fillcolor="{fill}" color="{stroke}" fontcolor="{ink}"{width}]'
    )


def _attributes(edge: Edge) -> str:
    _, stroke, ink = _FILLS[edge.tone]
    width = " penwidth=2.4" if edge.strong else ""
    dashed = " style=dashed" if edge.dashed else ""
    text = f' label="{label([edge.label], "")}" fontcolor="{ink}"' if edge.label else ""
    return f' [color="{stroke}"{width}{dashed}{text}]'
