"""Which records stand in a graph, on what each hangs, whose it is, and what is left out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from mvpplan.timeline.graph import focused, only, whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from mvpplan.model.plan import Plan
    from mvpplan.store.load import Loaded
    from mvpplan.timeline.graph import Graph

    Files = dict[str, str | bytes]
    Read = Callable[[Files], Loaded]

FRIDAY = date(2026, 11, 20)
PEOPLE = """\
    format: 1
    title: Guest checkout
    people:
      ana: {function: planning}
      ben: {function: delivery}
      kofi: {}
    """


@pytest.fixture
def plan(loaded: Read) -> Callable[[Files], Plan]:
    return lambda files: loaded({"mvpplan.yaml": PEOPLE, **files}).plan


def shown(graph: Graph) -> list[str]:
    """The ids of the records, with a star where they stand on their own."""
    return [f"{name}{'*' if name in graph.entries else ''}" for name in graph.nodes]


def edges(graph: Graph) -> list[str]:
    return [f"{tie.first} > {tie.then}" for tie in graph.ties]


def left_out(graph: Graph) -> list[str]:
    return [node.id for node in graph.left_out]


STATES: Files = {
    "decisions.yaml": """\
        asked: {title: t, depends_on: [made, off], assumptions: [sure, wrong]}
        made: {title: t, status: approved, depends_on: [old], assumptions: [proven]}
        old: {title: t, status: approved}
        off: {title: t, status: rejected, assumptions: [doubt]}
        hasty: {title: t, status: approved, assumptions: [doubt]}
        shaky: {title: t, status: approved, assumptions: [false]}
        parked: {title: t, status: deferred, assumptions: [false]}
        """,
    "assumptions.yaml": """\
        sure: {title: t, status: validated, requires: [proven]}
        proven: {title: t, status: validated}
        wrong: {title: t, status: invalidated}
        "false": {title: t, status: invalidated}
        doubt: {title: t}
        """,
}


def test_what_is_settled_is_there_only_for_what_is_open_or_stands_on_what_does_not_hold(
    plan: Callable[[Files], Plan],
) -> None:
    graph = whole(plan(STATES), FRIDAY)
    assert shown(graph) == [
        *("asked*", "hasty*", "made", "off", "shaky*"),
        *("doubt*", "false", "sure", "wrong"),
    ]
    assert edges(graph) == [
        *("made > asked", "off > asked", "sure > asked", "wrong > asked"),
        *("doubt > hasty", "doubt > off", "false > shaky"),
    ]
    assert left_out(graph) == ["old", "parked", "proven"]
    states = {name: node.state for name, node in graph.nodes.items()}
    assert states["asked"] == states["doubt"] == "open"
    assert states["made"] == states["hasty"] == states["sure"] == "settled"
    assert states["off"] == states["wrong"] == "failed"


def test_all_of_it_is_there_if_it_is_asked_for(plan: Callable[[Files], Plan]) -> None:
    graph = whole(plan(STATES), FRIDAY, settled=True)
    assert len(graph.nodes) == len(graph.entries) == 12
    assert len(graph.ties) == 11
    assert left_out(graph) == []


def test_only_decisions_dependencies_blockers_and_assumptions_and_what_is_blocked(
    plan: Callable[[Files], Plan],
) -> None:
    graph = whole(
        plan(
            {
                "decisions.yaml": "tax: {title: t}\n",
                "blockers.yaml": """\
                    keys: {title: t, blocks: [tax, form, time, gone-by]}
                    past: {title: t, status: resolved, blocks: [page, tax]}
                    """,
                "dependencies.yaml": """\
                    late: {title: t, status: missed, needed_by: [tax]}
                    there: {title: t, status: met, needed_by: [tax]}
                    nobody: {title: t, status: dropped, needed_by: [tax]}
                    """,
                "scope.yaml": """\
                    form: {title: t, decisions: [tax]}
                    page: {title: t}
                    gone-by: {title: t, status: out}
                    """,
                "metrics.yaml": "time: {title: t, decisions: [tax]}\n",
                "risks.yaml": "flood: {title: t}\n",
            }
        ),
        FRIDAY,
    )
    assert shown(graph) == ["tax*", "keys*", "time", "late", "there", "form"]
    states = [graph.nodes[each].state for each in ("late", "there", "time")]
    assert states == ["failed", "settled", "lasting"]
    assert left_out(graph) == ["nobody", "past"]


def test_what_cannot_be_read_or_is_not_there_is_not_passed_over(
    plan: Callable[[Files], Plan],
) -> None:
    graph = whole(
        plan(
            {
                "decisions/tax.yaml": "title: t\nassumptions: [fast, gone]\n",
                "decisions/made.yaml": "title: t\nstatus: approved\nassumptions: [lost]\n",
                "assumptions/fast.yaml": "title: [t\n",
            }
        ),
        FRIDAY,
    )
    assert shown(graph) == ["made*", "tax*", "fast*", "gone", "lost"]
    assert [(graph.nodes[each].kind, graph.nodes[each].state) for each in ("fast", "gone")] == [
        ("assumption", "unread"),
        (None, "unread"),
    ]


def test_a_record_belongs_to_its_function_its_owners_or_that_of_what_hangs_on_it(
    plan: Callable[[Files], Plan],
) -> None:
    found = plan(
        {
            "decisions.yaml": """\
                own: {title: t, function: design, owner: ana}
                owned: {title: t, owner: ana}
                none: {title: t, owner: kofi, assumptions: [held]}
                """,
            "dependencies.yaml": """\
                given: {title: t, from: support, to: design, owner: ana}
                taken: {title: t, owner: ben, needed_by: [own]}
                """,
            "blockers.yaml": "stops: {title: t, owner: kofi, blocks: [deep]}\n",
            "assumptions.yaml": """\
                theirs: {title: t, owner: ben}
                deep: {title: t, requires: [round]}
                round: {title: t, requires: [deep]}
                held: {title: t}
                """,
            "decisions/last.yaml": "title: t\nfunction: support\nassumptions: [round]\n",
        }
    )
    graph = whole(found, FRIDAY)
    assert {str(name): [node.id for node in nodes] for name, nodes in graph.functions.items()} == {
        "planning": ["owned"],
        "design": ["own"],
        "delivery": ["theirs", "taken"],
        "support": ["last", "deep", "round", "stops", "given"],
        "None": ["none", "held"],
    }


def test_the_day_that_counts_makes_an_open_record_late(plan: Callable[[Files], Plan]) -> None:
    graph = whole(
        plan(
            {
                "decisions.yaml": """\
                    today: {title: t, due: 2026-11-20}
                    late: {title: t, due: 2026-11-18}
                    made: {title: t, due: 2026-11-18, status: approved, depends_on: [late]}
                    none: {title: t}
                    """,
                "dependencies.yaml": """\
                    both: {title: t, due: 2026-11-30, checkpoint: 2026-11-19}
                    """,
            }
        ),
        FRIDAY,
    )
    nodes = graph.nodes.values()
    assert {node.id: (node.day and node.day.day, node.late) for node in nodes} == {
        "today": (20, 0),
        "late": (18, 2),
        "made": (None, 0),
        "none": (None, 0),
        "both": (19, 1),
    }
    ranked = sorted(nodes, key=lambda node: node.urgency())
    assert [node.id for node in ranked] == ["late", "both", "today", "none", "made"]


AROUND: Files = {
    "decisions.yaml": """\
        tax: {title: t, depends_on: [market], assumptions: [fast]}
        market: {title: t, status: approved, assumptions: [known], depends_on: [first]}
        first: {title: t, status: approved, assumptions: [doubt]}
        live: {title: t, status: approved, depends_on: [tax]}
        last: {title: t, status: approved, depends_on: [live]}
        beside: {title: t, assumptions: [fast]}
        """,
    "assumptions.yaml": """\
        fast: {title: t, requires: [store]}
        store: {title: t}
        known: {title: t, status: validated}
        doubt: {title: t}
        """,
    "scope.yaml": "form: {title: t, decisions: [live]}\n",
    "metrics.yaml": "time: {title: t, decisions: [tax, beside]}\n",
    "risks.yaml": "flood: {title: t, metric: time}\n",
    "feedback.yaml": "word: {title: t, about: live.due}\n",
    "blockers.yaml": "past: {title: t, status: resolved, blocks: [tax]}\n",
}


@pytest.mark.parametrize(
    ("focus", "records", "missing"),
    [
        # The market is decided, but on something that stands on a doubt.
        ("tax", "tax* market first doubt live last fast store time form", "known past"),
        ("market", "tax market* first live last doubt known form", ""),
        ("fast", "tax live last beside fast* store form", ""),
        # From a metric, a comment or a risk nothing is followed any further.
        ("time", "tax beside time* flood", ""),
        ("flood", "time flood*", ""),
        ("word", "live word*", ""),
        ("past", "tax live last form past*", ""),
        ("known", "tax market live last known* form", ""),
        ("form", "tax market first doubt live fast store form*", "known past"),
    ],
)
def test_a_record_with_all_that_it_hangs_on_and_all_that_hangs_on_it(
    focus: str, records: str, missing: str, plan: Callable[[Files], Plan]
) -> None:
    graph = focused(plan(AROUND), FRIDAY, focus)
    assert sorted(shown(graph)) == sorted(records.split())
    assert left_out(graph) == missing.split()
    everything = focused(plan(AROUND), FRIDAY, focus, settled=True)
    assert sorted(everything.nodes) == sorted([*graph.nodes, *missing.split()])


def test_every_record_of_a_focus_is_tied_to_it(plan: Callable[[Files], Plan]) -> None:
    graph = focused(plan(AROUND), FRIDAY, "first")
    assert edges(graph) == [
        *("doubt > first", "live > last", "tax > live", "first > market", "market > tax"),
        "live > form",
    ]


def test_a_part_has_what_it_hangs_on_and_what_hangs_on_it_at_once(
    plan: Callable[[Files], Plan],
) -> None:
    found = plan(
        {
            "decisions.yaml": """\
                one: {title: t, function: planning, assumptions: [a]}
                two: {title: t, function: design, depends_on: [one]}
                three: {title: t, function: support, depends_on: [two]}
                aside: {title: t, function: support}
                past: {title: t, function: design, status: approved}
                """,
            "assumptions.yaml": "a: {title: t, owner: ben, requires: [b]}\nb: {title: t}\n",
        }
    )
    part = only(whole(found, FRIDAY), "Design", lambda node: node.function == "design")
    assert (part.part, shown(part)) == ("Design", ["one", "three", "two*", "a", "b"])
    assert edges(part) == ["a > one", "two > three", "one > two", "b > a"]
    assert left_out(part) == ["past"]
