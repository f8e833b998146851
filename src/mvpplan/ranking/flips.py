"""From where on a row would change places with its neighbours.

A row on its own changes places where its score equals theirs: with r their score over its own, at
cost ÷ r, impact × r and confidence 1 − doubt × r. Among prerequisites and dates that is only where
to look; what is said there has been tried.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from mvpplan.model.graph import reachable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mvpplan.ranking.deadlines import Arrangement
    from mvpplan.ranking.job import Block, Job
    from mvpplan.ranking.method import Method

MOST_TRIED = 50
"""How many jobs there may be for changes of linked or dated ones to be tried."""

_A_LITTLE = Fraction(1, 1000)
_FURTHER = (Fraction(1, 10), Fraction(1, 2), Fraction(9, 10))
_PAST = (_A_LITTLE, *_FURTHER)
_TIMES = 10
_HALVINGS = 6


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
    tied = _tied_to(name, jobs)
    others = [job for job in jobs if job.id not in tied and _differs(home[job.id], mine)]
    after = {job.id for job in jobs[place + 1 :]}
    below = next((job for job in others if job.id in after), None)
    above = next((job for job in reversed(others) if job.id not in after), None)
    for other, falls in ((below, True), (above, False)):
        if other is None or home[other.id].density[0]:
            continue
        first = home[other.id].jobs[0].id if not falls else other.id
        flip = _flip(method, arrangement, jobs[place], first, falls=falls)
        if flip.weight is not None or flip.cost is not None:
            found.append(flip)
    return found


def _tied_to(name: str, jobs: Sequence[Job]) -> set[str]:
    """The jobs that one has to follow, or that have to follow it."""
    requires = {job.id: list(job.requires) for job in jobs}
    opens: dict[str, list[str]] = {job.id: [] for job in jobs}
    for job in jobs:
        for required in job.requires:
            opens[required].append(job.id)
    return reachable(requires, [name]) | reachable(opens, [name])


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

    def tried(number: str, now: Fraction, value: Fraction | None) -> Fraction | None:
        is_ahead = (
            value is not None and value > 0 and (value > now) is ((number == "cost") is falls)
        )
        if value is not None and is_ahead and (alone or (is_small and checks.holds(number, value))):
            return value
        return None if alone or not is_small or not now else checks.search(number, now)

    return Flip(
        other,
        falls,
        tried("weight", job.weight, job.weight + density * cost - weight),
        tried("cost", job.cost, job.cost + weight / density - cost if density else None),
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

    def search(self, number: str, now: Fraction) -> Fraction | None:
        """A value past which the two change places, to a few percent; None up to ten times."""
        lowers = (number == "weight") is self.falls
        inside, outside = Fraction(1), Fraction(1, _TIMES) if lowers else Fraction(_TIMES)
        if self._is_behind(number, now * outside) is not self.falls:
            return None
        for _ in range(_HALVINGS):
            # The middle of the two on a scale of ratios, kept to a short number.
            middle = Fraction(math.sqrt(inside * outside)).limit_denominator(1000)
            if self._is_behind(number, now * middle) is self.falls:
                outside = middle
            else:
                inside = middle
        value = now * outside
        past = (value * (1 - step if lowers else 1 + step) for step in (_A_LITTLE, *_FURTHER))
        return value if all(self._is_behind(number, each) is self.falls for each in past) else None

    def _is_behind(self, number: str, value: Fraction) -> bool:
        changed = (
            replace(self.job, cost=value) if number == "cost" else replace(self.job, weight=value)
        )
        jobs = [changed if each.id == self.job.id else each for each in self.arrangement.jobs]
        order = [each.id for each in self.method.arrange(jobs).jobs]
        return order.index(self.job.id) > order.index(self.other)
