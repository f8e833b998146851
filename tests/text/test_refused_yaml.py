"""YAML that plans do not use is refused where it stands, all of it in one run (MP003, MP004)."""

from __future__ import annotations

import pytest
from reader_views import data_of, faults, source_of

from mvpplan.model import RECORDS
from mvpplan.model.journey import Detour
from mvpplan.model.outline import outline
from mvpplan.text.reader import MAX_DEPTH, read
from mvpplan.text.slips import LISTS

QUOTE = "put the whole text in quotes"
WRITE_OUT = "write the value out where it is needed"
NO_KEY = "MP004 a key is empty | write the name of the field before the colon"
QUOTE_IT = "write text before the colon; quote a value that starts with a bracket"
NO_TEXT = f"MP004 a key is not text | {QUOTE_IT}"
TOO_DEEP = (
    "MP004 the text is nested deeper than 50 levels | a record needs no more than a few levels"
)


def what_is_left(written: str) -> object:
    """The data of a file in spite of its faults."""
    return data_of(read(source_of(written)).root)


def test_a_key_given_twice_keeps_its_first_value() -> None:
    written = "title: a\nowner: ana\ntitle: b\n\ntitle: c\n"
    assert faults(written) == [
        (
            "3:1 MP003 title is given twice; the first is on line 1 | "
            "keep one of the two; only the first is read"
        ),
        (
            "5:1 MP003 title is given twice; the first is on line 1 | "
            "keep one of the two; only the first is read"
        ),
    ]
    assert what_is_left(written) == {"title": "a", "owner": "ana"}


def test_a_key_given_twice_is_found_at_any_depth_and_in_any_quotes() -> None:
    written = "target: {metric: a, 'metric': b}\nevidence:\n  - what: c\n    \"what\": d\n"
    assert [fault.partition(" | ")[0] for fault in faults(written)] == [
        "1:21 MP003 metric is given twice; the first is on line 1",
        "4:5 MP003 what is given twice; the first is on line 3",
    ]
    assert what_is_left(written) == {"target": {"metric": "a"}, "evidence": [{"what": "c"}]}


def test_a_key_given_first_without_and_then_with_a_value_stays_without() -> None:
    assert what_is_left("due:\ntitle: a\ndue: 2026-11-27\n") == {"due": None, "title": "a"}


def test_the_same_key_in_two_groups_is_no_repetition() -> None:
    assert faults("a: {title: x}\nb: {title: y}\ntitle: z\n") == []


def test_the_first_line_of_a_repeated_key_counts_as_its_place_does() -> None:
    (fault,) = faults('why: "a\u2028b"\ntitle: a\ntitle: b\n')
    assert fault.startswith("3:1 MP003 title is given twice; the first is on line 2 |")


@pytest.mark.parametrize(
    ("value", "refused", "instead", "left"),
    [
        ("&x b", "&x names a value to repeat it", "delete &x", "b"),
        ("&x [b]", "&x names a value to repeat it", "delete &x", ["b"]),
        ("&x {b: c}", "&x names a value to repeat it", "delete &x", {"b": "c"}),
        ("*x", "*x repeats another value", WRITE_OUT, "*x"),
        ("!!str b", "!!str marks a type", "delete !!str", "b"),
        ("!!set {b: c}", "!!set marks a type", "delete !!set", {"b": "c"}),
        ("!x b", "!x marks a type", "delete !x", "b"),
        ("! b", "! marks a type", "delete !", "b"),
    ],
)
def test_anchors_aliases_and_tags_are_refused_and_the_value_is_read(
    value: str, refused: str, instead: str, left: object
) -> None:
    written = f"title: a\nnotes: {value}\n"
    quoted = f'{QUOTE}: notes: "{value}"'
    assert faults(written) == [f"2:8 MP004 {refused} | {quoted}; or {instead}"]
    assert what_is_left(written) == {"title": "a", "notes": left}


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("!<tag:example.com,2026:x>", "tag:example.com,2026:x"),
        ("!!python/object/apply:os.system", "!!python/object/apply:os.system"),
    ],
)
def test_a_long_tag_is_named_and_the_value_is_read(tag: str, name: str) -> None:
    written = f"title: {tag} [x]\n"
    (fault,) = faults(written)
    assert fault.startswith(f"1:8 MP004 {name} marks a type | {QUOTE}")
    assert what_is_left(written) == {"title": ["x"]}


def test_a_sign_inside_a_list_is_told_without_a_line() -> None:
    (fault,) = faults("tags: [a, *b]\n")
    assert fault == f"1:11 MP004 *b repeats another value | {QUOTE}; or {WRITE_OUT}"


@pytest.mark.parametrize(
    ("written", "place", "hint"),
    [
        ("{what: a, b, kind: data}", "1:14", 'what: "a, b"'),
        ("{what: a, b, c , kind: data}", "1:14", 'what: "a, b, c"'),
        ("{what: a, b}", "1:14", 'what: "a, b"'),
        ("{what: a,\n   b c, kind: data}", "2:4", 'what: "a, b c"'),
        ("{kind: data, what: a, on}", "1:26", 'what: "a, on"'),
    ],
)
def test_text_that_a_comma_in_braces_cuts_is_one_fault(written: str, place: str, hint: str) -> None:
    (fault,) = faults(f"x: {written}\n")
    assert fault.startswith(f"{place} MP004 a comma in braces ends the value before it, and ")
    assert fault.endswith(
        f" has no colon | if the comma belongs to the text, put the text in quotes: {hint}"
    )


@pytest.mark.parametrize("word", ['"b c"', "b" * 300])
def test_a_word_that_is_quoted_or_long_is_named_without_a_line(word: str) -> None:
    (fault,) = faults(f"{{what: a, {word}}}\n")
    assert f"and {word.strip(chr(34))[:49]}" in fault
    assert fault.endswith("| if the comma belongs to the text, put the text in quotes")


def test_fields_that_are_taken_for_lists_are_lists() -> None:
    shapes = [*RECORDS, Detour]
    known = {name: field for shape in shapes for name, field in outline(shape).items()}
    assert {name for name in LISTS if not (name in known and known[name].many)} == set()


def test_words_behind_two_values_in_braces_are_two_faults() -> None:
    assert [fault.split()[0] for fault in faults("{a: b, c, d: e, f}\n")] == ["1:8", "1:17"]


@pytest.mark.parametrize("value", ['"a"', "[a]", "{a: b}"])
def test_a_word_behind_what_is_no_plain_text(value: str) -> None:
    (fault,) = faults(f"{{what: {value}, b}}\n")
    assert fault.endswith("| if the comma belongs to the text, put the text in quotes")


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        (
            "x: {a, b}",
            (
                "1:4 MP004 a in braces has no colon | "
                "write a list in square brackets, [a, b], or put text in quotes"
            ),
        ),
        (
            "x: {a}",
            (
                "1:4 MP004 a in braces has no colon | "
                "write a list in square brackets, [a], or put text in quotes"
            ),
        ),
        ("x: {a, b: c}", "1:4 MP004 a in braces has no colon | write 'a: ' and its value"),
    ],
)
def test_braces_that_start_with_a_word(written: str, fault: str) -> None:
    assert faults(written + "\n") == [fault]


@pytest.mark.parametrize("written", ["{a: , b: }", "{a: null}", '{"a":}', "{a :\n}"])
def test_a_field_in_braces_with_its_colon_may_be_empty(written: str) -> None:
    assert faults(f"x: {written}\n") == []


def test_words_in_braces_are_no_second_fault_beside_one_of_syntax() -> None:
    (fault,) = faults("title: {Draft} of the plan\n")
    assert "MP002 text goes on after a closing bracket" in fault


def test_an_anchor_and_a_tag_on_one_value_are_two_faults() -> None:
    assert [fault.partition(" | ")[0] for fault in faults("title: &x !y b\n")] == [
        "1:8 MP004 &x names a value to repeat it",
        "1:8 MP004 !y marks a type",
    ]


@pytest.mark.parametrize("key", ["&x title", "!!str title"])
def test_an_anchor_or_a_tag_on_a_key(key: str) -> None:
    (fault,) = faults(f"{key}: a\n")
    assert fault.startswith("1:1 MP004 ")
    assert what_is_left(f"{key}: a\n") == {"title": "a"}


def test_an_alias_stands_for_the_value_it_repeats() -> None:
    written = "owner: &me ana\nreviewers: [*me, ben]\n"
    assert [fault.partition(" | ")[0] for fault in faults(written)] == [
        "1:8 MP004 &me names a value to repeat it",
        "2:13 MP004 *me repeats another value",
    ]
    assert what_is_left(written) == {"owner": "ana", "reviewers": ["ana", "ben"]}


def test_a_merge_key_is_refused_with_what_it_merges() -> None:
    written = "a: &x {b: c}\nd:\n  <<: *x\n  e: f\n"
    assert [fault.partition(" | ")[0] for fault in faults(written)] == [
        "1:4 MP004 &x names a value to repeat it",
        "3:3 MP004 << merges another mapping",
    ]
    assert what_is_left(written) == {"a": {"b": "c"}, "d": {"e": "f"}}


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("title: a\n---\ntitle: b\n", "2:1"),
        ("---\n---\n", "2:1"),
        ("a: b\n...\n---\nc: d\n", "3:1"),
    ],
)
def test_a_second_document(written: str, place: str) -> None:
    assert faults(written) == [
        (
            f"{place} MP004 a second document starts here | "
            "delete this line; put each record into a file of its own"
        )
    ]


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("[a]: b\n", f"1:1 {NO_TEXT}"),
        ("{a: b}: c\n", f"1:1 {NO_TEXT}"),
        ("? [a]\n: b\n", f"1:3 {NO_TEXT}"),
        ("? a: b\n: c\n", f"1:3 {NO_TEXT}"),
        ("{[a]: b}\n", f"1:2 {NO_TEXT}"),
        ("null: a\n", f"1:1 {NO_KEY}"),
        ("~: a\n", f"1:1 {NO_KEY}"),
        ('"": a\n', f"1:1 {NO_KEY}"),
        ("? \n: a\n", f"1:2 {NO_KEY}"),
        ("*x : a\n", f"1:1 MP004 *x repeats another value | {QUOTE}; or {WRITE_OUT}"),
    ],
)
def test_a_key_that_is_no_text(written: str, fault: str) -> None:
    assert faults(written) == [fault]
    assert what_is_left(written) == {}


def test_a_quoted_null_and_a_question_mark_with_text_are_keys() -> None:
    assert what_is_left("'null': a\n? title\n: b\n") == {"null": "a", "title": "b"}


@pytest.mark.parametrize("bracket", ["[]", "{}"])
def test_fifty_levels_are_read_and_one_more_is_refused(bracket: str) -> None:
    opening, closing = (bracket[0], bracket[1]) if bracket == "[]" else ("{a: ", "}")
    fifty = opening * MAX_DEPTH + closing * MAX_DEPTH
    assert faults(fifty) == []
    place = len(opening) * MAX_DEPTH + 1
    assert faults(f"{opening}{fifty}{closing}") == [f"1:{place} {TOO_DEEP}"]


def test_depth_counts_down_lines_too() -> None:
    lines = [f"{'  ' * level}a:" for level in range(MAX_DEPTH + 1)]
    assert faults("\n".join(lines[:MAX_DEPTH])) == []
    assert faults("\n".join([*lines, f"{'  ' * (MAX_DEPTH + 1)}b"])) == [f"51:101 {TOO_DEEP}"]


def test_everything_that_is_refused_is_found_in_one_run() -> None:
    written = """\
title: &a one
title: two
owner: *a
[b]: c
tags: [!x d, ~, *a]
null: e
target:
  <<: {value: 3}
  metric: f
  metric: g
---
title: three
"""
    assert [fault.partition(" | ")[0] for fault in faults(written)] == [
        "1:8 MP004 &a names a value to repeat it",
        "2:1 MP003 title is given twice; the first is on line 1",
        "3:8 MP004 *a repeats another value",
        "4:1 MP004 a key is not text",
        "5:8 MP004 !x marks a type",
        "5:17 MP004 *a repeats another value",
        "6:1 MP004 a key is empty",
        "8:3 MP004 << merges another mapping",
        "10:3 MP003 metric is given twice; the first is on line 9",
        "11:1 MP004 a second document starts here",
    ]
    assert what_is_left(written) == {
        "title": "one",
        "owner": "one",
        "tags": ["d", None, "one"],
        "target": {"metric": "f"},
    }


def test_what_was_refused_above_a_syntax_fault_is_told_too() -> None:
    assert [fault[:9] for fault in faults("title: &a b\nowner: c: d\n")] == [
        "1:8 MP004",
        "2:9 MP002",
    ]
