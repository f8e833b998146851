"""What commands that look back have in common: the plan on a day, and what it is compared with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from mvpplan.cli import opening, screen
from mvpplan.errors import CannotRunError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from mvpplan.model.plan import Plan
    from mvpplan.model.record import Record
    from mvpplan.store.history import Commit, History
    from mvpplan.store.load import Loaded
    from mvpplan.timeline.changes import Change
    from mvpplan.timeline.period import Period
    from mvpplan.timeline.since import Since
    from mvpplan.timeline.slips import Slips


@dataclass(frozen=True, slots=True)
class Past:
    """A plan on a day with its history up to then.

    Attributes:
        day: the day.
        plan: how the plan stands then.
        history: its commits up to then.
        committed: whether the plan is as the last of these commits left it.
    """

    day: date
    plan: Plan
    history: History
    committed: bool

    def lives(self) -> dict[str, list[tuple[Commit | None, Record | None]]]:
        """Every state of each record up to the day; None is the commit of what is not committed."""
        return self.history.lives(None if self.committed else self.plan)

    def life(
        self, states: Sequence[tuple[Commit | None, Record | None]]
    ) -> list[tuple[Commit | None, list[Change]]]:
        """Each commit that touched a record, and None for the files, with what it changed.

        The first commit of a clone that holds no more did not make what it brings, and is left
        out.
        """
        from mvpplan.timeline.changes import changes

        life: list[tuple[Commit | None, list[Change]]] = []
        old: Record | None = None
        for number, (commit, new) in enumerate(states):
            before, after = {old.id: old} if old else {}, {new.id: new} if new else {}
            made = number or self.history.complete or commit != self.history.steps[0].commit
            life += [(commit, changes(before, after))] if made else []
            old = new
        return life

    def slips(self) -> dict[str, Slips]:
        """How often each due date has moved away, by the id of its record."""
        from mvpplan.store.history import since_it_came
        from mvpplan.timeline.slips import slips

        lives = self.lives()
        return {
            name: slips(state for _, state in since_it_came(lives.get(name, ())))
            for name in self.plan.records
        }


def past_of(folder: Path, loaded: Loaded, as_of: date | None, revision: str | None = None) -> Past:
    """The plan on a day and what git knows of it: today the files as they are, before as they were.

    With a ``revision``, a commit's id, it is the history of that.

    Raises CannotRunError if git knows nothing of the plan on that day.
    """
    from mvpplan.store.history import read_history

    today = opening.today()
    history = read_history(folder, loaded, revision or "HEAD")
    _warn_of_days(history)
    if as_of is None or as_of >= today:
        return Past(as_of or today, loaded.plan, history, committed=False)
    plan = history.plan_on(as_of)
    if plan is None:
        raise unknown(folder, history, as_of)
    return Past(as_of, plan, history.until(as_of), committed=True)


def looked_back(
    folder: Path, loaded: Loaded, period: Period, commit: Commit | None
) -> tuple[Plan, Since]:
    """The plan at the end of a period with the ages that git knows, and what was at its start.

    Args:
        folder: the plan.
        loaded: the plan at the end of the period.
        period: the days in between.
        commit: the commit that it stands at, if it is not the plan as it is now.
    """
    from mvpplan.store import git
    from mvpplan.store.history import read_history
    from mvpplan.timeline.since import Since

    if git.top(folder) is None:
        return loaded.plan, Since()
    try:
        history = read_history(folder, loaded, commit.id if commit else "HEAD")
    except CannotRunError as error:
        return loaded.plan, Since(why=str(error))
    _warn_of_days(history)
    return compared(folder, loaded, period, history, committed=commit is not None)


def compared(
    folder: Path, loaded: Loaded, period: Period, history: History, *, committed: bool
) -> tuple[Plan, Since]:
    """The same by a history that was read up to the end of the period.

    ``committed`` tells whether the plan is as the last commit of the history left it.
    """
    from mvpplan.timeline.since import Since

    plan = replace(loaded.plan, first_seen=history.first_seen())
    before = history.plan_on(period.start)
    if before is None:
        return plan, Since(why=str(unknown(folder, history, period.start)))
    past = Past(period.end, plan, history, committed=committed)
    return plan, Since(replace(before, first_seen=plan.first_seen), past.slips())


def _warn_of_days(history: History) -> None:
    """Say that commits are dated against their order, for then nobody knows what changed when."""
    for before, after in pairwise(step.commit for step in history.steps):
        if after.on < before.on:
            screen.note(
                f"note: commit {after.short} is dated {after.on}, before the one that it follows"
                f" ({before.on}): what changed on which day is not certain"
            )
            return


def unknown(folder: Path, history: History, day: date) -> CannotRunError:
    """Why git cannot say how the plan stood on a day."""
    first = history.steps[0].commit
    if not history.complete:
        message = f"this clone of the repository goes back to {first.on} only"
        return CannotRunError(message, f"fetch the rest with {history.fetch}")
    hint = f"name a day from {first.on} on"
    moved = moved_here(folder, history)
    if moved:
        return CannotRunError(moved, hint)
    return CannotRunError(f"the plan is in git since {first.on}, not on {day} yet", hint)


def moved_here(folder: Path, history: History) -> str | None:
    """A sentence on where the plan was before it got its folder; None if it was always here.

    What happened to it there is not followed: paths, and so ids and kinds, are those of the folder.
    """
    from mvpplan.errors import PLAN_FILE
    from mvpplan.store.commits import moved_from

    first = history.steps[0].commit
    old = moved_from(folder, first.id, PLAN_FILE)
    return (
        f"the plan came here from {old} on {first.on}, and is not followed there" if old else None
    )
