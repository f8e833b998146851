"""N files in, N accounted for: one record a file, many in one, and both mixed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from store_views import Files

from conftest import findings_of
from mvpplan.store.load import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Result
    from mvpplan.store.load import Loaded

DECISION = "title: a\nowner: ana\ndue: 2026-11-27\n"


def accounted(loaded: Loaded) -> tuple[int, list[str], list[str]]:
    """How many files there are, the records of the plan, and the paths with a problem."""
    return (
        loaded.files,
        sorted(loaded.plan.records),
        [str(problem.path) for problem in loaded.problems],
    )


def test_one_record_a_file(loaded: Callable[..., Loaded]) -> None:
    files = {f"decisions/{name}.yaml": DECISION for name in ("a", "b", "c-3", "0")}
    assert accounted(loaded(files)) == (5, ["0", "a", "b", "c-3"], [])


def test_many_records_in_a_file(loaded: Callable[..., Loaded]) -> None:
    files = {
        "decisions.yaml": """\
            a: {title: a, owner: ana, due: 2026-11-27}
            b:
              title: b
              owner: ana
              due: 2026-11-27
            """
    }
    assert accounted(loaded(files)) == (2, ["a", "b"], [])


def test_both_mixed(loaded: Callable[..., Loaded]) -> None:
    files = {"decisions.yaml": "a: {title: a}\nb: {title: b}\n", "decisions/c.yaml": DECISION}
    assert accounted(loaded(files)) == (3, ["a", "b", "c"], [])


def test_every_kind(found: Callable[..., list[str]]) -> None:
    assert (
        found(
            {
                "decisions/a.yaml": DECISION + "assumptions: [b]\n",
                "assumptions/b.yaml": "title: b\nimpact: 3\ncost: 2\n",
                "blockers/c.yaml": "title: c\nstatus: dropped\nclosed: 2026-11-20\nresolution: d\n",
                "metrics/d.yaml": "title: d\nowner: ana\ndecisions: [a]\n",
            }
        )
        == []
    )


@pytest.mark.parametrize("suffix", ["yaml", "yml", "YAML", "YML", "Yaml"])
def test_any_suffix_of_yaml(suffix: str, loaded: Callable[..., Loaded]) -> None:
    files = {f"decisions/a.{suffix}": DECISION, f"metrics.{suffix}": "b: {title: b}\n"}
    assert accounted(loaded(files)) == (3, ["a", "b"], [])


def test_other_files_are_no_part_of_a_plan(loaded: Callable[..., Loaded]) -> None:
    files = {
        "README.md": "# Plan",
        "decisions/notes.txt": "a: b: c",
        "decisions/a.yaml.bak": "a: b: c",
        "decisions/b.json": "{}",
        "decisions/yaml": "a: b: c",
        "assets/chart.svg": "<svg/>",
    }
    assert accounted(loaded(files)) == (1, [], [])


def test_one_of_many_that_is_faulty_leaves_the_others(loaded: Callable[..., Loaded]) -> None:
    files = {"decisions.yaml": "a: {title: a}\nb: {titel: b}\nc: {title: c}\n"}
    assert accounted(loaded(files)) == (2, ["a", "c"], ["decisions.yaml"])


def test_a_file_that_is_not_yaml_hides_neither_itself_nor_the_others(
    mvpplan: Callable[..., Result], plan: Callable[..., Path]
) -> None:
    folder = plan(
        {
            "decisions/a.yaml": "title: Launch: phase one\nowner: ana\ndue: 2026-11-27\n",
            "decisions/b.yaml": DECISION,
        }
    )
    done = mvpplan("validate", cwd=folder)
    assert (done.code, done.out.splitlines()) == (
        1,
        [
            "decisions/a.yaml:1:14: MP002 a colon followed by a space starts a new value here",
            '    hint: put the whole text in quotes: title: "Launch: phase one"',
        ],
    )
    assert "2 records in 3 files" in done.err


def test_reading_writes_nothing(plan: Callable[..., Path]) -> None:
    folder = plan({"decisions/a.yaml": "# kept\n" + DECISION, "blockers/b.yaml": "title: a: b\n"})
    files = sorted(folder.rglob("*"))
    before = [(path, path.stat(), path.is_file() and path.read_bytes()) for path in files]
    findings_of(folder)
    files = sorted(folder.rglob("*"))
    after = [(path, path.stat(), path.is_file() and path.read_bytes()) for path in files]
    assert [(path, state.st_mtime_ns, held) for path, state, held in after] == [
        (path, state.st_mtime_ns, held) for path, state, held in before
    ]


def test_an_id_under_which_nothing_stands(found: Callable[..., list[str]]) -> None:
    files = {"decisions.yaml": "a:\nb: text\nc: [d]\ne: {}\nf: ''\n"}
    assert found(files) == [
        "decisions.yaml:1:1: MP102 title is missing",
        "decisions.yaml:2:1: MP103 b has no fields",
        "decisions.yaml:3:1: MP103 c has no fields",
        "decisions.yaml:4:4: MP102 title is missing",
        "decisions.yaml:5:1: MP102 title is missing",
    ]


def test_one_id_in_two_files(found: Callable[..., list[str]]) -> None:
    files = {
        "decisions/a.yaml": DECISION,
        "decisions.yaml": "a: {title: a, owner: ana, due: 2026-11-27}\n",
        "metrics.yaml": "b: {title: b, owner: ana, decisions: [a]}\n\na: {title: c}\n",
    }
    assert found(files) == [
        "decisions/a.yaml:1:1: MP204 the id a is used twice in the plan",
        "metrics.yaml:3:1: MP204 the id a is used twice in the plan",
    ]


def test_one_id_with_two_suffixes(found: Callable[..., list[str]]) -> None:
    files = {"decisions/a.yaml": DECISION, "decisions/a.yml": DECISION}
    assert found(files) == ["decisions/a.yml:1:1: MP204 the id a is used twice in the plan"]


def test_an_id_twice_names_the_other_place(loaded: Callable[..., Loaded]) -> None:
    problems = loaded({"decisions/a.yaml": DECISION, "metrics/a.yaml": "title: a\n"}).problems
    assert [problem.hint for problem in problems] == [
        "rename one of the two; the other is in decisions/a.yaml"
    ]


def test_an_id_twice_in_one_file_is_a_key_twice(found: Callable[..., list[str]]) -> None:
    record = "{title: a, owner: ana, due: 2026-11-27}"
    assert found({"decisions.yaml": f"a: {record}\na: {record}\n"}) == [
        "decisions.yaml:2:1: MP003 a is given twice; the first is on line 1"
    ]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Guest Checkout", "guest-checkout"),
        ("guest_checkout", "guest-checkout"),
        ("GUEST", "guest"),
        ("-guest", "guest"),
        ("guest.v2", "guest-v2"),
        ("Prüfung", "pruefung"),
        ("Café", "cafe"),
        ("a" * 65, "a" * 64),
    ],
)
def test_a_name_that_is_no_id(name: str, slug: str, loaded: Callable[..., Loaded]) -> None:
    read = loaded({f"decisions/{name}.yaml": DECISION, "metrics.yaml": f"{name}: {{title: b}}\n"})
    told = "with small letters, digits and hyphens, at most 64"
    assert [(each.path, each.message, each.hint) for each in read.problems[:2]] == [
        (f"decisions/{name}.yaml", f"{name} is not an id", f"rename the file {told}: {slug}"),
        ("metrics.yaml", f"{name} is not an id", f"rename the key {told}: {slug}"),
    ]
    assert [each.code for each in read.problems] == ["MP104", "MP104", "MP204"]


def test_an_id_of_64_characters_is_as_long_as_can_be(loaded: Callable[..., Loaded]) -> None:
    assert accounted(loaded({f"decisions/{'a' * 64}.yaml": DECISION})) == (2, ["a" * 64], [])


def test_progress_counts_every_file() -> None:
    seen: list[tuple[int, int]] = []
    files = Files({"mvpplan.yaml": b"format: 1\ntitle: a\n", "x.yaml": b""})
    load(files, lambda done, total: seen.append((done, total)))
    assert seen == [(1, 2), (2, 2)]
