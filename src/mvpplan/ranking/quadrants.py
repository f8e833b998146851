"""An order of groups: one after the other, with prerequisites first."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
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
    urgency: dict[str, Any] = {}
    for name in sorted(own, key=lambda name: own[name]):
        waiting = [name]
        while waiting:  # what opens an urgent one is as urgent itself
            each = waiting.pop()
            if each not in urgency:
                urgency[each] = own[name]
                waiting += given[each].requires
    missing = {name: len(job.requires) for name, job in given.items()}
    ready = [(urgency[name], own[name], name) for name, count in missing.items() if not count]
    heapify(ready)
    placed: list[Job] = []
    while ready:
        *_, name = heappop(ready)
        placed.append(given[name])
        for each in opens[name]:
            missing[each] -= 1
            if not missing[each]:
                heappush(ready, (urgency[each], own[each], each))
    return Arrangement(tuple(placed), {name: block([job]) for name, job in given.items()})
