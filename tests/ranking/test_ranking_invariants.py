"""What must hold for the default order of any plan, whatever its numbers and prerequisites."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from ranking_plans import (
    TODAY,
    Fields,
    assumptions,
    changed,
    finished,
    no_prerequisites,
    open_risk_of,
    order_of,
    places,
    plan_of,
    ranked,
)

from mvpplan.errors import CannotRunError
from mvpplan.model.plan import Plan
from mvpplan.ranking import rank

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction
    from pathlib import Path

    from conftest import Result
    from mvpplan.ranking.result import Ranking


@given(drawn=assumptions(), data=st.data())
def test_raising_an_impact_never_raises_the_cost_before_it(
    drawn: dict[str, Fields], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(drawn)))
    more = data.draw(st.sampled_from(["0.1", "1", "7.5", "1000"]))
    impact = str(Decimal(drawn[name]["impact"]) + Decimal(more))
    raised = ranked(changed(drawn, name, impact=impact))
    assert finished(raised, name) <= finished(ranked(drawn), name)


@given(drawn=assumptions(), data=st.data())
def test_raising_a_confidence_never_lowers_the_cost_before_it(
    drawn: dict[str, Fields], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(drawn)))
    low, high = sorted(data.draw(st.lists(st.integers(0, 99), min_size=2, max_size=2)))
    doubted = ranked(changed(drawn, name, confidence=str(Decimal(low) / 100)))
    believed = ranked(changed(drawn, name, confidence=str(Decimal(high) / 100)))
    assert finished(doubted, name) <= finished(believed, name)


MORE_COST = {"0": "0.5", "0.5": "4", "1": "1.25", "3": "3.5", "2-5": "2-6", "4-10": "5-10"}


@given(drawn=assumptions(), data=st.data())
def test_raising_a_cost_never_lets_more_risk_wait_for_it(
    drawn: dict[str, Fields], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(drawn)))
    cost = MORE_COST.get(drawn[name]["cost"], "1/3/5")
    raised = ranked(changed(drawn, name, cost=cost))
    assert weight_from(raised, name) <= weight_from(ranked(drawn), name)


def weight_from(ranking: Ranking, name: str) -> Fraction:
    """The weight that stands at an assumption or after it."""
    place = order_of(ranking).index(name)
    weights = [row.candidate.weight for row in ranking.rows[place:]]
    return sum(weights[1:], weights[0])


@given(drawn=assumptions(no_prerequisites), data=st.data())
def test_without_prerequisites_raising_a_cost_never_moves_it_up(
    drawn: dict[str, Fields], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(drawn)))
    cost = MORE_COST.get(drawn[name]["cost"], "1/3/5")
    before, after = ranked(drawn), ranked(changed(drawn, name, cost=cost))
    assert order_of(before).index(name) <= order_of(after).index(name)
    ranks = [{row.candidate.id: row.rank for row in each.rows} for each in (before, after)]
    assert ranks[0][name] <= ranks[1][name]


FACTORS = st.sampled_from(["0.001", "0.125", "0.3", "7", "8", "60"])


def times(text: str, factor: str) -> str:
    """Every number of a quantity times a factor: ``2-5`` times 8 is ``16-40``."""
    return re.sub(r"[\d.]+", lambda found: f"{Decimal(found[0]) * Decimal(factor):f}", text)


@given(drawn=assumptions(), factor=FACTORS)
def test_another_unit_of_cost_changes_no_place_and_no_tie(
    drawn: dict[str, Fields], factor: str
) -> None:
    scaled = {
        name: fields | {"cost": times(fields["cost"], factor)} for name, fields in drawn.items()
    }
    assert places(ranked(scaled)) == places(ranked(drawn))


@given(drawn=assumptions(), factor=FACTORS)
def test_another_unit_of_impact_changes_no_place_and_no_tie(
    drawn: dict[str, Fields], factor: str
) -> None:
    scaled = {
        name: fields | {"impact": times(fields["impact"], factor)} for name, fields in drawn.items()
    }
    assert places(ranked(scaled)) == places(ranked(drawn))


@pytest.mark.parametrize("factor", ["0.001", "0.3", "8", "60", "86400"])
def test_ranges_that_tie_in_days_tie_in_any_unit(factor: str) -> None:
    tied: dict[str, Fields] = {
        "a": {"impact": "10", "cost": times("2-5", factor), "confidence": "0.5"},
        "b": {"impact": "30", "cost": times("6-15", factor), "confidence": "0.5"},
        "c": {"impact": "12", "cost": times("1/2/3", factor), "confidence": "0.75"},
        "d": {"impact": "6", "cost": times("2", factor), "confidence": "0.5"},
    }
    assert places(ranked(tied)) == ["1= a", "1= b", "3= c", "3= d"]


@given(drawn=assumptions(), data=st.data())
def test_the_order_of_the_records_is_irrelevant(
    drawn: dict[str, Fields], data: st.DataObject
) -> None:
    plan = plan_of(drawn)
    shuffled = Plan(plan.settings, dict(data.draw(st.permutations(list(plan.records.items())))))
    assert rank(shuffled, TODAY).rows == rank(plan, TODAY).rows


@given(drawn=assumptions(), other=assumptions(no_prerequisites, most=1))
def test_adding_an_unlinked_assumption_leaves_the_order_of_the_others(
    drawn: dict[str, Fields], other: dict[str, Fields]
) -> None:
    (fields,) = other.values()
    more = order_of(ranked(drawn | {"m": fields}))
    assert [name for name in more if name != "m"] == order_of(ranked(drawn))


@given(drawn=assumptions())
def test_prerequisites_come_first(drawn: dict[str, Fields]) -> None:
    order = order_of(ranked(drawn))
    assert sorted(order) == sorted(drawn)
    for name, fields in drawn.items():
        for required in fields["requires"]:
            assert order.index(required) < order.index(name)


@given(drawn=assumptions(), data=st.data())
def test_removing_a_prerequisite_never_leaves_more_open_risk(
    drawn: dict[str, Fields], data: st.DataObject
) -> None:
    linked = sorted(name for name in drawn if drawn[name]["requires"])
    assume(linked)
    name = data.draw(st.sampled_from(linked))
    gone = data.draw(st.sampled_from(drawn[name]["requires"]))
    requires = [each for each in drawn[name]["requires"] if each != gone]
    freed = ranked(changed(drawn, name, requires=requires))
    assert open_risk_of(freed) <= open_risk_of(ranked(drawn))


def test_a_circle_of_prerequisites_is_an_error_that_names_it() -> None:
    circle: dict[str, Fields] = {
        "a": {"impact": "1", "cost": "1", "requires": ["b"]},
        "b": {"impact": "1", "cost": "1", "requires": ["c"]},
        "c": {"impact": "1", "cost": "1", "requires": ["a"]},
        "d": {"impact": "1", "cost": "1", "requires": ["a"]},
    }
    with pytest.raises(CannotRunError) as raised:
        ranked(circle)
    assert str(raised.value) == "prerequisites go in a circle: a → b → c → a"
    assert raised.value.hint == "take one of the links out; see MP205"


def test_a_requirement_of_itself_is_no_prerequisite() -> None:
    # validate says MP206; the ranking goes on, as it does with every other fault.
    assert places(
        ranked(
            {
                "a": {"impact": "1", "cost": "1", "requires": ["a"]},
                "b": {"impact": "2", "cost": "1"},
            }
        )
    ) == ["1 b", "2 a"]


ONE_FILE = {
    "decisions.yaml": """\
        guest-checkout: {title: Need an account?, owner: ana, assumptions: [a, b, c]}
        """,
    "assumptions.yaml": """\
        c: {title: See, impact: 4, cost: 2, requires: [b]}
        b: {title: Bee, impact: 1, cost: 1}
        a: {title: Ay, impact: 4, cost: 2-5}
        """,
}
FILE_EACH = {
    "decisions/guest-checkout.yml": """\
        assumptions: [c, a, b]
        owner: ana
        title: Need an account?
        """,
    "assumptions/a.yaml": "{cost: 2-5, impact: 4, title: Ay}",
    "assumptions/b.yml": "{title: Bee, impact: 1, cost: 1}",
    "assumptions/c.yaml": "{title: See, impact: 4, cost: 2, requires: [b]}",
}


@pytest.mark.parametrize("output", ["text", "json"])
def test_the_layout_of_files_and_the_seed_of_hashes_change_no_byte(
    output: str,
    plan: Callable[..., Path],
    process: Callable[..., Result],
    tmp_path: Path,
) -> None:
    command = ("rank", "--as-of", "2026-11-20", "--format", output)
    first = process(*command, cwd=plan(ONE_FILE), PYTHONHASHSEED="1").out
    (tmp_path / "launch").rename(tmp_path / "before")
    second = process(*command, cwd=plan(FILE_EACH), PYTHONHASHSEED="2").out
    assert first == second
    assert "Bee" in first
