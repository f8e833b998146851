"""Assumptions: what the team believes, what hangs on it, and what it costs to find out."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic.dataclasses import dataclass

from mvpplan.model.fields import Amount, AssumptionId, Days, ImpactValue, Positive, Share
from mvpplan.model.record import STRICT, Evidence, Record


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Assumption(Record):
    """Something believed; ``confidence`` is the chance that it holds, ``cost`` that of a test.

    Attributes:
        status: ``untested`` until somebody tests it; ``validated`` or ``invalidated`` needs
            evidence.
        impact: what is lost if it is wrong: a level of the plan's scale, as in ``4``, or money.
        confidence: the chance that it holds, from 0 to 1, as in ``0.6``.
        cost: work to test it: ``3``, ``2-5`` (90 % sure) or ``1/2/5`` (least/likely/most).
        gain: what is won if it holds and the plan goes on, in money; for ``rank --method voi``.
        accuracy: the chance that the test tells the truth, from 0 to 1, as in ``0.9``.
        duration: calendar days from the start of the test to its answer, as in ``10``.
        requires: ids of assumptions that have to be tested first.
        method: how it will be tested.
        passes_if: the result that counts as a yes, written down before the test.
        evidence: what the test showed, each with its day.
    """

    kind: ClassVar[str] = "assumption"
    folder: ClassVar[str] = "assumptions"
    ends_with: ClassVar[tuple[str, ...]] = ("evidence",)
    starts_with: ClassVar[tuple[str, ...]] = (
        "title",
        "owner",
        "impact",
        "confidence",
        "cost",
        "method",
        "passes_if",
    )
    open_statuses: ClassVar[frozenset[str]] = frozenset({"untested", "testing"})

    status: Literal["untested", "testing", "validated", "invalidated", "dropped"] = "untested"
    impact: ImpactValue | None = None
    confidence: Share | None = None
    cost: Amount | None = None
    gain: Positive | None = None
    accuracy: Share | None = None
    duration: Days | None = None
    requires: tuple[AssumptionId, ...] = ()
    method: str | None = None
    passes_if: str | None = None
    evidence: tuple[Evidence, ...] = ()
