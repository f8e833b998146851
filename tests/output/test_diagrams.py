"""Diagrams as Mermaid and DOT: whole outputs, names, and what is refused."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mvpplan.output.diagrams import Diagram, Edge, Group, Node, Shape, Tone, names
from mvpplan.output.dot import dot
from mvpplan.output.mermaid import mermaid

CARD = Diagram(
    "A guest pays",
    (
        Node("cart", ("The cart", "of a guest"), ("shopper",), group="shop"),
        Node("end", ("Paid",), (), Shape.DOUBLE, Tone.GOOD, strong=True, group="shop"),
        Node("refused", ("Refused",), (), Shape.ROUNDED, Tone.ALERT, group="bank"),
    ),
    (
        Edge("cart", "end", "card is accepted", strong=True),
        Edge("cart", "refused", "declined", Tone.ALERT),
        Edge("refused", "cart", dashed=True),
        Edge("refused", "refused"),
    ),
    (Group("shop", "Shop"), Group("bank", "Bank"), Group("nobody", "Empty")),
    caption="Thick is the happy path.",
)


def test_a_diagram_as_mermaid() -> None:
    assert mermaid(CARD) == (
        '---\ntitle: "A guest pays"\nconfig:\n  flowchart:\n    wrappingWidth: 260\n---\n'
        "flowchart LR\n"
        "  accTitle: A guest pays\n"
        "  accDescr: Thick is the happy path.\n"
        '  subgraph g_shop["Shop"]\n'
        '    n_cart["The cart of a guest<br/>shopper"]:::plain\n'
        '    n_end[["Paid"]]:::good_strong\n'
        "  end\n"
        '  subgraph g_bank["Bank"]\n'
        '    n_refused("Refused"):::alert\n'
        "  end\n"
        '  n_cart ==>|"card is accepted"| n_end\n'
        '  n_cart -->|"declined"| n_refused\n'
        "  n_refused -.-> n_cart\n"
        "  n_refused --> n_refused\n"
        "  linkStyle 1 stroke:#c53030\n"
        "  class g_shop,g_bank frame\n"
        "  classDef frame fill:#f5f7fa,stroke:#cbd5e0,color:#1f2933\n"
        "  classDef alert fill:#fde3e3,stroke:#c53030,color:#1f2933\n"
        "  classDef good_strong fill:#e3f4e8,stroke:#2f855a,color:#1f2933,stroke-width:3px\n"
        "  classDef plain fill:#ffffff,stroke:#52606d,color:#1f2933\n"
    )


def test_a_diagram_as_dot() -> None:
    lines = dot(CARD).splitlines()
    assert (lines[0], lines[-1]) == ("digraph {", "}")
    assert "rankdir=LR" in lines[1]
    assert 'label="A guest pays\\nThick is the happy path."' in lines[1]
    assert [line.split(" [")[0] for line in lines[2:-1]] == [
        "  node",
        "  edge",
        "  subgraph cluster_shop {",
        "    graph",
        "    n_cart",
        "    n_end",
        "  }",
        "  subgraph cluster_bank {",
        "    graph",
        "    n_refused",
        "  }",
        "  n_cart -> n_end",
        "  n_cart -> n_refused",
        "  n_refused -> n_cart",
        "  n_refused -> n_refused",
    ]
    assert lines[6] == (
        '    n_cart [label="The cart\\nof a guest\\nshopper" shape=box'
        ' fillcolor="#ffffff" color="#52606d" fontcolor="#1f2933"]'
    )
    assert lines[15] == '  n_refused -> n_cart [color="#52606d" style=dashed]'


def test_a_diagram_may_be_read_from_top_to_bottom() -> None:
    down = Diagram("t", (Node("a", ("A",)),), downwards=True)
    assert "flowchart TB\n" in mermaid(down)
    assert "rankdir=TB" in dot(down)


def test_a_diagram_without_nodes_is_a_diagram() -> None:
    assert mermaid(Diagram("t", ())).endswith("flowchart LR\n  accTitle: t\n")
    assert dot(Diagram("t", ())).endswith("}\n")


def test_nodes_that_no_edge_touches_stand_beside_the_others_of_their_group() -> None:
    nodes = tuple(Node(each, (each,), group="g") for each in "abcd")
    diagram = Diagram("t", nodes, (Edge("a", "b"),), (Group("g", "G"),))
    assert "    { rank=same n_b n_c n_d }\n" in dot(diagram)


@pytest.mark.parametrize(
    ("nodes", "edges", "groups", "message"),
    [
        ("aa", (), "", "two nodes or groups with one id"),
        ("a", (), "gg", "two nodes or groups with one id"),
        ("a", (Edge("a", "b"),), "", "an edge to a node that is not there"),
        ("a", (), "h", "a node in a group that is not there"),
    ],
)
def test_what_would_draw_other_nodes_is_refused(
    nodes: str, edges: tuple[Edge, ...], groups: str, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        Diagram(
            "t",
            tuple(Node(each, (each,), group="g" if groups else None) for each in nodes),
            edges,
            tuple(Group(each, each) for each in groups),
        )


IDS = st.text(max_size=12) | st.sampled_from(["end", "n_end", "END", "a-b", "a_b"])


@given(st.lists(IDS, max_size=8, unique=True))
def test_names_are_plain_and_no_two_alike(ids: list[str]) -> None:
    named = names(ids, "n")
    assert list(named) == ids
    assert len(set(named.values())) == len(ids)
    assert all(re.fullmatch(r"n_[a-z0-9_]+", name) for name in named.values())


def test_a_long_line_is_cut_and_an_empty_label_is_shown_as_a_dash() -> None:
    diagram = Diagram("t", (Node("a", ("x" * 500,)), Node("b", ("", " "))))
    assert f'"{"x" * 199}…"' in mermaid(diagram)
    assert 'n_b [label="–"' in dot(diagram)
