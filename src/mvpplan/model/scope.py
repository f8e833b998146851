"""Scope: what the first release contains, what waits, and what stays out."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic.dataclasses import dataclass

from mvpplan.model.fields import Amount, Day, DecisionId, JourneyId, Positive
from mvpplan.model.record import STRICT, Record


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Scope(Record):
    """An item of the release; ``contribution`` to the outcome is weighed against ``effort``."""

    kind: ClassVar[str] = "scope"
    folder: ClassVar[str] = "scope"
    open_statuses: ClassVar[frozenset[str]] = frozenset({"in"})

    status: Literal["in", "deferred", "out"] = "in"
    contribution: Positive | None = None
    effort: Amount | None = None
    decisions: tuple[DecisionId, ...] = ()
    journeys: tuple[JourneyId, ...] = ()
    why: str | None = None
    revisit: Day | None = None
    customer_impact: str | None = None
