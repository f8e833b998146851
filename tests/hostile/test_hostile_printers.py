"""One door to the outside: only the screen writes, and only what ``clean`` has seen."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hostile_plans import file_name, sound, unsound, write
from hostile_runs import coloured, commands, in_process
from hostile_texts import WORD

import mvpplan
from mvpplan.text import characters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SOURCE = Path(mvpplan.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))
MAY_WRITE = {
    "cli/screen.py",  # results and messages
    "__main__.py",  # says that a bug has been met, before and after everything else
    "reports/sandbox.py",  # the child process that runs a template answers its parent
    "store/lock.py",  # into the lock, by its descriptor
    "store/temporary.py",  # into a new file, by its descriptor
}
_STREAMS = {"stdout", "stderr", "__stdout__", "__stderr__"}
_HARMLESS_USES = {"fileno", "isatty"}
_PRINTERS = {"print", "rich.print", "input", "breakpoint"}
_PRINTING_CALLS = {
    "echo",
    "secho",
    "echo_via_pager",
    "print_exc",
    "print_exception",
    "print_stack",
    "warn",
    "print_json",
    "basicConfig",
}


def _name(module: Path) -> str:
    return module.relative_to(SOURCE).as_posix()


def _writes(tree: ast.AST) -> Iterator[str]:
    """Every place where a module could print."""
    harmless = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in _HARMLESS_USES
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            of_sys = node.value.id == "sys" and node.attr in _STREAMS
            descriptor = node.value.id == "os" and node.attr in {"write", "writev", "fdopen"}
            if (of_sys and id(node) not in harmless) or descriptor:
                yield f"line {node.lineno}: {ast.unparse(node)}"
        elif isinstance(node, ast.ImportFrom) and node.module == "sys":
            taken = {alias.name for alias in node.names} & _STREAMS
            yield from (f"line {node.lineno}: from sys import {name}" for name in sorted(taken))
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            console = called.endswith("Console") and "file" not in {k.arg for k in node.keywords}
            if called.rpartition(".")[2] in _PRINTING_CALLS or called in _PRINTERS or console:
                yield f"line {node.lineno}: {called}()"


@pytest.mark.parametrize("module", [m for m in MODULES if _name(m) not in MAY_WRITE], ids=_name)
def test_nothing_but_the_screen_writes_to_a_stream(module: Path) -> None:
    assert list(_writes(ast.parse(module.read_text(encoding="utf-8")))) == []


def test_the_search_for_writers_finds_them() -> None:
    for line in (
        "print(1)",
        "rich.print(1)",
        "Console()",
        "sys.stdout.write(x)",
        "stream = sys.stderr",
        "from sys import stdout",
        "os.write(1, x)",
        "typer.echo(x)",
        "traceback.print_exc()",
    ):
        assert list(_writes(ast.parse(line)))
    for line in ("sys.stdout.isatty()", "console.print(1)", "Console(file=StringIO())"):
        assert not list(_writes(ast.parse(line)))


def test_there_is_one_clean_and_one_list_of_what_it_makes_visible() -> None:
    cleaners = {
        (_name(module), node.name)
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and node.name in {"clean", "sanitize", "sanitise", "strip_control", "harmless"}
    }
    assert cleaners == {("text/characters.py", "clean"), ("text/characters.py", "harmless")}


@pytest.fixture
def marking_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let ``clean`` leave its mark on every text that passes, wherever a module took it from."""
    real = characters.clean

    def marking(text: str) -> str:
        return real(text).replace(WORD, "Cleaned")

    for name, module in list(sys.modules.items()):
        if name.startswith("mvpplan") and getattr(module, "clean", None) is real:
            monkeypatch.setattr(module, "clean", marking)


def _run_all(make: Callable[[str], dict[str, bytes]], folder: Path) -> Iterator[tuple[str, str]]:
    every = commands(write(folder, make(f"{WORD} and {WORD}'s")))
    for arguments in [*every, *coloured(every)]:
        if not {"json", "sarif"} & {*arguments}:  # JSON has an escape for every sign of its own
            result = in_process(*arguments)
            yield " ".join(arguments), result.out + result.err


@pytest.mark.parametrize("make", [sound, unsound])
def test_no_printer_goes_around_clean(
    make: Callable[[str], dict[str, bytes]], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    for _ in _run_all(make, tmp_path / "plan"):
        pass  # imports everything, so that every taken ``clean`` can be marked
    request.getfixturevalue("marking_clean")
    for arguments, printed in _run_all(make, tmp_path / "plan"):
        assert WORD not in printed, arguments
        if make is sound and "validate" not in arguments:
            assert "Cleaned" in printed


def test_no_message_goes_around_clean(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    report = ["weekly-report", "--plan", str(write(tmp_path / "plan", sound("x")))]
    runs = [
        ["explain", WORD],
        ["validate", "--plan", str(tmp_path / WORD)],
        [*report, "--template", WORD],
        [*report, "--out", f"{tmp_path}/{WORD}/x"],
    ]
    assert [in_process(*arguments).code for arguments in runs] == [2, 2, 2, 2]
    request.getfixturevalue("marking_clean")
    for arguments in runs:
        assert WORD not in in_process(*arguments).err


def test_what_a_person_types_gives_no_command_to_a_pipeline(tmp_path: Path) -> None:
    hostile = f"\x1b[31m{file_name(WORD)}\n::error::x\u202e##[error]y"
    plan = write(tmp_path / "plan", sound("x"))
    for arguments in (
        ["explain", hostile],
        ["rank", "--plan", str(plan), "--as-of", hostile],
        ["rank", "--plan", str(plan), "--format", hostile],
        ["rank", "--plan", str(plan), "--top", hostile],
    ):
        result = in_process(*arguments)
        assert result.code == 2
        assert not [each for each in result.err.split("\n") if each.lstrip().startswith("::")]
        assert "\x1b" not in result.err
        assert "\u202e" not in result.err
