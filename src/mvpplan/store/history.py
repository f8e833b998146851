"""What git knows of a plan: its commits, and the records that each of them left."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mvpplan.errors import PLAN_FILE, CannotRunError
from mvpplan.model import RECORDS
from mvpplan.model.plan import Plan
from mvpplan.model.plan_file import no_settings
from mvpplan.model.renames import is_same, renames
from mvpplan.store import git
from mvpplan.store.commits import Commit, changes_of, commits_of, standing
from mvpplan.store.versions import Versions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from mvpplan.model.record import Record
    from mvpplan.model.settings import Settings
    from mvpplan.store.load import Loaded

__all__ = (
    "Commit",
    "History",
    "Step",
    "commits_of",
    "plan_of",
    "read_history",
    "since_it_came",
    "standing",
)

_KINDS = {shape: number for number, shape in enumerate(RECORDS)}


@dataclass(frozen=True, slots=True)
class Step:
    """A commit with what it changed: records by id, None for one that it took out."""

    commit: Commit
    records: Mapping[str, Record | None]
    settings: Settings | None


@dataclass(frozen=True)
class History:
    """The commits of a plan, oldest first.

    Along the first parents: what was made on a branch counts from the day it was merged. Where
    somebody has rewritten dates, a day is that of the newest commit that claims it or an earlier
    one.

    Attributes:
        steps: what each commit changed. If this clone does not hold the plan's beginning, the first
            of them brings everything that was there.
        fetch: how to get what this clone does not hold, as a command; empty if it holds everything.
    """

    steps: tuple[Step, ...]
    fetch: str = ""
    _plans: dict[int, Plan] = field(default_factory=dict, compare=False, repr=False)

    @property
    def complete(self) -> bool:
        """Whether the first step is the plan's beginning."""
        return not self.fetch

    def on(self, day: date) -> Commit | None:
        """The commit at which the plan stood at the end of a day; None before the first."""
        count = self._count(day)
        return self.steps[count - 1].commit if count else None

    def plan_on(self, day: date) -> Plan | None:
        """The plan as it stood at the end of a day; None before the first commit."""
        count = self._count(day)
        return self._plan(count) if count else None

    def plan_at(self, commit: str) -> Plan | None:
        """The plan as a commit left it; None if that commit did not touch the plan."""
        for count, step in enumerate(self.steps, start=1):
            if step.commit.id == commit:
                return self._plan(count)
        return None

    def until(self, day: date) -> History:
        """The same without the commits after a day."""
        return History(self.steps[: self._count(day)], self.fetch)

    def up_to(self, commit: Commit) -> History:
        """The same without the commits after one of its own."""
        count = next(n for n, step in enumerate(self.steps, start=1) if step.commit.id == commit.id)
        return History(self.steps[:count], self.fetch)

    def first_seen(self) -> dict[str, date]:
        """The day of the first commit that held each record.

        Where the beginning is not known, nothing is said of what was there from the first step on.
        """
        unknown = {} if self.complete else self.steps[0].records
        lives = ((name, since_it_came(life)) for name, life in self.lives().items())
        firsts = ((name, life[0][0]) for name, life in lives)
        return {name: first.on for name, first in firsts if first and name not in unknown}

    def lives(
        self, now: Plan | None = None
    ) -> dict[str, list[tuple[Commit | None, Record | None]]]:
        """Every state of each record with the commit that made it, oldest first.

        A record that got another id, and says the same or has kept its title, has the states from
        before too.

        Args:
            now: the plan as the files are, for the states that no commit holds yet.
        """
        found: dict[str, list[tuple[Commit | None, Record | None]]] = {}
        for step in self.steps:
            _live(found, step.commit, step.records)
        if now is not None:
            last = self._plan(len(self.steps)).records if self.steps else {}
            names = (last.keys() | now.records.keys()) - now.broken.keys()
            after = {name: now.records.get(name) for name in sorted(names)}
            _live(found, None, {n: each for n, each in after.items() if each != last.get(n)})
        return found

    def _count(self, day: date) -> int:
        return standing([step.commit.on for step in self.steps], day)

    def _plan(self, count: int) -> Plan:
        if count not in self._plans:
            records: dict[str, Record] = {}
            settings = None
            for step in self.steps[:count]:
                settings = step.settings or settings
                _apply(step.records, records)
            self._plans[count] = plan_of(records, settings or no_settings())
        return self._plans[count]


def plan_of(records: Mapping[str, Record], settings: Settings) -> Plan:
    """A plan of records that were all read."""
    ordered = sorted(records.items(), key=lambda item: (_KINDS[type(item[1])], item[0]))
    return Plan(
        settings,
        dict(ordered),
        people=frozenset(settings.people),
        outcomes=frozenset(settings.protects),
    )


def read_history(folder: Path, loaded: Loaded, revision: str = "HEAD") -> History:
    """Read every version of every file of a plan, each distinct one once.

    Args:
        folder: the plan.
        loaded: the plan as it is now; its files are not read again where git holds the same.
        revision: the id of the commit whose history it is.

    Raises CannotRunError, which says why, without a repository, a commit of the plan, or git.
    """
    if git.top(folder) is None:
        raise CannotRunError("the plan is not in a git repository")
    commits = changes_of(folder, revision)
    if not commits:
        raise CannotRunError("no commit holds the plan yet")
    versions = Versions(folder, loaded)
    versions.read(change for _, changes in commits for change in changes.items())
    steps = list(_steps(commits, versions))
    begin = _first_known(commits, versions)
    if begin:
        steps = _from(steps, begin)
        return History(tuple(steps), git.FETCH_CONTENTS)
    shallow = git.run(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"
    return History(tuple(steps), git.FETCH_COMMITS if shallow else "")


def _steps(commits: list[tuple[Commit, dict[str, str]]], versions: Versions) -> Iterator[Step]:
    """What each commit changed, record by record, whatever files they moved between.

    A record that cannot be read stays as it was. One that stands in two files is taken from the
    first, as reading does it.
    """
    names: dict[str, set[str]] = {}  # by path
    held: dict[str, dict[str, tuple[bool, Record]]] = {}  # by id and path; whether it is as it was
    now: dict[str, Record] = {}
    for commit, changes in commits:
        touched: set[str] = set()
        for path, blob in changes.items():
            version, before = versions.of(path, blob), names.get(path, set())
            stay = (before if version.whole else set()) | version.broken
            found = {name: (True, now[name]) for name in stay if name in now}
            found |= {name: (False, record) for name, record in version.records.items()}
            for name in before - found.keys():
                del held[name][path]
            for name, each in found.items():
                held.setdefault(name, {})[path] = each
            names[path] = {*found}
            touched |= before | found.keys()
        after = {name: _first(held[name]) for name in sorted(touched)}
        changed = {name: record for name, record in after.items() if record != now.get(name)}
        _apply(changed, now)
        settings = versions.of(PLAN_FILE, changes.get(PLAN_FILE, "")).settings
        yield Step(commit, changed, settings)


def _first(held: Mapping[str, tuple[bool, Record]]) -> Record | None:
    """The record among those at several paths: one that was read, by the first path."""
    found = min(held.items(), key=lambda item: (item[1][0], item[0]), default=None)
    return found[1][1] if found else None


def _first_known(commits: list[tuple[Commit, dict[str, str]]], versions: Versions) -> int:
    """The number of the first commit from which on no version is missing."""
    begin, missing = 0, set()
    for number, (_, changes) in enumerate(commits, start=1):
        for path, blob in changes.items():
            missing.discard(path)
            if versions.of(path, blob).missing:
                missing.add(path)
        begin = number if missing else begin
    return begin


def _from(steps: list[Step], begin: int) -> list[Step]:
    """The steps from one on, which then brings everything; CannotRunError if there is none."""
    if begin == len(steps):
        message = "this clone does not hold what the files said in the past"
        raise CannotRunError(message, f"fetch it with {git.FETCH_CONTENTS}")
    records: dict[str, Record] = {}
    settings = None
    for step in steps[: begin + 1]:
        settings = step.settings or settings
        _apply(step.records, records)
    return [Step(steps[begin].commit, records, settings), *steps[begin + 1 :]]


def _apply(changed: Mapping[str, Record | None], records: dict[str, Record]) -> None:
    """Bring records to what a commit left."""
    for name, record in changed.items():
        if record is None:
            records.pop(name, None)
        else:
            records[name] = record


def _live(
    lives: dict[str, list[tuple[Commit | None, Record | None]]],
    commit: Commit | None,
    changed: Mapping[str, Record | None],
) -> None:
    """Add what a commit made of records to their lives."""
    last = {name: lives[name][-1][1] for name in changed if name in lives}
    before = {name: was for name, was in last.items() if was is not None}
    after = {name: state for name, state in changed.items() if state is not None}
    came_from = {new: old for old, new in renames(before, after)}
    for name, state in changed.items():
        if name in came_from:
            earlier = (each for each in lives[came_from[name]] if each[1])
            lives[name] = [*lives.get(name, []), *earlier]
        lives.setdefault(name, []).append((commit, state))


def since_it_came(
    life: Sequence[tuple[Commit | None, Record | None]],
) -> Sequence[tuple[Commit | None, Record | None]]:
    """The states of a life from where the record is the one that it is now.

    An id that was free again, and was then given to something with another title, begins anew.
    """
    begin = 0
    for number in range(1, len(life) - 1):
        was, gone, now = (life[place][1] for place in (number - 1, number, number + 1))
        if gone is None and was is not None and now is not None and not is_same(was, now):
            begin = number + 1
    return life[begin:]
