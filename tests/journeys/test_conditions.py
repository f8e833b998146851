"""Conditions: what they mean, and what is said of text that is none."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey_machines import FACTS, conditions
from mvpplan.journeys.conditions import ConditionError, asked, holds, parse
from mvpplan.journeys.meant_conditions import meant_condition

EVERY = [dict(zip(FACTS, values, strict=True)) for values in product(*FACTS.values())]


def by_python(text: str, facts: dict[str, str]) -> bool:
    """What the same words mean in Python, whose ``not``, ``and`` and ``or`` bind alike."""
    words = text.replace("(", " ( ").replace(")", " ) ").split()
    out: list[str] = []
    place = 0
    while place < len(words):
        if place + 1 < len(words) and words[place + 1] == "is":
            negated = words[place + 2] == "not"
            value = words[place + 2 + negated]
            holds = (facts[words[place]] == value) is not negated
            out.append(str(holds))
            place += 3 + negated
        else:
            out.append(words[place])
            place += 1
    return bool(eval(" ".join(out)))  # noqa: S307 - only True, False, not, and, or, brackets


@given(conditions())
def test_a_condition_means_what_the_same_words_mean(text: str) -> None:
    condition = parse(text)
    for facts in EVERY:
        assert holds(condition, facts) is by_python(text, facts), facts


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("card is declined", [("card", "declined", 1)]),
        ("not (card is a and cart is not b)", [("card", "a", 6), ("cart", "b", 20)]),
    ],
)
def test_every_fact_that_a_condition_asks_for_has_its_place(
    text: str, names: list[tuple[str, str, int]]
) -> None:
    assert [(each.fact, each.value, each.column) for each in asked(parse(text))] == names


@pytest.mark.parametrize(
    ("text", "message", "column"),
    [
        ("", "a fact is missing", 1),
        ("card", "after card stands no 'is'", 5),
        ("card = declined", "after card stands no 'is'", 6),
        ("card is", "a value is missing", 8),
        ("card is not", "a value is missing", 12),
        ("card is declined and", "a fact is missing", 21),
        ("card is declined cart is empty", "cart is not expected here", 18),
        ("(card is declined", "the bracket is not closed", 1),
        ("card is declined)", ") is not expected here", 17),
        ("and", "a fact is missing", 1),
        ("card is or", "a value is missing", 9),
        ("not", "a fact is missing", 4),
        ("(" * 60 + "card is a" + ")" * 60, "is nested too deep", 52),
        ("not " * 60 + "card is a", "is nested too deep", 205),
    ],
)
def test_what_is_no_condition_is_told_with_its_column(text: str, message: str, column: int) -> None:
    with pytest.raises(ConditionError) as raised:
        parse(text)
    assert (str(raised.value), raised.value.column) == (message, column)
    assert raised.value.hint


@given(st.text("abis not()andor .;_'\"\n", max_size=40))
def test_any_text_is_a_condition_or_an_error_in_it(text: str) -> None:
    try:
        parse(text)
    except ConditionError as error:
        column = error.column
    else:
        column = 1
    assert 1 <= column <= len(text) + 1


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("card = declined", "card is declined"),
        ("card=declined", "card is declined"),
        ("card == 'declined'", "card is declined"),
        ("card declined", "card is declined"),
        ("card: declined", "card is declined"),
        ("if card is declined", "card is declined"),
        ("card equals declined", "card is declined"),
        ("card != declined", "card is not declined"),
        ("card isn't declined", "card is not declined"),
        ("card IS declined OR card Is expired", "card is declined or card is expired"),
        ("card = declined && cart = filled", "card is declined and cart is filled"),
        ("card is declined, cart is filled", "card is declined and cart is filled"),
        ("card is declined or expired", "card is declined or card is expired"),
        ("card is a, b or c", "card is a or card is b or card is c"),
        ("(card is a or b)", "(card is a or card is b)"),
    ],
)
def test_what_is_meant_by_what_is_no_condition(text: str, meant: str) -> None:
    with pytest.raises(ConditionError):
        parse(text)
    assert meant_condition(text) == f"write when: {meant}"


@pytest.mark.parametrize(
    "text",
    ["card", "card is", "else", "card in [a, b]", "card is not a or b", "__import__('os')"],
)
def test_nobody_can_tell_what_is_meant(text: str) -> None:
    assert meant_condition(text) is None


@given(
    st.text("abis not()andor=,:&|!'\"", max_size=60)
    | st.lists(st.sampled_from(["card", "is", "not", "or", "and", "=", ",", "("])).map(" ".join)
)
def test_what_is_said_to_be_meant_is_a_condition(text: str) -> None:
    meant = meant_condition(text)
    if meant is not None:
        parse(meant.removeprefix("write when: "))
