"""A graph as an outline: everything once in full, circles included, and folded if it is long."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mvpplan.model.assumption import Assumption
from mvpplan.model.blocker import Blocker
from mvpplan.model.decision import Decision
from mvpplan.model.dependency import Dependency
from mvpplan.model.plan import Plan
from mvpplan.model.plan_file import no_settings
from mvpplan.timeline.graph import focused, only, whole
from mvpplan.timeline.nesting import MOST_ROWS, nest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mvpplan.model.record import Record
    from mvpplan.store.load import Loaded
    from mvpplan.timeline.graph import Graph
    from mvpplan.timeline.rows import Row

    Files = dict[str, str | bytes]
    Read = Callable[[Files], Loaded]

FRIDAY = date(2026, 11, 20)


def lines(rows: Iterable[Row]) -> list[str]:
    """Rows as an outline of ids."""
    found = []
    for row in rows:
        words = f"{row.words} " if row.words else ""
        rest = f" (see {row.again})" if row.again else ""
        if row.more:
            found.append(f"{'  ' * row.depth}+{row.more} ({row.more_late} late)")
            continue
        hidden = f" +{row.hidden}" if row.hidden else ""
        found.append(f"{'  ' * row.depth}{words}{row.node.id}{rest}{hidden}")
        found += [f"{'  ' * row.depth}  ({words}: {', '.join(ids)})" for words, ids in row.behind]
    return found


def outline(graph: Graph, most: int | None = None) -> list[str]:
    """An outline of a graph of the whole plan, as ids under functions."""
    found = []
    for section in nest(graph, most).sections:
        counts = ", ".join(f"{number} {kind}" for kind, number in section.counts.items())
        found += [f"{section.function}: {counts}, {section.late} late", *lines(section.rows)]
        if section.elsewhere:
            found.append(f"elsewhere {', '.join(section.elsewhere)}")
        if section.more:
            found.append(f"+{section.more} ({section.more_late} late)")
    return found


PLAN: Files = {
    "decisions.yaml": """\
        pay: {title: t, function: planning, due: 2026-12-01, assumptions: [buy], depends_on: [tax]}
        tax:
          title: t
          function: delivery
          due: 2026-11-18
          depends_on: [market]
          assumptions: [buy, fast]
        market: {title: t, function: planning, status: approved, assumptions: [known]}
        """,
    "assumptions.yaml": """\
        known: {title: t, status: validated}
        buy: {title: t, requires: [fast]}
        fast: {title: t}
        alone: {title: t}
        under: {title: t, requires: [alone]}
        """,
    "blockers.yaml": "keys: {title: t, blocks: [fast, form], due: 2026-11-19}\n",
    "scope.yaml": "form: {title: t}\n",
}


def test_decisions_have_their_own_place_and_all_else_stands_below_what_hangs_on_it(
    loaded: Read,
) -> None:
    assert outline(whole(loaded(PLAN).plan, FRIDAY)) == [
        "planning: 1 decision, 1 assumption, 0 late",
        "pay",
        "  relies on buy",
        "    tested after fast",
        "      blocked by keys",
        "  comes after tax (see below)",
        "delivery: 1 decision, 1 assumption, 1 blocker, 2 late",
        "tax",
        "  (comes before: pay)",
        "  relies on buy (see above)",
        "  relies on fast (see above)",
        "  comes after market",
        "elsewhere fast, keys",
        "None: 2 assumption, 0 late",
        "under",
        "  tested after alone",
    ]


def test_a_record_on_which_no_decision_hangs_says_what_else_does(loaded: Read) -> None:
    graph = whole(loaded(PLAN).plan, FRIDAY)
    assert outline(only(graph, "x", lambda node: node.id == "keys")) == [
        "delivery: 1 blocker, 1 late",
        "keys",
        "  (blocks: fast, form)",
    ]


CIRCLES: Files = {
    "decisions.yaml": """\
        a: {title: t, depends_on: [b], assumptions: [x]}
        b: {title: t, depends_on: [a]}
        """,
    "assumptions.yaml": """\
        x: {title: t, requires: [y]}
        y: {title: t, requires: [x]}
        one: {title: t, requires: [two]}
        two: {title: t, requires: [one]}
        """,
}


def test_circles_end(loaded: Read) -> None:
    plan = loaded(CIRCLES).plan
    assert outline(whole(plan, FRIDAY)) == [
        "None: 2 decision, 4 assumption, 0 late",
        "a",
        "  (comes before: b)",
        "  relies on x",
        "    tested after y",
        "      tested after x (see above)",
        "  comes after b (see below)",
        "b",
        "  (comes before: a)",
        "  comes after a (see above)",
        "one",
        "  (tested before: two)",
        "  tested after two",
        "    tested after one (see above)",
    ]
    around = nest(focused(plan, FRIDAY, "x"))
    assert lines(around.before) == ["  tested after y", "    tested after x (see above)"]
    assert lines(around.behind) == [
        "  tested before y (see above)",
        "    tested before x (see above)",
        "  relied on by a",
        "    comes before b",
        "      comes before a (see above)",
    ]
    assert (around.ahead, around.after) == (1, 3)


def many(number: int, late: int) -> Files:
    """A decision that hangs on many others, some of them late; each of these on one assumption."""
    each = [
        f"d{n}: {{title: t, assumptions: [a{n}], due: 2026-11-{10 if n < late else 25}}}\n"
        for n in range(number)
    ]
    hub = f"hub: {{title: t, depends_on: [{', '.join(f'd{n}' for n in range(number))}]}}\n"
    return {
        "decisions.yaml": "".join([hub, *each]),
        "assumptions.yaml": "".join(f"a{n}: {{title: t}}\n" for n in range(number)),
    }


def test_a_long_outline_is_folded_to_the_most_urgent(loaded: Read) -> None:
    graph = whole(loaded(many(5, 2)).plan, FRIDAY)
    assert outline(graph, most=10) == [
        "None: 6 decision, 5 assumption, 2 late",
        "d0",
        "  (comes before: hub)",
        "  relies on a0",
        "+9 (1 late)",
    ]
    assert nest(graph, most=10).folded == 9
    assert nest(graph, most=16).folded == 0


def test_a_long_focus_is_folded_to_the_nearest(loaded: Read) -> None:
    folded = nest(focused(loaded(many(5, 2)).plan, FRIDAY, "hub"), most=8)
    assert lines(folded.before) == [
        "  comes after d0 +1",
        "  comes after d1 +1",
        "  +3 (0 late)",
    ]
    assert (folded.ahead, folded.after, folded.folded) == (10, 0, 8)


def test_each_function_shows_its_most_urgent_first(loaded: Read) -> None:
    functions = ["planning", "support"]
    decisions = [
        f"{function}-{n}: {{title: t, function: {function}, due: 2026-11-{29 - n}}}\n"
        for function in functions
        for n in range(9)
    ]
    graph = whole(loaded({"decisions.yaml": "".join(decisions)}).plan, FRIDAY)
    assert outline(graph, most=12) == [
        "planning: 9 decision, 0 late",
        *("planning-8", "planning-7", "+7 (0 late)"),
        "support: 9 decision, 0 late",
        *("support-8", "+8 (0 late)"),
    ]


NAMES = [f"r{n}" for n in range(8)]
KINDS: list[type[Record]] = [Decision, Assumption, Blocker, Dependency]
LINKS = st.lists(st.sampled_from(NAMES), max_size=4, unique=True).map(tuple)
STATUSES = {
    Decision: ["open", "approved", "rejected"],
    Assumption: ["untested", "validated", "invalidated"],
    Blocker: ["open", "resolved"],
    Dependency: ["pending", "met", "missed"],
}


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    records: dict[str, Record] = {}
    for name in NAMES:
        kind = draw(st.sampled_from(KINDS))
        links: dict[str, object] = {"status": draw(st.sampled_from(STATUSES[kind]))}
        if kind is Decision:
            links |= {"depends_on": draw(LINKS), "assumptions": draw(LINKS)}
            links["function"] = draw(st.sampled_from(["planning", "design", None]))
        field = {Assumption: "requires", Blocker: "blocks", Dependency: "needed_by"}.get(kind)
        if field:
            links[field] = draw(LINKS)
        records[name] = kind(id=name, title="t", **links)  # type: ignore[arg-type]
    return Plan(no_settings(), records)


@given(plans(), st.booleans())
@settings(max_examples=60)
def test_every_record_on_its_own_stands_once_in_full_and_every_reference_leads_there(
    plan: Plan, everything: bool
) -> None:
    graph = whole(plan, FRIDAY, settled=everything)
    rows = [row for section in nest(graph, None).sections for row in section.rows]
    in_full = Counter(row.node.id for row in rows if not row.again)
    assert set(in_full.values()) <= {1}
    assert graph.entries <= in_full.keys()
    places = {row.node.id: place for place, row in enumerate(rows) if not row.again}
    for place, row in enumerate(rows):
        if row.again:
            assert (places[row.node.id] < place) == (row.again == "above")


@given(plans(), st.sampled_from(NAMES), st.booleans())
@settings(max_examples=60)
def test_every_record_of_a_focus_stands_once_in_full(
    plan: Plan, focus: str, everything: bool
) -> None:
    graph = focused(plan, FRIDAY, focus, settled=everything)
    around = nest(graph, None)
    rows = [*around.before, *around.behind]
    in_full = Counter(row.node.id for row in rows if not row.again)
    assert in_full == Counter(graph.nodes.keys() - {focus})


@given(plans(), st.integers(1, 12), st.sampled_from([None, *NAMES]))
@settings(max_examples=60)
def test_what_is_folded_is_counted(plan: Plan, most: int, focus: str | None) -> None:
    graph = focused(plan, FRIDAY, focus) if focus else whole(plan, FRIDAY)
    full, folded = nest(graph, None), nest(graph, most)
    assert folded.shown <= full.shown
    assert folded.folded == len(full.shown) - len(folded.shown)


@pytest.mark.parametrize("number", [300, 1000])
def test_an_outline_stays_short_however_large_the_plan(number: int, loaded: Read) -> None:
    plan = loaded(many(number, 7)).plan
    for graph in (whole(plan, FRIDAY), focused(plan, FRIDAY, "hub"), focused(plan, FRIDAY, "a1")):
        found = nest(graph)
        rows = [row for section in found.sections for row in section.rows]
        assert len(rows) + len(found.before) + len(found.behind) <= MOST_ROWS
