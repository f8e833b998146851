"""How much an assumption is believed: the convention, row by row."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from mvpplan.model.assumption import Assumption
from mvpplan.ranking.belief import Belief, belief

if TYPE_CHECKING:
    from collections.abc import Callable

    from mvpplan.store.load import Loaded


def believed(loaded: Callable[..., Loaded], fields: str) -> Belief:
    """The belief in an assumption with these fields in its file."""
    plan = loaded({"assumptions/a.yaml": f"title: Guests want no account\n{fields}\n"}).plan
    (assumption,) = plan.of(Assumption)
    return belief(assumption)


def evidence(*items: str) -> str:
    """Evidence as in ``evidence("data", "against test")``."""
    lines = []
    for item in items:
        kind = item.removeprefix("against ")
        supports = "false" if item.startswith("against") else "true"
        lines.append(f"  - {{what: Something seen, kind: {kind}, supports: {supports}}}")
    return "\n".join(["evidence:", *lines])


def test_without_evidence_it_is_as_likely_as_not(loaded: Callable[..., Loaded]) -> None:
    assert believed(loaded, "") == Belief(Fraction("0.5"), "no evidence yet")
    assert believed(loaded, "evidence: []") == Belief(Fraction("0.5"), "no evidence yet")


@pytest.mark.parametrize(
    ("item", "confidence", "source"),
    [
        ("anecdote", "0.6", "from evidence: anecdote for it"),
        ("data", "0.8", "from evidence: data for it"),
        ("test", "0.95", "from evidence: test for it"),
        ("against anecdote", "0.4", "from evidence: anecdote against it"),
        ("against data", "0.2", "from evidence: data against it"),
        ("against test", "0.05", "from evidence: test against it"),
    ],
)
def test_one_piece_of_evidence_moves_it_by_its_kind(
    item: str, confidence: str, source: str, loaded: Callable[..., Loaded]
) -> None:
    assert believed(loaded, evidence(item)) == Belief(Fraction(confidence), source)


def test_evidence_speaks_for_it_and_is_an_anecdote_unless_it_says_otherwise(
    loaded: Callable[..., Loaded],
) -> None:
    said = believed(loaded, "evidence: [{what: Somebody said so}]")
    assert said == Belief(Fraction("0.6"), "from evidence: anecdote for it")


@pytest.mark.parametrize("kind", ["anecdote", "data", "test"])
def test_equally_strong_evidence_both_ways_conflicts(
    kind: str, loaded: Callable[..., Loaded]
) -> None:
    both = believed(loaded, evidence(kind, f"against {kind}"))
    assert both == Belief(Fraction("0.5"), "conflicting evidence")


@pytest.mark.parametrize(
    ("items", "confidence", "source"),
    [
        (["anecdote", "against data"], "0.2", "from evidence: data against it"),
        (["against data", "anecdote"], "0.2", "from evidence: data against it"),
        (["test", "against data"], "0.95", "from evidence: test for it"),
        (["test", "against data", "against test", "data"], "0.5", "conflicting evidence"),
    ],
)
def test_the_strongest_piece_decides(
    items: list[str], confidence: str, source: str, loaded: Callable[..., Loaded]
) -> None:
    assert believed(loaded, evidence(*items)) == Belief(Fraction(confidence), source)


def test_many_weak_ones_never_add_up(loaded: Callable[..., Loaded]) -> None:
    anecdotes = ["anecdote"] * 40
    assert believed(loaded, evidence(*anecdotes)).confidence == Fraction("0.6")
    assert believed(loaded, evidence(*anecdotes, "against data")).confidence == Fraction("0.2")
    assert believed(loaded, evidence(*anecdotes, "against anecdote")) == Belief(
        Fraction("0.5"), "conflicting evidence"
    )


@pytest.mark.parametrize("confidence", ["0", "0.35", "0.5", "1", "0.333333333333333333333333"])
def test_a_given_confidence_wins_and_is_taken_exactly(
    confidence: str, loaded: Callable[..., Loaded]
) -> None:
    held = believed(loaded, f"confidence: {confidence}\n{evidence('test', 'against data')}")
    assert held == Belief(Fraction(confidence), "given")
    assert held.doubt == 1 - Fraction(confidence)
