"""What every ranking method returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mvpplan.ranking.candidates import Candidate, Candidates


@dataclass(frozen=True, slots=True)
class Row:
    """A place in the order: ``rank`` from 1, ``tied`` if another shares it, ``note`` says why."""

    rank: int
    tied: bool
    candidate: Candidate
    note: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """An order of assumptions, with everything that is not in it.

    ``guarantee`` says in a sentence in which sense no other order is better.
    """

    method: str
    rows: tuple[Row, ...]
    candidates: Candidates
    guarantee: str
