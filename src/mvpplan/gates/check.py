"""What a check of a gate is, and what it sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mvpplan.model.decision import Decision
from mvpplan.model.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from mvpplan.model.plan import Plan
    from mvpplan.model.record import Record
    from mvpplan.timeline.period import Period
    from mvpplan.timeline.since import Since


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check finds.

    Attributes:
        passed: whether it holds.
        why: the reason, in a sentence.
        records: the ids of the records that it fails by.
        advice: what would make it hold, line by line.
    """

    passed: bool
    why: str
    records: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """A plan on the day of a gate.

    Attributes:
        plan: the plan.
        period: the days since the last review; its end is the day of the gate.
        since: what is known of the time before.
        options: what the plan file says of this gate, such as thresholds.
    """

    plan: Plan
    period: Period
    since: Since
    options: Mapping[str, str]

    @property
    def day(self) -> date:
        """The day of the gate."""
        return self.period.end

    def in_scope(self) -> list[Decision]:
        """The decisions that the scope rests on: those of items that are in, else all at work.

        A decision that was rejected, put off or replaced belongs to no scope.
        """
        at_work = [d for d in self.plan.of(Decision) if d.status in ("open", "approved")]
        named = {name for item in self.items() for name in item.decisions}
        return [each for each in at_work if each.id in named] if self.items() else at_work

    def items(self) -> list[Scope]:
        """The items that are in the scope."""
        return [item for item in self.plan.of(Scope) if item.is_open]


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its name for waivers and the plan file, what it asks, and how it is told."""

    name: str
    asks: str
    run: Callable[[Seen], Outcome]


def none_of(records: Iterable[Record], fails: str, holds: str) -> Outcome:
    """An outcome that fails by every one of some records; ``fails`` ends a sentence with them."""
    ids = tuple(record.id for record in records)
    if not ids:
        return Outcome(passed=True, why=holds)
    return Outcome(passed=False, why=fails, records=ids)
