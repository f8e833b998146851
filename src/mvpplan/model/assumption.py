"""Assumptions: what the team believes, what hangs on it, and what it costs to find out."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic.dataclasses import dataclass

from mvpplan.model.fields import Amount, AssumptionId, Days, ImpactValue, Share
from mvpplan.model.record import STRICT, Evidence, Record


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Assumption(Record):
    """Something believed; ``confidence`` is the chance that it holds, ``cost`` that of a test."""

    kind: ClassVar[str] = "assumption"
    folder: ClassVar[str] = "assumptions"
    open_statuses: ClassVar[frozenset[str]] = frozenset({"untested", "testing"})

    status: Literal["untested", "testing", "validated", "invalidated", "dropped"] = "untested"
    impact: ImpactValue | None = None
    confidence: Share | None = None
    cost: Amount | None = None
    duration: Days | None = None
    requires: tuple[AssumptionId, ...] = ()
    method: str | None = None
    passes_if: str | None = None
    evidence: tuple[Evidence, ...] = ()
