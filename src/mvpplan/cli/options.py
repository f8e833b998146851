"""Options that several commands share."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Color(StrEnum):
    """When to use colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Format(StrEnum):
    """How to write what was read."""

    TEXT = "text"
    JSON = "json"


def parse_day(text: str) -> date:
    """Read a date of the command line; raises BadParameter, which says how to write it."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text} is not a date; write 2026-11-27") from None
    if text != day.isoformat():
        raise typer.BadParameter(f"{text} is not a date; write {day.isoformat()}")
    return day


PlanOption = Annotated[
    Path | None,
    typer.Option("--plan", metavar="DIR", envvar="MVPPLAN_PLAN", help="The folder of the plan."),
]
FormatOption = Annotated[Format, typer.Option("--format", help="How to write the result.")]
ColorOption = Annotated[Color, typer.Option("--color", help="When to use colour.")]
AsOfOption = Annotated[
    date | None,
    typer.Option("--as-of", metavar="DATE", parser=parse_day, help="The date to judge by [today]."),
]
