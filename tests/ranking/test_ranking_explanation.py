"""Every statement of an explanation is derived again from rankings of changed plans."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from ranking_plans import TODAY, Fields, assumptions, changed, no_prerequisites, order_of, plan_of

from conftest import NO_GIT, PLAN_FILE
from example_plans import SOUND
from golden import check_golden
from mvpplan.errors import CannotRunError
from mvpplan.model.plan import Plan
from mvpplan.model.quantity import parse_quantity
from mvpplan.ranking import rank
from mvpplan.ranking.estimates import chance_ahead, in_tenths
from mvpplan.ranking.explanation import explain
from mvpplan.ranking.job import block
from mvpplan.store.load import load
from mvpplan.store.tree import WorkingTree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from conftest import Result
    from mvpplan.model.record import Record
    from mvpplan.ranking.result import Ranking

FLIP = re.compile(r"It (falls behind|comes before) ([a-z0-9-]+) if (.+)\.$")
WAY = re.compile(
    r"its (cost|effort|impact|contribution|confidence) (?:(passes|drops below) ([\d.]+)"
    r"|is ([\d.]+) or (more|less))"
)
EXAMPLES = [(path.name, load(WorkingTree(path)).plan) for path in SOUND]
DAYS = {"guest-checkout": date(2026, 11, 20), "refund-handoff": date(2026, 11, 18)}
RANKINGS = [
    pytest.param(plan, DAYS[name], subject, method, id=f"{name}-{subject}-{method}")
    for name, plan in EXAMPLES
    for subject, method in (
        ("assumptions", "risk-per-cost"),
        ("assumptions", "impact-per-cost"),
        ("assumptions", "riskiest"),
        ("issues", "harm-per-effort"),
        ("scope", "contribution-per-effort"),
    )
]


def flipped(record: Record, number: str, limit: Decimal) -> Record:
    """The record with another number; records are read, so this one is changed behind its back."""
    moved = copy(record)
    value = parse_quantity(f"{limit:f}") if number in ("cost", "effort") else limit
    object.__setattr__(moved, number, value)
    return moved


def with_record(plan: Plan, record: Record) -> Plan:
    return Plan(plan.settings, {**plan.records, record.id: record})


def order(plan: Plan, day: date, subject: str, method: str) -> list[str]:
    return [row.candidate.id for row in rank(plan, day, method, subject).rows]


@pytest.mark.parametrize(("plan", "day", "subject", "method"), RANKINGS)
def test_what_is_said_of_every_row_of_the_examples_is_true(
    plan: Plan, day: date, subject: str, method: str, request: pytest.FixtureRequest
) -> None:
    ranking = rank(plan, day, method, subject)
    told = []
    for row in ranking.rows:
        name = row.candidate.id
        parts = {part.name: part.sentences for part in explain(ranking, plan, day, name)}
        for number, other, falls, value in said_flips(parts.get("Where that changes", ())):
            moved = with_record(plan, flipped(row.candidate.record, number, value))
            after = [each.candidate.id for each in rank(moved, day, method, subject).rows]
            assert (after.index(name) > after.index(other)) is falls, (name, number, value)
        assert ("When it could be ready" in parts) is (name in ranking.arrangement.late)
        check_price(ranking, name, parts.get("Price of the date", ()))
        told.append(f"# {name}\n")
        told += [f"{part}: {each}\n" for part, found in parts.items() for each in found]
    if method == "risk-per-cost":
        check_golden(f"explained/{request.node.callspec.id}.txt", "".join(told))


def said_flips(sentences: Iterable[str]) -> Iterator[tuple[str, str, bool, Decimal]]:
    """The number, the other row, whether it falls behind it, and a value just past the limit."""
    for sentence in sentences:
        if match := FLIP.match(sentence):
            verb, other, ways = match.groups()
            found = WAY.findall(ways)
            assert found, sentence
            for number, direction, limit, level, _ in found:
                factor = Decimal("1.001" if direction == "passes" else "0.999")
                value = Decimal(level) if level else Decimal(limit) * factor
                yield number, other, verb == "falls behind", value


def check_price(ranking: Ranking, name: str, sentences: Sequence[str]) -> None:
    """The price of a date is the difference of two best orders, with it and without it."""
    arranged = ranking.arrangement
    assert bool(sentences) is (name in arranged.pulled)
    if name not in arranged.pulled:
        return
    free = ranking.method.arrange(
        replace(each, deadline=None) if each.id == name else each for each in arranged.jobs
    )
    (price,) = sentences
    if free.late != arranged.late:
        assert all(saved in price for saved in arranged.late - free.late)
        return
    more = re.search(r"as much as ([\d.]+) ", price)
    assert more is not None
    assert float(more[1]) == pytest.approx(float(arranged.open_risk - free.open_risk), rel=0.05)


@given(drawn=assumptions(no_prerequisites), data=st.data())
def test_every_flip_of_a_row_that_stands_alone_flips_and_not_before(
    drawn: dict[str, Fields], data: st.DataObject
) -> None:
    plan = plan_of(drawn)
    ranking = rank(plan, TODAY)
    name = data.draw(st.sampled_from(order_of(ranking)))
    parts = {part.name: part.sentences for part in explain(ranking, plan, TODAY, name)}
    for sentence in parts.get("Where that changes", ()):
        match = FLIP.match(sentence)
        if match is None:
            continue
        verb, other, ways = match.groups()
        for number, direction, limit, _, _ in WAY.findall(ways):
            past, short = ("1.001", "0.98") if direction == "passes" else ("0.999", "1.02")
            for factor, is_past in ((past, True), (short, False)):
                value = Decimal(limit) * Decimal(factor)
                assume(number != "confidence" or 0 <= value < 1)
                fields = {number: f"{value:f}"}
                order_now = [
                    row.candidate.id
                    for row in rank(plan_of(changed(drawn, name, **fields)), TODAY).rows
                ]
                is_behind = order_now.index(name) > order_now.index(other)
                assert is_behind is ((verb == "falls behind") is is_past), (sentence, value)


CASE = {
    "mvpplan.yaml": PLAN_FILE + "capacity: 5\n",
    "decisions.yaml": """\
        tax: {title: Tax, due: 2026-11-24, assumptions: [answers]}
        pay: {title: Pay, due: 2026-12-18, assumptions: [wallets, old]}
        past: {title: Past, due: 2026-11-13, assumptions: [gone]}
        """,
    "assumptions.yaml": """\
        answers: {title: It answers, impact: 2, cost: 2, duration: 1, requires: [log]}
        log: {title: The log is whole, impact: 1, cost: 0.5, confidence: 0.9}
        wallets: {title: Wallets, impact: 5, confidence: 0.6, cost: 1-3}
        gone: {title: Gone, impact: 3, cost: 1, evidence: [{what: x, kind: data}]}
        old: {title: Old phones, impact: 3, cost: 1/2/3}
        parked: {title: Parked, impact: 3, cost: 1}
        """,
}


def test_what_the_command_line_explains(
    plan: Callable[..., Path], mvpplan: Callable[..., Result]
) -> None:
    folder = plan(CASE)
    told = []
    for name in ("answers", "log", "wallets", "gone", "old"):
        result = mvpplan("rank", "--explain", name, "--as-of", "2026-11-20", cwd=folder)
        assert (result.code, max(map(len, result.out.splitlines())) <= 80) == (0, True)
        told.append(result.out)
    check_golden("rank-explain.txt", "\n".join(told))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("parked", "mvpplan: parked is not ranked: no open decision relies on it\n"),
        (
            "walets",
            (
                "mvpplan: walets is not among the assumptions that are ranked; did you mean"
                " wallets?\n"
            ),
        ),
    ],
)
def test_what_is_not_ranked_is_told_with_the_reason(
    plan: Callable[..., Path], mvpplan: Callable[..., Result], name: str, message: str
) -> None:
    result = mvpplan("rank", "--explain", name, "--as-of", "2026-11-20", cwd=plan(CASE))
    assert (result.code, result.out, result.err) == (2, "", NO_GIT + message)


def test_an_explanation_as_json_and_markdown(
    plan: Callable[..., Path], mvpplan: Callable[..., Result]
) -> None:
    ask = ("rank", "--explain", "gone", "--as-of", "2026-11-20", "--format")
    folder = plan(CASE)
    data: dict[str, Any] = mvpplan(*ask, "json", cwd=folder).json
    assert (data["id"], data["subject"], data["method"]) == ("gone", "assumptions", "risk-per-cost")
    lines = mvpplan(*ask, "markdown", cwd=folder).out.splitlines()
    assert lines[0] == "## gone: Gone"
    for part in data["parts"]:
        assert f"**{part['name']}**" in lines
        assert len(part["sentences"]) >= 1


def test_explaining_fails_for_what_no_plan_holds() -> None:
    plan = plan_of({"a": {"impact": "1", "cost": "1"}})
    with pytest.raises(CannotRunError, match="b is not among the assumptions that are ranked"):
        explain(rank(plan, TODAY), plan, TODAY, "b")


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (0.04, "less than 1 in 10"),
        (0.12, "about 1 in 10"),
        (0.31, "about 3 in 10"),
        (0.5, "about even"),
        (0.9, "about 9 in 10"),
    ],
)
def test_a_chance_in_words(ahead: float, words: str) -> None:
    assert in_tenths(ahead) == words


def test_the_chance_that_one_is_ahead_is_that_of_two_normal_logarithms() -> None:
    plan = plan_of(
        {
            "a": {"impact": "10", "cost": "1-3", "confidence": "0.5"},
            "b": {"impact": "10", "cost": "2-4", "confidence": "0.5"},
            "c": {"impact": "10", "cost": "2", "confidence": "0.5"},
        }
    )
    ranking = rank(plan, TODAY)
    jobs = {job.id: block([job]) for job in ranking.arrangement.jobs}
    found = ranking.candidates.ranked
    assert chance_ahead(jobs["a"], jobs["a"], found) == pytest.approx(0.5)
    # ln √3 = 0.549, ln √8 = 1.040; spread 0.334 and 0.211: Φ(0.491 ÷ 0.395)
    assert chance_ahead(jobs["a"], jobs["b"], found) == pytest.approx(0.893, abs=0.001)
    assert chance_ahead(jobs["b"], jobs["a"], found) == pytest.approx(0.107, abs=0.001)
    assert chance_ahead(jobs["c"], jobs["c"], found) == 0


def test_a_close_call_is_told_with_its_chance_in_words() -> None:
    plan = plan_of(
        {
            "first": {"impact": "10", "cost": "1-3", "confidence": "0.5"},
            "second": {"impact": "10", "cost": "1-4", "confidence": "0.5"},
        }
    )
    ranking = rank(plan, TODAY)
    assert [(row.best, row.worst, row.close) for row in ranking.rows] == [
        (1, 2, False),
        (1, 2, True),
    ]
    parts = {part.name: part.sentences for part in explain(ranking, plan, TODAY, "second")}
    # ln 2 − ln 1.732 = 0.144, spread 0.421 and 0.334: Φ(−0.144 ÷ 0.538) = 0.39
    assert parts["Place"] == (
        "Rank 2 of 2: after first (2.7).",
        "Within the ranges of the estimates it may stand at place 1 to 2.",
        "The chance that it should stand before first is about 4 in 10.",
    )
    assert ranking.advice == (
        "Refine the cost of second (1-4) first: the chance is about 4 in 10 that second should come"
        " before first."
    )
