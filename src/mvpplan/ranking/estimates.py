"""What ranges of cost do to an order: from which place to which, and whether to look closer.

The order itself goes by means, which is optimal for random costs (WSEPT; Rothkopf 1966).
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

from mvpplan.model.quantity import log_normal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mvpplan.ranking.candidate import Candidate
    from mvpplan.ranking.job import Block, Job

_WORTH_A_LOOK = 0.1
_TENTHS = 10


@dataclass(frozen=True, slots=True)
class Span:
    """From the best to the worst place, and whether it can pass the one that is just above."""

    best: int
    worst: int
    close: bool


def spans(
    jobs: Sequence[Job], home: Mapping[str, Block], ranked: Mapping[str, Candidate]
) -> dict[str, Span]:
    """The places that the ranges of cost allow, by id; of those that may take more than one.

    Jobs that are tied by prerequisites move as a block, and keep their order in it.
    """
    if all(each.cost.low == each.cost.high for each in ranked.values()):
        return {}
    by_block = {name: _ends(each, ranked) for name, each in _by_first(home).items()}
    ends = {job.id: by_block[home[job.id].jobs[0].id] for job in jobs}
    inside = {
        job.id: number for each in _by_first(home).values() for number, job in enumerate(each.jobs)
    }
    lows, highs = (sorted(each[side] for each in ends.values()) for side in (0, 1))
    found = {}
    for place, job in enumerate(jobs):
        mine, (low, high) = home[job.id], ends[job.id]
        best = 1 + len(lows) - bisect_right(lows, high) + inside[job.id]
        worst = len(jobs) - bisect_left(highs, low) - (len(mine.jobs) - 1 - inside[job.id])
        if best < worst:
            before = home[jobs[place - 1].id] if place else mine
            close = before.density > mine.density and high > ends[jobs[place - 1].id][0]
            found[job.id] = Span(best, worst, close)
    return found


def _by_first(home: Mapping[str, Block]) -> dict[str, Block]:
    """Every block once, by the id of its first job."""
    return {each.jobs[0].id: each for each in home.values()}


def _ends(whole: Block, ranked: Mapping[str, Candidate]) -> tuple[float, float]:
    """The lowest and the highest density of a block within the ranges of its costs."""
    weight = float(sum(job.weight for job in whole.jobs))
    costs = [ranked[job.id].cost for job in whole.jobs]
    least, most = (float(sum(c.low for c in costs)), float(sum(c.high for c in costs)))
    return (weight / most if most else math.inf, weight / least if least else math.inf)


def chance_ahead(one: Block, other: Block, ranked: Mapping[str, Candidate]) -> float:
    """The chance that the true density of one block is above that of another.

    The logarithm of a cost is taken as normal: P = Φ((μ₁ − μ₂) ÷ √(σ₁² + σ₂²)).
    """
    (mean, spread), (its_mean, its_spread) = (_log_density(each, ranked) for each in (one, other))
    width = math.hypot(spread, its_spread)
    if not width:
        return float(mean > its_mean)
    return NormalDist().cdf((mean - its_mean) / width)


def _log_density(whole: Block, ranked: Mapping[str, Candidate]) -> tuple[float, float]:
    weight = float(sum(job.weight for job in whole.jobs))
    mean, spread = log_normal([ranked[job.id].cost for job in whole.jobs])
    return (math.log(weight) if weight else -math.inf) - mean, spread


def in_tenths(chance: float) -> str:
    """A chance in words: ``about 3 in 10``."""
    tenths = round(chance * _TENTHS)
    if chance < _WORTH_A_LOOK:
        return "less than 1 in 10"
    return "about even" if tenths == _TENTHS // 2 else f"about {tenths} in 10"


def advice(jobs: Sequence[Job], home: Mapping[str, Block], ranked: Mapping[str, Candidate]) -> str:
    """Which estimate to refine before the first row is acted on, and why, or that none needs it.

    Refining is of use only if it may change what comes first; "" if no cost is a range.
    """
    if all(each.cost.low == each.cost.high for each in ranked.values()):
        return ""
    costly = [job for job in jobs if home[job.id].density[0] == 0]
    first = home[costly[0].id] if costly else None
    rivals = _by_first({job.id: home[job.id] for job in costly if home[job.id] is not first})
    chances = [
        (chance_ahead(rival, first, ranked), -place, rival)
        for place, rival in enumerate(rivals.values())
        if first is not None and rival.density < first.density
    ]
    chance, _, rival = max(chances, key=lambda each: each[:2], default=(0.0, 0, None))
    if rival is None or first is None:
        return "No estimate needs refining: within the ranges the same one comes first."
    if chance < _WORTH_A_LOOK:
        return (
            "No estimate needs refining: the chance that another one should come first is"
            f" {in_tenths(chance)}."
        )
    widest = max(
        (ranked[job.id] for job in (*first.jobs, *rival.jobs)), key=lambda each: each.cost.spread
    )
    return (
        f"Refine the cost of {widest.id} ({widest.cost}) first: the chance is {in_tenths(chance)}"
        f" that {rival.jobs[0].id} should come before {first.jobs[0].id}."
    )
