"""Dependencies: what one function needs from another, by which checkpoint."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic.dataclasses import dataclass

from mvpplan.model.fields import Day, DecisionId, Function, MetricId
from mvpplan.model.record import STRICT, Record


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Dependency(Record):
    """Something needed from another function; ``metric`` shows at the checkpoint if it is met.

    Attributes:
        status: ``pending`` until it is there; ``missed`` if the checkpoint passed without it.
        from_: the function that has to deliver, as in ``delivery``.
        to: the function that waits for it, as in ``support``.
        checkpoint: the day on which it is looked at together, as in ``2026-11-30``.
        metric: the id of the metric that shows whether it is met.
        needed_by: ids of the decisions that wait for it.
    """

    kind: ClassVar[str] = "dependency"
    folder: ClassVar[str] = "dependencies"
    starts_with: ClassVar[tuple[str, ...]] = (
        "title",
        "owner",
        "from",
        "to",
        "checkpoint",
        "metric",
        "needed_by",
    )
    open_statuses: ClassVar[frozenset[str]] = frozenset({"pending"})

    status: Literal["pending", "met", "missed", "dropped"] = "pending"
    from_: Function | None = None
    to: Function | None = None
    checkpoint: Day | None = None
    metric: MetricId | None = None
    needed_by: tuple[DecisionId, ...] = ()
