"""Ctrl-C at any moment, and a bug of ours: both end in a line or two and the right exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hostile_plans import sound, write
from hostile_runs import assert_harmless, with_patch

if TYPE_CHECKING:
    from pathlib import Path

INTERRUPT = "import os, signal\ninterrupt = lambda *a, **k: os.kill(os.getpid(), signal.SIGINT)\n"
WHILE = {
    "reading": "from mvpplan.store.tree import WorkingTree\nWorkingTree.contents = interrupt",
    "looking for the plan": "import mvpplan.store.tree as t\nt.find_plan = interrupt",
    "printing": "import mvpplan.cli.screen as screen\nscreen.emit = interrupt",
    "starting": (
        "import sys\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, *rest):\n"
        "        if name == 'mvpplan.cli.rank': interrupt()\n"
        "sys.meta_path.insert(0, Interrupting())"
    ),
}


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("plan") / "launch", sound("Guests pay"))


@pytest.mark.parametrize(
    ("command", "moment"),
    [
        ("validate", "reading"),
        ("rank", "reading"),
        ("weekly-report", "reading"),
        ("rank", "looking for the plan"),
        ("rank", "printing"),
        ("rank", "starting"),
    ],
)
def test_ctrl_c_ends_a_command_with_a_line_at_most(command: str, moment: str, plan: Path) -> None:
    result = with_patch(INTERRUPT + WHILE[moment], command, "--plan", plan)
    assert (result.code, result.out) == (130, "")
    assert result.err.count("\n") <= 1
    assert "Traceback" not in result.err
    assert "Abort" not in result.err


def test_ctrl_c_ends_a_template_too(plan: Path, tmp_path: Path) -> None:
    template = tmp_path / "own.j2"
    template.write_text("{% for i in range(99999) %}" * 3 + "{% endfor %}" * 3, encoding="utf-8")
    later = INTERRUPT + "import threading\nthreading.Timer(2, interrupt).start()"
    result = with_patch(later, "weekly-report", "--plan", plan, "--template", template)
    assert (result.code, result.out) == (130, "")
    assert result.err.count("\n") <= 1


@pytest.mark.parametrize("broken", ["RuntimeError", "AssertionError"])
def test_a_bug_of_ours_says_how_to_report_it(broken: str, plan: Path) -> None:
    patch = (
        "import mvpplan.store.load as module\n"
        f"def load(*a, **k): raise {broken}('\\x1b[31m\\n::error::x')\n"
        "module.load = load"
    )
    result = with_patch(patch, "rank", "--plan", plan)
    assert (result.code, result.out) == (3, "")
    assert "has a bug" in result.err
    assert "report" in result.err
    assert "MVPPLAN_DEBUG=1" in result.err
    assert "Traceback" not in result.err
    assert_harmless(result.err)


def test_what_the_system_refuses_is_told_without_obeying_names(plan: Path) -> None:
    patch = (
        "import mvpplan.store.load as module\n"
        "def load(*a, **k):\n"
        "    raise OSError(5, 'Input/output error', '\\x1b[31m\\n::error::x\\u202e')\n"
        "module.load = load"
    )
    result = with_patch(patch, "rank", "--plan", plan)
    assert (result.code, result.out) == (2, "")
    assert "Input/output error" in result.err
    assert result.err.count("\n") == 1
    assert_harmless(result.err)


def test_a_bug_of_ours_shows_where_it_is_to_those_who_ask(plan: Path) -> None:
    patch = "import mvpplan.store.load as module\nmodule.load = None"
    assert "Traceback" in with_patch(patch, "rank", "--plan", plan, MVPPLAN_DEBUG="1").err
