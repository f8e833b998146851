"""``mvpplan validate``: check the files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mvpplan.cli import opening, screen
from mvpplan.cli.options import (
    Color,
    ColorOption,
    FindingsFormat,
    FindingsFormatOption,
    PlanOption,
)
from mvpplan.errors import ExitCode

if TYPE_CHECKING:
    from mvpplan.output.findings import Report
    from mvpplan.store.load import Loaded


def validate(
    plan: PlanOption = None,
    staged: Annotated[
        bool, typer.Option("--staged", help="Check what the next commit would hold.")
    ] = False,
    rev: Annotated[
        str | None, typer.Option("--rev", metavar="REV", help="Check the files of a commit.")
    ] = None,
    format: FindingsFormatOption = FindingsFormat.TEXT,
    color: ColorOption = Color.AUTO,
) -> None:
    """Check the files of the plan.

    Example: mvpplan validate

    Prints every finding of the plan with its place, a stable code and what to do about it; exits
    with 1 if one of them is an error. Nothing is written. 'mvpplan explain CODE' says more.
    """
    from mvpplan.errors import CannotRunError
    from mvpplan.output import COMMANDING, FORMATS
    from mvpplan.output.github import job_summary

    if staged and rev is not None:
        raise CannotRunError("--staged and --rev are two questions", "ask one of them")
    folder = opening.plan_folder(plan)
    tree = opening.snapshot(folder, rev) if staged or rev is not None else None
    idle = staged and opening.is_commit_idle(folder)
    report = _report(folder, None if idle else opening.read_plan(folder, tree))
    result = FORMATS[format](report, terminal=screen.use_color(color))
    screen.emit(result, commands=format in COMMANDING)
    if format is FindingsFormat.GITHUB:
        screen.summarise(job_summary(report))
    screen.note("nothing of the plan is staged: nothing to check" if idle else _summary(report))
    if report.errors:
        raise typer.Exit(ExitCode.FINDINGS)


def _report(folder: Path, loaded: Loaded | None) -> Report:
    """The outcome of a check; of one that had nothing to check without a plan."""
    from mvpplan.output.findings import Report
    from mvpplan.rules import RULES

    return Report(
        opening.findings(loaded) if loaded else (),
        loaded.files if loaded else 0,
        len(loaded.homes) if loaded else 0,
        opening.prefix(folder),
        loaded.line if loaded else lambda *_: "",
        opening.prefix_in_repository(folder),
        RULES,
    )


def _summary(report: Report) -> str:
    from mvpplan.text.words import counted

    size = f"{counted(report.records, 'record')} in {counted(report.files, 'file')}"
    if not report.findings:
        return f"{size}: no findings"
    code = min(finding.code for finding in report.findings)
    counts = f"{counted(report.errors, 'error')} and {counted(report.warnings, 'warning')}"
    return f"{size}: {counts}; 'mvpplan explain {code}' says more"
