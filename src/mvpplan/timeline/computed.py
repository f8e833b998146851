"""Figures about the planning itself, from the dates of the records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING

from mvpplan.model.blocker import Blocker
from mvpplan.model.decision import Decision
from mvpplan.timeline.escalation import waited_too_long
from mvpplan.timeline.period import Period

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mvpplan.model.plan import Plan
    from mvpplan.model.record import Record

_CYCLES = 4
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Figures:
    """How the planning runs at the end of a period.

    Attributes:
        due: decisions that were due in the last four review cycles; one that is due on the last
            day counts once it is closed, for until the day is over it is not late.
        in_time: how many of them were closed by their due date.
        closure_days: median days from opened to closed, of decisions closed in these cycles.
        resolution_days: the same of blockers.
        escalations: blockers and decisions that began to escalate in the period itself, also those
            that have ended since.
    """

    due: int
    in_time: int
    closure_days: float | None
    resolution_days: float | None
    escalations: int

    @property
    def closure_rate(self) -> float | None:
        """The share of decisions that were closed in time, from 0 to 1; None if none was due."""
        return self.in_time / self.due if self.due else None


def figures(plan: Plan, period: Period) -> Figures:
    """Compute the decision closure rate, closure and resolution time, and escalations.

    What is not dated counts for nothing. The first three look back four review cycles, so that a
    quiet week does not leave them empty.
    """
    lately = Period(period.end - _CYCLES * plan.settings.review.every, period.end)
    decisions = plan.of(Decision)
    due = [
        each
        for each in decisions
        if each.due in lately and (each.due != period.end or not each.is_open)
    ]
    in_time = [each for each in due if each.due and each.closed and each.closed <= each.due]
    waiting: list[Record] = [*plan.of(Blocker), *decisions]
    waited = [
        waited_too_long(record, plan, min(period.end, record.closed or period.end))
        for record in waiting
        if record.is_open or record.closed
    ]
    return Figures(
        due=len(due),
        in_time=len(in_time),
        closure_days=_median_days(decisions, lately),
        resolution_days=_median_days(plan.of(Blocker), lately),
        # What has waited too long on a day escalates on the day after.
        escalations=sum(each is not None and each[0] + _DAY in period for each in waited),
    )


def _median_days(records: Iterable[Record], lately: Period) -> float | None:
    days = [
        (record.closed - record.opened).days
        for record in records
        if record.opened and record.closed and record.closed in lately
    ]
    return float(median(days)) if days else None
