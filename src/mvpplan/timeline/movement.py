"""How metrics moved: the last reading against the one before, the baseline and the target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from mvpplan.model.metric import Metric, Reading
    from mvpplan.timeline.period import Period


@dataclass(frozen=True, slots=True)
class Movement:
    """A metric seen from a date.

    Attributes:
        metric: the record.
        now: the last reading, if there is one.
        before: the reading that it is compared with: the last one up to the start of the period,
            else the one just before.
        age: days since the last reading.
    """

    metric: Metric
    now: Reading | None
    before: Reading | None
    age: int | None

    @property
    def stale(self) -> bool:
        """Whether the last reading is older than the metric allows."""
        fresh_for = self.metric.fresh_for
        return fresh_for is not None and (self.age is None or self.age > fresh_for)

    @property
    def trend(self) -> str | None:
        """``better``, ``worse`` or ``unchanged`` since the reading before; None if unknown."""
        if self.now is None or self.before is None:
            return None
        return self._compared(self.before.value, self.now.value)

    @property
    def drifting(self) -> bool:
        """Whether the last reading is worse than the one before and than the baseline."""
        baseline = self.metric.baseline
        if self.now is None or self.trend != "worse":
            return False
        return baseline is None or self._compared(baseline, self.now.value) == "worse"

    @property
    def reached(self) -> bool:
        """Whether the last reading is at the target or beyond."""
        target = self.metric.target
        if self.now is None or target is None or self.metric.direction is None:
            return False
        return self._compared(target, self.now.value) in ("better", "unchanged")

    @property
    def guardrail_crossed(self) -> bool:
        """Whether the last reading is on the wrong side of the guardrail."""
        guardrail = self.metric.guardrail
        if self.now is None or guardrail is None or self.metric.direction is None:
            return False
        return self._compared(guardrail, self.now.value) == "worse"

    def _compared(self, before: Decimal, now: Decimal) -> str | None:
        if now == before:
            return "unchanged"
        if self.metric.direction is None:
            return None
        return "better" if (now > before) == (self.metric.direction == "up") else "worse"


def movement(metric: Metric, period: Period) -> Movement:
    """How a metric stands at the end of a period; later readings are not seen."""
    readings = [reading for reading in metric.readings if reading.on <= period.end]
    if not readings:
        return Movement(metric, None, None, None)
    now = readings[-1]
    earlier = [reading for reading in readings[:-1] if reading.on <= period.start]
    before = earlier[-1] if earlier else (readings[-2] if readings[1:] else None)
    return Movement(metric, now, before, (period.end - now.on).days)
