"""``mvpplan graph``: what hangs on what."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from mvpplan.cli import opening, screen
from mvpplan.cli.completion import complete_ids, complete_people
from mvpplan.cli.drawing import PictureFormat, PictureFormatOption, drawn
from mvpplan.cli.options import AsOfOption, Color, ColorOption, OutFileOption, PlanOption
from mvpplan.errors import CannotRunError

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from mvpplan.model.plan import Plan
    from mvpplan.model.settings import Settings
    from mvpplan.output.diagrams import Diagram
    from mvpplan.timeline.graph import Graph, Node
    from mvpplan.timeline.nesting import Outline


class Function(StrEnum):
    """Whose records to show."""

    PLANNING = "planning"
    DESIGN = "design"
    DELIVERY = "delivery"
    SUPPORT = "support"
    GO_TO_MARKET = "go-to-market"
    LEADERSHIP = "leadership"
    NONE = "none"


FocusOption = Annotated[
    str | None,
    typer.Option("--focus", metavar="ID", autocompletion=complete_ids, help="The same as ID."),
]
FunctionOption = Annotated[
    Function | None,
    typer.Option("--function", help="Only what this function owns, and what it hangs on."),
]
OwnerOption = Annotated[
    str | None,
    typer.Option(
        "--owner",
        metavar="PERSON",
        autocompletion=complete_people,
        help="Only what this person owns, and what it hangs on.",
    ),
]


def graph(
    record: Annotated[
        str | None, typer.Argument(metavar="[ID]", autocompletion=complete_ids)
    ] = None,
    focus: FocusOption = None,
    function: FunctionOption = None,
    owner: OwnerOption = None,
    all: Annotated[
        bool, typer.Option("--all", help="Show settled records too, and fold nothing.")
    ] = False,
    plan: PlanOption = None,
    format: PictureFormatOption = PictureFormat.TEXT,
    out: OutFileOption = None,
    as_of: AsOfOption = None,
    color: ColorOption = Color.AUTO,
) -> None:
    """Show what hangs on what, by function.

    Example: mvpplan graph guest-checkout

    Decisions, dependencies, blockers and assumptions; or, with the id of any record, what it hangs
    on and what hangs on it. As an outline, or as a picture: Mermaid for pages that draw it, DOT for
    Graphviz, and SVG where Graphviz is installed. What is settled is left out unless something
    open hangs on it, and large plans are folded to the most urgent; both are said, and --all shows
    everything.
    """
    from mvpplan.timeline.nesting import MOST_ROWS, nest

    about = _one_of(record, focus)
    if about and (function or owner):
        raise CannotRunError("a record, and a function or person, at once", "name one of them")
    folder = opening.plan_folder(plan)
    loaded, _ = opening.read_on(folder, as_of)
    opening.check_person(owner, loaded.plan.settings)
    opening.check_not_of_plan(out, folder, loaded)
    day = as_of or opening.today()
    found = _wanted(loaded.plan, day, about, function, owner, settled=all)
    outline = nest(found, None if all else MOST_ROWS)
    if format is PictureFormat.TEXT:
        text = _told(outline, loaded.plan.settings, day, out, color)
    elif format is PictureFormat.JSON:
        text = _row(found, day, function, owner)
    else:
        text = drawn(_picture(outline, loaded.plan.settings, day), format)
    if out is None:
        screen.emit(text)
    else:
        screen.deliver(text, out)
    if format is not PictureFormat.JSON:
        _say_what_is_missing(outline)
    opening.warn_of_findings(loaded)


def _one_of(record: str | None, focus: str | None) -> str | None:
    """The record that the graph is to be about, by whichever of its two names it was asked for."""
    if record and focus and record != focus:
        raise CannotRunError(f"{record} and --focus {focus} are two records", "name one of them")
    return record or focus


def _wanted(
    plan: Plan,
    day: date,
    about: str | None,
    function: Function | None,
    owner: str | None,
    *,
    settled: bool,
) -> Graph:
    """The part of the plan that was asked for."""
    from mvpplan.model.nearest import no_record
    from mvpplan.output.graph_words import function_title
    from mvpplan.timeline.graph import focused, only, whole

    if about is not None:
        if plan.kind_of(about) is None:
            raise no_record(about, [*plan.records, *plan.broken])
        return focused(plan, day, about, settled=settled)
    found = whole(plan, day, settled=settled)
    if function is None and owner is None:
        return found
    wanted = None if function is Function.NONE else function

    def fits(node: Node) -> bool:
        theirs = owner is None or (node.record is not None and node.record.owner == owner)
        return theirs and (function is None or node.function == wanted)

    names = [
        function_title(wanted) if function else "",
        plan.settings.name_of(owner) if owner else "",
    ]
    return only(found, ", ".join(filter(None, names)), fits)


def _told(outline: Outline, settings: Settings, day: date, out: Path | None, color: Color) -> str:
    """The graph as an outline: in a file as in a pipe, whatever terminal it is written from."""
    from mvpplan.output.graph import graph_page

    width = screen.width() if out is None else screen.PIPE_WIDTH
    colored = screen.use_color(color) if out is None else False
    return graph_page(outline, settings, day, width=width, color=colored)


def _row(found: Graph, day: date, function: Function | None, owner: str | None) -> str:
    """The graph as JSON, which folds nothing."""
    from mvpplan.output.graph import graph_row
    from mvpplan.output.json import to_json

    return to_json({"as_of": day, "function": function, "owner": owner, **graph_row(found)})


def _picture(outline: Outline, settings: Settings, day: date) -> Diagram:
    """The graph as a diagram; of a plan that had to be folded, one node for each function."""
    from mvpplan.output.graph_picture import picture, summary

    graph = outline.graph
    if outline.folded and not graph.part and graph.focus is None:
        return summary(graph, settings, day)
    return picture(outline, settings, day)


def _say_what_is_missing(outline: Outline) -> None:
    """Say on standard error what was folded or left out, and how to see it."""
    from mvpplan.text.words import counted

    found = outline.graph
    if outline.folded:
        whole = counted(sum(node.kind is not None for node in found.nodes.values()), "record")
        screen.note(f"{outline.folded} of {whole} are folded; an id, --function or --all show them")
    if found.left_out:
        many = counted(len(found.left_out), "settled record")
        screen.note(f"{many} left out; --all shows them")
