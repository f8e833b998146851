"""``mvpplan changes``: what moved between two points in time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from mvpplan.cli import opening, screen
from mvpplan.cli.options import AsOfOption, Color, ColorOption, PlanOption, RevOption, TableFormat
from mvpplan.errors import CannotRunError

if TYPE_CHECKING:
    from pathlib import Path

    from mvpplan.cli.past import Past
    from mvpplan.model.plan import Plan


def changes(
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE|REV", help="Where to start [the review day before]."),
    ] = None,
    rev: RevOption = None,
    plan: PlanOption = None,
    format: Annotated[
        TableFormat, typer.Option("--format", help="How to write the changes.")
    ] = TableFormat.TEXT,
    as_of: AsOfOption = None,
    color: ColorOption = Color.AUTO,
) -> None:
    """Say what moved in the plan since a day or a revision.

    Example: mvpplan changes --since main --format markdown

    Compares the plan record by record with what git held then: what opened, closed, slipped and
    fell, who took over, how the scope grew. Of a branch or another revision beside this one, what
    counts is where the two parted.
    """
    from mvpplan.cli.past import past_of
    from mvpplan.output.changes import change_row, changes_lines, changes_markdown
    from mvpplan.output.json import to_json
    from mvpplan.store import git
    from mvpplan.text.words import counted, joined
    from mvpplan.timeline.changes import moved

    folder = opening.plan_folder(plan)
    loaded = opening.read_plan(folder, opening.snapshot(folder, rev) if rev else None)
    revision = git.resolve(folder, rev) if rev else None
    past = past_of(folder, loaded, as_of, revision)
    before, words = _before(folder, past, since, revision)
    found, slipped = moved(before, past.plan), past.slips()
    if format is TableFormat.JSON:
        rows = [change_row(change, slipped) for change in found]
        screen.emit(to_json({"since": words, "as_of": past.day, "changes": rows}))
    elif format is TableFormat.MARKDOWN:
        screen.emit(changes_markdown(found, slipped, words))
    else:
        screen.show(changes_lines(found, slipped), color)
        many = counted(len(found), "change") if found else "nothing has changed"
        screen.note(f"{many} {words}")
    unread = past.plan.broken.keys() | before.broken.keys()
    if unread:
        it = f"{counted(len(unread), 'record')} cannot be read and so cannot be compared"
        screen.note(f"{it}: {joined(sorted(unread))}")


def _before(folder: Path, past: Past, since: str | None, revision: str | None) -> tuple[Plan, str]:
    """The plan to compare with, and that point in time in words."""
    from datetime import date

    from mvpplan.cli.past import unknown
    from mvpplan.timeline.period import period_of

    day = opening.day_or_revision(since) if since is not None else None
    if isinstance(day, str):
        return _at_revision(folder, past, day, revision)
    start = day if isinstance(day, date) else period_of(past.plan.settings, past.day).start
    if start > past.day:
        raise CannotRunError(f"--since {start} is after {past.day}", "give an earlier date")
    before = past.history.plan_on(start)
    if before is None:
        raise unknown(folder, past.history, start)
    return before, f"since {start}"


def _at_revision(folder: Path, past: Past, since: str, revision: str | None) -> tuple[Plan, str]:
    """The plan at a revision, or where it and this one parted."""
    from mvpplan.store import git

    named = git.resolve(folder, since)
    here = past.history.steps[-1].commit.id if past.committed else revision or "HEAD"
    base = git.merge_base(folder, named, git.resolve(folder, here))
    words = f"since {since}" if base == named else f"since it left {since} at {base[:10]}"
    found = past.history.plan_at(base)
    return found or opening.read_plan(folder, opening.snapshot(folder, base)).plan, words
