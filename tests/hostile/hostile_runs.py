"""Running mvpplan in this process, in one of its own and on a terminal; what no output may hold."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import unicodedata
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hostile_plans import AS_OF

import conftest
from conftest import Result
from mvpplan.cli.options import FindingsFormat, Format
from mvpplan.cli.weekly_report import ReportFormat

if TYPE_CHECKING:
    from collections.abc import Sequence


PATIENCE = 60
"""Seconds after which a run hangs: far more than any run takes."""

SOON = 20
"""Seconds after which a run that has next to nothing to do hangs."""

PROGRAM = Path(sys.executable).with_name("mvpplan")
_STYLE = re.compile(r"\x1b\[[0-9;]*m")


def commands(plan: Path, *, sound: bool = False) -> list[list[str]]:
    """Every command that reads a plan, in every format; without findings their formats are one."""
    place = ["--plan", os.fspath(plan)]
    # What GitHub reads is made of commands; its own tests read them as GitHub does.
    shown = [form for form in FindingsFormat if form is not FindingsFormat.GITHUB]
    shown = shown[:1] if sound else shown
    validate = [["validate", *place, "--format", form.value] for form in shown]
    rank = [["rank", *place, "--as-of", AS_OF, "--format", form.value] for form in Format]
    reports = [
        ["weekly-report", *place, "--as-of", AS_OF, "--format", form.value] for form in ReportFormat
    ]
    graph = [["graph", *place, "--as-of", AS_OF, "--format", form] for form in ("text", "mermaid")]
    return [*validate, *rank, *graph, *reports]


def coloured(every: Sequence[list[str]]) -> list[list[str]]:
    """Those of some commands that know colour, told to use it."""
    return [[*each, "--color", "always"] for each in every if each[0] != "weekly-report"]


def in_process(*arguments: str | Path) -> Result:
    """Run the command line within this process.

    What git cannot know of a plan that is in none is said first, and of no matter here.
    """
    result = conftest.in_process(*arguments)
    return replace(result, err=result.err.removeprefix(conftest.NO_GIT))


def on_terminal(*arguments: str | Path, columns: int = 80, **environment: str) -> Result:
    """Run the command line on a terminal of its own; ``out`` is all that the screen was sent."""
    controller, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen(
        [PROGRAM, *arguments],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env=os.environ | environment,
    )
    os.close(terminal)
    sent = b""
    with suppress(OSError):  # the terminal is gone once its last program has ended
        while block := os.read(controller, 65536):
            sent += block
    os.close(controller)
    return Result(process.wait(PATIENCE), sent.decode().replace("\r\n", "\n"), "")


def in_shell(command: str, cwd: Path, **environment: str) -> Result:
    """Run a shell command in which ``mvpplan`` is the program under test."""
    done = subprocess.run(
        ["bash", "-c", f'mvpplan() {{ "$PROGRAM" "$@"; }}; {command}'],
        cwd=cwd,
        env=os.environ | {"PROGRAM": os.fspath(PROGRAM)} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


# Root may do anything to any file; without these two capabilities it is bound like everybody else.
_AS_A_USER = """
import ctypes, os, sys
if os.geteuid() == 0:
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        if ctypes.CDLL(None).prctl(24, capability, 0, 0, 0):  # PR_CAPBSET_DROP
            sys.exit("cannot give up a capability")
os.execv(sys.argv[1], sys.argv[1:])
"""


def as_a_user(*arguments: str | Path, cwd: Path | None = None) -> Result:
    """Run the command line bound by the permissions of files, even if the tests run as root."""
    done = subprocess.run(
        [sys.executable, "-c", _AS_A_USER, PROGRAM, *arguments],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def with_patch(code: str, *arguments: str | Path, **environment: str) -> Result:
    """Run the command line in a process of its own in which some code has run before."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", f"{code}\nfrom mvpplan.__main__ import main\nmain()"]
        + [os.fspath(argument) for argument in arguments],
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def assert_harmless(text: str, *, color: bool = False) -> None:
    """Nothing in an output controls a terminal, hides, changes direction or commands a pipeline."""
    plain = _STYLE.sub("", text) if color else text
    hidden = {
        f"U+{ord(sign):04X} in {each!r}"
        for each in plain.split("\n")
        for sign in each
        if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    }
    assert not hidden
    commanding = [each for each in plain.split("\n") if each.lstrip().startswith("::")]
    assert not commanding
    assert "##[" not in plain
    assert "##vso[" not in plain


def assert_ended_well(arguments: Sequence[str], result: Result, *, terminal: bool = False) -> None:
    """A run ended as the contract says: no bug, no traceback, its output harmless, its JSON read.

    ``validate`` may be told to fail by an error; every other command gives its result.
    """
    assert "Traceback" not in result.out + result.err
    assert "has a bug" not in result.out + result.err
    assert_harmless(result.out, color=terminal or "always" in arguments)
    assert_harmless(result.err)
    assert result.code in ({0, 1} if arguments[0] == "validate" else {0})
    if "json" in arguments and not terminal:
        assert result.json["version"] == 1
        if arguments[0] == "validate":
            assert result.code == (1 if result.json["errors"] else 0)
