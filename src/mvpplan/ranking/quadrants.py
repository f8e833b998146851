"""An order of groups: one after the other, with prerequisites first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mvpplan.ranking.deadlines import Arrangement
from mvpplan.ranking.job import Job, block

if TYPE_CHECKING:
    from collections.abc import Iterable


def by_group(jobs: Iterable[Job]) -> Arrangement:
    """Order jobs by their preference, of which the group is the first part, then by weight.

    A job that opens another comes as early as what it opens.
    """
    given = {job.id: job for job in jobs}
    opens: dict[str, list[str]] = {name: [] for name in given}
    for job in given.values():
        for required in job.requires:
            opens[required].append(job.id)
    own: dict[str, Any] = {
        job.id: (job.preference[0], -job.weight, job.preference, job.id) for job in given.values()
    }
    urgency = dict(own)
    waiting = sorted(own, key=lambda name: own[name])
    while waiting:  # what opens an urgent one is as urgent itself
        name = waiting.pop(0)
        for required in given[name].requires:
            if urgency[name] < urgency[required]:
                urgency[required] = urgency[name]
                waiting.append(required)
    placed: dict[str, Job] = {}
    left = sorted(given, key=lambda name: (urgency[name], own[name]))
    while left:
        name = next(name for name in left if given[name].requires <= placed.keys())
        left.remove(name)
        placed[name] = given[name]
    return Arrangement(tuple(placed.values()), {name: block([job]) for name, job in given.items()})
