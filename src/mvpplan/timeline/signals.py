"""Early signals: what the playbooks tell to watch, computed from the plan and not asserted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mvpplan.model.blocker import Blocker
from mvpplan.model.change import Change
from mvpplan.model.checkpoint import Checkpoint
from mvpplan.model.decision import Decision
from mvpplan.model.feedback import Feedback
from mvpplan.model.fingerprint import approvals_of, lapsed
from mvpplan.model.metric import Metric
from mvpplan.model.scope import Scope
from mvpplan.text.words import counted, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from mvpplan.model.plan import Plan
    from mvpplan.model.record import Record
    from mvpplan.timeline.period import Period
    from mvpplan.timeline.since import Since

_FAILED = re.compile(r"[a-z-]+, fail: ")
_NAMED = 3
_OFTEN = 2


@dataclass(frozen=True, slots=True)
class Signal:
    """A signal: a short ``name``, what it is called, and which records show it."""

    name: str
    title: str
    words: str
    records: tuple[str, ...]


def signals(plan: Plan, period: Period, since: Since) -> list[Signal]:
    """The signals that the plan shows at the end of a period."""
    found = []
    for name, title, watch in SIGNALS:
        records = sorted({record.id for record in watch(plan, period, since)})
        if records:
            found.append(Signal(name, title, _words(records), tuple(records)))
    return found


def _words(records: list[str]) -> str:
    left = len(records) - _NAMED
    named = records if left <= 0 else [*records[:_NAMED], f"{left} more"]
    return f"{counted(len(records), 'record')}: {joined(named)}"


def _without_owner(plan: Plan, period: Period, since: Since) -> Iterator[Record]:  # noqa: ARG001 - one form for all
    for record in plan.records.values():
        if record.is_open and record.owner is None and record.kind not in ("lesson", "change"):
            yield record


def _scope_grew(plan: Plan, period: Period, since: Since) -> Iterator[Record]:
    yield from grown_unassessed(plan, period, since)


def grown_unassessed(plan: Plan, period: Period, since: Since) -> Iterator[Scope]:
    """Items that came into the scope after it was set, and that no accepted change adds.

    Came in has what is dated later, and what git shows to have been out, or not there at all, when
    the period began and the scope was set already.
    """
    set_on = scope_set_on(plan, period.end)
    if set_on is None:
        return
    assessed = {name for each in plan.of(Change) if each.status == "accepted" for name in each.adds}
    was_set = since.before is not None and set_on <= period.start
    for item in plan.of(Scope):
        late = item.opened is not None and item.opened > set_on
        if was_set and since.before is not None and item.id not in since.before.broken:
            before = since.before.get(Scope, item.id)
            late = late or before is None or not before.is_open
        if item.is_open and late and item.id not in assessed:
            yield item


def scope_set_on(plan: Plan, day: date) -> date | None:
    """The day on which the scope was set: that of the last scope checkpoint held up to a day.

    One that keeps the verdict of a gate that stayed shut sets nothing.
    """
    held = [
        each.on
        for each in plan.of(Checkpoint)
        if each.kind_ == "scope"
        and each.status == "held"
        and each.on
        and each.on <= day
        and not stayed_shut(each)
    ]
    return max(held, default=None)


def stayed_shut(checkpoint: Checkpoint) -> bool:
    """Whether a checkpoint keeps the verdict of a gate that said no."""
    return any(_FAILED.match(finding) for finding in checkpoint.findings)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Whose approval a record lacks: it ``lapsed``, is ``against`` it, or is ``missing``."""

    lapsed: tuple[str, ...]
    against: tuple[str, ...]
    missing: tuple[str, ...]


def verdicts(record: Record) -> Verdicts:
    """How those who were asked stand to a record; of each person the last verdict counts."""
    last = {each.by: each.verdict for each in approvals_of(record)}
    return Verdicts(
        tuple(sorted({each.by for _, each in lapsed(record)})),
        tuple(by for by, verdict in last.items() if verdict != "approved"),
        tuple(by for by in getattr(record, "reviewers", ()) if by not in last),
    )


def lacking_verdicts(plan: Plan, record: Record) -> str:
    """Whose approval a record lacks, and why; empty if nobody's."""
    said = verdicts(record)
    words = []
    for people, what in (
        (said.lapsed, "has lost the approval of"),
        (said.against, "goes against the last verdict of"),
        (said.missing, "waits for the verdict of"),
    ):
        if people:
            words.append(f"{what} {joined([plan.settings.name_of(by) for by in people])}")
    return joined(words)


def _unanswered(plan: Plan, period: Period, since: Since) -> Iterator[Record]:  # noqa: ARG001 - one form for all
    yield from (each for each, _ in unanswered(plan, period.end))


def unanswered(plan: Plan, day: date) -> Iterator[tuple[Feedback, date]]:
    """Comments open for more than a review cycle, with the day on which each was made."""
    every = plan.settings.review.every
    for each in plan.of(Feedback):
        asked = each.on or each.opened
        if each.is_open and asked and day > asked + every:
            yield each, asked


def _metric_without_owner(plan: Plan, period: Period, since: Since) -> Iterator[Record]:  # noqa: ARG001 - one form for all
    for metric in plan.of(Metric):
        if metric.owner is None or not metric.decisions:
            yield metric


def _slips_again(plan: Plan, period: Period, since: Since) -> Iterator[Record]:  # noqa: ARG001 - one form for all
    for name, slips in since.slips.items():
        record = plan.records.get(name)
        if record is not None and record.is_open and slips.count >= _OFTEN:
            yield record


def _age_unknown(plan: Plan, period: Period, since: Since) -> Iterator[Record]:  # noqa: ARG001 - one form for all
    """Blockers and decisions that may have waited too long, and nobody can say for how long."""
    for record in (*plan.of(Blocker), *plan.of(Decision)):
        if record.is_open and plan.came_up(record) is None:
            yield record


SIGNALS: tuple[tuple[str, str, Callable[[Plan, Period, Since], Iterator[Record]]], ...] = (
    ("owners-unclear", "Owners are unclear", _without_owner),
    ("scope-grows", "The scope grows after it was set, without an assessment", _scope_grew),
    ("feedback-unanswered", "Feedback stays without closure", _unanswered),
    ("metrics-without-owner", "Metrics have no decision owner", _metric_without_owner),
    ("ages-unknown", "Their age is unknown: write opened, or commit the plan", _age_unknown),
    ("dates-slip-again", "The same dates slip again and again", _slips_again),
)
"""The early signals of the playbooks; the last is one that only history shows."""
