"""The sections of the weekly report: plain rows, the most important first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from mvpplan.model.blocker import Blocker
from mvpplan.model.change import Change
from mvpplan.model.decision import Decision
from mvpplan.model.metric import Metric
from mvpplan.model.scope import Scope
from mvpplan.reports.asks import asks
from mvpplan.reports.writer import LONGEST_NAME, Writer
from mvpplan.text.characters import clean
from mvpplan.text.words import counted, number, shortened
from mvpplan.timeline.movement import Movement, movement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from mvpplan.model.record import Record
    from mvpplan.ranking.result import Row
    from mvpplan.timeline.period import Period

_RISKIEST = 3
_FAR = date.max


def _decisions_closed(writer: Writer) -> list[dict[str, Any]]:
    return [
        {
            "id": decision.id,
            "title": writer.brief(decision.title),
            "status": decision.status,
            "owner": writer.person(decision.owner),
            "on": writer.day(decision.closed),
            "date": writer.iso(decision.closed),
            "choice": writer.brief(decision.choice),
            "why": writer.brief(decision.why),
        }
        for decision in sorted(
            _closed(writer), key=lambda d: (-(d.impact or 0), d.closed or d.opened or _FAR, d.id)
        )
    ]


def _closed(writer: Writer) -> Iterator[Decision]:
    """Decisions that ended in the period: by what git held at its start, else by their dates."""
    before = writer.since.before
    for decision in writer.plan.of(Decision):
        was = before.get(Decision, decision.id) if before else None
        if decision.is_open:
            continue
        if was is not None:
            if was.status != decision.status:
                yield decision
        elif decision.closed in writer.period:
            yield decision


def _decisions_due(writer: Writer) -> list[dict[str, Any]]:
    waiting = [decision for decision in writer.plan.of(Decision) if decision.is_open]
    return [
        {
            "id": decision.id,
            "title": writer.brief(decision.title),
            "owner": writer.person(decision.owner),
            "due": writer.day(decision.due),
            "date": writer.iso(decision.due),
            "late": writer.late(decision.due),
            "slipped": writer.slipped(decision),
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
            "date": writer.iso(blocker.due),
            "late": writer.late(blocker.due),
            "slipped": writer.slipped(blocker),
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
        "unit": shortened(clean(metric.unit), LONGEST_NAME) if metric.unit else None,
        "direction": metric.direction,
        "baseline": _number(metric.baseline),
        "before": _number(moved.before.value) if moved.before else None,
        "now": _number(moved.now.value) if moved.now else None,
        "target": _number(metric.target),
        "guardrail": _number(metric.guardrail),
        "by": writer.day(metric.by),
        "trend": moved.trend,
        "states": states,
        "numbers": {
            name: None if value is None else float(value)
            for name, value in (
                ("baseline", metric.baseline),
                ("target", metric.target),
                ("guardrail", metric.guardrail),
            )
        },
        "readings": [
            {
                "day": writer.day(reading.on),
                "date": writer.iso(reading.on),
                "value": _number(reading.value),
                "number": float(reading.value),
            }
            for reading in metric.readings
            if reading.on <= writer.period.end
        ],
        "as_of": writer.iso(writer.period.end),
    }


def _assumptions(writer: Writer) -> list[dict[str, Any]]:
    rows = writer.ranking.rows if writer.ranking else ()
    return [
        {
            "rank": _rank(row),
            "id": row.candidate.id,
            "title": writer.brief(row.candidate.record.title),
            "owner": writer.person(row.candidate.record.owner),
            "cost": str(row.candidate.cost),
            "why": row.note,
        }
        for row in rows[:_RISKIEST]
    ]


def points(writer: Writer) -> list[dict[str, Any]]:
    """What is at stake and what it costs to find out, of all that are ranked, in their order."""
    return [
        {
            "rank": _rank(row),
            "gain": float(row.candidate.weight),
            "cost": float(row.candidate.cost.mean),
        }
        for row in (writer.ranking.rows if writer.ranking else ())
    ]


def _rank(row: Row) -> str:
    return f"{row.rank}{'=' if row.tied else ''}"


def _is_settled(writer: Writer, record: Record) -> bool:
    """Whether a request was settled in the period: by git where that is known, else by its date."""
    if writer.since.before is None:
        return record.closed in writer.period
    was = writer.since.before.records.get(record.id)
    return was is None or was.status != record.status


def _scope_changes(writer: Writer) -> list[dict[str, Any]]:
    """What came into the scope and what left it, and the requests that were decided."""
    found = [
        (record, record.status or "")
        for record in (*writer.plan.of(Change), *writer.plan.of(Decision))
        if record.status in ("accepted", "declined", "deferred") and _is_settled(writer, record)
    ]
    if writer.since.before is None:
        items = writer.plan.of(Scope)
        found += [(each, each.status) for each in items if _moved_by_dates(each, writer.period)]
    else:
        moved = writer.since.changes(writer.plan)
        found += [(each.record, each.words) for each in moved if each.what in ("grown", "cut")]
    return [
        {
            "id": record.id,
            "title": writer.brief(record.title),
            "change": change.partition(":")[0],
            "why": writer.brief(getattr(record, "why", None)),
            "revisit": writer.day(getattr(record, "revisit", None)),
        }
        for record, change in sorted(found, key=lambda pair: (pair[0].kind, pair[0].id))
    ]


def _moved_by_dates(item: Scope, period: Period) -> bool:
    return (item.closed if not item.is_open else item.opened) in period


def _asks(writer: Writer) -> list[dict[str, Any]]:
    return [
        {
            "who": writer.person(ask.who),
            "what": writer.brief(ask.what),
            "about": ask.about,
            "by": writer.day(ask.by),
            "date": writer.iso(ask.by),
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
