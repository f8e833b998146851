"""``mvpplan rank``: which assumption to test next, which issue or scope item comes first."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

import typer

from mvpplan.cli import opening, screen
from mvpplan.cli.options import AsOfOption, Color, ColorOption, PlanOption, TableFormat

if TYPE_CHECKING:
    from datetime import date

    from mvpplan.ranking.explanation import Part
    from mvpplan.ranking.result import Ranking


class Subject(StrEnum):
    """What to rank."""

    ASSUMPTIONS = "assumptions"
    ISSUES = "issues"
    SCOPE = "scope"


class Method(StrEnum):
    """How to rank."""

    RISK_PER_COST = "risk-per-cost"
    IMPACT_PER_COST = "impact-per-cost"
    RISKIEST = "riskiest"
    FAIL_FAST = "fail-fast"
    VOI = "voi"
    MATRIX = "matrix"
    HARM_PER_EFFORT = "harm-per-effort"
    CONTRIBUTION_PER_EFFORT = "contribution-per-effort"


def parse_budget(text: str) -> Fraction:
    """Read a budget; raises BadParameter, which says how to write it."""
    from mvpplan.model.quantity import QuantityError, parse_quantity

    try:
        quantity = parse_quantity(text)
    except QuantityError as error:
        raise typer.BadParameter(f"{text[:40]} {error}; write 10 or 7.5") from None
    if quantity.low != quantity.high:
        raise typer.BadParameter(f"{text[:40]} is a range; a budget is one number, as in 10")
    return quantity.low


def rank(
    subject: Annotated[
        Subject, typer.Argument(metavar="[assumptions|issues|scope]", help="What to rank.")
    ] = Subject.ASSUMPTIONS,
    plan: PlanOption = None,
    method: Annotated[
        Method | None, typer.Option("--method", help="How to rank.", show_default=False)
    ] = None,
    budget: Annotated[
        Fraction | None,
        typer.Option("--budget", metavar="D", parser=parse_budget, help="Mark what D days buy."),
    ] = None,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="ID", help="Say why one stands there.")
    ] = None,
    chart: Annotated[bool, typer.Option("--chart", help="Draw impact against cost.")] = False,
    top: Annotated[
        int | None, typer.Option("--top", metavar="N", min=1, help="Show the first N only.")
    ] = None,
    format: Annotated[
        TableFormat, typer.Option("--format", help="How to write the result.")
    ] = TableFormat.TEXT,
    as_of: AsOfOption = None,
    color: ColorOption = Color.AUTO,
) -> None:
    """Say which assumption to test next.

    Example: mvpplan rank --top 5

    Ranks the open assumptions by impact × doubt ÷ cost, how much expected loss each day of
    checking retires. Prerequisites come first where what they open is worth it, and so does what
    would otherwise be too late for the decision that needs it. What is not ranked is named with
    the reason. 'rank issues' and 'rank scope' say which open issue, and which scope item, comes
    first.
    """
    from mvpplan.output.ranking import ranking_json, ranking_markdown
    from mvpplan.ranking import rank as ranked
    from mvpplan.ranking.explanation import explain as explained

    folder = opening.plan_folder(plan)
    loaded, _ = opening.read_on(folder, as_of)
    day, settings = as_of or opening.today(), loaded.plan.settings
    ranking = ranked(loaded.plan, day, method, subject, budget)
    if explain is not None:
        parts = explained(ranking, loaded.plan, day, explain)
        screen.emit(_explanation(ranking, explain, parts, day, format, color))
    elif format is TableFormat.JSON:
        screen.emit(ranking_json(ranking, day, top))
    elif format is TableFormat.MARKDOWN:
        screen.emit(ranking_markdown(ranking, settings, top))
    else:
        from mvpplan.output.ranking_table import Screen, ranking_table

        shown_on = Screen(screen.width(), screen.use_color(color), chart)
        screen.emit(ranking_table(ranking, settings, top, shown_on))
    opening.warn_of_findings(loaded)


def _explanation(
    ranking: Ranking,
    name: str,
    parts: list[Part],
    day: date,
    format: TableFormat,
    color: Color,
) -> str:
    """Why one row stands where it does, in a format."""
    from mvpplan.output.explanation import (
        explanation_json,
        explanation_lines,
        explanation_markdown,
    )
    from mvpplan.output.lines import render

    if format is TableFormat.JSON:
        return explanation_json(ranking, name, parts, day)
    if format is TableFormat.MARKDOWN:
        return explanation_markdown(ranking, name, parts)
    lines = explanation_lines(ranking, name, parts, screen.width())
    return render(lines, color=screen.use_color(color))
