"""Changes: requests to change the scope, each with its written impact assessment."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic.dataclasses import dataclass

from mvpplan.model.fields import Amount, MetricId, OutcomeKey, PersonKey, ScopeId
from mvpplan.model.record import STRICT, Record


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Effect:
    """What a change is expected to do to a metric.

    Attributes:
        metric: the id of the metric that would move.
        effect: how it would move, in words.
    """

    metric: MetricId | None = None
    effect: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Change(Record):
    """A requested change of scope; ``protects`` names the outcomes that it could touch.

    Attributes:
        status: ``proposed`` until somebody decides.
        requested_by: who asks for it, a key of ``people``.
        adds: ids of the scope items that would come in.
        removes: ids of the scope items that would go out.
        effects: the written impact: which metric would move, and how.
        protects: what must not erode and could be touched, keys of ``protects``.
        effort: work it would take: ``3``, ``2-5`` (90 % sure) or ``1/2/5`` (least/likely/most).
        decided_by: who decided, a key of ``people``.
        why: the reason for the decision.
    """

    kind: ClassVar[str] = "change"
    folder: ClassVar[str] = "changes"
    ends_with: ClassVar[tuple[str, ...]] = ("decided_by",)
    reason: ClassVar[str] = "why"
    starts_with: ClassVar[tuple[str, ...]] = (
        "title",
        "requested_by",
        "adds",
        "effects",
        "effort",
        "why",
    )
    open_statuses: ClassVar[frozenset[str]] = frozenset({"proposed"})

    status: Literal["proposed", "accepted", "declined"] = "proposed"
    requested_by: PersonKey | None = None
    adds: tuple[ScopeId, ...] = ()
    removes: tuple[ScopeId, ...] = ()
    effects: tuple[Effect, ...] = ()
    protects: tuple[OutcomeKey, ...] = ()
    effort: Amount | None = None
    decided_by: PersonKey | None = None
    why: str | None = None
