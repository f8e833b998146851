"""``mvpplan rank``: which assumption to test next."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from mvpplan.cli import opening, screen
from mvpplan.cli.options import AsOfOption, Color, ColorOption, Format, FormatOption, PlanOption


class Method(StrEnum):
    """How to rank."""

    RISK_PER_COST = "risk-per-cost"


def rank(
    plan: PlanOption = None,
    method: Annotated[Method, typer.Option("--method", help="How to rank.")] = Method.RISK_PER_COST,
    top: Annotated[
        int | None, typer.Option("--top", metavar="N", min=1, help="Show the first N only.")
    ] = None,
    format: FormatOption = Format.TEXT,
    as_of: AsOfOption = None,
    color: ColorOption = Color.AUTO,
) -> None:
    """Say which assumption to test next.

    Example: mvpplan rank --top 5

    Ranks the open assumptions by impact × doubt ÷ cost, how much expected loss each day of
    checking retires; prerequisites come first where what they open is worth it. What is not
    ranked is named with the reason.
    """
    from mvpplan.output.ranking import ranking_json
    from mvpplan.ranking import rank as ranked

    folder = opening.plan_folder(plan)
    loaded, _ = opening.read_on(folder, as_of)
    day = as_of or opening.today()
    ranking = ranked(loaded.plan, day, method)
    if format is Format.JSON:
        screen.emit(ranking_json(ranking, day, top))
    else:
        from mvpplan.output.ranking_table import ranking_table

        settings = loaded.plan.settings
        color_on = screen.use_color(color)
        screen.emit(ranking_table(ranking, settings, top=top, width=screen.width(), color=color_on))
    opening.warn_of_findings(loaded)
