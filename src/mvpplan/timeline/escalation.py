"""Escalation: what has waited too long, and who has to step in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from mvpplan.model.blocker import Blocker
from mvpplan.model.decision import Decision
from mvpplan.text.words import counted

if TYPE_CHECKING:
    from mvpplan.model.plan import Plan
    from mvpplan.model.record import Record
    from mvpplan.model.settings import Settings

ISOLATION = timedelta(days=2)
_CYCLES = {Blocker: 1, Decision: 2}


@dataclass(frozen=True, slots=True)
class Escalation:
    """Why a record escalates, since when, and to whom.

    ``to`` is None if nobody stands above the owner; ``ended`` tells that the chain is shorter
    than the time that has passed asks for.
    """

    reason: str
    since: date
    to: str | None
    ended: bool


def escalation(record: Record, plan: Plan, as_of: date) -> Escalation | None:
    """The escalation of an open blocker or decision on a date; None if it is not due.

    A blocker escalates once open for more than one review cycle, a decision for more than two, an
    isolated decision after 48 hours (two days), each also once past its due date; one step up
    ``escalates_to`` at once, and one more for every further cycle.
    """
    waited = waited_too_long(record, plan, as_of) if record.is_open else None
    if waited is None:
        return None
    since, reason = waited
    steps = 1 + ((as_of - since).days - 1) // plan.settings.review.every.days
    to, ended = _climb(plan.settings, record.owner, steps)
    return Escalation(reason, since, to, ended)


def waited_too_long(record: Record, plan: Plan, until: date) -> tuple[date, str] | None:
    """The last day on which a record that stayed open up to a date had not yet waited too long.

    With the reason; None if it did not wait too long, or is neither blocker nor decision.
    """
    cycles = _CYCLES.get(type(record))
    if cycles is None:
        return None
    reasons: list[tuple[date, str]] = []
    every, came_up = plan.settings.review.every, plan.came_up(record)
    if came_up and until > came_up + cycles * every:
        reasons.append((came_up + cycles * every, f"open for {(until - came_up).days} days"))
    if record.due and until > record.due:
        reasons.append((record.due, f"{counted((until - record.due).days, 'day')} past due"))
    isolated = record.isolated if isinstance(record, Decision) else None
    if isolated and until > isolated + ISOLATION:
        reasons.append((isolated + ISOLATION, "isolated for more than 48 hours"))
    return min(reasons, default=None)


def isolated_too_long(record: Record, as_of: date) -> bool:
    """Whether a decision was set apart to settle its direction more than 48 hours ago."""
    isolated = record.isolated if isinstance(record, Decision) and record.is_open else None
    return isolated is not None and as_of > isolated + ISOLATION


def _climb(settings: Settings, owner: str | None, steps: int) -> tuple[str | None, bool]:
    """The person some steps above the owner, or the last one there is."""
    person, reached = owner, None
    seen = {owner}
    for _ in range(steps):
        entry = settings.people.get(person or "")
        above = entry.escalates_to if entry else None
        if above is None or above in seen:
            return reached, True
        seen.add(above)
        person = reached = above
    return reached, False
