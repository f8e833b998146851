"""A hint can be followed, and nothing is told in the words of a YAML library."""

from __future__ import annotations

import pytest
from reader_views import data, faults


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("title: Launch: phase one", "Launch: phase one"),
        ("title: Launch:", "Launch:"),
        ("title: it's: done", "it's: done"),
        ("title: * important", "* important"),
        ("title: *Important* launch", "*Important* launch"),
        ("title: C:\\new: the folder", "C:\\new: the folder"),
        ("title: Launch: phase one  # the first", "Launch: phase one"),
        ("title: Say 'yes': twice", "Say 'yes': twice"),
        ("title: @home", "@home"),
        ("title: 50%: enough", "50%: enough"),
        ('title: The "launch": phase one', 'The "launch": phase one'),
        ("title: “Launch: phase one”", "Launch: phase one"),
        ("title: > 50 guests", "> 50 guests"),
        ("title: | guests", "| guests"),
        ('title: "Guests" pay', '"Guests" pay'),
        ("title: 'Don't ask'", "Don't ask"),
        ("title: [Draft] ask", "[Draft] ask"),
    ],
)
def test_the_line_that_a_hint_shows_means_what_was_meant(written: str, meant: str) -> None:
    (fault,) = faults(f"{written}\nowner: ana\n")
    shown = fault.partition("put the whole text in quotes: ")[2]
    assert shown, fault
    assert data(f"{shown}\nowner: ana\n") == {"title": meant, "owner": "ana"}


def test_the_line_that_a_hint_shows_keeps_its_dash() -> None:
    (fault,) = faults("evidence:\n  - what: Calls: five\n")
    assert fault.endswith('put the whole text in quotes: - what: "Calls: five"')


def test_no_line_is_shown_where_quotes_in_it_would_have_to_be_escaped() -> None:
    (fault,) = faults('title: It\'s the "launch": phase one\n')
    assert fault.endswith("| put the whole text in quotes")


@pytest.mark.parametrize(
    "written",
    [
        "title: a\n  owner: ana\n",
        "title: a\n owner: ana\n",
        "title: a\n\n\n  owner: ana\n",
        "tags:\n- a\n owner: ana\n",
    ],
)
def test_a_field_that_is_indented_too_far_is_not_told_to_be_quoted(written: str) -> None:
    (fault,) = faults(written)
    hint = fault.partition(" | ")[2]
    assert "indent" in hint
    assert 'owner: "ana"' not in hint


SLIPS = {
    "a first field that is indented": " title: a\nowner: ana\n",
    "a line of dots": "title: a\n...\nowner: ana\n",
    "dots before text": "title: a\n... and so on\n",
    "an item that is missing": "tags: [a, , b]\n",
    "a bracket at the end": "tags: [\n",
    "a brace at the end": "target: {\n",
    "brackets that cross": "target: {metric: [a}\n",
    "a colon without a space before a brace": "target: {metric:}\n",
    "a question mark before text": "why: ? nobody knows\n",
    "text on the line of a block sign": "notes: | the following\n  text\n",
    "a short escape": 'title: "\\x4"\n',
    "half a character": 'title: "\\ud83d"\n',
    "a percent sign at the start of a file": "%a\ntitle: b\n",
    "a percent sign at the margin": "title: a\n%b\n",
    "a key that is missing": ": a\ntitle: b\n",
    "a key that is missing in braces": "target: {: a}\n",
    "a YAML of the future": "%YAML 3.0\n---\ntitle: a\n",
}


@pytest.mark.parametrize("written", SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_is_told_in_a_planners_words(written: str) -> None:
    (fault,) = faults(written)
    assert "this is not YAML" not in fault
    assert "this cannot be read" not in fault
    assert "did not find expected" not in fault


@pytest.mark.parametrize("written", SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_is_placed_on_a_line_that_has_text(written: str) -> None:
    (fault,) = faults(written)
    line, column = map(int, fault.partition(" ")[0].split(":"))
    lines = written.splitlines()
    assert line <= len(lines)
    assert column <= len(lines[line - 1]) + 1


@pytest.mark.parametrize(
    "written",
    [
        f"title: a: {'b' * 10_000}\n",
        f"title: a\n{'b' * 900}: c\n{'b' * 900}: d\n",
        f"title: *{'b' * 10_000}\n",
        f"title: &{'b' * 10_000} c\n",
        f"title: !{'b' * 10_000} c\n",
    ],
)
def test_a_long_line_makes_no_long_message(written: str) -> None:
    for fault in faults(written):
        assert len(fault) < 300
