"""Invisible, bidirectional and control characters in files, at their places (MP403)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from store_views import findings, in_memory, with_hints

if TYPE_CHECKING:
    from collections.abc import Callable

DECISION = "title: a\nowner: ana\ndue: 2026-11-27\n"
UNSEEN = "MP403 an invisible or control character stands here:"


def test_the_whole_finding() -> None:
    files: dict[str, str | bytes] = {
        "mvpplan.yaml": "format: 1\ntitle: a\npeople: {ana: {}}\n",
        "decisions/a.yaml": DECISION + "why: user\u202egpj.exe\n",
    }
    assert with_hints(findings(in_memory(files))) == [
        f"decisions/a.yaml:4:10: {UNSEEN} <U+202E> | delete it"
    ]


@pytest.mark.parametrize(
    ("line", "place", "name"),
    [
        ("why: a\u200bb", "4:7", "U+200B"),
        ("why: a\u2066b", "4:7", "U+2066"),
        ("why: a\u00adb", "4:7", "U+00AD"),
        ("why: \ufeffa", "4:6", "U+FEFF"),
        ("why: 😀é\u200b", "4:8", "U+200B"),
        ("why: 'a\u200fb'", "4:8", "U+200F"),
        ("# a comment\u202e", "4:12", "U+202E"),
        ("why: |\n  one\n  tw\u200bo", "6:5", "U+200B"),
        ('why: "a\\u202eb"', "4:6", "U+202E"),
        ('why: "a\\eb"', "4:6", "U+001B"),
        ('tags: [a, "\\x07"]', "4:11", "U+0007"),
    ],
)
def test_a_character_that_cannot_be_seen(
    line: str, place: str, name: str, found: Callable[..., list[str]]
) -> None:
    assert found({"decisions/a.yaml": f"{DECISION}{line}\n"}) == [
        f"decisions/a.yaml:{place}: {UNSEEN} <{name}>"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "why: naïve é 日本語 ✅",
        "why: 👩\u200d💻",
        "why: क्\u200dष",
        'why: "one\\ttwo\\nthree"',
        "why: a\\u202eb",
        "why: 'a\\u202eb'",
        "why: a\tb",
        "why: price\u00a0tag",
    ],
)
def test_text_that_hides_nothing(line: str, found: Callable[..., list[str]]) -> None:
    assert found({"decisions/a.yaml": f"{DECISION}{line}\n"}) == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "lone CR"])
def test_every_line_with_one_is_named_once(end: str, found: Callable[..., list[str]]) -> None:
    lines = [
        "title: a",
        "owner: ana",
        "due: 2026-11-27",
        "why: a\u200bb\u200bc",
        "choice: d\u200be",
    ]
    assert found({"decisions/a.yaml": end.join([*lines, ""]).encode()}) == [
        f"decisions/a.yaml:4:7: {UNSEEN} <U+200B>",
        f"decisions/a.yaml:5:10: {UNSEEN} <U+200B>",
    ]


def test_one_that_stands_in_double_quotes_is_named_once(found: Callable[..., list[str]]) -> None:
    assert found({"decisions/a.yaml": f'{DECISION}why: "a\u202eb"\nchoice: "C:\\\\"\n'}) == [
        f"decisions/a.yaml:4:8: {UNSEEN} <U+202E>"
    ]


def test_an_escape_in_the_name_of_a_person(found: Callable[..., list[str]]) -> None:
    plan = 'format: 1\ntitle: a\npeople: {ana: {}, "an\\u200ba": {}}\n'
    assert found({"mvpplan.yaml": plan}) == [f"mvpplan.yaml:3:19: {UNSEEN} <U+200B>"]


def test_a_file_that_is_not_yaml_is_looked_at_too(found: Callable[..., list[str]]) -> None:
    assert found({"decisions/a.yaml": "title: a\u200b: b\n"}) == [
        f"decisions/a.yaml:1:9: {UNSEEN} <U+200B>",
        "decisions/a.yaml:1:10: MP002 a colon followed by a space starts a new value here",
    ]


def test_a_misplaced_file_is_looked_at_too(found: Callable[..., list[str]]) -> None:
    assert found({"notes/a.yaml": "title: a\u200bb\n"}) == [
        "notes/a.yaml:1:1: MP005 notes/ is no folder of records of any kind",
        f"notes/a.yaml:1:9: {UNSEEN} <U+200B>",
    ]


def test_an_id_with_one_is_no_id_and_shows_it(found: Callable[..., list[str]]) -> None:
    assert found({"decisions/pay\u200bment.yaml": DECISION}) == [
        "decisions/pay\u200bment.yaml:1:1: MP104 pay<U+200B>ment is not an id"
    ]


def test_it_can_be_waived_for_one_record(found: Callable[..., list[str]]) -> None:
    waiver = "{rule: MP403, record: a, by: ana, why: it is a test, until: 2026-12-04}"
    files = {
        "mvpplan.yaml": f"format: 1\ntitle: a\npeople: {{ana: {{}}}}\nwaivers: [{waiver}]\n",
        "decisions/a.yaml": f"{DECISION}why: a\u200bb\n",
    }
    assert found(files) == []
