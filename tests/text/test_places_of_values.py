"""Where keys and values start: offsets in code points, lines and columns from 1, quoting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reader_views import places, root_of, source_of

from mvpplan.text.nodes import Mapping, Scalar, Sequence, Source, offset_of

if TYPE_CHECKING:
    from mvpplan.errors import FieldPath


def test_block_fields_start_at_their_first_character() -> None:
    assert places(
        """\
# who decides
title: Launch
target:
  metric: signups
options:
  - one
  - 'two'
"""
    ) == [
        "14 2:1 fields",
        "14 2:1 key plain title",
        "21 2:8 plain Launch",
        "28 3:1 key plain target",
        "38 4:3 fields",
        "38 4:3 key plain metric",
        "46 4:11 plain signups",
        "54 5:1 key plain options",
        "65 6:3 list",
        "67 6:5 plain one",
        "75 7:5 single two",
    ]


def test_flow_fields_start_at_their_bracket_or_first_character() -> None:
    assert places('{title: Launch, "tags": [a, "b"], target: {value: 3}}\n') == [
        "0 1:1 fields",
        "1 1:2 key plain title",
        "8 1:9 plain Launch",
        "16 1:17 key double tags",
        "24 1:25 list",
        "25 1:26 plain a",
        "28 1:29 double b",
        "34 1:35 key plain target",
        "42 1:43 fields",
        "43 1:44 key plain value",
        "50 1:51 plain 3",
    ]


def test_text_over_several_lines_starts_at_its_sign_quote_or_first_word() -> None:
    assert places(
        """\
notes: |
  one

  two
why: >-
  three
  four
choice:
  five
  six
title: "seven
  eight"
"""
    ) == [
        "0 1:1 fields",
        "0 1:1 key plain notes",
        "7 1:8 literal one\n\ntwo\n",
        "22 5:1 key plain why",
        "27 5:6 folded three four",
        "45 8:1 key plain choice",
        "55 9:3 plain five six",
        "66 11:1 key plain title",
        "73 11:8 double seven eight",
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "lone CR"])
def test_lines_are_those_of_an_editor_whatever_ends_them(end: str) -> None:
    written = end.join(["title: a", "", "tags:", "  - b", "why: |", "  c", "  d", ""]).encode()
    source = source_of(written)
    root = root_of(written)
    assert isinstance(root, Mapping)
    assert [source.position(root.key_start(key)) for key in root.key_events] == [
        (1, 1),
        (3, 1),
        (5, 1),
    ]
    assert source.position(offset_of(root, ("tags", 0))) == (4, 5)
    assert root["why"] == "c\nd\n"
    assert [source.line(number) for number in range(1, 8)] == [
        "title: a",
        "",
        "tags:",
        "  - b",
        "why: |",
        "  c",
        "  d",
    ]


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert places(b"\xef\xbb\xbftitle: a\n") == [
        "0 1:1 fields",
        "0 1:1 key plain title",
        "7 1:8 plain a",
    ]


def test_characters_of_any_length_count_as_one() -> None:
    assert places("título: 🚀 go\né: [ü, '𐍈', 😀]\n") == [
        "0 1:1 fields",
        "0 1:1 key plain título",
        "8 1:9 plain 🚀 go",
        "13 2:1 key plain é",
        "16 2:4 list",
        "17 2:5 plain ü",
        "20 2:8 single 𐍈",
        "25 2:13 plain 😀",
    ]


def test_a_value_ends_after_its_last_character_quotes_included() -> None:
    text = "a: one two # comment\nb: 'it''s'\nc: \"x\\ty\"  # comment\nd: [e, f ]\n"
    root = root_of(text)
    assert isinstance(root, Mapping)
    written = [
        text[value.start : value.end] for value in root.values() if isinstance(value, Scalar)
    ]
    assert written == ["one two", "'it''s'", '"x\\ty"']
    items = root["d"]
    assert isinstance(items, Sequence)
    assert text[items.start : items.closing.end_mark.index] == "[e, f ]"


def test_fields_start_at_the_first_key_whatever_stands_above() -> None:
    assert places("\n\n---\n\n  title: a\n")[0] == "9 5:3 fields"


NESTED = """\
title: a
target:
  metric: m
evidence:
  - what: b
    on:
  -
due:
"""


@pytest.mark.parametrize(
    ("at", "place"),
    [
        ((), (1, 1)),
        (("title",), (1, 8)),
        (("target", "metric"), (3, 11)),
        (("target", "value"), (3, 3)),  # missing: its nearest parent
        (("evidence", 0, "what"), (5, 11)),
        (("evidence", 0, "on"), (6, 5)),  # without a value: its key
        (("evidence", 0, "on", "deeper"), (6, 5)),
        (("evidence", 9), (5, 3)),
        (("due",), (8, 1)),
        (("nothing",), (1, 1)),
        (("title", 0), (1, 8)),
    ],
)
def test_a_path_leads_to_the_value_or_to_the_nearest_thing_there_is(
    at: FieldPath, place: tuple[int, int]
) -> None:
    root = root_of(NESTED)
    assert root is not None
    assert source_of(NESTED).position(offset_of(root, at)) == place


def test_the_end_of_a_text_has_a_place_too() -> None:
    assert Source("a.yaml", "a: b").position(4) == (1, 5)
    assert Source("a.yaml", "a: b\n").position(5) == (2, 1)
    assert Source("a.yaml", "").position(0) == (1, 1)
    assert not Source("a.yaml", "a: b\n").line(2)
