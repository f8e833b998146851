"""Records for a terminal: one with its links both ways, or many as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mvpplan.model.rows import shown
from mvpplan.output.console import rendered
from mvpplan.text.characters import clean
from mvpplan.text.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rich.console import RenderableType

    Row = Mapping[str, Any]

_NARROWEST = 60
_LONGEST_ID = 32
_LONGEST_TITLE = 200
_COLUMNS = ("id", "kind", "status", "owner", "due", "title")
_SHORT_COLUMNS = ("kind", "status", "owner", "due")


def record_page(row: Row, place: str, *, width: int, color: bool) -> str:
    """Everything that a record says, then what it relies on and what relies on it.

    Args:
        row: ``id``, ``kind``, ``fields`` by name, ``relies_on`` and ``relied_on_by``.
        place: where it stands, as ``path:line``.
        width: columns to fill.
        color: whether to use colour.
    """
    return rendered(_page(row, place), width=max(width, _NARROWEST), color=color)


def _page(row: Row, place: str) -> Iterator[RenderableType]:
    fields = dict(row["fields"])
    yield Text(clean(fields.pop("title")), style="bold")
    yield Text.assemble(f"{row['kind']} ", (row["id"], "cyan"), (f"  {clean(place)}", "dim"))
    yield ""
    grid = _grid(2)
    for name, value in fields.items():
        grid.add_row(Text(name, style="dim"), Text("\n".join(_lines(value))))
    yield Padding(grid, (0, 0, 0, 2))
    yield from _links("Relies on", row["relies_on"])
    yield from _links("Relied on by", row["relied_on_by"])


def _lines(value: Any) -> list[str]:
    """A value line by line; a list has a dash before each item."""
    if isinstance(value, list):
        items = (_lines(item) for item in value)
        return [
            ("- " if not place else "  ") + each
            for item in items
            for place, each in enumerate(item)
        ]
    if isinstance(value, str):
        return [clean(each) for each in value.splitlines()] or [""]
    return [clean(shown(value))]


def _links(title: str, links: Sequence[Row]) -> Iterator[RenderableType]:
    if not links:
        return
    yield ""
    yield Text(f"{title} ({len(links)})", style="bold")
    grid = _grid(3)
    for link in links:
        words = " ".join(filter(None, [link["status"], link["kind"]]))
        title = shortened(clean(link["title"] or "(cannot be read)"), _LONGEST_TITLE)
        grid.add_row(
            Text(clean(link["id"]), style="cyan"),
            words,
            Text.assemble(title, (f"  {link['field']}", "dim")),
        )
    yield Padding(grid, (0, 0, 0, 2))


def record_table(rows: Sequence[Row], *, width: int, color: bool) -> str:
    """Records, one to a row: the id, the kind, and the status, owner, due date and title."""
    if not rows:
        return ""
    return rendered([_table(rows)], width=max(width, _NARROWEST), color=color)


def _table(rows: Sequence[Row]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    cells = [{**row["fields"], "id": row["id"], "kind": row["kind"]} for row in rows]
    used = [name for name in _COLUMNS if any(each.get(name) for each in cells)]
    longest = max(cell_len(each["id"]) for each in cells)
    for name in used:
        fixed = {"id": min(longest, _LONGEST_ID)}.get(name)
        table.add_column(width=fixed, no_wrap=name in _SHORT_COLUMNS, overflow="fold")
    table.add_row(*(Text(name, style="bold") for name in used))
    for each in cells:
        table.add_row(*(_cell(name, each.get(name)) for name in used))
    return table


def _cell(name: str, value: Any) -> Text:
    text = shortened(clean("" if value is None else str(value)), _LONGEST_TITLE)
    return Text(text, style="cyan" if name == "id" else "")


def _grid(columns: int) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    for column in range(columns):
        grid.add_column(no_wrap=column < columns - 1, overflow="fold")
    return grid
