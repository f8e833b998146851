"""Placeholders in files: ``$owner`` for an answer, ``$launch-10d`` for a day counted from one."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias

from mvpplan.text.nodes import Scalar, nodes_of
from mvpplan.text.render import Plain, inline
from mvpplan.text.style import Style

if TYPE_CHECKING:
    from collections.abc import Mapping as AnyMapping

    from mvpplan.text.nodes import Document

_PLACEHOLDER = re.compile(r"\$([a-z][a-z_]*)(?:([+-][0-9]{1,3})([dw]))?")
_SUNDAY = 6
_SATURDAY = 5

Answer: TypeAlias = "date | Plain | str"
"""A day; a word that reads the same wherever it stands (a key, a number); or any other text."""


class PlaceholderError(ValueError):
    """A placeholder that cannot be filled, at an ``offset``; ``str()`` says why."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


def filled(document: Document, answers: AnyMapping[str, Answer], today: date) -> str:
    """The text with answers in place of placeholders; every other byte stays.

    Args:
        document: a file that was read without faults.
        answers: what each name stands for.
        today: no day that is counted from another is earlier.

    Raises PlaceholderError for a name without an answer, for days counted from what is no day,
    and for text that is only part of a value.
    """
    text = document.source.text
    scalars = (node for node in nodes_of(document.root) if isinstance(node, Scalar))
    for scalar in sorted(scalars, key=lambda each: each.start, reverse=True):
        if "$" in scalar:
            new = _filled(text[scalar.start : scalar.end], scalar, answers, today)
            text = text[: scalar.start] + new + text[scalar.end :]
    return text


def _filled(written: str, value: Scalar, answers: AnyMapping[str, Answer], today: date) -> str:
    def answer(match: re.Match[str]) -> str:
        name, count, unit = match.groups()
        if name not in answers:
            raise PlaceholderError(f"${name} is the name of no question", value.start)
        given = answers[name]
        if isinstance(given, date):
            return day_from(given, int(count), unit, today).isoformat() if count else str(given)
        if count is not None:
            raise PlaceholderError(f"${name} is no day to count from", value.start)
        if isinstance(given, Plain):
            return given
        if match[0] != written:
            raise PlaceholderError(f"${name} is text and has to be the whole value", value.start)
        return inline(given, Style())

    return _PLACEHOLDER.sub(answer, written)


def day_from(day: date, count: int, unit: str, today: date) -> date:
    """The working day so many days or weeks (``d``, ``w``) from a day, but not before today.

    A day at the weekend moves to the Friday before.
    """
    found = day + timedelta(days=count * (7 if unit == "w" else 1))
    found -= timedelta(days={_SATURDAY: 1, _SUNDAY: 2}.get(found.weekday(), 0))
    return max(found, today)
