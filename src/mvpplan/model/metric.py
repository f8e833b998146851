"""Metrics: numbers with an owner, a baseline, a target and their readings."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic.dataclasses import dataclass

from mvpplan.model.fields import Day, Days, DecisionId, Number, OutcomeKey
from mvpplan.model.record import STRICT, Record


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Reading:
    """The value of a metric on one day."""

    on: Day
    value: Number
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Metric(Record):
    """A number that decisions act on; ``fresh_for`` is how many days a reading counts as new."""

    kind: ClassVar[str] = "metric"
    folder: ClassVar[str] = "metrics"

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
