"""The agenda of a review, as text to read out and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mvpplan.output.console import rendered
from mvpplan.text.characters import clean
from mvpplan.text.words import day_name, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from rich.console import RenderableType

    from mvpplan.model.settings import Settings
    from mvpplan.timeline.agenda import Point

_NARROWEST = 60
_LONGEST = 200


def agenda_row(number: int, point: Point) -> dict[str, Any]:
    """A point as plain data."""
    record = point.record
    return {
        "number": number,
        "kind": record.kind,
        "id": record.id,
        "title": record.title,
        "owner": record.owner,
        "due": point.due,
        "urgent": point.urgent,
        "weight": point.weight,
        "why": point.why,
        "questions": list(point.questions),
    }


def agenda_page(
    points: Sequence[Point], settings: Settings, day: date, *, width: int, color: bool
) -> str:
    """The points in their order, each with why it is there and what has to be answered."""
    return rendered(_parts(points, settings, day), width=max(width, _NARROWEST), color=color)


def _parts(points: Sequence[Point], settings: Settings, day: date) -> Iterator[RenderableType]:
    title = f" of {day_name(day, day)}: {clean(settings.title)}"
    yield Text.assemble(("Agenda of the review", "bold"), title)
    if not points:
        yield ""
        yield Text("Nothing has to be looked at.")
    for number, point in enumerate(points, start=1):
        record = point.record
        yield ""
        style = "bold red" if point.urgent else "bold"
        name = shortened(clean(record.title), _LONGEST)
        yield Text.assemble((f"{number}. ", style), (name, style))
        who = f", {clean(settings.name_of(record.owner))}" if record.owner else ""
        words = f"{who}: {clean(point.why)}"
        head = Text.assemble((f"{record.kind} ", "dim"), (record.id, "cyan"), words)
        yield Padding(head, (0, 0, 0, 3))
        grid = Table.grid(padding=(0, 1, 0, 0))
        for question in point.questions:
            grid.add_row(Text("[ ]"), Text(clean(question)))
        yield Padding(grid, (0, 0, 0, 3))
