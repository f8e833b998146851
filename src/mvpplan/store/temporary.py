"""Files that are written beside others, to take their places."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from errno import EACCES, EINVAL, ENOTSUP, EPERM
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_SWEPT = re.compile(r"\..*\.mvpplan-[0-9a-f]{16}\.tmp", re.DOTALL)

# What a folder that cannot be synchronised says: it may not be read, or its disk knows no such
# thing. The bytes of its files are safe all the same, only their names may come late.
_NO_SYNC = {EACCES, EPERM, EINVAL, ENOTSUP}


def beside(path: Path, *, locked: bool) -> Path:
    """A new name beside a file; its dot keeps it out of the plan.

    What is written under the plan's lock gets a name that ``sweep`` knows.
    """
    mark = "mvpplan-" if locked else ""
    # Only part of the name: the whole could make it too long for the file system.
    return path.with_name(f".{path.name[:40]}.{mark}{os.urandom(8).hex()}.tmp")


def fill(new: Path, data: bytes, mode: int | None) -> None:
    """Write a new file and see it to the disk; without a mode the umask (or the folder) gives it.

    Raises OSError, and then may leave part of the file.
    """
    descriptor = os.open(new, _CREATE, 0o666 if mode is None else 0o600)
    try:
        if mode is not None:
            new.chmod(mode)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def discard(path: Path) -> None:
    """Delete a file if it is there; what cannot be deleted is left to the next sweep."""
    with suppress(OSError):
        path.unlink()


def sync(folders: Iterable[Path]) -> None:
    """See the names in folders to the disk, where that can be asked for; raises OSError."""
    if os.name == "nt":
        return
    for folder in folders:
        try:
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        except OSError as error:
            if error.errno not in _NO_SYNC:
                raise


def sweep(folders: Iterable[Path]) -> None:
    """Delete what killed writers left: under the plan's lock none of their files is in use."""
    for folder in folders:
        # A link may lead to another plan, with another lock.
        with suppress(OSError):
            if not folder.is_symlink():
                _sweep_one(folder)


def _sweep_one(folder: Path) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            if _SWEPT.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                discard(Path(entry.path))
