"""The best order of a few jobs, by dynamic programming over their closed sets."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from mvpplan.ranking.job import Block, Job, block, integers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_CLOSED_SETS = 1 << 16
"""How many closed sets are looked at before a block counts as too large: all those of 16 jobs."""

_MOST_STEPS = 1_500_000


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
        return block(available_order(jobs), exact=False)
    return block(order)


def best_order(jobs: Sequence[Job]) -> list[Job] | None:
    """The best order of jobs, preferred ones first among equals (Lawler 1978).

    It loses the least weight to deadlines, then leaves the least open risk, then lets the fewest
    be late; a job that misses its deadline counts for nothing else.

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
    levels = len(jobs) + 1  # and that for more than how many are late
    layers = list(closed_sets(needs, most_closed_sets(len(jobs))))
    if not layers[-1]:
        return None
    spent = {0: 0}
    for layer in layers:
        for done, available in layer.items():
            for number in bits(available):
                spent[done | 1 << number] = spent[done] + costs[number]
    everything = (1 << len(jobs)) - 1
    risk = {everything: 0}  # the least open risk of what is left after a closed set
    first: dict[int, int] = {}
    for layer in reversed(layers[:-1]):
        for done, available in layer.items():
            before, best = spent[done], None
            for number in bits(available):
                end = before + costs[number]
                is_late = end > deadlines[number]
                counted = weights[number] * (missed if is_late else end)
                left = counted * levels + is_late + risk[done | 1 << number]
                if best is None or left < best:
                    best, first[done] = left, number
            assert best is not None  # noqa: S101 - only the last layer makes nothing available
            risk[done] = best
    order = []
    done = 0
    while done != everything:
        order.append(jobs[first[done]])
        done |= 1 << first[done]
    return order


def most_closed_sets(jobs: int) -> int:
    """How many closed sets of so many jobs are looked at: each takes about a step for a job."""
    return min(MAX_CLOSED_SETS, _MOST_STEPS // max(jobs, 1))


def closed_sets(needs: Sequence[int], most: int) -> Iterator[dict[int, int]]:
    """Every set of jobs that holds the prerequisites of its jobs, by rising size.

    Args:
        needs: what each job requires, as the bits of a number.
        most: how many sets to look at; the last one given is empty if there are more.

    Yields:
        For each size the sets, as bits, with the jobs that each makes available.
    """
    opens: list[list[int]] = [[] for _ in needs]
    for number, needed in enumerate(needs):
        for before in bits(needed):
            opens[before].append(number)
    layer = {0: sum(1 << number for number, needed in enumerate(needs) if not needed)}
    count = 1
    yield layer
    for _ in needs:
        following: dict[int, int] = {}
        for done, available in layer.items():
            for number in bits(available):
                after = done | 1 << number
                if after not in following:
                    more = (1 << each for each in opens[number] if not needs[each] & ~after)
                    following[after] = sum(more, available ^ 1 << number)
            if count + len(following) > most:
                yield {}
                return
        count += len(following)
        layer = following
        yield layer


def bits(number: int) -> Iterator[int]:
    """The places of the bits of a number, from the lowest on."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def available_order(jobs: Sequence[Job]) -> list[Job]:
    """Jobs in an order that keeps their prerequisites, the densest available one first."""
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
