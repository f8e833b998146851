"""Numbers and lists as people say them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from fractions import Fraction

_SHOWN_IN_FULL = 10**12
_SHORT = 8

PLACEHOLDERS = frozenset(
    {
        *("tbd", "tba", "tbc", "todo", "n/a", "na", "none", "nil", "unknown", "open", "later"),
        *("soon", "asap", "pending", "?", "??", "???", "-", "--", "–", "—"),
    }
)
"""What people write where something is not known yet, in small letters."""


def joined(parts: Sequence[str], last: str = "and") -> str:
    """Join as in speech.

    >>> joined(["owner", "due date", "fallback"], "or")
    'owner, due date or fallback'
    """
    if len(parts) > 1:
        return f"{', '.join(parts[:-1])} {last} {parts[-1]}"
    return "".join(parts)


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "error"), counted(3, "error"), counted(2, "dependency")
    ('1 error', '3 errors', '2 dependencies')
    """
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1]}ies" if noun.endswith("cy") else f"{number} {noun}s"


def with_unit(amount: str, unit: str) -> str:
    """An amount with its unit, in the singular for one.

    >>> with_unit("1", "days"), with_unit("2.5", "days"), with_unit("1", "EUR")
    ('1 day', '2.5 days', '1 EUR')
    """
    return f"{amount} {unit.removesuffix('s') if amount == '1' else unit}"


def with_article(noun: str) -> str:
    """A noun with its article.

    >>> with_article("assumption")
    'an assumption'
    """
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def shortened(text: str, longest: int) -> str:
    """Text of at most ``longest`` characters; what is cut off is shown as ``…``."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def significant(value: Fraction, digits: int = 2) -> str:
    """A number rounded to some significant digits, without an exponent.

    >>> from fractions import Fraction
    >>> significant(Fraction(329, 100)), significant(Fraction(1234)), significant(Fraction(0))
    ('3.3', '1200', '0')
    """
    rounded = f"{float(value):.{digits - 1}e}"
    if not value or abs(value) >= _SHOWN_IN_FULL:
        return rounded if value else "0"
    return f"{Decimal(rounded):f}"


def number(value: Decimal | Fraction) -> str:
    """An exact number as people write it: without needless zeros, with two decimals at most.

    >>> number(Decimal("1200.50")), number(Decimal("3"))
    ('1200.5', '3')
    """
    if not -_SHOWN_IN_FULL < value < _SHOWN_IN_FULL:
        return f"{float(value):.1e}"
    text = f"{float(value):.2f}" if value != int(value) else str(int(value))
    return text.rstrip("0").rstrip(".") if "." in text else text


def in_full(value: Fraction) -> str:
    """A number in full if it is short, else to three digits.

    >>> from fractions import Fraction
    >>> in_full(Fraction("0.998")), in_full(Fraction(329, 100)), in_full(Fraction(1, 3))
    ('0.998', '3.29', '0.333')
    """
    text = f"{float(value):.12g}"
    return text if "e" not in text and len(text) <= _SHORT else significant(value, 3)


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def day_name(day: date, seen_from: date) -> str:
    """A date as people say it, with the year only where it is not the one they are in.

    >>> from datetime import date
    >>> day_name(date(2026, 11, 27), date(2026, 11, 20))
    'Fri 27 Nov'
    >>> day_name(date(2027, 1, 6), date(2026, 11, 20))
    'Wed 6 Jan 2027'
    """
    year = "" if day.year == seen_from.year else f" {day.year}"
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}{year}"
