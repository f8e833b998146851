"""``mvpplan rank`` as its users run it: whole outputs of small plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import NO_GIT
from golden import check_golden

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Result

    MakePlan = Callable[[dict[str, str]], Path]
    Run = Callable[..., Result]


CHECKOUT = {
    "decisions.yaml": """\
        guest-checkout:
          title: Do guests need an account to pay?
          owner: ana
          due: 2026-11-27
          assumptions: [account-loses-buyers, email-reaches-crm, promo-code-survives]
        tax-at-checkout:
          title: Show tax before the address is known?
          owner: ben
          due: 2027-01-08
          assumptions: [tax-answers, zone-table, sandbox-like-live, wallets-wanted, no-cost-yet]
        old-checkout:
          title: Keep the old checkout next to the new one?
          owner: ana
          status: rejected
          why: Two checkouts cost twice
          closed: 2026-11-10
          evidence: [{what: The estimate of both teams, kind: data, on: 2026-11-09}]
          assumptions: [parked-one]
        """,
    "assumptions.yaml": """\
        account-loses-buyers:
          title: The account step loses one buyer in ten who came to pay as a guest
          impact: 5
          confidence: 0.7
          cost: 2-5
          duration: 3
        email-reaches-crm: {title: Guest emails lead to one contact, impact: 3, cost: 1}
        promo-code-survives: {title: Promo codes survive the guest step, impact: 3, cost: 1}
        log-complete: {title: The log of tax calls is complete, impact: 1, confidence: 0.9, cost: 1}
        tax-answers:
          title: The tax service answers in time
          impact: 5
          confidence: 0.4
          cost: 1/2/6
          requires: [log-complete]
        zone-table: {title: The zone table is close enough, impact: 2, cost: 0}
        sandbox-like-live: {title: The sandbox is like live, impact: 4, confidence: 1, cost: 1}
        wallets-wanted:
          title: Shoppers want wallets
          impact: 2
          cost: 4
          evidence:
            - {what: A survey says so, kind: data, on: 2026-11-02}
            - {what: Nobody clicked, kind: data, on: 2026-11-16, supports: false}
        no-cost-yet: {title: The carriers agree, impact: 4}
        parked-one: {title: Both checkouts can run side by side, impact: 4, cost: 1}
        """,
}

GO = "{title: Go?, owner: ana, due: 2026-11-27, assumptions: [a, b, c, d]}"

SMALL = {
    "decisions.yaml": """\
        go: {title: Go?, owner: ana, due: 2026-11-27, assumptions: [a, c, d, e]}
        """,
    "assumptions.yaml": """\
        a: {title: Ay, owner: ben, impact: 5, confidence: 0.75, cost: 1-3, duration: 2,
            requires: [b]}
        b: {title: Bee, impact: 1, cost: 1, evidence: [{what: Seen, kind: data, on: 2026-11-01}]}
        c: {title: See, impact: 2, cost: 0}
        d: {title: Dee, impact: 5, confidence: 1, cost: 1}
        e: {title: Ee, impact: 2}
        f: {title: Eff, impact: 1, cost: 2}
        """,
}


def test_the_table_says_all_there_is_to_say_in_80_columns(plan: MakePlan, mvpplan: Run) -> None:
    result = mvpplan("rank", "--as-of", "2026-11-20", cwd=plan(CHECKOUT))
    check_golden("rank-checkout.txt", result.out)
    assert result.err == f"{NO_GIT}the plan has 1 error; 'mvpplan validate' shows them\n"
    assert result.code == 0
    assert max(len(line) for line in result.out.splitlines()) <= 80


def test_json_holds_every_row_and_every_group(plan: MakePlan, mvpplan: Run) -> None:
    command = ("rank", "--as-of", "2026-11-20", "--format", "json")
    result = mvpplan(*command, cwd=plan(SMALL))
    assert result.code == 0
    assert next(iter(result.json)) == "version"
    assert result.json == {
        "version": 1,
        "subject": "assumptions",
        "method": "risk-per-cost",
        "ignores": "that assumptions may be false together, and that tests can be wrong",
        "as_of": "2026-11-20",
        "items": [
            {
                "rank": 1,
                "tied": False,
                "id": "c",
                "title": "See",
                "owner": None,
                "impact": 2,
                "impact_given": 2,
                "doubt": 0.5,
                "doubt_from": "no evidence yet",
                "cost": 0,
                "cost_given": "0",
                "score": None,
                "requires": [],
                "due": "2026-11-27",
                "due_for": "go",
                "late": False,
                "group": None,
                "best_rank": None,
                "worst_rank": None,
                "close": False,
                "note": "free to find out; due Fri 27 Nov",
                "chosen": None,
            },
            {
                "rank": 2,
                "tied": False,
                "id": "b",
                "title": "Bee",
                "owner": None,
                "impact": 1,
                "impact_given": 1,
                "doubt": 0.2,
                "doubt_from": "from evidence: data for it",
                "cost": 1,
                "cost_given": "1",
                "score": 0.2,
                "requires": [],
                "due": None,
                "due_for": None,
                "late": False,
                "group": None,
                "best_rank": None,
                "worst_rank": None,
                "close": False,
                "note": "first: it opens a",
                "chosen": None,
            },
            {
                "rank": 3,
                "tied": False,
                "id": "a",
                "title": "Ay",
                "owner": "ben",
                "impact": 16,
                "impact_given": 5,
                "doubt": 0.25,
                "doubt_from": "given",
                "cost": pytest.approx(1.831, abs=1e-3),
                "cost_given": "1-3",
                "score": pytest.approx(4 / 1.831, abs=1e-3),
                "requires": ["b"],
                "due": "2026-11-25",
                "due_for": "go",
                "late": False,
                "group": None,
                "best_rank": None,
                "worst_rank": None,
                "close": False,
                "note": "retires 2.2 points of risk per day; after b; under way by Wed 25 Nov",
                "chosen": None,
            },
        ],
        "parked": [{"id": "f", "title": "Eff", "reason": "no open decision relies on it"}],
        "nothing_to_learn": [
            {
                "id": "d",
                "title": "Dee",
                "reason": "you are already sure of it: there is nothing to learn",
            }
        ],
        "unranked": [{"id": "e", "title": "Ee", "reason": "no cost"}],
        "guarantee": (
            "optimal: no other order leaves less open risk for the effort spent; dates ahead move"
            " nothing, for the plan gives no capacity"
        ),
        "advice": "No estimate needs refining: within the ranges the same one comes first.",
        "budget": None,
    }


def test_top_shows_the_first_and_says_how_many_more_there_are(plan: MakePlan, mvpplan: Run) -> None:
    command = ("rank", "--as-of", "2026-11-20", "--top", "2")
    folder = plan(SMALL)
    result = mvpplan(*command, cwd=folder)
    check_golden("rank-top-two.txt", result.out)
    items = mvpplan(*command, "--format", "json", cwd=folder).json["items"]
    assert [item["id"] for item in items] == ["c", "b"]


def test_top_needs_a_number_of_one_or_more(plan: MakePlan, mvpplan: Run) -> None:
    result = mvpplan("rank", "--top", "0", cwd=plan(SMALL))
    assert (result.code, result.out) == (2, "")
    assert "--top" in result.err


def test_exact_ties_share_a_rank(plan: MakePlan, mvpplan: Run) -> None:
    folder = plan(
        {
            "decisions/go.yaml": GO,
            "assumptions.yaml": """\
                d: {title: Dee, impact: 2, cost: 1}
                c: {title: See, impact: 3, cost: 2}
                b: {title: Bee, impact: 5, cost: 1}
                a: {title: Ay, impact: 4, cost: 0.5}
                """,
        }
    )
    result = mvpplan("rank", "--as-of", "2026-11-20", cwd=folder)
    check_golden("rank-ties.txt", result.out)
    items = mvpplan("rank", "--format", "json", cwd=folder).json["items"]
    assert [(item["rank"], item["tied"], item["id"]) for item in items] == [
        (1, True, "a"),
        (1, True, "b"),
        (3, True, "d"),
        (3, True, "c"),
    ]


@pytest.mark.parametrize("output", ["text", "json"])
def test_a_circle_of_prerequisites_cannot_be_ranked(
    output: str, plan: MakePlan, mvpplan: Run
) -> None:
    folder = plan(
        {
            "decisions/go.yaml": "{title: Go?, owner: ana, due: 2026-11-27, assumptions: [c]}",
            "assumptions.yaml": """\
                c: {title: See, impact: 1, cost: 1, requires: [a]}
                a: {title: Ay, impact: 1, cost: 1, requires: [b]}
                b: {title: Bee, impact: 1, cost: 1, requires: [c]}
                """,
        }
    )
    result = mvpplan("rank", "--format", output, cwd=folder)
    assert result.code == 1
    assert result.out == ""
    assert result.err == (
        "mvpplan: prerequisites go in a circle: a → b → c → a;"
        " take one of the links out; see MP205\n"
    )


def test_a_plan_without_records_has_nothing_to_rank(plan: MakePlan, mvpplan: Run) -> None:
    result = mvpplan("rank", cwd=plan({}))
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Which assumption to test next: Guest checkout\n\nNo open assumption can be ranked.\n"
    )


def test_a_plan_without_an_open_assumption_has_nothing_to_rank(
    plan: MakePlan, mvpplan: Run
) -> None:
    folder = plan(
        {
            "decisions/go.yaml": "{title: Go?, owner: ana, due: 2026-11-27, assumptions: [a]}",
            "assumptions/a.yaml": """\
                title: Guests pay
                status: validated
                evidence: [{what: They did, kind: test, on: 2026-11-02}]
                """,
        }
    )
    command = ("rank", "--as-of", "2026-11-20", "--format", "json")
    result = mvpplan(*command, cwd=folder)
    assert (result.code, result.err) == (0, NO_GIT)
    assert {key: result.json[key] for key in ("items", "parked", "unranked")} == {
        "items": [],
        "parked": [],
        "unranked": [],
    }


def test_a_folder_without_a_plan_cannot_be_ranked(mvpplan: Run) -> None:
    result = mvpplan("rank")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("mvpplan: ")


MONEY = """\
format: 1
title: Guest checkout
people: {ana: {name: Ana Ruiz}}
impact: {unit: EUR}
"""
IN_MONEY = {
    "mvpplan.yaml": MONEY,
    "decisions/go.yaml": "{title: Go?, owner: ana, due: 2026-11-27, assumptions: [a, b]}",
    "assumptions.yaml": """\
        a: {title: Guests pay, impact: 40000, confidence: 0.35, cost: 1-3}
        b: {title: Wallets are wanted, impact: 250.5, confidence: 0.9, cost: 400}
        """,
}


def test_impacts_in_money_are_shown_as_they_are(plan: MakePlan, mvpplan: Run) -> None:
    result = mvpplan("rank", "--as-of", "2026-11-20", cwd=plan(IN_MONEY))
    check_golden("rank-money.txt", result.out)
    assert result.err == NO_GIT


def test_a_test_that_costs_more_than_it_can_save_says_so_if_both_are_money(
    plan: MakePlan, mvpplan: Run
) -> None:
    folder = plan(IN_MONEY | {"mvpplan.yaml": MONEY + "cost: {unit: EUR}\n"})
    result = mvpplan("rank", "--as-of", "2026-11-20", "--format", "json", cwd=folder)
    assert {item["id"]: item["note"] for item in result.json["items"]} == {
        "a": "retires 14000 EUR of risk per EUR; due Fri 27 Nov; "
        "you expect this to be false: change the plan instead?",
        "b": "retires 0.063 EUR of risk per EUR; due Fri 27 Nov; "
        "the test costs more than it can save",
    }
