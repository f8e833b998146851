"""The working tree: where the plan is, and the bytes of every YAML file under it."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mvpplan.errors import PLAN_FILE, CannotRunError
from mvpplan.store import git
from mvpplan.text.decoding import MAX_BYTES, too_large
from mvpplan.text.nodes import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# A pipe must not make the reader wait, and a terminal must not become its terminal.
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_OPEN |= getattr(os, "O_BINARY", 0)


def find_plan(named: Path | None, start: Path) -> Path:
    """The folder of the plan: the named one, else the nearest above ``start``, else ``plan/``.

    Raises CannotRunError if there is none.
    """
    if named is not None:
        if named.is_file() and named.name == PLAN_FILE:
            return named.parent
        if not named.is_dir():
            raise CannotRunError(f"there is no folder {named}", "name the folder of the plan")
        return named
    for folder in (start, *start.parents):
        if (folder / PLAN_FILE).is_file():
            return folder
    if (start / "plan" / PLAN_FILE).is_file():
        return start / "plan"
    raise CannotRunError(
        f"there is no plan here: no {PLAN_FILE} in this folder, in one above it, or in plan/",
        "go to the folder of the plan, or name it with --plan",
    )


FOLDER_LINK = ("a link to a folder is not followed", "put the files themselves here")
LEADS_OUT = ("the link leads out of the plan", "put the file itself here")


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a plan, relative to it and sorted; ``remarks`` is what a user should know."""

    paths: list[str]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkingTree:
    """The plan's files as they are on disk; ``root`` is the folder of the plan."""

    root: Path

    def listing(self) -> Listing:
        """Every YAML file under the plan, sorted.

        Names that start with a dot and what git ignores are no part of a plan. If git cannot be
        asked, nothing counts as ignored, and the listing says so.
        """
        ignored: frozenset[str] = frozenset()
        remarks = []
        if git.top(self.root) is not None:
            try:
                ignored = git.ignored(self.root)
            except CannotRunError as error:
                remarks = [f"what .gitignore names is checked too, because {error}"]
        return Listing(sorted(_walk(self.root, ignored)), tuple(remarks))

    def contents(self, paths: list[str]) -> Iterator[bytes | Fault]:
        """The bytes of each file, or why they cannot be read (MP001)."""
        return map(self._read, paths)

    def _read(self, path: str) -> bytes | Fault:
        full = os.path.join(self.root, path)  # noqa: PTH118 - for every file, and Path is slow
        try:
            if os.path.isdir(full) and not os.path.islink(full):  # noqa: PTH112, PTH114 - the same
                return _folder_fault(full)
            if os.path.islink(full):  # noqa: PTH114 - the same
                return self._through_link(Path(full))
            return _read_regular(full)
        except (OSError, RuntimeError) as error:  # a link that leads to itself is either
            reason = getattr(error, "strerror", None) or "the link leads to itself"
            return _fault(
                f"the file cannot be opened: {reason}", "mend its permissions or its link"
            )

    def _through_link(self, full: Path) -> bytes | Fault:
        target = full.resolve()
        if target.is_dir():
            return _fault(*FOLDER_LINK)
        if not target.is_relative_to(self.root.resolve()):
            return _fault(*LEADS_OUT)
        return _read_regular(os.fspath(target))


@dataclass(frozen=True, slots=True)
class Held:
    """Files that are not on disk, by path."""

    files: Mapping[str, bytes]

    def listing(self) -> Listing:
        """Every path, sorted."""
        return Listing(sorted(self.files))

    def contents(self, paths: list[str]) -> Iterator[bytes | Fault]:
        """The bytes of each file."""
        return (self.files[path] for path in paths)


def _walk(root: Path, ignored: frozenset[str]) -> Iterator[str]:
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        try:
            entries = os.scandir(root / folder)
        except OSError:
            yield folder.rstrip("/")  # reading it says why
            continue
        with entries:
            for entry in entries:
                path = folder + entry.name
                if entry.name.startswith(".") or path in ignored or path + "/" in ignored:
                    continue
                if entry.name.lower().endswith(git.SUFFIXES):
                    yield path
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append(path + "/")
                elif entry.is_symlink() and _leads_to_folder(entry):
                    yield path


def _leads_to_folder(link: os.DirEntry[str]) -> bool:
    try:
        return link.is_dir()
    except OSError:  # it leads to itself, and is no plan file by its name
        return False


def _folder_fault(folder: str) -> Fault:
    """The fault of a folder that is named like a file, or that may not be opened."""
    if folder.lower().endswith(git.SUFFIXES):
        return _fault("the name of a file, but a folder", "rename the folder")
    os.scandir(Path(folder)).close()
    return _fault("the folder could not be read", "try again")


def _read_regular(path: str) -> bytes | Fault:
    descriptor = os.open(path, _OPEN)
    with open(descriptor, "rb", buffering=0) as file:  # noqa: PTH123 - from a descriptor
        state = os.fstat(descriptor)
        if not stat.S_ISREG(state.st_mode):
            return _fault("not a regular file", "delete it, or rename it to something not YAML")
        if state.st_size > MAX_BYTES:
            return too_large(state.st_size, file.read(MAX_BYTES))
        return file.read(MAX_BYTES + 1)


def _fault(message: str, hint: str) -> Fault:
    return Fault("MP001", 0, message, hint)
