"""``mvpplan weekly-report``: the one-page update."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mvpplan.cli import opening, screen
from mvpplan.cli.options import AsOfOption, OutFileOption, PlanOption, parse_day
from mvpplan.errors import CannotRunError

if TYPE_CHECKING:
    from mvpplan.store.history import Commit
    from mvpplan.store.load import Loaded


class ReportFormat(StrEnum):
    """How to write the report."""

    MARKDOWN = "markdown"
    TEXT = "text"
    HTML = "html"


def weekly_report(
    plan: PlanOption = None,
    format: Annotated[
        ReportFormat | None,
        typer.Option("--format", help="How to write the report [markdown; html if FILE ends so]."),
    ] = None,
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
    out: OutFileOption = None,
    template: Annotated[
        Path | None, typer.Option("--template", metavar="FILE", help="A template of your own.")
    ] = None,
) -> None:
    """Write the one-page weekly update.

    Example: mvpplan weekly-report --as-of 2026-11-20

    Decisions closed and due, blockers with their effect on customers, metric movement, the
    riskiest assumptions and who has to do what, on at most 60 lines. As HTML it is one file that
    asks nothing of the network and prints on one page of A4 or US Letter. The same files and date
    give the same bytes.
    """
    from mvpplan.reports.fit import whole
    from mvpplan.reports.render import render_on_one_page
    from mvpplan.reports.sandbox import render_template

    folder = opening.plan_folder(plan)
    loaded, commit = opening.read_on(folder, as_of)
    day = as_of or opening.today()
    opening.check_not_of_plan(out, folder, loaded)
    if since is not None and since > day:
        raise CannotRunError(f"--since {since} is after --as-of {day}", "give an earlier date")
    context = _context(folder, loaded, commit, day, since)
    form = format or _format_of(template, out)
    if template is not None:
        screen.deliver(render_template(template, form, whole(context)), out)
        return
    then = "open it in a browser, mail it or print it" if form is ReportFormat.HTML else ""
    screen.deliver(render_on_one_page("weekly-report", form, context), out, then)


def _context(
    folder: Path, loaded: Loaded, commit: Commit | None, day: date, since: date | None
) -> dict[str, Any]:
    """What the report says of a plan that stands at a commit, or is as the files are."""
    from mvpplan.cli.past import looked_back
    from mvpplan.reports.weekly import weekly_context
    from mvpplan.store import git
    from mvpplan.timeline.period import period_of

    period = period_of(loaded.plan.settings, day, since)
    plan, before = looked_back(folder, loaded, period, commit)
    label = commit.short if commit else git.commit(folder, loaded.texts)
    return weekly_context(plan, period, label, opening.errors_in(loaded), before)


def _format_of(*files: Path | None) -> ReportFormat:
    """The format that the names of what is written and of its template tell."""
    endings = {ending.lower() for file in files if file for ending in file.suffixes}
    return ReportFormat.HTML if endings & {".html", ".htm"} else ReportFormat.MARKDOWN
