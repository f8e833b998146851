"""``mvpplan history``: the life of one record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from mvpplan.cli import opening, screen
from mvpplan.cli.completion import complete_ids
from mvpplan.cli.options import AsOfOption, Color, ColorOption, Format, FormatOption, PlanOption
from mvpplan.errors import CannotRunError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mvpplan.cli.past import Past
    from mvpplan.store.history import Commit


def history(
    record: Annotated[str, typer.Argument(metavar="ID", autocompletion=complete_ids)],
    plan: PlanOption = None,
    format: FormatOption = Format.TEXT,
    as_of: AsOfOption = None,
    color: ColorOption = Color.AUTO,
) -> None:
    """Tell the life of a record: what changed, when, by whom, in which commit.

    Example: mvpplan history guest-checkout
    """
    from mvpplan.cli.past import moved_here, past_of
    from mvpplan.output.changes import change_row, life_lines
    from mvpplan.output.json import to_json

    folder = opening.plan_folder(plan)
    past = past_of(folder, opening.read_plan(folder), as_of)
    lives = past.lives()
    if record not in lives:
        raise _no_record(past, record, lives)
    life = past.life(lives[record])
    if format is Format.JSON:
        screen.emit(
            to_json(
                {
                    "id": record,
                    "complete": past.history.complete,
                    "commits": [
                        {**_row(commit), "changes": [change_row(each, {}) for each in found]}
                        for commit, found in life
                    ],
                }
            )
        )
        return
    screen.show(life_lines(life), color)
    first, begins = past.history.steps[0], lives[record][0][0]
    if record in past.plan.broken:
        screen.note(f"{record} cannot be read now: mvpplan validate")
    if begins == first.commit and not past.history.complete:
        more = f"fetch what was before with {past.history.fetch}"
        screen.note(f"{record} was there already when this clone begins, on {begins.on}; {more}")
    elif begins == first.commit and (moved := moved_here(folder, past.history)):
        screen.note(moved)


def _no_record(past: Past, record: str, lives: Iterable[str]) -> CannotRunError:
    from mvpplan.model.nearest import suggestion

    if record in past.plan.broken:
        return CannotRunError(f"{record} cannot be read, and never could", "see mvpplan validate")
    hint = suggestion(record, [*lives], "mvpplan list shows every record")
    if not past.history.complete:
        begins = past.history.steps[0].commit.on
        return CannotRunError(
            f"there is no record {record}, and none was there since {begins}", hint
        )
    return CannotRunError(f"there is no record {record}, and there never was", hint)


def _row(commit: Commit | None) -> dict[str, Any]:
    if commit is None:
        return {"commit": None, "on": None, "author": None, "subject": None}
    return {
        "commit": commit.id,
        "on": commit.on,
        "author": commit.author,
        "subject": commit.subject,
    }
