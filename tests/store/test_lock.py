"""One process writes to a plan at a time; another waits, and then names it."""

from __future__ import annotations

import errno
import fcntl
import os
import re
import subprocess
import threading
from typing import TYPE_CHECKING

import pytest
import writers
from writers import shielded, unprivileged

from mvpplan.errors import CannotRunError
from mvpplan.store.lock import locked

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["shielded"]  # a fixture

HOW = "see that .mvpplan is a folder that you may write to, on a disk that knows locks"


def refusal(folder: Path, patience: float = 0) -> str:
    """Why a plan cannot be locked; fails if it can."""
    with pytest.raises(CannotRunError) as caught, locked(folder, "mvpplan list", patience):
        pass
    return f"{caught.value} | {caught.value.hint}"


def is_free(folder: Path) -> bool:
    with locked(folder, "mvpplan list", 0):
        return True


def holder(folder: Path, what: str, patience: float = 0) -> subprocess.Popen[str]:
    """A process that holds a plan until it is told to end."""
    return writers.start("hold", folder, what, patience)


def wait_for(process: subprocess.Popen[str]) -> None:
    assert process.stdout
    assert process.stdout.readline() == "held\n"


def release(process: subprocess.Popen[str]) -> None:
    process.communicate("\n")
    assert process.returncode == 0


def test_the_second_process_waits_and_the_third_names_the_first(tmp_path: Path) -> None:
    first = holder(tmp_path, "mvpplan set guest-checkout owner=ana")
    wait_for(first)
    second = holder(tmp_path, "mvpplan close tax-service", patience=60)
    assert re.fullmatch(
        rf"another mvpplan is writing to this plan: process {first.pid}, "
        r"mvpplan set guest-checkout owner=ana, since \d\d:\d\d \| try again when it is done",
        refusal(tmp_path, patience=0.05),
    )
    release(first)
    wait_for(second)
    assert f"process {second.pid}, mvpplan close tax-service" in refusal(tmp_path)
    release(second)
    assert is_free(tmp_path)


def test_a_killed_process_leaves_no_lock(tmp_path: Path) -> None:
    process = holder(tmp_path, "mvpplan set a owner=ana")
    wait_for(process)
    process.kill()
    process.communicate()
    assert is_free(tmp_path)


def test_threads_are_kept_apart_too(tmp_path: Path) -> None:
    with locked(tmp_path, "one"):
        told: list[str] = []
        other = threading.Thread(target=lambda: told.append(refusal(tmp_path)))
        other.start()
        other.join()
        assert told[0].startswith(f"another mvpplan is writing to this plan: process {os.getpid()}")


@pytest.mark.parametrize("error", [KeyboardInterrupt("no"), CannotRunError("no"), OSError(5, "no")])
def test_the_lock_ends_with_what_was_done_under_it(error: BaseException, tmp_path: Path) -> None:
    with pytest.raises(type(error), match=re.escape(str(error))), locked(tmp_path, "one"):
        raise error
    assert is_free(tmp_path)


def test_what_a_holder_does_is_told_in_one_short_line(tmp_path: Path) -> None:
    with locked(tmp_path, "mvpplan comment a " + "two\nlines \x1b[31m" + "x" * 1000):
        told = refusal(tmp_path)
    assert f"process {os.getpid()}, mvpplan comment a two lines <U+001B>[31mxx" in told
    assert "\n" not in told
    assert len(told) < 250


def test_a_holder_that_has_not_given_its_name_is_respected(tmp_path: Path) -> None:
    with locked(tmp_path, "one"):
        (tmp_path / ".mvpplan" / "lock").write_bytes(b"")
        assert refusal(tmp_path) == (
            "another mvpplan is writing to this plan | try again when it is done"
        )


def test_a_lock_file_that_is_deleted_while_someone_waits(tmp_path: Path) -> None:
    first = holder(tmp_path, "one")
    wait_for(first)
    second = holder(tmp_path, "two", patience=60)
    (tmp_path / ".mvpplan" / "lock").unlink()
    wait_for(second)
    assert f"process {second.pid}, two" in refusal(tmp_path)
    release(first)
    release(second)


# --- what it leaves


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, check=True, text=True
    )
    return done.stdout


def test_git_sees_nothing_of_the_lock_but_everything_else_there(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    with locked(tmp_path, "one"):
        pass
    assert sorted(path.name for path in (tmp_path / ".mvpplan").iterdir()) == [".gitignore", "lock"]
    assert git(tmp_path, "status", "--porcelain", "-uall") == ""
    (tmp_path / ".mvpplan" / "schema").mkdir()
    (tmp_path / ".mvpplan" / "schema" / "plan.json").write_text("{}")
    assert git(tmp_path, "status", "--porcelain", "-uall") == "?? .mvpplan/schema/plan.json\n"


@pytest.mark.parametrize("link", [False, True])
def test_the_users_own_gitignore_stays(link: bool, tmp_path: Path) -> None:
    (tmp_path / ".mvpplan").mkdir()
    ignore = tmp_path / ".mvpplan" / ".gitignore"
    if link:
        ignore.symlink_to("gone")
    else:
        ignore.write_text("*\n")
    with locked(tmp_path, "one"):
        pass
    assert not (tmp_path / ".mvpplan" / "gone").exists()
    assert link or ignore.read_text() == "*\n"


# --- what cannot be locked


@pytest.mark.parametrize("name", [".mvpplan", ".mvpplan/lock"])
def test_a_link_to_another_file_is_not_written_to(name: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "lock").write_text("precious")
    plan = tmp_path / "plan"
    (plan / name).parent.mkdir(parents=True)
    (plan / name).symlink_to(outside if name == ".mvpplan" else outside / "lock")
    assert refusal(plan) == ".mvpplan/lock leads to somewhere else | remove the link"
    assert [path.name for path in outside.iterdir()] == ["lock"]
    assert (outside / "lock").read_text() == "precious"


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / ".mvpplan").write_text("precious")
    assert refusal(tmp_path) == (
        f"the plan cannot be locked for writing: .mvpplan/lock: File exists | {HOW}"
    )


def test_a_read_only_plan(shielded: Path) -> None:
    shielded.chmod(0o555)
    with unprivileged(shielded):
        assert refusal(shielded) == (
            f"the plan cannot be locked for writing: .mvpplan/lock: Permission denied | {HOW}"
        )


def test_a_lock_file_of_another_user_can_be_held(shielded: Path) -> None:
    with locked(shielded, "one"):
        pass
    (shielded / ".mvpplan" / "lock").chmod(0o444)
    with unprivileged(shielded), locked(shielded, "two"):
        assert refusal(shielded).startswith("another mvpplan is writing to this plan | ")


def test_a_disk_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_descriptor: int, _operation: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    assert refusal(tmp_path) == (
        f"the plan cannot be locked for writing: .mvpplan/lock: No locks available | {HOW}"
    )
