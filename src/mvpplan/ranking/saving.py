"""Which jobs to save where not all can make their deadlines: those of the most weight."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from mvpplan.model.graph import components
from mvpplan.ranking.choices import NOTHING, undominated
from mvpplan.ranking.job import integers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mvpplan.ranking.job import Job

MOST_KEPT = 2_000
"""How many choices are kept at a time."""


def most_saved(jobs: Sequence[Job], given: Mapping[str, Job]) -> dict[str, Fraction]:
    """Choose the jobs to save, and say by which cost each has to be done.

    Without prerequisites the choice is that of Lawler and Moore (1969), which loses the least
    weight. With them, each job is saved that still can be, the heaviest first.

    Args:
        jobs: those of which some may be saved.
        given: all jobs by id.

    Returns:
        By which cost each saved job, and what it needs, has to be done so that all are in time.
    """
    dated = [job for job in jobs if job.deadline is not None and job.weight]
    every = _Every(given)
    if not any(job.requires for job in dated):
        return every.in_full(every.latest_ends(_heaviest(dated)))
    saved: list[Job] = []
    ends: dict[str, int] = {}
    for job in sorted(dated, key=lambda job: (-job.weight, job.id)):
        tried = every.latest_ends([*saved, job])
        if every.can_be_kept(tried):
            saved, ends = [*saved, job], tried
    return every.in_full(ends)


def _heaviest(dated: Sequence[Job]) -> list[Job]:
    """The jobs of most weight that can be done one after another, each by its deadline."""
    deadlines = [job.deadline for job in dated if job.deadline is not None]
    numbers = integers([*(job.cost for job in dated), *deadlines])
    costs, ends = numbers[: len(dated)], numbers[len(dated) :]
    weights = integers([job.weight for job in dated])
    kept = [NOTHING]
    for number in sorted(range(len(dated)), key=lambda number: (ends[number], dated[number].id)):
        more = (each.plus(dated[number], costs[number], weights[number]) for each in kept)
        in_time = (each for each in more if each.cost <= ends[number])
        kept, _ = undominated([*kept, *in_time], MOST_KEPT)
    return kept[-1].jobs()


class _Every:
    """All jobs, with costs and deadlines as whole numbers, each job after what it requires."""

    def __init__(self, given: Mapping[str, Job]) -> None:
        needs = {name: sorted(job.requires & given.keys()) for name, job in given.items()}
        self.needs = {name: needs[name] for (name,) in components(needs)}
        dated = [name for name, job in given.items() if job.deadline is not None]
        limits = [job.deadline for job in given.values() if job.deadline is not None]
        costs = [job.cost for job in given.values()]
        self.scale = lcm(*(number.denominator for number in (*costs, *limits)))
        self.cost = {name: int(job.cost * self.scale) for name, job in given.items()}
        self.deadline = {
            name: int(limit * self.scale) for name, limit in zip(dated, limits, strict=True)
        }

    def latest_ends(self, saved: Iterable[Job]) -> dict[str, int]:
        """By when some jobs, and everything they need, have to be done to keep all deadlines."""
        ends = {job.id: self.deadline[job.id] for job in saved}
        for name in reversed(self.needs):
            if name in ends:
                limit = ends[name] - self.cost[name]
                for required in self.needs[name]:
                    if limit < ends.get(required, limit + 1):
                        ends[required] = limit
        return ends

    def can_be_kept(self, ends: Mapping[str, int]) -> bool:
        """Whether jobs can all be done by their ends: if so, in order of these (Lawler 1973)."""
        spent = 0
        for name in sorted(ends, key=lambda name: ends[name]):
            spent += self.cost[name]
            if spent > ends[name]:
                return False
        return True

    def in_full(self, ends: Mapping[str, int]) -> dict[str, Fraction]:
        """Whole numbers as what they stand for."""
        return {name: Fraction(end, self.scale) for name, end in ends.items()}
