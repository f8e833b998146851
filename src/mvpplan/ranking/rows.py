"""The rows of a ranking: ranks with their ties, and why each row stands where it does."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from mvpplan.model.assumption import Assumption
from mvpplan.ranking.belief import CONFLICTING
from mvpplan.ranking.estimates import spans
from mvpplan.ranking.result import Row
from mvpplan.text.words import day_name, joined, shortened, significant

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from mvpplan.model.plan import Plan
    from mvpplan.ranking.candidate import Candidate, Candidates
    from mvpplan.ranking.deadlines import Arrangement
    from mvpplan.ranking.job import Job
    from mvpplan.ranking.method import Method
    from mvpplan.ranking.subject import Subject

_LONGEST_UNIT = 20
_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Ordered:
    """What the rows are made of."""

    plan: Plan
    subject: Subject
    method: Method
    as_of: date
    found: Candidates
    arrangement: Arrangement

    def rows(self) -> tuple[Row, ...]:
        """A row for every job, in order."""
        jobs, late = self.arrangement.jobs, self.arrangement.late
        groups = self._groups()
        ranks = _ranks(jobs, late, groups)
        shared = Counter(ranks)
        allowed = {}
        if self.method.per_cost and not late and not self.arrangement.pulled:
            allowed = spans(jobs, self.arrangement.home, self.found.ranked)
        rows = []
        for job, rank in zip(jobs, ranks, strict=True):
            candidate, span = self.found.ranked[job.id], allowed.get(job.id)
            rows.append(
                Row(
                    rank=rank,
                    tied=shared[rank] > 1,
                    candidate=candidate,
                    score=job.weight / job.cost if job.cost else None,
                    note="; ".join([*self._reasons(job), *self._cautions(job)]),
                    late=job.id in late or self._is_past(candidate),
                    group=groups.get(job.id),
                    best=span.best if span else None,
                    worst=span.worst if span else None,
                    close=span is not None and span.close,
                )
            )
        return tuple(rows)

    def _groups(self) -> dict[str, str]:
        if self.method.group is None:
            return {}
        settings = self.plan.settings
        return {name: self.method.group(c, settings)[1] for name, c in self.found.ranked.items()}

    def _reasons(self, job: Job) -> list[str]:
        candidate = self.found.ranked[job.id]
        reasons = [self._place(job, candidate)]
        if candidate.requires:
            reasons.append(f"after {joined(candidate.requires)}")
        if job.id in self.arrangement.late or self._is_past(candidate):
            reasons.insert(0, self._too_late(candidate))
        elif candidate.due:
            day = day_name(candidate.due, self.as_of)
            record = candidate.record
            waits = isinstance(record, Assumption) and record.duration
            if waits and record.status != "testing":
                reasons.append(f"under way by {day}")
            else:
                reasons.append(f"due {day}")
            if job.id in self.arrangement.pulled:
                reasons.append(f"brought forward for {candidate.due_for}")
        return reasons

    def _is_past(self, candidate: Candidate) -> bool:
        """Whether its day has passed; what costs nothing misses no deadline but this."""
        dated = self.method.dated and candidate.due is not None and candidate.due_for is not None
        return dated and candidate.due is not None and candidate.due < self.as_of

    def _too_late(self, candidate: Candidate) -> str:
        assert candidate.due_for is not None  # noqa: S101 - what is late is needed by a decision
        needed = self.plan.records[candidate.due_for].due
        day = f" ({day_name(needed, self.as_of)})" if needed else ""
        return f"too late for {candidate.due_for}{day}: decide without it or move the date"

    def _place(self, job: Job, candidate: Candidate) -> str:
        settings, home = self.plan.settings, self.arrangement.home[job.id]
        needs = self.found.ranked
        opened: list[str] = []
        if len(home.jobs) > 1 and job.density < home.density:
            opened = [each.id for each in home.jobs if candidate.id in needs[each.id].requires]
        if self.method.group is not None:
            own, name = self.method.group(candidate, settings)
            sooner = [
                each.id
                for each in needs.values()
                if candidate.id in each.requires and self.method.group(each, settings)[0] < own
            ]
            return f"{name}; first: it opens {joined(sorted(sooner))}" if sooner else name
        if not job.cost:
            return self.subject.free
        if opened:
            return f"first: it opens {joined(opened)}"
        gain, effort = (
            shortened(unit, _LONGEST_UNIT) for unit in (settings.impact.unit, settings.cost.unit)
        )
        score = significant(job.weight / job.cost)
        return self.method.tells.format(score=score, gain=gain, effort=effort.removesuffix("s"))

    def _cautions(self, job: Job) -> list[str]:
        """What a reader should know before acting on a row."""
        settings, candidate = self.plan.settings, self.found.ranked[job.id]
        cautions = []
        if candidate.belief is not None:
            if candidate.belief.confidence < _HALF:
                cautions.append("you expect this to be false: change the plan instead?")
            if candidate.belief.source == CONFLICTING:
                cautions.append("the evidence conflicts")
            same_money = settings.impact.unit == settings.cost.unit
            if same_money and candidate.cost.mean and candidate.weight < candidate.cost.mean:
                cautions.append("the test costs more than it can save")
        return [*cautions, *candidate.remarks]


def _ranks(jobs: Sequence[Job], late: frozenset[str], groups: Mapping[str, str]) -> list[int]:
    """Ranks from 1: equal neighbours share one, unless one needs the other; so do twins.

    Twins differ in nothing but their ids; a deadline of another job may stand between them.
    """
    opens: dict[str, set[str]] = {job.id: set() for job in jobs}
    for job in jobs:
        for required in job.requires:
            opens[required].add(job.id)
    ranks: list[int] = []
    run: list[Job] = []
    before: dict[str, frozenset[str]] = {}  # everything that must come before each
    first: dict[object, int] = {}
    for place, job in enumerate(jobs, start=1):
        needs = job.requires.union(*(before[required] for required in job.requires))
        before[job.id] = needs
        likeness = (job.weight, job.cost, job.deadline, job.requires, frozenset(opens[job.id]))
        is_equal = (
            bool(run)
            and run[0].density == job.density
            and groups.get(run[0].id) == groups.get(job.id)
            and (run[0].id in late) == (job.id in late)
            and needs.isdisjoint(each.id for each in run)
        )
        if not is_equal:
            run.clear()
        ranks.append(first.get(likeness, ranks[-1] if is_equal else place))
        first.setdefault(likeness, ranks[-1])
        run.append(job)
    return ranks
