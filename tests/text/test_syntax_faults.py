"""Text that is not YAML: where, what and what to do, in a planner's words (MP002)."""

from __future__ import annotations

import pytest
from reader_views import data, faults

COLON = "a colon followed by a space starts a new value here"
QUOTE_IT = "put the whole text in quotes"
NO_TAB = "MP002 a tab stands where spaces belong | replace it with spaces"


def test_a_colon_in_a_title() -> None:
    assert faults("title: Launch: phase one\nowner: ana\n") == [
        (
            "1:14 MP002 a colon followed by a space starts a new value here | "
            'put the whole text in quotes: title: "Launch: phase one"'
        )
    ]


@pytest.mark.parametrize(
    ("written", "place"),
    [("\ttitle: a\n", "1:1"), ("target:\n\tmetric: a\n", "2:1"), ("tags:\n- a\n\t- b\n", "3:1")],
)
def test_a_tab_as_indentation(written: str, place: str) -> None:
    assert faults(written) == [f"{place} {NO_TAB}"]


def test_a_tab_after_spaces_of_indentation() -> None:
    assert faults("target:\n  metric: a\n  \tvalue: 3\n") == [f"3:3 {NO_TAB}"]


@pytest.mark.parametrize("sign", ["@", "`", "%"])
def test_a_sign_that_text_cannot_start_with(sign: str) -> None:
    assert faults(f"owner: ana\ntitle: {sign}home page\n") == [
        (
            f"2:8 MP002 text cannot start with {sign} without quotes | "
            f'{QUOTE_IT}: title: "{sign}home page"'
        )
    ]


@pytest.mark.parametrize("value", ["!50% off", "!{a}", "![a] b"])
def test_an_exclamation_mark_before_text_that_is_no_tag(value: str) -> None:
    (fault,) = faults(f"title: {value}\n")
    assert fault.startswith(("1:8 MP002 ", "1:9 MP002 "))
    assert "!" in fault
    assert "backslash" not in fault


@pytest.mark.parametrize("sign", ["*", "&"])
def test_a_sign_that_stands_alone_before_text(sign: str) -> None:
    assert faults(f"title: {sign} important\n") == [
        (
            "1:8 MP002 text cannot start with * or & without quotes | "
            f'{QUOTE_IT}: title: "{sign} important"'
        )
    ]


@pytest.mark.parametrize("quote", ["'", '"'])
def test_a_quote_that_is_never_closed_is_shown_where_it_opens(quote: str) -> None:
    assert faults(f"owner: ana\ntitle: {quote}Launch\ndue: 2026-11-27\n") == [
        (
            "2:8 MP002 a quote is opened here and never closed | "
            "add the closing quote, or put the whole text in the other kind of quotes"
        )
    ]


@pytest.mark.parametrize(
    ("value", "what", "meant"),
    [
        ("'a' b", "quote", "\"'a' b\""),
        ('"a" b', "quote", "'\"a\" b'"),
        ("[a] b", "bracket", '"[a] b"'),
        ("{a} b", "bracket", '"{a} b"'),
        ("'it's'", "quote", '"it\'s"'),
        ('"a ""b"" c"', "quote", "'a \"b\" c'"),
    ],
)
def test_text_that_goes_on_after_its_end(value: str, what: str, meant: str) -> None:
    (told,) = faults(f"title: {value}\n")
    assert told.partition(" ")[2] == (
        f"MP002 text goes on after a closing {what} | {QUOTE_IT}: title: {meant}"
    )


@pytest.mark.parametrize("item", ["- a", "- a\n  - b"])
def test_a_list_on_the_line_of_its_field(item: str) -> None:
    assert faults(f"title: a\ntags: {item}\n") == [
        (
            "2:7 MP002 a list cannot start on the line of its field | "
            "put '- item' on a line of its own, or write [item, item]"
        )
    ]


@pytest.mark.parametrize("sign", ["-", "?", "?  # ask ben"])
def test_a_sign_in_the_place_of_a_value(sign: str) -> None:
    assert faults(f"title: a\ndue: {sign}\nowner: ana\n") == [
        f"2:6 MP002 {sign[0]} is no value | write the value, or delete the line until it is known"
    ]


def test_a_second_colon_in_braces() -> None:
    assert faults("evidence:\n  - {what: Calls: five, kind: data}\n") == [
        f'2:17 MP002 {COLON} | {QUOTE_IT}: what: "Calls: five"'
    ]


@pytest.mark.parametrize("line", ["- **Owner**: ana", "**Owner:** ana"])
def test_a_field_with_signs_of_markdown(line: str) -> None:
    (fault,) = faults(f"# Launch\n\n{line}\n**Due**: 2026-11-27\n")
    assert fault == "3:1 MP002 a field is written without the signs of Markdown | write owner: ana"


def test_a_field_under_a_list_that_stands_at_the_margin() -> None:
    assert faults("- a\ntitle: b\n") == [
        (
            "2:1 MP002 this line does not line up with the list above it | "
            "indent an item like the items above, a field like the fields it belongs to"
        )
    ]


def test_an_item_that_is_indented_less_than_the_one_above() -> None:
    (fault,) = faults("tags:\n  - a\n - b\n")
    assert fault.startswith("3:2 MP002 this line does not line up with the lines around it")


@pytest.mark.parametrize(
    "written",
    ["title: a\nowner\ndue: 2026-11-27\n", "title: a\nowner ana\ndue: 3\n", "title: a\nowner\n"],
)
def test_a_field_without_a_colon_is_shown_on_its_own_line(written: str) -> None:
    assert faults(written) == [
        (
            "2:1 MP002 a field without a colon | "
            "write 'field: value'; indent text that goes on from the line above"
        )
    ]


@pytest.mark.parametrize(
    ("line", "message", "meant"),
    [
        ("owner:ana", "a space is missing after the colon", "owner: ana"),
        ("owner:\u00a0ana", "the space after the colon is no plain space", "owner: ana"),
        ("owner = ana", "a field without a colon", "owner: ana"),
        ("owner\uff1aana", "a field without a colon", "owner: ana"),
        ("-ana", "a list item starts with a dash and a space", "- ana"),
        ("• ana", "a list item starts with a dash and a space", "- ana"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_slip_in_a_line_is_told_with_the_line_as_it_should_be(
    line: str, message: str, meant: str, end: str
) -> None:
    written = end.join(["title: a", line, "due: 2026-11-27", ""])
    assert faults(written) == [f"2:1 MP002 {message} | write {meant}"]


@pytest.mark.parametrize("between", ["", "\n", "# a note\n"])
def test_a_colon_without_a_space_in_the_first_line_is_shown_there(between: str) -> None:
    assert faults(f"title:Launch\n{between}owner: ana\n") == [
        "1:1 MP002 a space is missing after the colon | write title: Launch"
    ]


def test_an_address_is_no_field_without_a_space() -> None:
    (told,) = faults("https://example.com\nowner: ana\n")
    assert "a space is missing" not in told


@pytest.mark.parametrize("sign", ["*", "•"])
def test_bullets_of_another_program(sign: str) -> None:
    (told,) = faults(f"options:\n  - a\n  {sign} b\n")
    assert told == "3:3 MP002 a list item starts with a dash and a space | write - b"


@pytest.mark.parametrize(
    "field", ["owner", "by", "to", "decided_by", "requested_by", "approver", "escalates_to"]
)
def test_a_person_is_written_without_a_sign(field: str) -> None:
    assert faults(f"title: a\n{field}: @ana\n") == [
        (
            f"2:{len(field) + 3} MP002 text cannot start with @ without quotes | "
            f"write a person without the @: {field}: ana"
        )
    ]


def test_a_comment_inside_brackets() -> None:
    assert faults("title: a\ntags: [#launch, #guests]\n") == [
        (
            "2:8 MP002 what follows # is a comment, so the bracket is never closed | "
            'put text with a # in quotes: "#launch"'
        )
    ]


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("title: a\ntags: [a, b\nowner: ana\n", "2:7"),
        ("title: a\ntags: [a, b\n", "2:7"),
        ("target: {metric: a\n", "1:9"),
        ("target: {metric: a\ndue: 3\n", "1:9"),
        ("target: {metric: [a\ndue: 3\n", "1:18"),
    ],
)
def test_a_bracket_that_is_never_closed_is_shown_where_it_opens(written: str, place: str) -> None:
    assert faults(written) == [
        (
            f"{place} MP002 a bracket is opened and never closed, or a comma is missing | "
            "close the bracket; put text that holds brackets, commas or colons in quotes"
        )
    ]


CONFLICT = (
    "MP002 a merge conflict is left here | "
    "keep one side; delete the lines of <<<<<<<, ======= and >>>>>>>"
)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "lone CR"])
def test_a_merge_conflict(end: str) -> None:
    lines = ["title: a", "<<<<<<< HEAD", "owner: ana", "=======", "owner: ben", ">>>>>>> late", ""]
    assert faults(end.join(lines)) == [f"2:1 {CONFLICT}"]


def test_a_merge_conflict_at_the_very_start() -> None:
    written = "<<<<<<< HEAD\ntitle: a\n||||||| base\n=======\ntitle: b\n>>>>>>> late\n"
    assert faults(written) == [f"1:1 {CONFLICT}"]


@pytest.mark.parametrize(
    "left", ["=======\nowner: ben\n>>>>>>> late\n", "<<<<<<< HEAD\n", ">>>>>>> late\n"]
)
def test_a_merge_conflict_that_is_half_mended(left: str) -> None:
    assert faults(f"title: a\n{left}due: 2026-11-27\n") == [f"2:1 {CONFLICT}"]


def test_a_merge_conflict_in_quoted_text_is_none_of_its_text() -> None:
    written = 'title: "a\n<<<<<<< HEAD\n  b\n=======\n  c\n>>>>>>> late\n  d"\n'
    assert faults(written) == [f"2:1 {CONFLICT}"]


def test_a_line_of_equal_signs_in_text_is_no_conflict() -> None:
    assert data("notes: |\n  Heading\n  =======\n") == {"notes": "Heading\n=======\n"}


@pytest.mark.parametrize(
    ("character", "name"),
    [
        *(("\0", "U+0000"), ("\a", "U+0007"), ("\x1b", "U+001B"), ("\x7f", "U+007F")),
        *(("\x9b", "U+009B"), ("\ufffe", "U+FFFE"), ("\uffff", "U+FFFF")),
    ],
)
def test_a_character_that_yaml_does_not_admit(character: str, name: str) -> None:
    assert faults(f"owner: ana\ntitle: é😀 {character}[31m\n") == [
        f"2:11 MP002 the character {name} cannot stand in a YAML file | delete it"
    ]


def test_a_backslash_that_starts_no_escape() -> None:
    assert faults('owner: ana\ntitle: "50\\% off"\n') == [
        (
            "2:11 MP002 a backslash in double quotes starts an escape that does not exist | "
            "use single quotes, or write the backslash twice"
        )
    ]


def test_a_folder_of_windows_in_double_quotes() -> None:
    assert faults('links: ["C:\\Users\\ana"]\n') == [
        (
            "1:12 MP002 a backslash in double quotes starts an escape that does not exist | "
            "use single quotes, or write the backslash twice"
        )
    ]


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029"])
def test_what_an_editor_shows_as_a_comment_is_no_field(separator: str) -> None:
    written = f"title: a\n# note{separator}owner: mallory\n"
    assert faults(written) or data(written) == {"title": "a"}


def test_only_the_first_fault_of_a_file_that_is_not_yaml_is_told() -> None:
    assert len(faults("title: a: b\nowner: c: d\ndue: @\n")) == 1
