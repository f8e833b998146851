"""The agenda of a review: what is on it, in which order, and what has to be answered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from conftest import PLAN_FILE
from mvpplan.timeline.agenda import agenda
from mvpplan.timeline.period import period_of
from mvpplan.timeline.since import Since
from mvpplan.timeline.view import View

if TYPE_CHECKING:
    from collections.abc import Callable

    from mvpplan.store.load import Loaded
    from mvpplan.timeline.agenda import Point

    Files = dict[str, str | bytes]
    Read = Callable[[Files], Loaded]

FRIDAY = date(2026, 11, 20)


def points(read: Read, files: Files, plan: str = "") -> list[Point]:
    """The agenda on Friday 2026-11-20, a review day; ``plan`` is added to the plan file."""
    found = read({"mvpplan.yaml": f"{PLAN_FILE}{dedent(plan)}\n", **files}).plan
    return agenda(View(found, period_of(found.settings, FRIDAY), Since()))


def asked(read: Read, record: str, text: str) -> list[str]:
    """What the review is asked about one record; ``record`` is its path without the ending."""
    files: Files = {f"{record}.yaml": f"title: Sales tax\nowner: ben\n{dedent(text)}"}
    return [question for point in points(read, files) for question in point.questions]


TABLE = "fallback: Last year's table.\nfallback_by: 2026-11-24\n"


@pytest.mark.parametrize(
    ("record", "text", "questions"),
    [
        (
            "risks/tax",
            "signal: Calls take a second\nmitigation: A nightly table\n",
            [
                "Is its signal seen: Calls take a second?",
                "Has the mitigation been used at all: A nightly table?",
            ],
        ),
        (
            "risks/tax",
            """\
            status: occurring
            fallback: Stop
            mitigation: A nightly table
            applied: [{on: 2026-11-06}, {on: 2026-11-18}, {on: 2026-11-21}]
            """,
            [
                "It is happening. Is the fallback taken: Stop?",
                "Has the mitigation been in use since 2026-11-18: A nightly table?",
            ],
        ),
        ("risks/tax", "status: closed\ndue: 2026-11-20\n", []),
        (
            "decisions/tax",
            "due: 2026-11-27\nquestion: Which tax?\noptions: [a, b, c]\n",
            ["Which tax?", "Which of 3 options, on which evidence?"],
        ),
        ("decisions/tax", "due: 2026-11-27\noptions: [a]\n", ["What is decided: Sales tax?"]),
        ("decisions/tax", "due: 2026-11-28\n", []),
        (
            "decisions/tax",
            "status: deferred\nrevisit: 2026-11-27\n",
            ["Is it taken up again, put off to another day, or rejected?"],
        ),
        (
            "decisions/tax",
            "status: approved\nreviewers: [ana, mara]\n",
            ["What do Ana Ruiz and Mara Lind say to it?"],
        ),
        (
            "decisions/tax",
            """\
            status: approved
            reviewers: [ana, mara]
            approvals:
              - {by: ben, on: 2026-11-18, verdict: approved, of: v1-0000000000000000}
              - {by: ana, on: 2026-11-18, verdict: rejected}
            """,
            [
                "What does Mara Lind say to it?",
                "Does Ben Okafor approve it as it is now?",
                "What has to change for Ana Ruiz?",
            ],
        ),
        (
            "blockers/tax",
            f"due: 2026-11-27\n{TABLE}",
            [
                "What resolves it, and who does that by when?",
                "Is the fallback taken (it can be taken until 2026-11-24): Last year's table?",
                "Who tells whom about it?",
            ],
        ),
        (
            "blockers/tax",
            "due: 2026-11-19\ncommunication: {by: ana, on: 2026-12-24}\n",
            ["What resolves it, and who does that by when?"],
        ),
        (
            "dependencies/tax",
            "checkpoint: 2026-11-20\n",
            ["Was it there at its checkpoint?"],
        ),
        (
            "dependencies/tax",
            "checkpoint: 2026-11-27\n",
            ["Will it be there at its checkpoint?"],
        ),
        (
            "changes/tax",
            "effects: [{metric: time, effect: Two days more}]\n",
            ["Is it accepted or declined, by 1 written effect?"],
        ),
        ("changes/tax", "", ["Is it accepted or declined, with no effects written down?"]),
        ("changes/tax", "status: declined\n", []),
        (
            "scope/tax",
            "status: deferred\nrevisit: 2026-11-20\n",
            ["Does it come into the scope now, and what leaves for it?"],
        ),
        ("scope/tax", "due: 2026-11-19\n", ["Is it built in time, or does it leave the scope?"]),
        ("scope/tax", "status: out\n", []),
        (
            "checkpoints/tax",
            "on: 2026-11-27\nquestions: [Who calls?, Who waits?]\n",
            ["Who calls?", "Who waits?"],
        ),
        (
            "checkpoints/tax",
            """\
            status: held
            actions:
              - {what: Call., due: 2026-11-27}
              - {what: Wait, owner: ana, due: 2026-11-28}
              - {what: Ask, owner: ana, due: 2026-11-19}
            """,
            ["Is it done, Ben Okafor: Call?", "Is it done, Ana Ruiz: Ask?"],
        ),
        (
            "metrics/tax",
            "fresh_for: 7\ndecisions: [guest]\n",
            ["What does it read now, Ben Okafor?"],
        ),
        (
            "metrics/tax",
            "direction: down\nguardrail: 4\nreadings: [{on: 2026-11-20, value: 5}]\n",
            ["What turns it, and which decision does that change?"],
        ),
        (
            "metrics/tax",
            "direction: up\ntarget: 9\nby: 2026-11-27\nreadings: [{on: 2026-11-20, value: 5}]\n",
            ["Is its target still reached, and what if not?"],
        ),
        (
            "assumptions/tax",
            "due: 2026-11-20\npasses_if: 95 of 100 calls answer\n",
            ["What did the test show: does it pass, by 95 of 100 calls answer?"],
        ),
        ("assumptions/tax", "due: 2026-12-20\n", []),
        (
            "feedback/tax",
            "on: 2026-11-02\ntext: The table is wrong!\n",
            ["Is it accepted or declined: The table is wrong?"],
        ),
    ],
)
def test_what_is_asked_about_a_record(
    loaded: Read, record: str, text: str, questions: list[str]
) -> None:
    assert asked(loaded, record, text) == questions


ALL: Files = {
    "risks.yaml": """\
        likely: {title: l, owner: ana, signal: s, impact: 4, likelihood: 5}
        unlikely: {title: u, owner: ana, signal: s, impact: 4, likelihood: 1}
        now: {title: n, owner: ana, status: occurring, impact: 1, likelihood: 5}
        """,
    "decisions.yaml": "late: {title: d, owner: ana, due: 2026-11-19, impact: 5}",
    "dependencies.yaml": """\
        api: {title: a, owner: ana, checkpoint: 2026-11-27}
        sdk: {title: s, owner: ana, checkpoint: 2026-11-26}
        """,
    "scope.yaml": """\
        later: {title: s, owner: ana, status: deferred, revisit: 2026-11-27, contribution: 5}
        in: {title: i, owner: ana, contribution: 50}
        new: {title: n, owner: ana, opened: 2026-11-16}
        """,
    "changes.yaml": "more: {title: c, owner: ana}",
    "checkpoints.yaml": "set: {title: s, kind: scope, status: held, on: 2026-11-13}",
}


def test_risk_and_scope_are_on_one_list_the_highest_risk_first(loaded: Read) -> None:
    assert [
        (each.record.id, each.urgent, each.weight, each.why, each.due)
        for each in points(loaded, ALL)
    ] == [
        ("late", True, Decimal(16), "escalates, 1 day past due", date(2026, 11, 19)),
        ("now", True, Decimal(1), "is occurring, and has no fallback", None),
        ("likely", False, Decimal(8), "watching", None),
        (
            "later",
            False,
            Decimal(5),
            "deferred, to be looked at again on 2026-11-27",
            date(2026, 11, 27),
        ),
        ("unlikely", False, Decimal("1.6"), "watching", None),
        ("sdk", False, Decimal(0), "its checkpoint in 6 days", date(2026, 11, 26)),
        ("api", False, Decimal(0), "its checkpoint in 7 days", date(2026, 11, 27)),
        ("more", False, Decimal(0), "proposed", None),
        ("new", False, Decimal(0), "came into the scope after it was set", None),
    ]


def test_an_item_that_came_in_without_a_change_is_asked_for_one(loaded: Read) -> None:
    (new,) = [each for each in points(loaded, ALL) if each.record.id == "new"]
    assert new.questions == ("Which assessed change brings it in, and what leaves for it?",)


JOURNEYS: Files = {
    "decisions.yaml": """\
        tax: {title: Sales tax, impact: 4, owner: ana, due: 2027-01-06}
        wallet: {title: Wallets, impact: 1, owner: ana, due: 2027-01-06}
        """,
    "journeys.yaml": """\
        small: {title: Small, decisions: [wallet]}
        pays:
          title: Pays
          decisions: [tax, wallet]
          start: cart
          states:
            cart: {moves: [{do: Pay, to: paid}, {do: Fail, to: refused}]}
            refused: {kind: error, moves: [{do: Again, to: cart}]}
            paid: {kind: end}
          happy_path: [cart, paid]
          fallback: By phone.
        done: {title: Done, status: approved, decisions: [tax, wallet]}
        """,
    "feedback.yaml": "kept: {title: f, about: pays.states.refused, owner: ana, due: 2027-01-06}",
    "risks.yaml": "late: {title: r, impact: 5, likelihood: 5, signal: s, mitigation: m}",
}


def test_a_review_begins_with_the_open_journey_that_has_most_at_stake(loaded: Read) -> None:
    first, *others = points(loaded, JOURNEYS)
    assert (first.record.id, first.first) == ("pays", True)
    assert first.why == "the journey with most at stake: 2 open decisions shape it"
    assert first.questions == (
        "Is this what customers will go through: cart → paid?",
        "Which states change with tax: Sales tax?",
        "Which states change with wallet: Wallets?",
        "How does it go on from refused, and what has to hold then?",
        "Does the fallback work today: By phone?",
        "What is done about 1 open comment?",
    )
    assert [each.record.id for each in others] == ["late"]


def test_money_weighs_as_much_as_it_says(loaded: Read) -> None:
    files: Files = {
        "risks.yaml": """\
            large: {title: l, signal: s, impact: 9000, likelihood: 1}
            small: {title: s, signal: s, impact: 1000}
            """
    }
    found = points(loaded, files, "impact: {unit: EUR}")
    assert [(each.record.id, each.weight) for each in found] == [
        ("large", Decimal(1800)),
        ("small", Decimal(1000)),
    ]


def test_signals_and_waivers_are_no_reason_for_a_record_of_their_name(loaded: Read) -> None:
    plan = "waivers: [{rule: MP301, record: tax, by: mara, why: Pilot, until: 2026-11-19}]"
    files: Files = {
        "decisions.yaml": "tax: {title: Tax}\nowners-unclear: {title: Who decides?}\n",
    }
    assert points(loaded, files, plan) == []


def test_the_agenda_says_as_much_as_fits_into_a_line(loaded: Read) -> None:
    (question,) = asked(loaded, "feedback/tax", f"due: 2026-11-20\ntext: {'why ' * 80}\n")
    assert len(question) < 160
    assert question.endswith("why…?")


def test_a_plan_in_order_leaves_nothing_to_ask(loaded: Read) -> None:
    assert points(loaded, {}) == []
