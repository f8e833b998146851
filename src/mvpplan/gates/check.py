"""What a check of a gate is, and what it sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mvpplan.model.decision import Decision
from mvpplan.model.graph import reachable
from mvpplan.model.journey import Journey
from mvpplan.model.metric import Metric
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

        What such a decision depends on has to be made first, and so belongs to the scope too. A
        decision that was rejected, put off or replaced belongs to no scope.
        """
        items = self.items()
        return self.under(items) if items else self._at_work()

    def under(self, items: Iterable[Scope]) -> list[Decision]:
        """The decisions at work that some items rest on, in order of their ids."""
        at_work = {each.id: each for each in self._at_work()}
        first = {name: each.depends_on for name, each in at_work.items()}
        named = reachable(first, {name for item in items for name in item.decisions})
        return [each for name, each in at_work.items() if name in named]

    def _at_work(self) -> list[Decision]:
        return [each for each in self.plan.of(Decision) if each.status in ("open", "approved")]

    def journeys(self) -> list[Journey]:
        """The journeys in scope: named by an item that is in, or shaped by a decision in scope.

        Without any item of scope, all of them; what was dropped belongs to no scope.
        """
        found = [each for each in self.plan.of(Journey) if each.status != "dropped"]
        items = self.items()
        if not items:
            return found
        named = {name for item in items for name in item.journeys}
        shaping = {decision.id for decision in self.in_scope()}
        return [each for each in found if each.id in named or shaping & {*each.decisions}]

    def unplaced(self) -> list[Decision]:
        """Open decisions of which no item says whether they belong to the scope."""
        named = {each.id for each in self.under(self.plan.of(Scope))}
        return [each for each in self.plan.of(Decision) if each.is_open and each.id not in named]

    def items(self) -> list[Scope]:
        """The items that are in the scope."""
        return [item for item in self.plan.of(Scope) if item.is_open]


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its name for waivers and the plan file, what it asks, and how it is told.

    ``takes`` names the thresholds that the plan file may give.
    """

    name: str
    asks: str
    run: Callable[[Seen], Outcome]
    takes: tuple[str, ...] = ()


def none_of(records: Iterable[Record], fails: str, holds: str) -> Outcome:
    """An outcome that fails by every one of some records; ``fails`` ends a sentence with them."""
    ids = tuple(record.id for record in records)
    if not ids:
        return Outcome(passed=True, why=holds)
    return Outcome(passed=False, why=fails, records=ids)


def lacking(lacks: Mapping[str, str], fails: str, holds: str) -> Outcome:
    """The same for records by id with words that go on after it, "" for those that hold."""
    bad = {name: words for name, words in lacks.items() if words}
    if not bad:
        return Outcome(passed=True, why=holds)
    advice = tuple(f"{name} {words}" for name, words in bad.items())
    return Outcome(passed=False, why=fails, records=tuple(bad), advice=advice)


def outcome_metric(seen: Seen) -> Metric | Outcome:
    """The metric that shows the one outcome; or what a check of it says where there is none."""
    outcome = seen.plan.settings.outcome
    if outcome is None:
        hint = "write outcome: {metric: …} in mvpplan.yaml"
        return Outcome(passed=False, why="the plan names no outcome with a metric", advice=(hint,))
    metric = seen.plan.get(Metric, outcome.metric)
    if metric is not None:
        return metric
    if seen.plan.kind_of(outcome.metric) == Metric.kind:
        why, hint = "the outcome metric cannot be read", "'mvpplan validate' says why"
        return Outcome(passed=False, why=why, records=(outcome.metric,), advice=(hint,))
    return Outcome(passed=False, why=f"the outcome names {outcome.metric}, which is no metric")


def _records_read(seen: Seen) -> Outcome:
    broken = tuple(sorted(seen.plan.broken))
    if not broken:
        return Outcome(passed=True, why="every record can be read")
    why = "cannot be read, and what cannot be read cannot be judged"
    return Outcome(passed=False, why=why, records=broken, advice=("'mvpplan validate' says why",))


RECORDS_READ = Check("records-read", "every record can be read", _records_read)
"""The first check of every gate: a record with a fault would otherwise pass all others unseen."""
