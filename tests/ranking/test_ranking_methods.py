"""Every method against its definition, tried on all orders, and what each asks of a plan."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ranking_plans import (
    SHAPES,
    TODAY,
    Fields,
    assumptions,
    job_lists,
    keeps_prerequisites,
    order_of,
    places,
    plan_of,
    ranked,
)
from test_ranking_cases import CASES
from test_ranking_invariants import times

from mvpplan.errors import CannotRunError
from mvpplan.model.plan import Plan
from mvpplan.model.settings import Settings
from mvpplan.model.shape import adapter
from mvpplan.ranking import rank
from mvpplan.ranking.fail_fast import expected_cost, fail_fast
from mvpplan.ranking.job import Job
from mvpplan.ranking.methods import METHODS
from mvpplan.ranking.subject import SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ranking_plans import Shape

    from mvpplan.ranking.result import Ranking

EVERY = SUBJECTS["assumptions"].methods


def ranked_by(method: str, given_: Mapping[str, Fields], **settings: Any) -> Ranking:
    plan = plan_of(given_)
    base = {"format": "1", "title": "x", "impact": {"unit": "EUR"}, "matrix": {"impact": "5"}}
    return rank(
        Plan(adapter(Settings).validate_python(base | settings), plan.records), TODAY, method
    )


@pytest.mark.parametrize("shape", SHAPES)
@given(data=st.data())
def test_fail_fast_spends_the_least_until_the_first_false_one(
    shape: Shape, data: st.DataObject
) -> None:
    drawn = data.draw(job_lists(shape, most=5))
    jobs = [Job(each.id, each.weight / 10, each.cost, each.requires) for each in drawn]
    found = fail_fast(jobs)
    assert found.exact
    assert keeps_prerequisites(found.jobs, jobs)
    assert expected_cost(found.jobs) == min(
        expected_cost(tried) for tried in permutations(jobs) if keeps_prerequisites(tried, jobs)
    )


def test_the_published_order_under_a_prerequisite() -> None:
    (case,) = (case for case in CASES if case["kind"] == "fail-fast-prec")
    doubts = [Fraction(str(doubt)) for doubt in case["input"]["p_false"]]
    jobs = [
        Job(str(number), doubt, Fraction(cost), frozenset({"1"} if number == 2 else ()))
        for number, (doubt, cost) in enumerate(
            zip(doubts, case["input"]["cost"], strict=True), start=1
        )
    ]
    found = fail_fast(jobs).jobs
    assert [int(each.id) for each in found] == case["expected"]["order"]
    assert float(expected_cost(found)) == pytest.approx(case["expected"]["objective"])


def test_too_many_linked_ones_are_said_to_be_ordered_without_a_proof() -> None:
    jobs = {
        f"a{number}": {
            "impact": "1",
            "cost": "1",
            "requires": ["last"] if number else [],
        }
        for number in range(20)
    }
    last: Fields = {"impact": "1", "cost": "1", "requires": ["a0"]}
    assert ranked_by("fail-fast", jobs | {"last": last}).guarantee == (
        "close to the best order, without a proof: 21 assumptions tied by their prerequisites are"
        " too many to order exactly"
    )


NUMBERS: dict[str, Fields] = {
    "dear": {"impact": "100", "confidence": "0.5", "cost": "10"},
    "cheap": {"impact": "20", "confidence": "0.9", "cost": "1"},
    "shaky": {"impact": "8", "confidence": "0.1", "cost": "2"},
    "free": {"impact": "1", "confidence": "0.8", "cost": "0"},
}


@pytest.mark.parametrize(
    ("method", "order"),
    [
        ("risk-per-cost", ["free", "dear", "shaky", "cheap"]),
        ("impact-per-cost", ["free", "cheap", "dear", "shaky"]),
        ("riskiest", ["dear", "shaky", "cheap", "free"]),
        ("fail-fast", ["free", "shaky", "cheap", "dear"]),
        ("voi", ["free", "dear", "shaky", "cheap"]),
        ("matrix", ["dear", "cheap", "shaky", "free"]),
    ],
)
def test_each_method_orders_by_its_own_formula(method: str, order: list[str]) -> None:
    assert order_of(ranked_by(method, NUMBERS)) == order


@pytest.mark.parametrize("method", EVERY)
@given(drawn=assumptions(), data=st.data())
def test_prerequisites_come_first_equals_share_a_rank_and_order_of_input_is_irrelevant(
    method: str, drawn: dict[str, Fields], data: st.DataObject
) -> None:
    ranking = ranked_by(method, drawn)
    assert keeps_prerequisites(ranking.arrangement.jobs, ranking.arrangement.jobs)
    shuffled = dict(data.draw(st.permutations(list(drawn.items()))))
    assert ranked_by(method, shuffled).rows == ranking.rows
    alike: dict[object, set[int]] = {}
    opens = {name: {n for n, f in drawn.items() if name in f["requires"]} for name in drawn}
    for row in ranking.rows:
        fields = drawn[row.candidate.id]
        likeness = (
            *(fields["impact"], fields["cost"], fields.get("confidence")),
            *(frozenset(fields["requires"]), frozenset(opens[row.candidate.id])),
        )
        alike.setdefault(likeness, set()).add(row.rank)
    assert all(len(ranks) == 1 for ranks in alike.values())


@pytest.mark.parametrize("method", ["impact-per-cost", "riskiest", "fail-fast", "voi", "matrix"])
@given(drawn=assumptions(), other=assumptions(SHAPES[0], most=1))
def test_adding_an_unlinked_assumption_leaves_the_order_of_the_others(
    method: str, drawn: dict[str, Fields], other: dict[str, Fields]
) -> None:
    (fields,) = other.values()
    more = order_of(ranked_by(method, drawn | {"m": fields}))
    assert [name for name in more if name != "m"] == order_of(ranked_by(method, drawn))


def voi(**fields: str) -> Fraction:
    return ranked_by("voi", {"a": {"cost": "1", **fields}}).arrangement.jobs[0].weight


@pytest.mark.parametrize(
    ("fields", "worth"),
    [
        ({"impact": "1000", "confidence": "0.7"}, 300),
        ({"impact": "1000", "confidence": "0.7", "gain": "200"}, 140),  # stop now, gain missed
        ({"impact": "1000", "confidence": "0.7", "gain": "2000"}, 300),
        ({"impact": "1000", "confidence": "0.7", "gain": "2000", "accuracy": "1"}, 300),
        ({"impact": "1000", "confidence": "0.7", "gain": "2000", "accuracy": "0.5"}, 0),
        # Go is worth 1100. Told true (0.7 × 0.9 + 0.3 × 0.1): 1260 − 30. Told false: 140 − 270 < 0.
        ({"impact": "1000", "confidence": "0.7", "gain": "2000", "accuracy": "0.9"}, 130),
        ({"impact": "1000", "confidence": "0.7", "accuracy": "0.9"}, 270),
    ],
)
def test_the_value_of_a_test_is_what_knowing_its_result_adds(
    fields: dict[str, str], worth: int
) -> None:
    assert voi(**fields) == worth


@given(
    confidence=st.integers(0, 99),
    loss=st.integers(0, 100),
    gain=st.integers(1, 100),
    right=st.integers(50, 100),
)
def test_no_test_is_worth_less_than_nothing_or_more_than_a_perfect_one(
    confidence: int, loss: int, gain: int, right: int
) -> None:
    given_ = {"impact": f"{loss}", "confidence": f"{confidence / 100}", "gain": f"{gain}"}
    worth = voi(**given_, accuracy=f"{right / 100}")
    perfect = min(Fraction(100 - confidence, 100) * loss, Fraction(confidence, 100) * gain)
    assert 0 <= worth <= perfect
    assert voi(**given_) == perfect


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case["kind"] == "evpi-single-assumption"],
    ids=lambda c: c["id"],
)
def test_the_value_is_that_of_the_published_instance(case: dict[str, Any]) -> None:
    given_ = case["input"]
    if "payoff" in given_:
        # The last state alone makes going on a loss: that is what the assumption says no to.
        doubt = Fraction(given_["prob"][-1])
        worth = voi(impact=f"{-given_['payoff'][0][-1]}", confidence=f"{float(1 - doubt)}")
        assert float(worth) == pytest.approx(case["expected"]["evpi"], abs=1)
    else:
        loss, doubt = given_["cost_of_being_wrong"], given_["doubt_before"]
        right = 1 - Fraction(str(given_["doubt_after"])) / Fraction(str(doubt))
        worth = voi(impact=f"{loss}", confidence=f"{1 - doubt}", accuracy=f"{float(right)}")
        assert worth == case["expected"]["value"]


def test_the_value_of_information_needs_money() -> None:
    with pytest.raises(CannotRunError, match="is money, and impacts of this plan are points"):
        ranked_by("voi", NUMBERS, impact={"unit": "points"})


def test_the_matrix_goes_by_the_thresholds_of_the_plan_alone() -> None:
    given_: dict[str, Fields] = {
        "a": {"impact": "10", "cost": "1", "evidence": [{"what": "x", "kind": "data"}]},
        "b": {"impact": "10", "cost": "1", "evidence": [{"what": "x", "kind": "anecdote"}]},
        "c": {"impact": "9", "cost": "1"},
        "d": {"impact": "9", "cost": "1", "evidence": [{"what": "x", "kind": "test"}]},
    }

    def groups(**matrix: str) -> list[tuple[str, str | None]]:
        rows = ranked_by("matrix", given_, matrix=matrix).rows
        return [(row.candidate.id, row.group) for row in rows]

    assert groups(impact="10") == [
        ("b", "test now"),
        ("a", "plan on it, keep watching"),
        ("c", "test later, if at all"),
        ("d", "leave it"),
    ]
    assert groups(impact="9", evidence="test") == [
        ("a", "test now"),
        ("b", "test now"),
        ("c", "test now"),
        ("d", "plan on it, keep watching"),
    ]
    with pytest.raises(CannotRunError, match="from which amount on an assumption is important"):
        groups()


def test_importance_is_never_measured_against_the_others() -> None:
    (case,) = (case for case in CASES if case["kind"] == "irrelevant-item")
    given_ = case["input"]
    pairs = list(zip(given_["impact"], given_["cost"], strict=True))
    three: dict[str, Fields] = {
        str(number): {"impact": f"{impact}", "cost": f"{cost}"}
        for number, (impact, cost) in enumerate(pairs, start=1)
    }
    added: Fields = {key: f"{value}" for key, value in given_["added"].items()}
    before = order_of(ranked_by("impact-per-cost", three))
    after = order_of(ranked_by("impact-per-cost", three | {"4": added}))
    assert [int(name) for name in before] == case["expected"]["impact_per_cost_before"]
    assert [int(n) for n in after if n != "4"] == case["expected"]["impact_per_cost_after"]


def test_every_method_says_what_it_ignores_and_ranks_something() -> None:
    named = {name for subject in SUBJECTS.values() for name in subject.methods}
    assert named == METHODS.keys()
    assert all(method.ignores and method.formula for method in METHODS.values())


def test_a_method_of_another_subject_is_refused() -> None:
    with pytest.raises(CannotRunError, match="riskiest does not rank scope") as raised:
        rank(plan_of(NUMBERS), TODAY, "riskiest", "scope")
    assert raised.value.hint == "choose one of contribution-per-effort"


def test_the_default_is_the_first_method() -> None:
    assert ranked(NUMBERS).method.name == "risk-per-cost"


FACTORS = st.sampled_from(["0.125", "0.3", "7", "60"])


def scaled(given_: Mapping[str, Fields], number: str, factor: str) -> dict[str, Fields]:
    """The same numbers in another unit."""
    return {
        name: fields | {number: times(fields[number], factor)} for name, fields in given_.items()
    }


@pytest.mark.parametrize("method", ["impact-per-cost", "riskiest", "fail-fast", "voi"])
@pytest.mark.parametrize("number", ["cost", "impact"])
@given(drawn=assumptions(), factor=FACTORS)
def test_another_unit_changes_no_place_and_no_tie(
    method: str, number: str, drawn: dict[str, Fields], factor: str
) -> None:
    before = places(ranked_by(method, drawn))
    assert places(ranked_by(method, scaled(drawn, number, factor))) == before
