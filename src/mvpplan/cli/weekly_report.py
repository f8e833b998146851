"""``mvpplan weekly-report``: the one-page update."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer

from mvpplan.cli import opening, screen
from mvpplan.cli.options import AsOfOption, PlanOption, parse_day


class ReportFormat(StrEnum):
    """How to write the report."""

    MARKDOWN = "markdown"
    TEXT = "text"


def weekly_report(  # noqa: PLR0913 - one parameter an option
    plan: PlanOption = None,
    format: Annotated[  # noqa: A002 - named as the option
        ReportFormat, typer.Option("--format", help="How to write the report.")
    ] = ReportFormat.MARKDOWN,
    as_of: AsOfOption = None,
    since: Annotated[
        Optional[date],
        typer.Option(
            "--since",
            metavar="DATE",
            parser=parse_day,
            help="Where the period starts [the review day before].",
        ),
    ] = None,
    out: Annotated[
        Optional[Path], typer.Option("--out", metavar="FILE", help="Write to a file.")
    ] = None,
    template: Annotated[
        Optional[Path], typer.Option("--template", metavar="FILE", help="A template of your own.")
    ] = None,
) -> None:
    """Write the one-page weekly update.

    Example: mvpplan weekly-report --as-of 2026-11-20

    Decisions closed and due, blockers with their effect on customers, metric movement, the
    riskiest assumptions and who has to do what, on at most 60 lines. The same files and date give
    the same bytes.
    """
    from mvpplan.reports.fit import fit  # noqa: PLC0415 - start-up loads no reports
    from mvpplan.reports.render import render_report  # noqa: PLC0415 - the same
    from mvpplan.reports.sandbox import render_template  # noqa: PLC0415 - the same
    from mvpplan.reports.weekly import weekly_context  # noqa: PLC0415 - the same
    from mvpplan.store import git  # noqa: PLC0415 - start-up loads no store
    from mvpplan.timeline.period import period_of  # noqa: PLC0415 - start-up loads no model

    folder = opening.plan_folder(plan)
    loaded = opening.read_plan(folder)
    period = period_of(loaded.plan.settings, as_of or opening.today(), since)
    errors = sum(finding.severity == "error" for finding in opening.findings(loaded))
    context = weekly_context(loaded.plan, period, git.commit(folder), errors)
    if template is not None:
        text = render_template(template, format, context)
    else:
        text = fit(context, lambda shown: render_report("weekly-report", format, shown))
    screen.deliver(text, out)
