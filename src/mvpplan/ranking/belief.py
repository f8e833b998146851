"""How much a team believes an assumption: as it says, or as the strongest evidence says."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mvpplan.model.assumption import Assumption

# A convention (ranking chapter): one item moves belief by its kind, and many weak ones never add
# up to a strong one.
_STRENGTH = {"anecdote": 1, "data": 2, "test": 3}
_FOR = {1: Fraction("0.6"), 2: Fraction("0.8"), 3: Fraction("0.95")}
_AGAINST = {1: Fraction("0.4"), 2: Fraction("0.2"), 3: Fraction("0.05")}
_UNKNOWN = Fraction("0.5")

CONFLICTING = "conflicting evidence"


@dataclass(frozen=True, slots=True)
class Belief:
    """The chance that an assumption holds, and in words where that comes from."""

    confidence: Fraction
    source: str

    @property
    def doubt(self) -> Fraction:
        """The chance that it does not hold."""
        return 1 - self.confidence


def is_evident(assumption: Assumption, least: str) -> bool:
    """Whether evidence of at least a kind speaks for or against an assumption."""
    return any(
        _STRENGTH[item.kind or "anecdote"] >= _STRENGTH[least] for item in assumption.evidence
    )


def belief(assumption: Assumption) -> Belief:
    """The confidence that is given, else that of the strongest single piece of evidence."""
    if assumption.confidence is not None:
        return Belief(Fraction(assumption.confidence), "given")
    strongest = {True: 0, False: 0}
    for item in assumption.evidence:
        strength = _STRENGTH[item.kind or "anecdote"]
        strongest[item.supports] = max(strongest[item.supports], strength)
    support, against = strongest[True], strongest[False]
    if support == against:
        return Belief(_UNKNOWN, CONFLICTING if support else "no evidence yet")
    kind = next(kind for kind, level in _STRENGTH.items() if level == max(support, against))
    if support > against:
        return Belief(_FOR[support], f"from evidence: {kind} for it")
    return Belief(_AGAINST[against], f"from evidence: {kind} against it")
