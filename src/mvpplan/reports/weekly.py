"""The context of the weekly report: plain data, made by pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mvpplan.errors import FaultyPlanError
from mvpplan.journeys.figures import completion_of
from mvpplan.model.checkpoint import Checkpoint
from mvpplan.ranking import rank
from mvpplan.reports.alert import alert
from mvpplan.reports.facts import facts
from mvpplan.reports.sections import SECTIONS, points
from mvpplan.reports.writer import Writer
from mvpplan.text.words import counted
from mvpplan.timeline.computed import figures
from mvpplan.timeline.since import Since

if TYPE_CHECKING:
    from mvpplan.model.plan import Plan
    from mvpplan.timeline.period import Period

_HEADLINE = 300


def weekly_context(
    plan: Plan, period: Period, commit: str | None, errors: int, since: Since | None = None
) -> dict[str, Any]:
    """Everything that the weekly report says: text, and lists of items, most important first.

    ``unranked`` says why no assumption can be ranked, if a fault of the plan is the reason.

    Args:
        plan: the plan as it is at the end of the period.
        period: the days that the report covers.
        commit: where the files stand in git, if they do.
        since: what is known of the start of the period; by default nothing.
        errors: how many errors ``validate`` finds, which may keep something out of the report.
    """
    ranking, unranked = None, None
    try:
        ranking = rank(plan, period.end)
    except FaultyPlanError as error:
        unranked = str(error)
    since = since or Since()
    writer = Writer(plan, period, ranking, since)
    settings = plan.settings
    level = alert(plan, period, since)
    said = _checkpoint(plan, period)
    rows = {name: make(writer) for name, make in SECTIONS.items()}
    return {
        "title": writer.brief(settings.title),
        "team": writer.brief(settings.team),
        "objective": writer.brief(settings.objective),
        "as_of": period.end.isoformat(),
        "period": {
            "start": writer.day(period.start),
            "start_date": writer.iso(period.start),
            "end": writer.day(period.end),
        },
        "year": period.end.year,
        "approver": writer.person(settings.approver) if settings.approver else None,
        "alert": {"level": level.level, "trend": level.trend, "reasons": list(level.reasons)},
        "headline": writer.brief(said.headline, _HEADLINE) if said else None,
        "narrative": [writer.brief(each) for each in (said.findings if said else ())],
        "figures": _figures(plan, period),
        "facts": facts(writer, rows),
        "points": points(writer),
        "units": {"gain": settings.impact.unit, "cost": settings.cost.unit},
        "compared": since.before is not None,
        "why_not_compared": since.why,
        "commit": commit,
        "errors": errors,
        "unranked": unranked,
        "sections": {name: {"rows": rows[name]} for name in rows},
    }


def _checkpoint(plan: Plan, period: Period) -> Checkpoint | None:
    """The checkpoint of the period with the owner's headline: a weekly one, else the last."""
    held = [each for each in plan.of(Checkpoint) if each.headline and each.on in period]
    return max(held, key=lambda each: (each.kind_ == "weekly", each.on, each.id), default=None)


def _figures(plan: Plan, period: Period) -> list[str]:
    """How the planning itself runs, a sentence each; what cannot be computed is left out."""
    found = figures(plan, period)
    parts = []
    if found.due:
        parts.append(f"{found.in_time} of {counted(found.due, 'decision')} closed by the due date")
    if found.closure_days is not None:
        parts.append(f"decisions closed after {found.closure_days:g} days (median)")
    if found.resolution_days is not None:
        parts.append(f"blockers resolved after {found.resolution_days:g} days (median)")
    if parts:
        parts[0] = f"in the last four review cycles {parts[0]}"
    if parts or found.escalations:
        parts.append(f"{counted(found.escalations, 'item')} began to escalate in this period")
    done = completion_of(plan)
    if done.reached:
        states = counted(done.reached, "error state")
        parts.append(f"{done.covered} of {states} in journeys covered by an exception")
    return parts
