"""Whatever a label says, a diagram has the nodes, edges and groups that it was made of."""

from __future__ import annotations

import json
import re
import subprocess
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hostile_texts import SHORT
from hypothesis import given
from hypothesis import strategies as st

from mvpplan.output.diagrams import Diagram, Edge, Group, Node, Shape, Tone
from mvpplan.output.dot import dot
from mvpplan.output.mermaid import mermaid
from mvpplan.output.svg import finished
from mvpplan.store import graphviz
from programs import need

BREAKING = [
    *('"', '"]', '")', '"}', '"]:::x', 'x"]\n  n_1 --> n_2', "--> n_1", "n_1@{ shape: cyl }"),
    *("end", "graph", "subgraph x", "direction LR", "change direction  TB now", "flowchart"),
    *('click n_1 href "https://example.com"', "click n_1 call f()", 'href "javascript:alert(1)"'),
    *("style n_1 fill:#f00;", "classDef x fill:#f00", "linkStyle 0 stroke:#f00", ":::x", "---"),
    *('%%{init: {"theme": "dark"}}%%', "%% comment", "#quot;", "#60;b#62;", "&quot;", "$$x$$"),
    *("ﬂ°quot¶ß", "fa:fa-bomb", "accTitle: x", "accDescr { x }", "`**x**`", "1. x", "- x", "==="),
    *("\\", '\\"', "\\n", "\\G", "\\N", "<b>x</b>", "<<table>>", "];", "}", "} digraph {", "/*"),
    *("n_1 -> n_2", 'URL="https://example.com"', 'x" URL="https://example.com', "{rank=same}"),
    *("]]>", "<!--", "-->", "<![CDATA[", "</svg>", "<script>alert(1)</script>", "&#60;script&#62;"),
    *("javascript:alert(1)", "https://example.com", "www.example.com", "a@example.com", "", " "),
]
TEXTS = list(dict.fromkeys([*SHORT.values(), *BREAKING]))
PIECES = st.sampled_from(TEXTS) | st.text(max_size=8)
LABELS = st.lists(PIECES, max_size=4).map("".join)
SHAPES = st.sampled_from(list(Shape))

QUOTED = '"[^"\n]+"'
BRACKETS = [r"\[", r"\(", r"\(\[", r"\{", r"\{\{", r"\[/", r"\[\["]
CLOSED = [r"\]", r"\)", r"\]\)", r"\}", r"\}\}", r"/\]", r"\]\]"]
NODE = "|".join(f"{o}{QUOTED}{c}" for o, c in zip(BRACKETS, CLOSED, strict=True))
STATEMENTS = {
    "node": rf" +n_[a-z0-9_]+({NODE}):::[a-z_]+",
    "edge": rf"  n_[a-z0-9_]+ (-->|==>|-\.->)(\|{QUOTED}\|)? n_[a-z0-9_]+",
    "group": rf"  subgraph g_[a-z0-9_]+\[{QUOTED}\]",
    "end": "  end",
    "words": r"  acc(Title|Descr): [^\n]+",
    "look": r"  (classDef [a-z_]+|linkStyle [0-9,]+|class g_[a-z0-9_,]+) [a-z#0-9,:-]+",
    "head": rf"---|title: {QUOTED}|config:|  flowchart:|    wrappingWidth: 260|flowchart LR",
}


def mermaid_counts(text: str) -> dict[str, int]:
    """How many statements of each sort a text has; every line is one of those that we write."""
    counts = dict.fromkeys(STATEMENTS, 0)
    for line in text.removesuffix("\n").split("\n"):
        kinds = [kind for kind, pattern in STATEMENTS.items() if re.fullmatch(pattern, line)]
        assert len(kinds) == 1, line
        counts[kinds[0]] += 1
    return counts


@given(st.lists(st.tuples(LABELS, LABELS, SHAPES), min_size=1, max_size=4), LABELS)
def test_mermaid_has_the_nodes_edges_and_groups_of_the_diagram(
    parts: list[tuple[str, str, Shape]], text: str
) -> None:
    groups = tuple(Group(str(place), label) for place, (label, _, _) in enumerate(parts))
    nodes = tuple(
        Node(f"{label}{place}", (label, note), (note,), shape, group=str(place))
        for place, (label, note, shape) in enumerate(parts)
    )
    edges = tuple(Edge(nodes[0].id, node.id, node.lines[1], Tone.ALERT) for node in nodes)
    written = mermaid(Diagram(text, nodes, edges, groups, text))
    counts = mermaid_counts(written)
    assert (counts["node"], counts["edge"], counts["group"]) == (len(parts),) * 3
    assert counts["end"] == counts["group"]
    # Mermaid reads a direction anywhere in a line, in quotes too, and comments and settings.
    assert not re.search(r"direction\s+(LR|RL|TB|BT|TD)|%%|\$\$|#\w+;|ﬂ°|¶ß", written)


EVERY = Diagram(
    "title " + BREAKING[1],
    tuple(
        Node(f"{place}{text}", (text, "x"), (text,), [*Shape][place % 7], group=text, tip=text)
        for place, text in enumerate(TEXTS)
    ),
    tuple(Edge(f"{place}{text}", f"0{TEXTS[0]}", text) for place, text in enumerate(TEXTS)),
    tuple(Group(text, text) for text in TEXTS),
    caption="caption " + BREAKING[2],
)


def test_graphviz_reads_the_nodes_edges_groups_and_labels_of_the_diagram() -> None:
    need("dot")
    text = dot(EVERY)
    done = subprocess.run(
        ["dot", "-Tdot_json"], input=text.encode(), capture_output=True, check=True
    )
    read: dict[str, Any] = json.loads(done.stdout)
    nodes = [each for each in read["objects"] if "nodes" not in each and "subgraphs" not in each]
    frames = [each for each in read["objects"] if each["name"].startswith("cluster_")]
    assert (len(nodes), len(read["edges"])) == (len(TEXTS), len(TEXTS))
    assert len(frames) == len(TEXTS)
    written = re.findall(r'label="([^"]*)"', text)
    assert {each["label"] for each in (*nodes, *frames)} <= set(written)
    keys = {key.lower() for each in (read, *read["objects"], *read["edges"]) for key in each}
    assert not {key for key in keys if re.search("url|href|tooltip|target|image|src", key)}


def test_an_svg_holds_shapes_and_words_only() -> None:
    need("dot")
    some = EVERY.nodes[::4]
    names = {node.id for node in some}
    edges = tuple(edge for edge in EVERY.edges if {edge.start, edge.end} <= names)
    diagram = Diagram(EVERY.title, some, edges, EVERY.groups, EVERY.caption)
    drawn = finished(graphviz.svg(dot(diagram)), diagram)
    root = ET.fromstring(drawn)  # noqa: S314 - that it is read is the test
    tags = {element.tag.partition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "g", "title", "desc", "polygon", "path", "polyline", "ellipse", "text"}
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not [name for name in attributes if name.startswith("on") or "href" in name]
    assert "<!--" not in drawn
    assert "<!DOCTYPE" not in drawn
    labels = [element for element in root.iter() if element.tag.endswith("}text")]
    heads = [element for element in labels if element.get("font-weight") == "bold"]
    assert len(heads) >= len(some)


@pytest.mark.parametrize(
    "line",
    [
        '  n_1["a"]',
        '  n_1["a"" click"]:::plain',
        '  n_1["a"] --> n_2["b"]:::plain',
        '  n_1("a"]:::plain',
        "  click n_1",
        "  n_1 --> end",
        "",
    ],
)
def test_the_reader_of_mermaid_takes_only_what_we_write(line: str) -> None:
    with pytest.raises(AssertionError):
        mermaid_counts(f"{line}\n")
