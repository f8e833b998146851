"""Dependencies: what one function needs from another, by which checkpoint."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic.dataclasses import dataclass

from mvpplan.model.fields import Day, DecisionId, Function, MetricId
from mvpplan.model.record import STRICT, Record


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Dependency(Record):
    """Something needed from another function; ``metric`` shows at the checkpoint if it is met."""

    kind: ClassVar[str] = "dependency"
    folder: ClassVar[str] = "dependencies"
    open_statuses: ClassVar[frozenset[str]] = frozenset({"pending"})

    status: Literal["pending", "met", "missed", "dropped"] = "pending"
    from_: Function | None = None
    to: Function | None = None
    checkpoint: Day | None = None
    metric: MetricId | None = None
    needed_by: tuple[DecisionId, ...] = ()
