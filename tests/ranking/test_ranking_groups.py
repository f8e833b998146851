"""What is not ranked and why, and what a row says besides its score."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from ranking_plans import notes, places

from mvpplan.ranking import rank

if TYPE_CHECKING:
    from collections.abc import Callable

    from mvpplan.ranking.candidate import SetAside
    from mvpplan.ranking.result import Ranking
    from mvpplan.store.load import Loaded

    Ranked = Callable[[dict[str, str]], Ranking]

NEEDS_A = {"decisions/go.yaml": "{title: Go?, owner: ana, assumptions: [a]}"}


@pytest.fixture
def ranking(loaded: Callable[..., Loaded]) -> Ranked:
    """Write a plan and rank it."""
    return lambda files: rank(loaded(files).plan, date(2026, 11, 20))


def said(group: tuple[SetAside, ...]) -> list[str]:
    return [f"{item.id} ({item.title}): {item.reason}" for item in group]


PARKED = "a (Guests pay): no open decision relies on it"


@pytest.mark.parametrize(
    "decisions",
    [
        "other: {title: Another, owner: ana}",
        "go: {title: Go?, status: approved, assumptions: [a]}",
        "go: {title: Go?, status: rejected, assumptions: [a]}",
        "go: {title: Go?, status: superseded, assumptions: [a]}",
        "go: {title: Go?, status: deferred, revisit: 2027-01-10, assumptions: [a]}",
    ],
)
def test_what_no_open_decision_relies_on_is_parked(decisions: str, ranking: Ranked) -> None:
    found = ranking(
        {
            "decisions.yaml": decisions,
            "assumptions.yaml": "a: {title: Guests pay, impact: 5, cost: 1}",
        }
    )
    assert said(found.candidates.parked) == [PARKED]
    assert found.rows == ()


def test_what_an_open_and_a_closed_decision_rely_on_is_ranked(
    ranking: Ranked,
) -> None:
    found = ranking(
        {
            "decisions.yaml": """\
                gone: {title: Gone, status: approved, assumptions: [a]}
                go: {title: Go?, assumptions: [a]}
                """,
            "assumptions.yaml": "a: {title: Guests pay, impact: 5, cost: 1}",
        }
    )
    assert places(found) == ["1 a"]


def test_a_prerequisite_of_what_a_decision_relies_on_is_not_parked(
    ranking: Ranked,
) -> None:
    found = ranking(
        NEEDS_A
        | {
            "assumptions.yaml": """\
                a: {title: Guests pay, impact: 5, cost: 1, requires: [b]}
                b: {title: The log is complete, impact: 1, cost: 1, requires: [c]}
                c: {title: There is a log, impact: 1, cost: 1}
                d: {title: The log is read, impact: 5, cost: 1, requires: [a]}
                """
        }
    )
    assert places(found) == ["1 c", "2 b", "3 a"]
    assert said(found.candidates.parked) == ["d (The log is read): no open decision relies on it"]


def test_closed_assumptions_are_in_no_group(
    ranking: Ranked,
) -> None:
    found = ranking(
        {
            "decisions/go.yaml": "{title: Go?, assumptions: [a, b, c, d]}",
            "assumptions.yaml": """\
                a: {title: Guests pay, status: testing, impact: 5, cost: 1}
                b: {title: Bee, status: validated, impact: 5, cost: 1}
                c: {title: See, status: invalidated, impact: 5, cost: 1}
                d: {title: Dee, status: dropped}
                """,
        }
    )
    assert places(found) == ["1 a"]
    groups = found.candidates
    assert groups.parked == groups.nothing_to_learn == groups.unranked == ()


def test_a_free_test_comes_first_whatever_it_is_worth(
    ranking: Ranked,
) -> None:
    found = ranking(
        {
            "decisions/go.yaml": "{title: Go?, assumptions: [a, b, c]}",
            "assumptions.yaml": """\
                a: {title: Ay, impact: 5, cost: 1}
                b: {title: Bee, impact: 1, cost: 0, confidence: 0.9}
                c: {title: See, impact: 5, cost: 0, requires: [a]}
                """,
        }
    )
    assert places(found) == ["1 b", "2 a", "3 c"]
    assert notes(found)["b"] == "free to find out"
    assert notes(found)["c"] == "free to find out; after a"


def test_there_is_nothing_to_learn_from_what_is_sure_and_opens_nothing(
    ranking: Ranked,
) -> None:
    found = ranking(
        {
            "decisions/go.yaml": "{title: Go?, assumptions: [a, b, c, d]}",
            "assumptions.yaml": """\
                a: {title: Ay, impact: 5, cost: 1, confidence: 1}
                b: {title: Bee, impact: 5, cost: 0, confidence: 1, requires: [a]}
                c: {title: See, impact: 5, cost: 2, confidence: 1, requires: [e]}
                d: {title: Dee, impact: 5, cost: 2, confidence: 0.5, requires: [c]}
                e: {title: Ee, impact: 5, cost: 1, confidence: 1}
                """,
        }
    )
    assert said(found.candidates.nothing_to_learn) == [
        "a (Ay): you are already sure of it: there is nothing to learn",
        "b (Bee): you are already sure of it: there is nothing to learn",
    ]
    assert places(found) == ["1 e", "2 c", "3 d"]
    assert notes(found)["c"] == "first: it opens d; after e"


def test_what_is_expected_to_be_false_says_so(
    ranking: Ranked,
) -> None:
    found = ranking(
        {
            "decisions/go.yaml": "{title: Go?, assumptions: [a, b, c]}",
            "assumptions.yaml": """\
                a: {title: Ay, impact: 5, cost: 1, confidence: 0.49}
                b: {title: Bee, impact: 5, cost: 1, confidence: 0.5}
                c:
                  title: See
                  impact: 5
                  cost: 1
                  evidence: [{what: Nobody did, kind: test, supports: false}]
                """,
        }
    )
    hint = "you expect this to be false: change the plan instead?"
    assert notes(found) == {
        "c": f"retires 15 points of risk per day; {hint}",
        "a": f"retires 8.2 points of risk per day; {hint}",
        "b": "retires 8.0 points of risk per day",
    }


def test_conflicting_evidence_is_named(ranking: Ranked) -> None:
    found = ranking(
        NEEDS_A
        | {
            "assumptions/a.yaml": """\
                title: Guests pay
                impact: 2
                cost: 2
                evidence:
                  - {what: Some did, kind: data}
                  - {what: Some did not, kind: data, supports: false}
                """
        }
    )
    assert notes(found) == {"a": "retires 0.50 points of risk per day; the evidence conflicts"}


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ("impact: 5", "no cost"),
        ("cost: 1", "no impact"),
        ("notes: Ask Ben", "no impact or cost"),
    ],
)
def test_what_lacks_a_number_is_named_and_never_guessed(
    fields: str, reason: str, ranking: Ranked
) -> None:
    found = ranking(NEEDS_A | {"assumptions/a.yaml": f"title: Guests pay\n{fields}\n"})
    assert said(found.candidates.unranked) == [f"a (Guests pay): {reason}"]
    assert found.rows == ()


def test_a_cost_of_nothing_is_not_a_missing_cost(
    ranking: Ranked,
) -> None:
    found = ranking(NEEDS_A | {"assumptions/a.yaml": "{title: Guests pay, impact: 1, cost: 0}"})
    assert places(found) == ["1 a"]
    assert found.rows[0].score is None


def test_a_record_that_cannot_be_read_is_named(
    ranking: Ranked,
) -> None:
    found = ranking(
        NEEDS_A
        | {
            "assumptions/a.yaml": "title: Guests pay\nimpact: [high\n",
            "assumptions/b.yaml": "title: Bee\nimpact: high\n",
        }
    )
    assert said(found.candidates.unranked) == [
        "a (not readable): see mvpplan validate",
        "b (not readable): see mvpplan validate",
    ]


@pytest.mark.parametrize(
    ("required", "remark"),
    [
        ("b: {title: Bee, status: validated, impact: 5, cost: 1}", ""),
        (
            "b: {title: Bee, status: invalidated, impact: 5, cost: 1}",
            "; needs b, which turned out false",
        ),
        ("b: {title: Bee, impact: 5}", "; needs b first, which is not ranked"),
        ("b: {title: Bee, impact: high}", "; needs b, which cannot be read"),
        ("c: {title: See, impact: 5, cost: 1}", ""),  # there is no b: validate says MP201
    ],
)
def test_a_prerequisite_outside_the_order_is_put_in_words(
    required: str, remark: str, ranking: Ranked
) -> None:
    found = ranking(
        NEEDS_A
        | {
            "assumptions.yaml": (
                f"a: {{title: Guests pay, impact: 2, cost: 1, requires: [b]}}\n{required}\n"
            )
        }
    )
    assert notes(found) == {"a": f"retires 1.0 points of risk per day{remark}"}
    assert found.rows[0].candidate.requires == ()


def test_what_an_unranked_one_waits_for_comes_before_what_waits_for_it(
    ranking: Ranked,
) -> None:
    # b has no cost yet; it cannot be tested before c all the same, and a not before b.
    found = ranking(
        NEEDS_A
        | {
            "assumptions.yaml": """\
                a: {title: Guests pay, impact: 5, cost: 1, requires: [b]}
                b: {title: The log is complete, impact: 1, requires: [c]}
                c: {title: There is a log, impact: 1, cost: 10}
                """
        }
    )
    assert places(found) == ["1 c", "2 a"]


def test_a_prerequisite_that_is_named_twice_is_said_once(
    ranking: Ranked,
) -> None:
    found = ranking(
        NEEDS_A
        | {
            "assumptions.yaml": """\
                a: {title: Guests pay, impact: 2, cost: 1, requires: [b, b]}
                b: {title: Bee, impact: 3, cost: 1}
                """
        }
    )
    assert notes(found)["a"] == "retires 1.0 points of risk per day; after b"
