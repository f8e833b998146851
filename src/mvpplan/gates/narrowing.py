"""The cheapest narrowing of a scope: what to defer so that the validation of the rest fits."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from mvpplan.model.assumption import Assumption
from mvpplan.model.graph import components
from mvpplan.text.words import joined, number, with_unit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from mvpplan.gates.check import Seen
    from mvpplan.model.decision import Decision
    from mvpplan.model.scope import Scope

_MOST_STEPS = 200_000


def narrowing(seen: Seen, has: Fraction, late: Collection[str] = ()) -> tuple[str, ...]:
    """Which items to defer, and why, so that the validation left fits ``has``.

    The kept items contribute the most of all that fit; among equals, the fewest are deferred. An
    item costs the tests of the assumptions under its decisions, and two items that share one test
    pay for it once, so that the search is exact by branch and bound: cost only grows with items.
    A test that nobody has estimated counts for nothing here; an item that rests on one of the
    ``late`` tests is deferred whatever it contributes.
    """
    items = sorted(seen.items(), key=lambda item: (-_contribution(item), item.id))
    if not items:
        return ("no item is in scope, so none can be deferred: write in scope/ what there is",)
    tests = {item.id: tests_under(seen, seen.under([item])) for item in items}
    in_time = [item for item in items if not any(name in late for name in tests[item.id])]
    kept, is_proven = _most(in_time, tests, has)
    deferred = [item for item in items if item.id not in kept]
    stays = {name for item in items if item.id in kept for name in tests[item.id]}
    unit = seen.plan.settings.cost.unit
    lost = sum((_contribution(item) for item in deferred), Fraction(0))
    parts = []
    for item in deferred:
        slow = [name for name in tests[item.id] if name in late]
        waits = f", and no answer by then from {joined(sorted(slow))}" if slow else ""
        parts.append(f"defer {item.id}: {_reason(item, tests[item.id], stays, unit)}{waits}")
    best = "no cheaper choice fits" if is_proven else "the best that was found in limited time"
    parts.append(f"that gives up {number(lost)} of contribution; {best}")
    return tuple(parts)


def _contribution(item: Scope) -> Fraction:
    return Fraction(item.contribution or 0)


def tests_under(seen: Seen, decisions: Iterable[Decision]) -> dict[str, Fraction | None]:
    """The tests that some decisions still need, with what each costs; None if that is not known.

    A test that another one requires has to be made first, unless it was made already.
    """
    waiting = [name for each in decisions for name in each.assumptions]
    found: dict[str, Fraction | None] = {}
    while waiting:
        each = seen.plan.get(Assumption, waiting.pop())
        if each is not None and each.is_open and each.id not in found:
            found[each.id] = each.cost.mean if each.cost is not None else None
            waiting += each.requires
    return found


def too_long(seen: Seen, tests: Collection[str], days: int) -> tuple[str, ...]:
    """Those of some tests that cannot be answered in so many calendar days, sorted.

    A test starts when all that it requires has its answer. One without a duration takes no time,
    and neither does one that runs: nobody has written down since when.
    """
    needs: dict[str, int] = {}
    open_ = seen.plan.each(Assumption, sorted(tests))
    first = {each.id: [name for name in each.requires if name in tests] for each in open_}
    lasts_for = {each.id: each.duration or 0 for each in open_ if each.status == "untested"}
    for knot in components(first):  # each after what it requires
        lasts = sum(lasts_for.get(name, 0) for name in knot)
        before = (needs.get(name, 0) for one in knot for name in first[one])
        needs |= dict.fromkeys(knot, lasts + max(before, default=0))
    return tuple(sorted(name for name in first if needs[name] > max(days, 0)))


def total(tests: Mapping[str, Fraction | None]) -> Fraction:
    """What tests cost together, as far as that is known."""
    return sum((cost or Fraction(0) for cost in tests.values()), Fraction(0))


def amount(value: Fraction, unit: str) -> str:
    """A number with its unit, in the singular for one: ``1 day``, ``2.5 days``, ``1 EUR``."""
    return with_unit(number(value), unit)


def _most(
    items: list[Scope], tests: Mapping[str, Mapping[str, Fraction | None]], has: Fraction
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
        price = cost + total({name: tests[item.id][name] for name in more})
        waiting.append((place + 1, kept, tested, cost, gained))
        if price <= has:
            with_it = gained + _contribution(item)
            waiting.append((place + 1, kept | {item.id}, tested | more, price, with_it))
    return chosen, not waiting


def _reason(
    item: Scope, tests: Mapping[str, Fraction | None], stays: Collection[str], unit: str
) -> str:
    gives = "contributes nothing that is written down"
    if item.contribution is not None:
        gives = f"contributes {number(item.contribution)}"
    needs = f"needs {amount(total(tests), unit)} of validation"
    shared = total({name: cost for name, cost in tests.items() if name in stays})
    if shared:
        needs += f", of which {amount(shared, unit)} stays for other items"
    return f"{item.title}: {gives}, {needs}"
