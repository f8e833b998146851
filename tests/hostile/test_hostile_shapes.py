"""Values of any shape in any field, and files of any content: findings, never a bug of ours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hostile_plans import AS_OF, Plain, lines, sound, write, written
from hostile_runs import in_process

from mvpplan.model import RECORDS
from mvpplan.model.outline import outline
from mvpplan.model.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Result
    from mvpplan.model.record import Record

MINIMAL = {"mvpplan.yaml": b"format: 1\ntitle: x\npeople: {ana: {name: Ana}}\n"}
SHAPES: dict[str, Any] = {
    "nothing": Plain(""),
    "null": Plain("null"),
    "text": "x",
    "empty text": "",
    "blank text": " \u00a0\u3000",
    "number": Plain("7"),
    "negative number": Plain("-7"),
    "number in quotes": "7",
    "zero": Plain("0"),
    "fraction": Plain("0.1"),
    "number of another kind": Plain("0x1F"),
    "not a number": Plain(".nan"),
    "no number at all": Plain(".inf"),
    "exponent": Plain("1e999999"),
    "percentage": Plain("12 %"),
    "number of digits": Plain("9" * 40),
    "number of other digits": Plain("\u0663"),
    "date": Plain("2026-11-20"),
    "first day": Plain("0001-01-01"),
    "last day": Plain("9999-12-31"),
    "date in quotes": "2026-11-20",
    "date of other digits": "2026-11-2\u0667",
    "range": Plain("2-5"),
    "widest range": Plain("0.00000000000000000000000000001-99999999999999999999999999999"),
    "smallest": Plain("0.0000000000000000000000000001"),
    "three points": Plain("1/2/5"),
    "flag": Plain("true"),
    "id": Plain("odd-0-0"),
    "empty list": [],
    "list": ["x"],
    "list of nothing": [Plain("")],
    "list of ids": [Plain("odd-0-0"), Plain("odd-1-1")],
    "list of lists": [["x"], [["x"]]],
    "list of groups": [{"x": "y"}, {}],
    "empty group": {},
    "group": {"x": "y"},
    "group of nothing": {"x": Plain("")},
    "group of lists": {"x": ["y"]},
    "group of groups": {"x": {"y": {"z": "w"}}},
    "group of groups of lists": {"x": {"y": ["z"]}},
    "group with empty keys": {"": "x", "0": "y"},
    "every known field": {
        name: Plain("1") for name in ("metric", "value", "by", "on", "to", "what", "name", "unit")
    },
    "alias": Plain("*x"),
    "anchor": Plain("&x y"),
    "tag": Plain("!!python/object/apply:os.system ['exit 1']"),
    "block": Plain("|\n  x\n  y"),
}


def _run_all(plan: Path) -> list[Result]:
    place = ["--plan", str(plan)]
    return [
        in_process("validate", *place, "--format", "json"),
        in_process("weekly-report", *place, "--as-of", AS_OF),
    ]


def _assert_no_bug(results: list[Result]) -> None:
    for result in results:
        assert "has a bug" not in result.err
        assert result.code in {0, 1, 2}


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: str(kind.kind))
def test_a_value_of_any_shape_in_a_record_is_no_bug(kind: type[Record], tmp_path: Path) -> None:
    files = dict(MINIMAL)
    for number, name in enumerate(outline(kind)):
        for position, shape in enumerate(SHAPES.values()):
            fields = {"title": "x", "owner": Plain("ana"), name: shape}
            files[f"{kind.folder}/odd-{number}-{position}.yaml"] = lines(fields)
    _assert_no_bug(_run_all(write(tmp_path / "plan", files)))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_value_of_any_shape_in_the_plan_file_is_no_bug(shape: str, tmp_path: Path) -> None:
    for some in (list(outline(Settings))[::2], list(outline(Settings))[1::2]):
        fields = {"format": Plain("1"), "title": "x"} | dict.fromkeys(some, SHAPES[shape])
        plan = write(tmp_path / some[0], {"mvpplan.yaml": lines(fields)})
        _assert_no_bug(_run_all(plan))


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_in_every_date_are_no_bug(day: str, tmp_path: Path) -> None:
    files = {
        name: re.sub(rb"202\d-\d\d-\d\d", day.encode(), text) for name, text in sound("x").items()
    }
    _assert_no_bug(_run_all(write(tmp_path / "plan", files)))


@pytest.mark.parametrize(
    "content",
    [
        "a: b: c",
        "\tx",
        "- x\n- y",
        "x",
        "{",
        "[",
        "'",
        '"',
        "%YAML 9.9\n---\nx: y",
        "---\n---\n---",
        "? [a, b]\n: c",
        "? {a: b}\n: c",
        "? - a\n: - b",
        "&a a: *a",
        "a: &x [*x]",
        "<<: {a: b}",
        "? \n: \n",
        ": x",
        '"\\0": x\n"\\0": y\n!!str z: w',
        '"": x',
        "~: x\nnull: y",
        "x: |\n  " + "y\n  " * 100,
        "x: " + "[" * 1000 + "]" * 1000,
        "x: " + "{a: " * 1000 + "b" + "}" * 1000,
        "- " * 1000 + "x",
        "? " * 1000 + "x",
        "\ufeff\ufefftitle: x",
        "title: x\r\rdue: y",
        "<<<<<<< HEAD\ntitle: x\n=======\ntitle: y\n>>>>>>> z",
        "title: !<tag:x> y",
        "title: &" + "a" * 5000 + " y",
        "title: *" + "a" * 5000,
        "title: !" + "a" * 5000 + " y",
        "\x00",
        "title: \x1b[31m",
        "title: x\x85due: y",
        "title: \ud7ff\ue000\ufffd\U0010ffff",
    ],
)
def test_a_file_of_any_content_is_no_bug(content: str, tmp_path: Path) -> None:
    files = {name: content.encode() for name in ("decisions/a.yaml", "metrics.yaml", "b.yml")}
    _assert_no_bug(_run_all(write(tmp_path / "records", MINIMAL | files)))
    _assert_no_bug(_run_all(write(tmp_path / "settings", {"mvpplan.yaml": content.encode()})))


def test_records_that_name_themselves_and_each_other_are_no_bug(tmp_path: Path) -> None:
    links = {name for kind in RECORDS for name, field in outline(kind).items() if field.many}
    files = dict(MINIMAL)
    for kind in RECORDS:
        for number in range(3):
            names = [Plain(f"{kind.kind}-{number}"), Plain(f"{kind.kind}-{(number + 1) % 3}")]
            chosen = {name: names for name in sorted(links) if name in outline(kind)}
            groups = {name for name, field in outline(kind).items() if field.group}
            fields = {"title": "x", "impact": Plain("3"), "cost": Plain("1")} | chosen
            known = {name: fields[name] for name in fields if name in outline(kind)}
            content = lines({name: known[name] for name in known if name not in groups})
            files[f"{kind.folder}/{kind.kind}-{number}.yaml"] = content
    _assert_no_bug(_run_all(write(tmp_path / "plan", files)))


def test_an_assumption_that_requires_itself_is_ranked_all_the_same(tmp_path: Path) -> None:
    files = MINIMAL | {
        "decisions/pay.yaml": b"title: Pay?\nassumptions: [guests-pay]\n",
        "assumptions/guests-pay.yaml": (
            b"title: Guests pay\nimpact: 4\ncost: 2\nrequires: [guests-pay]\n"
        ),
    }
    plan = write(tmp_path / "plan", files)
    _assert_no_bug(_run_all(plan))
    assert "Guests pay" in in_process("rank", "--plan", plan, "--as-of", AS_OF).out


def test_odd_values_are_written_as_they_are_meant() -> None:
    assert written({"a": [Plain("1"), "1"], "b c": {}}) == '{a: [1, "1"], "b c": {}}'
