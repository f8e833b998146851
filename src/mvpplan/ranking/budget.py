"""What a budget buys: the jobs of the most weight that fit, with everything they need.

An exact 0/1 knapsack closed under prerequisites, by lists of undominated choices (Nemhauser and
Ullmann 1969), one for each set of jobs that earlier choices have ruled out.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from mvpplan.ranking.choices import NOTHING, Choice, undominated
from mvpplan.ranking.job import integers
from mvpplan.ranking.order import linked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mvpplan.ranking.job import Job

MOST_KEPT = 50_000
"""How many choices are kept at a time before those of nearly the same cost are taken for equal."""

_MOST_STATES = 1_000
_ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Bought:
    """What a budget buys.

    Attributes:
        limit: the budget, in the unit of costs.
        chosen: ids of the jobs to take.
        cost: what they take together.
        worth: their weight together.
        total: the weight of all jobs.
        next_worth: how much more weight one more unit of cost would buy.
        added: ids that one more unit would add.
        dropped: ids that it would leave out instead.
        exact: whether no other choice is worth more.
    """

    limit: Fraction
    chosen: frozenset[str]
    cost: Fraction
    worth: Fraction
    total: Fraction
    next_worth: Fraction
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    exact: bool


def bought(jobs: Iterable[Job], limit: Fraction) -> Bought:
    """Choose the jobs of most weight within a limit of cost, and within one unit more.

    Args:
        jobs: without cycles; ``requires`` names jobs among them only.
        limit: 0 or more.
    """
    ranked = sorted(jobs, key=lambda job: (job.preference, job.id))
    numbers = integers([*(job.cost for job in ranked), limit, limit + _ONE])
    most, most_next = numbers[-2:]
    choices, exact = _choices(ranked, numbers[:-2], most_next)
    now = next((choice for choice in reversed(choices) if choice.cost <= most), NOTHING)
    then = choices[-1]
    chosen, next_chosen = ({job.id for job in choice.jobs()} for choice in (now, then))
    worth = {job.id: job.weight for job in ranked}
    return Bought(
        limit,
        frozenset(chosen),
        sum((job.cost for job in ranked if job.id in chosen), Fraction(0)),
        sum((worth[name] for name in chosen), Fraction(0)),
        sum(worth.values(), Fraction(0)),
        sum((worth[name] for name in next_chosen), Fraction(0))
        - sum((worth[name] for name in chosen), Fraction(0)),
        tuple(job.id for job in ranked if job.id in next_chosen - chosen),
        tuple(job.id for job in ranked if job.id in chosen - next_chosen),
        exact,
    )


def _choices(jobs: Sequence[Job], costs: Sequence[int], limit: int) -> tuple[list[Choice], bool]:
    """The undominated choices within a limit, by rising cost, and whether they are all of them."""
    cost = {job.id: number for job, number in zip(jobs, costs, strict=True)}
    weights = integers([job.weight for job in jobs])
    worth = {job.id: number for job, number in zip(jobs, weights, strict=True)}
    opens: dict[str, set[str]] = {job.id: set() for job in jobs}
    for job in jobs:
        for required in job.requires:
            opens[required].add(job.id)
    exact = True
    kept: dict[frozenset[str], list[Choice]] = {frozenset(): [NOTHING]}
    for job in (job for component in linked(jobs) for job in _with_dependents_near(component)):
        following: dict[frozenset[str], list[Choice]] = {}
        for out, choices in kept.items():
            if job.id not in out:
                more = (each.plus(job, cost[job.id], worth[job.id]) for each in choices)
                taken = [each for each in more if each.cost <= limit]
                following.setdefault(out, []).extend(taken)
            without = (out | opens[job.id]) - {job.id}
            following.setdefault(without, []).extend(choices)
        kept = {}
        for out, choices in following.items():
            if not choices:
                continue
            kept[out], whole = undominated(choices, MOST_KEPT // len(following) + 2)
            exact = exact and whole
        if len(kept) > _MOST_STATES:
            exact = False
            best = sorted(kept, key=lambda out: -kept[out][-1].worth)
            kept = {out: kept[out] for out in best[:_MOST_STATES]}
    return kept[frozenset()], exact


def _with_dependents_near(jobs: Sequence[Job]) -> list[Job]:
    """Linked jobs, each after all that it requires and soon after the last of these."""
    waiting = list(reversed(jobs))
    placed: dict[str, Job] = {}
    while waiting:
        job = next(job for job in reversed(waiting) if job.requires <= placed.keys())
        waiting.remove(job)
        placed[job.id] = job
        opened = [each for each in waiting if job.id in each.requires]
        waiting = [each for each in waiting if job.id not in each.requires] + opened
    return list(placed.values())
