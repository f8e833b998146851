"""The cheapest narrowing of a scope: against every subset of its items, and in its words."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import PLAN_FILE
from mvpplan.gates.check import Seen
from mvpplan.gates.narrowing import narrowing
from mvpplan.model.assumption import Assumption
from mvpplan.model.decision import Decision
from mvpplan.model.plan import Plan
from mvpplan.model.plan_file import no_settings
from mvpplan.model.scope import Scope
from mvpplan.timeline.period import Period
from mvpplan.timeline.since import Since

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mvpplan.store.load import Loaded

    Read = Callable[[dict[str, str | bytes]], Loaded]

PERIOD = Period(date(2026, 11, 13), date(2026, 11, 20))
COSTS = (None, "0", "0.5", "1", "2", "3")

# An item by what it contributes and by the numbers of the assumptions under it.
Items = list[tuple[int | None, set[int]]]


def written(value: object) -> Any:
    """A value as it stands in a file."""
    return None if value is None else str(value)


def seen(items: Items, costs: list[str | None]) -> Seen:
    """A plan of items with one decision each, and of assumptions with their costs."""
    records = [
        *(Assumption(id=f"a{n}", title="a", cost=written(cost)) for n, cost in enumerate(costs)),
        *(
            Decision(id=f"d{n}", title="d", assumptions=tuple(f"a{each}" for each in sorted(under)))
            for n, (_, under) in enumerate(items)
        ),
        *(
            Scope(
                id=f"s{n}",
                title=f"Item {n}",
                contribution=written(gives),
                decisions=(f"d{n}",),
            )
            for n, (gives, _) in enumerate(items)
        ),
    ]
    plan = Plan(no_settings(), {record.id: record for record in records})
    return Seen(plan, PERIOD, Since(), {})


def best_by_trying_all(
    items: Items, costs: list[str | None], has: Fraction
) -> tuple[int, int, set[frozenset[int]]]:
    """What the best subsets that fit contribute, how many items they hold, and which they are."""
    fitting: dict[frozenset[int], tuple[int, int]] = {}
    for size in range(len(items) + 1):
        for kept in combinations(range(len(items)), size):
            tests = {each for n in kept for each in items[n][1]}
            if sum((Fraction(costs[each] or 0) for each in tests), Fraction(0)) <= has:
                fitting[frozenset(kept)] = (sum(items[n][0] or 0 for n in kept), size)
    gives, size = max(fitting.values())
    return gives, size, {kept for kept, value in fitting.items() if value == (gives, size)}


def kept_of(advice: Iterable[str], count: int) -> frozenset[int]:
    deferred = {line.partition(":")[0] for line in advice}
    return frozenset(n for n in range(count) if f"defer s{n}" not in deferred)


@settings(max_examples=150)
@given(data=st.data())
def test_the_narrowing_is_as_good_as_the_best_of_all_subsets(data: st.DataObject) -> None:
    costs = data.draw(st.lists(st.sampled_from(COSTS), max_size=8))
    under = st.sets(st.integers(0, len(costs) - 1), max_size=4) if costs else st.just(set[int]())
    gives = st.one_of(st.none(), st.integers(0, 4))
    items: Items = data.draw(st.lists(st.tuples(gives, under), min_size=1, max_size=10))
    has = Fraction(data.draw(st.integers(0, 16)), 2)
    gain, _, best = best_by_trying_all(items, costs, has)
    advice = narrowing(seen(items, costs), has)
    assert kept_of(advice, len(items)) in best
    lost = sum(gives or 0 for gives, _ in items) - gain
    assert advice[-1] == f"that gives up {lost} of contribution; no cheaper choice fits"


def narrowed(loaded: Read, has: str, files: dict[str, str | bytes]) -> tuple[str, ...]:
    return narrowing(Seen(loaded(files).plan, PERIOD, Since(), {}), Fraction(has))


SHARED: dict[str, str | bytes] = {
    "scope.yaml": """\
        card: {title: Pay by card, contribution: 8, decisions: [cards]}
        gift: {title: Gift cards, contribution: 3, decisions: [gifts]}
        help: {title: Help page, decisions: [page]}
        later: {title: Invoices, contribution: 9, status: deferred, decisions: [gifts]}
        """,
    "decisions.yaml": """\
        cards: {title: Cards, assumptions: [pay]}
        gifts: {title: Gifts, assumptions: [pay, give]}
        page: {title: Help, assumptions: [read]}
        """,
    "assumptions.yaml": """\
        give: {title: They give, cost: 3}
        pay: {title: They pay, cost: 1}
        read: {title: They read, cost: 1}
        """,
}


DEFER_HELP = (
    "defer help: Help page: contributes nothing that is written down, needs 1 day of validation"
)
DEFER_GIFT = (
    "defer gift: Gift cards: contributes 3, needs 4 days of validation, of which 1 day stays for"
    " other items"
)


@pytest.mark.parametrize(
    ("has", "advice"),
    [
        (
            "4",
            (
                DEFER_HELP,
                "that gives up 0 of contribution; no cheaper choice fits",
            ),
        ),
        (
            "2",
            (
                DEFER_GIFT,
                "that gives up 3 of contribution; no cheaper choice fits",
            ),
        ),
        (
            "0",
            (
                "defer card: Pay by card: contributes 8, needs 1 day of validation",
                "defer gift: Gift cards: contributes 3, needs 4 days of validation",
                DEFER_HELP,
                "that gives up 11 of contribution; no cheaper choice fits",
            ),
        ),
    ],
)
def test_what_to_defer_is_said_with_the_reason_to_give(
    loaded: Read, has: str, advice: tuple[str, ...]
) -> None:
    assert narrowed(loaded, has, SHARED) == advice


def test_the_unit_of_costs_is_that_of_the_plan(loaded: Read) -> None:
    plan = f"{PLAN_FILE}cost: {{unit: hours}}\n"
    assert narrowed(loaded, "4", SHARED | {"mvpplan.yaml": plan})[0] == (
        "defer help: Help page: contributes nothing that is written down, needs 1 hour of"
        " validation"
    )


def test_what_a_rejected_or_settled_record_would_cost_is_not_counted(loaded: Read) -> None:
    files: dict[str, str | bytes] = {
        "scope.yaml": """\
            dear: {title: Dear only on paper, contribution: 1, decisions: [no, known]}
            real: {title: Really dear, contribution: 9, decisions: [yes]}
            """,
        "decisions.yaml": """\
            known: {title: k, assumptions: [settled]}
            no: {title: n, status: rejected, assumptions: [idle]}
            yes: {title: y, assumptions: [open]}
            """,
        "assumptions.yaml": """\
            idle: {title: i, cost: 90}
            open: {title: o, cost: 3, requires: [first]}
            first: {title: f, cost: 3}
            settled: {title: s, cost: 90, status: validated}
            """,
    }
    assert narrowed(loaded, "5", files) == (
        "defer real: Really dear: contributes 9, needs 6 days of validation",
        "that gives up 9 of contribution; no cheaper choice fits",
    )


def test_a_plan_with_no_item_in_scope_is_told_to_write_them_down(loaded: Read) -> None:
    files: dict[str, str | bytes] = {"scope.yaml": "later: {title: Later, status: deferred}"}
    assert narrowed(loaded, "5", files) == (
        "no item is in scope, so none can be deferred: write in scope/ what there is",
    )


def test_a_scope_too_large_to_be_searched_through_says_that_it_may_not_be_the_best(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("mvpplan.gates.narrowing._MOST_STEPS", 2000)
    items: Items = [(1000 + 7 * n % 31, {n}) for n in range(26)]
    costs: list[str | None] = [f"{1000 + 11 * n % 37}" for n in range(26)]
    advice = narrowing(seen(items, costs), Fraction(13_500))
    kept = kept_of(advice, len(items))
    assert sum(Fraction(costs[n] or 0) for n in kept) <= 13_500
    assert advice[-1].endswith("of contribution; the best that was found in limited time")
