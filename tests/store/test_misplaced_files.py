"""YAML that is no record of any kind is named, with where it belongs (MP005)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from store_views import findings, in_memory, with_hints

from mvpplan.store.layout import place_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from mvpplan.store.load import Loaded

DECISION = "title: a\nowner: ana\ndue: 2026-11-27\n"
PLAN = "format: 1\ntitle: a\npeople: {ana: {}}\n"
ANYWHERE = (
    "move it to one of decisions/, assumptions/, blockers/, metrics/, risks/, dependencies/, "
    "scope/, journeys/, changes/, checkpoints/, feedback/, lessons/, or out of the plan, "
    "or name it in .gitignore"
)


def told(path: str, content: str = DECISION) -> str:
    """The one finding of a file."""
    (found,) = with_hints(findings(in_memory({"mvpplan.yaml": PLAN, path: content.encode()})))
    return found.removeprefix(f"{path}:")


@pytest.mark.parametrize(
    ("path", "message", "hint"),
    [
        ("decision/a.yaml", "decision/ is no folder", "did you mean decisions/a.yaml?"),
        ("Decisions/a.yml", "Decisions/ is no folder", "did you mean decisions/a.yml?"),
        ("asumptions/a.yaml", "asumptions/ is no folder", "did you mean assumptions/a.yaml?"),
        ("decision.yaml", "decision.yaml is no file", "did you mean decisions.yaml?"),
        ("BLOCKERS.yaml", "BLOCKERS.yaml is no file", "did you mean blockers.yaml?"),
        ("docs/ci.yaml", "docs/ is no folder", ANYWHERE),
        ("docs/deep/er/ci.yaml", "docs/ is no folder", ANYWHERE),
        ("pnpm-lock.yaml", "pnpm-lock.yaml is no file", ANYWHERE),
    ],
)
def test_a_wrong_folder_or_file(path: str, message: str, hint: str) -> None:
    assert told(path) == f"1:1: MP005 {message} of records of any kind | {hint}"


@pytest.mark.parametrize("path", ["decisions/old/a.yaml", "decisions/2026/q4/a.yaml"])
def test_a_record_that_lies_too_deep(path: str) -> None:
    assert told(path) == (
        "1:1: MP005 the file lies too deep in decisions/ to be a record | "
        "move it to decisions/a.yaml"
    )


@pytest.mark.parametrize(
    "path",
    ["decision/a.yaml", "Decisions.yml", "metric.yaml", "decisions/b/c.yaml", "decision/b/c.yaml"],
)
def test_where_a_hint_sends_a_file_is_a_place_of_records(path: str) -> None:
    proposed = re.search(r"(?:did you mean|move it to) (\S+?)\??$", told(path))
    assert proposed is not None
    assert place_of(proposed[1]) is not None


@pytest.mark.parametrize("content", ["", "\n", "# later\n", "---\n", "~\n"])
def test_an_empty_file(content: str) -> None:
    assert told("decisions/a.yaml", content) == (
        "1:1: MP005 the file holds no record | "
        "write the fields of a decision, or delete the file; what follows a # is not read"
    )
    assert told("decisions.yaml", content) == (
        "1:1: MP005 the file holds no record | "
        "write the fields of a decision, or delete the file; what follows a # is not read"
    )


def test_an_empty_file_of_a_kind_that_starts_with_a_vowel() -> None:
    assert "write the fields of an assumption" in told("assumptions/a.yaml", "")


@pytest.mark.parametrize(
    ("content", "held", "column"), [("- a\n- b\n", "a list", 1), ("  a title\n", "text", 3)]
)
def test_a_file_that_holds_no_fields(content: str, held: str, column: int) -> None:
    message = f"1:{column}: MP005 the file holds {held} and no record"
    assert told("decisions/a.yaml", content) == (
        f"{message} | write a line 'field: value' for each field"
    )
    assert told("decisions.yaml", content) == (
        f"{message} | write each id and a colon, and its fields indented below it without dashes"
    )


def test_the_fields_of_one_where_many_belong() -> None:
    assert told("decisions.yaml", "# first\ntitle: a\nowner: ana\n") == (
        "2:1: MP005 decisions.yaml holds many records by id, but here are the fields of one | "
        "indent the fields under an id, or move the file to decisions/<id>.yaml"
    )


def test_many_where_the_fields_of_one_belong() -> None:
    assert told("decisions/all.yaml", "a: {title: a}\nb: {title: b}\n") == (
        "1:1: MP005 a file in decisions/ holds one decision, but here are many by id | "
        "move the file to decisions.yaml, or each decision into a file of its own"
    )


def test_a_record_by_the_name_of_title_is_one_of_many(loaded: Callable[..., Loaded]) -> None:
    assert list(loaded({"decisions.yaml": "title: {title: a}\n"}).plan.records) == ["title"]


def test_a_plan_file_with_the_other_suffix_beside_the_right_one() -> None:
    assert told("mvpplan.yml", PLAN) == (
        "1:1: MP005 the plan file has another name | rename it to mvpplan.yaml"
    )


@pytest.mark.parametrize("name", ["mvpplan.yml", "MVPplan.yaml", "mvpplan.YAML"])
def test_a_plan_file_with_another_name_is_one_fault(name: str) -> None:
    found = with_hints(findings(in_memory({name: PLAN, "decisions/a.yaml": DECISION})))
    assert found == [
        f"{name}:1:1: MP005 the plan file has another name | rename it to mvpplan.yaml"
    ]


def test_a_second_plan_in_a_folder_of_the_first(found: Callable[..., list[str]]) -> None:
    assert found({"next/mvpplan.yaml": PLAN, "next/decisions/b.yaml": DECISION}) == [
        "next/decisions/b.yaml:1:1: MP005 next/ is no folder of records of any kind",
        "next/mvpplan.yaml:1:1: MP005 next/ is no folder of records of any kind",
    ]


def test_a_second_plan_file_among_the_records_is_accounted_for() -> None:
    found = findings(in_memory({"mvpplan.yaml": PLAN, "decisions/mvpplan.yaml": PLAN}))
    assert {(each.path, each.code) for each in found} == {("decisions/mvpplan.yaml", "MP101")}
