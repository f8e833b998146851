"""Slips: how often a record's due date moved away, and how far in all."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mvpplan.model.record import Record


@dataclass(frozen=True, slots=True)
class Slips:
    """How many times a due date moved to a later day, and the days that these added."""

    count: int = 0
    days: int = 0


def slips(states: Iterable[Record | None]) -> Slips:
    """Count the slips in the states of one record, oldest first; a day without date counts not."""
    days = [state.due for state in states if state is not None and state.due is not None]
    later = [(new - old).days for old, new in pairwise(days) if new > old]
    return Slips(len(later), sum(later))
