"""Processes that write to a plan, to be stopped, to compete, or to meet a full disk.

Run as ``python writers.py ROLE FOLDER …``; the functions below are the roles.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mvpplan.errors import CannotRunError
from mvpplan.store.lock import locked
from mvpplan.store.write import FileChange, write_changes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOBODY = 65534
NAMES = ("mvpplan.yaml", "decisions/a.yaml", "decisions/b.yaml")


def start(role: str, *arguments: object) -> subprocess.Popen[str]:
    """Start a writer whose output can be read and whose input can be given."""
    return subprocess.Popen(
        [sys.executable, __file__, role, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def run(role: str, *arguments: object) -> str:
    """Run a writer to its end and return what it printed."""
    with start(role, *arguments) as process:
        out, _ = process.communicate()
    assert process.returncode == 0
    return out


def temporaries(folder: Path) -> list[str]:
    """The names of all files below a folder that were to take the place of others."""
    return sorted(path.name for path in folder.rglob("*.tmp"))


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a plan by path: all but those whose names start with a dot."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part[0] == "." for part in path.relative_to(folder).parts)
    }


@pytest.fixture
def shielded() -> Iterator[Path]:
    """A folder for a user whom permissions stop, even where the tests run as root."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name).resolve()


@contextmanager
def unprivileged(folder: Path) -> Iterator[None]:
    """Give a folder to a user whom permissions stop, and be that user for a while."""
    if os.geteuid():
        yield
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


def generation(number: int) -> bytes:
    """What a file holds after so many writes: each line tells, so that half a file is seen."""
    return f"{number}\n".encode() * 3000


def generations(folder: Path) -> list[int]:
    """How many writes each file has seen; fails if one is not whole."""
    found = []
    for name in NAMES:
        data = (folder / name).read_bytes()
        found.append(int(data.partition(b"\n")[0]))
        assert data == generation(found[-1]), f"{name} is neither old nor new"
    return found


def write_next(folder: Path) -> None:
    """Write the next generation of every file."""
    with locked(folder, "the test", patience=60):
        number = max(generations(folder)) + 1
        write_changes(
            folder,
            [FileChange(name, (folder / name).read_bytes(), generation(number)) for name in NAMES],
        )


def stop_often(folder: Path, name: str, times: str) -> None:
    """Stop a process that writes, by a signal at random moments; print what was seen."""
    halves = left_over = 0
    for _ in range(int(times)):
        _stop_once(folder, signal.Signals[name])
        halves += len(set(generations(folder))) > 1
        left_over += bool(temporaries(folder))
        write_next(folder)
        assert not temporaries(folder), "left over after the next write"
        assert len(set(generations(folder))) == 1
    print(json.dumps({"between two files": halves, "left over": left_over}))  # noqa: T201


def _stop_once(folder: Path, number: signal.Signals) -> None:
    told, tell = os.pipe()
    child = os.fork()  # a new process for each would take most of the time to start
    if not child:
        try:
            write_next(folder)
            os.write(tell, b".")
            while True:
                write_next(folder)
        except KeyboardInterrupt:
            os._exit(130)
        finally:
            os._exit(1)
    os.close(tell)
    os.read(told, 1)
    os.close(told)
    time.sleep(random.uniform(0, 0.015))  # noqa: S311 - any moment
    os.kill(child, number)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) in (-number, 130)


def add(folder: Path, name: str, times: str) -> None:
    """Add lines to one file, each in a write of its own."""
    path = folder / "blockers.yaml"
    for number in range(int(times)):
        with locked(folder, f"add {name}", patience=120):
            data = path.read_bytes()
            line = f"{name}-{number}: {{title: {name}}}\n".encode()
            write_changes(folder, [FileChange("blockers.yaml", data, data + line)])


def hold(folder: Path, what: str, patience: str) -> None:
    """Hold a plan until a line comes in."""
    with locked(folder, what, patience=float(patience)):
        print("held", flush=True)  # noqa: T201
        sys.stdin.readline()


def fill_up(folder: Path, limit: str) -> None:
    """Write more than fits, be it into a file (by a limit in bytes) or onto the disk; print how."""
    (folder / "mvpplan.yaml").write_bytes(b"old" * 1000)
    (folder / "blockers.yaml").write_bytes(b"old")
    if int(limit):  # Python ignores the signal that comes with it
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    error = None
    try:
        with locked(folder, "the test"):
            write_changes(
                folder,
                [
                    FileChange("blockers.yaml", b"old", b"new"),
                    FileChange("mvpplan.yaml", b"old" * 1000, b"new" * 40_000),
                    FileChange("risks/new.yaml", None, b"new"),
                ],
            )
    except CannotRunError as refusal:
        error = f"{refusal}; {refusal.hint}"
    held = {name: data[:3].decode() for name, data in files(folder).items()}
    report = {"error": error, "files": held, "temporaries": temporaries(folder)}
    print(json.dumps(report))  # noqa: T201


ROLES: dict[str, Callable[..., None]] = {
    "stop_often": stop_often,
    "add": add,
    "hold": hold,
    "fill_up": fill_up,
}

if __name__ == "__main__":
    ROLES[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
