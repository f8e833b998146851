"""``mvpplan history``: the life of one record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from mvpplan.cli import opening, screen
from mvpplan.cli.completion import complete_ids
from mvpplan.cli.options import AsOfOption, Color, ColorOption, Format, FormatOption, PlanOption
from mvpplan.errors import CannotRunError

if TYPE_CHECKING:
    from mvpplan.cli.past import Past
    from mvpplan.store.history import Commit
    from mvpplan.timeline.changes import Change


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
    from mvpplan.cli.past import past_of
    from mvpplan.model.nearest import suggestion
    from mvpplan.output.changes import change_row, life_lines
    from mvpplan.output.json import to_json
    from mvpplan.output.lines import render

    folder = opening.plan_folder(plan)
    past = past_of(folder, opening.read_plan(folder), as_of)
    lives = past.history.lives()
    if record not in lives and record not in past.plan.records:
        hint = suggestion(record, [*lives, *past.plan.records], "mvpplan list shows every record")
        raise CannotRunError(f"there is no record {record}, and there never was", hint)
    life = _life(past, record)
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
    screen.emit(render(life_lines(life), color=screen.use_color(color)))
    if not past.history.complete:
        screen.note("this clone does not hold what was before: git fetch --unshallow")


def _life(past: Past, record: str) -> list[tuple[Commit | None, list[Change]]]:
    """Each commit that touched the record, and None for the files, with what it changed."""
    from mvpplan.timeline.changes import changes

    states = list(past.history.lives().get(record, []))
    life: list[tuple[Commit | None, list[Change]]] = []
    old = None
    for commit, new in states:
        life.append((commit, _changes(record, old, new, changes)))
        old = new
    if not past.committed:
        found = _changes(record, old, past.plan.records.get(record), changes)
        life += [(None, found)] if found else []
    return life


def _changes(record: str, old: Any, new: Any, changes: Any) -> list[Change]:
    return changes({record: old} if old else {}, {record: new} if new else {})  # type: ignore[no-any-return]


def _row(commit: Commit | None) -> dict[str, Any]:
    if commit is None:
        return {"commit": None, "on": None, "author": None, "subject": None}
    return {
        "commit": commit.id,
        "on": commit.on,
        "author": commit.author,
        "subject": commit.subject,
    }
