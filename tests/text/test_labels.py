"""Labels of diagrams: readable, and nothing in them that a drawing program would obey."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mvpplan.text.labels import safe_label

MEANING = set('"`\\<>[]{}|&#;*~@')
FRAGMENTS = [
    *MEANING,
    *("direction LR", "direction\u00a0TB", "$$", "%%", "://", "www.", "fa:fa-x", "_", "1. ", "- "),
    *("---", "===", "+", "ﬂ°°60¶ß", "\n", "\r", "\t", "\0", "\u202e", "\u2028", "end", "a", " "),
]
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=5), max_size=8).map("".join)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("How guests pay: card, wallet (UK) – 60 % by 2026-12-01?", None),
        ("Größe, żółw, 中文, हिन्दी, العربية, é, 👩\u200d💻, 5 €, $5, order_id", None),
        ('R&D: "fast"', "R+D: ”fast”"),
        ("[x] {y} <b>z</b>", "(x) (y) ‹b›z‹/b›"),
        ("a|b `c` *d* ~5 #42; ana@example.com", "a¦b ’c’ •d• ≈5 №42, ana(at)example.com"),
        ("C:\\temp\\n", "C:/temp/n"),
        ("https://example.com, WWW.example.com", "https: //example.com, WWW. example.com"),
        ("fa:fa-bomb", "fa: fa-bomb"),
        ("$$x$$ %%{init}%%", "$ $x$ $ % %(init)% %"),
        ("a direction LR b", "a direction: LR b"),
        ("&lt;b&gt; #60; ﬂ°°60¶ß", "+lt,b+gt, №60, fl°°60§ß"),
        ("_a_ b_c __d__", "‗a‗ b_c ‗‗d‗‗"),
        ("1. First", "1.\u00a0First"),
        ("- a", "-\u00a0a"),
        ("---", "(---)"),
        ("2)", "(2))"),
        ("a\nb\r\n c\x1b[31m\u202e", "a b c‹U+001B›(31m‹U+202E›"),
        ("  ", ""),
    ],
)
def test_a_label_reads_like_its_text(text: str, label: str | None) -> None:
    assert safe_label(text) == (text if label is None else label)


@given(TEXTS)
def test_no_label_holds_anything_that_means_more_than_itself(text: str) -> None:
    label = safe_label(text)
    assert not MEANING & set(label)
    assert label.isprintable() or not re.search(r"[\0-\x1f\x7f-\x9f\u2028\u2029]", label)
    forbidden = r"\$\$|%%|://|(?i:www)\.(?=\S)|:fa-|ﬂ|¶|direction\s+(LR|RL|TB|BT|TD)"
    assert not re.search(forbidden, label)
    assert not re.match(r"([-+=]+|\d{1,9}[.)])( |$)", label)
    assert not re.fullmatch(r"[-+= ]+", label)


@given(TEXTS)
def test_a_label_of_a_label_is_the_same(text: str) -> None:
    assert safe_label(safe_label(text)) == safe_label(text)


@given(st.text("abcXYZäß中 ,.:!?'()/%^", max_size=30))
def test_plain_words_stay_as_they_are(text: str) -> None:
    plain = " ".join(text.split(" ")).strip()
    if not re.search(r"  |%%|://|:fa-|(?i:www)\.", text):
        assert safe_label(text) == plain
