"""What a rule finds is placed at the value it is about, or at the record that lacks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mvpplan.errors import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from mvpplan.errors import FieldPath
    from mvpplan.store.load import Loaded

FILES = {
    "decisions/one.yaml": """\
        # a comment
        title: a
        due:
        tags: [b, c]
        """,
    "decisions.yaml": """\
        two:
          title: a
          evidence:
            - what: b
              on: 2026-11-02

        three: {title: c, due: 2026-11-27}
        """,
}


@pytest.mark.parametrize(
    ("record", "at", "place"),
    [
        ("one", (), "decisions/one.yaml:2:1"),
        ("one", ("title",), "decisions/one.yaml:2:8"),
        ("one", ("due",), "decisions/one.yaml:3:1"),
        ("one", ("tags", 1), "decisions/one.yaml:4:11"),
        ("one", ("owner",), "decisions/one.yaml:2:1"),
        ("two", (), "decisions.yaml:1:1"),
        ("two", ("evidence", 0, "on"), "decisions.yaml:5:11"),
        ("two", ("evidence", 0, "link"), "decisions.yaml:4:7"),
        ("two", ("owner",), "decisions.yaml:1:1"),
        ("three", ("due",), "decisions.yaml:7:24"),
        ("three", (), "decisions.yaml:7:1"),
        (None, ("people", "ana", "name"), "mvpplan.yaml:4:15"),
        (None, ("people", "zoe"), "mvpplan.yaml:4:3"),
        (None, (), "mvpplan.yaml:1:1"),
    ],
)
def test_a_path_in_a_record_has_a_place(
    record: str | None, at: FieldPath, place: str, loaded: Callable[..., Loaded]
) -> None:
    finding = loaded(FILES).find(Problem("MP301", record, at, "told", ""), Severity.ERROR)
    assert f"{finding.path}:{finding.line}:{finding.column}" == place


def test_a_record_that_is_not_in_the_plan_is_placed_in_the_plan_file(
    loaded: Callable[..., Loaded],
) -> None:
    finding = loaded(FILES).find(Problem("MP201", "gone", (), "told", ""), Severity.ERROR)
    assert (finding.path, finding.line, finding.column) == ("mvpplan.yaml", 1, 1)


def test_a_file_that_could_not_be_read_is_placed_at_its_start(
    loaded: Callable[..., Loaded],
) -> None:
    read = loaded({"decisions/a.yaml": b"\xff"})
    finding = read.find(Problem("MP301", "a", ("owner",), "told", ""), Severity.ERROR)
    assert (finding.path, finding.line, finding.column) == ("decisions/a.yaml", 1, 1)
    assert not read.line("decisions/a.yaml", 1)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "lone CR"])
def test_rules_place_what_they_find_whatever_ends_the_lines(
    end: str, found: Callable[..., list[str]]
) -> None:
    lines = ["\ufefftitle: a", "owner: ana", "due: 2026-11-27", "tags:", "- é😀", "depends_on: [b]"]
    assert found({"decisions/a.yaml": end.join([*lines, ""]).encode()}) == [
        "decisions/a.yaml:6:14: MP201 depends_on: there is no decision b"
    ]


def test_the_line_of_a_place_can_be_shown(loaded: Callable[..., Loaded]) -> None:
    read = loaded(FILES)
    assert read.line("decisions.yaml", 5) == "      on: 2026-11-02"
    assert not read.line("nowhere.yaml", 5)
