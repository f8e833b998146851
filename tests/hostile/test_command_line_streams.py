"""Pipes that close, devices that are full, terminals of every kind and every environment."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hostile_plans import AS_OF, sound, write
from hostile_runs import (
    PATIENCE,
    PROGRAM,
    SOON,
    assert_harmless,
    commands,
    in_process,
    in_shell,
    on_terminal,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Result

PRINTING = ["rank", "validate --format json", "weekly-report", "--help", "--version"]
FULL = Path("/dev/full")


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("plan") / "launch", sound("Gäste zahlen"))


def _assert_no_bug(message: str) -> None:
    for words in ("has a bug", "Traceback", "Exception ignored", "roken pipe"):
        assert words not in message


@pytest.mark.parametrize("command", PRINTING)
def test_a_pipe_that_nobody_reads_ends_quietly(command: str, plan: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [PROGRAM, *command.split()],
        cwd=plan,
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
        timeout=PATIENCE,
    )
    os.close(writer)
    _assert_no_bug(done.stderr.decode())
    assert done.returncode in {0, 1}


def test_a_reader_that_has_seen_enough_ends_it_quietly(tmp_path: Path) -> None:
    many = "\n".join(f"a{n}: {{title: {'x' * 200}, wrong: 1}}" for n in range(1000))
    write(tmp_path, {"mvpplan.yaml": b"format: 1\ntitle: x\n", "decisions.yaml": many.encode()})
    for command in ("validate", "validate --format json", "weekly-report"):
        result = in_shell(f"mvpplan {command} | head -1; exit ${{PIPESTATUS[0]}}", tmp_path)
        _assert_no_bug(result.err)
        assert result.out.count("\n") == 1
        assert result.code in {0, 1}


@pytest.mark.parametrize("command", ["rank", "validate --format json", "--version"])
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_closed_output_is_no_bug(command: str, closed: str, plan: Path) -> None:
    result = in_shell(f"mvpplan {command} {closed}", plan)
    _assert_no_bug(result.err)
    assert result.code != 3
    if closed == "2>&-":  # messages are lost, the result is not
        assert result.code == (1 if "validate" in command else 0)
        assert result.out


@pytest.mark.skipif(not FULL.exists(), reason="the system has no full device")
@pytest.mark.parametrize("command", PRINTING)
def test_a_full_device_is_told_in_a_line(command: str, plan: Path) -> None:
    result = in_shell(f"mvpplan {command} > {FULL}", plan)
    _assert_no_bug(result.err)
    assert result.code == 2
    assert "No space left on device" in result.err
    assert result.err.count("\n") == 1


@pytest.mark.skipif(not FULL.exists(), reason="the system has no full device")
def test_messages_that_cannot_be_written_do_not_spoil_the_result(plan: Path) -> None:
    rank = f"mvpplan rank --as-of {AS_OF}"
    silent, told = in_shell(f"{rank} 2> {FULL}", plan), in_shell(rank, plan)
    assert told.err
    assert (silent.code, silent.out) == (0, told.out)


@pytest.mark.parametrize(
    "environment",
    [
        "LC_ALL=C PYTHONIOENCODING=ascii COLUMNS=3 LINES=1 TZ=Nowhere/Land -u HOME -u TERM",
        "LC_ALL=POSIX PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 TERM=dumb COLUMNS=no-number -u PATH",
    ],
)
def test_the_environment_changes_no_byte(
    environment: str, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = " ".join(each for each in environment.split() if "=" not in each)
    settings = " ".join(each for each in environment.split() if "=" in each)
    unset = options.replace("-u", "--unset").replace("--unset ", "--unset=")
    monkeypatch.chdir(plan.parent)  # paths are shown from the current folder
    for arguments in commands(plan)["LC_ALL=C " in environment :: 2]:  # each in one of the two
        here = in_process(*arguments)
        words = " ".join(f"'{argument}'" for argument in arguments)
        there = in_shell(f'env {unset} {settings} "$PROGRAM" {words}', plan.parent)
        assert (there.code, there.out) == (here.code, here.out)


@pytest.mark.parametrize("columns", [1, 20, 40, 300])
def test_a_terminal_of_any_width_shows_the_ranking(columns: int, plan: Path) -> None:
    result = on_terminal("rank", "--plan", plan, "--as-of", AS_OF, columns=columns)
    assert result.code == 0
    assert_harmless(result.out, color=True)
    assert "Gäste" in result.out


def test_colour_is_for_terminals_that_want_it(plan: Path, process: Callable[..., Result]) -> None:
    rank = ["rank", "--plan", str(plan), "--as-of", AS_OF]
    assert "\x1b[" in on_terminal(*rank).out
    assert "\x1b[" in on_terminal(*rank, "--color", "always", NO_COLOR="1").out
    assert "\x1b[" in in_process(*rank, "--color", "always").out
    assert "\x1b[" not in on_terminal(*rank, NO_COLOR="1").out
    assert "\x1b[" not in on_terminal(*rank, TERM="dumb").out
    assert "\x1b[" not in on_terminal(*rank, "--color", "never").out
    assert "\x1b[" not in process(*rank, FORCE_COLOR="1", CLICOLOR_FORCE="1").out


def _state(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    state = {}
    for path in sorted(folder.rglob("*")):
        held = path.lstat()
        content = path.read_bytes() if stat.S_ISREG(held.st_mode) else b""
        state[path.relative_to(folder).as_posix()] = (held.st_mode, held.st_mtime_ns, content)
    return state


def test_a_check_writes_nothing_at_all_not_even_in_git(tmp_path: Path) -> None:
    plan = write(tmp_path / "launch", sound("Guests pay"))
    git = ["git", "-C", str(plan), "-c", "user.name=a", "-c", "user.email=a@example.com"]
    for step in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x"]):
        subprocess.run([*git, *step], check=True, timeout=SOON)
    changed = plan / "decisions" / "decision-open-0.yaml"
    changed.write_bytes(changed.read_bytes().replace(b"Guests", b"Buyers"))
    os.utime(plan / "mvpplan.yaml", (1, 1))  # git has to look at it again
    (plan / "new.yaml").write_text("x: y\n", encoding="utf-8")
    before = _state(tmp_path)
    for arguments in commands(plan):
        assert in_process(*arguments).code in {0, 1}
    assert _state(tmp_path) == before
