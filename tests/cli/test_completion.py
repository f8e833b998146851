"""Completion, as the shell asks for it and as a person gets it by the tab key."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pytest

from programs import need

if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[[dict[str, str | bytes]], Path]

BIN = Path(sys.executable).parent
FILES: dict[str, str | bytes] = {
    "decisions/guest-checkout.yaml": "title: Pay as a guest\nowner: ana\ndue: 2026-11-27\n",
    "decisions.yaml": """\
        # a banner
        "guest-refunds":
          title: Refunds
          owner: ben
          due: 2026-11-27
        tax: {title: Tax, owner: ana, due: 2026-11-27}
        """,
    "blockers/gateway.yml": "title: No test account\nstatus: dropped\n",
    "metrics.yaml": "rework:\n  title: Rework\n  owner: ana\n  decisions: [tax]\n",
}


@pytest.fixture
def folder(plan: Make) -> Path:
    return plan(FILES)


def completed(folder: Path, *words: str) -> list[str]:
    """What bash is offered for the last of the words after ``mvpplan``."""
    done = subprocess.run(
        [BIN / "mvpplan"],
        cwd=folder,
        env=os.environ
        | {
            "_MVPPLAN_COMPLETE": "complete_bash",
            "COMP_WORDS": "\n".join(["mvpplan", *words]),
            "COMP_CWORD": str(len(words)),
        },
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("rec", ["record"]),
        ("re", ["review", "reopen", "record", "rename"]),
        ("new ch", ["change", "checkpoint"]),
        ("list metr", ["metric"]),
        ("schema bl", ["blocker"]),
        ("explain mp40", ["mp401", "mp402", "mp403"]),
        ("show g", ["guest-checkout", "guest-refunds", "gateway"]),
        ("rename ta", ["tax"]),
        ("record ", ["rework"]),
        ("approve tax --by ", ["ana", "ben", "mara"]),
        ("list --owner b", ["ben"]),
        ("close gateway --as ", ["dropped", "fallback", "open", "resolved"]),
        ("set tax ow", ["owner="]),
        ("set tax owner = a", ["ana"]),
        ("set tax owner =", ["ana", "ben", "mara"]),
        ("set tax depends_on+ = guest-c", ["guest-checkout"]),
        ("set tax status = d", ["deferred"]),
        ("new decision target.metric = re", ["rework"]),
        ("validate --format j", ["json", "junit"]),
        ("rank --to", ["--top"]),
        ("graph ga", ["gateway"]),
        ("graph --function d", ["design", "delivery"]),
        ("show zzz", []),
    ],
)
def test_what_bash_is_offered(folder: Path, words: str, offered: list[str]) -> None:
    assert completed(folder, *words.split(" ")) == offered


def test_without_a_plan_commands_and_kinds_complete_still(tmp_path: Path) -> None:
    assert completed(tmp_path, "show", "") == []
    assert completed(tmp_path, "approve", "x", "--by", "") == []
    assert completed(tmp_path, "new", "dec") == ["decision"]


def test_a_plan_that_cannot_be_read_completes_what_it_can(plan: Make) -> None:
    folder = plan({"decisions.yaml": b"a-b:\n  [\xff\n", "mvpplan.yaml": b"people: \xff\n"})
    assert completed(folder, "show", "") == ["a-b"]
    assert completed(folder, "approve", "a-b", "--by", "") == []


def test_people_in_brackets_complete_too(plan: Make) -> None:
    people = b"format: 1\ntitle: a\npeople: {ana: {name: A}, ben: {name: B}}\n"
    assert completed(plan({"mvpplan.yaml": people}), "list", "--owner", "") == ["ana", "ben"]


SHELLS = {
    "bash": (
        "bash",
        ["--norc", "--noprofile", "-i"],
        'eval "$(_MVPPLAN_COMPLETE=source_bash mvpplan)"',
    ),
    "zsh": (
        "zsh",
        ["-f", "-i"],
        'autoload -U compinit; compinit -u -D; eval "$(_MVPPLAN_COMPLETE=source_zsh mvpplan)"',
    ),
    "fish": ("fish", ["--no-config", "-i"], "_MVPPLAN_COMPLETE=source_fish mvpplan | source"),
}


@pytest.mark.parametrize("shell", SHELLS)
def test_the_tab_key(shell: str, folder: Path, tmp_path: Path) -> None:
    program, options, source = SHELLS[shell]
    need(program)
    paths = {"PATH": f"{BIN}:{os.environ['PATH']}", "HOME": os.fspath(tmp_path)}
    env = {**os.environ, **paths, "TERM": "dumb", "NO_COLOR": "1"}
    screen = pexpect.spawn(program, options, cwd=folder, env=env, encoding="utf-8", timeout=60)
    screen.sendline(source)
    screen.sendline("echo rea''dy")
    screen.expect("ready")
    screen.send("mvpplan sho\tguest-c\t\r")
    screen.expect("Pay as a guest")
    screen.send("mvpplan set tax owner=be\t --dry-run\r")
    screen.expect(r"\+tax: \{title: Tax, owner: ben")
    screen.sendline("exit")
    screen.expect(pexpect.EOF)
    screen.close()
