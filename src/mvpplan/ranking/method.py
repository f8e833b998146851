"""What a ranking method is: how it values records, what a score tells, and what it ignores."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mvpplan.ranking.deadlines import arrange

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from fractions import Fraction

    from mvpplan.model.settings import Settings
    from mvpplan.ranking.candidate import Candidate
    from mvpplan.ranking.deadlines import Arrangement
    from mvpplan.ranking.job import Job


def _nothing_needed(_: Settings) -> None:
    """Most methods need nothing of a plan file."""


@dataclass(frozen=True, slots=True)
class Method:
    """A ranking method.

    Attributes:
        name: as in ``--method``.
        formula: how a score is computed, in words.
        tells: what a score says, with ``{score}``, ``{gain}`` and ``{effort}``.
        ignores: what it leaves out, as the rest of the sentence "it ignores …".
        best: in which sense no other order is better, as the rest of "optimal: …".
        value: what finishing a candidate earlier is worth, on a plan.
        effort: what it takes.
        arrange: how jobs of that weight and cost are ordered.
        per_cost: whether the effort is the cost, so that its range is a range of the score.
        dated: whether the due dates of decisions count.
        check: raises CannotRunError if the settings of a plan do not allow it.
        group: the group that a candidate falls into, if the order is one of groups.
    """

    name: str
    formula: str
    tells: str
    ignores: str
    best: str
    value: Callable[[Candidate, Settings], Fraction]
    effort: Callable[[Candidate], Fraction]
    arrange: Callable[[Iterable[Job]], Arrangement] = arrange
    per_cost: bool = True
    dated: bool = False
    check: Callable[[Settings], None] = _nothing_needed
    group: Callable[[Candidate, Settings], tuple[int, str]] | None = None
