"""What every command that reads a plan does first."""

from __future__ import annotations

import os
import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from mvpplan.cli import screen

if TYPE_CHECKING:
    from mvpplan.errors import Finding, Problem, Severity
    from mvpplan.model.record import Record
    from mvpplan.model.settings import Settings
    from mvpplan.store.history import Commit
    from mvpplan.store.load import Loaded, Tree

_LIKE_A_DAY = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\Z")


def plan_folder(named: Path | None) -> Path:
    """The folder of the plan, relative to the current one; raises CannotRunError without one."""
    from mvpplan.store.tree import find_plan

    return find_plan(named, Path.cwd())


def read_plan(folder: Path, tree: Tree | None = None) -> Loaded:
    """Read a plan from a tree, by default the working tree, with progress on a terminal."""
    from mvpplan.store.load import load
    from mvpplan.store.tree import WorkingTree

    loaded = load(tree or WorkingTree(folder), screen.progress())
    for remark in loaded.remarks:
        screen.note(f"note: {remark}")
    return loaded


def day_or_revision(words: str) -> date | str:
    """A day if words name one, else the words, which may name a revision.

    A day of the week is the last one before today. Raises CannotRunError for a day that no calendar
    has.
    """
    from mvpplan.errors import CannotRunError
    from mvpplan.text.ahead import day_of
    from mvpplan.text.days import DayError, read_day

    named = day_of(words, today())
    if named is not None:
        is_weekday = words.strip().isalpha() and named > today()
        return named - timedelta(weeks=1) if is_weekday else named
    try:
        return read_day(words)
    except DayError as error:
        if _LIKE_A_DAY.match(words):
            raise CannotRunError(f"{words} {error}", error.hint) from None
        return words


def library() -> list[Path]:
    """The library of templates that the plan here names, if there is a plan and it names one."""
    from mvpplan.errors import CannotRunError
    from mvpplan.store.library import library_of

    try:
        folder = plan_folder(None)
    except CannotRunError:
        return []
    named = read_plan(folder).plan.settings.library
    return [library_of(folder, named)] if named else []


def read_on(folder: Path, as_of: date | None) -> tuple[Loaded, Commit | None]:
    """Read a plan as it stood on a day, with the commit that held it then.

    Today and later it is the plan as it is now, without a commit; and so it is, with a note, where
    git does not reach back to the day.
    """
    from mvpplan.errors import CannotRunError
    from mvpplan.store import git
    from mvpplan.store.history import commits_of, standing
    from mvpplan.store.snapshot import Snapshot

    if as_of is None or as_of >= today():
        return read_plan(folder), None
    if git.top(folder) is None:
        screen.note("note: the plan is taken as it is now: it is in no git repository")
        return read_plan(folder), None
    try:
        commits = commits_of(folder)
    except CannotRunError as error:
        screen.note(f"note: the plan is taken as it is now, because {error}")
        return read_plan(folder), None
    count = standing([commit.on for commit in commits], as_of)
    if not count:
        since = f"it is in git since {commits[0].on}" if commits else "no commit holds it yet"
        screen.note(f"note: the plan is taken as it is now: {since}")
        return read_plan(folder), None
    commit = commits[count - 1]
    return read_plan(folder, Snapshot(folder, commit.id)), commit


def check_person(person: str | None, settings: Settings) -> None:
    """Refuse a person whom the plan does not know; raises CannotRunError, naming the nearest."""
    from mvpplan.errors import CannotRunError
    from mvpplan.model.nearest import suggestion

    if person is not None and person not in settings.people:
        hint = suggestion(person, list(settings.people), "they stand under people in mvpplan.yaml")
        raise CannotRunError(f"{person} is not one of the people", hint)


def check_not_of_plan(out: Path | None, folder: Path, loaded: Loaded) -> None:
    """Refuse to write over a file that the plan is read from; raises CannotRunError."""
    from mvpplan.errors import CannotRunError

    if out is None:
        return
    place = os.path.realpath(out)  # of pathlib, a link that leads to itself gets an error
    if any(os.path.realpath(folder / path) == place for path in loaded.sources):
        raise CannotRunError(f"{out} is a file of the plan", "name another file")


def snapshot(folder: Path, revision: str | None) -> Tree:
    """The plan as a commit holds it, or the index if no revision is named."""
    from mvpplan.errors import CannotRunError
    from mvpplan.store import git
    from mvpplan.store.snapshot import Snapshot

    if git.top(folder) is None:
        raise CannotRunError(f"{folder.resolve()} is not in a git repository", "check the files")
    return Snapshot(folder, git.resolve(folder, revision) if revision is not None else None)


def is_commit_idle(folder: Path) -> bool:
    """Whether the commit being made changes nothing in the plan.

    Outside of a commit, pre-commit asks for all files, and the whole index is checked.
    """
    from mvpplan.store import git

    all_files = "PRE_COMMIT" in os.environ and "GIT_INDEX_FILE" not in os.environ
    return not all_files and not git.anything_staged(folder)


def kind_named(name: str) -> type[Record]:
    """A kind by its name or its folder; raises CannotRunError, naming the nearest, for another."""
    from mvpplan.errors import CannotRunError
    from mvpplan.model import FOLDERS, KINDS
    from mvpplan.model.nearest import suggestion

    shape = KINDS.get(name) or FOLDERS.get(name)
    if shape is None:
        hint = suggestion(name, list(KINDS), f"choose one of {', '.join(KINDS)}")
        raise CannotRunError(f"{name} is no kind of record", hint)
    return shape


def findings(loaded: Loaded) -> list[Finding]:
    """Everything that is wrong with a plan, placed and sorted."""
    return loaded.find_all(judged(loaded))


def errors_in(loaded: Loaded) -> int:
    """How many errors a plan has."""
    return errors_by_record(loaded).total()


def errors_by_record(loaded: Loaded) -> Counter[str | None]:
    """How many errors each record has, by its id; those in no record under None."""
    return Counter(problem.record for problem, severity in judged(loaded) if severity == "error")


def judged(loaded: Loaded) -> list[tuple[Problem, Severity]]:
    """Everything that is wrong with a plan, with how much it weighs."""
    from mvpplan.rules import check, judge

    problems = [*loaded.problems, *check(loaded.plan)]
    if loaded.plan.settings.gates or loaded.plan.settings.waivers:
        from mvpplan.gates.adjustments import faults

        problems += faults(loaded.plan.settings)
    return list(judge(loaded.plan, problems))


def warn_of_findings(loaded: Loaded) -> None:
    """Say on standard error that a plan has errors, which its results may suffer from."""
    warn_of_errors(errors_in(loaded))


def warn_of_errors(errors: int) -> None:
    """The same for so many errors as were counted before."""
    from mvpplan.text.words import counted

    if errors:
        screen.note(f"the plan has {counted(errors, 'error')}; 'mvpplan validate' shows them")


def prefix(folder: Path) -> str:
    """The way from the current folder to the plan, with forward slashes; "" if it is here."""
    way = Path(os.path.relpath(folder)).as_posix()
    return "" if way == "." else way + "/"


def prefix_in_repository(folder: Path) -> str:
    """The same from the top of the repository; outside of one, from the current folder."""
    from mvpplan.store import git

    top, plan = git.top(folder), folder.resolve()
    if top is None or not plan.is_relative_to(top):
        return prefix(folder)
    return "".join(f"{part}/" for part in plan.relative_to(top).parts)


def today() -> date:
    """The date to judge by if none is given."""
    return date.today()  # noqa: DTZ011 - the user's own calendar day
