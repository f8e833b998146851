"""Blockers: what stops the team, until when there is a way around it, and what customers notice."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic.dataclasses import dataclass

from mvpplan.model.fields import Amount, AnyId, Day, ImpactValue, PersonKey
from mvpplan.model.record import STRICT, Record


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Communication:
    """Who tells whom what about a blocker, and when.

    Attributes:
        audience: who has to hear of it, as in ``customers with open orders``.
        message: what they are told.
        by: who tells them, a key of ``people``.
        on: the day they are told, as in ``2026-11-23``.
    """

    audience: str | None = None
    message: str | None = None
    by: PersonKey | None = None
    on: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Escalated:
    """To whom a blocker was escalated, and when.

    Attributes:
        to: the person it was taken to, a key of ``people``.
        on: the day it was, as in ``2026-11-19``.
    """

    to: PersonKey
    on: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Blocker(Record):
    """Something that stops the team; ``fallback_by`` is the last day the fallback can be taken.

    Attributes:
        status: ``open`` while it stops somebody; ``fallback`` once the way around it is taken.
        impact: how much it holds up: a level of the plan's scale, as in ``4``, or money.
        effort: work to remove it: ``3``, ``2-5`` (90 % sure) or ``1/2/5`` (least/likely/most).
        customer_impact: what customers notice if it stays, in words.
        fallback: the way around it.
        fallback_by: the last day on which the fallback can still be taken, as in ``2026-11-30``.
        blocks: ids of the records that wait for it.
        communication: who tells whom what, and when.
        escalated: to whom it was taken, and when.
        resolution: how it ended.
    """

    kind: ClassVar[str] = "blocker"
    folder: ClassVar[str] = "blockers"
    ends_with: ClassVar[tuple[str, ...]] = ("resolution",)
    reason: ClassVar[str] = "resolution"
    starts_with: ClassVar[tuple[str, ...]] = (
        "title",
        "owner",
        "due",
        "fallback",
        "fallback_by",
        "customer_impact",
        "communication",
    )
    open_statuses: ClassVar[frozenset[str]] = frozenset({"open"})

    status: Literal["open", "resolved", "fallback", "dropped"] = "open"
    impact: ImpactValue | None = None
    effort: Amount | None = None
    customer_impact: str | None = None
    fallback: str | None = None
    fallback_by: Day | None = None
    blocks: tuple[AnyId, ...] = ()
    communication: Communication | None = None
    escalated: Escalated | None = None
    resolution: str | None = None
