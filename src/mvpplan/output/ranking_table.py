"""A ranking as a table that fits 80 columns and says in words why each row stands where it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mvpplan.output.console import rendered
from mvpplan.output.ranking_chart import chart, matrix
from mvpplan.output.ranking_words import (
    LONGEST_TITLE,
    budget_words,
    cells,
    header,
    meaning,
    note,
    outside,
)
from mvpplan.text.characters import clean
from mvpplan.text.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from mvpplan.model.settings import Settings
    from mvpplan.ranking.candidate import SetAside
    from mvpplan.ranking.result import Ranking

_NARROWEST = 60


@dataclass(frozen=True, slots=True)
class Screen:
    """What a table is shown on: how wide it is, whether in colour, and with a chart below."""

    width: int
    color: bool
    chart: bool = False


def ranking_table(ranking: Ranking, settings: Settings, top: int | None, screen: Screen) -> str:
    """The order as a table, then every group outside it with its reason."""
    width = max(screen.width, _NARROWEST)
    parts = _parts(ranking, settings, top, width, with_chart=screen.chart)
    return rendered(parts, width=width, color=screen.color)


def _parts(
    ranking: Ranking, settings: Settings, top: int | None, width: int, *, with_chart: bool
) -> Iterator[RenderableType]:
    yield Text.assemble((ranking.subject.title, "bold"), f": {clean(settings.title)}")
    yield ""
    for line in budget_words(ranking, settings):
        yield Text(clean(line))
    if ranking.budget:
        yield ""
    if ranking.rows:
        yield from _table(ranking, settings, top)
        left = len(ranking.rows) - len(ranking.rows[:top])
        if left:
            yield Text(f"  … and {left} more; --top {len(ranking.rows)} shows all", style="dim")
        if ranking.method.group is not None:
            yield ""
            yield from (Text(line) for line in matrix(ranking, width))
        if with_chart:
            yield ""
            yield from (Text(line) for line in chart(ranking, settings, width))
        yield ""
        yield Text(clean(" ".join(meaning(ranking))), style="dim")
    else:
        yield Text(f"No open {ranking.subject.noun} can be ranked.")
    for title, items in outside(ranking):
        yield from _group(title, items, reasons=items is ranking.candidates.unranked)


def _table(ranking: Ranking, settings: Settings, top: int | None) -> Iterator[RenderableType]:
    """Two lines and more for each row: the title with its numbers, then the id and the reason."""
    heads = header(ranking, settings)
    rows = [cells(row, ranking) for row in ranking.rows[:top]]
    widths = [max(cell_len(row[column]) for row in [heads, *rows]) for column in range(len(heads))]
    yield _grid(heads, widths, "bold")
    for row, shown in zip(ranking.rows, rows, strict=False):
        yield _grid(shown, widths, "")
        reason = Text.assemble((row.candidate.id, "cyan"), (f": {clean(note(row))}", "dim"))
        yield Padding(reason, (0, 0, 0, widths[0] + 2))


def _grid(shown: tuple[str, ...], widths: list[int], style: str) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(width=widths[0], justify="right")
    grid.add_column(ratio=1, overflow="fold", style="bold")
    for width in widths[2:]:
        grid.add_column(width=width, justify="right", no_wrap=True)
    grid.add_row(*(Text(clean(cell)) for cell in shown), style=style)
    return grid


def _group(title: str, items: tuple[SetAside, ...], *, reasons: bool) -> Iterator[RenderableType]:
    yield ""
    yield Text(f"{title} ({len(items)})", style="bold")
    for item in items:
        title = shortened(clean(item.title), LONGEST_TITLE)
        words = f"{title} ({item.reason})" if reasons else title
        text = Text.assemble((clean(item.id), "cyan"), f": {clean(words)}")
        yield Padding(text, (0, 0, 0, 2))
