"""``mvpplan status`` and ``review`` where only git knows how old something is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from repository import Repository, new_repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Result

    Run = Callable[..., Result]

PLAN_FILE = "format: 1\ntitle: T\npeople: {ana: {name: Ana, escalates_to: ben}, ben: {name: Ben}}\n"
BLOCKER = "title: No test account\nowner: ana\n"


def committed(top: Path, day: str) -> Repository:
    """A plan with a blocker that gives no date, in a commit of a day."""
    moment = f"{day}T12:00:00+0000"
    repository = new_repository(top, {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment})
    repository.write({"mvpplan.yaml": PLAN_FILE, "blockers/gateway.yaml": BLOCKER})
    repository.git("add", "--all")
    assert repository.commit().returncode == 0
    return repository


@pytest.mark.parametrize(
    ("day", "reasons"),
    [
        (
            "2026-11-02",
            [
                (
                    "gateway",
                    "escalates, open for 18 days and the chain of escalation ends there",
                    "ben",
                )
            ],
        ),
        ("2026-11-12", [("gateway", "escalates, open for 8 days", "ben")]),
        ("2026-11-13", []),
    ],
)
def test_age_counts_from_the_first_commit(
    day: str, reasons: list[tuple[str, str, str]], tmp_path: Path, run: Run
) -> None:
    top = committed(tmp_path / "shop", day).top
    items = run(top, "status", "--format", "json").json["items"]
    assert [(each["id"], each["reason"], each["escalate_to"]) for each in items] == reasons


def test_without_date_and_git_the_age_is_unknown_and_said_to_be(tmp_path: Path, run: Run) -> None:
    (tmp_path / "blockers").mkdir()
    (tmp_path / "mvpplan.yaml").write_text(PLAN_FILE)
    (tmp_path / "blockers/gateway.yaml").write_text(BLOCKER)
    items = run(tmp_path, "status", "--format", "json").json["items"]
    assert [(each["id"], each["title"], each["reason"]) for each in items] == [
        (
            "ages-unknown",
            "Their age is unknown: write opened, or commit the plan",
            "1 record: gateway",
        )
    ]


@pytest.mark.parametrize("command", ["status", "list"])
def test_an_unknown_person_is_no_empty_answer(command: str, tmp_path: Path, run: Run) -> None:
    (tmp_path / "mvpplan.yaml").write_text(PLAN_FILE)
    result = run(tmp_path, command, "--owner", "anna")
    assert (result.code, result.out) == (2, "")
    assert result.err == "mvpplan: anna is not one of the people; did you mean ana?\n"
