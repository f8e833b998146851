"""Writing files so that each is the old one or the new one, and never half of it."""

from __future__ import annotations

import os
import signal
import stat
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from errno import EACCES, EDQUOT, ENOSPC, EPERM, EROFS
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from mvpplan.errors import CannotRunError
from mvpplan.model import FOLDERS
from mvpplan.store.temporary import beside, discard, fill, sweep, sync

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_HINTS = {
    ENOSPC: "free some space on the disk, then try again",
    EDQUOT: "free some space on the disk, then try again",
    EACCES: "change its permissions, or ask its owner",
    EPERM: "change its permissions, or ask its owner",
    EROFS: "make the disk writable",
}


@dataclass(frozen=True, slots=True)
class FileChange:
    """What a file of a plan was and is to be.

    Attributes:
        path: relative to the plan, with forward slashes.
        before: the bytes that were read; None if there was no file.
        after: the bytes to write; None to delete the file.
    """

    path: str
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, slots=True)
class _Job:
    """A change with the ``place`` to write (links followed) or the name to delete (not followed).

    ``mode`` is that of the file; None if there is none.
    """

    change: FileChange
    place: Path
    temporary: Path
    mode: int | None


def write_changes(root: Path, changes: Sequence[FileChange]) -> None:
    """Change files of a plan: each wholly or not at all, and none if anything speaks against it.

    The caller holds the plan's lock (``lock.locked``) since before it read the files. Everything
    is prepared beside the files and on the disk before the first is replaced; deletions come
    last, so that what is renamed is never missing. A link is written where it leads; deleting
    one leaves what it leads to. A change that changes nothing is passed over.

    A file that replaces another keeps its mode, but becomes the writer's, and other hard links to
    the old one keep the old bytes: as with git and most editors, and the price of never half.

    Raises:
        CannotRunError: a file is not what was read, leads out of the plan, or cannot be written.
            Nothing is changed then, or the message says which files are and which are not.
    """
    home = Path(os.path.realpath(root))
    jobs = _jobs(home, changes)
    made: list[Path] = []
    sweep({home, *(home / name for name in FOLDERS), *(job.place.parent for job in jobs)})
    try:
        for job in jobs:
            with _told(job.change.path):
                _prepare(job, made)
        for job in jobs:
            with _told(job.change.path):
                _refuse_if_changed(job)
        with _uninterrupted():
            _replace(jobs, made)
    except BaseException:
        for job in jobs:
            discard(job.temporary)
        for folder in reversed(made):
            with suppress(OSError):  # with something in it, it stays
                folder.rmdir()
        raise


def write_whole(path: Path, text: str) -> None:
    """Write a text file atomically; raises OSError and leaves the old file if that fails.

    A file that exists keeps its mode; a link is followed; what is no file (a pipe, a terminal) is
    written to as it is. Needs no lock, and no plan.
    """
    path = path.resolve()
    if path.exists() and not path.is_file() and not path.is_dir():
        path.write_text(text, encoding="utf-8", newline="\n")
        return
    data = text.encode()
    temporary = beside(path, locked=False)
    try:
        fill(temporary, data, stat.S_IMODE(path.stat().st_mode) if path.exists() else None)
        temporary.replace(path)
    except BaseException:
        discard(temporary)
        raise


def _jobs(home: Path, changes: Iterable[FileChange]) -> list[_Job]:
    """What there is to do, deletions last; one job where two names are one file."""
    jobs: dict[Path, _Job] = {}
    for change in changes:
        if change.before == change.after:
            continue
        with _told(change.path):
            job = _job(home, change)
        twin = jobs.setdefault(job.place, job)
        if twin.change.after != change.after:
            raise CannotRunError(
                f"{twin.change.path} and {change.path} are one file; nothing was changed",
                "replace the link by a file of its own",
            )
    return sorted(jobs.values(), key=lambda job: job.change.after is None)


def _job(home: Path, change: FileChange) -> _Job:
    name = home / change.path
    place = Path(os.path.realpath(name))
    if place.is_symlink():
        _refuse(f"{change.path} is a link that leads to itself", "remove the link")
    if not place.is_relative_to(home) or ".git" in place.relative_to(home).parts:
        _refuse(f"{change.path} leads out of the plan", "put the file itself here")
    if change.after is None:
        place = Path(os.path.realpath(name.parent)) / name.name
    state = _state(place)
    mode = None if state is None else stat.S_IMODE(state.st_mode)
    # To replace a file needs no right to write it, but who protects a file means its bytes.
    if mode is not None and not (mode & 0o222 and _is_allowed(place, os.W_OK)):
        _refuse(f"{change.path} is read-only", "allow writing to it, or ask its owner")
    if place.parent.is_dir() and not _is_allowed(place.parent, os.W_OK | os.X_OK):
        where = f"the folder of {change.path}"
        _refuse(f"{where} is read-only", "allow writing to the folder, or ask its owner")
    return _Job(change, place, beside(place, locked=True), mode)


def _is_allowed(path: Path, rights: int) -> bool:
    return os.access(path, rights, effective_ids=os.access in os.supports_effective_ids)


def _state(place: Path) -> os.stat_result | None:
    try:
        return place.stat()
    except FileNotFoundError:
        return None


def _prepare(job: _Job, made: list[Path]) -> None:
    """Write the new bytes beside the file; ``made`` gets the folders that had to be made."""
    if job.change.after is None:
        return
    missing = []
    folder = job.place.parent
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        made.append(each)  # before it is there: an interruption may come right after
        each.mkdir()
    fill(job.temporary, job.change.after, job.mode)


def _refuse_if_changed(job: _Job) -> None:
    """Compare the file with what was read of it."""
    before, state = job.change.before, _state(job.place)
    if state is None:
        what = "" if before is None else "deleted"
    elif before is None:
        what = "created"
    else:  # what is no file is not read: a pipe would make this wait
        same = stat.S_ISREG(state.st_mode) and job.place.read_bytes() == before
        what = "" if same else "changed"
    if what:
        _refuse(f"{job.change.path} was {what} by someone else meanwhile", "run the command again")


def _replace(jobs: Sequence[_Job], made: Sequence[Path]) -> None:
    """Let the new files take the places of the old; if that stops halfway, say how far it got."""
    done: list[str] = []
    new = [job for job in jobs if job.change.after is not None]
    old = [job for job in jobs if job.change.after is None]
    try:
        for job in new:
            job.temporary.replace(job.place)
            done.append(job.change.path)
        sync({*(job.place.parent for job in new), *(folder.parent for folder in made)})
        for job in old:
            job.place.unlink()
            done.append(job.change.path)
        sync({job.place.parent for job in old})
    except OSError as error:
        left = [job.change.path for job in jobs if job.change.path not in done]
        if not done:
            raise _cannot_write(left[0], error) from None
        rest = f"not changed: {', '.join(left)}" if left else "but they may not be on the disk yet"
        raise CannotRunError(
            f"{error.strerror}; changed: {', '.join(done)}; {rest}",
            "'git diff' shows what was changed",
        ) from None


def _refuse(why: str, hint: str) -> NoReturn:
    raise CannotRunError(f"{why}; nothing was changed", hint)


@contextmanager
def _told(path: str) -> Iterator[None]:
    """Turn what the system refuses into one line about a file."""
    try:
        yield
    except OSError as error:
        raise _cannot_write(path, error) from None


def _cannot_write(path: str, error: OSError) -> CannotRunError:
    message = f"{path} cannot be written: {error.strerror}; nothing was changed"
    return CannotRunError(message, _HINTS.get(error.errno or 0, "try again"))


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold Ctrl-C back while files are replaced, so that it does not stop between two of them."""
    if threading.current_thread() is not threading.main_thread():  # interruptions reach only that
        yield
        return
    held: list[int] = []
    usual = signal.signal(signal.SIGINT, lambda number, _: held.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL if usual is None else usual)
    if held:
        signal.raise_signal(signal.SIGINT)
