"""What git knows of a plan: its commits, and the records that each of them left."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING

from mvpplan.errors import PLAN_FILE, CannotRunError
from mvpplan.model import RECORDS
from mvpplan.model.plan import Plan
from mvpplan.model.plan_file import no_settings
from mvpplan.store import git
from mvpplan.store.reading import Reading
from mvpplan.text.decoding import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from mvpplan.model.record import Record
    from mvpplan.model.settings import Settings
    from mvpplan.store.load import Loaded

_FORMAT = "--format=%x01%H%x02%cs%x02%an%x02%s"
_FILES = ("100644", "100755")
_KINDS = {shape: number for number, shape in enumerate(RECORDS)}


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that touched the plan; ``on`` is the day on which it was made, where it was made."""

    id: str
    on: date
    author: str
    subject: str

    @property
    def short(self) -> str:
        """The beginning of the id, enough to find it."""
        return self.id[:10]


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
        steps: what each commit changed.
        complete: whether the first of them is the plan's beginning; not so in a shallow clone.
    """

    steps: tuple[Step, ...]
    complete: bool = True
    _plans: dict[int, Plan] = field(default_factory=dict, compare=False, repr=False)

    def on(self, day: date) -> Commit | None:
        """The commit at which the plan stood at the end of a day; None before the first."""
        count = self._count(day)
        return self.steps[count - 1].commit if count else None

    def plan_on(self, day: date) -> Plan | None:
        """The plan as it stood at the end of a day; None before the first commit."""
        count = self._count(day)
        return self._plan(count) if count else None

    def plan_at(self, commit: str) -> Plan | None:
        """The plan as a commit left it, or the last one before it that touched the plan."""
        for count, step in enumerate(self.steps, start=1):
            if step.commit.id == commit:
                return self._plan(count)
        return None

    def until(self, day: date) -> History:
        """The same without the commits after a day."""
        return History(self.steps[: self._count(day)], self.complete)

    def lives(self) -> dict[str, list[tuple[Commit, Record | None]]]:
        """Every state of each record with the commit that made it, oldest first."""
        found: dict[str, list[tuple[Commit, Record | None]]] = {}
        for step in self.steps:
            for record, state in step.records.items():
                found.setdefault(record, []).append((step.commit, state))
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


def standing(days: list[date], day: date) -> int:
    """How many commits there were at the end of a day, by the days that they give, oldest first.

    Where dates were rewritten, no commit can be later than one that follows it.
    """
    return bisect_right(list(accumulate(reversed(days), min))[::-1], day)


def commits_of(folder: Path) -> list[Commit]:
    """The commits that touched the plan, oldest first."""
    return [commit for commit, _ in _commits(folder, "HEAD")]


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
    commits = list(_commits(folder, revision))
    if not commits:
        raise CannotRunError("no commit holds the plan yet")
    shallow = git.run(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"
    versions = _Versions(folder, loaded)
    versions.read(change for _, changes in commits for change in changes.items())
    return History(tuple(_steps(commits, versions)), complete=not shallow)


def _commits(folder: Path, revision: str) -> Iterator[tuple[Commit, dict[str, str]]]:
    """Every commit that touched the plan, oldest first, with the blobs that it put at paths.

    A path that it emptied has no blob.
    """
    try:
        listed = git.run(
            folder,
            *("-c", "log.showRoot=true", "-c", "i18n.logOutputEncoding=UTF-8"),
            *("log", "--first-parent", "-m", "--reverse", "--raw", "--no-abbrev", "--no-renames"),
            *("--no-ext-diff", "--no-textconv", "-z", "--relative", _FORMAT, revision, "--", "."),
        )
    except CannotRunError:  # nothing is committed yet
        return
    for part in listed.decode(errors="surrogateescape").split("\x01")[1:]:
        head, *rest = part.split("\0")
        commit_id, on, author, subject = head.rstrip("\n").split("\x02")
        found = {}
        for entry, path in zip(rest[::2], rest[1::2], strict=False):
            if entry.strip().startswith(":") and git.is_plan_path(path):
                _, mode, _, blob, _ = entry.strip().split(" ")
                found[path] = blob if mode in _FILES else ""
        yield Commit(commit_id, date.fromisoformat(on), author, subject), found


class _Versions:
    """What each version of a file holds, by path and blob."""

    def __init__(self, folder: Path, loaded: Loaded) -> None:
        self.folder = folder
        self.records: dict[tuple[str, str], dict[str, Record]] = {}
        self.broken: dict[tuple[str, str], frozenset[str]] = {}
        self.settings: dict[str, Settings | None] = {}
        self._take(loaded)

    def _take(self, loaded: Loaded) -> None:
        """Take over what is read already."""
        by_path: dict[str, dict[str, Record]] = {path: {} for path in loaded.sources}
        broken: dict[str, set[str]] = {path: set() for path in loaded.sources}
        for record, home in loaded.homes.items():
            if record in loaded.plan.records:
                by_path[home.path][record] = loaded.plan.records[record]
            else:
                broken[home.path].add(record)
        for path, source in loaded.sources.items():
            for blob in git.blob_ids(source.text):
                self.records[path, blob] = by_path[path]
                self.broken[path, blob] = frozenset(broken[path])
                if path == PLAN_FILE:
                    self.settings[blob] = loaded.plan.settings

    def read(self, wanted: Iterable[tuple[str, str]]) -> None:
        """Read all versions that are not known yet, in one batch."""
        missing = [each for each in dict.fromkeys(wanted) if each[1] and each not in self.records]
        contents = git.contents(self.folder, [blob for _, blob in missing], MAX_BYTES)
        for (path, blob), content in zip(missing, contents, strict=True):
            reading = Reading()
            if content is not None and content[0] <= MAX_BYTES:
                reading.file(path, content[1])
            self.records[path, blob] = reading.records
            self.broken[path, blob] = frozenset(reading.broken)
            if path == PLAN_FILE:
                self.settings[blob] = reading.settings


def _steps(commits: list[tuple[Commit, dict[str, str]]], versions: _Versions) -> Iterator[Step]:
    """What each commit changed, record by record, whatever files they moved between."""
    held: dict[str, dict[str, Record]] = {}
    now: dict[str, Record] = {}
    for commit, changes in commits:
        gone = {name for path in changes for name in held.get(path, ())}
        for path, blob in changes.items():
            version = (path, blob)
            # What cannot be read stays as it was.
            unread = {name: now[name] for name in versions.broken.get(version, ()) if name in now}
            held[path] = unread | versions.records.get(version, {})
        after = {name: record for path in changes for name, record in held[path].items()}
        changed: dict[str, Record | None] = {
            name: record for name, record in after.items() if now.get(name) != record
        }
        for name in gone - after.keys():
            changed[name] = _anywhere(held, name)
        _apply(changed, now)
        yield Step(commit, changed, versions.settings.get(changes.get(PLAN_FILE, "")))


def _apply(changed: Mapping[str, Record | None], records: dict[str, Record]) -> None:
    """Bring records to what a commit left."""
    for name, record in changed.items():
        if record is None:
            records.pop(name, None)
        else:
            records[name] = record


def _anywhere(held: Mapping[str, Mapping[str, Record]], name: str) -> Record | None:
    """A record in another file than the one that held it: for a while, it may stand in two."""
    return next((records[name] for records in held.values() if name in records), None)
