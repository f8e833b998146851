"""Sets of combinations of facts: an integer with a bit for each combination that is in the set."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Combinations:
    """Every combination of values of some facts.

    Attributes:
        facts: the facts with their values, which give a combination its place.
        count: how many combinations there are.
        every: the set of all of them.
        holds: for every fact with a value, the set in which it has it.
    """

    def __init__(self, facts: Mapping[str, Sequence[str]]) -> None:
        self.facts = facts
        self.count = prod(len(values) for values in facts.values())
        self.every = (1 << self.count) - 1
        self._strides = {}
        stride = 1
        for fact, values in facts.items():
            self._strides[fact] = stride
            stride *= len(values)
        self.holds = {
            (fact, value): self._where(fact, place)
            for fact, values in facts.items()
            for place, value in enumerate(values)
        }

    def _where(self, fact: str, place: int) -> int:
        stride = self._strides[fact]
        length = stride * len(self.facts[fact])
        found = ((1 << stride) - 1) << (place * stride)
        while length < self.count:
            found |= found << length
            length *= 2
        return found & self.every

    def after_setting(self, members: int, fact: str, value: str) -> int:
        """What a set becomes if a fact takes a value in each of its members."""
        place = self.facts[fact].index(value)
        return union(
            self._moved(members & self.holds[fact, name], fact, place - other)
            for other, name in enumerate(self.facts[fact])
        )

    def before_setting(self, members: int, fact: str, value: str) -> int:
        """The combinations that come into a set if a fact takes a value."""
        place = self.facts[fact].index(value)
        members &= self.holds[fact, value]
        return union(
            self._moved(members, fact, other - place) for other in range(len(self.facts[fact]))
        )

    def _moved(self, members: int, fact: str, steps: int) -> int:
        """A set whose members all have a fact some steps further on in its list."""
        places = steps * self._strides[fact]
        return members << places if places >= 0 else members >> -places

    def first(self, members: int) -> tuple[str, ...]:
        """The values of the first member of a set, in the order of the facts."""
        place = (members & -members).bit_length() - 1
        return tuple(
            values[place // self._strides[fact] % len(values)]
            for fact, values in self.facts.items()
        )

    def only(self, combination: Sequence[str]) -> int:
        """The set that holds one combination."""
        return 1 << sum(
            values.index(value) * self._strides[fact]
            for (fact, values), value in zip(self.facts.items(), combination, strict=True)
        )


def union(sets: Iterable[int]) -> int:
    """What is in any of some sets."""
    found = 0
    for members in sets:
        found |= members
    return found
