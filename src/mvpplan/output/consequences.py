"""What would fall or open, for a terminal and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mvpplan.output.lines import Line, Span, line
from mvpplan.text.words import shortened
from mvpplan.timeline.effects import FALLS, OPENS, TOUCHED, WAITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.model.record import Record
    from mvpplan.timeline.consequences import Consequences

_STYLES = {FALLS: "bold red", WAITS: "yellow", OPENS: "green", TOUCHED: ""}
_LONGEST = 100


def consequences_lines(record: Record, status: str, found: Consequences) -> Iterator[Line]:
    """Effects, indented by how many links away they are, then what goes on without them."""
    yield line(
        Span(f"If {record.id} were {status}", "bold"),
        f" ({record.status or 'no status'} now): {shortened(record.title, _LONGEST)}",
    )
    yield line()
    if not found.effects:
        yield line("Nothing else would change: no link leads from it.")
    for each in found.effects:
        yield line(
            "  " * each.depth,
            Span(f"{each.effect:8}", _STYLES[each.effect]),
            Span(each.record.id, "cyan"),
            f" ({each.record.kind}): {each.words}",
            Span(f" [{each.because}]" if each.depth > 1 else "", "dim"),
        )
    if found.customers:
        yield line()
        yield line(Span("What customers notice of these, as the records say", "bold"))
        for name, text in found.customers:
            yield line("  ", Span(name, "cyan"), f": {text}")
    if found.untouched:
        yield line()
        yield line(Span(f"May proceed without it ({len(found.untouched)})", "bold"))
        for decision in found.untouched:
            title = shortened(decision.title, _LONGEST)
            yield line("  ", Span(decision.id, "cyan"), f": {title}")


def consequences_row(record: Record, status: str, found: Consequences) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "id": record.id,
        "status": record.status,
        "as": status,
        "effects": [
            {
                "effect": each.effect,
                "kind": each.record.kind,
                "id": each.record.id,
                "title": each.record.title,
                "because": each.because,
                "words": each.words,
                "depth": each.depth,
            }
            for each in found.effects
        ],
        "customers": [{"id": name, "impact": text} for name, text in found.customers],
        "may_proceed": [{"id": each.id, "title": each.title} for each in found.untouched],
    }
