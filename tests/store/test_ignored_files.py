"""What git ignores and what starts with a dot is no part of a plan; nothing else is left out."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from mvpplan.store.load import load
from mvpplan.store.tree import Listing, WorkingTree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Result

DECISION = "title: a\nowner: ana\ndue: 2026-11-27\n"
NO_YAML = "title: a: b\n"


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder."""
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def listed(folder: Path) -> list[str]:
    """The files of a plan but its plan file; nothing was remarked."""
    listing = WorkingTree(folder).listing()
    assert listing.remarks == ()
    return [path for path in listing.paths if path != "mvpplan.yaml"]


def test_names_that_start_with_a_dot(plan: Callable[..., Path]) -> None:
    folder = plan(
        {
            ".pre-commit-config.yaml": "repos: []",
            ".github/workflows/ci.yml": "on: push",
            "decisions/.draft.yaml": NO_YAML,
            "decisions/.yaml": NO_YAML,
            "decisions/a.yaml": DECISION,
        }
    )
    assert listed(folder) == ["decisions/a.yaml"]


def test_without_a_repository_gitignore_says_nothing(plan: Callable[..., Path]) -> None:
    folder = plan({".gitignore": "*.yaml\n", "decisions/a.yaml": DECISION})
    assert listed(folder) == ["decisions/a.yaml"]


def test_files_and_folders_that_gitignore_names(plan: Callable[..., Path]) -> None:
    folder = plan(
        {
            ".gitignore": "build/\n/decisions/local.yaml\n*.tmp.yaml\n",
            "build/out.yaml": NO_YAML,
            "build/deep/er.yaml": NO_YAML,
            "decisions/local.yaml": NO_YAML,
            "decisions/a.tmp.yaml": NO_YAML,
            "decisions/a.yaml": DECISION,
            "blockers/local.yaml": "title: b\n",
        }
    )
    git(folder, "init")
    assert listed(folder) == ["blockers/local.yaml", "decisions/a.yaml"]


def test_what_a_gitignore_takes_back_is_part_of_the_plan(plan: Callable[..., Path]) -> None:
    folder = plan(
        {
            ".gitignore": "decisions/*.yaml\n!decisions/a.yaml\n",
            "decisions/a.yaml": DECISION,
            "decisions/b.yaml": NO_YAML,
        }
    )
    git(folder, "init")
    assert listed(folder) == ["decisions/a.yaml"]


def test_a_gitignore_in_a_folder_counts_there(plan: Callable[..., Path]) -> None:
    folder = plan(
        {
            "decisions/.gitignore": "*\n!a.yaml\n",
            "decisions/a.yaml": DECISION,
            "decisions/b.yaml": NO_YAML,
            "metrics/b.yaml": "title: b\n",
        }
    )
    git(folder, "init")
    assert listed(folder) == ["decisions/a.yaml", "metrics/b.yaml"]


def test_a_gitignore_above_the_plan_counts_too(plan: Callable[..., Path]) -> None:
    folder = plan({"build/a.yaml": NO_YAML, "decisions/a.yaml": DECISION})
    (folder.parent / ".gitignore").write_text("launch/build\n")
    git(folder.parent, "init")
    assert listed(folder) == ["decisions/a.yaml"]


def test_a_file_that_git_has_is_part_of_the_plan_whatever_is_ignored(
    plan: Callable[..., Path],
) -> None:
    folder = plan(
        {
            ".gitignore": "decisions/\n",
            "decisions/kept.yaml": DECISION,
            "decisions/local.yaml": NO_YAML,
        }
    )
    git(folder, "init")
    git(folder, "add", "--force", "decisions/kept.yaml")
    assert listed(folder) == ["decisions/kept.yaml"]


def test_a_file_that_git_does_not_have_yet_is_part_of_the_plan(plan: Callable[..., Path]) -> None:
    folder = plan({"decisions/a.yaml": DECISION})
    git(folder, "init")
    assert listed(folder) == ["decisions/a.yaml"]


def test_a_plan_that_lies_in_an_ignored_folder_is_read(plan: Callable[..., Path]) -> None:
    folder = plan({"decisions/a.yaml": DECISION})
    (folder.parent / ".gitignore").write_text("launch/\n")
    git(folder.parent, "init")
    assert listed(folder) == ["decisions/a.yaml"]


def test_a_repository_inside_the_plan_is_no_reason_to_look_away(plan: Callable[..., Path]) -> None:
    folder = plan({"vendor/b.yaml": DECISION, "decisions/a.yaml": DECISION})
    git(folder, "init")
    git(folder / "vendor", "init")
    assert listed(folder) == ["decisions/a.yaml", "vendor/b.yaml"]


@pytest.mark.parametrize(
    "name", ["a b.yaml", "a\nb.yaml", 'a"b.yaml', "ä.yaml", "a\\b.yaml", "[a].yaml"]
)
def test_an_ignored_file_may_have_any_name(name: str, plan: Callable[..., Path]) -> None:
    folder = plan({".gitignore": "*\n!.gitignore\n", name: NO_YAML})
    git(folder, "init")
    assert listed(folder) == []


def test_the_settings_of_a_repository_run_nothing(
    plan: Callable[..., Path], tmp_path: Path
) -> None:
    folder = plan({"decisions/a.yaml": DECISION})
    git(folder, "init")
    hook = tmp_path / "hook"
    hook.write_text(f"#!/bin/sh\ntouch '{tmp_path}/ran'\n")
    hook.chmod(0o755)
    git(folder, "config", "core.fsmonitor", str(hook))
    assert listed(folder) == ["decisions/a.yaml"]
    assert not (tmp_path / "ran").exists()


def test_a_folder_that_only_looks_like_a_repository_is_read_with_a_remark(
    plan: Callable[..., Path],
) -> None:
    folder = plan({"decisions/a.yaml": DECISION})
    (folder / ".git").mkdir()
    listing = WorkingTree(folder).listing()
    assert listing.paths == ["decisions/a.yaml", "mvpplan.yaml"]
    (remark,) = listing.remarks
    assert remark.startswith("what .gitignore names is checked too, because git cannot read")


def test_without_git_everything_is_read_with_a_remark(
    plan: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = plan({".gitignore": "decisions/b.yaml\n", "decisions/a.yaml": DECISION})
    git(folder, "init")
    (folder / "decisions" / "b.yaml").write_text(NO_YAML)
    monkeypatch.setenv("PATH", "")
    assert WorkingTree(folder).listing() == Listing(
        ["decisions/a.yaml", "decisions/b.yaml", "mvpplan.yaml"],
        ("what .gitignore names is checked too, because git is not installed",),
    )
    assert load(WorkingTree(folder)).remarks == WorkingTree(folder).listing().remarks


def test_without_git_the_user_is_told(
    plan: Callable[..., Path], process: Callable[..., Result]
) -> None:
    folder = plan({"decisions/a.yaml": DECISION})
    git(folder, "init")
    done = process("validate", cwd=folder, PATH="")
    assert (done.code, done.out) == (0, "")
    assert "git is not installed" in done.err


def test_without_git_and_without_a_repository_there_is_nothing_to_remark(
    plan: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = plan({"decisions/a.yaml": DECISION})
    monkeypatch.setenv("PATH", "")
    assert listed(folder) == ["decisions/a.yaml"]
