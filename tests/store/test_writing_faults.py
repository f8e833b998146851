"""Whatever stops a write, and wherever, every file is the old one or the new one."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import shutil
import subprocess
import sys
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
import writers
from writers import NAMES, files, generation, temporaries

from conftest import write_files
from mvpplan.errors import CannotRunError
from mvpplan.store.lock import locked
from mvpplan.store.write import FileChange, write_changes, write_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CALLS = (
    *("open", "write", "fsync", "close", "replace", "chmod", "mkdir", "unlink", "rmdir"),
    *("scandir", "stat", "lstat", "access"),
)
OLD = {"blockers.yaml": b"old", "decisions/a.yaml": b"old", "decisions/gone.yaml": b"old"}
NEW = {"blockers.yaml": b"new", "decisions/a.yaml": b"new", "risks/deep/added.yaml": b"new"}
CHANGES = [FileChange(path, OLD.get(path), NEW.get(path)) for path in sorted({*OLD, *NEW})]
LEFT_OVER = ".a.yaml.mvpplan-0123456789abcdef.tmp"


class Faults:
    """Lets the N-th call to the system fail, and all after it if ``lasting``."""

    def __init__(
        self, at: int, make: Callable[[], BaseException], *, lasting: bool, late: bool
    ) -> None:
        self.at = at
        self.make = make
        self.lasting = lasting
        self.late = late
        self.count = 0

    def around(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def instead(*arguments: Any, **options: Any) -> Any:
            self.count += 1
            if self.count != self.at and not (self.lasting and self.count > self.at):
                return call(*arguments, **options)
            if self.late or call is REAL_CLOSE:  # what fails to close is closed all the same
                result = call(*arguments, **options)
                if call is REAL_OPEN:
                    REAL_CLOSE(result)
                elif hasattr(result, "close"):
                    result.close()
            raise self.make()

        return instead


REAL_OPEN, REAL_CLOSE = os.open, os.close


def attempt(faults: Faults, write: Callable[[], None]) -> BaseException | None:
    """Write with a fault; what came of it."""
    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, faults.around(getattr(os, name)))
        patch.setattr(io, "open", faults.around(io.open))
        try:
            write()
        except (CannotRunError, KeyboardInterrupt, OSError) as error:
            return error
    return None


def fault(name: str) -> Callable[[], BaseException]:
    if name == "Ctrl-C":
        return KeyboardInterrupt
    number = getattr(errno, name)
    return lambda: OSError(number, os.strerror(number))


def changed_on_disk(folder: Path) -> set[str]:
    """Which files are new; fails if one is neither old nor new."""
    now = files(folder)
    for change in CHANGES:
        assert now.get(change.path) in (change.before, change.after), change.path
    assert set(now) <= {*OLD, *NEW}
    return {each.path for each in CHANGES if now.get(each.path) == each.after}


def told(error: CannotRunError) -> tuple[set[str], set[str]]:
    """Which files a message says are changed, and which are not."""
    if str(error).endswith("; nothing was changed"):
        return set(), {each.path for each in CHANGES}
    found = re.search(
        r"; changed: ([^;]*)(?:; not changed: ([^;]*)|; but they may not be)", f"{error}"
    )
    assert found, str(error)
    return set(found[1].split(", ")), set(found[2].split(", ")) if found[2] else set()


def check_outcome(folder: Path, error: BaseException | None) -> None:
    """Hold what is on the disk against what was said."""
    new = changed_on_disk(folder)
    if error is None:
        assert new == {each.path for each in CHANGES}
    elif not isinstance(error, KeyboardInterrupt):
        assert isinstance(error, CannotRunError), repr(error)
        assert "\n" not in f"{error}{error.hint}"
        assert error.hint
        assert told(error) == (new, {each.path for each in CHANGES} - new)
    if not new:
        assert not (folder / "risks").exists()


@pytest.mark.parametrize("name", ["EIO", "ENOSPC", "EACCES", "Ctrl-C", "Ctrl-C after it"])
def test_a_fault_at_any_call(name: str, tmp_path: Path) -> None:
    late = name.endswith("after it")
    seen = set()
    for at in count(1):
        folder = tmp_path / str(at)
        write_files(folder, {**OLD, f"decisions/{LEFT_OVER}": "x"})
        faults = Faults(at, fault(name.removesuffix(" after it")), lasting=False, late=late)
        error = attempt(faults, partial(write_changes, folder, CHANGES))
        check_outcome(folder, error)
        assert set(temporaries(folder)) <= {LEFT_OVER}
        seen.add(len(changed_on_disk(folder)))
        if faults.count < at:
            break
        shutil.rmtree(folder)
    assert error is None
    assert temporaries(folder) == []
    assert seen == {0, 1, 2, 3, 4}


def test_a_disk_that_dies_at_any_call(tmp_path: Path) -> None:
    for at in count(1):
        folder = tmp_path / str(at)
        write_files(folder, {**OLD})
        faults = Faults(at, fault("EIO"), lasting=True, late=False)
        error = attempt(faults, partial(write_changes, folder, CHANGES))
        new = changed_on_disk(folder)
        if faults.count < at:
            break
        if isinstance(error, CannotRunError):
            assert told(error)[0] == new
        write_changes(folder, [each for each in CHANGES if each.path not in new])
        assert files(folder) == NEW
        assert temporaries(folder) == []
        shutil.rmtree(folder)
    assert error is None


@pytest.mark.parametrize("name", ["EIO", "ENOSPC", "EACCES", "Ctrl-C", "Ctrl-C after it"])
def test_a_report_with_a_fault_at_any_call(name: str, tmp_path: Path) -> None:
    late = name.endswith("after it")
    report = tmp_path / "report.md"
    for at in count(1):
        report.write_text("old")
        faults = Faults(at, fault(name.removesuffix(" after it")), lasting=False, late=late)
        error = attempt(faults, lambda: write_whole(report, "new"))
        assert report.read_text() in (("new",) if error is None else ("old", "new"))
        assert temporaries(tmp_path) == []
        if faults.count < at:
            break
    assert error is None


@pytest.mark.parametrize("name", ["EIO", "ENOSPC", "Ctrl-C", "Ctrl-C after it"])
def test_a_lock_with_a_fault_at_any_call(name: str, tmp_path: Path) -> None:
    late = name.endswith("after it")
    reached: list[int] = []

    def write() -> None:
        with locked(folder, "one", 0):
            reached.append(at)

    for at in count(1):
        folder = tmp_path / str(at)
        folder.mkdir()
        faults = Faults(at, fault(name.removesuffix(" after it")), lasting=False, late=late)
        error = attempt(faults, write)
        assert isinstance(error, CannotRunError | KeyboardInterrupt | None), repr(error)
        if error is None:
            assert reached[-1] == at
            assert at not in reached[:-1]
        with locked(folder, "the next one", 0):
            assert temporaries(folder) == []
        if faults.count < at:
            break
    assert error is None


# --- processes that are stopped


@pytest.fixture
def busy(tmp_path: Path) -> Path:
    """A plan that is written to over and over."""
    write_files(tmp_path / "plan", dict.fromkeys(NAMES, generation(1)))
    return tmp_path / "plan"


def test_sixty_kills_leave_whole_files_and_the_next_write_works(busy: Path) -> None:
    seen = json.loads(writers.run("stop_often", busy, "SIGKILL", 60))
    assert seen["left over"] > 0  # or this would have tested nothing


def test_ctrl_c_leaves_all_files_old_or_all_new_and_nothing_beside_them(busy: Path) -> None:
    seen = json.loads(writers.run("stop_often", busy, "SIGINT", 60))
    assert seen == {"between two files": 0, "left over": 0}


def test_two_processes_that_add_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    (tmp_path / "blockers.yaml").write_bytes(b"")
    with writers.start("add", tmp_path, "a", 200) as one, writers.start("add", tmp_path, "b", 200):
        pass
    assert one.returncode == 0
    lines = (tmp_path / "blockers.yaml").read_text().splitlines()
    for name in ("a", "b"):
        assert [line for line in lines if line[0] == name] == [
            f"{name}-{number}: {{title: {name}}}" for number in range(200)
        ]


# --- a full disk


def outcome(report: str) -> dict[str, Any]:
    found = json.loads(report)
    assert isinstance(found, dict)
    return found


def test_a_file_that_grows_beyond_a_limit(tmp_path: Path) -> None:
    assert outcome(writers.run("fill_up", tmp_path, 65536)) == {
        "error": "mvpplan.yaml cannot be written: File too large; nothing was changed; try again",
        "files": {"blockers.yaml": "old", "mvpplan.yaml": "old"},
        "temporaries": [],
    }


def test_a_full_disk(tmp_path: Path) -> None:
    mount = 'mount -t tmpfs -o size=64k tmpfs "$0" && exec "$@"'
    inside = ["unshare", "--map-root-user", "--mount", "sh", "-c", mount, os.fspath(tmp_path)]
    if not shutil.which("unshare") or subprocess.run([*inside, "true"], check=False).returncode:
        pytest.skip("a small disk cannot be mounted here; the fault tests stand in for it")
    done = subprocess.run(
        [*inside, sys.executable, writers.__file__, "fill_up", tmp_path, "0"],
        capture_output=True,
        check=True,
        text=True,
    )
    assert outcome(done.stdout) == {
        "error": (
            "mvpplan.yaml cannot be written: No space left on device; nothing was changed; "
            "free some space on the disk, then try again"
        ),
        "files": {"blockers.yaml": "old", "mvpplan.yaml": "old"},
        "temporaries": [],
    }
