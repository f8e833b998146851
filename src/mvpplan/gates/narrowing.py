"""The cheapest narrowing of a scope: what to defer so that the validation of the rest fits."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from mvpplan.model.assumption import Assumption
from mvpplan.model.decision import Decision
from mvpplan.text.words import number

if TYPE_CHECKING:
    from mvpplan.gates.check import Seen
    from mvpplan.model.scope import Scope

_MOST_STEPS = 200_000


def narrowing(seen: Seen, has: Fraction) -> tuple[str, ...]:
    """Which items to defer, and why, so that the validation left fits ``has``.

    The kept items contribute the most of all that fit; among equals, the fewest are deferred. An
    item costs the tests of the assumptions under its decisions, and two items that share one test
    pay for it once, so that the search is exact by branch and bound: cost only grows with items.
    """
    items = sorted(seen.items(), key=lambda item: (-_contribution(item), item.id))
    if not items:
        return ("no scope items are written down, so none can be deferred: add them in scope/",)
    tests = {item.id: _tests(seen, item) for item in items}
    kept, is_proven = _most(items, tests, has)
    deferred = [item for item in items if item.id not in kept]
    lost = sum((_contribution(item) for item in deferred), Fraction(0))
    parts = [f"defer {item.id}: {_reason(item, tests[item.id])}" for item in deferred]
    best = "no cheaper choice fits" if is_proven else "the best that was found in limited time"
    parts.append(f"that gives up {number(lost)} of contribution; {best}")
    return tuple(parts)


def _contribution(item: Scope) -> Fraction:
    return Fraction(item.contribution or 0)


def _tests(seen: Seen, item: Scope) -> dict[str, Fraction]:
    """The open assumptions under an item, with what each test costs."""
    relied = {
        name for each in seen.plan.each(Decision, item.decisions) for name in each.assumptions
    }
    return {
        each.id: each.cost.mean
        for each in seen.plan.each(Assumption, sorted(relied))
        if each.is_open and each.cost is not None
    }


def _most(
    items: list[Scope], tests: dict[str, dict[str, Fraction]], has: Fraction
) -> tuple[frozenset[str], bool]:
    """The ids of items that contribute the most within ``has``, and whether that is proven."""
    best: tuple[Fraction, int] = (Fraction(-1), 0)
    chosen: frozenset[str] = frozenset()
    left = [Fraction(0)]
    for item in reversed(items):
        left.append(left[-1] + _contribution(item))
    left.reverse()
    waiting: list[tuple[int, frozenset[str], frozenset[str], Fraction, Fraction]] = [
        (0, frozenset(), frozenset(), Fraction(0), Fraction(0))
    ]
    steps = 0
    while waiting and steps < _MOST_STEPS:
        steps += 1
        place, kept, tested, cost, gained = waiting.pop()
        if (gained, len(kept)) > best:
            best, chosen = (gained, len(kept)), kept
        if place == len(items) or (gained + left[place], len(kept) + len(items) - place) <= best:
            continue
        item = items[place]
        more = tests[item.id].keys() - tested
        price = cost + sum((tests[item.id][name] for name in more), Fraction(0))
        waiting.append((place + 1, kept, tested, cost, gained))
        if price <= has:
            with_it = gained + _contribution(item)
            waiting.append((place + 1, kept | {item.id}, tested | more, price, with_it))
    return chosen, not waiting


def _reason(item: Scope, tests: dict[str, Fraction]) -> str:
    cost = number(sum(tests.values(), Fraction(0)))
    return f"{item.title}: contributes {number(_contribution(item))}, needs {cost} of validation"
