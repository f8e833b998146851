"""Plans and jobs for the tests of the ranking, built in memory, and strategies that draw them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import permutations, product
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from mvpplan.model.assumption import Assumption
from mvpplan.model.decision import Decision
from mvpplan.model.plan import Plan
from mvpplan.model.settings import Settings
from mvpplan.model.shape import adapter
from mvpplan.ranking import rank
from mvpplan.ranking.job import Job

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from mvpplan.ranking.result import Ranking

    Shape = Callable[[st.DrawFn, Sequence[str]], dict[str, list[str]]]

TODAY = date(2026, 11, 20)

Fields = dict[str, Any]
"""The fields of an assumption as a file gives them: text, or a list of text."""


def job(name: str, weight: int, cost: int, requires: str = "") -> Job:
    """A job; ``requires`` is a list of ids with spaces between."""
    return Job(name, Fraction(weight), Fraction(cost), frozenset(requires.split()))


def keeps_prerequisites(jobs: Sequence[Job], among: Sequence[Job]) -> bool:
    """Whether each job follows all it waits for that stands among the others."""
    waiting = {each.id for each in among}
    for each in jobs:
        if each.requires & waiting:
            return False
        waiting.discard(each.id)
    return True


def least_open_risk(jobs: Sequence[Job]) -> Fraction:
    """The open risk of the best of all orders, each tried; numbers are whole sixths."""
    sixths = {each.id: (int(6 * each.weight), int(6 * each.cost)) for each in jobs}
    risks = []
    for tried in permutations(jobs):
        if keeps_prerequisites(tried, jobs):
            risk = spent = 0
            for each in tried:
                weight, cost = sixths[each.id]
                spent += cost
                risk += weight * spent
            risks.append(risk)
    return Fraction(min(risks), 36)


def plan_of(assumptions: Mapping[str, Fields]) -> Plan:
    """A plan of assumptions by id, all relied on by one open decision; impacts are in EUR."""
    settings = {"format": "1", "title": "Guest checkout", "impact": {"unit": "EUR"}}
    decision = {
        "id": "guest-checkout",
        "title": "Do guests need an account to pay?",
        "assumptions": list(assumptions),
    }
    records = [
        adapter(Assumption).validate_python({"id": name, "title": f"About {name}"} | fields)
        for name, fields in assumptions.items()
    ]
    return Plan(
        settings=adapter(Settings).validate_python(settings),
        records={
            "guest-checkout": adapter(Decision).validate_python(decision),
            **{record.id: record for record in records},
        },
    )


def ranked(assumptions: Mapping[str, Fields]) -> Ranking:
    """The default ranking of assumptions by id, all relied on by one open decision."""
    return rank(plan_of(assumptions), TODAY)


def places(ranking: Ranking) -> list[str]:
    """The order with its printed ranks, as in ``["1= a", "1= b", "3 c"]``."""
    return [f"{row.rank}{'=' if row.tied else ''} {row.candidate.id}" for row in ranking.rows]


def order_of(ranking: Ranking) -> list[str]:
    """The ids in order."""
    return [row.candidate.id for row in ranking.rows]


def notes(ranking: Ranking) -> dict[str, str]:
    """What each row says about its place, by id."""
    return {row.candidate.id: row.note for row in ranking.rows}


def finished(ranking: Ranking, name: str) -> Fraction:
    """The cumulative cost when an assumption is finished."""
    spent = Fraction(0)
    for row in ranking.rows:
        spent += row.candidate.cost.mean
        if row.candidate.id == name:
            return spent
    raise AssertionError(f"{name} is not ranked")


def open_risk_of(ranking: Ranking) -> Fraction:
    """What the default order minimises: the sum of weight × cumulative cost."""
    return sum(
        (row.candidate.weight * finished(ranking, row.candidate.id) for row in ranking.rows),
        Fraction(0),
    )


def no_prerequisites(draw: st.DrawFn, names: Sequence[str]) -> dict[str, list[str]]:
    """Nothing waits for anything."""
    del draw
    return {name: [] for name in names}


def out_forest(draw: st.DrawFn, names: Sequence[str]) -> dict[str, list[str]]:
    """Each waits for one at most, and may open many."""
    return {
        name: draw(st.lists(st.sampled_from(names[:number]), max_size=1)) if number else []
        for number, name in enumerate(names)
    }


def in_forest(draw: st.DrawFn, names: Sequence[str]) -> dict[str, list[str]]:
    """Each opens one at most, and may wait for many."""
    requires: dict[str, list[str]] = {name: [] for name in names}
    for number, name in enumerate(names[:-1]):
        for opened in draw(st.lists(st.sampled_from(names[number + 1 :]), max_size=1)):
            requires[opened].append(name)
    return requires


def any_prerequisites(draw: st.DrawFn, names: Sequence[str]) -> dict[str, list[str]]:
    """Each waits for any that stand before it, so that there is no cycle."""
    return {
        name: draw(st.lists(st.sampled_from(names[:number]), unique=True)) if number else []
        for number, name in enumerate(names)
    }


SHAPES = (no_prerequisites, out_forest, in_forest, any_prerequisites)

# Few values, so that ties are common; all are sixths of whole numbers.
_NUMBERS = [Fraction(text) for text in ("0", "1/3", "1/2", "1", "3/2", "2", "5", "10")]


@st.composite
def job_lists(
    draw: st.DrawFn,
    shape: Shape,
    *,
    free: bool = True,
    most: int = 7,
) -> list[Job]:
    """Jobs with prerequisites of a shape; without ``free`` each costs something."""
    names = draw(st.permutations("abcdefg"[: draw(st.integers(1, most))]))
    requires = shape(draw, names)
    numbers = st.sampled_from(list(product(_NUMBERS, _NUMBERS if free else _NUMBERS[1:])))
    return [Job(name, *draw(numbers), requires=frozenset(requires[name])) for name in names]


# One draw for each assumption; without a confidence, evidence would say it, and there is none.
_FIELDS: list[Fields] = [
    {"impact": impact, "cost": cost} | confidence
    for confidence in ({}, *({"confidence": text} for text in ("0.5", "0", "0.2", "0.8")))
    for impact in ("1", "0", "2.5", "10", "100")
    for cost in ("1", "0", "0.5", "3", "2-5", "4-10", "1/2/5")
]


@st.composite
def assumptions(
    draw: st.DrawFn,
    shape: Shape = any_prerequisites,
    *,
    most: int = 6,
) -> dict[str, Fields]:
    """Assumptions by id, as a file gives them; none is sure, so that all of them are ranked."""
    names = draw(st.permutations("abcdefg"[: draw(st.integers(1, most))]))
    requires = shape(draw, names)
    return {name: {**draw(st.sampled_from(_FIELDS)), "requires": requires[name]} for name in names}


def changed(assumptions: Mapping[str, Fields], name: str, **fields: Any) -> dict[str, Fields]:
    """The same assumptions, one of them with other fields."""
    return {**assumptions, name: assumptions[name] | fields}
