"""What moved between two plans: one thing is one change, in the words of planners."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mvpplan.model import KINDS
from mvpplan.model.decision import Decision
from mvpplan.model.fingerprint import fingerprint
from mvpplan.model.plan import Plan
from mvpplan.model.plan_file import no_settings
from mvpplan.model.record import written
from mvpplan.model.shape import read_shape
from mvpplan.text.nodes import Mapping, Source
from mvpplan.text.reader import read
from mvpplan.timeline.changes import ORDER, changes, moved
from mvpplan.timeline.since import Since
from mvpplan.timeline.slips import Slips, slips

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from mvpplan.model.record import Record

Told = list[tuple[str, str, tuple[str, ...]]]


def record(kind: str, text: str, name: str = "x") -> Record:
    root = read(
        Source("x.yaml", dedent(text) if "title:" in text else f"title: X\n{dedent(text)}")
    ).root
    assert isinstance(root, Mapping)
    made, problems = read_shape(KINDS[kind], root, name)
    assert made is not None, problems
    return made


def records(*made: Record) -> dict[str, Record]:
    return {each.id: each for each in made}


def told(kind: str, before: str | None, after: str | None) -> Told:
    """The changes between two texts of a record; None where there is none."""
    old = {} if before is None else records(record(kind, before))
    new = {} if after is None else records(record(kind, after))
    return [(each.what, each.words, each.fields) for each in changes(old, new)]


CASES: dict[str, tuple[str, str | None, str | None, Told]] = {
    # One for each thing that can happen.
    "an assumption falls": (
        "assumption",
        "status: testing",
        "{title: X, status: invalidated, closed: 2026-11-20, evidence: [{what: No}], notes: n}",
        [("fallen", "testing → invalidated: n", ("status", "closed", "evidence", "notes"))],
    ),
    "a decision is taken back": (
        "decision",
        "{title: X, status: approved, choice: a, why: It was good}",
        "{title: X, status: rejected, choice: b, why: It was bad}",
        [("reversed", "approved → rejected: It was bad", ("status", "choice", "why"))],
    ),
    "a decision is open again": (
        "decision",
        "{title: X, status: approved, choice: a, why: w, closed: 2026-11-20, acceptance: [a]}",
        "title: X",
        [("reopened", "approved → open", ("status", "acceptance", "choice", "closed", "why"))],
    ),
    "a dependency is missed": (
        "dependency",
        "checkpoint: 2026-11-20",
        "{title: X, checkpoint: 2026-11-20, status: missed, closed: 2026-11-21, notes: Late}",
        [("missed", "pending → missed: Late", ("status", "closed", "notes"))],
    ),
    "a date slips": (
        "decision",
        "due: 2028-02-28",
        "due: 2028-03-01",
        [("slipped", "due 2028-02-28 → 2028-03-01", ("due",))],
    ),
    "closing writes the day, the reason, the evidence and what the build needs": (
        "decision",
        "{title: X, due: 2026-11-20}",
        """\
        title: X
        due: 2026-11-20
        status: approved
        closed: 2026-11-19
        choice: Guests pay without an account
        why: The pilot
        evidence: [{what: 43.9 % finished, kind: data, on: 2026-11-18}]
        constraints: [No new service]
        behaviour: One page
        acceptance: [A guest pays]
        target: {metric: finished, value: 44}
        """,
        [
            (
                "closed",
                "open → approved: The pilot",
                (
                    "status",
                    *("acceptance", "behaviour", "choice", "closed", "constraints", "evidence"),
                    *("target", "why"),
                ),
            )
        ],
    ),
    "what was rewritten while closing is an edit": (
        "decision",
        "acceptance: [A guest pays]",
        "{title: X, status: approved, acceptance: [Nobody pays]}",
        [("closed", "open → approved", ("status",)), ("edited", "acceptance", ("acceptance",))],
    ),
    "a date comes nearer": (
        "decision",
        "due: 2026-11-20",
        "due: 2026-11-13",
        [("earlier", "due 2026-11-20 → 2026-11-13", ("due",))],
    ),
    "scope comes in": (
        "scope",
        "{title: X, status: deferred, revisit: 2027-01-15, why: No time}",
        "{title: X, status: in}",
        [("grown", "deferred → in", ("status", "revisit", "why"))],
    ),
    "scope is added": ("scope", None, "title: X", [("grown", "new, in", ("status",))]),
    "scope goes out": (
        "scope",
        "title: X",
        "{title: X, status: deferred, revisit: 2027-01-15, why: No time}",
        [("cut", "in → deferred: No time", ("status", "revisit", "why"))],
    ),
    "a record is new": ("blocker", None, "title: X", [("opened", "open", ())]),
    "somebody starts": (
        "assumption",
        "title: X",
        "{title: X, status: testing, evidence: [{what: First calls}]}",
        [("moved", "untested → testing", ("status",)), ("evidence", "First calls", ("evidence",))],
    ),
    "another owner": (
        "blocker",
        "owner: ana",
        "owner: ben",
        [("re-owned", "ana → ben", ("owner",))],
    ),
    "an owner leaves": (
        "lesson",
        "owner: ana",
        "title: X",
        [("re-owned", "ana → nobody", ("owner",))],
    ),
    "estimates": (
        "assumption",
        "{title: X, impact: 4, confidence: 0.80, cost: 2-5}",
        "{title: X, impact: 5, confidence: 0.6, duration: 10}",
        [
            (
                "re-estimated",
                "impact 4 → 5, confidence 0.8 → 0.6, cost 2-5 → none and duration none → 10",
                ("impact", "confidence", "cost", "duration"),
            )
        ],
    ),
    "a verdict": (
        "decision",
        "title: X",
        "approvals: [{by: ana, on: 2026-11-20, verdict: changes}]",
        [("verdict", "changes by ana", ("approvals",))],
    ),
    "readings": (
        "metric",
        "readings: [{on: 2026-11-06, value: 61}]",
        "readings: [{on: 2026-11-06, value: 61}, {on: 2026-11-13, value: 62.50}]",
        [("reading", "62.5 on 2026-11-13", ("readings",))],
    ),
    "evidence": (
        "decision",
        "evidence: [{what: One}]",
        "evidence: [{what: One}, {what: Two}, {what: Three}]",
        [("evidence", "Two and Three", ("evidence",))],
    ),
    "a record goes": ("risk", "title: X", None, [("removed", "watching", ())]),
    "words change": (
        "decision",
        "title: One",
        "{title: Two, behaviour: b}",
        [("edited", "behaviour and title", ("behaviour", "title"))],
    ),
    # One for each kind that has none above, and what is easily taken for something else.
    "a journey of a blocker": (
        "blocker",
        "fallback_by: 2026-11-20",
        "{title: X, fallback_by: 2026-11-27, status: fallback, resolution: By phone}",
        [
            ("slipped", "fallback_by 2026-11-20 → 2026-11-27", ("fallback_by",)),
            ("closed", "open → fallback: By phone", ("status", "resolution")),
        ],
    ),
    "a fallback that is resolved takes nothing back": (
        "blocker",
        "status: fallback",
        "status: resolved",
        [("closed", "fallback → resolved", ("status",))],
    ),
    "a deferred decision that is taken": (
        "decision",
        "{title: X, status: deferred, revisit: 2026-12-01}",
        "status: approved",
        [("closed", "deferred → approved", ("status", "revisit"))],
    ),
    "what was missed is met after all": (
        "dependency",
        "status: missed",
        "status: met",
        [("closed", "missed → met", ("status",))],
    ),
    "from one way of being out to another": (
        "scope",
        "status: deferred",
        "{title: X, status: out, why: Never}",
        [("moved", "deferred → out: Never", ("status", "why"))],
    ),
    "scope that was never in is not cut": (
        "scope",
        None,
        "status: out",
        [("opened", "new, out", ("status",))],
    ),
    "a request is declined": (
        "change",
        "title: X",
        "{title: X, status: declined, decided_by: mara, why: Too late}",
        [("closed", "proposed → declined: Too late", ("status", "decided_by", "why"))],
    ),
    "a review is held": (
        "checkpoint",
        "{title: X, on: 2026-11-20, questions: [q]}",
        "{title: X, on: 2026-11-20, questions: [q], status: held, findings: [f], headline: Good}",
        [("closed", "planned → held", ("status", "findings", "headline"))],
    ),
    "a review is put off": (
        "checkpoint",
        "on: 2026-11-20",
        "on: 2026-11-27",
        [("slipped", "on 2026-11-20 → 2026-11-27", ("on",))],
    ),
    "the day of a comment is no plan": (
        "feedback",
        "on: 2026-11-19",
        "on: 2026-11-20",
        [("edited", "on 2026-11-19 → 2026-11-20", ("on",))],
    ),
    "a comment is answered": (
        "feedback",
        "title: X",
        "{title: X, status: accepted, closed: 2026-11-20, action: Done}",
        [("closed", "open → accepted: Done", ("status", "action", "closed"))],
    ),
    "a risk occurs": (
        "risk",
        "likelihood: 2",
        "{title: X, likelihood: 5, status: occurring}",
        [
            ("moved", "watching → occurring", ("status",)),
            ("re-estimated", "likelihood 2 → 5", ("likelihood",)),
        ],
    ),
    "a metric is new": ("metric", None, "title: X", [("opened", "a metric", ())]),
    "a metric's day": (
        "metric",
        "by: 2026-12-31",
        "{title: X, by: 2027-01-06, target: 5}",
        [
            ("slipped", "by 2026-12-31 → 2027-01-06", ("by",)),
            ("re-estimated", "target none → 5", ("target",)),
        ],
    ),
    "a reading that is mended is an edit": (
        "metric",
        "readings: [{on: 2026-11-06, value: 61}]",
        "readings: [{on: 2026-11-06, value: 16}]",
        [("edited", "readings", ("readings",))],
    ),
    "a journey is drawn": ("journey", None, "title: X", [("opened", "draft", ())]),
    "a journey is gone through": (
        "journey",
        "{title: X, start: cart}",
        """\
        title: X
        start: cart
        status: reviewed
        approvals: [{by: ana, on: 2026-11-18, verdict: changes}]
        """,
        [
            ("moved", "draft → reviewed", ("status",)),
            ("verdict", "changes by ana", ("approvals",)),
        ],
    ),
    "a journey is approved": (
        "journey",
        "{title: X, status: reviewed}",
        "{title: X, status: approved, closed: 2026-11-20, notes: Both walks were clean}",
        [
            (
                "closed",
                "reviewed → approved: Both walks were clean",
                ("status", "closed", "notes"),
            )
        ],
    ),
    "a journey is a draft again": (
        "journey",
        "{title: X, status: approved, closed: 2026-11-20}",
        "title: X",
        [("reopened", "approved → draft", ("status", "closed"))],
    ),
    "a journey gets another way": (
        "journey",
        "{title: X, states: {cart: {moves: [{do: Pay, to: paid}]}, paid: {kind: end}}}",
        """\
        title: X
        facts: {card: [accepted, declined]}
        states:
          cart: {moves: [{do: Pay, to: paid, when: card is accepted}]}
          paid: {kind: end}
        """,
        [("edited", "facts and states", ("facts", "states"))],
    ),
    "states in another order and another way of writing are nothing": (
        "journey",
        "{title: X, states: {cart: {shows: All items, moves: []}, paid: {kind: end}}}",
        """\
        title: X
        states:
          paid: {kind: end}
          cart:
            shows: |
              All items
        """,
        [],
    ),
    "a lesson": ("lesson", "from: [a]", "from: [a, b]", [("edited", "from", ("from",))]),
    "a date that goes is told": (
        "decision",
        "due: 2026-11-20",
        "title: X",
        [("edited", "due 2026-11-20 → none", ("due",))],
    ),
    "another way of writing is nothing": (
        "decision",
        "{title: X, why: One line, effort: 3, status: open}",
        "title: X\nwhy: |\n  One line\neffort: 3.0\n",
        [],
    ),
}


@pytest.mark.parametrize(("kind", "before", "after", "expected"), CASES.values(), ids=CASES)
def test_what_a_record_went_through(
    kind: str, before: str | None, after: str | None, expected: Told
) -> None:
    assert told(kind, before, after) == expected


def test_every_thing_that_can_happen_and_every_kind_is_among_the_cases() -> None:
    happened = {what for *_, expected in CASES.values() for what, _, _ in expected}
    elsewhere = {"renamed", "lapsed"}
    assert happened | elsewhere == set(ORDER)
    assert {kind for kind, *_ in CASES.values()} == set(KINDS)


def test_an_approval_lapses_when_what_was_approved_changes() -> None:
    plain = record("decision", "title: X")
    approval = f"{{by: ana, on: 2026-11-18, verdict: approved, of: {fingerprint(plain)}}}"
    approved = record("decision", f"approvals: [{approval}]")
    changed = record("decision", f"{{title: X, behaviour: Other, approvals: [{approval}]}}")
    assert [
        (each.what, each.words, each.fields) for each in changes(*map(records, (approved, changed)))
    ] == [
        ("lapsed", "approved by ana before it changed", ()),
        ("edited", "behaviour", ("behaviour",)),
    ]


def test_another_id_is_one_change_and_its_mentions_are_none() -> None:
    before = records(
        record("assumption", "title: A", "old"),
        record("decision", "assumptions: [old, other]", "d"),
        record("feedback", "about: old.cost", "f"),
        record("blocker", "{title: X, blocks: [old], notes: see old}", "b"),
    )
    after = records(
        record("assumption", "{title: A, notes: n}", "new"),
        record("decision", "assumptions: [new, other]", "d"),
        record("feedback", "about: new.cost", "f"),
        record("blocker", "{title: X, blocks: [new], notes: see new}", "b"),
    )
    assert [(each.what, each.record.id, each.words) for each in changes(before, after)] == [
        ("renamed", "new", "was old"),
        ("edited", "new", "notes"),
        ("edited", "b", "notes"),
    ]


def test_another_id_and_an_edit_at_once() -> None:
    before = records(record("blocker", "{title: Keys, due: 2026-11-13}", "keys"))
    after = records(
        record("blocker", "{title: Keys, due: 2026-11-20}", "sandbox-keys"),
        record("decision", "{title: Keys}", "key-store"),
    )
    assert [(each.what, each.record.id, each.words) for each in changes(before, after)] == [
        ("slipped", "sandbox-keys", "due 2026-11-13 → 2026-11-20"),
        ("opened", "key-store", "open"),
        ("renamed", "sandbox-keys", "was keys"),
    ]


def test_two_of_the_same_are_renamed_one_by_one() -> None:
    before = records(*(record("lesson", "title: Same", name) for name in "ab"))
    after = records(record("lesson", "title: Same", "c"))
    assert [(each.what, each.record.id, each.words) for each in changes(before, after)] == [
        ("renamed", "c", "was a"),
        ("removed", "b", "a lesson"),
    ]


def test_an_id_of_another_kind() -> None:
    before, after = records(record("decision", "")), records(record("assumption", ""))
    assert [(each.what, each.words, each.fields) for each in changes(before, after)] == [
        ("edited", "an assumption, was a decision", ())
    ]


def test_what_cannot_be_read_is_not_said_to_be_gone() -> None:
    a, b, c = (record("decision", "title: X", name) for name in "abc")
    before = Plan(no_settings(), records(a, b), broken={"c": "decision"})
    after = Plan(no_settings(), records(a, c), broken={"b": "decision"})
    assert moved(before, after) == []
    assert Since(before).changes(after) == []
    assert Since().changes(after) == []


def test_what_a_manager_has_to_know_first_stands_first() -> None:
    before = records(
        *(record("assumption", "", "z"), record("decision", "due: 2026-11-20", "b")),
        *(record("decision", "due: 2026-11-20", "a"), record("blocker", "", "c")),
    )
    after = records(
        record("assumption", "status: invalidated", "z"),
        record("decision", "{title: Y, due: 2026-11-27}", "b"),
        record("decision", "due: 2026-11-27", "a"),
        record("blocker", "status: resolved", "c"),
    )
    assert [(each.what, each.record.id) for each in changes(before, after)] == [
        ("fallen", "z"),
        ("slipped", "a"),
        ("slipped", "b"),
        ("closed", "c"),
        ("edited", "b"),
    ]


DAYS = st.dates(date(2026, 11, 1), date(2026, 12, 31)).map(date.isoformat)
DECISIONS = st.fixed_dictionaries(
    {"title": st.sampled_from(["One", "Two"])},
    optional={
        "status": st.sampled_from(["open", "approved", "deferred", "rejected"]),
        "owner": st.sampled_from(["ana", "ben"]),
        "due": DAYS,
        "closed": DAYS,
        "revisit": DAYS,
        "impact": st.integers(1, 5).map(str),
        "effort": st.sampled_from(["1", "2-5", "1/2/5"]),
        "why": st.sampled_from(["because", "therefore"]),
        "assumptions": st.sampled_from(["[a]", "[a, b]"]),
        "evidence": st.sampled_from(["[{what: seen}]", "[{what: seen}, {what: read}]"]),
        "approvals": st.just(
            "[{by: ana, on: 2026-11-18, verdict: approved, of: v1-0123456789abcdef}]"
        ),
        "notes": st.sampled_from(["n", "m"]),
    },
)
PLANS = st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), DECISIONS).map(
    lambda texts: {
        name: record("decision", "".join(f"{key}: {value}\n" for key, value in text.items()), name)
        for name, text in texts.items()
    }
)


@given(PLANS)
def test_a_plan_has_not_changed_against_itself(plan: dict[str, Record]) -> None:
    assert changes(plan, dict(reversed(plan.items()))) == []


@given(PLANS, PLANS)
def test_every_record_that_differs_is_named_and_every_field_once(
    before: dict[str, Record], after: dict[str, Record]
) -> None:
    found = changes(before, after)
    named = {each.record.id for each in found} | {
        each.words.removeprefix("was ") for each in found if each.what == "renamed"
    }
    links = {
        name
        for name in before.keys() & after.keys()
        if all(
            getattr(before[name], field.name) == getattr(after[name], field.name)
            for field in fields(Decision)
            if field.name != "assumptions"
        )
    }
    differ = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    # A mention of a record that has another id now is no change of its own.
    assert differ - links <= named <= differ
    for name in named & before.keys() & after.keys():
        shown = [field for each in found if each.record.id == name for field in each.fields]
        expected = {
            written(field.name)
            for field in fields(Decision)
            if getattr(before[name], field.name) != getattr(after[name], field.name)
        }
        assert sorted(shown) == sorted(expected - ({"assumptions"} - set(shown)))


@given(PLANS, PLANS)
def test_a_change_and_its_reversal_cancel_out(
    before: dict[str, Record], after: dict[str, Record]
) -> None:
    there, back = changes(before, after), changes(after, before)
    assert bool(there) == bool(back)
    assert sum(each.days for each in there) == -sum(each.days for each in back)


def state(due: date | None) -> Record:
    return record("decision", f"due: {due}" if due else "")


def slips_of(dues: Iterable[date | None]) -> Slips:
    return slips(state(due) for due in dues)


@pytest.mark.parametrize(
    ("dues", "expected"),
    [
        ([], Slips()),
        (["2026-11-20"], Slips()),
        (["2026-11-20", "2026-11-20", "2026-11-20"], Slips()),
        (["2026-11-20", "2026-11-27", "2026-12-04"], Slips(2, 14)),
        (["2026-11-20", None, "2026-11-27"], Slips(1, 7)),
        ([None, "2026-11-20", None], Slips()),
        (["2026-11-20", "2026-11-27", "2026-11-20", "2026-11-27"], Slips(2, 14)),
        (["2026-11-27", "2026-11-20"], Slips()),
        (["2028-02-28", "2028-03-01"], Slips(1, 2)),
        (["2027-02-28", "2027-03-01"], Slips(1, 1)),
        (["2026-12-31", "2027-01-01"], Slips(1, 1)),
    ],
)
def test_how_often_a_date_slipped(dues: list[str | None], expected: Slips) -> None:
    assert slips_of(date.fromisoformat(due) if due else None for due in dues) == expected


def test_a_record_that_was_taken_out_and_put_back_has_slipped_all_the_same() -> None:
    before, after = state(date(2026, 11, 20)), state(date(2026, 11, 27))
    assert slips([before, None, after]) == Slips(1, 7)


SOME_DAYS = st.lists(st.dates(date(2026, 1, 1), date(2028, 12, 31)), min_size=1, max_size=5)


@given(SOME_DAYS)
def test_slips_and_what_was_won_back_add_up_to_the_way_from_first_to_last(dues: list[date]) -> None:
    mirrored = [date(2030, 1, 1) + (date(2026, 1, 1) - due) for due in dues]
    assert slips_of(dues).days - slips_of(mirrored).days == (dues[-1] - dues[0]).days


@given(SOME_DAYS, st.randoms(use_true_random=False))
def test_the_order_of_commits_on_one_day_leaves_the_sum(dues: list[date], shuffled: Random) -> None:
    """Of two records that move in commits of one day, whichever comes first."""
    other = [due + timedelta(days=3) for due in dues]
    names = ["a"] * len(dues) + ["b"] * len(dues)
    shuffled.shuffle(names)
    queues = {"a": iter(dues), "b": iter(other)}
    commits = [(name, next(queues[name])) for name in names]
    for name, expected in (("a", dues), ("b", other)):
        assert slips_of(due for who, due in commits if who == name) == slips_of(expected)
