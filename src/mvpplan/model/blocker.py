"""Blockers: what stops the team, until when there is a way around it, and what customers notice."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic.dataclasses import dataclass

from mvpplan.model.fields import Amount, AnyId, Day, ImpactValue, PersonKey
from mvpplan.model.record import STRICT, Record


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Communication:
    """Who tells whom what about a blocker, and when."""

    audience: str | None = None
    message: str | None = None
    by: PersonKey | None = None
    on: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Escalated:
    """To whom a blocker was escalated, and when."""

    to: PersonKey
    on: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Blocker(Record):
    """Something that stops the team; ``fallback_by`` is the last day the fallback can be taken."""

    kind: ClassVar[str] = "blocker"
    folder: ClassVar[str] = "blockers"
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
