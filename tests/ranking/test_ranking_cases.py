"""Published and hand-made instances, written as plans in files; their answers are in cases.json."""

from __future__ import annotations

import json
import math
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ranking_plans import order_of

from mvpplan.ranking import rank

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from conftest import Result
    from mvpplan.store.load import Loaded

CASES: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("cases.json").read_text(encoding="utf-8")
)["cases"]
ORDERED = [case for case in CASES if "assumptions" in case]
RANGES = [case for case in CASES if case["kind"] == "range-lognormal"]


def plan_files(assumptions: Sequence[dict[str, Any]]) -> dict[str, str]:
    """The files of a plan; ids become slugs, impacts are amounts so that any number will do."""
    files = {
        "mvpplan.yaml": "format: 1\ntitle: An instance\nimpact: {unit: EUR}\n",
        "decisions/the-decision.yaml": (
            "title: The decision\nassumptions: "
            f"[{', '.join(given['id'].lower() for given in assumptions)}]\n"
        ),
    }
    for given in assumptions:
        files[f"assumptions/{given['id'].lower()}.yaml"] = (
            f"title: {given['id']}\n"
            f"impact: {given['impact']}\n"
            f"confidence: {given['p_true']}\n"
            f"cost: {given['cost']}\n"
            f"requires: [{', '.join(given['prerequisites']).lower()}]\n"
        )
    return files


def weighted_completion(order: Sequence[dict[str, Any]]) -> float:
    """Sum of weight × completion time; the impacts are the published weights."""
    ends = (sum(done["cost"] for done in order[: place + 1]) for place in range(len(order)))
    return float(sum(given["impact"] * end for given, end in zip(order, ends, strict=True)))


def fail_fast(order: Sequence[dict[str, Any]]) -> float:
    """Expected cost until the first false one."""
    return float(
        sum(
            given["cost"] * math.prod(done["p_true"] for done in order[:place])
            for place, given in enumerate(order)
        )
    )


def objective(case: dict[str, Any], order: Sequence[dict[str, Any]]) -> float:
    return fail_fast(order) if case["kind"] == "fail-fast" else weighted_completion(order)


def published_objectives(case: dict[str, Any]) -> dict[tuple[str, ...], float]:
    """The value of every order that the source gives one for, by ids."""
    ids = [given["id"] for given in case["assumptions"]]
    expected = case["expected"]
    if case["kind"] == "cd3":
        return {tuple(order): value for order, value in expected["sum_cod_completion"].items()}
    values = {tuple(expected["order"]): expected["objective"]}
    for order, value in expected.get("other_orders", {}).items():
        values[tuple(int(number) for number in order.split(","))] = value
    if naive := expected.get("naive_available_greedy"):
        values[tuple(naive["order"])] = naive["objective"]
    return {tuple(ids[number - 1] for number in order): value for order, value in values.items()}


@pytest.mark.parametrize("case", ORDERED, ids=[case["id"] for case in ORDERED])
def test_an_instance_gets_its_published_order(
    case: dict[str, Any], loaded: Callable[..., Loaded]
) -> None:
    plan = loaded(plan_files(case["assumptions"])).plan
    order = [
        given if isinstance(given, str) else case["assumptions"][given - 1]["id"]
        for given in case["expected"]["order"]
    ]
    assert order_of(rank(plan, date(2026, 11, 20))) == [name.lower() for name in order]


@pytest.mark.parametrize("case", ORDERED, ids=[case["id"] for case in ORDERED])
def test_the_order_has_the_published_objective_and_no_other_has_a_better_one(
    case: dict[str, Any], loaded: Callable[..., Loaded]
) -> None:
    by_id = {given["id"]: given for given in case["assumptions"]}
    published = published_objectives(case)
    for ids, value in published.items():
        assert objective(case, [by_id[name] for name in ids]) == pytest.approx(value, abs=1e-9)
    best = min(
        objective(case, order)
        for order in permutations(case["assumptions"])
        if all(
            required in {done["id"] for done in order[:place]}
            for place, given in enumerate(order)
            for required in given["prerequisites"]
        )
    )
    plan = loaded(plan_files(case["assumptions"])).plan
    slugs = {given["id"].lower(): given for given in case["assumptions"]}
    found = [slugs[name] for name in order_of(rank(plan, date(2026, 11, 20)))]
    assert objective(case, found) == pytest.approx(best, abs=1e-9)
    assert min(published.values()) == pytest.approx(best, abs=1e-9)


@pytest.mark.parametrize("case", RANGES, ids=[case["id"] for case in RANGES])
def test_a_range_has_the_mean_of_the_published_lognormal(
    case: dict[str, Any], loaded: Callable[..., Loaded]
) -> None:
    given = {
        "id": "traffic",
        "impact": 1,
        "p_true": 0.5,
        "cost": f"{case['input']['p05']}-{case['input']['p95']}",
        "prerequisites": [],
    }
    (row,) = rank(loaded(plan_files([given])).plan, date(2026, 11, 20)).rows
    expected = case["expected"]
    mean = math.exp(expected["meanlog"] + expected["sdlog"] ** 2 / 2)
    assert float(row.candidate.cost.mean) == pytest.approx(mean, rel=1e-9)


def test_the_cheap_gate_comes_first_on_the_command_line_too(
    plan: Callable[..., Path], mvpplan: Callable[..., Result]
) -> None:
    (case,) = (case for case in ORDERED if case["id"] == "ours-cheap-gate")
    folder = plan(plan_files(case["assumptions"]))
    result = mvpplan("rank", "--plan", folder, "--as-of", "2026-11-20", "--format", "json")
    assert result.code == 0
    assert [(item["rank"], item["id"], item["note"]) for item in result.json["items"]] == [
        (1, "gate", "first: it opens big"),
        (2, "big", "retires 50 EUR of risk per day; after gate"),
        (3, "other", "retires 0.50 EUR of risk per day"),
    ]
    spent = risk = 0.0
    for item in result.json["items"]:
        spent += item["cost"]
        risk += item["impact"] * spent  # the weights of the instance, which are the impacts
    assert risk == case["expected"]["objective"] == 320
