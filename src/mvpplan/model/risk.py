"""Risks: the early signal of each, what holds it back, and what to do when it occurs."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic.dataclasses import dataclass

from mvpplan.model.fields import Amount, Day, ImpactValue, Likelihood, MetricId
from mvpplan.model.record import STRICT, Record


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Applied:
    """Proof that a mitigation was in use on a day."""

    on: Day
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Risk(Record):
    """Something that may go wrong; ``metric`` is the number that shows whether it is over."""

    kind: ClassVar[str] = "risk"
    folder: ClassVar[str] = "risks"
    open_statuses: ClassVar[frozenset[str]] = frozenset({"watching", "occurring"})

    status: Literal["watching", "occurring", "closed"] = "watching"
    signal: str | None = None
    likelihood: Likelihood | None = None
    impact: ImpactValue | None = None
    effort: Amount | None = None
    customer_impact: str | None = None
    mitigation: str | None = None
    fallback: str | None = None
    metric: MetricId | None = None
    applied: tuple[Applied, ...] = ()
