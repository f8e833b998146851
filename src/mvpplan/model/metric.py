"""Metrics: numbers with an owner, a baseline, a target and their readings."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic.dataclasses import dataclass

from mvpplan.model.fields import Day, Days, DecisionId, Number, OutcomeKey
from mvpplan.model.record import STRICT, Record


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Reading:
    """The value of a metric on one day.

    Attributes:
        on: the day of the reading, as in ``2026-11-20``.
        value: the number that was read, as in ``71.5``.
        note: what to know about this reading.
    """

    on: Day
    value: Number
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Metric(Record):
    """A number that decisions act on; ``fresh_for`` is how many days a reading counts as new.

    Attributes:
        unit: what is counted, as in ``hours`` or ``% of orders``.
        direction: ``up`` if more is better, ``down`` if less is.
        baseline: the number before the launch, as in ``62``.
        target: the number to reach, as in ``80``.
        by: the day by which the target is to be reached, as in ``2027-01-06``.
        signal: what a planner would see if it moves.
        protects: what must not erode and shows here, keys of ``protects``.
        decisions: ids of the decisions that act on it.
        guardrail: the number at which the launch has to be looked at again, as in ``55``.
        source: where the number comes from.
        fresh_for: days for which a reading counts as new, as in ``7``.
        readings: what was read, oldest first; each with its day.
    """

    kind: ClassVar[str] = "metric"
    folder: ClassVar[str] = "metrics"
    starts_with: ClassVar[tuple[str, ...]] = (
        "title",
        "owner",
        "unit",
        "direction",
        "baseline",
        "target",
        "by",
        "decisions",
    )

    status: None = None
    unit: str | None = None
    direction: Literal["up", "down"] | None = None
    baseline: Number | None = None
    target: Number | None = None
    by: Day | None = None
    signal: str | None = None
    protects: tuple[OutcomeKey, ...] = ()
    decisions: tuple[DecisionId, ...] = ()
    guardrail: Number | None = None
    source: str | None = None
    fresh_for: Days | None = None
    readings: tuple[Reading, ...] = ()
