"""Whatever a plan says, no output of it is more than text to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hostile_plans import AS_OF, lines, quoted, sound, unsound, write
from hostile_runs import (
    assert_ended_well,
    assert_harmless,
    coloured,
    commands,
    in_process,
    on_terminal,
)
from hostile_texts import ALL, LEADING, LONG, PIPELINE, TERMINAL, WORD, squashed, visible

from mvpplan.journeys.walks import walks
from mvpplan.model.journey import Journey
from mvpplan.store.load import load
from mvpplan.store.tree import WorkingTree
from mvpplan.text.characters import clean

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Result

TOGETHER = " / ".join(LEADING[name] for name in (*TERMINAL, *PIPELINE))


@pytest.fixture(scope="module")
def sound_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("sound"), sound(*LEADING.values()))


@pytest.fixture(scope="module")
def unsound_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("unsound"), unsound(*LEADING.values()))


def test_every_record_of_the_sound_plan_is_read_and_every_journey_walked(sound_plan: Path) -> None:
    plan = load(WorkingTree(sound_plan)).plan
    assert plan.broken == {}
    gone_through = {each.id for each in plan.of(Journey) if each.status != "dropped"}
    assert walks(plan).by_journey.keys() == gone_through


def test_texts_in_every_field_are_harmless_and_shown_as_written(sound_plan: Path) -> None:
    every = commands(sound_plan, sound=True)
    for arguments in [*every, *coloured(every)[-1:]]:
        if arguments[0] == "weekly-report":
            continue  # it is cut to a page; below it shows them all
        result = in_process(*arguments)
        assert_ended_well(arguments, result)
        if arguments[0] == "rank" and "json" in arguments:
            assert {item["title"] for item in result.json["items"]} == set(LEADING.values())


def test_texts_in_every_wrong_place_are_harmless_and_found(unsound_plan: Path) -> None:
    for arguments in commands(unsound_plan):
        result = in_process(*arguments)
        assert_ended_well(arguments, result)
        if arguments[0] == "validate":
            assert result.code == 1
            assert WORD in result.out


@pytest.mark.parametrize("make", [sound, unsound])
def test_a_terminal_shows_them_without_obeying_them(
    make: Callable[[str], dict[str, bytes]], tmp_path: Path
) -> None:
    plan = write(tmp_path / "plan", make(TOGETHER))
    for arguments in commands(plan, sound=make is sound):
        if "json" not in arguments and "markdown" not in arguments:
            result = on_terminal(*arguments)
            assert_ended_well(arguments, result, terminal=True)
            assert WORD in result.out


def test_a_pipe_gets_them_without_obeying_them(
    mvpplan: Callable[..., Result], tmp_path: Path
) -> None:
    for arguments in commands(write(tmp_path / "plan", unsound(TOGETHER)))[::2]:
        assert_ended_well(arguments, mvpplan(*arguments))


def test_a_wide_terminal_shows_every_title_of_a_ranking_as_written(sound_plan: Path) -> None:
    shown = squashed(on_terminal("rank", "--plan", sound_plan, columns=1000, NO_COLOR="1").out)
    missing = [text for text in LEADING.values() if squashed(visible(text)) not in shown]
    assert [text for text in missing if "##" not in text] == []


def test_a_report_shows_every_title_as_written(tmp_path: Path) -> None:
    texts = list(LEADING.values())
    for start in range(0, len(texts), 10):
        some = texts[start : start + 10]
        titles = {f"decisions/d{n}.yaml": lines({"title": text}) for n, text in enumerate(some)}
        settings = {"mvpplan.yaml": b"format: 1\ntitle: x\n"}
        plan = write(tmp_path / str(start), settings | titles)
        report = ["weekly-report", "--plan", str(plan), "--as-of", AS_OF, "--format", "text"]
        result = in_process(*report)
        assert_ended_well(report, result)
        shown = squashed(result.out.replace("# #", "##"))
        assert [text for text in some if squashed(visible(text)) not in shown] == []


@pytest.mark.parametrize("make", [sound, unsound])
def test_5000_characters_anywhere_are_harmless(
    make: Callable[..., dict[str, bytes]], tmp_path: Path
) -> None:
    plan = write(tmp_path / "plan", make(*LONG.values()))
    for arguments in commands(plan, sound=make is sound):
        if arguments[0] != "weekly-report":
            assert_ended_well(arguments, in_process(*arguments))


@pytest.mark.parametrize("name", LONG)
def test_5000_characters_keep_a_report_to_its_page(name: str, tmp_path: Path) -> None:
    plan = write(tmp_path / "plan", sound(LONG[name]))
    for form in ("markdown", "text"):
        report = ["weekly-report", "--plan", str(plan), "--as-of", AS_OF, "--format", form]
        result = in_process(*report)
        assert_ended_well(report, result)
        assert result.out.count("\n") <= 60
        longest = max(len(each) for each in result.out.split("\n"))
        assert longest < 2000


@pytest.mark.parametrize("name", LONG)
def test_5000_characters_as_a_unit_leave_a_ranking_readable(name: str, tmp_path: Path) -> None:
    files = {
        "mvpplan.yaml": f"format: 1\ntitle: x\ncost: {{unit: {quoted(LONG[name])}}}\n".encode(),
        "decisions/pay.yaml": b"title: x\nassumptions: [guests-pay]\n",
        "assumptions/guests-pay.yaml": b"title: Guests pay\nimpact: 4\ncost: 2-5\n",
    }
    result = in_process("rank", "--plan", write(tmp_path / "plan", files), "--as-of", AS_OF)
    assert "Guests pay" in result.out


def test_an_output_file_holds_the_same_harmless_bytes_as_the_output(tmp_path: Path) -> None:
    text = "Kestrel " * 9 + "::error file=x::y ##[error]z"  # wrapped before the command
    plan = write(tmp_path / "plan", sound(text))
    for form in ("markdown", "text"):
        report = ["weekly-report", "--plan", str(plan), "--as-of", AS_OF, "--format", form]
        printed = in_process(*report)
        in_process(*report, "--out", tmp_path / form)
        assert (tmp_path / form).read_text(encoding="utf-8") == printed.out


def test_lone_surrogates_are_a_finding(tmp_path: Path) -> None:
    files = sound("x") | {"decisions/half.yaml": b'title: "Kestrel \\uD800 \\uDFFF"\n'}
    for arguments in commands(write(tmp_path / "plan", files)):
        result = in_process(*arguments)
        assert_ended_well(arguments, result)
        if arguments[0] == "validate":
            assert "decisions/half.yaml" in result.out


def test_a_file_name_that_is_no_text_is_shown_all_the_same(tmp_path: Path) -> None:
    plan = write(tmp_path / "plan", sound("x"))
    (plan / "decisions" / "Kestrel\udcff\udc9b.yaml").write_text("title: x\n", encoding="utf-8")
    for arguments in commands(plan):
        result = in_process(*arguments)
        assert_ended_well(arguments, result)
        if arguments[0] == "validate":
            assert WORD in result.out


def test_a_hostile_folder_name_is_harmless(tmp_path: Path) -> None:
    plan = write(tmp_path / "\x1b[31m\n::error::x\u202e", unsound("Kestrel"))
    for arguments in commands(plan):
        assert_ended_well(arguments, in_process(*arguments))
    result = in_process("validate", "--plan", tmp_path / "no\x1b[31m\n::error::x\u202e")
    assert result.code == 2
    assert_harmless(result.err)


def test_cleaning_twice_is_cleaning_once() -> None:
    for text in ALL.values():
        assert clean(text) == visible(text)
        assert clean(clean(text)) == clean(text)


def test_joiners_hide_only_where_their_script_needs_them() -> None:
    persian = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    for needed in ("👩\u200d💻", persian):
        assert clean(needed) == needed
    assert clean("caf\u200dé") == "caf<U+200D>é"
    assert clean("é\u200d\u200c\u200dé") == "é<U+200D><U+200C><U+200D>é"
    assert clean("é\u200dé") == "é<U+200D>é"
