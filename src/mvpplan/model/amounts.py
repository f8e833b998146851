"""What was meant by text that is no number: units, signs and commas taken off, as a hint."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from mvpplan.text.words import PLACEHOLDERS

if TYPE_CHECKING:
    from collections.abc import Callable

UNKNOWN = "delete the line until it is known"

_LONGEST = 40
_QUOTES = "\"'“”„‟\u2018\u2019«»"
_MONEY = re.compile(r"[€$£¥]|\b(?:eur|usd|gbp|chf|euros?|dollars?)\b", re.IGNORECASE)
_CURRENCIES = {
    "€": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "$": "USD",
    "dollar": "USD",
    "dollars": "USD",
    "£": "GBP",
    "¥": "JPY",
}
_AROUND = re.compile(r"\A(?:about|around|approx\.?|circa|ca\.?|up to|[~≈<>≤≥+=])\s*", re.IGNORECASE)
_BETWEEN = re.compile(
    r"(?<=\d)\s*(?:[–—−\u2010\u2011]|\.\.+|…|\bto\b|\bor\b)\s*(?=\d)", re.IGNORECASE
)
_UNIT = re.compile(
    r"(?<=[\d.])\s*(?:(?P<day>(?:person|working|calendar)?[ -]?days?|pds?|d)"
    r"|(?P<week>weeks?|wks?|w)|(?P<hour>hours?|hrs?|h))\Z",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[,' _\u00a0]\d{3})+(?!\d)")
_COMMA = re.compile(r"(?<=\d),(?=\d)")
_NO_ZERO = re.compile(r"(?<![\d.])\.(?=\d)")
_ZEROS = re.compile(r"(?<![\d.])0+(?=\d)")
_THOUSANDS = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)\s*([km])\b", re.IGNORECASE)
_POWER = re.compile(r"\d+(?:\.\d+)?e\d{1,2}\Z", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_HALF = re.compile(r"([1-9])\s*/\s*([1-9])\Z")
_HOURS_A_DAY = 8
_CALENDAR_WEEK = 7


def number_hint(
    text: str,
    sound: Callable[[str], bool],
    otherwise: str,
    *,
    week: int | None = None,
    money: str = "",
) -> str:
    """How text that is no number should be written.

    Args:
        text: what was written.
        sound: tells whether another text can be read.
        otherwise: what to write if nobody can tell what was meant.
        week: days in a week where days are counted: 5 of work, 7 of the calendar.
        money: the setting of the plan that tells whether an amount of money can stand here.
    """
    if text.casefold() in PLACEHOLDERS:
        return f"{UNKNOWN}; then {otherwise}"
    plain = "" if len(text) > _LONGEST else _plain(text.strip(_QUOTES + " \u00a0"))
    unit = _UNIT.search(plain)
    bare = plain[: unit.start()] if unit else plain
    half = _HALF.match(bare)
    if half and sound("1/2/3"):  # half a day, where it could be taken for three points
        bare = _short(Decimal(half[1]) / Decimal(half[2]))
    if not sound(bare):
        return otherwise
    currency = _MONEY.search(text)
    if currency and money:
        unit_of_it = _CURRENCIES.get(currency[0].casefold(), currency[0].upper())
        setting = f"{money}: {{unit: {unit_of_it}}} in mvpplan.yaml"
        return f"write {bare} if the plan counts money there, with {setting}"
    if currency:
        return f"write {bare}, without the unit"
    if unit is None or unit["day"] or week is None:
        return f"write {bare}, without the unit" if unit else f"write {bare}"
    return _in_days(bare, unit, week)


def _in_days(bare: str, unit: re.Match[str], week: int) -> str:
    """The hint for a number of weeks or hours."""
    factor = Decimal(week) if unit["week"] else 1 / Decimal(_HOURS_A_DAY)
    days = _NUMBER.sub(lambda match: _short(Decimal(match[0]) * factor), bare)
    if unit["week"] and week == _CALENDAR_WEEK:
        return f"write days without the unit: {days}"
    a_day = f"{week} days a week" if unit["week"] else f"{_HOURS_A_DAY} hours a day"
    return f"write days without the unit: {days}, for {a_day}"


def _plain(text: str) -> str:
    """Text without signs around the numbers, and numbers as plans write them."""
    text = _AROUND.sub("", _MONEY.sub("", text).strip())
    text = _BETWEEN.sub("-", text.strip())
    text = _GROUPED.sub(lambda match: re.sub(r"\D", "", match[0]), text)
    text = _NO_ZERO.sub("0.", _COMMA.sub(".", text))
    text = _ZEROS.sub("", text)
    text = _THOUSANDS.sub(
        lambda match: _short(Decimal(match[1]) * (1000 if match[2] in "kK" else 1_000_000)), text
    )
    if _POWER.match(text):
        try:
            return _short(Decimal(text))
        except InvalidOperation:
            return text
    return text


def _short(number: Decimal) -> str:
    """A number without an exponent and without needless zeros."""
    written = f"{number:.3f}"
    return written.rstrip("0").rstrip(".")
