"""The types of fields: how each reads a value that is text, and what it says when it cannot.

A value arrives as the text of the file (``Scalar``), so YAML's own guesses never interfere. Marker
classes on a type (``Ref``, ``Person``, ``Outcome``) tell the rules what a value points to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, PlainValidator
from pydantic_core import PydanticCustomError

from mvpplan.model.amounts import number_hint
from mvpplan.model.quantity import (
    AMOUNT,
    LONGEST_NUMBER,
    NUMBER,
    Quantity,
    QuantityError,
    parse_quantity,
)
from mvpplan.text.days import DayError, read_day
from mvpplan.text.nodes import Scalar
from mvpplan.text.words import shortened


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a value that is the id of a record; of any kind if ``kinds`` is empty.

    With ``section`` a field of the record may follow the id, after a point.
    """

    kinds: tuple[str, ...] = ()
    section: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Marks a value that is a key of the plan's ``people``."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Marks a value that is a key of the plan's ``protects``."""


@dataclass(frozen=True, slots=True)
class Impact:
    """Marks a number that must stand on the plan's impact scale."""


def refuse(message: str, hint: str = "") -> PydanticCustomError:
    """Make the error of a field; both texts go on after the field's name, as in ``due: ...``."""
    return PydanticCustomError("mvpplan", "{text}", {"text": message, "hint": hint})


HOLDS = "holds "
"""How the message of a value of the wrong form starts; it follows the field without a colon."""


def text_of(value: Any, what: str) -> str:
    """The text of a single value; a list or a mapping is refused."""
    if isinstance(value, str):
        return value
    if value is None:
        raise refuse("is empty", f"write {what}, or delete the line")
    held, hint = "a group of fields", f"write {what} after the colon"
    if isinstance(value, list):
        held = "a list"
        if len(value) == 1 and isinstance(value[0], str):
            hint = f"write {shortened(value[0], 40)} without brackets or dash"
        elif value:
            hint = f"write {what} after the colon, without brackets or dashes"
    raise refuse(f"{HOLDS}{held} where {what} belongs", hint)


def _read_date(value: Any) -> date:
    text = text_of(value, "a date")
    try:
        return read_day(text)
    except DayError as error:
        raise refuse(f"{shortened(text, 40)} {error}", error.hint) from None


_NUMBER = re.compile(rf"-?{NUMBER}\Z")
_UNQUOTED = re.compile(rf"-?{NUMBER}(?:-{NUMBER}|/{NUMBER}/{NUMBER})?\Z")
_PERCENT = re.compile(rf"({NUMBER})\s*%\Z")
_DIGITS = "write digits, with a point before decimals"
_SHARE = "write a number from 0 to 1, as in 0.8"
_LEVEL = "write a level of the plan's scale, as in 4, or an amount without its unit"
_CALENDAR_DAYS = "write calendar days as one number, as in 5"
_LIKELIHOODS = "write 1, 2, 3, 4 or 5; 1 is hardly likely, 5 almost sure"


def _number_text(value: Any, what: str) -> str:
    text = text_of(value, what)
    if isinstance(value, Scalar) and not value.plain:
        hint = f"write {text} without the quotes" if _UNQUOTED.match(text) else f"write {what}"
        raise refuse(f'"{shortened(text, 40)}" in quotes is text, not {what}', hint)
    return text


def _is_number(text: str) -> bool:
    return len(text) <= LONGEST_NUMBER and _NUMBER.match(text) is not None


def _is_quantity(text: str) -> bool:
    try:
        parse_quantity(text)
    except QuantityError:
        return False
    return True


def _read_number(
    value: Any, otherwise: str = _DIGITS, *, week: int | None = None, money: str = ""
) -> Decimal:
    text = _number_text(value, "a number")
    if not _is_number(text):
        hint = number_hint(text, _is_number, otherwise, week=week, money=money)
        percent = _PERCENT.match(text) if len(text) < LONGEST_NUMBER else None
        if percent and otherwise is _DIGITS:
            hint = f"write {percent[1]}, or {Decimal(percent[1]) / 100} for a share"
        if len(text) > LONGEST_NUMBER:
            hint = f"write at most {LONGEST_NUMBER} digits, with a point before decimals"
        raise refuse(f"{shortened(text, 40)} is not a number", hint)
    return _decimal(text)


@lru_cache
def _decimal(text: str) -> Decimal:
    return Decimal(text)


def _read_positive(
    value: Any, otherwise: str = _DIGITS, *, week: int | None = None, money: str = ""
) -> Decimal:
    number = _read_number(value, otherwise, week=week, money=money)
    if number < 0:
        raise refuse(f"{number} is below 0", "write 0 or more")
    return number


def _read_impact(value: Any) -> Decimal:
    return _read_positive(value, _LEVEL, money="impact")


def _read_share(value: Any) -> Decimal:
    percent = (
        _PERCENT.match(value) if isinstance(value, str) and len(value) < LONGEST_NUMBER else None
    )
    if percent:
        raise refuse(f"{value} is not a number", f"write {Decimal(percent[1]) / 100}")
    number = _read_number(value, _SHARE)
    if not 0 <= number <= 1:
        share = f"; write {number / 100} for {number} %" if 1 < number <= 100 else ""  # noqa: PLR2004 - per cent
        raise refuse(f"{number} is not between 0 and 1", f"0 is surely false, 1 surely true{share}")
    return number


def _read_days(value: Any) -> int:
    number = _read_positive(value, _CALENDAR_DAYS, week=7)
    if number > 36500:  # noqa: PLR2004 - a hundred years of days
        raise refuse(f"{number} is more than a hundred years", "write calendar days")
    if number != int(number):
        raise refuse(f"{number} is not a whole number of days", "write whole calendar days")
    return int(number)


def _read_likelihood(value: Any) -> int:
    number = _read_number(value, _LIKELIHOODS)
    if number not in range(1, 6):
        raise refuse(f"{number} is not one of 1, 2, 3, 4, 5", "1 is hardly likely, 5 almost sure")
    return int(number)


def _read_section(value: Any) -> str:
    text = text_of(value, "an id, or an id.field,")
    target, point, field = text.partition(".")
    if not target or (point and not field):
        hint = "write the id of a record, or id.field for one field of it"
        raise refuse(f"{shortened(text, 40)} names no record or no field", hint)
    return text


_WORD = re.compile(r"[^\s()]+\Z")
_STATE_NAME = re.compile(r"[^\s.]+\Z")
_PLAIN_WORD = re.compile(r"(?!(?:is|not|and|or)\Z)[\w-]{1,40}\Z")
_GRAMMAR = frozenset({"is", "not", "and", "or"})


def _read_word(value: Any) -> str:
    if isinstance(value, dict):
        raise refuse("holds a group of fields where a word belongs", "write one word, no colon")
    text = text_of(value, "a word")
    if not _WORD.match(text) or text in _GRAMMAR:
        hint = "write one word without spaces and brackets, other than is, not, and, or"
        raise refuse(f"{shortened(text, 40)} is no word that a condition can ask for", hint)
    return text


def _read_state_name(value: Any) -> str:
    text = text_of(value, "a name")
    if not _STATE_NAME.match(text):
        parts = text.replace(".", " ").split()
        hint = f"write {'-'.join(parts) or 'a short word'}"
        raise refuse(f"{shortened(text, 40)} is no name of a state", hint)
    return text


def _read_condition(value: Any) -> str:
    pairs = value.items() if isinstance(value, dict) else ()
    named = [word for pair in pairs for word in pair]
    if named and all(isinstance(word, str) and _PLAIN_WORD.match(word) for word in named):
        meant = shortened(" and ".join(f"{fact} is {held}" for fact, held in pairs), 80)
        raise refuse("holds a group of fields where a condition belongs", f"write when: {meant}")
    return text_of(value, "a condition")


def _read_values(values: tuple[str, ...]) -> tuple[str, ...]:
    twice = next((each for place, each in enumerate(values) if each in values[:place]), None)
    if not values or twice:
        message = f"has {shortened(twice, 40)} twice" if twice else "has no value"
        raise refuse(message, "write each value that it may have once, as in [accepted, declined]")
    return values


def _read_quantity(value: Any) -> Quantity:
    text = _number_text(value, "a number or a range")
    try:
        return parse_quantity(text)
    except QuantityError as error:
        hint = error.hint
        if hint == AMOUNT:
            hint = number_hint(text, _is_quantity, AMOUNT, week=5, money="cost")
        raise refuse(f"{shortened(text, 40)} {error}", hint) from None


def _read_flag(value: Any) -> bool:
    text = text_of(value, "true or false")
    if text not in ("true", "false"):
        meant = {"yes": "true", "y": "true", "on": "true", "no": "false", "n": "false"}
        hint = meant.get(text.casefold(), text.casefold())
        hint = f"write {hint}" if hint in ("true", "false") else "write true or false"
        raise refuse(f"{shortened(text, 40)} is neither true nor false", hint)
    return text == "true"


Day = Annotated[date, PlainValidator(_read_date)]
Number = Annotated[Decimal, PlainValidator(_read_number)]
Positive = Annotated[Decimal, PlainValidator(_read_positive)]
Share = Annotated[Decimal, PlainValidator(_read_share)]
Days = Annotated[int, PlainValidator(_read_days)]
Likelihood = Annotated[int, PlainValidator(_read_likelihood)]
Amount = Annotated[Quantity, PlainValidator(_read_quantity)]
Flag = Annotated[bool, PlainValidator(_read_flag)]
ImpactValue = Annotated[Decimal, PlainValidator(_read_impact), Impact()]
PersonKey = Annotated[str, Person()]
OutcomeKey = Annotated[str, Outcome()]
AnyId = Annotated[str, Ref()]
DecisionId = Annotated[str, Ref(("decision",))]
AssumptionId = Annotated[str, Ref(("assumption",))]
MetricId = Annotated[str, Ref(("metric",))]
ScopeId = Annotated[str, Ref(("scope",))]
JourneyId = Annotated[str, Ref(("journey",))]
Section = Annotated[str, PlainValidator(_read_section), Ref(section=True)]
Word = Annotated[str, PlainValidator(_read_word)]
StateName = Annotated[str, PlainValidator(_read_state_name)]
ConditionText = Annotated[str, PlainValidator(_read_condition)]
Values = Annotated[tuple[Word, ...], AfterValidator(_read_values)]
Function = Literal["planning", "design", "delivery", "support", "go-to-market", "leadership"]
