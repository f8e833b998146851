"""``mvpplan prototype``: journeys as pages to click through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from mvpplan.cli import opening, screen
from mvpplan.cli.completion import complete_journeys
from mvpplan.cli.options import AsOfOption, OutFolderOption, PlanOption
from mvpplan.errors import CannotRunError, FaultyPlanError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mvpplan.model.journey import Journey
    from mvpplan.model.plan import Plan


def prototype(
    out: OutFolderOption,
    records: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID…]", autocompletion=complete_journeys, show_default=False),
    ] = None,
    plan: PlanOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Write journeys as pages to click through: a screen a state, moves as buttons.

    Example: mvpplan prototype --out prototype

    Without ids every journey that is not dropped. Each page is one file that asks for nothing
    from anywhere, and can be mailed. What is there of an earlier run is replaced.
    """
    from mvpplan.cli.journey import journey_named, refuse_faulty
    from mvpplan.journeys.seen import look_at
    from mvpplan.journeys.walks import unplayable
    from mvpplan.reports.prototype import MARK
    from mvpplan.reports.prototype import prototype as pages
    from mvpplan.store.pages import write_pages
    from mvpplan.text.words import counted

    folder = opening.plan_folder(plan)
    loaded, _ = opening.read_on(folder, as_of)
    named = [journey_named(loaded, each) for each in dict.fromkeys(records or ())]
    for each in named:
        refuse_faulty(each)
    left_out = [] if named else unplayable(loaded.plan)
    found = named or _every(loaded.plan, left_out)
    seen = [look_at(loaded.plan, each) for each in found]
    errors = opening.errors_by_record(loaded)
    made = dict(pages(loaded.plan, seen, as_of or opening.today(), left_out, errors))
    done = write_pages(out, made, MARK)
    screen.emit(f"{out}: {counted(len(found), 'journey')}, {done}\n")
    screen.note(f"open {out / 'index.html'} in a browser")
    opening.warn_of_errors(errors.total())


def _every(plan: Plan, left_out: Sequence[str]) -> list[Journey]:
    """Every journey that can be gone through; what is left out is said."""
    from mvpplan.journeys.walks import playable

    for name in left_out:
        screen.note(f"{name} is left out; mvpplan journey {name} says why")
    if found := plan.once(playable):
        return [*found.values()]
    if left_out:
        hint = "mvpplan validate says what is wrong with them"
        raise FaultyPlanError("no journey of the plan can be clicked through", hint)
    hint = 'mvpplan new journey "…" begins one'
    raise CannotRunError("the plan has no journey to click through", hint)
