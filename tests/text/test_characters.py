"""Characters that cannot be seen are found in files and written out in output."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reader_views import root_of, source_of

from mvpplan.text.characters import clean, escaped_characters, hidden_characters
from mvpplan.text.reader import read

HIDDEN = ["\xad", "\u200b", "\u200e", "\u202e", "\u2028", "\u2066", "\ufeff", "\U000e0041", "\x85"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Launch: phase one", "Launch: phase one"),
        ("  two \t words\r\n on  lines ", "two words on lines"),
        ("a\x1b[31mred\x07", "a<U+001B>[31mred<U+0007>"),
        ("user\u202egpj.exe", "user<U+202E>gpj.exe"),
        ("a\u200bb\u2028c\ufeff", "a<U+200B>b<U+2028>c<U+FEFF>"),
        ("half \ud83d", "half <U+D83D>"),
        ("tag \U000e0041", "tag <U+E0041>"),
        ("naïve é 日本語 😀 ✅", "naïve é 日本語 😀 ✅"),
        ("", ""),
    ],
)
def test_text_is_made_safe_for_one_line(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize("text", ["👩\u200d💻", "\u0646\u0645\u06cc\u200c\u062e\u0648", "क्\u200dष"])
def test_joiners_between_letters_and_emoji_that_use_them_stay(text: str) -> None:
    assert clean(text) == text
    assert list(hidden_characters(text)) == []


@pytest.mark.parametrize("text", ["pay\u200dment", "\u200cana", "ana\u200d", "é\u200db"])
def test_joiners_between_latin_letters_hide(text: str) -> None:
    joiner = text.index("\u200c" if "\u200c" in text else "\u200d")
    assert list(hidden_characters(text)) == [(joiner, text[joiner])]


@given(st.text())
def test_clean_text_stands_on_one_line(text: str) -> None:
    assert clean(text).splitlines() in ([], [clean(text)])


def test_every_control_and_format_character_is_written_out_unless_it_is_a_sign() -> None:
    kinds = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    characters = (chr(point) for point in range(sys.maxunicode + 1))
    kept = (
        character
        for character in characters
        if unicodedata.category(character) in kinds and character in clean(f"a{character}b")
    )
    scripts = {unicodedata.name(character).partition(" ")[0] for character in kept}
    assert scripts == {"ARABIC", "SYRIAC", "KAITHI", "EGYPTIAN"}


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize("character", HIDDEN)
def test_a_hidden_character_is_found_where_it_stands(character: str) -> None:
    assert list(hidden_characters(f"title: a{character}b\n")) == [(8, character)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "lone CR"])
def test_one_finding_a_line_is_enough(end: str) -> None:
    text = end.join(["a\u200bb\u200bc", "d", "e\u202ef\u202e"])
    assert list(hidden_characters(text)) == [
        (1, "\u200b"),
        (text.index("\u202e"), "\u202e"),
    ]


def test_tabs_and_line_ends_hide_nothing() -> None:
    assert list(hidden_characters("é:\tb\r\nc: d\n")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('title: "a\\u202eb"', [(7, "\u202e")]),
        ('title: "a\\eb"', [(7, "\x1b")]),
        ('tags: [a, "\\u200b"]', [(10, "\u200b")]),
        ('title: "a\\tb\\n"', []),
        ("title: 'a\\u202eb'", []),
        ("title: a\\u202eb", []),
        ('people: {"an\\u200ba": {name: Ana}}', [(9, "\u200b")]),
    ],
)
def test_an_escape_in_double_quotes_is_found_too(text: str, found: list[tuple[int, str]]) -> None:
    assert list(escaped_characters(root_of(text))) == found


@pytest.mark.parametrize(
    "written", ["title: *a\n", "title: &a\n", "title: !a\n", "tags: [{~: a}]\n"]
)
def test_a_refused_value_beside_a_backslash_holds_no_escape(written: str) -> None:
    document = read(source_of(f"{written}links: [C:\\plans]\n"))
    assert document.faults
    assert not [*escaped_characters(document.root, document.source.text)]
