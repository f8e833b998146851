"""What hangs on what, as an outline for a terminal and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mvpplan.output.console import rendered
from mvpplan.output.graph_words import (
    deadline,
    function_title,
    functions_of,
    standing,
    tally,
    title_of,
)
from mvpplan.text.characters import clean
from mvpplan.text.words import day_name, shortened
from mvpplan.timeline.graph import FAILED, NO_FUNCTION, OPEN, SETTLED, UNREAD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from rich.console import RenderableType

    from mvpplan.model.settings import Settings
    from mvpplan.timeline.graph import Graph, Node
    from mvpplan.timeline.nesting import Outline
    from mvpplan.timeline.rows import Row

_NARROWEST = 60
_LONGEST = 200
_WIDEST_WORDS = 12
_DEEPEST = 6
_MOST_NAMED = 8
_STYLES = {OPEN: "yellow", SETTLED: "green", FAILED: "red", UNREAD: "red"}


@dataclass(frozen=True, slots=True)
class _Page:
    """What an outline is written with: the names of people, and the day to judge by."""

    settings: Settings
    day: date


def graph_page(outline: Outline, settings: Settings, day: date, *, width: int, color: bool) -> str:
    """The outline of a graph, or of what stands around one record."""
    page = _Page(settings, day)
    parts = _around(page, outline) if outline.graph.focus else _whole(page, outline)
    return rendered(parts, width=max(width, _NARROWEST), color=color)


def graph_row(graph: Graph) -> dict[str, Any]:
    """A graph as plain data; nothing of it is folded."""
    return {
        "focus": graph.focus,
        "nodes": [_node_row(graph, node) for node in graph.nodes.values()],
        "edges": [
            {
                "from": tie.first,
                "to": tie.then,
                "relation": tie.relation.before,
                "source": tie.source,
                "field": tie.field,
            }
            for tie in graph.ties
        ],
        "groups": [
            {"function": name, "title": function_title(name), "nodes": [each.id for each in nodes]}
            for name, nodes in graph.functions.items()
        ],
        "left_out": [node.id for node in graph.left_out],
    }


def _node_row(graph: Graph, node: Node) -> dict[str, Any]:
    record = node.record
    return {
        "id": node.id,
        "kind": node.kind,
        "title": record.title if record else None,
        "status": record.status if record else None,
        "state": node.state,
        "function": node.function,
        "owner": record.owner if record else None,
        "due": node.day,
        "days_late": node.late,
        "entry": node.id in graph.entries,
    }


def _whole(page: _Page, outline: Outline) -> Iterator[RenderableType]:
    part = f" ({clean(outline.graph.part)})" if outline.graph.part else ""
    on = f" on {day_name(page.day, page.day)}: {clean(page.settings.title)}{part}"
    yield Text.assemble(("What hangs on what", "bold"), on)
    if not outline.sections:
        yield ""
        yield Text("Nothing is open on which anything hangs.")
    for section in outline.sections:
        yield ""
        title = function_title(section.function)
        yield Text.assemble((title, "bold"), f": {tally(section.counts, section.late)}")
        yield from _rows(page, section.rows)
        if section.elsewhere:
            yield ""
            yield _line(0, "elsewhere", _named(section.elsewhere))
        if section.more:
            function = f"--function {section.function or NO_FUNCTION}"
            how = "--all" if outline.graph.part else function
            yield ""
            yield _more(0, section.more, section.more_late, how)


def _around(page: _Page, outline: Outline) -> Iterator[RenderableType]:
    focus = outline.graph.nodes[outline.graph.focus or ""]
    yield _record(page, focus, -1)
    for title, many, rows in (
        ("What it hangs on", outline.ahead, outline.before),
        ("What hangs on it", outline.after, outline.behind),
    ):
        yield ""
        yield Text.assemble((title, "bold"), f" ({many})" if rows else ": nothing")
        yield from _rows(page, rows, focus.id)


def _rows(page: _Page, rows: tuple[Row, ...], focus: str = "") -> Iterator[RenderableType]:
    for row in rows:
        depth = row.depth - 1 if focus else row.depth
        if row.depth == 0:
            yield ""
        if row.more:
            how = "--all" if row.node.id == focus else f"--focus {row.node.id}"
            yield _more(depth, row.more, row.more_late, how)
        elif row.again:
            again = (f" (see {row.again})", "dim")
            yield _line(depth, row.words, Text.assemble((clean(row.node.id), "cyan"), again))
        else:
            yield _record(page, row.node, depth, row.words, row.hidden)
        for words, ids in row.behind:
            yield _line(depth + 1, words, _named(ids))


def _record(
    page: _Page, node: Node, depth: int, words: str = "", hidden: int = 0
) -> RenderableType:
    """A record in full: its title, then the id, where it stands, and who sees to it."""
    due = Text(deadline(node, page.day), style="bold red" if node.late else "")
    stands = (standing(node, page.day), _STYLES.get(node.state, ""))
    if node.record is None:
        return _line(depth, words, Text.assemble((clean(node.id), "cyan"), " (", stands, ")"), due)
    owner = node.record.owner
    who = clean(page.settings.name_of(owner)) if owner else ""
    rest = "".join(f", {each}" for each in (functions_of(node), who) if each)
    text = Text.assemble(
        (shortened(clean(title_of(node)), _LONGEST), "" if words else "bold"),
        " (",
        (clean(node.id), "cyan"),
        ", ",
        stands,
        f"{rest})",
        (f" … {hidden} more" if hidden else "", "dim"),
    )
    return _line(depth, words, text, due)


def _line(depth: int, words: str, text: Text, due: Text | None = None) -> RenderableType:
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    if words:
        grid.add_column(width=_WIDEST_WORDS, no_wrap=True, style="dim")
    grid.add_column(ratio=1, overflow="fold")
    grid.add_column(justify="right", no_wrap=True)
    grid.add_row(*([words] if words else []), text, due or "")
    return Padding(grid, (0, 0, 0, _indent(depth)))


def _named(ids: Sequence[str]) -> Text:
    """Some ids, the first of them if there are many."""
    more = f" and {len(ids) - _MOST_NAMED} more" if len(ids) > _MOST_NAMED else ""
    return Text.assemble((", ".join(clean(each) for each in ids[:_MOST_NAMED]), "cyan"), more)


def _more(depth: int, number: int, late: int, how: str) -> RenderableType:
    words = f"… and {number} more{f', {late} late' if late else ''}: {how}"
    return Padding(Text(words, style="dim"), (0, 0, 0, _indent(depth)))


def _indent(depth: int) -> int:
    return 2 * min(depth + 1, _DEEPEST)
