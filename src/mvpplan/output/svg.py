"""Drawings of Graphviz made fit to be passed on: nothing in them but shapes and words."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from mvpplan.output.diagrams import Tone, names
from mvpplan.text.characters import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from mvpplan.output.diagrams import Diagram, Node

_SVG = "{http://www.w3.org/2000/svg}"
_ELEMENTS = frozenset({"svg", "g", "title", "polygon", "path", "ellipse", "polyline", "text"})
_ATTRIBUTES = frozenset(
    {
        *("width", "height", "viewBox", "transform", "points", "d", "cx", "cy", "rx", "ry"),
        *("x", "y", "fill", "stroke", "stroke-width", "stroke-dasharray"),
        *("text-anchor", "font-family", "font-size", "font-weight"),
    }
)
_QUIETER = "#52606d"


def finished(drawing: str, diagram: Diagram) -> str:
    """The SVG that Graphviz made of a diagram, with a text alternative, and without all else.

    No script, link, style, id, comment or version is left, so that it can be opened and put into a
    page without a thought. What is said of a node (``tip``) shows under the pointer.
    """
    root = ET.fromstring(drawing)  # noqa: S314 - Graphviz wrote it, from labels made safe
    nodes = {name: node for node, name in _named(diagram)}
    for element in list(root.iter()):
        if element.get("class") in ("graph", "node"):
            _set_off(element, nodes)
        _explain(element, nodes)
    for element in list(root.iter()):
        for child in list(element):
            if child.tag.removeprefix(_SVG) not in _ELEMENTS:
                element.remove(child)
        for name in element.attrib.keys() - _ATTRIBUTES:
            del element.attrib[name]
    root.set("role", "img")
    for tag, text in (("desc", in_words(diagram)), ("title", clean(diagram.title))):
        told = ET.Element(f"{_SVG}{tag}")
        told.text, told.tail = text, "\n"
        root.insert(0, told)
    ET.register_namespace("", _SVG.strip("{}"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, "unicode")}\n'


def in_words(diagram: Diagram) -> str:
    """What a diagram shows, for those who do not see it: its caption, nodes and edges."""
    called = {node.id: clean(" ".join(node.lines)) for node in diagram.nodes}
    said = [f"{_called(node)}: {'; '.join(map(clean, node.notes))}" for node in diagram.nodes]
    arrows = [
        f"{called[each.start]} → {called[each.end]}{f': {clean(each.label)}' if each.label else ''}"
        for each in diagram.edges
    ]
    return "\n".join([clean(diagram.caption), *said, *arrows])


def _called(node: Node) -> str:
    return clean(node.tip or " ".join(node.lines))


def _named(diagram: Diagram) -> Iterator[tuple[Node, str]]:
    """The nodes with the names that they have in DOT."""
    named = names((node.id for node in diagram.nodes), "n")
    return ((node, named[node.id]) for node in diagram.nodes)


def _title_of(element: Element) -> Element | None:
    return element.find(f"{_SVG}title")


def _set_off(element: Element, nodes: Mapping[str, Node]) -> None:
    """Make the first lines of a label stand out from the notes below them."""
    title = _title_of(element)
    node = nodes.get((title.text if title is not None else "") or "")
    heads = 1 if node is None else len(node.lines)
    for place, text in enumerate(element.findall(f"{_SVG}text")):
        if place < heads:
            text.set("font-weight", "bold")
        elif node is not None and node.tone is not Tone.QUIET:
            text.set("fill", _QUIETER)


def _explain(element: Element, nodes: Mapping[str, Node]) -> None:
    """Put words in the place of the names that Graphviz gives as titles."""
    title = _title_of(element)
    if title is None:
        return
    ends = (title.text or "").split("->")
    words = [_called(nodes[name]) for name in ends if name in nodes]
    if words:
        title.text = " → ".join(words)
    else:
        element.remove(title)
