"""What every command that reads a plan does first."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from mvpplan.cli import screen

if TYPE_CHECKING:
    from mvpplan.errors import Finding
    from mvpplan.store.load import Loaded


def plan_folder(named: Path | None) -> Path:
    """The folder of the plan, relative to the current one; raises CannotRunError without one."""
    from mvpplan.store.tree import find_plan

    return find_plan(named, Path.cwd())


def read_plan(folder: Path) -> Loaded:
    """Read the plan in the working tree, with progress on a terminal."""
    from mvpplan.store.load import load
    from mvpplan.store.tree import WorkingTree

    loaded = load(WorkingTree(folder), screen.progress())
    for remark in loaded.remarks:
        screen.note(f"note: {remark}")
    return loaded


def findings(loaded: Loaded) -> list[Finding]:
    """Everything that is wrong with a plan, placed and sorted."""
    from mvpplan.rules import check, judge

    judged = list(judge(loaded.plan, [*loaded.problems, *check(loaded.plan)]))
    return loaded.find_all(judged)


def warn_of_findings(loaded: Loaded) -> None:
    """Say on standard error that a plan has errors, which its results may suffer from."""
    from mvpplan.text.words import counted

    errors = sum(finding.severity == "error" for finding in findings(loaded))
    if errors:
        screen.note(f"the plan has {counted(errors, 'error')}; 'mvpplan validate' shows them")


def prefix(folder: Path) -> str:
    """The way from the current folder to the plan, with forward slashes; "" if it is here."""
    way = Path(os.path.relpath(folder)).as_posix()
    return "" if way == "." else way + "/"


def today() -> date:
    """The date to judge by if none is given."""
    return date.today()  # noqa: DTZ011 - the user's own calendar day
