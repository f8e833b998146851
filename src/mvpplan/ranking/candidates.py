"""Which assumptions are ranked, with which numbers, and which are set aside and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from mvpplan.model.assumption import Assumption
from mvpplan.model.decision import Decision
from mvpplan.model.graph import reachable
from mvpplan.ranking.belief import Belief, belief

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from mvpplan.model.plan import Plan
    from mvpplan.model.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Candidate:
    """An assumption with everything that ranking needs.

    Attributes:
        assumption: the record.
        impact: in points or money.
        belief: how much it is believed, and why.
        cost: as the planner wrote it, in the plan's unit of cost.
        requires: the prerequisites that are candidates themselves.
        due: the day on which its test has to start to be ready for the earliest open decision
            that relies on it.
        remarks: what else a reader has to know about its prerequisites.
    """

    assumption: Assumption
    impact: Fraction
    belief: Belief
    cost: Quantity
    requires: tuple[str, ...]
    due: date | None
    remarks: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The assumption's id."""
        return self.assumption.id

    @property
    def weight(self) -> Fraction:
        """What is expected to be lost if the plan goes ahead untested: impact times doubt."""
        return self.impact * self.belief.doubt

    @property
    def score(self) -> Fraction | None:
        """Expected loss that a unit of cost retires; None if the test is free."""
        return self.weight / self.cost.mean if self.cost.mean else None


@dataclass(frozen=True, slots=True)
class SetAside:
    """An assumption that is not ranked, and why."""

    id: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Candidates:
    """All open assumptions: ranked ones by id, and the groups outside the order."""

    ranked: dict[str, Candidate]
    parked: tuple[SetAside, ...]
    nothing_to_learn: tuple[SetAside, ...]
    unranked: tuple[SetAside, ...]


def candidates(plan: Plan) -> Candidates:
    """Sort the open assumptions of a plan into ranked ones and the groups outside the order."""
    assumptions = {a.id: a for a in plan.of(Assumption) if a.is_open}
    requires = {a.id: [r for r in a.requires if r in assumptions] for a in assumptions.values()}
    decisions = [decision for decision in plan.of(Decision) if decision.is_open]
    named = {target for decision in decisions for target in decision.assumptions}
    needed = reachable(requires, (named | plan.mentioned) & assumptions.keys())
    unranked = [
        SetAside(record, "not readable", "see mvpplan validate")
        for record, kind in sorted(plan.broken.items())
        if kind == Assumption.kind
    ]
    parked, sure = [], []
    scale = plan.settings.impact_scale
    rankable: dict[str, Assumption] = {}
    for record, assumption in assumptions.items():
        lacking = [name for name in ("impact", "cost") if getattr(assumption, name) is None]
        if record not in needed:
            parked.append(SetAside(record, assumption.title, "no open decision relies on it"))
        elif lacking:
            unranked.append(SetAside(record, assumption.title, f"no {' or '.join(lacking)}"))
        elif scale is not None and assumption.impact not in scale:
            reason = f"impact {assumption.impact} is not on the plan's scale"
            unranked.append(SetAside(record, assumption.title, reason))
        else:
            rankable[record] = assumption
    beliefs = {record: belief(assumption) for record, assumption in rankable.items()}
    opening = {r for record in rankable if beliefs[record].doubt for r in requires[record]}
    opening = reachable(requires, opening)
    for record in list(rankable):
        if not beliefs[record].doubt and record not in opening:
            reason = "you are already sure of it: there is nothing to learn"
            sure.append(SetAside(record, rankable.pop(record).title, reason))
    due = _due_dates(decisions)
    ranked = {
        record: _candidate(plan, assumption, beliefs[record], rankable.keys(), due.get(record))
        for record, assumption in rankable.items()
    }
    return Candidates(ranked, tuple(parked), tuple(sure), tuple(unranked))


def _candidate(
    plan: Plan, assumption: Assumption, held: Belief, among: Collection[str], due: date | None
) -> Candidate:
    assert assumption.impact is not None  # noqa: S101 - else it is unranked
    assert assumption.cost is not None  # noqa: S101 - the same
    scale = plan.settings.impact_scale
    impact = Fraction(scale[assumption.impact] if scale else assumption.impact)
    if due is not None:
        due -= timedelta(days=assumption.duration or 0)
    requires = tuple(_ranked_before(plan, assumption, among))
    named = dict.fromkeys(assumption.requires)
    outside = [required for required in named if required not in {*among, assumption.id}]
    remarks = tuple(remark for required in outside for remark in _remarks(plan, required))
    return Candidate(assumption, impact, held, assumption.cost, requires, due, remarks)


def _ranked_before(plan: Plan, assumption: Assumption, among: Collection[str]) -> Iterator[str]:
    """The ranked prerequisites, also those behind open ones that are not ranked themselves."""
    seen = {assumption.id}
    waiting = list(assumption.requires)
    while waiting:
        required = waiting.pop(0)
        if required in seen:
            continue
        seen.add(required)
        record = plan.get(Assumption, required)
        if required in among:
            yield required
        elif record is not None and record.is_open:
            waiting += record.requires


def _remarks(plan: Plan, required: str) -> list[str]:
    """What to say about a prerequisite that is not ranked."""
    record = plan.get(Assumption, required)
    if record is None:
        return [f"needs {required}, which cannot be read"] if required in plan.broken else []
    if record.status == "invalidated":
        return [f"needs {required}, which turned out false"]
    return [f"needs {required} first, which is not ranked"] if record.is_open else []


def _due_dates(decisions: list[Decision]) -> dict[str, date]:
    """The due date of the earliest decision that relies on each assumption."""
    due: dict[str, date] = {}
    for decision in decisions:
        for target in decision.assumptions:
            if decision.due and (target not in due or decision.due < due[target]):
                due[target] = decision.due
    return due
