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
    """One choice that the team has to make, or made.

    Attributes:
        status: ``open`` until the choice is made; ``superseded`` once another decision replaces it.
        question: the question to be decided, as a question.
        function: the function that it belongs to, as in ``design``.
        impact: how much hangs on it: a level of the plan's scale, as in ``4``, or an amount of
            money.
        effort: what it costs to build: ``3``, ``2-5`` (90 % sure) or ``1/2/5`` (least/likely/most).
        options: the choices that were considered, one on a line.
        choice: what was decided.
        why: the reason for the choice, for those who ask in half a year.
        depends_on: ids of decisions that have to be made first.
        assumptions: ids of assumptions that the choice relies on.
        evidence: what speaks for or against the choice, each with its day.
        constraints: limits that the build has to keep to.
        behaviour: what a customer or a user sees when it is built.
        acceptance: checks that show that it is done, one on a line.
        target: the number that shows whether the choice was right.
        reviewers: the people who are asked for their verdict, keys of ``people``.
        approvals: the verdicts that were given; ``mvpplan approve`` adds one.
        supersedes: ids of earlier decisions that this one replaces.
        revisit: the day to look at it again, as in ``2027-01-15``; a deferred decision needs it.
        isolated: the day its conflict was set apart to be settled within 48 hours.
    """

    kind: ClassVar[str] = "decision"
    folder: ClassVar[str] = "decisions"
    ends_with: ClassVar[tuple[str, ...]] = (
        "choice",
        "why",
        "evidence",
        "constraints",
        "behaviour",
        "acceptance",
        "target",
    )
    reason: ClassVar[str] = "why"
    starts_with: ClassVar[tuple[str, ...]] = ("title", "question", "owner", "due")
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
