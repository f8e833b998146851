"""The context of the weekly report: plain data, made by pure functions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from mvpplan.errors import FaultyPlanError
from mvpplan.model.blocker import Blocker
from mvpplan.model.decision import Decision
from mvpplan.model.metric import Metric
from mvpplan.ranking import rank
from mvpplan.reports.alert import alert
from mvpplan.reports.asks import asks
from mvpplan.text.characters import clean
from mvpplan.text.words import counted, day_name, number, shortened
from mvpplan.timeline.escalation import escalation
from mvpplan.timeline.movement import Movement, movement

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from mvpplan.model.plan import Plan
    from mvpplan.model.record import Record
    from mvpplan.ranking.result import Ranking
    from mvpplan.timeline.period import Period

_RISKIEST = 3
_LONGEST = 120
_LONGEST_NAME = 40
_FAR = date.max


@dataclass(frozen=True, slots=True)
class Writer:
    """What the parts of a report share, and how to say people and days.

    ``ranking`` is None if a fault of the plan forbids one.
    """

    plan: Plan
    period: Period
    ranking: Ranking | None

    def person(self, key: str | None) -> str:
        """A person's name."""
        return shortened(clean(self.plan.settings.name_of(key)), _LONGEST_NAME)

    def day(self, day: date | None) -> str:
        """A date as people say it, nothing if there is none."""
        return day_name(day, self.period.end) if day else ""

    def brief(self, text: str | None) -> str | None:
        """Text short enough for a page; the record has it in full."""
        return shortened(clean(text), _LONGEST) if text else None

    def late(self, due: date | None) -> str:
        """How long past due, in words; nothing if it is not."""
        if due is None or due >= self.period.end:
            return ""
        return f"{counted((self.period.end - due).days, 'day')} late"

    def escalates_to(self, record: Record) -> str:
        """Whom a record escalates to and why, in words; nothing if it does not."""
        raised = escalation(record, self.plan.settings, self.period.end)
        if raised is None:
            return ""
        to = self.person(raised.to) if raised.to else "nobody above the owner"
        end = ", the end of the chain" if raised.to and raised.ended else ""
        return f"{to}{end} ({raised.reason})"


def weekly_context(plan: Plan, period: Period, commit: str | None, errors: int) -> dict[str, Any]:
    """Everything that the weekly report says: text, and lists of items, most important first.

    ``unranked`` says why no assumption can be ranked, if a fault of the plan is the reason.

    Args:
        plan: the plan as it is at the end of the period.
        period: the days that the report covers.
        commit: where the files stand in git, if they do.
        errors: how many errors ``validate`` finds, which may keep something out of the report.
    """
    ranking, unranked = None, None
    try:
        ranking = rank(plan, period.end)
    except FaultyPlanError as error:
        unranked = str(error)
    writer = Writer(plan, period, ranking)
    settings = plan.settings
    level = alert(plan, period)
    return {
        "title": writer.brief(settings.title),
        "team": writer.brief(settings.team),
        "objective": writer.brief(settings.objective),
        "as_of": period.end.isoformat(),
        "period": {"start": writer.day(period.start), "end": writer.day(period.end)},
        "year": period.end.year,
        "approver": writer.person(settings.approver) if settings.approver else None,
        "alert": {"level": level.level, "reasons": list(level.reasons)},
        "headline": None,
        "commit": commit,
        "errors": errors,
        "unranked": unranked,
        "sections": {name: {"rows": make(writer)} for name, make in SECTIONS.items()},
    }


def _decisions_closed(writer: Writer) -> list[dict[str, Any]]:
    closed = [d for d in writer.plan.of(Decision) if not d.is_open and d.closed in writer.period]
    return [
        {
            "id": decision.id,
            "title": writer.brief(decision.title),
            "status": decision.status,
            "owner": writer.person(decision.owner),
            "on": writer.day(decision.closed),
            "choice": writer.brief(decision.choice),
            "why": writer.brief(decision.why),
        }
        for decision in sorted(closed, key=lambda d: (-(d.impact or 0), d.closed or d.opened, d.id))
    ]


def _decisions_due(writer: Writer) -> list[dict[str, Any]]:
    waiting = [decision for decision in writer.plan.of(Decision) if decision.is_open]
    return [
        {
            "id": decision.id,
            "title": writer.brief(decision.title),
            "owner": writer.person(decision.owner),
            "due": writer.day(decision.due),
            "late": writer.late(decision.due),
            "escalates_to": writer.escalates_to(decision),
        }
        for decision in sorted(waiting, key=lambda d: (d.due or _FAR, -(d.impact or 0), d.id))
    ]


def _blockers(writer: Writer) -> list[dict[str, Any]]:
    waiting = [blocker for blocker in writer.plan.of(Blocker) if blocker.is_open]
    return [
        {
            "id": blocker.id,
            "title": writer.brief(blocker.title),
            "owner": writer.person(blocker.owner),
            "due": writer.day(blocker.due),
            "late": writer.late(blocker.due),
            "fallback": writer.brief(blocker.fallback),
            "fallback_by": writer.day(blocker.fallback_by),
            "fallback_gone": bool(blocker.fallback_by and blocker.fallback_by < writer.period.end),
            "customer_impact": writer.brief(blocker.customer_impact),
            "escalates_to": writer.escalates_to(blocker),
        }
        for blocker in sorted(waiting, key=lambda b: (b.due or _FAR, -(b.impact or 0), b.id))
    ]


def _metrics(writer: Writer) -> list[dict[str, Any]]:
    outcome = writer.plan.settings.outcome

    def importance(moved: Movement) -> tuple[bool, bool, bool, bool, str]:
        metric = moved.metric.id
        is_outcome = outcome is not None and outcome.metric == metric
        crossed, drifting = moved.guardrail_crossed, moved.drifting
        return (not is_outcome, not crossed, not drifting, moved.trend == "unchanged", metric)

    moves = [movement(metric, writer.period) for metric in writer.plan.of(Metric)]
    return [_metric(writer, moved) for moved in sorted(moves, key=importance)]


def _metric(writer: Writer, moved: Movement) -> dict[str, Any]:
    metric = moved.metric
    states = []
    if moved.reached:
        states.append("target reached")
    if moved.guardrail_crossed:
        states.append("beyond its guardrail")
    elif moved.drifting:
        states.append("drifting")
    if moved.now is None:
        states.append("no reading yet")
    elif moved.stale and moved.age is not None:
        states.append(f"stale: {counted(moved.age, 'day')} old")
    return {
        "id": metric.id,
        "title": writer.brief(metric.title),
        "unit": shortened(clean(metric.unit), _LONGEST_NAME) if metric.unit else None,
        "direction": metric.direction,
        "baseline": _number(metric.baseline),
        "before": _number(moved.before.value) if moved.before else None,
        "now": _number(moved.now.value) if moved.now else None,
        "target": _number(metric.target),
        "by": writer.day(metric.by),
        "trend": moved.trend,
        "states": states,
    }


def _assumptions(writer: Writer) -> list[dict[str, Any]]:
    rows = writer.ranking.rows if writer.ranking else ()
    return [
        {
            "rank": f"{row.rank}{'=' if row.tied else ''}",
            "id": row.candidate.id,
            "title": writer.brief(row.candidate.assumption.title),
            "owner": writer.person(row.candidate.assumption.owner),
            "cost": str(row.candidate.cost),
            "why": row.note,
        }
        for row in rows[:_RISKIEST]
    ]


def _scope_changes(writer: Writer) -> list[dict[str, Any]]:
    deferred = [d for d in writer.plan.of(Decision) if d.status == "deferred"]
    return [
        {
            "id": decision.id,
            "title": writer.brief(decision.title),
            "change": "deferred",
            "why": writer.brief(decision.why),
            "revisit": writer.day(decision.revisit),
        }
        for decision in deferred
        if decision.closed in writer.period
    ]


def _asks(writer: Writer) -> list[dict[str, Any]]:
    return [
        {
            "who": writer.person(ask.who),
            "what": writer.brief(ask.what),
            "about": ask.about,
            "by": writer.day(ask.by),
            "late": writer.late(ask.by),
        }
        for ask in asks(writer.plan, writer.period)
    ]


def _number(value: Decimal | None) -> str | None:
    return None if value is None else number(value)


SECTIONS: dict[str, Callable[[Writer], list[dict[str, Any]]]] = {
    "decisions_closed": _decisions_closed,
    "decisions_due": _decisions_due,
    "blockers": _blockers,
    "metrics": _metrics,
    "assumptions": _assumptions,
    "scope_changes": _scope_changes,
    "asks": _asks,
}
"""The sections of the report in their order."""
