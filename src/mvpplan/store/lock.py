"""One writer of a plan at a time, by a lock that ends with its process, however that ends."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager, suppress
from errno import EACCES, EAGAIN, EDEADLK
from typing import TYPE_CHECKING, NoReturn

from mvpplan.errors import CannotRunError
from mvpplan.store.write import write_whole
from mvpplan.text.characters import clean
from mvpplan.text.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = ".mvpplan"
"""Where a plan keeps what is for mvpplan itself; a file of the same name tells git what to skip."""

_LOCK = f"{FOLDER}/lock"
_IGNORED = "# made by mvpplan; schemas may be committed\n/.gitignore\n/lock\n"
_PAUSE = 0.01  # seconds between two tries; short, since a plan is held for milliseconds
_LONGEST = 100  # characters of what a holder says that it does
_BUSY = {EACCES, EAGAIN, EDEADLK}
_FLAGS = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


@contextmanager
def locked(root: Path, what: str, patience: float = 5.0) -> Iterator[None]:
    """Hold a plan alone, from before it is read until it is written.

    The lock is on a file that stays; the system ends it with the process, so none is ever stale.

    Args:
        root: the folder of the plan.
        what: what the holder does, for those who wait: the command as it was typed.
        patience: seconds to wait for another process.

    Raises:
        CannotRunError: another process still holds the plan, and the message names it; or the
            plan cannot be locked at all.
    """
    try:
        (root / FOLDER).mkdir(exist_ok=True)
        descriptor = _acquire(root, time.monotonic() + patience)
    except OSError as error:
        raise CannotRunError(
            f"the plan cannot be locked for writing: {_LOCK}: {error.strerror}",
            f"see that {FOLDER} is a folder that you may write to, on a disk that knows locks",
        ) from None
    try:
        told = shortened(clean(what), _LONGEST)
        _sign(descriptor, f"process {os.getpid()}, {told}, since {time.strftime('%H:%M')}")
        _hide(root / FOLDER / ".gitignore")
        yield
    finally:
        try:
            _sign(descriptor, "")
        finally:
            with suppress(OSError):  # it is closed all the same
                os.close(descriptor)


def _acquire(root: Path, end: float) -> int:
    """Wait for the lock and give the descriptor that holds it; raises OSError, CannotRunError."""
    while True:
        descriptor = _open(root)
        try:
            if _is_taken(descriptor):
                return descriptor
            if time.monotonic() >= end:
                _give_up(descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)  # opened anew each time: someone may delete the file meanwhile
        time.sleep(_PAUSE)


def _open(root: Path) -> int:
    path = root / _LOCK
    # A plan may be a stranger's: a link would have another file of the user's overwritten.
    if path.is_symlink() or not path.resolve().is_relative_to(root.resolve()):
        raise CannotRunError(f"{_LOCK} leads to somewhere else", "remove the link")
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | _FLAGS, 0o666)
    except PermissionError:  # another user's file; to hold it, reading is enough
        return os.open(path, os.O_RDONLY | _FLAGS)


def _give_up(descriptor: int) -> NoReturn:
    """Say who holds the lock, unless it has not said so itself yet."""
    told = b""
    with suppress(OSError):
        os.lseek(descriptor, 0, os.SEEK_SET)
        told = os.read(descriptor, 10 * _LONGEST)
    name = f": {clean(told.decode(errors='replace'))}" if told else ""
    message = f"another mvpplan is writing to this plan{name}"
    raise CannotRunError(message, "try again when it is done")


def _sign(descriptor: int, name: str) -> None:
    """Write into the lock who holds it, as far as that goes: the lock holds without it, too."""
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, name.encode(errors="replace"))


def _hide(ignore: Path) -> None:
    """Keep the lock, and this file itself, out of git; one that is there is the user's."""
    with suppress(OSError):
        if not os.path.lexists(ignore):
            write_whole(ignore, _IGNORED)


if sys.platform == "win32":
    import msvcrt

    def _is_taken(descriptor: int) -> bool:
        """Try to take the lock; raises OSError if there can be none."""
        # Other processes cannot read what is locked, so it is a byte far behind the text.
        os.lseek(descriptor, 1 << 30, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno not in _BUSY:
                raise
            return False
        return True

else:
    import fcntl

    def _is_taken(descriptor: int) -> bool:
        """Try to take the lock; raises OSError if there can be none."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in _BUSY:
                raise
            return False
        return True
