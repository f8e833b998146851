"""Where the plan is: here, above, in plan/, or where it is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mvpplan.errors import CannotRunError
from mvpplan.store.tree import find_plan

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Result

PLAN = "format: 1\ntitle: a\n"


def a_plan(folder: Path) -> Path:
    """Make a folder a plan."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "mvpplan.yaml").write_text(PLAN)
    return folder


def test_in_the_current_folder(tmp_path: Path) -> None:
    assert find_plan(None, a_plan(tmp_path)) == tmp_path


def test_in_the_nearest_folder_above(tmp_path: Path) -> None:
    a_plan(tmp_path)
    here = a_plan(tmp_path / "launch") / "decisions" / "old"
    here.mkdir(parents=True)
    assert find_plan(None, here) == tmp_path / "launch"


def test_in_the_folder_plan(tmp_path: Path) -> None:
    assert find_plan(None, a_plan(tmp_path / "plan").parent) == tmp_path / "plan"


def test_above_comes_before_the_folder_plan(tmp_path: Path) -> None:
    a_plan(tmp_path / "here" / "plan")
    assert find_plan(None, a_plan(tmp_path) / "here") == tmp_path


def test_a_named_folder_comes_first(tmp_path: Path) -> None:
    named = a_plan(tmp_path / "other")
    assert find_plan(named, a_plan(tmp_path / "here")) == named


def test_the_plan_file_itself_may_be_named(tmp_path: Path) -> None:
    named = a_plan(tmp_path / "other") / "mvpplan.yaml"
    assert find_plan(named, tmp_path) == tmp_path / "other"


def test_a_named_folder_without_a_plan_file_is_read_all_the_same(tmp_path: Path) -> None:
    assert find_plan(tmp_path, tmp_path) == tmp_path


@pytest.mark.parametrize("name", ["nowhere", "notes.txt"])
def test_a_name_that_is_no_folder(name: str, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("")
    with pytest.raises(CannotRunError, match=f"there is no folder .*{name}") as raised:
        find_plan(tmp_path / name, tmp_path)
    assert raised.value.hint == "name the folder of the plan"


def test_a_folder_by_the_name_of_the_plan_file_is_no_plan(tmp_path: Path) -> None:
    (tmp_path / "here" / "mvpplan.yaml").mkdir(parents=True)
    with pytest.raises(CannotRunError):
        find_plan(None, tmp_path / "here")


def test_nowhere(tmp_path: Path) -> None:
    with pytest.raises(CannotRunError) as raised:
        find_plan(None, tmp_path)
    assert str(raised.value) == (
        "there is no plan here: no mvpplan.yaml in this folder, in one above it, or in plan/"
    )
    assert raised.value.hint == "go to the folder of the plan, or name it with --plan"


def test_on_the_command_line(process: Callable[..., Result], tmp_path: Path) -> None:
    one = a_plan(tmp_path / "one")
    two = a_plan(tmp_path / "two")
    (two / "decisions.yaml").write_text("a: {title: a}\n")
    done = [
        process("validate", cwd=one, MVPPLAN_PLAN=""),
        process("validate", cwd=two, MVPPLAN_PLAN=str(one)),
        process("validate", "--plan", "one", MVPPLAN_PLAN=str(two)),
    ]
    assert [(each.code, each.err) for each in done] == [
        (0, "0 records in 1 file: no findings\n")
    ] * 3


def test_on_the_command_line_without_a_plan(mvpplan: Callable[..., Result]) -> None:
    done = mvpplan("validate")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("mvpplan: there is no plan here: ")
