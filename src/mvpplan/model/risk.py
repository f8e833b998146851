"""Risks: the early signal of each, what holds it back, and what to do when it occurs."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic.dataclasses import dataclass

from mvpplan.model.fields import Amount, Day, ImpactValue, Likelihood, MetricId
from mvpplan.model.record import STRICT, Record


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Applied:
    """Proof that a mitigation was in use on a day.

    Attributes:
        on: the day on which the mitigation was in use, as in ``2026-11-18``.
        note: what was done.
    """

    on: Day
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Risk(Record):
    """Something that may go wrong; ``metric`` is the number that shows whether it is over.

    Attributes:
        status: ``watching`` until it happens, ``occurring`` while it does, then ``closed``.
        signal: the first thing to be seen when it starts to happen.
        likelihood: how likely it is, from ``1`` (hardly) to ``5`` (almost sure).
        impact: what it would cost: a level of the plan's scale, as in ``4``, or money.
        effort: work to hold it back: ``3``, ``2-5`` (90 % sure) or ``1/2/5`` (least/likely/most).
        customer_impact: what customers would notice, in words.
        mitigation: what is done so that it does not happen.
        fallback: what is done if it does.
        metric: the id of the metric that shows whether it is over.
        applied: proof that the mitigation is in use, each with its day.
    """

    kind: ClassVar[str] = "risk"
    folder: ClassVar[str] = "risks"
    ends_with: ClassVar[tuple[str, ...]] = ("applied",)
    starts_with: ClassVar[tuple[str, ...]] = (
        "title",
        "owner",
        "signal",
        "likelihood",
        "impact",
        "mitigation",
        "fallback",
    )
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
