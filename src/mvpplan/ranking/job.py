"""Jobs: what the ordering algorithms see of an assumption, and the blocks that they make."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

INFINITE = (1, Fraction(0))
"""The density of what costs nothing; it compares above every other."""

Density = tuple[int, Fraction]


@dataclass(frozen=True, slots=True)
class Job:
    """Something to order.

    Attributes:
        id: unique among the jobs.
        weight: what finishing it earlier is worth, per unit of cost; 0 or more.
        cost: what it takes; 0 or more.
        requires: ids of the jobs that come before it.
        preference: decides between jobs that are equally good; smaller first.
        deadline: the cost that may have been spent when it is finished; None if any may.
    """

    id: str
    weight: Fraction
    cost: Fraction
    requires: frozenset[str] = frozenset()
    preference: Any = ()
    deadline: Fraction | None = None

    @property
    def density(self) -> Density:
        """Weight per cost (Smith's ratio), comparable with that of any other job or block."""
        return density(self.weight, self.cost)


@dataclass(frozen=True, slots=True)
class Block:
    """Jobs in order that belong together; ``exact`` is false if a better order may exist."""

    jobs: tuple[Job, ...]
    density: Density
    exact: bool = True


def density(weight: Fraction, cost: Fraction) -> Density:
    """Weight per cost; infinite if the cost is 0."""
    return (0, weight / cost) if cost else INFINITE


def block(jobs: Sequence[Job], *, exact: bool = True) -> Block:
    """Make a block of jobs in their order."""
    weight = sum((job.weight for job in jobs), Fraction(0))
    cost = sum((job.cost for job in jobs), Fraction(0))
    return Block(tuple(jobs), density(weight, cost), exact)


def open_risk(jobs: Sequence[Job]) -> Fraction:
    """Sum over all jobs of weight × cumulative cost: what an order minimises."""
    total = spent = Fraction(0)
    for job in jobs:
        spent += job.cost
        total += job.weight * spent
    return total


def integers(numbers: Sequence[Fraction]) -> list[int]:
    """Numbers times their common denominator."""
    scale = lcm(*(number.denominator for number in numbers))
    return [int(number * scale) for number in numbers]
