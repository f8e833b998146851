"""What people type and where they type it: told in a line, with what to do, and exit code 2."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest
from hostile_plans import AS_OF, sound, write
from hostile_runs import as_a_user, assert_ended_well, commands, in_process, in_shell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Result

OTHER_DIGITS = "2026-11-27".translate({48 + digit: 0x0660 + digit for digit in range(10)})
EVERY = ("validate", "rank", "weekly-report")


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("plan") / "launch", sound("Guests pay"))


@pytest.fixture
def tidy(tmp_path: Path) -> Iterator[Path]:
    """A folder whose permissions a test may take away; they come back."""
    folder = write(tmp_path / "tidy", sound("Guests pay"))
    yield folder
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)


def _assert_told(result: Result, *words: str) -> None:
    assert (result.code, result.out) == (2, "")
    assert "Traceback" not in result.err
    assert "has a bug" not in result.err
    for word in words:
        assert word in result.err


@pytest.mark.parametrize("command", EVERY)
def test_without_a_plan_a_command_says_where_it_looked(command: str, tmp_path: Path) -> None:
    result = in_shell(f"mvpplan {command}", tmp_path)
    _assert_told(result, "there is no plan here", "mvpplan.yaml", "--plan")
    assert result.err.count("\n") == 1


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [
        (["validat"], "validate"),
        (["weekly-reprot"], "weekly-report"),
        (["rank", "--formt", "json"], "--format"),
        (["validate", "--colour", "never"], "--color"),
        (["explain", "MP1O3"], "MP103"),
        (["rank", "--method", "risk-per-cots"], "risk-per-cost"),
        (["validate", "--format", "jsn"], "json"),
        (["weekly-report", "--format", "html5"], "markdown"),
    ],
)
def test_a_misspelt_word_is_answered_with_the_right_one(typed: list[str], suggestion: str) -> None:
    _assert_told(in_process(*typed), suggestion)


@pytest.mark.parametrize(
    "day",
    [
        "tomorrow",
        "2026-02-30",
        "2026-13-01",
        "27.11.2026",
        "20261127",
        "2026-W48-5",
        "2026-11-27T10:00",
        "2026-1-2",
        "-1",
        "",
        "10000-01-01",
        OTHER_DIGITS,
    ],
)
@pytest.mark.parametrize("option", ["--as-of", "--since"])
def test_a_bad_date_is_answered_with_a_good_one(option: str, day: str, plan: Path) -> None:
    result = in_process("weekly-report", "--plan", plan, option, day)
    _assert_told(result, option)
    assert re.search(r"2\d{3}-\d\d-\d\d", result.err)


@pytest.mark.parametrize(
    "day", ["0000-01-01", "0001-01-01", "0001-01-08", "9999-12-25", "9999-12-31"]
)
@pytest.mark.parametrize("command", ["rank", "weekly-report"])
def test_the_first_and_the_last_days_there_are_can_be_asked_for(
    command: str, day: str, plan: Path
) -> None:
    result = in_process(command, "--plan", plan, "--as-of", day)
    assert result.code in {0, 2}
    assert "has a bug" not in result.err


@pytest.mark.parametrize("command", EVERY)
def test_a_plan_that_is_no_folder_is_named(command: str, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for no_plan in (tmp_path / "missing", tmp_path / "file", tmp_path / "file" / "below"):
        _assert_told(in_process(command, "--plan", no_plan), no_plan.name)
    assert in_process(command, "--plan", plan / "mvpplan.yaml", "--format", "text").code in {0, 1}


@pytest.mark.parametrize("option", ["--plan", "--out", "--template"])
def test_a_name_longer_than_any_file_has_is_told(option: str, plan: Path) -> None:
    result = in_process("weekly-report", "--plan", plan, option, "a" * 5000)
    _assert_told(result)


def test_a_plan_that_may_not_be_read_is_told(tidy: Path) -> None:
    (tidy / "decisions" / "decision-open-0.yaml").chmod(0)
    result = as_a_user("validate", "--plan", tidy)
    assert result.code == 1
    assert "MP001" in result.out
    (tidy / "decisions").chmod(0)
    result = as_a_user("validate", "--plan", tidy)
    assert result.code == 1
    assert "decisions" in result.out
    tidy.chmod(0)
    for inside in (tidy, tidy / "mvpplan.yaml", tidy / "below"):
        _assert_told(as_a_user("validate", "--plan", inside))


def test_a_plan_that_may_only_be_read_is_read(tidy: Path) -> None:
    every = commands(tidy)[::2]
    before = [in_process(*arguments).out for arguments in every]
    for path in (tidy, *tidy.rglob("*")):
        path.chmod(0o500 if path.is_dir() else 0o400)
    for arguments, out in zip(every, before, strict=True):
        result = as_a_user(*arguments)
        assert_ended_well(arguments, result)
        assert result.out == out


def test_a_current_folder_that_was_removed_is_told(plan: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    for command in ("validate", f"validate --plan '{plan}'"):
        gone.mkdir()
        result = in_shell(f"rmdir ../gone; mvpplan {command}", gone)
        assert result.code in {1, 2}
        assert "has a bug" not in result.err


@pytest.mark.parametrize("place", ["a folder", "a missing folder", "a file as a folder", "nothing"])
def test_a_report_that_cannot_be_written_leaves_nothing_behind(
    place: str, plan: Path, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("old", encoding="utf-8")
    out = {
        "a folder": f"{tmp_path}/folder",
        "a missing folder": f"{tmp_path}/missing/report.md",
        "a file as a folder": f"{tmp_path}/file/report.md",
        "nothing": "",
    }[place]
    before = sorted(tmp_path.rglob("*"))
    _assert_told(in_process("weekly-report", "--plan", plan, "--as-of", AS_OF, "--out", out))
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "file").read_text(encoding="utf-8") == "old"


def test_a_report_into_a_folder_that_may_not_be_written_leaves_nothing_behind(tidy: Path) -> None:
    tidy.chmod(0o500)
    out = tidy / "report.md"
    result = as_a_user("weekly-report", "--plan", tidy, "--as-of", AS_OF, "--out", out)
    _assert_told(result, "report.md", "Permission denied")
    assert not out.exists()


def test_a_report_replaces_a_file_and_keeps_its_permissions(plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.md"
    out.write_text("old", encoding="utf-8")
    out.chmod(0o640)
    result = in_process("weekly-report", "--plan", plan, "--as-of", AS_OF, "--out", out)
    assert (result.code, result.out) == (0, "")
    assert out.read_text(encoding="utf-8").startswith("# Guests pay")
    assert out.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir() if "report" in path.name] == ["report.md"]


def test_a_report_never_replaces_what_is_no_file(plan: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    result = in_process("weekly-report", "--plan", plan, "--as-of", AS_OF, "--out", pipe)
    os.close(reader)
    assert result.code in {0, 2}
    assert pipe.is_fifo()


def test_a_report_follows_a_link_to_the_file_behind_it(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "2026-11.md").write_text("old", encoding="utf-8")
    link = tmp_path / "latest.md"
    link.symlink_to("2026-11.md")
    in_process("weekly-report", "--plan", plan, "--as-of", AS_OF, "--out", link)
    assert link.is_symlink()
    assert (tmp_path / "2026-11.md").read_text(encoding="utf-8").startswith("# Guests pay")


@pytest.mark.parametrize("command", [[], ["validate"], ["explain"], ["rank"], ["weekly-report"]])
def test_every_help_has_an_example(command: list[str]) -> None:
    for option in ("-h", "--help"):
        result = in_process(*command, option)
        assert (result.code, result.err) == (0, "")
        assert "Example: mvpplan" in result.out
