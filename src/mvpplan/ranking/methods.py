"""Every ranking method: what it orders by, in which sense that is optimal, and what it ignores."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from mvpplan.errors import CannotRunError
from mvpplan.model.assumption import Assumption
from mvpplan.ranking.belief import is_evident
from mvpplan.ranking.fail_fast import fail_fast
from mvpplan.ranking.method import Method
from mvpplan.ranking.quadrants import by_group

if TYPE_CHECKING:
    from mvpplan.model.settings import Settings
    from mvpplan.ranking.candidate import Candidate

_ONE = Fraction(1)
_LEAST_IMPACT = 4


def _impact(candidate: Candidate, _: Settings) -> Fraction:
    return candidate.impact


def _weight(candidate: Candidate, _: Settings) -> Fraction:
    return candidate.weight


def _doubt(candidate: Candidate, _: Settings) -> Fraction:
    return candidate.doubt


def _cost(candidate: Candidate) -> Fraction:
    return candidate.cost.mean


def _same(_: Candidate) -> Fraction:
    return _ONE


def sample_value(candidate: Candidate, _: Settings) -> Fraction:
    """What a test is expected to save, in the unit of impacts (EVSI; Raiffa and Schlaifer 1961).

    With loss L if the plan goes on and the assumption is false, gain G if it goes on and it holds,
    and a test that is right with chance ``accuracy``, it is what the better of going on and
    stopping is worth once the result is known, less what it is worth now. A perfect test is worth
    min(doubt × L, confidence × G); without a gain given, doubt × L.
    """
    record = candidate.record
    assert isinstance(record, Assumption)  # noqa: S101 - voi ranks nothing else
    right = _ONE if record.accuracy is None else Fraction(record.accuracy)
    held, doubt, loss = 1 - candidate.doubt, candidate.doubt, candidate.impact
    if record.gain is None:
        return doubt * loss * right
    gain = Fraction(record.gain)
    nothing = Fraction(0)
    now = max(nothing, held * gain - doubt * loss)
    said_true = max(nothing, held * right * gain - doubt * (1 - right) * loss)
    said_false = max(nothing, held * (1 - right) * gain - doubt * right * loss)
    return said_true + said_false - now


def _needs_money(settings: Settings) -> None:
    if settings.impact_scale is not None:
        raise CannotRunError(
            "the value of information is money, and impacts of this plan are points",
            "write impact: {unit: EUR} in mvpplan.yaml and impacts as amounts",
        )


def _needs_threshold(settings: Settings) -> None:
    if settings.impact_scale is None and settings.matrix.impact is None:
        raise CannotRunError(
            "the plan does not say from which amount on an assumption is important",
            "write matrix: {impact: 10000} in mvpplan.yaml",
        )


QUADRANTS = {
    (True, False): (0, "test now"),
    (True, True): (1, "plan on it, keep watching"),
    (False, False): (2, "test later, if at all"),
    (False, True): (3, "leave it"),
}


def quadrant(candidate: Candidate, settings: Settings) -> tuple[int, str]:
    """The quadrant of an assumption: important or not, with evidence or without."""
    record = candidate.record
    assert isinstance(record, Assumption)  # noqa: S101 - the matrix ranks nothing else
    least = settings.matrix.impact
    given = Fraction(record.impact or 0)
    important = given >= (_LEAST_IMPACT if least is None else Fraction(least))
    return QUADRANTS[important, is_evident(record, settings.matrix.evidence)]


_LEAST_RISK = "no other order leaves less open risk for the effort spent"

METHODS = {
    method.name: method
    for method in (
        Method(
            name="risk-per-cost",
            formula="impact × doubt ÷ cost",
            tells="retires {score} {gain} of risk per {effort}",
            ignores="that assumptions may be false together, and that tests can be wrong",
            best=_LEAST_RISK,
            value=_weight,
            effort=_cost,
            dated=True,
        ),
        Method(
            name="impact-per-cost",
            formula="impact ÷ cost",
            tells="{score} {gain} at stake per {effort}",
            ignores="how much each assumption is believed, and all dates",
            best="no other order leaves less at stake for the effort spent",
            value=_impact,
            effort=_cost,
        ),
        Method(
            name="riskiest",
            formula="impact × doubt",
            tells="{score} {gain} at risk",
            ignores="what a test costs, and all dates (the Riskiest Assumption Test)",
            best="no other order leaves less risk open for the number of tests done",
            value=_weight,
            effort=_same,
            per_cost=False,
        ),
        Method(
            name="fail-fast",
            formula="doubt ÷ cost",
            tells="settles {score} of doubt per {effort}",
            ignores="impact, for it takes every false assumption as fatal, and all dates",
            best="no other order spends less, on average, until the first false assumption",
            value=_doubt,
            effort=_cost,
            arrange=fail_fast,
        ),
        Method(
            name="voi",
            formula="value of information ÷ cost",
            tells="saves {score} {gain} per {effort}",
            ignores="that one answer may change the worth of another, and all dates",
            best="no other order leaves less value of information waiting for the effort spent",
            value=sample_value,
            effort=_cost,
            check=_needs_money,
        ),
        Method(
            name="matrix",
            formula="impact, in quadrants of importance and evidence by the thresholds of the plan",
            tells="impact {score} {gain}",
            ignores="how much each assumption is doubted, what a test costs, and all dates",
            best="quadrant by quadrant, the larger impact first, after what each requires",
            value=_impact,
            effort=_same,
            arrange=by_group,
            per_cost=False,
            check=_needs_threshold,
            group=quadrant,
        ),
        Method(
            name="contribution-per-effort",
            formula="contribution ÷ effort",
            tells="brings {score} per {effort}",
            ignores="what an item is worth only together with another, and all dates",
            best="no other order brings more sooner for the effort spent",
            value=_impact,
            effort=_cost,
        ),
        Method(
            name="harm-per-effort",
            formula="customer impact ÷ effort",
            tells="ends {score} {gain} of harm per {effort}",
            ignores="how likely a risk is, and all dates",
            best="no other order leaves less harm open for the effort spent",
            value=_impact,
            effort=_cost,
        ),
    )
}
"""Every method by its name."""
