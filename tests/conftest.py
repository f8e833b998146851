"""Fixtures: plans out of text that the test shows, and mvpplan run as its users run it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, settings
from typer.testing import CliRunner

from example_plans import eight_weeks
from mvpplan.__main__ import main
from mvpplan.cli import opening
from mvpplan.cli.app import application
from mvpplan.store.load import Loaded, load
from mvpplan.store.tree import WorkingTree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from playwright.sync_api import Browser

    from browser import Viewer
    from mvpplan.errors import Finding

settings.register_profile(
    "default",
    max_examples=30,  # all tests together stay within ten minutes on two cores
    deadline=None,  # no test asserts a time
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("benchmark", settings.get_profile("default"), max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

NO_GIT = "note: the plan is taken as it is now: it is in no git repository\n"
"""What a command says of a past day where there is no history."""

PLAN_FILE = """\
format: 1
title: Guest checkout
people:
  ana: {name: Ana Ruiz, function: planning, escalates_to: mara}
  ben: {name: Ben Okafor, escalates_to: ana}
  mara: {name: Mara Lind, function: leadership}
protects: {fast-purchase: Fast purchase journeys with minimal confusion}
"""


# Variables that change what mvpplan and git do.
_UNWANTED = (
    "MVPPLAN_",
    "GIT_",
    "GITHUB_",
    "PRE_COMMIT",
    "CI",
    "FORCE_COLOR",
    "NO_COLOR",
)


@dataclass(frozen=True)
class Result:
    """How a run of mvpplan ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files below a folder; text is dedented."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(dedent(content).encode() if isinstance(content, str) else content)


@pytest.fixture
def plan(tmp_path: Path) -> Callable[[dict[str, str | bytes]], Path]:
    """Write a plan from files by path; by default its people are ana, ben and mara."""

    def make(files: dict[str, str | bytes]) -> Path:
        folder = tmp_path / "launch"
        write_files(folder, {"mvpplan.yaml": PLAN_FILE, **files})
        return folder

    return make


def findings_of(folder: Path) -> list[Finding]:
    """Everything that validate finds in a plan, sorted."""
    return opening.findings(load(WorkingTree(folder)))


@pytest.fixture
def loaded(plan: Callable[[dict[str, str | bytes]], Path]) -> Callable[..., Loaded]:
    """Write a plan and read it."""
    return lambda files: load(WorkingTree(plan(files)))


@pytest.fixture
def found(plan: Callable[[dict[str, str | bytes]], Path]) -> Callable[..., list[str]]:
    """Write a plan and return its findings as ``path:line:column: CODE message``."""

    def find(files: dict[str, str | bytes]) -> list[str]:
        return [
            f"{each.path}:{each.line}:{each.column}: {each.code} {each.message}"
            for each in findings_of(plan(files))
        ]

    return find


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Run every test in the same environment, with a home that nothing may be written to."""
    home = tmp_path / "home"
    home.mkdir()
    for name in list(os.environ):
        if name.startswith(_UNWANTED):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", os.fspath(home))
    monkeypatch.setenv("TERM", "xterm-256color")
    yield
    written = [path.name for path in home.iterdir()]
    assert not written, f"the test wrote to the home folder: {written}"


def in_process(*arguments: str | Path) -> Result:
    """Run the command line within this process: the same code, without the start of Python."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in "12")
    words = ["mvpplan", *(os.fspath(argument) for argument in arguments)]
    code: object = 0
    with redirect_stdout(out), redirect_stderr(err), mock.patch.object(sys, "argv", words):
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
    assert isinstance(code, int)
    return Result(code, _held(out), _held(err))


def _held(stream: io.TextIOWrapper) -> str:
    stream.flush()
    held = stream.buffer
    assert isinstance(held, io.BytesIO)
    return held.getvalue().decode()


@pytest.fixture
def mvpplan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run mvpplan; ``cwd`` is where, else a folder without plan."""

    def run(*arguments: str | Path, cwd: Path | None = None) -> Result:
        monkeypatch.chdir(cwd or tmp_path)
        with Path(os.devnull).open(encoding="utf-8") as nothing:
            monkeypatch.setattr(sys, "stdin", nothing)
            return in_process(*arguments)

    return run


@pytest.fixture
def process(tmp_path: Path) -> Callable[..., Result]:
    """Run mvpplan in a process of its own; ``cwd`` is where, else a folder without plan."""

    def run(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> Result:
        done = subprocess.run(
            [sys.executable, "-m", "mvpplan", *(os.fspath(argument) for argument in arguments)],
            cwd=cwd or tmp_path,
            env=os.environ | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run a command in a folder, in this process, on Friday 2026-11-20."""
    monkeypatch.setattr(opening, "today", lambda: date(2026, 11, 20))

    def invoke(folder: Path, *arguments: str, typed: str = "") -> Result:
        monkeypatch.chdir(folder)
        result = CliRunner().invoke(
            application(arguments), [*arguments], input=typed, catch_exceptions=False
        )
        return Result(result.exit_code, result.stdout, result.stderr)

    return invoke


@pytest.fixture(scope="session")
def history(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Make the repository of an example with its eight weeks; it is made once, so only read it."""
    made: dict[str, Path] = {}

    def build(example: str) -> Path:
        if example not in made:
            made[example] = tmp_path_factory.mktemp("history") / example
            eight_weeks().build(example, made[example])
        return made[example]

    return build


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One Chromium for all tests of a process."""
    from browser import running  # noqa: PLC0415 - few tests need it, and it takes its time

    with running(tmp_path_factory.mktemp("browser")) as started:
        yield started


@pytest.fixture
def viewer(browser: Browser) -> Iterator[Viewer]:
    """Open pages in a real browser; a request, a message or an error of a page fails the test."""
    from browser import Viewer  # noqa: PLC0415 - the same

    made = Viewer(browser)
    yield made
    made.close()
    assert made.faults == []
