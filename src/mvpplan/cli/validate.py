"""``mvpplan validate``: check the files."""

from __future__ import annotations

import typer

from mvpplan.cli import opening, screen
from mvpplan.cli.options import Color, ColorOption, Format, FormatOption, PlanOption
from mvpplan.errors import ExitCode


def validate(
    plan: PlanOption = None,
    format: FormatOption = Format.TEXT,
    color: ColorOption = Color.AUTO,
) -> None:
    """Check the files of the plan.

    Example: mvpplan validate

    Prints every finding of the plan with its place, a stable code and what to do about it; exits
    with 1 if one of them is an error. Nothing is written. 'mvpplan explain CODE' says more.
    """
    from mvpplan.output import FORMATS
    from mvpplan.output.findings import Report
    from mvpplan.text.words import counted

    folder = opening.plan_folder(plan)
    loaded = opening.read_plan(folder)
    report = Report(
        opening.findings(loaded),
        loaded.files,
        len(loaded.homes),
        opening.prefix(folder),
        loaded.line,
    )
    screen.emit(FORMATS[format](report, terminal=screen.use_color(color)))
    size = f"{counted(report.records, 'record')} in {counted(report.files, 'file')}"
    if not report.findings:
        screen.note(f"{size}: no findings")
        return
    codes = sorted({finding.code for finding in report.findings})
    counts = f"{counted(report.errors, 'error')} and {counted(report.warnings, 'warning')}"
    screen.note(f"{size}: {counts}; 'mvpplan explain {codes[0]}' says more")
    if report.errors:
        raise typer.Exit(ExitCode.FINDINGS)
