"""The default method: how much expected loss each day of checking retires.

The score is impact × doubt ÷ cost. Ordering by it leaves the least open risk × effort (Smith
1956); under prerequisites the same holds for whole blocks (Sidney 1975).
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from mvpplan.ranking.belief import CONFLICTING
from mvpplan.ranking.job import Block, Job
from mvpplan.ranking.order import order
from mvpplan.ranking.result import Ranking, Row
from mvpplan.text.words import day_name, joined, shortened, significant

if TYPE_CHECKING:
    from mvpplan.model.plan import Plan
    from mvpplan.ranking.candidates import Candidate, Candidates

NAME = "risk-per-cost"

_OPTIMAL = "optimal: no other order leaves less open risk for the effort spent"
_LONGEST_UNIT = 20
_HALF = Fraction(1, 2)


def risk_per_cost(plan: Plan, found: Candidates, as_of: date) -> Ranking:
    """Rank the candidates of a plan, which has no cycle among its prerequisites."""
    blocks = order(_job(candidate) for candidate in found.ranked.values())
    sequence = [found.ranked[job.id] for block in blocks for job in block.jobs]
    ranks = _ranks(sequence)
    shared = Counter(ranks)
    home = {job.id: block for block in blocks for job in block.jobs}
    rows = []
    for candidate, rank in zip(sequence, ranks, strict=True):
        reasons = _reasons(plan, candidate, home[candidate.id], found.ranked)
        if candidate.due:
            start = "start by" if candidate.assumption.duration else "due"
            reasons.append(f"{start} {day_name(candidate.due, as_of)}")
        note = "; ".join([*reasons, *_cautions(plan, candidate)])
        rows.append(Row(rank, shared[rank] > 1, candidate, note))
    return Ranking(NAME, tuple(rows), found, _guarantee(blocks))


def _job(candidate: Candidate) -> Job:
    preference = (candidate.due or date.max, candidate.cost.mean)
    requires = frozenset(candidate.requires)
    return Job(candidate.id, candidate.weight, candidate.cost.mean, requires, preference)


def _ranks(sequence: list[Candidate]) -> list[int]:
    """Ranks from 1: neighbours of exactly equal score share one, unless one needs the other."""
    ranks: list[int] = []
    run: list[Candidate] = []
    before: dict[str, frozenset[str]] = {}  # everything that must come before each
    for place, candidate in enumerate(sequence, start=1):
        needs = frozenset(candidate.requires).union(*(before[r] for r in candidate.requires))
        before[candidate.id] = needs
        if run and run[0].score == candidate.score and needs.isdisjoint(c.id for c in run):
            ranks.append(ranks[-1])
        else:
            ranks.append(place)
            run.clear()
        run.append(candidate)
    return ranks


def _reasons(
    plan: Plan, candidate: Candidate, block: Block, among: dict[str, Candidate]
) -> list[str]:
    """Why a row stands where it does, in words."""
    settings = plan.settings
    job = next(job for job in block.jobs if job.id == candidate.id)
    opened = [other.id for other in block.jobs if candidate.id in among[other.id].requires]
    reasons = []
    if candidate.score is None:
        reasons.append("free to find out")
    elif opened and job.density < block.density:
        reasons.append(f"first: it opens {joined(opened)}")
    else:
        gain, effort = (
            shortened(u, _LONGEST_UNIT) for u in (settings.impact.unit, settings.cost.unit)
        )
        retired = f"{significant(candidate.score)} {gain}"
        reasons.append(f"retires {retired} of risk per {effort.removesuffix('s')}")
    if candidate.requires:
        reasons.append(f"after {joined(candidate.requires)}")
    return reasons


def _cautions(plan: Plan, candidate: Candidate) -> list[str]:
    """What a reader should know before acting on a row."""
    settings = plan.settings
    cautions = []
    if candidate.belief.confidence < _HALF:
        cautions.append("you expect this to be false: change the plan instead?")
    if candidate.belief.source == CONFLICTING:
        cautions.append("the evidence conflicts")
    same_money = settings.impact.unit == settings.cost.unit
    if same_money and candidate.score is not None and candidate.score < 1:
        cautions.append("the test costs more than it can save")
    return [*cautions, *candidate.remarks]


def _guarantee(blocks: list[Block]) -> str:
    rough = [block for block in blocks if not block.exact]
    if not rough:
        return _OPTIMAL
    largest = max(len(block.jobs) for block in rough)
    return (
        f"at most twice the open risk of the best order: {largest} assumptions tied by their "
        "prerequisites are too many to order exactly"
    )
