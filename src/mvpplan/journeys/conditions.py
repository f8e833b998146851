"""Conditions of moves: ``card is declined or not (cart is filled and card is accepted)``.

A small grammar, parsed and never evaluated as code. From the loosest to the tightest: ``or``,
``and``, ``not``, then ``FACT is VALUE``, ``FACT is not VALUE`` and brackets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TOKEN = re.compile(r"\s*(?:([()])|([^\s()]+))")
_WORDS = frozenset({"is", "not", "and", "or"})
_DEEPEST = 50


class ConditionError(ValueError):
    """Text that is no condition; ``column`` counts from 1 in it, ``hint`` may be empty."""

    def __init__(self, message: str, column: int, hint: str = "") -> None:
        super().__init__(message)
        self.column = column
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Is:
    """A fact has a value; the columns are where they stand in the condition, from 1."""

    fact: str
    value: str
    column: int = 1
    value_column: int = 1

    def among(self, holds: Mapping[tuple[str, str], int], every: int) -> int:  # noqa: ARG002
        """Where it is so; see ``Condition``."""
        return holds[self.fact, self.value]


@dataclass(frozen=True, slots=True)
class Not:
    """A condition does not hold."""

    part: Condition

    def among(self, holds: Mapping[tuple[str, str], int], every: int) -> int:
        """Where it is so; see ``Condition``."""
        return every ^ self.part.among(holds, every)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of some conditions holds."""

    parts: tuple[Condition, ...]

    def among(self, holds: Mapping[tuple[str, str], int], every: int) -> int:
        """Where it is so; see ``Condition``."""
        return reduce(and_, (part.among(holds, every) for part in self.parts))


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of some conditions holds at least."""

    parts: tuple[Condition, ...]

    def among(self, holds: Mapping[tuple[str, str], int], every: int) -> int:
        """Where it is so; see ``Condition``."""
        return reduce(or_, (part.among(holds, every) for part in self.parts))


Condition = Is | Not | AllOf | AnyOf
"""A condition; ``among`` says where it holds.

Args of ``among``:
    holds: for every fact with a value, the set of places where it has it, a bit for each place.
    every: the set of all places.
"""


def holds(condition: Condition, facts: Mapping[str, str]) -> bool:
    """Whether a condition holds; a fact without a value has none that it could ask for."""
    known = {
        (each.fact, each.value): int(facts.get(each.fact) == each.value)
        for each in asked(condition)
    }
    return condition.among(known, 1) == 1


def asked(condition: Condition) -> Iterator[Is]:
    """Every fact with a value that a condition asks for, from left to right."""
    if isinstance(condition, Is):
        yield condition
    elif isinstance(condition, Not):
        yield from asked(condition.part)
    else:
        for part in condition.parts:
            yield from asked(part)


def parse(text: str) -> Condition:
    """Read a condition; raises ConditionError, which says where it goes wrong."""
    reader = _Reader(text)
    condition = reader.alternatives(0)
    if reader.word is not None:
        raise ConditionError(f"{reader.word} is not expected here", reader.column)
    return condition


class _Reader:
    """The words of a condition, one after the other; ``word`` is None at the end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.end = 0
        self.word: str | None = None
        self.column = 1
        self.advance()

    def advance(self) -> None:
        found = _TOKEN.match(self.text, self.end)
        if found is None:
            self.word, self.column = None, len(self.text.rstrip()) + 1
            return
        self.word = found[1] or found[2]
        self.column = found.start(1 if found[1] else 2) + 1
        self.end = found.end()

    def alternatives(self, depth: int) -> Condition:
        parts = [self.together(depth)]
        while self.word == "or":
            self.advance()
            parts.append(self.together(depth))
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def together(self, depth: int) -> Condition:
        parts = [self.single(depth)]
        while self.word == "and":
            self.advance()
            parts.append(self.single(depth))
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def single(self, depth: int) -> Condition:
        if depth > _DEEPEST:
            raise ConditionError("is nested too deep", self.column, "write fewer brackets")
        if self.word == "not":
            self.advance()
            return Not(self.single(depth + 1))
        if self.word == "(":
            opened = self.column
            self.advance()
            condition = self.alternatives(depth + 1)
            if self.word != ")":
                raise ConditionError("the bracket is not closed", opened, "add a closing bracket")
            self.advance()
            return condition
        column = self.column
        fact = self.name("a fact")
        if self.word != "is":
            raise ConditionError(f"after {fact} stands no 'is'", self.column)
        self.advance()
        negated = self.word == "not"
        if negated:
            self.advance()
        value_column = self.column
        condition = Is(fact, self.name("a value"), column, value_column)
        return Not(condition) if negated else condition

    def name(self, what: str) -> str:
        word = self.word
        if word is None or word in "()" or word in _WORDS:
            raise ConditionError(f"{what} is missing", self.column)
        self.advance()
        return word
