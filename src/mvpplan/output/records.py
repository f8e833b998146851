"""Records for a terminal: one with its links both ways, or many as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.console import Group
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
_LONGEST_TITLE = 200
_COLUMNS = ("id", "kind", "status", "owner", "due", "title")


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
        grid.add_row(Text(name, style="dim"), Group(*map(_indented, _lines(value))))
    yield Padding(grid, (0, 0, 0, 2))
    yield from _links("Relies on", row["relies_on"])
    yield from _links("Relied on by", row["relied_on_by"])


def _indented(text: str) -> RenderableType:
    """A line that goes on as far in as it begins."""
    words = text.lstrip(" ")
    return Padding(Text(words), (0, 0, 0, len(text) - len(words)))


def _lines(value: Any) -> list[str]:
    """A value line by line; a list has a dash before each item."""
    if isinstance(value, list):
        items = (_lines(item) for item in value)
        return [
            ("- " if not place else "  ") + each
            for item in items
            for place, each in enumerate(item)
        ]
    if isinstance(value, dict) and any(isinstance(each, dict | list) for each in value.values()):
        return [part for name, each in value.items() for part in _named(clean(name), each)]
    if isinstance(value, str):
        return [clean(each) for each in value.splitlines()] or [""]
    return [clean(shown(value))]


def _named(name: str, value: Any) -> list[str]:
    """A value under its name: on the same line, or below it if it has groups of fields inside."""
    inside = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict | list) and any(isinstance(each, dict | list) for each in inside):
        return [f"{name}:", *(f"  {each}" for each in _lines(value))]
    return [f"{name}: {clean(shown(value))}"]


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
            Text.assemble(title, (f"  ({link['field']})", "dim")),
        )
    yield Padding(grid, (0, 0, 0, 2))


def record_table(rows: Sequence[Row], *, width: int | None, color: bool) -> str:
    """Records, one to a line: the id, the kind if there are several, where it stands, the title.

    Args:
        rows: ``id``, ``kind`` and ``fields`` by name.
        width: columns to fill, where a title that is too long is cut; None cuts none.
        color: whether to use colour.
    """
    if not rows:
        return ""
    cells = [{**row["fields"], "id": row["id"], "kind": row["kind"]} for row in rows]
    used = [name for name in _COLUMNS if any(each.get(name) for each in cells)]
    if len({row["kind"] for row in rows}) == 1:
        used.remove("kind")
    table = Table.grid(padding=(0, 2, 0, 0), expand=width is not None)
    for name in used:
        widest = max(cell_len(_cell(name, each.get(name)).plain) for each in cells)
        if name == "title" and width is not None:
            table.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
        else:
            table.add_column(width=max(widest, len(name)), no_wrap=True)
    table.add_row(*(Text(name, style="bold") for name in used))
    for each in cells:
        table.add_row(*(_cell(name, each.get(name)) for name in used))
    return rendered([table], width=width and max(width, _NARROWEST), color=color)


def _cell(name: str, value: Any) -> Text:
    text = shortened(clean("" if value is None else str(value)), _LONGEST_TITLE)
    return Text(text, style="cyan" if name == "id" else "")


def _grid(columns: int) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    for column in range(columns):
        grid.add_column(no_wrap=column < columns - 1, overflow="fold")
    return grid
