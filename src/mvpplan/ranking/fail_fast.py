"""The order that finds out soonest that a plan fails, if every false assumption stops it.

Minimises the expected cost until the first false assumption: Σ cost × Π (1 − doubt) of those
before. Without prerequisites that is the order of doubt per cost (Mitten 1960). With them the
decomposition into blocks holds as for weights (Sidney 1981): a block is worth the chance that it
finds a false one, 1 − Π (1 − doubt), per expected cost of going through it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from mvpplan.ranking.deadlines import Arrangement
from mvpplan.ranking.exact import available_order, bits, closed_sets
from mvpplan.ranking.job import Block, Job, block, density
from mvpplan.ranking.order import by_density, linked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_CLOSED_SETS = 1 << 12
"""How many closed sets of linked assumptions are looked at: all those of 12."""


def fail_fast(jobs: Iterable[Job]) -> Arrangement:
    """Order jobs whose weight is the chance that they end it all, from 0 to 1."""
    ranked = sorted(jobs, key=lambda job: (job.preference, job.id))
    blocks = by_density([_blocks(component) for component in linked(ranked)])
    home = {job.id: each for each in blocks for job in each.jobs}
    ordered = tuple(job for each in blocks for job in each.jobs)
    return Arrangement(ordered, home, exact=all(each.exact for each in blocks))


def expected_cost(jobs: Iterable[Job]) -> Fraction:
    """The expected cost of doing jobs in order until one of them ends it all."""
    cost, going_on = Fraction(0), Fraction(1)
    for job in jobs:
        cost += going_on * job.cost
        going_on *= 1 - job.weight
    return cost


def _blocks(jobs: Sequence[Job]) -> list[Block]:
    """The blocks of linked jobs; one that is not exact if there are too many closed sets."""
    left = list(jobs)
    blocks: list[Block] = []
    while left:
        best = _best_start(left)
        if best is None:
            return [*blocks, block(available_order(left), exact=False)]
        blocks.append(best)
        taken = {job.id for job in best.jobs}
        left = [job for job in left if job.id not in taken]
    return blocks


def _best_start(jobs: Sequence[Job]) -> Block | None:
    """The smallest closed set of the highest value per expected cost, in its best order."""
    index = {job.id: number for number, job in enumerate(jobs)}
    needs = [sum(1 << index[r] for r in job.requires if r in index) for job in jobs]
    going_on = {0: Fraction(1)}
    cost: dict[int, tuple[Fraction, int]] = {0: (Fraction(0), -1)}  # and the job that comes last
    best: tuple[tuple[int, Fraction], int] | None = None
    layers = list(closed_sets(needs, MOST_CLOSED_SETS))
    if not layers[-1]:
        return None
    for layer in layers:
        for done, available in layer.items():
            worth = density(1 - going_on[done], cost[done][0])
            if done and (best is None or worth > best[0]):
                best = (worth, done)
            for number in bits(available):
                after = done | 1 << number
                found = (cost[done][0] + going_on[done] * jobs[number].cost, number)
                cost[after] = min(cost.get(after, found), found)
                going_on[after] = going_on[done] * (1 - jobs[number].weight)
    if best is None:
        return None
    worth, done = best
    order: list[Job] = []
    while done:
        last = cost[done][1]
        order.append(jobs[last])
        done ^= 1 << last
    return Block(tuple(reversed(order)), worth)
