"""Which jobs to save where not all can make their deadlines: those of the most weight."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from mvpplan.model.graph import components, reachable
from mvpplan.ranking.choices import NOTHING, undominated
from mvpplan.ranking.job import integers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mvpplan.ranking.job import Job

MOST_KEPT = 20_000
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
    if not any(job.requires for job in dated):
        return _latest_ends(_heaviest(dated), given)
    saved: list[Job] = []
    ends: dict[str, Fraction] = {}
    for job in sorted(dated, key=lambda job: (-job.weight, job.id)):
        tried = _latest_ends([*saved, job], given)
        if _can_be_kept(tried, given):
            saved, ends = [*saved, job], tried
    return ends


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


def _latest_ends(saved: Iterable[Job], given: Mapping[str, Job]) -> dict[str, Fraction]:
    """By when each of some jobs, and everything they need, has to be done to keep all deadlines."""
    own = {job.id: job.deadline for job in saved if job.deadline is not None}
    needs = {job.id: sorted(job.requires & given.keys()) for job in given.values()}
    concerned = reachable(needs, own)
    ends: dict[str, Fraction] = dict(own)
    for (name,) in reversed(components({name: needs[name] for name in sorted(concerned)})):
        for required in needs[name]:
            limit = ends[name] - given[name].cost
            ends[required] = min(ends.get(required, limit), limit)
    return ends


def _can_be_kept(ends: Mapping[str, Fraction], given: Mapping[str, Job]) -> bool:
    """Whether jobs can all be done by their ends: if at all, in order of these (Lawler 1973)."""
    spent = Fraction(0)
    for name in sorted(ends, key=lambda name: (ends[name], name)):
        spent += given[name].cost
        if spent > ends[name]:
            return False
    return True
