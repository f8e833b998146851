"""``mvpplan review``: the agenda of the next review."""

from __future__ import annotations

from mvpplan.cli import opening, screen
from mvpplan.cli.options import AsOfOption, Color, ColorOption, Format, FormatOption, PlanOption


def review(
    plan: PlanOption = None,
    format: FormatOption = Format.TEXT,
    as_of: AsOfOption = None,
    color: ColorOption = Color.AUTO,
) -> None:
    """Write the agenda of the next review.

    Example: mvpplan review

    Risk and scope on one list, the highest risk first, each with the questions that the review
    has to answer. On a review day it is the agenda of that day.
    """
    from mvpplan.cli.past import looked_back
    from mvpplan.output.agenda import agenda_page, agenda_row
    from mvpplan.output.json import to_json
    from mvpplan.timeline.agenda import agenda
    from mvpplan.timeline.period import period_of
    from mvpplan.timeline.view import View

    folder = opening.plan_folder(plan)
    loaded, commit = opening.read_on(folder, as_of)
    day, settings = as_of or opening.today(), loaded.plan.settings
    period = period_of(settings, day)
    plan_then, since = looked_back(folder, loaded, period, commit)
    points = agenda(View(plan_then, period, since))
    on = day if settings.is_review_day(day) else settings.review_after(day)
    if format is Format.JSON:
        rows = [agenda_row(number, point) for number, point in enumerate(points, start=1)]
        screen.emit(to_json({"as_of": day, "review": on, "items": rows}))
    else:
        colored = screen.use_color(color)
        screen.emit(agenda_page(points, settings, on, width=screen.width(), color=colored))
    opening.warn_of_findings(loaded)
