"""The best order of a few jobs, by dynamic programming over their closed sets."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from math import lcm
from typing import TYPE_CHECKING

from mvpplan.ranking.job import Block, Job, block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

MAX_CLOSED_SETS = 1 << 16
"""How many closed sets are looked at before a block counts as too large: all those of 16 jobs."""


def ordered_block(jobs: Sequence[Job]) -> Block:
    """Order the jobs of a block for the least open risk, if it is small enough.

    A block that is too large gets an order that keeps its prerequisites, the densest available
    job first; since no closed set in a block is denser than the block, it is at most twice as bad
    as the best (Chekuri and Motwani 1999).

    Args:
        jobs: sorted by preference; ``requires`` may name jobs outside, which count as done.
    """
    if len(jobs) == 1:
        return block(jobs)
    order = best_order(jobs)
    if order is None:
        return block(_available_order(jobs), exact=False)
    return block(order)


def best_order(jobs: Sequence[Job]) -> list[Job] | None:
    """The best order of jobs, preferred ones first among equals (Lawler 1978).

    It loses the least weight to deadlines, and among such orders leaves the least open risk; a job
    that misses its deadline counts for nothing else.

    Args:
        jobs: sorted by preference; ``requires`` may name jobs outside, which count as done.

    Returns:
        The jobs in order; None if they have too many closed sets to look at each.
    """
    index = {job.id: number for number, job in enumerate(jobs)}
    needs = [sum(1 << index[r] for r in job.requires if r in index) for job in jobs]
    given = [job.deadline for job in jobs if job.deadline is not None]
    costs, rooms = split_at(integers([*(job.cost for job in jobs), *given]), len(jobs))
    weights = integers([job.weight for job in jobs])
    room = iter(rooms)
    deadlines = [sum(costs) if job.deadline is None else next(room) for job in jobs]
    missed = sum(costs) * sum(weights) + 1  # lost weight counts for more than any open risk
    layers = _closed_sets(needs, costs)
    if layers is None:
        return None
    everything = (1 << len(jobs)) - 1
    risk = {everything: 0}  # the least open risk of what is left after a closed set
    first: dict[int, int] = {}
    for layer in reversed(layers[:-1]):
        for done, spent in layer.items():
            risk[done], first[done] = min(
                (
                    weights[number] * (end if end <= deadlines[number] else missed)
                    + risk[done | 1 << number],
                    number,
                )
                for number in available(done, needs)
                for end in (spent + costs[number],)
            )
    order = []
    done = 0
    while done != everything:
        order.append(jobs[first[done]])
        done |= 1 << first[done]
    return order


def _closed_sets(needs: Sequence[int], costs: Sequence[int]) -> list[dict[int, int]] | None:
    """The cost of every closed set, by size; None if there are too many."""
    layers: list[dict[int, int]] = [{0: 0}]
    count = 1
    for _ in needs:
        layer: dict[int, int] = {}
        for done, cost in layers[-1].items():
            for number in available(done, needs):
                layer[done | 1 << number] = cost + costs[number]
        count += len(layer)
        if count > MAX_CLOSED_SETS:
            return None
        layers.append(layer)
    return layers


def available(done: int, needs: Sequence[int]) -> Iterator[int]:
    """The jobs outside a closed set whose prerequisites are in it."""
    for number, needed in enumerate(needs):
        if not done >> number & 1 and not needed & ~done:
            yield number


def _available_order(jobs: Sequence[Job]) -> list[Job]:
    index = {job.id: number for number, job in enumerate(jobs)}
    left = [sum(required in index for required in job.requires) for job in jobs]
    opens: list[list[int]] = [[] for _ in jobs]
    for number, job in enumerate(jobs):
        for required in job.requires & index.keys():
            opens[index[required]].append(number)

    def entry(number: int) -> tuple[int, object, int]:
        infinite, ratio = jobs[number].density
        return (-infinite, -ratio, number)

    ready = [entry(number) for number, missing in enumerate(left) if not missing]
    heapify(ready)
    order = []
    while ready:
        number = heappop(ready)[2]
        order.append(jobs[number])
        for other in opens[number]:
            left[other] -= 1
            if not left[other]:
                heappush(ready, entry(other))
    return order


def split_at(numbers: list[int], place: int) -> tuple[list[int], list[int]]:
    """The numbers before a place, and those from it on."""
    return numbers[:place], numbers[place:]


def integers(numbers: Sequence[Fraction]) -> list[int]:
    """Numbers times their common denominator."""
    scale = lcm(*(number.denominator for number in numbers))
    return [int(number * scale) for number in numbers]
