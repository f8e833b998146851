"""What a ranking is: rows in order, the groups outside it, and what is said of both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from mvpplan.ranking.budget import Bought
    from mvpplan.ranking.candidate import Candidate, Candidates
    from mvpplan.ranking.deadlines import Arrangement
    from mvpplan.ranking.method import Method
    from mvpplan.ranking.subject import Subject


@dataclass(frozen=True, slots=True)
class Row:
    """A place in the order.

    Attributes:
        rank: from 1; equals share one.
        tied: whether another row shares it.
        candidate: the record with its numbers.
        score: as the method counts; None if it takes no effort.
        note: why it stands there, in words.
        late: whether it cannot be ready for the decision that needs it.
        group: what group of the order it is in, if the method has groups.
        best: the best place that the ranges of the estimates allow; None if no range matters.
        worst: the worst place.
        close: whether the ranges allow it to pass the row above.
        chosen: whether it is within the budget; None without one.
    """

    rank: int
    tied: bool
    candidate: Candidate
    score: Fraction | None
    note: str
    late: bool = False
    group: str | None = None
    best: int | None = None
    worst: int | None = None
    close: bool = False
    chosen: bool | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """An order of records, with everything that is not in it.

    Attributes:
        subject: what is ranked.
        method: by which method.
        rows: the order.
        candidates: what was ranked, and the groups outside the order.
        arrangement: how the order came about.
        guarantee: in which sense no other order is better, in a sentence.
        advice: which estimate to refine, or that none needs it; "" if no estimate is a range.
        budget: what a budget buys; None without one.
    """

    subject: Subject
    method: Method
    rows: tuple[Row, ...]
    candidates: Candidates
    arrangement: Arrangement
    guarantee: str
    advice: str = ""
    budget: Bought | None = None
