"""From an empty folder to an approved decision without an editor, then by hand and by command."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pexpect

from repository import new_repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Result

    Make = Callable[[dict[str, str | bytes]], Path]
    Run = Callable[..., Result]

STEPS = [
    ["new", "decision", "Do guests need an account?", "owner=ana", "due=+2w", "reviewers=mara"],
    ["new", "decision", "Which cards do we take?", "owner=ana", "due=+3w"],
    [
        *("new", "blocker", "No test cards", "owner=ana", "due=fri", "fallback=Last year's"),
        *(
            "customer_impact=They wait",
            "communication={audience: support, message: Wait, by: ana, on: +1d}",
        ),
    ],
    [
        *("close", "do-guests-need-an-account", "--as", "approved", "--why", "41 of 50 left"),
        *("--evidence", "41 of 50 left at the account step", "acceptance=A guest pays"),
        *("constraints=No new fields", "behaviour=One page", "target={metric: paid, value: 44}"),
    ],
    ["approve", "do-guests-need-an-account", "--by", "mara"],
]


def test_a_newcomer_needs_no_editor_and_makes_clean_diffs(tmp_path: Path, run: Run) -> None:
    repository = new_repository(tmp_path / "shop", {})
    people = ["--set", "planner=Ana Ruiz", "--set", "leader=Mara Lind"]
    assert run(repository.top, "init", "plan", "--template", "blank", *people).code == 0
    plan = repository.top / "plan"
    metric = ["new", "metric", "Paid", "owner=ana", "decisions=do-guests-need-an-account"]
    for step in [*STEPS[:1], metric, *STEPS[1:]]:
        done = run(plan, *step)
        assert done.code == 0, done.err
    checked = run(plan, "validate")
    assert (checked.code, checked.out, checked.err) == (
        0,
        "",
        "4 records in 5 files: no findings\n",
    )
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message", "A plan")
    file = plan / "decisions/which-cards-do-we-take.yaml"
    file.write_text(file.read_text().replace("owner: ana\n", "owner: ana   # until May\n"))
    assert run(plan, "set", "which-cards-do-we-take", "tags=cards").code == 0
    file.write_text(file.read_text() + "# ask the bank\n")
    assert run(plan, "set", "which-cards-do-we-take", "owner=mara").code == 0
    lines = repository.git("diff", "--unified=0").splitlines()
    assert [line for line in lines if line[:1] in "+-" and line[1:3] not in ("++", "--")] == [
        "-owner: ana",
        "+owner: mara   # until May",
        "+tags: [cards]",
        "+# ask the bank",
    ]


def test_new_asks_on_a_terminal_for_what_its_kind_needs(plan: Make) -> None:
    folder = plan({})
    screen = pexpect.spawn(
        sys.executable,
        ["-m", "mvpplan", "new", "decision", "due=2026-12-04"],
        cwd=folder,
        env={**os.environ, "TERM": "dumb"},
        encoding="utf-8",
        timeout=60,
    )
    screen.expect("title: what it is about, in one line")
    screen.sendline("Which cards?")
    screen.expect(r"question: .*\(Enter to leave it out\)")
    screen.sendline("")
    screen.expect(r"owner: .*\(Enter to leave it out\)\s+one of ana, ben, mara\s")
    screen.sendline("anna")
    screen.expect(r"anna is not one of the people; did you mean ana\?")
    screen.sendline("ana")
    screen.expect("wrote decision which-cards to decisions/which-cards.yaml")
    screen.expect(pexpect.EOF)
    screen.close()
    text = (folder / "decisions/which-cards.yaml").read_text()
    assert text.startswith("title: Which cards?\nowner: ana\n")
    assert "# question: the question to be decided" in text
