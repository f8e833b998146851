"""From where on a row would change places with its neighbours.

A row on its own changes places where its score equals theirs: with r their score over its own, at
cost ÷ r, impact × r and confidence 1 − doubt × r. Among prerequisites and dates that is only where
to look; what is said there has been tried.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mvpplan.ranking.deadlines import Arrangement
    from mvpplan.ranking.job import Block, Job
    from mvpplan.ranking.method import Method

MOST_TRIED = 200
"""How many jobs there may be for changes of linked or dated ones to be tried."""

_A_LITTLE = Fraction(1, 1000)
_PAST = (_A_LITTLE, Fraction(1, 10), Fraction(1, 2), Fraction(9, 10))


@dataclass(frozen=True, slots=True)
class Flip:
    """Where a job changes places with another one.

    Attributes:
        other: the id of the other one.
        falls: whether it falls behind the other, or else comes ahead of it.
        weight: the weight past which it does; None if no weight is known to do it.
        cost: the cost past which it does; None if no cost is known to do it.
    """

    other: str
    falls: bool
    weight: Fraction | None
    cost: Fraction | None


def flips(method: Method, arrangement: Arrangement, name: str) -> list[Flip]:
    """Where a job falls behind the next one, and where it comes ahead of the one above."""
    jobs, home = arrangement.jobs, arrangement.home
    place = next(number for number, job in enumerate(jobs) if job.id == name)
    mine = home[name]
    if not mine.density[1] or mine.density[0] or method.group is not None:
        return []
    found = []
    below = next((job for job in jobs[place + 1 :] if _differs(home[job.id], mine)), None)
    above = next((job for job in reversed(jobs[:place]) if _differs(home[job.id], mine)), None)
    for other, falls in ((below, True), (above, False)):
        if other is None or home[other.id].density[0]:
            continue
        first = home[other.id].jobs[0].id if not falls else other.id
        flip = _flip(method, arrangement, jobs[place], first, falls=falls)
        if flip.weight is not None or flip.cost is not None:
            found.append(flip)
    return found


def _differs(its: Block, mine: Block) -> bool:
    return its is not mine and its.density != mine.density


def _flip(method: Method, arrangement: Arrangement, job: Job, other: str, *, falls: bool) -> Flip:
    mine, its = arrangement.home[job.id], arrangement.home[other]
    density = its.density[1]
    weight = sum((each.weight for each in mine.jobs), Fraction(0))
    cost = sum((each.cost for each in mine.jobs), Fraction(0))
    alone = not any(each.requires or each.deadline is not None for each in arrangement.jobs)
    is_small = len(arrangement.jobs) <= MOST_TRIED
    checks = _Checks(method, arrangement, job, other, falls)

    def tried(number: str, now: Fraction, value: Fraction) -> Fraction | None:
        is_ahead = (value > now) is ((number == "cost") is falls)
        is_sure = alone or (is_small and checks.holds(number, value))
        return value if value > 0 and is_ahead and is_sure else None

    return Flip(
        other,
        falls,
        tried("weight", job.weight, job.weight + density * cost - weight),
        tried("cost", job.cost, job.cost + weight / density - cost) if density else None,
    )


@dataclass(frozen=True, slots=True)
class _Checks:
    """Tries what a change of one number does to the order of a job and another."""

    method: Method
    arrangement: Arrangement
    job: Job
    other: str
    falls: bool

    def holds(self, number: str, value: Fraction) -> bool:
        """Whether the two change places just past a value, and not just before."""
        # Less weight and more cost let it fall.
        lowers = (number == "weight") is self.falls
        past = [value * (1 - step if lowers else 1 + step) for step in _PAST]
        short = value * (1 + _A_LITTLE if lowers else 1 - _A_LITTLE)
        return self._is_behind(number, short) is not self.falls and all(
            self._is_behind(number, each) is self.falls for each in past
        )

    def _is_behind(self, number: str, value: Fraction) -> bool:
        changed = (
            replace(self.job, cost=value) if number == "cost" else replace(self.job, weight=value)
        )
        jobs = [changed if each.id == self.job.id else each for each in self.arrangement.jobs]
        order = [each.id for each in self.method.arrange(jobs).jobs]
        return order.index(self.job.id) > order.index(self.other)
