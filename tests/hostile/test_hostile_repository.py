"""A repository from a stranger runs nothing, hides nothing and hangs nothing."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hostile_plans import AS_OF, sound, write
from hostile_runs import SOON, in_process, in_shell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Result

EVERY = ("validate", "rank", "weekly-report")


def _git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, timeout=SOON)


def _committed(folder: Path) -> Path:
    """A plan in a repository, with a change of the same length that is not committed."""
    write(folder, sound("Guests pay"))
    _git(folder, "init", "-q")
    _git(folder, "add", ".")
    _git(folder, "commit", "-q", "-m", "x")
    changed = folder / "decisions" / "decision-open-0.yaml"
    changed.write_bytes(changed.read_bytes().replace(b"Guests", b"Buyers"))
    return folder


def _run_all(plan: Path) -> list[Result]:
    options = {"rank": ["--as-of", AS_OF], "weekly-report": ["--as-of", AS_OF]}
    return [in_process(name, "--plan", plan, *options.get(name, [])) for name in EVERY]


def _trap(trace: Path) -> str:
    return f"touch '{trace}' && cat"


@pytest.mark.parametrize(
    ("section", "setting"),
    [
        ('filter "x"', "clean"),
        ('filter "x"', "process"),
        ('filter "x"', "smudge"),
        ("core", "fsmonitor"),
        ("core", "pager"),
        ("core", "sshCommand"),
        ("core", "editor"),
        ("core", "askPass"),
        ("gpg", "program"),
        ("diff", "external"),
        ('diff "x"', "textconv"),
        ('diff "x"', "command"),
        ("alias", "status"),
        ("alias", "ls-files"),
        ("credential", "helper"),
        ("uploadpack", "packObjectsHook"),
    ],
)
def test_the_configuration_of_a_repository_runs_nothing(
    section: str, setting: str, tmp_path: Path
) -> None:
    plan = _committed(tmp_path / "plan")
    trace = tmp_path / "trace"
    bang = "!" if section == "alias" else ""
    with (plan / ".git" / "config").open("a", encoding="utf-8") as file:
        file.write(f'[{section}]\n\t{setting} = "{bang}{_trap(trace)}"\n')
    (plan / ".gitattributes").write_text("*.yaml filter=x diff=x\n", encoding="utf-8")
    for result in _run_all(plan):
        assert result.code in {0, 1, 2}
    assert not trace.exists()


def test_hooks_of_a_repository_are_not_run(tmp_path: Path) -> None:
    plan = _committed(tmp_path / "plan")
    trace = tmp_path / "trace"
    for hook in ("post-index-change", "post-checkout", "fsmonitor-watchman", "pre-auto-gc"):
        file = plan / ".git" / "hooks" / hook
        file.write_text(f"#!/bin/sh\n{_trap(trace)}\n", encoding="utf-8")
        file.chmod(0o755)
    _run_all(plan)
    assert not trace.exists()


def test_a_folder_that_poses_as_a_repository_runs_nothing(tmp_path: Path) -> None:
    plan = _committed(tmp_path / "team" / "plan")
    trace = tmp_path / "trace"
    with (plan / ".git" / "config").open("a", encoding="utf-8") as file:
        file.write(f'[core]\n\tworktree = .\n[filter "x"]\n\tclean = "{_trap(trace)}"\n')
    (plan / ".gitattributes").write_text("*.yaml filter=x\n", encoding="utf-8")
    # A pull request may hold all of these, as they are not in a folder named .git.
    for part in list((plan / ".git").iterdir()):
        part.rename(plan / part.name)
    (plan / ".git").rmdir()
    _git(plan.parent, "init", "-q")
    for result in _run_all(plan):
        assert result.code in {0, 1, 2}
    assert not trace.exists()


def test_a_repository_that_git_cannot_read_is_no_bug(tmp_path: Path) -> None:
    plan = write(tmp_path / "plan", sound("Guests pay"))
    (plan / ".git").write_text("gitdir: /nowhere\n", encoding="utf-8")
    for result in _run_all(plan):
        assert result.code in {0, 1, 2}
        assert "has a bug" not in result.err
        assert "Traceback" not in result.err


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[Path]:
    """A plan with a file 1,500 folders down, which git can hold and Python cannot recurse to."""
    plan = write(tmp_path / "plan", sound("Guests pay"))
    below = Path("d")
    before = Path.cwd()
    os.chdir(plan)
    for _ in range(1500):
        below.mkdir()
        os.chdir(below)
    Path("x.yaml").write_text("title: x\n", encoding="utf-8")
    os.chdir(before)
    yield plan
    subprocess.run(["rm", "-rf", plan / "d"], check=True)


def test_folders_in_folders_without_end_are_no_bug(deep: Path) -> None:
    for result in _run_all(deep):
        assert result.code in {0, 1, 2}
        assert "has a bug" not in result.err
    assert "x.yaml" in in_process("validate", "--plan", deep, "--format", "json").out


def test_every_file_that_is_no_file_is_a_finding(tmp_path: Path) -> None:
    plan = write(tmp_path / "plan", sound("Guests pay"))
    (tmp_path / "secret.yaml").write_text("title: The launch code is 1234\n", encoding="utf-8")
    links = {
        "out": "../../secret.yaml",
        "absolute": os.fspath(tmp_path / "secret.yaml"),
        "device": "/dev/zero",
        "loop": "loop.yaml",
        "nowhere": "nothing.yaml",
        "folder": "..",
    }
    for name, target in links.items():
        (plan / "decisions" / f"{name}.yaml").symlink_to(target)
    os.mkfifo(plan / "decisions" / "pipe.yaml")
    (plan / "decisions" / "real-folder.yaml").mkdir()
    (plan / "round").symlink_to(".")
    result = in_process("validate", "--plan", plan, "--format", "json")
    assert result.code == 1
    found = {finding["path"] for finding in result.json["findings"] if finding["code"] == "MP001"}
    refused = {f"decisions/{name}.yaml" for name in [*links, "pipe", "real-folder"]}
    assert found == refused | {"round"}
    for each in _run_all(plan):
        assert each.code in {0, 1}
        assert "launch code" not in each.out


def test_a_plan_file_that_is_no_file_is_a_finding(tmp_path: Path) -> None:
    for kind in ("folder", "loop", "pipe", "device"):
        plan = write(tmp_path / kind, {"decisions/a.yaml": b"title: x\n"})
        place = plan / "mvpplan.yaml"
        if kind == "folder":
            place.mkdir()
        elif kind == "pipe":
            os.mkfifo(place)
        else:
            place.symlink_to({"loop": "mvpplan.yaml", "device": "/dev/zero"}[kind])
        for result in _run_all(plan):
            assert result.code in {0, 1, 2}
            assert "has a bug" not in result.err
        inside = in_shell("mvpplan validate", plan / "decisions")
        assert inside.code in {0, 1, 2}
        assert "has a bug" not in inside.err
