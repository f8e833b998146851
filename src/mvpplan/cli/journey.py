"""``mvpplan journey``: a journey as an outline, or walked through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from mvpplan.cli import opening, screen
from mvpplan.cli.completion import complete_journeys
from mvpplan.cli.drawing import PictureFormat, PictureFormatOption, drawn
from mvpplan.cli.options import Color, ColorOption, OutFileOption, PlanOption
from mvpplan.errors import CannotRunError, FaultyPlanError

if TYPE_CHECKING:
    from mvpplan.model.journey import Journey
    from mvpplan.store.load import Loaded


def journey(
    record: Annotated[str, typer.Argument(metavar="ID", autocompletion=complete_journeys)],
    walk: Annotated[
        bool, typer.Option("--walk", help="Go through it, asked for facts and moves.")
    ] = False,
    plan: PlanOption = None,
    format: PictureFormatOption = PictureFormat.TEXT,
    out: OutFileOption = None,
    color: ColorOption = Color.AUTO,
) -> None:
    """Show a journey: its states and moves, its paths, what is wrong with it, a test plan.

    Example: mvpplan journey guest-pays --walk

    Every way through it is followed, with all values of its facts. --walk goes one of them:
    numbers choose, u takes back. SVG needs Graphviz; Mermaid and DOT are text.
    """
    from mvpplan.cli.walking import walk_through
    from mvpplan.journeys.seen import look_at
    from mvpplan.output.journey_diagram import journey_diagram
    from mvpplan.output.journeys import journey_lines, journey_row
    from mvpplan.output.json import to_json
    from mvpplan.output.lines import render

    folder = opening.plan_folder(plan)
    loaded = opening.read_plan(folder)
    found = journey_named(loaded, record)
    opening.check_not_of_plan(out, folder, loaded)
    seen = look_at(loaded.plan, found)
    findings = [each for each in opening.findings(loaded) if each.record == record]
    if walk:
        refuse_faulty(found)
        walk_through(seen, loaded.plan.settings, color)
    elif format is PictureFormat.JSON:
        screen.deliver(to_json(journey_row(seen, findings)), out)
    elif format is not PictureFormat.TEXT:
        refuse_faulty(found)
        screen.deliver(drawn(journey_diagram(seen), format), out)
    else:
        line, _ = loaded.place(record)
        place = f"{opening.prefix(folder)}{loaded.homes[record].path}:{line}"
        lines = journey_lines(seen, place, findings, loaded.plan.settings)
        if out is None:
            screen.show(lines, color)
        else:
            screen.deliver(render(lines, color=False), out)
        if seen.walk is not None:
            screen.note(f"try: mvpplan journey {record} --walk")


def journey_named(loaded: Loaded, record: str) -> Journey:
    """The journey of an id; raises CannotRunError, naming the nearest, for anything else."""
    from mvpplan.model.journey import Journey
    from mvpplan.model.nearest import no_record, suggestion
    from mvpplan.model.record import a_record_of

    known = [each.id for each in loaded.plan.of(Journey)]
    kind = loaded.plan.kind_of(record)
    if kind is None:
        raise no_record(record, known or loaded.homes)
    found = loaded.plan.get(Journey, record)
    if found is None and kind == Journey.kind:
        path = loaded.homes[record].path
        raise CannotRunError(f"{record} in {path} cannot be read", "mvpplan validate says why")
    if found is None:
        otherwise = f"choose one of {', '.join(known[:5])}" if known else "the plan has no journey"
        message = f"{record} is {a_record_of(kind)}, not a journey"
        raise CannotRunError(message, suggestion(record, known, otherwise))
    return found


def refuse_faulty(found: Journey) -> None:
    """End the command for a journey that cannot be gone through."""
    from mvpplan.journeys.names import machine_faults

    if not found.states:
        raise FaultyPlanError(f"{found.id} has no states yet", "add start: and states:")
    if next(machine_faults(found), None) is not None:
        hint = f"mvpplan journey {found.id} says what"
        raise FaultyPlanError(f"{found.id} names what it does not have", hint)
