"""Options that several commands share."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from mvpplan.text.characters import clean
from mvpplan.text.days import DayError, read_day
from mvpplan.text.words import shortened


class Color(StrEnum):
    """When to use colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Format(StrEnum):
    """How to write what was read."""

    TEXT = "text"
    JSON = "json"


class TableFormat(StrEnum):
    """The same, or as Markdown, to be read on a page such as that of a pull request."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


class FindingsFormat(StrEnum):
    """How to write findings: for people, for programs, and for the pages of CI systems."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
    JUNIT = "junit"


def parse_day(text: str) -> date:
    """Read a date of the command line; raises BadParameter, which says how to write it."""
    try:
        return read_day(text)
    except DayError as error:
        raise typer.BadParameter(f"{shortened(clean(text), 40)} {error}; {error.hint}") from None


def parse_ahead(text: str) -> date:
    """Read a date, or words such as today, +10d or fri; raises BadParameter."""
    from mvpplan.cli import opening
    from mvpplan.text.ahead import day_of

    return day_of(text, opening.today()) or parse_day(text)


def parse_folder(text: str) -> Path:
    """Read the name of a folder to write to; raises BadParameter for none, such as "$UNSET"."""
    if not text.strip():
        raise typer.BadParameter("no folder is named; write . for the current one")
    return Path(text)


PlanOption = Annotated[
    Path | None,
    typer.Option("--plan", metavar="DIR", envvar="MVPPLAN_PLAN", help="The folder of the plan."),
]
OutFileOption = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Write to a file.")
]
OutFolderOption = Annotated[
    Path,
    typer.Option(
        "--out", metavar="DIR", parser=parse_folder, help="The folder to write the pages to."
    ),
]
RevOption = Annotated[
    str | None, typer.Option("--rev", metavar="REV", help="The plan as a commit holds it.")
]
FormatOption = Annotated[Format, typer.Option("--format", help="How to write the result.")]
OnOption = Annotated[
    date | None,
    typer.Option("--on", metavar="DATE", parser=parse_ahead, help="The day it happened [today]."),
]
FindingsFormatOption = Annotated[
    FindingsFormat, typer.Option("--format", help="How to write the findings.")
]
ColorOption = Annotated[Color, typer.Option("--color", help="When to use colour.")]
AsOfOption = Annotated[
    date | None,
    typer.Option("--as-of", metavar="DATE", parser=parse_day, help="The date to judge by [today]."),
]
