"""Changes: requests to change the scope, each with its written impact assessment."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic.dataclasses import dataclass

from mvpplan.model.fields import Amount, MetricId, OutcomeKey, PersonKey, ScopeId
from mvpplan.model.record import STRICT, Record


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Effect:
    """What a change is expected to do to a metric."""

    metric: MetricId | None = None
    effect: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Change(Record):
    """A requested change of scope; ``protects`` names the outcomes that it could touch."""

    kind: ClassVar[str] = "change"
    folder: ClassVar[str] = "changes"
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
