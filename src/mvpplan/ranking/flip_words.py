"""From where on a row would change places with its neighbours, in sentences."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from mvpplan.ranking.flips import flips
from mvpplan.text.words import joined, number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from mvpplan.model.settings import Settings
    from mvpplan.ranking.flips import Flip
    from mvpplan.ranking.job import Job
    from mvpplan.ranking.result import Ranking, Row

_DIGITS = 3


def flip_sentences(ranking: Ranking, settings: Settings, row: Row, job: Job) -> Iterator[str]:
    """What would let a row fall behind the next one, and come before the one above.

    What is said is rounded away from where the place is still the same, so that it holds.
    """
    said = False
    for flip in flips(ranking.method, ranking.arrangement, row.candidate.id):
        ways = [*_of_cost(ranking, settings, flip), *_of_weight(ranking, settings, row, job, flip)]
        if ways:
            said = True
            verb = "falls behind" if flip.falls else "comes before"
            yield f"It {verb} {flip.other} if {joined(ways, 'or')}."
    has_place = row.score is not None and not row.late and ranking.method.group is None
    if not said and has_place:
        yield (
            "No single change of its own numbers is known that would swap it with a neighbour of"
            " another score."
        )


def _of_cost(ranking: Ranking, settings: Settings, flip: Flip) -> Iterator[str]:
    if flip.cost is not None and ranking.method.per_cost:
        past = "passes" if flip.falls else "drops below"
        limit = _rounded(flip.cost, up=flip.falls)
        yield f"its {ranking.subject.cost} {past} {limit} {settings.cost.unit}"


def _of_weight(
    ranking: Ranking, settings: Settings, row: Row, job: Job, flip: Flip
) -> Iterator[str]:
    if flip.weight is None or not job.weight:
        return
    ratio = flip.weight / job.weight
    formula = ranking.method.formula
    if "impact" in formula or "contribution" in formula:
        yield from _of_impact(ranking, settings, row.candidate.impact * ratio, falls=flip.falls)
    doubt = row.candidate.doubt * ratio
    limit = _rounded(1 - doubt, up=flip.falls)
    if "doubt" in formula and doubt < 1 and Decimal(limit) < 1:
        yield f"its confidence {'passes' if flip.falls else 'drops below'} {limit}"


def _of_impact(
    ranking: Ranking, settings: Settings, limit: Fraction, *, falls: bool
) -> Iterator[str]:
    gain = ranking.subject.gain
    scale = settings.impact_scale if gain == "impact" else None
    if scale is None:
        unit = f" {settings.impact.unit}" if gain == "impact" else ""
        past = "drops below" if falls else "passes"
        yield f"its {gain} {past} {_rounded(limit, up=not falls)}{unit}"
        return
    levels = [
        level for level, points in scale.items() if (points < limit if falls else points > limit)
    ]
    if levels:
        level = max(levels) if falls else min(levels)
        yield f"its impact is {number(level)} or {'less' if falls else 'more'}"


def _rounded(value: Fraction, *, up: bool) -> str:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    digit = Decimal(1).scaleb(exact.adjusted() - _DIGITS + 1)
    shown = exact.quantize(digit, ROUND_CEILING if up else ROUND_FLOOR)
    return f"{shown.normalize():f}"
