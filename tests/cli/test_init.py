"""``mvpplan init``: plans out of templates, and the next cycle of a finished one."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pytest

from conftest import Result, findings_of, write_files
from golden import check_golden
from mvpplan.model.lesson import Lesson
from mvpplan.resources import examples, templates
from mvpplan.store.library import entries
from mvpplan.store.load import load
from mvpplan.store.tree import WorkingTree
from repository import new_repository

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Result]

NAMES = [entry.name for entry in entries(templates("plans"))]
PEOPLE = {
    entry.name: [name for name, each in entry.template.questions.items() if each.person]
    for entry in entries(templates("plans"))
}
"""The questions of each template that ask for a person."""


def everybody(name: str, person: str) -> list[str]:
    """Answers that give every part to one person."""
    return [word for part in PEOPLE[name] for word in ("--set", f"{part}={person}")]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "launch", ["", "2026-11-21", "2026-11-20", "2026-10-01", "2027-06-07", "+3w"]
)
def test_a_template_gives_a_plan_without_findings(
    name: str, launch: str, tmp_path: Path, run: Run
) -> None:
    answer = ["--set", f"launch={launch}"] if launch else []
    result = run(tmp_path, "init", "launch", "--template", name, *answer)
    assert result.code == 0, result.err
    assert findings_of(tmp_path / "launch") == []


@pytest.mark.parametrize("name", NAMES)
def test_one_person_may_have_every_part(name: str, tmp_path: Path, run: Run) -> None:
    answers = everybody(name, "Ana Ruiz")
    assert run(tmp_path, "init", "launch", "--template", name, *answers).code == 0
    assert findings_of(tmp_path / "launch") == []
    people = load(WorkingTree(tmp_path / "launch")).plan.settings.people
    assert [(key, entry.name, entry.escalates_to) for key, entry in people.items()] == [
        ("ana", "Ana Ruiz", None)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_plan_of_a_template_ranks_and_reports(name: str, tmp_path: Path, run: Run) -> None:
    run(tmp_path, "init", "launch", "--template", name)
    for command in ("rank", "weekly-report", "list"):
        assert run(tmp_path / "launch", command).code == 0


BLANK = """\
format: 1
title: "Guests: first scope"
objective: Define a launchable first scope that the team is confident it can deliver
team: RevOps
launch: 2027-01-18
window: {name: the first month after the launch, start: 2027-01-18, end: 2027-02-17}
review: {day: friday, every: 1w}
capacity: 5      # person-days a week for testing assumptions
approver: ana       # makes the final call

# What must not erode, whatever the scope; records name these keys in protects.
protects:
  fast-purchase: Clear, fast purchase journeys with minimal confusion

# Points of each level of impact: each level weighs twice the one below.
impact: {unit: points, scale: {1: 1, 2: 2, 3: 4, 4: 8, 5: 16}}

people:
  ana: {name: Ana Ruiz, function: planning, escalates_to: mara}
  mara: {name: Mara Lind, function: leadership}
"""
ANSWERS = ["title=Guests: first scope", "launch=2027-01-18", "planner=Ana Ruiz", "leader=Mara Lind"]
SET = [word for answer in ANSWERS for word in ("--set", answer)]


def test_a_blank_plan_in_a_repository(tmp_path: Path, run: Run) -> None:
    repository = new_repository(tmp_path / "shop", {})
    result = run(repository.top, "init", "plans/launch", "--template", "blank", *SET)
    assert (result.code, result.out) == (0, "made a plan in plans/launch from the template blank\n")
    assert result.err == (
        "wrote plans/launch/.gitignore\n"
        "wrote .pre-commit-config.yaml\n"
        "wrote 25 schemas to plans/launch/.mvpplan/schema\n"
        "wrote .vscode/settings.json; open a file of the plan in your editor\n"
        "try: cd plans/launch && mvpplan validate\n"
        'then: mvpplan new decision "…" owner=… due=+10d\n'
        "then: mvpplan weekly-report\n"
    )
    assert (repository.top / "plans/launch/mvpplan.yaml").read_text() == BLANK
    assert (
        (repository.top / ".pre-commit-config.yaml").read_text()
        == """\
default_install_hook_types: [pre-commit, pre-merge-commit]
repos:
  - repo: local
    hooks:
      - id: mvpplan-validate
        name: mvpplan validate
        entry: mvpplan validate --staged --plan plans/launch
        language: system
        always_run: true
        pass_filenames: false
        stages: [pre-commit, pre-merge-commit]
"""
    )
    repository.git("add", "-A")
    staged = repository.git("diff", "--cached", "--name-only").split()
    assert staged == [
        ".pre-commit-config.yaml",
        ".vscode/settings.json",
        "plans/launch/.gitignore",
        "plans/launch/mvpplan.yaml",
    ]


def test_what_stands_there_already_is_completed_and_kept(tmp_path: Path, run: Run) -> None:
    repository = new_repository(tmp_path / "shop", {})
    hooks = """\
# ours
repos:
-   repo: https://github.com/pre-commit/pre-commit-hooks   # the usual
    rev: v5.0.0
    hooks:
    -   id: trailing-whitespace
"""
    files = {
        ".pre-commit-config.yaml": hooks,
        "plan/.gitignore": "*.bak",
        ".vscode/settings.json": '{\n  // ours\n  "editor.rulers": [100]\n}\n',
    }
    write_files(repository.top, files)
    assert run(repository.top, "init", "plan", "--template", "blank").code == 0
    assert (repository.top / "plan/.gitignore").read_text() == "*.bak\n.mvpplan/\n"
    assert (
        (repository.top / ".pre-commit-config.yaml").read_text()
        == hooks
        + """\
- repo: local
  hooks:
  - id: mvpplan-validate
    name: mvpplan validate
    entry: mvpplan validate --staged
    language: system
    always_run: true
    pass_filenames: false
    stages: [pre-commit, pre-merge-commit]
"""
    )
    settings = (repository.top / ".vscode/settings.json").read_text()
    assert "// ours" in settings
    assert '"editor.rulers": [100]' in settings
    again = run(repository.top, "init", "second", "--template", "blank")
    assert ".pre-commit-config.yaml" not in again.err


def test_an_entry_for_pre_commit_that_cannot_be_added_is_shown(tmp_path: Path, run: Run) -> None:
    (tmp_path / ".pre-commit-config.yaml").write_text("repos: &all []\n")
    result = run(tmp_path, "init", "--template", "blank")
    assert result.code == 0
    assert (tmp_path / ".pre-commit-config.yaml").read_text() == "repos: &all []\n"
    assert (
        ".pre-commit-config.yaml is left as it is; to check every commit, add to it:\n"
        "default_install_hook_types: [pre-commit, pre-merge-commit]\n"
    ) in result.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["here"], "here/mvpplan.yaml is there already; name another folder"),
        (
            ["taken", "--library", "own", "--template", "two"],
            "taken/lessons.yaml is there already; name another folder",
        ),
        (["x", "--template", "checkuot"], "there is no template checkuot; did you mean checkout?"),
        (["x", "--set", "lanch=+1w"], "lanch is the name of no question; did you mean launch?"),
        (["x", "--set", "launch"], "'launch' is not NAME=VALUE; mvpplan init --list names them"),
        (
            ["x", "--set", "launch=soon"],
            "launch: soon is not a date; write year-month-day, as in 2027-02-01, or +8w",
        ),
        (
            ["x", "--from", "nowhere"],
            "there is no folder nowhere; name the folder of the plan",
        ),
        (
            ["x", "--library", "nowhere"],
            (
                "the library nowhere cannot be read: No such file or directory; "
                "name a folder of templates"
            ),
        ),
        (
            ["taken/lessons.yaml/x"],
            "taken/lessons.yaml/x cannot be made: Not a directory",
        ),
    ],
)
def test_what_is_refused_writes_nothing(
    arguments: list[str], said: str, tmp_path: Path, run: Run
) -> None:
    own = {
        "own/two/template.yaml": "title: a\nsummary: b\n",
        "own/two/mvpplan.yaml": "format: 1\ntitle: a\n",
    }
    own["own/two/lessons.yaml"] = "a: {title: b}\n"
    files = {"here/mvpplan.yaml": "format: 1\ntitle: a\n", "taken/lessons.yaml": "", **own}
    write_files(tmp_path, files)
    before = sorted(tmp_path.rglob("*"))
    result = run(tmp_path, "init", *arguments)
    assert result.code == 2
    assert result.err.splitlines()[-1] == f"mvpplan: {said}"
    assert sorted(tmp_path.rglob("*")) == before


def test_an_answer_that_makes_no_sense_writes_nothing(tmp_path: Path, run: Run) -> None:
    result = run(tmp_path, "init", "x", "--template", "blank", "--set", "capacity=Ana Ruiz")
    assert result == Result(
        1,
        "",
        "mvpplan.yaml:8:11: MP103 capacity: Ana Ruiz is not a number\n"
        "    hint: write digits, with a point before decimals\n"
        "nothing was written; change the answers\n",
    )
    assert not (tmp_path / "x").exists()


LIBRARY = {
    "pilot/template.yaml": """\
        title: Our pilot
        summary: For pilots in one market.
        questions:
          market: {ask: Which market?, default: Norway}
          lead: {ask: Who leads it?, person: delivery}
        """,
    "pilot/mvpplan.yaml": "format: 1\ntitle: $market   # where\n",
    "pilot/decisions/go-on.yaml": "title: Do we go on?\nowner: $lead\ndue: $today+2w\n",
    "pilot/README.md": "not copied\n",
    "blank/template.yaml": "title: Ours\nsummary: Our own blank plan.\n",
    "blank/mvpplan.yaml": "format: 1\ntitle: Ours\n",
}


def test_a_team_has_a_library_of_its_own(tmp_path: Path, run: Run) -> None:
    write_files(tmp_path / "ours", LIBRARY)
    listed = run(tmp_path, "init", "--list", "--library", "ours").out
    assert "blank: Our own blank plan.\n" in listed
    assert "pilot: For pilots in one market.\n" in listed
    asked = run(tmp_path, "init", "--list", "--library", "ours", "--template", "pilot").out
    assert asked == (
        "Our pilot: For pilots in one market.\n"
        "  market: Which market? [Norway]\n"
        "  lead: Who leads it? [Lead]\n"
    )
    options = ["--library", "ours", "--template", "pilot", "--set", "market=South: east"]
    result = run(tmp_path, "init", "launch", *options, "--set", "lead=Li Wen")
    assert result.out == "made a plan in launch from the template pilot: 1 decision\n"
    folder = tmp_path / "launch"
    assert (folder / "mvpplan.yaml").read_text() == (
        'format: 1\ntitle: "South: east"   # where\n\n'
        "people:\n  li: {name: Li Wen, function: delivery}\n"
    )
    assert (folder / "decisions/go-on.yaml").read_text() == (
        "title: Do we go on?\nowner: li\ndue: 2026-12-04\n"
    )
    assert not (folder / "README.md").exists()


def test_a_plan_names_the_library_of_its_team(tmp_path: Path, run: Run) -> None:
    repository = new_repository(tmp_path / "shop", {})
    write_files(repository.top / "templates", LIBRARY)
    plan_file = repository.top / "mvpplan.yaml"
    plan_file.write_text("format: 1\ntitle: a\nlibrary: templates\n")
    assert "pilot: For" in run(repository.top, "init", "--list").out
    plan_file.write_text("format: 1\ntitle: a\nlibrary: ../..\n")
    result = run(repository.top, "init", "--list")
    assert (result.code, result.out) == (2, "")
    assert "leads out of" in result.err


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {"template.yaml": "title: a\n"},
            "ours/bad/template.yaml: summary is missing; add a line summary: …",
        ),
        (
            {"template.yaml": "title: a\nsummary: b\nquestions: {x: {aks: Why?}}\n"},
            "ours/bad/template.yaml: aks is not a field of questions, x; did you mean ask?",
        ),
        (
            {"template.yaml": "- a\n"},
            "template file template.yaml:1:1: it needs a title, a summary and questions",
        ),
        (
            {"template.yaml": "title: a\nsummary: b\n", "mvpplan.yaml": "format: 1\ntitle: $x\n"},
            "template file mvpplan.yaml:2:8: $x is the name of no question; mend the template",
        ),
        (
            {"template.yaml": "title: a\nsummary: b\n", "mvpplan.yaml": "format: 1\ntitle: 'x\n"},
            "template file mvpplan.yaml:2:8: a quote is opened here and never closed",
        ),
        (
            {"template.yaml": "title: a\nsummary: b\n"},
            "the template bad has no mvpplan.yaml; add one",
        ),
    ],
)
def test_a_template_that_is_wrong_says_where(
    files: dict[str, str | bytes], said: str, tmp_path: Path, run: Run
) -> None:
    write_files(tmp_path / "ours/bad", files)
    result = run(tmp_path, "init", "x", "--library", "ours", "--template", "bad")
    assert result.code == 2
    assert said in result.err
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("example", ["guest-checkout", "refund-handoff"])
def test_the_next_cycle_takes_over_what_was_learnt(example: str, tmp_path: Path, run: Run) -> None:
    finished = examples() / example
    options = ["--from", str(finished), "--set", "launch=2027-06-07"]
    assert run(tmp_path, "init", "next", *options).code == 0
    folder = tmp_path / "next"
    assert findings_of(folder) == []
    old, new = load(WorkingTree(finished)).plan, load(WorkingTree(folder)).plan
    assert new.settings.people == old.settings.people
    assert new.settings.protects == old.settings.protects
    assert {each.kind for each in new.records.values()} == {"lesson", "checkpoint"}
    assert [each.id for each in new.of(Lesson)] == [each.id for each in old.of(Lesson)]
    files = [*sorted(folder.glob("*.yaml")), *sorted(folder.glob("*/*.yaml"))]
    texts = [f"== {path.relative_to(folder).as_posix()}\n{path.read_text()}" for path in files]
    check_golden(f"next-cycle/{example}.txt", "".join(texts))


def test_a_newcomer_answers_on_a_terminal(tmp_path: Path) -> None:
    program = Path(sys.executable).parent / "mvpplan"
    env = {**os.environ, "TERM": "dumb"}
    screen = pexpect.spawn(
        os.fspath(program), ["init", "launch"], cwd=tmp_path, env=env, encoding="utf-8", timeout=60
    )
    for asked, answer in [
        (r"Which one\? \[blank\]", "blank"),
        (r"What is the plan called\?", "Guest checkout"),
        (r"Which team plans it\? \[RevOps\]", ""),
        (r"On which day does it launch\?", "2027-03-01"),
        (r"Who plans the launch", "Ana Ruiz"),
        (r"To whom do decisions escalate\?", "Ana Ruiz"),
        (r"How many person-days", ""),
    ]:
        screen.expect(asked)
        screen.sendline(answer)
    screen.expect("made a plan in launch")
    screen.expect(pexpect.EOF)
    screen.close()
    assert screen.exitstatus == 0
    text = (tmp_path / "launch/mvpplan.yaml").read_text()
    assert "title: Guest checkout\n" in text
    assert text.endswith("people:\n  ana: {name: Ana Ruiz, function: planning}\n")


def test_the_entry_for_pre_commit_checks_a_commit(tmp_path: Path, run: Run) -> None:
    repository = new_repository(tmp_path / "my shop", {})
    assert run(repository.top, "init", "a plan", "--template", "blank").code == 0
    text = (repository.top / ".pre-commit-config.yaml").read_text()
    entry = next(line for line in text.splitlines() if "entry:" in line).partition(": ")[2]
    (repository.top / "a plan/decisions").mkdir()
    (repository.top / "a plan/decisions/x.yaml").write_text("title: No owner\n")
    repository.git("add", "-A")
    command = [sys.executable, "-m", *shlex.split(entry)]
    done = subprocess.run(command, cwd=repository.top, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "a plan/decisions/x.yaml:1:1: MP301" in done.stdout


def test_editor_settings_name_the_schemas_of_the_plan(tmp_path: Path, run: Run) -> None:
    run(tmp_path, "init", "--template", "blank")
    settings = json.loads((tmp_path / ".vscode/settings.json").read_text())
    assert settings["yaml.schemas"]["./.mvpplan/schema/plan.json"] == "mvpplan.yaml"
