"""The few facts that a reader looks for first: launch, decisions, blockers, outcome, asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mvpplan.reports.writer import LONGEST_NAME
from mvpplan.text.words import counted, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mvpplan.reports.writer import Writer

Rows = list[dict[str, Any]]


def facts(writer: Writer, rows: Mapping[str, Rows]) -> list[dict[str, str]]:
    """Each with ``name``, ``value`` and ``note``; ``rows`` are those of the sections, uncut."""
    return list(_facts(writer, rows))


def _facts(writer: Writer, rows: Mapping[str, Rows]) -> Iterator[dict[str, str]]:
    settings, today = writer.plan.settings, writer.period.end
    if settings.launch:
        days = (settings.launch - today).days
        note = f"in {counted(days, 'day')}" if days > 0 else f"{counted(-days, 'day')} ago"
        yield _fact("Launch", writer.day(settings.launch), note if days else "today")
    closed, waiting = len(rows["decisions_closed"]), rows["decisions_due"]
    note = _late(waiting)
    yield _fact(
        "Decisions", f"{closed} closed", f"{len(waiting)} open{f', {note}' if note else ''}"
    )
    blocked = rows["blockers"]
    yield _fact("Blockers", f"{len(blocked)} open", _late(blocked) or "none late")
    outcome = settings.outcome.metric if settings.outcome else None
    for row in rows["metrics"]:
        if row["id"] == outcome:
            title = shortened(row["title"], LONGEST_NAME)
            yield _fact(f"Outcome: {title}", row["now"] or "no reading", _aim(row))
            return
    review = writer.day(settings.review_after(today))
    yield _fact("Asks", str(len(rows["asks"])), f"by the review of {review}")


def _fact(name: str, value: str, note: str) -> dict[str, str]:
    return {"name": name, "value": value, "note": note}


def _late(rows: Rows) -> str:
    """How many rows are late and how many escalate, in words; nothing if none does."""
    late = sum(bool(row["late"]) for row in rows)
    raised = sum(bool(row["escalates_to"]) for row in rows)
    parts = [f"{late} late"] if late else []
    parts += [f"{raised} escalating"] if raised else []
    return ", ".join(parts)


def _aim(row: Mapping[str, Any]) -> str:
    """What the outcome is counted in, and where it is to get."""
    parts = [row["unit"]] if row["unit"] and row["now"] else []
    return ", ".join([*parts, f"target {row['target'] or 'none'}"])
