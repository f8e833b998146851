"""``mvpplan status``: what needs attention on a day."""

from __future__ import annotations

from typing import Annotated

import typer

from mvpplan.cli import opening, screen
from mvpplan.cli.completion import complete_people
from mvpplan.cli.options import AsOfOption, Color, ColorOption, Format, FormatOption, PlanOption


def status(
    owner: Annotated[
        str | None,
        typer.Option(
            "--owner",
            metavar="PERSON",
            autocompletion=complete_people,
            help="Only what this person owns or has to step in on.",
        ),
    ] = None,
    plan: PlanOption = None,
    format: FormatOption = Format.TEXT,
    as_of: AsOfOption = None,
    color: ColorOption = Color.AUTO,
) -> None:
    """Say what needs attention, the most urgent first.

    Example: mvpplan status --owner ana

    What is late, escalating or due before the next review, fallbacks that expire, approvals that
    have lapsed, feedback without an answer, metrics that drift or are stale, waivers that expire,
    and the early signals that the plan shows; each with why and who.
    """
    from mvpplan.cli.past import looked_back
    from mvpplan.output.json import to_json
    from mvpplan.timeline.attention import attention
    from mvpplan.timeline.period import period_of
    from mvpplan.timeline.view import View

    folder = opening.plan_folder(plan)
    loaded, commit = opening.read_on(folder, as_of)
    day = as_of or opening.today()
    settings = loaded.plan.settings
    period = period_of(settings, day)
    opening.check_person(owner, settings)
    plan_then, since = looked_back(folder, loaded, period, commit)
    view = View(plan_then, period, since)
    items = [
        item for item in attention(view) if owner is None or owner in (item.owner, item.escalate_to)
    ]
    if format is Format.JSON:
        from mvpplan.output.attention import item_row

        screen.emit(to_json({"as_of": day, "items": [item_row(item) for item in items]}))
    else:
        from mvpplan.output.attention import attention_table

        colored = screen.use_color(color)
        screen.emit(attention_table(items, settings, day, width=screen.width(), color=colored))
    opening.warn_of_findings(loaded)
