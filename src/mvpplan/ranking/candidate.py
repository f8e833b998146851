"""What is ranked: a record with the numbers that ranking needs, and what is set aside."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from mvpplan.errors import FaultyPlanError
from mvpplan.model.graph import cycles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from mvpplan.model.plan import Plan
    from mvpplan.model.quantity import Quantity
    from mvpplan.model.record import Record
    from mvpplan.ranking.belief import Belief


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record with everything that ranking needs.

    Attributes:
        record: the record.
        impact: in points or money; what a scope item contributes.
        cost: as the planner wrote it, in the plan's unit of cost.
        belief: how much an assumption is believed, and why; None for what nobody has to believe.
        requires: the prerequisites that are candidates themselves.
        due: the day by which its test has to be done, or under way if it takes days to run, to be
            ready for ``due_for``. A test that runs has its time behind it.
        due_for: the earliest open decision that relies on it.
        remarks: what else a reader has to know about it.
    """

    record: Record
    impact: Fraction
    cost: Quantity
    belief: Belief | None = None
    requires: tuple[str, ...] = ()
    due: date | None = None
    due_for: str | None = None
    remarks: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The record's id."""
        return self.record.id

    @property
    def doubt(self) -> Fraction:
        """The chance that an assumption does not hold; 1 for what nobody has to believe."""
        return Fraction(1) if self.belief is None else self.belief.doubt

    @property
    def weight(self) -> Fraction:
        """What is expected to be lost if the plan goes ahead untested: impact times doubt."""
        return self.impact * self.doubt


@dataclass(frozen=True, slots=True)
class SetAside:
    """A record that is not ranked, and why."""

    id: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Candidates:
    """Everything that could be ranked: what is, by id, and the groups outside the order."""

    ranked: dict[str, Candidate]
    parked: tuple[SetAside, ...] = ()
    nothing_to_learn: tuple[SetAside, ...] = ()
    unranked: tuple[SetAside, ...] = ()


def refuse_circles(requires: Mapping[str, Iterable[str]]) -> None:
    """Raise FaultyPlanError, which names the circle, if prerequisites go in one."""
    for path in cycles({name: [r for r in needs if r != name] for name, needs in requires.items()}):
        circle = " → ".join([*path, path[0]])
        raise FaultyPlanError(
            f"prerequisites go in a circle: {circle}", "take one of the links out; see MP205"
        )


def unreadable(plan: Plan, kinds: Iterable[type[Record]]) -> list[SetAside]:
    """The records of some kinds that cannot be read."""
    names = {kind.kind for kind in kinds}
    return [
        SetAside(record, "not readable", "see mvpplan validate")
        for record, kind in sorted(plan.broken.items())
        if kind in names
    ]
