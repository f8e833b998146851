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


@given(st.text("abis not()andor .;_'\"\n", max_size=40))
def test_any_text_is_a_condition_or_an_error_in_it(text: str) -> None:
    try:
        parse(text)
    except ConditionError as error:
        column = error.column
    else:
        column = 1
    assert 1 <= column <= len(text) + 1


KNOWN = {
    "card": ["accepted", "declined", "expired"],
    "cart": ["empty", "filled"],
    "what-if": ["yes", "no"],
}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("card = declined", "card is declined"),
        ("card=declined", "card is declined"),
        ("card == 'declined'", "card is declined"),
        ("card declined", "card is declined"),
        ("card: declined", "card is declined"),
        ("if card is declined", "card is declined"),
        ("When card is declined", "card is declined"),
        ("card equals declined", "card is declined"),
        ("card != declined", "card is not declined"),
        ("card isn't declined", "card is not declined"),
        ("card IS declined OR card Is expired", "card is declined or card is expired"),
        ("card = declined && cart = filled", "card is declined and cart is filled"),
        ("card is declined, cart is filled", "card is declined and cart is filled"),
        ("card is declined or expired", "card is declined or card is expired"),
        (
            "card is accepted, declined or expired",
            "card is accepted or card is declined or card is expired",
        ),
        ("what-if = yes", "what-if is yes"),
        ("!(card = declined)", "not (card is declined)"),
    ],
)
def test_what_is_meant_by_what_is_no_condition(text: str, meant: str) -> None:
    with pytest.raises(ConditionError):
        parse(text)
    assert meant_condition(text, KNOWN) == f"write when: {meant}"


@pytest.mark.parametrize(
    "text",
    [
        "card",
        "card is",
        "else",
        "card in [accepted, declined]",
        "__import__('os')",
        "no card",
        "after payment",
        "card is gold or declined",
        "card >= accepted",
        "card=~declined",
        # What "or" belongs to would change what is said.
        "card is not accepted or declined",
        "not card is declined or expired",
        "cart is filled, card is declined or card is expired",
        "card is declined or expired, cart is filled",
        "card is accepted or declined and cart is filled",
        # As long as this nobody reads it again.
        "card = declined" + " " * 200 + "and cart = filled",
    ],
)
def test_nobody_can_tell_what_is_meant(text: str) -> None:
    assert meant_condition(text, KNOWN) is None


@given(
    st.text("abis not()andor=,:&|!'\"", max_size=60)
    | st.lists(
        st.sampled_from(["card", "declined", "expired", "is", "not", "or", "and", "=", ",", "("])
    ).map(" ".join)
)
def test_what_is_said_to_be_meant_is_a_condition_of_the_journey(text: str) -> None:
    meant = meant_condition(text, KNOWN)
    if meant is not None:
        named = asked(parse(meant.removeprefix("write when: ")))
        assert all(each.value in KNOWN[each.fact] for each in named)


@given(conditions())
def test_signs_of_programs_mean_what_the_words_mean(text: str) -> None:
    signs = {" is not ": " != ", " is ": " == ", " and ": " && ", " or ": " || ", "not ": "! "}
    written = " ".join(text.replace("(", " ( ").replace(")", " ) ").split())
    for word, sign in signs.items():
        written = written.replace(word, sign)
    meant = meant_condition(written, FACTS)
    if meant is not None:
        condition = parse(meant.removeprefix("write when: "))
        assert all(holds(condition, facts) is by_python(text, facts) for facts in EVERY)
