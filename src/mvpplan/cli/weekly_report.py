"""``mvpplan weekly-report``: the one-page update."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from mvpplan.cli import opening, screen
from mvpplan.cli.options import AsOfOption, PlanOption, parse_day
from mvpplan.errors import CannotRunError


class ReportFormat(StrEnum):
    """How to write the report."""

    MARKDOWN = "markdown"
    TEXT = "text"


def weekly_report(
    plan: PlanOption = None,
    format: Annotated[
        ReportFormat, typer.Option("--format", help="How to write the report.")
    ] = ReportFormat.MARKDOWN,
    as_of: AsOfOption = None,
    since: Annotated[
        date | None,
        typer.Option(
            "--since",
            metavar="DATE",
            parser=parse_day,
            help="Where the period starts [the review day before].",
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write to a file.")
    ] = None,
    template: Annotated[
        Path | None, typer.Option("--template", metavar="FILE", help="A template of your own.")
    ] = None,
) -> None:
    """Write the one-page weekly update.

    Example: mvpplan weekly-report --as-of 2026-11-20

    Decisions closed and due, blockers with their effect on customers, metric movement, the
    riskiest assumptions and who has to do what, on at most 60 lines. The same files and date give
    the same bytes.
    """
    from mvpplan.cli.past import looked_back
    from mvpplan.reports.fit import fit, whole
    from mvpplan.reports.render import render_report
    from mvpplan.reports.sandbox import render_template
    from mvpplan.reports.weekly import weekly_context
    from mvpplan.store import git
    from mvpplan.timeline.period import period_of

    folder = opening.plan_folder(plan)
    loaded, commit = opening.read_on(folder, as_of)
    day = as_of or opening.today()
    opening.check_not_of_plan(out, folder, loaded)
    if since is not None and since > day:
        raise CannotRunError(f"--since {since} is after --as-of {day}", "give an earlier date")
    period = period_of(loaded.plan.settings, day, since)
    errors = sum(finding.severity == "error" for finding in opening.findings(loaded))
    plan_then, before = looked_back(folder, loaded, period, commit)
    label = commit.short if commit else git.commit(folder, loaded.texts)
    context = weekly_context(plan_then, period, label, errors, before)
    if template is not None:
        text = render_template(template, format, whole(context))
    else:
        text = fit(context, lambda shown: render_report("weekly-report", format, shown))
    screen.deliver(text, out)
