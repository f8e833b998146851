"""Forests of prerequisites: exact in O(n log n) by merging (Horn 1972)."""

from __future__ import annotations

from dataclasses import replace
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from mvpplan.ranking.job import Block, Job, block, density

if TYPE_CHECKING:
    from collections.abc import Sequence


def forest_blocks(jobs: Sequence[Job]) -> list[Block] | None:
    """Order jobs of which each has at most one prerequisite, or each opens at most one other.

    Args:
        jobs: sorted by preference; ``requires`` names jobs among them only.

    Returns:
        Blocks of falling density, or None if the prerequisites form no such forest.
    """
    if all(len(job.requires) <= 1 for job in jobs):
        return [block(members) for members in _merged(jobs)]
    opened = [required for job in jobs for required in job.requires]
    if len(opened) == len(set(opened)):
        # Read backwards, cost and weight swap their parts: the sum over i before j of cost i times
        # weight j is the same.
        by_id = {job.id: job for job in jobs}
        opener = {required: job.id for job in jobs for required in job.requires}
        mirrored = [
            replace(
                job,
                weight=job.cost,
                cost=job.weight,
                requires=frozenset({opener[job.id]} if job.id in opener else ()),
            )
            for job in reversed(jobs)
        ]
        runs = [[by_id[job.id] for job in reversed(run)] for run in _merged(mirrored)]
        return [block(run) for run in reversed(runs)]
    return None


def _merged(jobs: Sequence[Job]) -> list[list[Job]]:
    """Runs of jobs of which each has at most one prerequisite, densest run first.

    The densest run either can start, and comes next, or follows its prerequisite at once.
    """
    runs = {job.id: [job] for job in jobs}
    sums = {job.id: (job.weight, job.cost) for job in jobs}
    parent = {job.id: next(iter(job.requires), None) for job in jobs}
    home = {job.id: job.id for job in jobs}  # the run that a job went into, by its first job
    children: dict[str, list[str]] = {job.id: [] for job in jobs}
    for job in jobs:
        above = parent[job.id]
        if above is not None:
            children[above].append(job.id)
    depth: dict[str, int] = {}
    waiting = [job.id for job in jobs if parent[job.id] is None]
    for name in waiting:
        above = parent[name]
        depth[name] = 0 if above is None else depth[above] + 1
        waiting.extend(children[name])
    place = {job.id: number for number, job in enumerate(jobs)}

    def entry(name: str) -> tuple[int, object, int, int, str, int]:
        infinite, ratio = density(*sums[name])
        return (-infinite, -ratio, depth[name], place[name], name, len(runs[name]))

    def find(name: str) -> str:
        while home[name] != name:
            home[name] = home[home[name]]
            name = home[name]
        return name

    heap = [entry(name) for name in runs]
    heapify(heap)
    order: list[list[Job]] = []
    started: set[str] = set()
    while heap:
        *_, name, size = heappop(heap)
        if home[name] != name or name in started or size != len(runs[name]):
            continue  # an entry from before a merge
        above = parent[name]
        if above is None or find(above) in started:
            started.add(name)
            order.append(runs[name])
            continue
        into = find(above)
        home[name] = into
        runs[into] += runs.pop(name)
        sums[into] = (sums[into][0] + sums[name][0], sums[into][1] + sums[name][1])
        heappush(heap, entry(into))
    return order
