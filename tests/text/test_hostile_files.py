"""Files made to exhaust memory, time or the stack end like any other file with a fault."""

from __future__ import annotations

import pytest
from reader_views import data, faults, source_of

from mvpplan.text.decoding import MAX_BYTES
from mvpplan.text.nodes import Mapping
from mvpplan.text.reader import read

TOO_DEEP = (
    "MP004 the text is nested deeper than 50 levels | a record needs no more than a few levels"
)


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "{a: ", "[a, ", "[[b], "])
def test_a_hundred_thousand_open_brackets(opening: str) -> None:
    (fault,) = faults(opening * 100_000)
    assert fault.endswith(TOO_DEEP)


def test_a_hundred_thousand_steps_to_the_right() -> None:
    lines = (f"{' ' * level}a:\n" for level in range(1000))
    assert faults("".join(lines)) == [f"51:51 {TOO_DEEP}"]


def test_an_alias_bomb_is_not_expanded() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{here}: &{here} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, here in zip("abcdefgh", "bcdefghi", strict=True)
    )
    document = read(source_of(bomb))
    assert len(document.faults) == 9 + 8 * 9
    assert isinstance(document.root, Mapping)
    assert [len(value) for value in document.root.values()] == [9] * 9
    assert document.root["i"] == ["*h"] * 9


def test_an_alias_of_itself() -> None:
    assert [fault[:11] for fault in faults("a: &a [*a]\n")] == ["1:4 MP004 &", "1:8 MP004 *"]


@pytest.mark.parametrize(
    "unit", ["a: b\n", "- a\n", "#", "'", '"', "\n", " ", "\t", ": ", "? ", "*a ", "!", "%", "\\"]
)
def test_a_mebibyte_of_the_same(unit: str) -> None:
    text = unit * (MAX_BYTES // len(unit) // 8)
    document = read(source_of(text))
    assert document.root is not None or document.faults or text.isspace() or unit == "#"


def test_a_key_of_over_a_thousand_characters_is_no_missing_colon() -> None:
    (fault,) = faults(f"{'k' * 1025}: a\ntitle: b\n")
    assert "without a colon" not in fault


def test_a_number_of_over_four_thousand_digits_is_text() -> None:
    assert data(f"impact: {'9' * 5000}\n") == {"impact": "9" * 5000}


def test_a_date_that_does_not_exist_is_text() -> None:
    assert data("due: 2026-13-40\n") == {"due": "2026-13-40"}
