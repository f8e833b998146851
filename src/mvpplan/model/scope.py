"""Scope: what the first release contains, what waits, and what stays out."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic.dataclasses import dataclass

from mvpplan.model.fields import Amount, Day, DecisionId, JourneyId, Positive
from mvpplan.model.record import STRICT, Record


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Scope(Record):
    """An item of the release; ``contribution`` to the outcome is weighed against ``effort``.

    Attributes:
        status: ``in`` the first release, ``deferred`` to a later one, or ``out``.
        contribution: what it adds to the outcome, in the unit of impact, as in ``8``.
        effort: work to build it: ``3``, ``2-5`` (90 % sure) or ``1/2/5`` (least/likely/most).
        decisions: ids of the decisions that shape it.
        journeys: ids of the customer journeys that need it.
        why: the reason it is in, deferred or out.
        revisit: the day to look at it again, as in ``2027-01-15``; a deferred item needs it.
        customer_impact: what customers notice of it, in words.
    """

    kind: ClassVar[str] = "scope"
    folder: ClassVar[str] = "scope"
    reason: ClassVar[str] = "why"
    starts_with: ClassVar[tuple[str, ...]] = ("title", "owner", "status", "contribution", "effort")
    open_statuses: ClassVar[frozenset[str]] = frozenset({"in"})

    status: Literal["in", "deferred", "out"] = "in"
    contribution: Positive | None = None
    effort: Amount | None = None
    decisions: tuple[DecisionId, ...] = ()
    journeys: tuple[JourneyId, ...] = ()
    why: str | None = None
    revisit: Day | None = None
    customer_impact: str | None = None
