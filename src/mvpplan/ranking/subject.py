"""What can be ranked: assumptions, scope items and open issues."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from mvpplan.model.blocker import Blocker
from mvpplan.model.decision import Decision
from mvpplan.model.risk import Risk
from mvpplan.model.scope import Scope
from mvpplan.ranking.assumptions import assumptions
from mvpplan.ranking.candidate import (
    Candidate,
    Candidates,
    SetAside,
    refuse_circles,
    unreadable,
)
from mvpplan.text.words import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mvpplan.model.plan import Plan
    from mvpplan.model.record import Record


@dataclass(frozen=True, slots=True)
class Subject:
    """What is ranked.

    Attributes:
        name: as in ``mvpplan rank scope``.
        title: what the ranking answers.
        noun: what one row is called.
        gain: what the number is called that counts for a row.
        cost: what the number is called that counts against it.
        free: what is said of one that costs nothing.
        collect: finds the candidates of a plan.
        is_believed: whether a row is something that may be false.
        methods: the names of the methods that it can be ranked by, the default first.
    """

    name: str
    title: str
    noun: str
    gain: str
    cost: str
    free: str
    collect: Callable[[Plan], Candidates]
    methods: tuple[str, ...]
    is_believed: bool = False


def _scope_items(plan: Plan) -> Candidates:
    """Scope items that are in or deferred, by contribution and effort."""
    items = [item for item in plan.of(Scope) if item.status != "out"]
    return _ranked(plan, items, ("contribution", "effort"), (Scope,), {})


def _issues(plan: Plan) -> Candidates:
    """Open blockers, decisions and risks; what a decision waits for comes before it."""
    kinds = (Blocker, Decision, Risk)
    found: list[Record] = [record for kind in kinds for record in plan.of(kind) if record.is_open]
    requires: dict[str, list[str]] = {record.id: [] for record in found}
    for record in found:
        if isinstance(record, Decision):
            requires[record.id] += record.depends_on
        elif isinstance(record, Blocker):
            for stopped in record.blocks:
                requires.get(stopped, []).append(record.id)
    return _ranked(plan, found, ("impact", "effort"), kinds, requires)


def _ranked(
    plan: Plan,
    records: Iterable[Record],
    numbers: tuple[str, str],
    kinds: tuple[type[Record], ...],
    requires: Mapping[str, list[str]],
) -> Candidates:
    """Candidates of the records that have both numbers; the others are named."""
    scale = plan.settings.impact_scale if numbers[0] == "impact" else None
    unranked = unreadable(plan, kinds)
    whole: dict[str, Record] = {}
    for record in sorted(records, key=lambda record: record.id):
        lacking = [name for name in numbers if getattr(record, name) is None]
        given = getattr(record, numbers[0])
        if lacking:
            unranked.append(SetAside(record.id, record.title, f"no {joined(lacking, 'or')}"))
        elif scale is not None and given not in scale:
            reason = f"impact {given} is not on the plan's scale"
            unranked.append(SetAside(record.id, record.title, reason))
        else:
            whole[record.id] = record
    refuse_circles(requires)
    ranked = {}
    for name, record in whole.items():
        given = getattr(record, numbers[0])
        needs = dict.fromkeys(need for need in requires.get(name, ()) if need in whole)
        ranked[name] = Candidate(
            record,
            Fraction(scale[given] if scale else given),
            getattr(record, numbers[1]),
            requires=tuple(need for need in needs if need != name),
            due=record.due,
        )
    return Candidates(ranked, unranked=tuple(unranked))


SUBJECTS = {
    subject.name: subject
    for subject in (
        Subject(
            name="assumptions",
            title="Which assumption to test next",
            noun="assumption",
            gain="impact",
            cost="cost",
            free="free to find out",
            collect=assumptions,
            methods=("risk-per-cost", "impact-per-cost", "riskiest", "fail-fast", "voi", "matrix"),
            is_believed=True,
        ),
        Subject(
            name="issues",
            title="Which issue to settle next",
            noun="issue",
            gain="impact",
            cost="effort",
            free="costs nothing",
            collect=_issues,
            methods=("harm-per-effort",),
        ),
        Subject(
            name="scope",
            title="Which scope item to build first",
            noun="item",
            gain="contribution",
            cost="effort",
            free="costs nothing",
            collect=_scope_items,
            methods=("contribution-per-effort",),
        ),
    )
}
"""Everything that can be ranked, by name; the first is the default."""
