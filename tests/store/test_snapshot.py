"""``validate --staged`` and ``--rev``: the plan as git holds it, whatever the working tree says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import PLAN_FILE
from repository import Repository, new_repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Result

    Run = Callable[..., Result]

GOOD = """\
title: Do guests need an account to pay?
owner: ana
due: 2026-11-27
"""
BAD = GOOD.replace("owner", "onwer")
FOUND = """\
decisions/a.yaml:2:1: MP101 onwer is not a field of a decision
    hint: did you mean owner?
"""
CLEAN = "1 record in 2 files: no findings\n"
IDLE = "nothing of the plan is staged: nothing to check\n"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository with a sound plan of one decision, committed."""
    made = new_repository(tmp_path / "repository", {})
    made.write({"mvpplan.yaml": PLAN_FILE, "decisions/a.yaml": GOOD})
    made.git("add", "--all")
    assert made.commit().returncode == 0
    return made


def test_the_index_is_checked_and_not_the_working_tree(
    repository: Repository, mvpplan: Run
) -> None:
    repository.write({"decisions/a.yaml": BAD})
    repository.git("add", "--all")
    repository.write({"decisions/a.yaml": "title: [", "decisions/b.yaml": "title: ["})
    result = mvpplan("validate", "--staged", cwd=repository.top)
    assert (result.code, result.out) == (1, FOUND)


def test_nothing_staged_is_done_at_once(repository: Repository, mvpplan: Run) -> None:
    repository.write({"decisions/a.yaml": BAD})
    result = mvpplan("validate", "--staged", cwd=repository.top)
    assert (result.code, result.out, result.err) == (0, "", IDLE)


def test_nothing_staged_is_a_whole_document_in_other_formats(
    repository: Repository, mvpplan: Run
) -> None:
    result = mvpplan("validate", "--staged", "--format", "json", cwd=repository.top)
    assert result.json == {
        "version": 1,
        "findings": [],
        "files": 0,
        "records": 0,
        "errors": 0,
        "warnings": 0,
    }


def test_a_deleted_file_is_staged_too(repository: Repository, mvpplan: Run) -> None:
    repository.git("rm", "decisions/a.yaml")
    result = mvpplan("validate", "--staged", cwd=repository.top)
    assert (result.code, result.err) == (0, "0 records in 1 file: no findings\n")


def test_before_the_first_commit(tmp_path: Path, mvpplan: Run) -> None:
    made = new_repository(tmp_path / "repository", {})
    made.write({"mvpplan.yaml": PLAN_FILE, "decisions/a.yaml": BAD})
    assert mvpplan("validate", "--staged", cwd=made.top).err == IDLE
    made.git("add", "--all")
    assert mvpplan("validate", "--staged", cwd=made.top).out == FOUND


def test_another_index_is_respected(repository: Repository, process: Run) -> None:
    other = repository.top.parent / "other-index"
    with_other = Repository(repository.top, {"GIT_INDEX_FILE": str(other)})
    repository.write({"decisions/a.yaml": BAD})
    with_other.git("add", "--all")
    assert process("validate", "--staged", cwd=repository.top).err == IDLE
    result = process("validate", "--staged", cwd=repository.top, GIT_INDEX_FILE=str(other))
    assert result.out == FOUND


@pytest.mark.parametrize("name", ["HEAD~1", "main~1", "before", "@{1}"])
def test_a_revision_by_any_name(name: str, repository: Repository, mvpplan: Run) -> None:
    repository.git("tag", "--annotate", "--message", "x", "before")
    repository.write({"decisions/a.yaml": BAD})
    repository.git("add", "--all")
    repository.commit()
    result = mvpplan("validate", "--rev", name, cwd=repository.top)
    assert (result.code, result.out, result.err) == (0, "", CLEAN)
    assert mvpplan("validate", "--rev", "HEAD", cwd=repository.top).out == FOUND


@pytest.mark.parametrize("name", ["nope", "--output=x", "-x", "HEAD:decisions", "HEAD~9"])
def test_what_is_no_revision(name: str, repository: Repository, mvpplan: Run) -> None:
    result = mvpplan("validate", f"--rev={name}", cwd=repository.top)
    hint = "name a commit, a branch or a tag that 'git log' knows"
    assert (result.code, result.out) == (2, "")
    assert result.err == f"mvpplan: there is no revision {name}; {hint}\n"
    files = sorted(path.name for path in repository.top.iterdir())
    assert files == [".git", "decisions", "mvpplan.yaml"]


def test_a_branch_that_looks_like_an_option(repository: Repository, mvpplan: Run) -> None:
    commit = repository.git("rev-parse", "HEAD").strip()
    repository.git("update-ref", "refs/heads/--output=x", commit)
    result = mvpplan("validate", "--rev=--output=x", cwd=repository.top)
    assert result.code == 2
    assert not (repository.top / "x").exists()
    assert mvpplan("validate", "--rev=refs/heads/--output=x", cwd=repository.top).err == CLEAN


def test_both_questions_at_once(repository: Repository, mvpplan: Run) -> None:
    result = mvpplan("validate", "--staged", "--rev", "HEAD", cwd=repository.top)
    assert (result.code, result.out) == (2, "")
    assert result.err == "mvpplan: --staged and --rev are two questions; ask one of them\n"


@pytest.mark.parametrize("option", ["--staged", "--rev=HEAD"])
def test_no_repository(option: str, plan: Callable[..., Path], mvpplan: Run) -> None:
    folder = plan({})
    result = mvpplan("validate", option, cwd=folder)
    assert (result.code, result.out) == (2, "")
    assert result.err == f"mvpplan: {folder} is not in a git repository; check the files\n"


@pytest.mark.parametrize("option", ["--staged", "--rev=HEAD"])
def test_git_is_not_installed(option: str, repository: Repository, process: Run) -> None:
    result = process("validate", option, cwd=repository.top, PATH="/nowhere")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("mvpplan: ")
    assert "Traceback" not in result.err


def test_a_plan_in_a_sub_folder_from_anywhere(tmp_path: Path, mvpplan: Run) -> None:
    made = new_repository(tmp_path / "repository", {})
    made.write({"plan/mvpplan.yaml": PLAN_FILE, "plan/decisions/a.yaml": BAD, "x.yaml": "["})
    made.git("add", "--all")
    from_top = mvpplan("validate", "--staged", cwd=made.top)
    assert from_top.out == FOUND.replace("decisions/", "plan/decisions/")
    inside = mvpplan("validate", "--staged", cwd=made.top / "plan" / "decisions")
    assert inside.out == FOUND.replace("decisions/", "../decisions/")
    outside = mvpplan("validate", "--staged", "--plan", made.top / "plan")
    assert outside.out == FOUND.replace("decisions/", "repository/plan/decisions/")


def test_a_file_in_conflict(repository: Repository, mvpplan: Run) -> None:
    repository.git("switch", "--create", "other")
    repository.write({"decisions/a.yaml": GOOD + "notes: here\n"})
    repository.commit("--all")
    repository.git("switch", "main")
    repository.write({"decisions/a.yaml": GOOD + "notes: there\n"})
    repository.commit("--all")
    assert repository.run("git", "merge", "other").returncode == 1
    result = mvpplan("validate", "--staged", cwd=repository.top)
    assert result.out == (
        "decisions/a.yaml:1:1: MP001 the file is in conflict\n"
        "    hint: settle it, then git add it\n"
    )


def test_links_inside_and_out_of_the_plan(repository: Repository, mvpplan: Run) -> None:
    top = repository.top
    (top.parent / "secret.yaml").write_text(GOOD, encoding="utf-8")
    (top / "decisions/inside.yaml").symlink_to("a.yaml")
    (top / "decisions/out.yaml").symlink_to("../../secret.yaml")
    (top / "decisions/absolute.yaml").symlink_to(top.parent / "secret.yaml")
    (top / "decisions/round.yaml").symlink_to("round.yaml")
    (top / "blockers").symlink_to("decisions")
    repository.git("add", "--all")
    staged = mvpplan("validate", "--staged", cwd=top)
    assert staged.out == (
        "blockers:1:1: MP001 a link to a folder is not followed\n"
        "    hint: put the files themselves here\n"
        "decisions/absolute.yaml:1:1: MP001 the link leads out of the plan\n"
        "    hint: put the file itself here\n"
        "decisions/out.yaml:1:1: MP001 the link leads out of the plan\n"
        "    hint: put the file itself here\n"
        "decisions/round.yaml:1:1: MP001 the link leads to itself\n"
        "    hint: put the file itself here\n"
    )
    on_disk = mvpplan("validate", cwd=top)
    assert {line.split()[0] for line in on_disk.out.splitlines()} == {
        line.split()[0] for line in staged.out.splitlines()
    }


def test_a_file_over_the_limit(repository: Repository, mvpplan: Run) -> None:
    repository.write({"decisions/a.yaml": GOOD + "notes: " + "x" * 3_000_000})
    repository.write({"decisions/b.yaml": GOOD})
    repository.git("add", "--all")
    result = mvpplan("validate", "--staged", cwd=repository.top)
    assert result.out == (
        "decisions/a.yaml:1:1: MP001 the file has 2.9 MiB; a plan file has at most 1 MiB\n"
        "    hint: put fewer records into one file\n"
    )


def test_git_runs_nothing_that_a_repository_names(repository: Repository, mvpplan: Run) -> None:
    trap = repository.top.parent / "trap"
    trap.write_text(f"#!/bin/sh\ntouch '{trap}-sprung'\ncat\n", encoding="utf-8")
    trap.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "diff.external", "filter.x.clean", "core.editor"):
        repository.git("config", name, str(trap))
    for name in ("core.sshCommand", "filter.x.smudge", "diff.x.textconv", "filter.x.process"):
        repository.git("config", name, str(trap))
    for hook in ("pre-commit", "post-index-change", "reference-transaction"):
        (repository.top / ".git/hooks" / hook).parent.mkdir(exist_ok=True)
        (repository.top / ".git/hooks" / hook).symlink_to(trap)
    repository.write({".gitattributes": "*.yaml filter=x diff=x\n"})
    commands = (["validate"], ["validate", "--staged"], ["validate", "--rev", "HEAD"])
    for command in (*commands, ["rank"], ["weekly-report"]):
        assert mvpplan(*command, cwd=repository.top).code == 0
    assert not trap.with_name("trap-sprung").exists()


def test_ten_thousand_files_do_not_jam_the_pipe(repository: Repository, mvpplan: Run) -> None:
    filler = "x" * 900
    repository.write(
        {f"decisions/d{number}.yaml": f"{GOOD}notes: {filler}\n" for number in range(3000)}
    )
    repository.git("add", "--all")
    result = mvpplan("validate", "--staged", cwd=repository.top)
    assert (result.code, result.err) == (0, "3001 records in 3002 files: no findings\n")


def test_a_check_of_the_index_writes_nothing(repository: Repository, mvpplan: Run) -> None:
    repository.write({"decisions/a.yaml": BAD})
    repository.git("add", "--all")

    def state() -> dict[str, bytes]:
        files = (path for path in repository.top.rglob("*") if path.is_file())
        return {str(path): path.read_bytes() for path in files}

    before = state()
    mvpplan("validate", "--staged", cwd=repository.top)
    mvpplan("validate", "--rev", "HEAD", cwd=repository.top)
    assert state() == before
