"""Diagrams as Mermaid flowcharts: text that GitHub, GitLab and many editors draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.output.diagrams import Shape, Tone, label, names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.output.diagrams import Diagram, Edge, Node

_BRACKETS = {
    Shape.BOX: ("[", "]"),
    Shape.ROUNDED: ("(", ")"),
    Shape.OVAL: ("([", "])"),
    Shape.DIAMOND: ("{", "}"),
    Shape.STOP: ("{{", "}}"),
    Shape.ARROW: ("[/", "/]"),
    Shape.DOUBLE: ("[[", "]]"),
}
_CLASSES = {
    Tone.PLAIN: "fill:#ffffff,stroke:#52606d,color:#1f2933",
    Tone.GOOD: "fill:#e3f4e8,stroke:#2f855a,color:#1f2933",
    Tone.WARN: "fill:#fff4d6,stroke:#b7791f,color:#1f2933",
    Tone.ALERT: "fill:#fde3e3,stroke:#c53030,color:#1f2933",
    Tone.QUIET: "fill:#eef1f4,stroke:#9aa5b1,color:#3e4c59",
}
_STRONG = ",stroke-width:3px"
_LINKS = {Tone.GOOD: "#2f855a", Tone.WARN: "#b7791f", Tone.ALERT: "#c53030", Tone.QUIET: "#9aa5b1"}
_FRAME = "fill:#f5f7fa,stroke:#cbd5e0,color:#1f2933"
# Mermaid breaks lines by itself; at its own width every title would take four.
_SETTINGS = ("config:", "  flowchart:", "    wrappingWidth: 260")


def mermaid(diagram: Diagram) -> str:
    """Write a diagram as a Mermaid flowchart, one statement on a line."""
    return "".join(f"{line}\n" for line in _lines(diagram))


def _lines(diagram: Diagram) -> Iterator[str]:
    title = label([diagram.title], "")
    yield from ("---", f'title: "{title}"', *_SETTINGS, "---")
    yield f"flowchart {'TB' if diagram.downwards else 'LR'}"
    yield f"  accTitle: {title}"
    if diagram.caption:
        yield f"  accDescr: {label([diagram.caption], '')}"
    named = names((node.id for node in diagram.nodes), "n")
    groups = names((group.id for group in diagram.groups), "g")
    for group, nodes in diagram.members():
        if group is not None:
            yield f'  subgraph {groups[group.id]}["{label([group.title], "")}"]'
        for node in nodes:
            yield f"  {'  ' if group else ''}{_node(node, named[node.id])}"
        if group is not None:
            yield "  end"
    for edge in diagram.edges:
        yield f"  {named[edge.start]} {_arrow(edge)} {named[edge.end]}"
    yield from _looks(diagram, [groups[group.id] for group, _ in diagram.members() if group])


def _looks(diagram: Diagram, framed: list[str]) -> Iterator[str]:
    """The colours of edges, groups and nodes; of groups by their names."""
    for tone, colour in _LINKS.items():
        places = [str(place) for place, edge in enumerate(diagram.edges) if edge.tone is tone]
        if places:
            yield f"  linkStyle {','.join(places)} stroke:{colour}"
    if framed:
        yield f"  class {','.join(framed)} frame"
        yield f"  classDef frame {_FRAME}"
    for tone, strong in sorted({(node.tone, node.strong) for node in diagram.nodes}):
        look = _CLASSES[tone] + (_STRONG if strong else "")
        yield f"  classDef {_class(tone, strong=strong)} {look}"


def _node(node: Node, name: str) -> str:
    opens, closes = _BRACKETS[node.shape]
    text = label((" ".join(node.lines), *node.notes), "<br/>")
    return f'{name}{opens}"{text}"{closes}:::{_class(node.tone, strong=node.strong)}'


def _class(tone: Tone, *, strong: bool) -> str:
    return f"{tone.value}_strong" if strong else tone.value


def _arrow(edge: Edge) -> str:
    arrow = "==>" if edge.strong else "-.->" if edge.dashed else "-->"
    return f'{arrow}|"{label([edge.label], "")}"|' if edge.label else arrow
