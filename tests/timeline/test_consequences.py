"""What falls or opens if a record takes another status: each kind of cause, and what holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mvpplan.model import RECORDS
from mvpplan.model.assumption import Assumption
from mvpplan.model.blocker import Blocker
from mvpplan.model.decision import Decision
from mvpplan.model.dependency import Dependency
from mvpplan.model.outline import outline
from mvpplan.model.plan import Plan
from mvpplan.model.plan_file import no_settings
from mvpplan.model.scope import Scope
from mvpplan.timeline.consequences import consequences
from mvpplan.timeline.effects import BAD, FALLS, FOLLOW, GOOD, UNSETTLED, WAITS, turn_of
from mvpplan.timeline.outstanding import outstanding

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Result
    from mvpplan.model.record import Record
    from mvpplan.store.load import Loaded
    from mvpplan.timeline.consequences import Consequences

    Files = dict[str, str | bytes]
    Read = Callable[[Files], Loaded]
    Run = Callable[..., Result]
    Make = Callable[[Files], Path]


def told(found: Consequences) -> list[str]:
    """Effects as lines: how far away, what happens to which record, because of which, and why."""
    return [
        f"{each.depth} {each.record.id} {each.effect} [{each.because}]: {each.words}"
        for each in found.effects
    ]


def what_if(read: Read, files: Files, record: str, status: str) -> list[str]:
    return told(consequences(read(files).plan, record, status))


ASSUMED: Files = {
    "assumptions.yaml": """\
        buy: {title: They buy}
        pay: {title: They pay, requires: [buy]}
        known: {title: Settled, status: validated, requires: [buy]}
        """,
    "decisions.yaml": """\
        guest: {title: Guests, assumptions: [buy]}
        made: {title: Made, status: approved, assumptions: [buy]}
        off: {title: Off, status: rejected, assumptions: [buy]}
        wallet: {title: Wallets, assumptions: [buy, pay]}
        """,
    "scope.yaml": """\
        form: {title: Form, decisions: [made], customer_impact: Guests find no form}
        later: {title: Later, status: deferred, decisions: [made]}
        """,
}


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (
            "invalidated",
            [
                "1 made falls [buy]: is approved and relies on it",
                "1 guest waits [buy]: is open and relies on it: decide without it, or anew",
                "1 wallet waits [buy]: is open and relies on it: decide without it, or anew",
                "1 pay waits [buy]: was to be tested after it",
                "2 form falls [made]: is in scope and rests on it",
            ],
        ),
        (
            "validated",
            [
                "1 guest opens [buy]: relies on it: all that it relies on is settled",
                "1 made opens [buy]: relies on it: all that it relies on is settled",
                "1 wallet waits [buy]: relies on it, and still waits for pay",
                "1 pay opens [buy]: can be tested now",
            ],
        ),
        (
            "testing",
            [
                "1 guest waits [buy]: relies on it",
                "1 made waits [buy]: relies on it",
                "1 wallet waits [buy]: relies on it",
                "1 pay waits [buy]: was to be tested after it",
                "2 form waits [made]: is in scope and rests on it",
            ],
        ),
    ],
)
def test_an_assumption_carries_decisions_and_what_rests_on_them(
    loaded: Read, status: str, expected: list[str]
) -> None:
    assert what_if(loaded, ASSUMED, "buy", status) == expected


DECIDED: Files = {
    "decisions.yaml": """\
        tax: {title: Tax, supersedes: [old], assumptions: [answers, shared]}
        old: {title: Old, status: superseded}
        next: {title: Next, depends_on: [tax]}
        built: {title: Built, status: approved, depends_on: [tax]}
        other: {title: Other, assumptions: [shared]}
        """,
    "assumptions.yaml": "answers: {title: Answers}\nshared: {title: Shared}\n",
    "scope.yaml": "form: {title: Form, decisions: [tax, other]}",
    "dependencies.yaml": """\
        api: {title: Only for it, needed_by: [tax]}
        both: {title: For both, needed_by: [tax, other]}
        """,
    "metrics.yaml": "time: {title: Only for it, decisions: [tax]}",
    "blockers.yaml": """\
        stop: {title: Blocks only it, blocks: [tax]}
        wide: {title: Blocks both, blocks: [tax, other]}
        """,
}


def test_a_decision_that_is_reversed_takes_along_what_rests_on_it(loaded: Read) -> None:
    assert what_if(loaded, DECIDED, "tax", "rejected") == [
        "1 built falls [tax]: is approved and comes after it",
        "1 form falls [tax]: is in scope and rests on it",
        "1 next waits [tax]: is open and comes after it: decide without it, or anew",
        "1 api touched [tax]: is needed by nothing else",
        "1 time touched [tax]: no other decision acts on it",
        "1 stop touched [tax]: blocks nothing else",
        "1 old touched [tax]: was replaced by it: does it hold again?",
        "1 answers touched [tax]: no other open decision relies on it",
        "2 other touched [form]: no other item in scope rests on it",
    ]


def test_a_decision_that_is_approved_opens_what_waits_for_nothing_else(loaded: Read) -> None:
    assert what_if(loaded, DECIDED, "tax", "approved") == [
        "1 built opens [tax]: comes after it: all that it relies on is settled",
        "1 next opens [tax]: comes after it: all that it relies on is settled",
        (
            "1 form waits [tax]: is in scope and rests on it, and still waits for other, answers,"
            " shared, stop, wide, api and both"
        ),
    ]


DELIVERED: Files = {
    "dependencies.yaml": "api: {title: API, needed_by: [tax, made], metric: time}",
    "decisions.yaml": """\
        made: {title: Made, status: approved}
        tax: {title: Tax}
        free: {title: Free}
        """,
    "metrics.yaml": "time: {title: Time}",
}


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (
            "missed",
            [
                "1 made falls [api]: is approved and needs it",
                "1 tax waits [api]: is open and needs it: decide without it, or anew",
                "1 time touched [api]: shows whether it is met",
            ],
        ),
        (
            "met",
            [
                "1 tax opens [api]: needs it: all that it relies on is settled",
                "1 made opens [api]: needs it: all that it relies on is settled",
                "1 time touched [api]: shows whether it is met",
            ],
        ),
    ],
)
def test_a_dependency_carries_the_decisions_that_need_it(
    loaded: Read, status: str, expected: list[str]
) -> None:
    assert what_if(loaded, DELIVERED, "api", status) == expected


BLOCKED: Files = {
    "blockers.yaml": """\
        stop: {title: Stop, blocks: [tax, off, known, more], customer_impact: No tax is shown}
        more: {title: More, blocks: [time], customer_impact: No price is shown}
        """,
    "decisions.yaml": "tax: {title: Tax}\noff: {title: Off, status: rejected}\n",
    "assumptions.yaml": "known: {title: Known, status: validated}",
    "metrics.yaml": "time: {title: Time}",
}


@pytest.mark.parametrize(
    ("status", "effects", "customers"),
    [
        (
            "open",
            [
                "1 tax waits [stop]: is blocked by it",
                "1 more waits [stop]: is blocked by it",
                "2 time waits [more]: is blocked by it",
            ],
            [("stop", "No tax is shown"), ("more", "No price is shown")],
        ),
        *(
            (
                status,
                [
                    "1 tax opens [stop]: is blocked by it no more",
                    "1 more opens [stop]: is blocked by it no more",
                ],
                [],
            )
            for status in ("resolved", "fallback", "dropped")
        ),
    ],
)
def test_a_blocker_stops_what_is_at_work_as_long_as_it_is_open(
    loaded: Read, status: str, effects: list[str], customers: list[tuple[str, str]]
) -> None:
    found = consequences(loaded(BLOCKED).plan, "stop", status)
    assert (told(found), list(found.customers)) == (effects, customers)


def test_a_risk_shows_in_its_metric(loaded: Read) -> None:
    files: Files = {
        "risks.yaml": "fraud: {title: Fraud, metric: time, customer_impact: Cards are refused}",
        "metrics.yaml": "time: {title: Time}",
    }
    plan = loaded(files).plan
    for status, customers in (("occurring", (("fraud", "Cards are refused"),)), ("closed", ())):
        found = consequences(plan, "fraud", status)
        assert told(found) == ["1 time touched [fraud]: shows whether it is over"]
        assert found.customers == customers


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (
            "accepted",
            [
                "1 form falls [swap]: leaves the scope",
                "1 card opens [swap]: comes into the scope",
            ],
        ),
        (
            "declined",
            [
                "1 card touched [swap]: stays out of the scope",
                "1 form touched [swap]: stays in the scope",
            ],
        ),
        ("proposed", []),
    ],
)
def test_a_change_moves_items_into_and_out_of_the_scope(
    loaded: Read, status: str, expected: list[str]
) -> None:
    files: Files = {
        "changes.yaml": "swap: {title: Swap, adds: [card], removes: [form]}",
        "scope.yaml": "card: {title: Card, status: out}\nform: {title: Form}\n",
    }
    assert what_if(loaded, files, "swap", status) == expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("deferred", ["1 tax touched [form]: no other item in scope rests on it"]),
        ("out", ["1 tax touched [form]: no other item in scope rests on it"]),
        ("in", ["1 tax touched [form]: has to be made before it is built"]),
    ],
)
def test_an_item_of_scope_touches_the_decisions_that_only_it_rests_on(
    loaded: Read, status: str, expected: list[str]
) -> None:
    files: Files = {
        "scope.yaml": """\
            form: {title: Form, decisions: [tax, both]}
            page: {title: Page, decisions: [both]}
            """,
        "decisions.yaml": "tax: {title: Tax}\nboth: {title: Both}\n",
    }
    assert what_if(loaded, files, "form", status) == expected


def test_what_falls_by_a_longer_way_falls_although_a_shorter_one_only_keeps_it_waiting(
    loaded: Read,
) -> None:
    files: Files = {
        "assumptions.yaml": "buy: {title: They buy}",
        "decisions.yaml": """\
            a-open: {title: Open, assumptions: [buy]}
            b-made: {title: Made, status: approved, assumptions: [buy]}
            c-made: {title: Made, status: approved, depends_on: [b-made]}
            d-last: {title: Last, status: approved, depends_on: [a-open, c-made]}
            """,
    }
    assert what_if(loaded, files, "buy", "invalidated") == [
        "1 b-made falls [buy]: is approved and relies on it",
        "1 a-open waits [buy]: is open and relies on it: decide without it, or anew",
        "2 c-made falls [b-made]: is approved and comes after it",
        "3 d-last falls [c-made]: is approved and comes after it",
    ]


DRAWN: Files = {
    "decisions.yaml": """\
        tax: {title: Tax}
        guest: {title: Guests, status: approved}
        wallet: {title: Wallets}
        """,
    "journeys.yaml": """\
        pays: {title: Pays, decisions: [tax, guest]}
        stands: {title: Stands, status: approved, decisions: [guest]}
        both: {title: Both, decisions: [tax, wallet]}
        off: {title: Off, status: dropped, decisions: [guest, tax]}
        """,
    "scope.yaml": """\
        form: {title: Form, journeys: [pays, stands]}
        out: {title: Out, status: out, journeys: [pays]}
        """,
}


@pytest.mark.parametrize(
    ("record", "status", "expected"),
    [
        (
            "guest",
            "rejected",
            [
                "1 stands falls [guest]: is approved and drawn after it",
                "1 pays waits [guest]: is drawn after it: draw it anew",
                "2 form waits [stands]: is in scope, and it is its journey",
            ],
        ),
        (
            "tax",
            "approved",
            [
                "1 both waits [tax]: is drawn after it, and still waits for wallet",
                "1 pays opens [tax]: is drawn after it: every decision that shapes it is made",
            ],
        ),
        (
            "tax",
            "open",
            [
                "1 both waits [tax]: is drawn after it",
                "1 pays waits [tax]: is drawn after it",
                "2 form waits [pays]: is in scope, and it is its journey",
            ],
        ),
        ("pays", "dropped", ["1 form waits [pays]: is in scope, and it is its journey"]),
        ("pays", "approved", ["1 form touched [pays]: is in scope, and it is its journey"]),
    ],
)
def test_a_journey_is_drawn_after_decisions_and_for_scope(
    loaded: Read, record: str, status: str, expected: list[str]
) -> None:
    assert what_if(loaded, DRAWN, record, status) == expected


def test_cycles_end(loaded: Read) -> None:
    files: Files = {
        "decisions.yaml": """\
            a: {title: a, status: approved, depends_on: [c]}
            b: {title: b, status: approved, depends_on: [a]}
            c: {title: c, status: approved, depends_on: [b]}
            """
    }
    assert what_if(loaded, files, "a", "rejected") == [
        "1 b falls [a]: is approved and comes after it",
        "2 c falls [b]: is approved and comes after it",
    ]


def test_decisions_to_which_no_link_leads_may_proceed(loaded: Read) -> None:
    found = consequences(loaded(ASSUMED | DELIVERED).plan, "api", "missed")
    assert [each.id for each in found.untouched] == ["free"]


def test_customers_hear_of_what_falls_in_the_order_of_effects(loaded: Read) -> None:
    found = consequences(loaded(ASSUMED).plan, "buy", "invalidated")
    assert found.customers == (("form", "Guests find no form"),)


def test_what_a_decision_waits_for_is_all_that_is_not_settled(loaded: Read) -> None:
    files: Files = {
        "decisions.yaml": """\
            tax: {title: Tax, assumptions: [broken, known, new], depends_on: [made, open]}
            made: {title: Made, status: approved}
            open: {title: Open}
            """,
        "assumptions.yaml": """\
            broken: {title: [], status: validated}
            known: {title: Known, status: validated}
            new: {title: New}
            """,
        "blockers.yaml": "stop: {title: Stop, blocks: [tax]}",
        "dependencies.yaml": "api: {title: API, status: missed, needed_by: [tax]}",
    }
    plan = loaded(files).plan
    tax = plan.get(Decision, "tax")
    assert tax is not None
    assert outstanding(plan, tax) == ["broken", "new", "open", "stop", "api"]
    assert outstanding(plan, tax, besides="stop") == ["broken", "new", "open", "api"]


def test_what_if_writes_nothing(plan: Make, run: Run) -> None:
    folder = plan(DECIDED)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert run(folder, "what-if", "tax", "--as", "rejected").code == 0
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


NAMES = [f"r{n}" for n in range(7)]
NAMED = st.lists(st.sampled_from(NAMES), max_size=3, unique=True).map(tuple)
LINKED = {
    Assumption: ("requires",),
    Decision: ("depends_on", "assumptions", "supersedes"),
    Blocker: ("blocks",),
    Dependency: ("needed_by",),
    Scope: ("decisions",),
}
CHOICES = {kind: outline(kind)["status"].choices for kind in LINKED}


@settings(max_examples=150)
@given(data=st.data())
def test_each_record_is_told_once_by_its_shortest_way_and_nothing_is_changed(
    data: st.DataObject,
) -> None:
    records: dict[str, Record] = {}
    for name in NAMES:
        kind = data.draw(st.sampled_from(list(LINKED)))
        status: Any = data.draw(st.sampled_from(CHOICES[kind]))
        links: Any = {field: data.draw(NAMED) for field in LINKED[kind]}
        records[name] = kind(id=name, title="t", status=status, **links)
    plan, before = Plan(no_settings(), records), dict(records)
    start = data.draw(st.sampled_from(NAMES))
    other = data.draw(st.sampled_from(CHOICES[type(records[start])]))
    found = consequences(plan, start, other)
    assert records == before

    depths = {each.record.id: each.depth for each in found.effects}
    assert len(depths) == len(found.effects)
    assert start not in depths
    assert list(depths.values()) == sorted(depths.values())
    assert not {each.id for each in found.untouched} & {start, *depths}

    turns = {start: turn_of(records[start], other)}
    for each in found.effects:
        if each.effect == FALLS or (each.effect == WAITS and turns[each.because] != GOOD):
            turns[each.record.id] = BAD if each.effect == FALLS else UNSETTLED
    spread = {each.record.id: each.effect for each in found.effects}
    for each in found.effects:
        assert each.depth == 1 + depths.get(each.because, 0)
    for cause, turn in turns.items():
        for effect in (each for follow in FOLLOW for each in follow(plan, records[cause], turn)):
            name = effect.record.id
            if name != start and (effect.effect == FALLS or spread.get(name) != FALLS):
                assert depths[name] <= depths.get(cause, 0) + 1


def test_every_kind_of_record_can_be_asked_about(loaded: Read) -> None:
    files: Files = {f"{kind.folder}/one-{kind.kind}.yaml": "title: t\n" for kind in RECORDS}
    plan = loaded(files).plan
    for kind in RECORDS:
        for status in outline(kind)["status"].choices:
            assert consequences(plan, f"one-{kind.kind}", status).effects == ()
