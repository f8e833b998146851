"""From the bytes of every file to a plan, and from a problem to its place in the text."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from textwrap import dedent
from typing import TYPE_CHECKING, Protocol

from mvpplan.errors import PLAN_FILE, Finding, Problem, Severity, field_name
from mvpplan.model import FOLDERS
from mvpplan.model.plan import Plan
from mvpplan.model.plan_file import no_settings
from mvpplan.model.settings import FORMAT
from mvpplan.store.layout import is_plan_file_misnamed
from mvpplan.store.reading import Home, Reading
from mvpplan.text.nodes import Document, Fault, Mapping, Source, offset_of
from mvpplan.text.reader import read
from mvpplan.text.spans import entry_end, line_start

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mvpplan.store.tree import Listing


class Tree(Protocol):
    """Where a plan's files come from."""

    def listing(self) -> Listing:
        """Every YAML file of the plan."""

    def contents(self, paths: list[str]) -> Iterator[bytes | Fault]:
        """The bytes of each of these files, or why they cannot be read."""


@dataclass(frozen=True)
class Loaded:
    """A plan with the text that it came from.

    ``problems`` is what reading found (MP0, MP1, MP204, MP402, MP403); ``files`` counts every
    YAML file under the plan, ``homes`` every record, sound or not; ``remarks`` is what a user
    should know of the reading itself.
    """

    plan: Plan
    problems: tuple[Problem, ...]
    files: int
    homes: dict[str, Home]
    sources: dict[str, Source]
    remarks: tuple[str, ...] = ()

    @property
    def texts(self) -> dict[str, str]:
        """The text of every file that could be read, by path."""
        return {path: source.text for path, source in self.sources.items()}

    def line(self, path: str, number: int) -> str:
        """The text of a line of a file, from 1; empty if it could not be read."""
        source = self.sources.get(path)
        text = source.line(number) if source else ""
        return "" if "\ufffd" in text else text

    def place(self, record: str) -> tuple[int, int]:
        """Line and column of a record, from 1."""
        home = self.homes[record]
        source = self.sources[home.path]
        return source.position(_offset(source, home.key, Problem("", record, (), "", "")))

    def excerpt(self, record: str) -> str:
        """The text that a record is written in: its file, or its part of a file of many."""
        home = self.homes[record]
        source = self.sources[home.path]
        root = _reread(source).root
        if home.key is None or not isinstance(root, Mapping):
            return source.text
        start = line_start(source.text, root.key_start(home.key))
        return dedent(source.text[start : entry_end(source.text, root, home.key)])

    def find_all(self, judged: Iterable[tuple[Problem, Severity]]) -> list[Finding]:
        """Give problems their places, file by file; sorted by place."""
        by_file = sorted(judged, key=lambda pair: self._path(pair[0]))
        return sorted((self.find(*pair) for pair in by_file), key=Finding.order)

    def _path(self, problem: Problem) -> str:
        home = self.homes.get(problem.record or "")
        return problem.path or (home.path if home else PLAN_FILE)

    def find(self, problem: Problem, severity: Severity) -> Finding:
        """Give a problem its place in the text."""
        home = self.homes.get(problem.record or "")
        path = self._path(problem)
        source = self.sources.get(path)
        if source is None:
            line, column = 1, 1
        elif problem.path is not None:
            line, column = source.position(problem.offset)
        else:
            line, column = source.position(_offset(source, home.key if home else None, problem))
        return Finding(
            problem.code,
            severity,
            path,
            line,
            column,
            problem.record,
            field_name(problem.at),
            problem.message,
            problem.hint,
        )


def _offset(source: Source, key: str | None, problem: Problem) -> int:
    root = _reread(source).root
    if root is None:
        return 0
    if key is not None and isinstance(root, Mapping) and not _holds(root.get(key), problem):
        return root.key_start(key)
    at = problem.at if key is None else (key, *problem.at)
    return offset_of(root, at, key=problem.at_key, within=problem.offset)


def _holds(node: object, problem: Problem) -> bool:
    """Whether a record has the field that a problem is about."""
    return bool(problem.at) and isinstance(node, Mapping) and problem.at[0] in node.key_events


@lru_cache(maxsize=4)
def _reread(source: Source) -> Document:
    """Read a text again for the places in it: to keep every node would treble a plan's memory."""
    return read(source)


def load(
    tree: Tree,
    progress: Callable[[int, int], None] | None = None,
    known: dict[tuple[str, bytes], Reading] | None = None,
) -> Loaded:
    """Read every file of a plan once.

    Args:
        tree: where the files come from.
        progress: told how many files of how many are read.
        known: files that were read before, by path and bytes, for whoever reads many states of one
            plan; what is read is added.
    """
    reading = Reading()
    listing = tree.listing()
    paths = listing.paths
    with _no_garbage_collection():
        files = zip(paths, tree.contents(paths), strict=True)
        for count, (path, data) in enumerate(files, start=1):
            held = _apart(path, data, known) if known is not None else None
            if held is None or not reading.take(held):
                reading.file(path, data)
            if progress is not None:
                progress(count, len(paths))
    if PLAN_FILE not in paths and not any(map(is_plan_file_misnamed, paths)):
        hint = f"add {PLAN_FILE} with format: {FORMAT} and a title"
        message = f"there is no {PLAN_FILE} in this folder"
        reading.problems.append(Problem("MP006", None, (), message, hint, PLAN_FILE))
    kinds = {shape.kind: number for number, shape in enumerate(FOLDERS.values())}
    ordered = sorted(reading.records.items(), key=lambda item: (kinds[item[1].kind], item[0]))
    plan = Plan(
        settings=reading.settings or no_settings(),
        records=dict(ordered),
        broken=reading.broken,
        mentioned=frozenset(reading.mentioned),
        people=reading.people,
        outcomes=reading.outcomes,
        unsure=reading.unsure,
    )
    return Loaded(
        plan,
        tuple(reading.problems),
        len(paths),
        reading.homes,
        reading.sources,
        listing.remarks,
    )


def _apart(
    path: str, data: bytes | Fault, known: dict[tuple[str, bytes], Reading]
) -> Reading | None:
    """What one file holds, read once; None for one that has no bytes."""
    if isinstance(data, Fault):
        return None
    if (path, data) not in known:
        known[path, data] = Reading()
        known[path, data].file(path, data)
    return known[path, data]


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Reading makes no cycles, and what it makes stays: looking for garbage only costs time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if enabled:
            gc.enable()
