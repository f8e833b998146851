"""Ranking: which assumption to test next, in a stated sense optimal."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from mvpplan.errors import CannotRunError
from mvpplan.ranking.budget import bought
from mvpplan.ranking.clock import room
from mvpplan.ranking.estimates import advice
from mvpplan.ranking.fail_fast import fail_fast
from mvpplan.ranking.job import Job
from mvpplan.ranking.methods import METHODS
from mvpplan.ranking.result import Ranking
from mvpplan.ranking.rows import Ordered
from mvpplan.ranking.subject import SUBJECTS

if TYPE_CHECKING:
    from fractions import Fraction

    from mvpplan.model.plan import Plan
    from mvpplan.model.settings import Settings
    from mvpplan.ranking.candidate import Candidate, Candidates
    from mvpplan.ranking.deadlines import Arrangement
    from mvpplan.ranking.method import Method
    from mvpplan.ranking.subject import Subject

ASSUMPTIONS = next(iter(SUBJECTS))
_DATES_KEPT = "optimal: no other order loses less to dates"
_DATES_TRIED = "the best that was found for the dates"


def rank(
    plan: Plan,
    as_of: date,
    method: str | None = None,
    subject: str = ASSUMPTIONS,
    budget: Fraction | None = None,
) -> Ranking:
    """Rank records of a plan, seen from a date.

    Args:
        plan: its records and settings.
        as_of: the first day on which work can be done.
        method: a name in ``METHODS`` that ranks the subject; None for its default.
        subject: a name in ``SUBJECTS``.
        budget: what may be spent, in the plan's unit of cost; marks the rows to choose.

    Raises:
        CannotRunError: the method does not rank the subject, or the plan lacks what it needs.
        FaultyPlanError: prerequisites go in a circle, which is named.
    """
    what = SUBJECTS[subject]
    how = METHODS[method or what.methods[0]]
    if how.name not in what.methods:
        raise CannotRunError(
            f"{how.name} does not rank {what.name}", f"choose one of {', '.join(what.methods)}"
        )
    how.check(plan.settings)
    found = what.collect(plan)
    jobs = [_job(each, how, plan.settings, as_of) for each in found.ranked.values()]
    arrangement = how.arrange(jobs)
    rows = Ordered(plan, what, how, as_of, found, arrangement).rows()
    buys = None
    if budget is not None:
        buys = bought((replace(job, cost=found.ranked[job.id].cost.mean) for job in jobs), budget)
        rows = tuple(replace(row, chosen=row.candidate.id in buys.chosen) for row in rows)
    refine = ""
    if how.per_cost and not arrangement.late and not arrangement.pulled:
        refine = advice(arrangement.jobs, arrangement.home, found.ranked)
    guarantee = _guarantee(arrangement, how, what, plan.settings, found)
    return Ranking(what, how, rows, found, arrangement, guarantee, refine, buys)


def _job(candidate: Candidate, method: Method, settings: Settings, as_of: date) -> Job:
    group = method.group(candidate, settings)[0] if method.group else 0
    return Job(
        candidate.id,
        method.value(candidate, settings),
        method.effort(candidate),
        frozenset(candidate.requires),
        (group, candidate.due or date.max, candidate.cost.mean),
        room(settings, as_of, candidate.due) if method.dated else None,
    )


def _guarantee(
    arrangement: Arrangement,
    method: Method,
    subject: Subject,
    settings: Settings,
    found: Candidates,
) -> str:
    """In which sense no other order is better, or how much better one could be."""
    rough = [each for each in arrangement.home.values() if not each.exact]
    parts = []
    if arrangement.late or arrangement.pulled:
        parts.append(_of_dates(arrangement))
    elif not rough:
        parts.append(method.best if method.group else f"optimal: {method.best}")
    if rough:
        largest = max(len(each.jobs) for each in rough)
        bound = (
            "close to the best order, without a proof"
            if method.arrange is fail_fast
            else "at most twice the open risk of the best order"
        )
        parts.append(
            f"{bound}: {largest} {subject.noun}s tied by their prerequisites are too many to order"
            " exactly"
        )
    if method.dated and settings.capacity is None and any(c.due for c in found.ranked.values()):
        parts.append("dates ahead move nothing, for the plan gives no capacity")
    return "; ".join(parts)


def _of_dates(arrangement: Arrangement) -> str:
    if arrangement.exact:
        return f"{_DATES_KEPT}, and none of those leaves less open risk"
    percent = max(1, math.ceil(arrangement.gap * 100))
    return f"{_DATES_TRIED}, within {percent} % of the least open risk that these dates could leave"
