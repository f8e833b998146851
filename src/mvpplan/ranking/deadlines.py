"""The order that loses the least to deadlines, and among such orders leaves the least open risk.

A job that misses its deadline counts for nothing else: it waits until the end, unless something in
time needs it. Where few jobs are concerned the order is exact. Above that, Lawler and Moore (1969)
say which jobs to save and Smith's backward rule (1956) puts them in order, and the result is
measured against the order without deadlines, which no other can beat.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from mvpplan.ranking.exact import best_order
from mvpplan.ranking.job import Block, Job, open_risk
from mvpplan.ranking.order import order
from mvpplan.ranking.saving import most_saved

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

MOST_AT_ONCE = 16
"""How many jobs are ordered exactly whatever their deadlines are."""

_NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Jobs in order.

    Attributes:
        jobs: all of them.
        home: the block of each, by id, as it would be without deadlines and with late jobs worth
            nothing.
        late: ids of those that miss their deadline.
        pulled: ids of those that make it only because they are brought forward.
        exact: whether no other order is better.
        gap: by which share this order leaves more open risk than the order without deadlines, of
            the same late jobs; what a better one could still save. 0 if the order is exact.
    """

    jobs: tuple[Job, ...]
    home: Mapping[str, Block]
    late: frozenset[str] = frozenset()
    pulled: frozenset[str] = frozenset()
    exact: bool = True
    gap: Fraction = _NOTHING

    @property
    def open_risk(self) -> Fraction:
        """The sum of weight × cumulative cost over all jobs that are not late."""
        return open_risk(_writing_off(self.jobs, self.late))


def arrange(jobs: Iterable[Job]) -> Arrangement:
    """Order jobs, which have no cycle, by weight, cost, prerequisites and deadlines."""
    given = {job.id: job for job in sorted(jobs, key=lambda job: (job.preference, job.id))}
    blocks = _free_blocks(given.values(), frozenset())
    home = {job.id: each for each in blocks for job in each.jobs}
    free = _named(blocks, given)
    if not missed(free):
        return Arrangement(tuple(free), home, exact=all(each.exact for each in blocks))
    hopeless = frozenset(job.id for job in free if _is_hopeless(job, given))
    if hopeless:
        blocks = _free_blocks(given.values(), hopeless)
    found, exact = _with_deadlines(blocks, hopeless, given)
    late, ordered = _late_last(found, given)
    if late != hopeless:
        blocks = _free_blocks(given.values(), late)
    least, left = _least_open_risk(blocks), open_risk(_writing_off(ordered, late))
    gap = left / least - 1 if least and not exact else _NOTHING
    is_best = exact or (not gap and all(each.exact for each in blocks) and late == hopeless)
    pulled = missed(_named(blocks, given)) - late
    home = {job.id: each for each in blocks for job in each.jobs}
    return Arrangement(tuple(ordered), home, late, pulled, is_best, gap)


def _late_last(found: Sequence[Job], given: Mapping[str, Job]) -> tuple[frozenset[str], list[Job]]:
    """Move jobs that miss their deadline behind those that do not need them."""
    late = missed(found)
    while True:
        waits = late - _needed_by(given, given.keys() - late)
        last = order(
            replace(given[name], requires=given[name].requires & waits, deadline=None)
            for name in waits
        )
        ordered = [job for job in found if job.id not in waits] + _named(last, given)
        still = missed(ordered)
        if still == late:
            return late, ordered
        late = still


def missed(jobs: Iterable[Job]) -> frozenset[str]:
    """The ids of the jobs, in order, that end after their deadline."""
    spent = _NOTHING
    late = set()
    for job in jobs:
        spent += job.cost
        if job.deadline is not None and spent > job.deadline:
            late.add(job.id)
    return frozenset(late)


def _with_deadlines(
    blocks: Sequence[Block], hopeless: frozenset[str], given: Mapping[str, Job]
) -> tuple[list[Job], bool]:
    """The best order that is found, and whether no other is better.

    Args:
        blocks: as they would be without deadlines. After the last in which a job misses its
            deadline, nothing has to change.
        hopeless: ids of those that miss their deadline in any order.
        given: all jobs by id, the preferred ones first.
    """
    whole = best_order(list(given.values())) if len(given) <= MOST_AT_ONCE else None
    if whole is not None:
        return whole, True
    late = missed(_named(blocks, given)) - hopeless
    concerned = (
        number
        for number, each in enumerate(blocks, start=1)
        if late & {job.id for job in each.jobs}
    )
    end = max(concerned, default=0)
    core, rest = _named(blocks[:end], given), _named(blocks[end:], given)
    few = best_order(_writing_off(core, hopeless))
    if few is not None:
        best = [given[job.id] for job in few]
        loses_more = bool(missed(best) - hopeless)
        is_best = all(each.exact for each in blocks[end:])
        return [*best, *rest], is_best and not (loses_more and any(job.requires for job in core))
    saved = most_saved([job for job in core if job.id not in hopeless], given)
    return [*_backward(core, saved), *rest], False


def _least_open_risk(blocks: Iterable[Block]) -> Fraction:
    """A bound below the open risk of every order of some blocks without deadlines.

    What no set in a block exceeds in density leaves at least half of what it would at once
    (Chekuri and Motwani 1999); that counts where the order of a block is not exact.
    """
    total = spent = _NOTHING
    for each in blocks:
        weight, cost = (
            sum(side, _NOTHING)
            for side in zip(*((j.weight, j.cost) for j in each.jobs), strict=True)
        )
        if each.exact:
            total += open_risk(each.jobs) + weight * spent
        else:
            own = sum((job.weight * job.cost for job in each.jobs), _NOTHING)
            total += weight * spent + (weight * cost + own) / 2
        spent += cost
    return total


def _free_blocks(jobs: Iterable[Job], late: Collection[str]) -> list[Block]:
    """The blocks that jobs would form without deadlines; late ones count for nothing."""
    return order(replace(job, deadline=None) for job in _writing_off(jobs, late))


def _named(blocks: Iterable[Block], given: Mapping[str, Job]) -> list[Job]:
    """The jobs of some blocks in order, as they were given."""
    return [given[job.id] for each in blocks for job in each.jobs]


def _writing_off(jobs: Iterable[Job], late: Collection[str]) -> list[Job]:
    """Jobs of which the late ones count for nothing."""
    return [replace(job, weight=_NOTHING, deadline=None) if job.id in late else job for job in jobs]


def _is_hopeless(job: Job, given: Mapping[str, Job]) -> bool:
    """Whether a job misses its deadline in any order."""
    if job.deadline is None:
        return False
    before = _needed_by(given, [job.id])
    return sum((given[name].cost for name in before), _NOTHING) + job.cost > job.deadline


def _needed_by(given: Mapping[str, Job], names: Iterable[str]) -> frozenset[str]:
    """Everything that has to be done before some jobs."""
    found: set[str] = set()
    waiting = [required for name in names for required in given[name].requires]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += given[name].requires
    return frozenset(found)


def _backward(jobs: Sequence[Job], saved: Mapping[str, Fraction]) -> list[Job]:
    """From the end: of the jobs that may come last, that which would be last without deadlines.

    Args:
        jobs: in their order without deadlines.
        saved: by which cost each job that is to be saved, or comes before one, has to be done.
    """
    among = {job.id for job in jobs}
    waiting = {job.id: 0 for job in jobs}
    for job in jobs:
        for required in job.requires & among:
            waiting[required] += 1
    left = list(jobs)
    end = sum((job.cost for job in jobs), _NOTHING)
    placed: list[Job] = []
    while left:
        last = next(
            job for job in reversed(left) if not waiting[job.id] and saved.get(job.id, end) >= end
        )
        left.remove(last)
        placed.append(last)
        end -= last.cost
        for required in last.requires & among:
            waiting[required] -= 1
    return placed[::-1]
