"""Plain values stay the text that was written; an empty one means that nothing is given."""

from __future__ import annotations

import pytest
from reader_views import data, root_of

from mvpplan.text.nodes import Mapping


@pytest.mark.parametrize(
    "written",
    ["", " ", "~", "null", '""', "''", '"  "', "|", ">-", "''  # a comment", "# a comment"],
)
def test_not_given(written: str) -> None:
    assert data(f"title: a\ndue: {written}\n") == {"title": "a", "due": None}


def test_a_key_without_a_value_is_there_but_holds_nothing() -> None:
    root = root_of("title:\nowner: ana\n")
    assert isinstance(root, Mapping)
    assert (root, list(root.key_events)) == ({"owner": "ana"}, ["title", "owner"])


def test_an_item_without_a_value_keeps_its_place_in_the_list() -> None:
    assert data("tags:\n  - a\n  -\n  - ~\n  - b\n") == {"tags": ["a", None, None, "b"]}


@pytest.mark.parametrize("written", ["Null", "NULL", '"null"', "'~'", "none", "nil"])
def test_other_words_for_nothing_are_text(written: str) -> None:
    assert data(f"title: {written}\n") == {"title": written.strip("'\"")}


@pytest.mark.parametrize(
    "written",
    [
        *("no", "No", "on", "off", "y", "true", "007", "1.10", "1_000", "0x1F", "0o17", "1e3"),
        *(".nan", ".inf", "-.INF", "+1", "=", "12:30", "12:30:45", "2026-11-27"),
        *("2026-02-30", "2001-12-14t21:59:43.10-05:00", "9" * 500, "3/4/26", "27.11.2026"),
    ],
)
def test_a_plain_value_is_the_text_that_stands_there(written: str) -> None:
    assert data(f"a: {written}\n") == {"a": written}
    assert data(f"- {written}\n") == [written]
    assert data(f"{{a: [{written}]}}\n") == {"a": [written]}
    assert data(f"{written}:\n  title: x\n") == {written: {"title": "x"}}


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("http://example.com/5", "http://example.com/5"),
        ("a:b", "a:b"),
        ("a#b", "a#b"),
        ("a # b", "a"),
        ("it's", "it's"),
        ("50% off", "50% off"),
        ("-5", "-5"),
        ("why?", "why?"),
        ("a]", "a]"),
        ("a, b", "a, b"),
        ("<<", "<<"),
        ("one\n  two\n\n  three", "one two\nthree"),
        ("'it''s'", "it's"),
        ('"a\\tb\\u00e9\\x41\\U0001F600"', "a\tbéA😀"),
        ('"one\\\n  two"', "onetwo"),
        ("|\n  one\n   two\n", "one\n two\n"),
        ("|-\n  one\n\n", "one"),
        ("|+\n  one\n", "one\n\n"),
        (">\n  one\n  two\n\n  three\n", "one two\nthree\n"),
    ],
)
def test_text_is_unquoted_and_unfolded(written: str, text: str) -> None:
    assert data(f"a: {written}\n") == {"a": text}


def test_a_link_may_stand_in_a_flow_list() -> None:
    assert data("links: [https://example.com/5]\n") == {"links": ["https://example.com/5"]}


@pytest.mark.parametrize("written", ["", "\n", "# nothing\n", "---\n", "---\n...\n", "~\n", "  "])
def test_a_file_may_hold_nothing(written: str) -> None:
    assert root_of(written) is None


@pytest.mark.parametrize(
    ("written", "held"),
    [("text\n", "text"), ("- a\n- b\n", ["a", "b"]), ("---\na: b\n...\n", {"a": "b"})],
)
def test_a_file_may_hold_anything(written: str, held: object) -> None:
    assert data(written) == held
