"""The picture of a graph: how a record stands shows in its words, its shape and its colour."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from mvpplan.output.graph_picture import picture, summary
from mvpplan.timeline.graph import focused, whole
from mvpplan.timeline.nesting import nest

if TYPE_CHECKING:
    from collections.abc import Callable

    from mvpplan.output.diagrams import Diagram
    from mvpplan.store.load import Loaded

    Draw = Callable[..., Diagram]

FRIDAY = date(2026, 11, 20)
PLAN: dict[str, str | bytes] = {
    "decisions.yaml": """\
        pay:
          title: Pay
          owner: ana
          due: 2026-11-27
          assumptions: [wrong, sure]
          depends_on: [tax]
        tax: {title: Tax, due: 2026-11-28, supersedes: [old]}
        late: {title: Late, owner: ben, due: 2026-11-19, assumptions: [gone]}
        old: {title: Old, status: superseded}
        """,
    "assumptions.yaml": """\
        wrong: {title: Wrong, status: invalidated, closed: 2026-11-02}
        sure: {title: Sure, status: validated}
        """,
    "blockers.yaml": "keys: {title: Keys, blocks: [tax]}\n",
    "dependencies.yaml": "list: {title: List, from: support, to: planning, needed_by: [tax]}\n",
    "metrics.yaml": "time: {title: Time, decisions: [tax]}\n",
}


@pytest.fixture
def draw(loaded: Callable[..., Loaded]) -> Draw:
    def make(files: dict[str, str | bytes], focus: str = "", most: int | None = None) -> Diagram:
        plan = loaded(files).plan
        graph = focused(plan, FRIDAY, focus, settled=True) if focus else whole(plan, FRIDAY)
        return picture(nest(graph, most), plan.settings, FRIDAY)

    return make


def test_records_have_the_look_of_how_they_stand(draw: Draw) -> None:
    looks = {
        node.id: (*node.lines, *filter(None, node.notes), node.shape.value, node.tone.value)
        for node in draw(PLAN).nodes
    }
    assert looks == {
        "pay": ("Pay", "open decision", "Ana Ruiz, Fri 27 Nov", "box", "warn"),
        "tax": ("Tax", "open decision", "Sat 28 Nov", "box", "plain"),
        "late": ("Late", "open decision", "Ben Okafor, Thu 19 Nov, late", "box", "alert"),
        "wrong": ("Wrong", "invalidated assumption, Mon 2 Nov", "rounded", "alert"),
        "sure": ("Sure", "validated assumption", "rounded", "good"),
        "keys": ("Keys", "open blocker", "stop", "plain"),
        "list": ("List", "pending dependency", "arrow", "plain"),
        "gone": ("gone", "no such record", "rounded", "alert"),
    }


def test_arrows_say_what_is_in_the_way(draw: Draw) -> None:
    arrows = [
        (edge.start, edge.end, edge.label, edge.tone.value, edge.dashed)
        for edge in draw(PLAN).edges
    ]
    assert arrows == [
        ("gone", "late", "", "plain", False),
        ("tax", "pay", "", "plain", False),
        ("wrong", "pay", "invalidated", "alert", False),
        ("sure", "pay", "", "quiet", False),
        ("keys", "tax", "blocks", "alert", False),
        ("list", "tax", "", "plain", False),
    ]


def test_the_record_in_question_stands_out(draw: Draw) -> None:
    diagram = draw(PLAN, "tax")
    assert diagram.title == "What hangs on what on Fri 20 Nov 2026: Tax"
    assert [node.id for node in diagram.nodes if node.strong] == ["tax"]
    tones = {node.id: node.tone.value for node in diagram.nodes}
    assert (tones["old"], tones["time"]) == ("quiet", "plain")
    loose = [(e.start, e.end, e.label) for e in diagram.edges if e.dashed]
    assert loose == [("old", "tax", "replaced by"), ("tax", "time", "acts on")]


def test_two_ties_between_two_records_are_one_arrow(draw: Draw) -> None:
    files: dict[str, str | bytes] = {
        "decisions.yaml": "pay: {title: P, target: {metric: time, value: 1}}\n",
        "metrics.yaml": "time: {title: T, decisions: [pay]}\n",
    }
    assert [edge.label for edge in draw(files, "pay").edges] == ["measured by"]


def test_a_long_title_is_cut_to_two_lines_in_any_script(draw: Draw) -> None:
    titles = {
        "a": "Guests who pay by card without an account wait for a mail that never comes",
        "b": "中" * 60,
        "c": "x" * 100,
    }
    decisions = "".join(f"{name}: {{title: {title}}}\n" for name, title in titles.items())
    lines = {node.id: node.lines for node in draw({"decisions.yaml": decisions}).nodes}
    assert lines == {
        "a": ("Guests who pay by card without", "an account wait for a mail …"),
        "b": ("中" * 15, "中" * 15 + " …"),
        "c": ("x" * 30, "x" * 30 + " …"),
    }


def test_what_is_folded_is_counted_beside_records_of_any_id(draw: Draw) -> None:
    files: dict[str, str | bytes] = {
        "decisions.yaml": "".join(
            f"d{n}: {{title: t, function: design, assumptions: [design]}}\n" for n in range(9)
        )
    }
    diagram = draw(files, most=6)
    more = [(node.id, node.lines) for node in diagram.nodes if node.id.startswith("design")]
    assert more == [("design", ("design",)), ("design+", ("… and 8 more",))]


def test_a_summary_has_a_node_a_function_and_counts_what_crosses(
    loaded: Callable[..., Loaded],
) -> None:
    plan = loaded(PLAN | {"decisions/own.yaml": "title: Own\nfunction: design\n"}).plan
    diagram = summary(whole(plan, FRIDAY), plan.settings, FRIDAY)
    assert [(node.id, node.notes, node.tone.value) for node in diagram.nodes] == [
        ("planning", ("2 decisions and 1 blocker",), "plain"),
        ("design", ("1 decision",), "plain"),
        ("support", ("1 dependency",), "plain"),
        ("none", ("1 decision, 1 late",), "alert"),
    ]
    arrows = [(edge.start, edge.end, edge.label) for edge in diagram.edges]
    assert arrows == [("support", "planning", "1")]
