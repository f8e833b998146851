"""Journeys: each fault is told once, where it stands, with what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import findings_of
from journey_machines import GUEST_PAYS_FILE, journeys
from mvpplan.errors import Severity
from mvpplan.model.plan import Plan
from mvpplan.model.plan_file import no_settings
from mvpplan.rules import BY_CODE, RULES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mvpplan.model.journey import Journey

    Found = Callable[[str], list[str]]


@pytest.fixture
def found(plan: Callable[[dict[str, str | bytes]], Path]) -> Found:
    """What is said of a journey, with line and column."""

    def check(text: str) -> list[str]:
        findings = findings_of(plan({"journeys/guest-pays.yaml": text}))
        return [f"{each.line}:{each.column} {each.code} {each.message}" for each in findings]

    return check


def test_a_sound_journey_has_no_finding(found: Found) -> None:
    assert found(GUEST_PAYS_FILE) == []


WITHOUT_EXIT = (
    "the state refused is a dead end: it has no move (cart → address → payment → refused)"
)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("start: cart", "start: crt", ["8:8 MP501 start: there is no state crt"]),
        ("start: cart\n", "", ["1:1 MP501 start: no state is named"]),
        (
            "to: address, when",
            "to: adress, when",
            ["14:32 MP501 states, cart, moves 1, to: there is no state adress"],
        ),
        (
            "cart is filled}",
            "crt is filled}",
            ["14:47 MP501 states, cart, moves 1, when: there is no fact crt"],
        ),
        (
            "card is declined or card is expired",
            "card is declined or card is lost",
            ["26:66 MP501 states, payment, moves 2, when: card is never lost"],
        ),
        (
            "when: card is accepted",
            'when: "card is or"',
            ["25:44 MP501 states, payment, moves 1, when: a value is missing"],
        ),
        (
            "sets: {card: accepted}",
            "sets: {card: gold}",
            ["32:58 MP501 states, refused, moves 1, sets, card: card is never gold"],
        ),
        (
            "sets: {card: accepted}",
            "sets: {crd: accepted}",
            ["32:57 MP501 states, refused, moves 1, sets, crd: there is no fact crd"],
        ),
        (
            "address:  {role: shopper",
            "address:  {role: shoper",
            ["21:20 MP501 states, address, role: there is no role shoper"],
        ),
        (
            "path: [cart, empty-cart, left]",
            "path: [cart, empty, left]",
            [
                "16:3 MP508 no exception covers the error state empty-cart",
                "45:45 MP501 exceptions 2, path 2: there is no state empty",
            ],
        ),
        (
            "    moves: [{do: Back to the shop, to: left}]",
            "    moves: []",
            [
                "16:3 MP503 the state empty-cart is a dead end: it has no move (cart → empty-cart)",
                "39:3 MP502 no way leads to the state left",
                "45:57 MP506 exceptions 2, path: no move leads from empty-cart to left",
            ],
        ),
        (
            "card is declined or card is expired",
            "card is declined",
            [
                (
                    "22:3 MP503 the state payment is a dead end when card is expired"
                    " (cart → address → payment)"
                )
            ],
        ),
        (
            "card is declined or card is expired",
            "card is not declined",
            [
                (
                    "22:3 MP503 the state payment is a dead end when card is declined"
                    " (cart → address → payment)"
                ),
                (
                    "26:9 MP504 Pay leads from payment both to paid and to refused"
                    " when card is accepted"
                ),
            ],
        ),
        (
            "card is declined or card is expired}",
            (
                "card is not accepted}\n"
                "      - {do: Wait, to: payment, when: card is declined and card is expired}"
            ),
            [
                (
                    "27:39 MP502 the move Wait of the state payment is never possible:"
                    " card is declined and card is expired never holds there"
                )
            ],
        ),
        (
            "happy_path: [cart, address, payment, paid]",
            "happy_path: [cart, address, payment]",
            ["40:29 MP507 the happy path stops at payment, which is no end"],
        ),
        (
            "left: {role: shopper, kind: end}",
            "left: {role: shopper, kind: end, moves: [{do: Come back, to: cart}]}",
            [
                (
                    "39:44 MP502 the move Come back of the state left is never possible:"
                    " the journey ends there"
                )
            ],
        ),
        (
            "[cart, address, payment, paid]",
            "[address, payment, paid]",
            ["40:14 MP506 happy_path begins in address, the journey in cart"],
        ),
        (
            "[cart, address, payment, refused, payment, paid]",
            "[cart, address, payment, refused, payment, refused]",
            [
                (
                    "43:54 MP506 exceptions 1, path: no move leads from payment to refused with the"
                    " facts of the way up to there"
                )
            ],
        ),
        (
            "fallback: Support takes",
            "notes: Support takes",
            ["1:1 MP507 draft journey guest-pays has no fallback"],
        ),
        (
            "    shows: The cart as the shopper left it\n",
            "",
            [
                (
                    "34:3 MP509 the state phone-order shows nothing to agent, who takes over from"
                    " shopper in refused"
                )
            ],
        ),
        (
            "do: Take payment, to: paid",
            "do: Ask again, to: phone-order",
            [
                "34:3 MP505 no end can be reached from the state phone-order: phone-order",
            ],
        ),
        (
            "cart: [empty, filled]",
            "cart: [empty, filled, empty]",
            ["6:9 MP103 facts, cart: has empty twice"],
        ),
        ("cart: [empty, filled]", "cart: []", ["6:9 MP103 facts, cart: has no value"]),
        (
            "cart: [empty, filled]",
            "cart: [empty, half full]",
            ["6:17 MP103 facts, cart 2: half full is no word that a condition can ask for"],
        ),
        (
            "cart: [empty, filled]",
            "cart: filled",
            ["6:9 MP103 facts, cart needs a list"],
        ),
        (
            "  left: {role",
            "  no.2: {kind: end}\n  left: {role",
            ["39:3 MP103 states, no.2: no.2 is no name of a state"],
        ),
    ],
)
def test_one_fault_is_told_where_it_stands(
    old: str, new: str, told: list[str], found: Found
) -> None:
    assert GUEST_PAYS_FILE.count(old) == 1
    assert found(GUEST_PAYS_FILE.replace(old, new)) == told


def test_a_reviewed_journey_without_fallback_is_an_error_and_a_dropped_one_is_nothing(
    plan: Callable[[dict[str, str | bytes]], Path],
) -> None:
    text = GUEST_PAYS_FILE.partition("fallback:")[0]
    severities = {}
    for status in ("draft", "reviewed", "approved", "dropped"):
        folder = plan({"journeys/a.yaml": text.replace("status: draft", f"status: {status}")})
        severities[status] = [(each.code, each.severity) for each in findings_of(folder)]
    assert severities == {
        "draft": [("MP507", Severity.WARNING)],
        "reviewed": [("MP507", Severity.ERROR)],
        "approved": [("MP507", Severity.ERROR)],
        "dropped": [],
    }


def test_a_journey_that_is_too_large_says_so_and_guesses_nothing(found: Found) -> None:
    facts = "".join(f"  f{number}: [a, b, c, d, e, f, g, h, i, j]\n" for number in range(6))
    when = " and ".join(f"f{number} is a" for number in range(6))
    text = GUEST_PAYS_FILE.replace("facts:\n", f"facts:\n{facts}").replace(
        "do: Continue, to: payment", f"do: Continue, to: payment, when: {when}"
    )
    assert found(text) == [
        (
            "6:3 MP502 the ways through guest-pays cannot all be followed:"
            " it has 48,000,000 situations, more than 1,000,000"
        )
    ]


def test_a_journey_of_a_title_alone_is_a_draft_without_paths(found: Found) -> None:
    assert found("title: A guest pays\n") == [
        "1:1 MP507 draft journey guest-pays has no happy path, exception or fallback"
    ]


def problems(journey: Journey) -> list[str]:
    plan = Plan(no_settings(), {journey.id: journey})
    rules = [rule.check for rule in RULES if rule.code.startswith("MP5") and rule.check]
    return [problem.code for check in rules for problem in check(plan)]


@given(journeys())
def test_any_journey_that_names_only_what_it_has_is_walked(journey: Journey) -> None:
    assert "MP501" not in problems(journey)


@given(journeys(), st.sampled_from(["import os", "card is accepted; rm", "__class__ is a"]))
def test_no_condition_runs_anything(journey: Journey, when: str) -> None:
    state = journey.states["s"]
    if state.moves:
        object.__setattr__(state.moves[0], "when", when)
        assert "MP501" in problems(journey)


def test_every_rule_of_journeys_has_its_page() -> None:
    assert [code for code in BY_CODE if code.startswith("MP5")] == [
        f"MP50{number}" for number in range(1, 10)
    ]
