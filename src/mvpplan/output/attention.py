"""What needs attention, for a terminal and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mvpplan.output.console import rendered
from mvpplan.text.characters import clean
from mvpplan.text.words import day_name, shortened
from mvpplan.timeline.view import NOW, SOON, WATCH, Item

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from rich.console import RenderableType

    from mvpplan.model.settings import Settings

_TITLES = {NOW: "Now", SOON: "Before the next review", WATCH: "Keep an eye on"}
_STYLES = {NOW: "bold red", SOON: "bold yellow", WATCH: "bold"}
_URGENCIES = {NOW: "now", SOON: "soon", WATCH: "watch"}
_NARROWEST = 60
_LONGEST = 200


def item_row(item: Item) -> dict[str, Any]:
    """An item as plain data."""
    return {
        "urgency": _URGENCIES[item.urgency],
        "kind": item.kind,
        "id": item.id,
        "title": item.title,
        "reason": item.reason,
        "owner": item.owner,
        "due": item.due,
        "days": item.days,
        "escalate_to": item.escalate_to,
    }


def attention_table(
    items: Sequence[Item], settings: Settings, day: date, *, width: int, color: bool
) -> str:
    """Items by urgency: title and due date, then the id, who, and why."""
    return rendered(_parts(items, settings, day), width=max(width, _NARROWEST), color=color)


def _parts(items: Sequence[Item], settings: Settings, day: date) -> Iterator[RenderableType]:
    yield Text.assemble(
        ("What needs attention", "bold"), f" on {day_name(day, day)}: {clean(settings.title)}"
    )
    if not items:
        yield ""
        yield Text("Nothing is late, due before the next review, escalating or drifting.")
    for urgency, title in _TITLES.items():
        group = [item for item in items if item.urgency == urgency]
        if not group:
            continue
        yield ""
        when = f", {day_name(settings.review_after(day), day)}" if urgency == SOON else ""
        yield Text(f"{title}{when} ({len(group)})", style=_STYLES[urgency])
        for item in group:
            yield from _item(item, settings, day)


def _item(item: Item, settings: Settings, day: date) -> Iterator[RenderableType]:
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(ratio=1, overflow="fold", style="bold")
    grid.add_column(justify="right", no_wrap=True)
    due = day_name(item.due, day) if item.due else ""
    grid.add_row(Text(shortened(clean(item.title), _LONGEST)), Text(due))
    yield Padding(grid, (0, 0, 0, 2))
    who = f" ({clean(settings.name_of(item.owner))})" if item.owner else ""
    to = f" → {clean(settings.name_of(item.escalate_to))}" if item.escalate_to else ""
    words = Text.assemble(
        (clean(item.id), "cyan"), who, (f": {clean(item.reason)}", "dim"), (to, "bold")
    )
    yield Padding(words, (0, 0, 0, 4))
