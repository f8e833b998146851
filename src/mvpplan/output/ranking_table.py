"""A ranking as a table that fits 80 columns and says in words why each row stands where it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mvpplan.output.console import rendered
from mvpplan.text.characters import clean
from mvpplan.text.words import number, shortened, significant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from mvpplan.model.settings import Settings
    from mvpplan.ranking.candidates import Candidate, SetAside
    from mvpplan.ranking.result import Ranking

_NARROWEST = 60
_LONGEST_TITLE = 200
_LONGEST_COST = 12


def ranking_table(
    ranking: Ranking, settings: Settings, *, top: int | None, width: int, color: bool
) -> str:
    """The order as a table, then every group outside it with its reason."""
    return rendered(_parts(ranking, settings, top), width=max(width, _NARROWEST), color=color)


def _parts(ranking: Ranking, settings: Settings, top: int | None) -> Iterator[RenderableType]:
    yield Text.assemble(("Which assumption to test next", "bold"), f": {clean(settings.title)}")
    yield ""
    if ranking.rows:
        yield from _table(ranking, settings, top)
        left = len(ranking.rows) - len(ranking.rows[:top])
        if left:
            yield Text(f"  … and {left} more; --top {len(ranking.rows)} shows all", style="dim")
        yield ""
        yield _meaning(ranking, settings)
    else:
        yield Text("No open assumption can be ranked.")
    found = ranking.candidates
    yield from _group("Parked: knowing would change no open decision", found.parked)
    yield from _group("Nothing to learn: you are sure already", found.nothing_to_learn)
    yield from _group("Not ranked", found.unranked, reasons=True)


def _table(ranking: Ranking, settings: Settings, top: int | None) -> Iterator[RenderableType]:
    """Two lines and more for each row: the title with its numbers, then the id and the reason."""
    rows = [
        (
            f"{row.rank}{'=' if row.tied else ''}",
            shortened(clean(row.candidate.assumption.title), _LONGEST_TITLE),
            number(row.candidate.impact),
            number(row.candidate.belief.doubt),
            _cost(row.candidate),
            "–" if row.candidate.score is None else significant(row.candidate.score),
        )
        for row in ranking.rows[:top]
    ]
    header = ("#", "Assumption", "Impact", "Doubt", f"Cost/{_unit(settings)}", "Score")
    widths = [max(cell_len(row[column]) for row in [header, *rows]) for column in range(6)]
    yield _grid(header, widths, "bold")
    for row, cells in zip(ranking.rows, rows, strict=False):
        yield _grid(cells, widths, "")
        reason = Text.assemble((row.candidate.id, "cyan"), (f": {clean(row.note)}", "dim"))
        yield Padding(reason, (0, 0, 0, widths[0] + 2))


def _grid(cells: tuple[str, ...], widths: list[int], style: str) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(width=widths[0], justify="right")
    grid.add_column(ratio=1, overflow="fold", style="bold")
    for width in widths[2:]:
        grid.add_column(width=width, justify="right", no_wrap=True)
    grid.add_row(*(Text(clean(cell)) for cell in cells), style=style)
    return grid


def _cost(candidate: Candidate) -> str:
    cost = candidate.cost
    if not cost.mean:
        return "free"
    given, mean = shortened(str(cost), _LONGEST_COST), significant(cost.mean, 3)
    return given if cost.low == cost.high else f"{given} ≈ {mean}"


def _meaning(ranking: Ranking, settings: Settings) -> Text:
    unit = _unit(settings).removesuffix("s")
    return Text(
        f"Score = impact × doubt ÷ cost ({ranking.method}): the risk that each {unit} of checking "
        f"retires. Doubt = 1 − confidence. This order is {clean(ranking.guarantee)}.",
        style="dim",
    )


def _unit(settings: Settings) -> str:
    return shortened(clean(settings.cost.unit), _LONGEST_COST)


def _group(
    title: str, items: tuple[SetAside, ...], *, reasons: bool = False
) -> Iterator[RenderableType]:
    if not items:
        return
    yield ""
    yield Text(f"{title} ({len(items)})", style="bold")
    for item in items:
        title = shortened(clean(item.title), _LONGEST_TITLE)
        words = f"{title} ({item.reason})" if reasons else title
        text = Text.assemble((clean(item.id), "cyan"), f": {clean(words)}")
        yield Padding(text, (0, 0, 0, 2))
