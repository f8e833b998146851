"""The order that leaves the least open risk: Smith's rule under prerequisites.

Minimises the sum of weight × cumulative cost (1 | prec | Σ wC). Components of the prerequisites are
ordered on their own and merged by the density of their blocks; that is optimal (Sidney 1975).
"""

from __future__ import annotations

from dataclasses import replace
from heapq import heapify, heappop, heappush
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from mvpplan.ranking.closure import densest_first
from mvpplan.ranking.exact import ordered_block
from mvpplan.ranking.forest import forest_blocks
from mvpplan.ranking.job import INFINITE, Block, Job, block

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def order(jobs: Iterable[Job]) -> list[Block]:
    """Order jobs into blocks.

    Args:
        jobs: in any order, without cycles; ``requires`` names jobs among them only.

    Returns:
        Blocks whose jobs in sequence are the best order; densities fall along the prerequisites.
    """
    ranked = sorted(jobs, key=lambda job: (job.preference, job.id))
    free, costly = _free_first(ranked)
    sequences = [_component_blocks(component) for component in linked(costly)]
    blocks = [block([job]) for job in free] + by_density(sequences)
    return [_with_twins_together(each) for each in _with_equals_together(blocks)]


def _free_first(jobs: Sequence[Job]) -> tuple[list[Job], list[Job]]:
    """Jobs that cost nothing and wait for nothing that does; and the others, without them."""
    free: dict[str, Job] = {}
    waiting = [job for job in jobs if not job.cost]
    while ready := next((job for job in waiting if job.requires <= free.keys()), None):
        waiting.remove(ready)
        free[ready.id] = ready
    costly = [
        Job(job.id, job.weight, job.cost, job.requires.difference(free), job.preference)
        for job in jobs
        if job.id not in free
    ]
    return list(free.values()), costly


def linked(jobs: Sequence[Job]) -> list[list[Job]]:
    """Jobs grouped by whom they are linked with, directly or through others; order is kept."""
    near: dict[str, set[str]] = {job.id: set(job.requires) for job in jobs}
    for job in jobs:
        for required in job.requires:
            near[required].add(job.id)
    home: dict[str, int] = {}
    for job in jobs:
        if job.id in home:
            continue
        number = len(home)
        waiting = [job.id]
        while waiting:
            name = waiting.pop()
            if name not in home:
                home[name] = number
                waiting.extend(near[name])
    groups: dict[int, list[Job]] = {}
    for job in jobs:
        groups.setdefault(home[job.id], []).append(job)
    return list(groups.values())


def _component_blocks(jobs: Sequence[Job]) -> list[Block]:
    blocks = forest_blocks(jobs)
    if blocks is None:
        blocks = [ordered_block(group) for group in densest_first(jobs)]
    return blocks


def by_density(sequences: Sequence[Sequence[Block]]) -> list[Block]:
    """Merge by density; a sequence keeps its order even where a block weighs and costs nothing."""
    least = [INFINITE for _ in sequences]

    def entry(number: int, position: int) -> tuple[int, object, object, int, int]:
        head = sequences[number][position]
        least[number] = min(least[number], head.density)
        infinite, ratio = least[number]
        first = head.jobs[0]
        return (-infinite, -ratio, (first.preference, first.id), number, position)

    heads = [entry(number, 0) for number in range(len(sequences))]
    heapify(heads)
    merged = []
    while heads:
        *_, number, position = heappop(heads)
        merged.append(sequences[number][position])
        if position + 1 < len(sequences[number]):
            heappush(heads, entry(number, position + 1))
    return merged


def _with_equals_together(blocks: Sequence[Block]) -> list[Block]:
    """Let single jobs of equal density stand together, as far as their prerequisites allow.

    Blocks of equal density may come in any order that keeps the prerequisites.
    """
    placed: list[Block] = []
    # What weighs and costs nothing goes along with the block before it, as in ``by_density``.
    densities = accumulate((each.density for each in blocks), min)
    for _, run in groupby(zip(densities, blocks, strict=True), key=lambda pair: pair[0]):
        waiting = [each for _, each in run]
        while waiting:
            left = {job.id for each in waiting for job in each.jobs}
            singles = [
                each
                for each in waiting
                if len(each.jobs) == 1 and each.jobs[0].requires.isdisjoint(left)
            ]
            singles.sort(key=lambda each: (each.jobs[0].preference, each.jobs[0].id))
            # Without a single one that is available, the first block is: the run is in order.
            following = singles or waiting[:1]
            placed += following
            taken = {each.jobs[0].id for each in following}
            waiting = [each for each in waiting if each.jobs[0].id not in taken]
    return placed


def _with_twins_together(whole: Block) -> Block:
    """Let jobs of a block that differ in nothing follow each other.

    In a best order, what stands between two of them may as well come after both.
    """
    opens: dict[str, set[str]] = {}
    for job in whole.jobs:
        for required in job.requires:
            opens.setdefault(required, set()).add(job.id)
    twins: dict[object, list[Job]] = {}
    for job in whole.jobs:
        likeness = (job.weight, job.cost, job.requires, frozenset(opens.get(job.id, ())))
        twins.setdefault(likeness, []).append(job)
    if len(twins) == len(whole.jobs):
        return whole
    return replace(whole, jobs=tuple(job for group in twins.values() for job in group))
