"""Commits in real repositories, checked by the real pre-commit and by prek."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from conftest import PLAN_FILE
from repository import Repository, new_repository

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

TOP = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
(HOOK,) = yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))

GOOD = """\
title: Do guests need an account to pay?
owner: ana
due: 2026-11-27
"""
BAD = GOOD.replace("owner", "onwer")
METRIC = "title: Tax answers within a second\nowner: ana\ndecisions: [guest-checkout]\n"
RELYING = GOOD + "depends_on: [guest-checkout]\n"
FOUND = "decisions/guest-checkout.yaml:2:1: MP101 onwer is not a field of a decision"


@pytest.fixture(params=["pre-commit", "prek"])
def repository(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., Repository]:
    """A repository with the hook installed and a sound plan committed, in a folder of a name."""

    def make(folder: str = "", name: str = "repository") -> Repository:
        caches = {"PRE_COMMIT_HOME": "pre-commit", "PREK_HOME": "prek"}
        environment = {key: str(tmp_path / value) for key, value in caches.items()}
        made = new_repository(tmp_path / name, environment)
        entry = f"{BIN / 'mvpplan'} {HOOK['entry'].partition(' ')[2]}"
        hook = {**HOOK, "entry": entry, "language": "system"}
        hook["args"] = ["--plan", folder] if folder else []
        config = {"repos": [{"repo": "local", "hooks": [hook]}]}
        place = f"{folder}/" if folder else ""
        made.write(
            {
                ".pre-commit-config.yaml": yaml.safe_dump(config),
                f"{place}mvpplan.yaml": PLAN_FILE,
                f"{place}decisions/guest-checkout.yaml": GOOD,
            }
        )
        made.git("add", "--all")
        made.git("commit", "--message", "The plan")
        kinds = [f"--hook-type={kind}" for kind in ("pre-commit", "pre-merge-commit")]
        installed = made.run(str(BIN / request.param), "install", *kinds)
        assert installed.returncode == 0, installed.stdout
        return made

    return make


def assert_refused(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """The hook stopped the commit and said why."""
    assert done.returncode == 1, done.stdout
    for word in words:
        assert word in done.stdout


def assert_committed(done: subprocess.CompletedProcess[str]) -> None:
    """The commit was made, and the hook ran."""
    assert done.returncode == 0, done.stdout
    assert "mvpplan validate" in done.stdout


def test_bad_staged_and_good_in_the_working_tree(repository: Callable[..., Repository]) -> None:
    made = repository()
    made.write({"decisions/guest-checkout.yaml": BAD})
    made.git("add", "--all")
    made.write({"decisions/guest-checkout.yaml": GOOD})
    assert_refused(made.commit(), FOUND, "hint: did you mean owner?")
    assert made.commits() == 1
    assert (made.top / "decisions/guest-checkout.yaml").read_text(encoding="utf-8") == GOOD


def test_good_staged_and_bad_in_the_working_tree(repository: Callable[..., Repository]) -> None:
    made = repository()
    made.write({"decisions/guest-checkout.yaml": GOOD + "notes: x\n"})
    made.git("add", "--all")
    made.write({"decisions/guest-checkout.yaml": BAD})
    assert_committed(made.commit())
    assert (made.top / "decisions/guest-checkout.yaml").read_text(encoding="utf-8") == BAD


def test_an_untracked_bad_file_does_not_matter(repository: Callable[..., Repository]) -> None:
    made = repository()
    made.write({"decisions/draft.yaml": BAD, "decisions/guest-checkout.yaml": GOOD + "notes: x\n"})
    made.git("add", "decisions/guest-checkout.yaml")
    assert_committed(made.commit())


def test_a_commit_that_only_deletes_what_others_rely_on(
    repository: Callable[..., Repository],
) -> None:
    made = repository()
    made.write({"decisions/tax-shown.yaml": RELYING})
    made.git("add", "--all")
    assert_committed(made.commit())
    made.git("rm", "decisions/guest-checkout.yaml")
    assert_refused(
        made.commit(),
        "decisions/tax-shown.yaml:4:14: MP201 depends_on: there is no decision guest-checkout",
    )


def test_a_rename_that_others_do_not_follow(repository: Callable[..., Repository]) -> None:
    made = repository()
    made.write({"decisions/tax-shown.yaml": RELYING})
    made.git("add", "--all")
    assert_committed(made.commit())
    made.git("mv", "decisions/guest-checkout.yaml", "decisions/guest-check-out.yaml")
    assert_refused(made.commit(), "MP201", "hint: did you mean guest-check-out?")
    made.write({"decisions/tax-shown.yaml": RELYING.replace("checkout", "check-out")})
    made.git("add", "--all")
    assert_committed(made.commit())


@pytest.mark.parametrize("how", ["--only", "--include"])
def test_a_partial_commit_is_checked_as_it_will_be(
    how: str, repository: Callable[..., Repository]
) -> None:
    made = repository()
    made.write({"decisions/guest-checkout.yaml": BAD, "decisions/other.yaml": GOOD})
    made.git("add", "--all")
    done = made.commit(how, "decisions/other.yaml")
    if how == "--only":  # the bad file stays behind
        assert_committed(done)
        assert made.git("show", "HEAD:decisions/guest-checkout.yaml") == GOOD
    else:
        assert_refused(done, FOUND)


def test_a_merge_that_brings_the_same_id_from_two_branches(
    repository: Callable[..., Repository],
) -> None:
    made = repository()
    made.git("switch", "--create", "other")
    made.write({"metrics/tax-answers.yaml": METRIC})
    made.git("add", "--all")
    assert_committed(made.commit())
    made.git("switch", "main")
    made.write({"decisions/tax-answers.yaml": GOOD})
    made.git("add", "--all")
    assert_committed(made.commit())
    done = made.run("git", "merge", "--no-edit", "other")
    assert_refused(done, "MP204 the id tax-answers is used twice in the plan")


@pytest.mark.parametrize("folder", ["plan", "deep/er", "Mühe und Plan"])
def test_a_plan_in_a_folder(folder: str, repository: Callable[..., Repository]) -> None:
    made = repository(folder)
    made.write({f"{folder}/decisions/guest-checkout.yaml": BAD})
    made.git("add", "--all")
    assert_refused(made.commit(), f"{folder}/{FOUND}")


def test_paths_with_spaces_and_other_letters(repository: Callable[..., Repository]) -> None:
    made = repository(name="Ein Ordner für alles")
    made.write({"decisions/Öffnung um 12.yaml": GOOD})
    made.git("add", "--all")
    assert_refused(made.commit(), "decisions/Öffnung um 12.yaml:1:1: MP104")


def test_a_commit_from_a_linked_work_tree(repository: Callable[..., Repository]) -> None:
    made = repository("plan")
    made.git("worktree", "add", "--quiet", "../linked")
    linked = Repository(made.top.parent / "linked", made.environment)
    linked.write({"plan/decisions/guest-checkout.yaml": BAD})
    linked.git("add", "--all")
    assert_refused(linked.commit(), f"plan/{FOUND}")
    linked.write({"plan/decisions/guest-checkout.yaml": GOOD + "notes: x\n"})
    linked.git("add", "--all")
    assert_committed(linked.commit())


def test_a_commit_beside_the_plan_is_not_held_up_by_it(
    repository: Callable[..., Repository],
) -> None:
    made = repository("plan")
    made.write({"plan/decisions/guest-checkout.yaml": BAD})
    made.git("add", "--all")
    made.git("commit", "--no-verify", "--message", "In a hurry")
    made.write({"README": "Read me"})
    made.git("add", "--all")
    assert_committed(made.commit())


def test_all_files_are_checked_on_demand(
    repository: Callable[..., Repository], request: pytest.FixtureRequest
) -> None:
    made = repository()
    made.write({"decisions/guest-checkout.yaml": BAD})
    made.git("add", "--all")
    made.git("commit", "--no-verify", "--message", "In a hurry")
    runner = request.node.callspec.params["repository"]
    assert_refused(made.run(str(BIN / runner), "run", "--all-files"), FOUND)


def test_the_published_hook_installs_and_runs(tmp_path: Path) -> None:
    # Installing fills caches, which belong into a home.
    environment = {"PRE_COMMIT_HOME": str(tmp_path / "pre-commit"), "HOME": str(tmp_path)}
    source = new_repository(tmp_path / "mvpplan", environment)
    for name in ("src", "templates", "examples", "pyproject.toml", "README.md", "LICENSE"):
        copy = shutil.copytree if (TOP / name).is_dir() else shutil.copy
        copy(TOP / name, source.top / name)
    shutil.copy(TOP / ".pre-commit-hooks.yaml", source.top)
    source.git("add", "--all")
    source.git("commit", "--message", "A release")
    source.git("tag", "v0")
    made = new_repository(tmp_path / "repository", source.environment)
    hooks = [{"id": "mvpplan-validate"}]
    config = {"repos": [{"repo": str(source.top), "rev": "v0", "hooks": hooks}]}
    made.write(
        {
            ".pre-commit-config.yaml": yaml.safe_dump(config),
            "mvpplan.yaml": PLAN_FILE,
            "decisions/guest-checkout.yaml": BAD,
        }
    )
    made.git("add", "--all")
    installed = made.run(str(BIN / "pre-commit"), "install", "--install-hooks")
    assert installed.returncode == 0, installed.stdout
    assert_refused(made.commit(), FOUND)
    made.write({"decisions/guest-checkout.yaml": GOOD})
    made.git("add", "--all")
    assert_committed(made.commit())
