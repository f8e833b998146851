"""What ``FIELD=VALUE``, ``FIELD+=VALUE`` and ``FIELD-=VALUE`` ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mvpplan.errors import CannotRunError

_ASSIGNMENT = re.compile(r"([a-z_]+(?:\.[a-z_]+)*)(\+=|-=|=)(.*)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Assignment:
    """A field (its parts joined by points), what to do with it (``=``, ``+=``, ``-=``), words."""

    field: str
    sign: str
    words: str

    @property
    def at(self) -> tuple[str, ...]:
        """The way to the field in a record."""
        return tuple(self.field.split("."))


def assignment(words: str) -> Assignment | None:
    """Read one argument; None if it is none.

    >>> assignment("owner=ana"), assignment("Owner unclear")
    (Assignment(field='owner', sign='=', words='ana'), None)
    """
    match = _ASSIGNMENT.match(words)
    return Assignment(match[1], match[2], match[3].strip()) if match else None


def assignments(arguments: list[str]) -> list[Assignment]:
    """Read arguments that must all be assignments; raises CannotRunError for another."""
    read = []
    for words in arguments:
        found = assignment(words)
        if found is None:
            message = f"{words!r} is not FIELD=VALUE, FIELD+=VALUE or FIELD-=VALUE"
            raise CannotRunError(message, "put a value with spaces in quotes: 'why=It is late'")
        read.append(found)
    return read
