"""Decisions: one choice each, with its owner, its evidence and what it means for the build."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic.dataclasses import dataclass

from mvpplan.model.fields import (
    Amount,
    AssumptionId,
    Day,
    DecisionId,
    Function,
    ImpactValue,
    PersonKey,
)
from mvpplan.model.record import STRICT, Approval, Evidence, Record, Target


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Decision(Record):
    """One choice that the team has to make, or made."""

    kind: ClassVar[str] = "decision"
    folder: ClassVar[str] = "decisions"
    open_statuses: ClassVar[frozenset[str]] = frozenset({"open"})

    status: Literal["open", "approved", "rejected", "deferred", "superseded"] = "open"
    question: str | None = None
    function: Function | None = None
    impact: ImpactValue | None = None
    effort: Amount | None = None
    options: tuple[str, ...] = ()
    choice: str | None = None
    why: str | None = None
    depends_on: tuple[DecisionId, ...] = ()
    assumptions: tuple[AssumptionId, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    constraints: tuple[str, ...] = ()
    behaviour: str | None = None
    acceptance: tuple[str, ...] = ()
    target: Target | None = None
    reviewers: tuple[PersonKey, ...] = ()
    approvals: tuple[Approval, ...] = ()
    supersedes: tuple[DecisionId, ...] = ()
    revisit: Day | None = None
    isolated: Day | None = None
