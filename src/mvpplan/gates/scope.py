"""The scope gate: can the signal be produced within the window? If not, narrow the scope first."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction

from mvpplan.errors import CannotRunError
from mvpplan.gates.check import Check, Outcome, Seen, none_of
from mvpplan.gates.narrowing import narrowing
from mvpplan.model.assumption import Assumption
from mvpplan.model.decision import Decision
from mvpplan.model.metric import Metric
from mvpplan.text.words import counted, joined, number
from mvpplan.timeline.workdays import workdays

_IMPACT = Decimal(4)
_DAYS_A_WEEK = 5


def _outcome_measured(seen: Seen) -> Outcome:
    outcome = seen.plan.settings.outcome
    metric = seen.plan.get(Metric, outcome.metric) if outcome else None
    if metric is None:
        return Outcome(passed=False, why="the plan names no outcome with a metric")
    lacks = [name for name in ("owner", "baseline", "target") if getattr(metric, name) is None]
    if lacks:
        why = f"the outcome metric has no {joined(lacks, 'or')}"
        return Outcome(passed=False, why=why, records=(metric.id,))
    return Outcome(passed=True, why=f"{metric.id} has an owner, a baseline and a target")


def _decisions_owned(seen: Seen) -> Outcome:
    loose = (d for d in seen.plan.of(Decision) if d.is_open and not (d.owner and d.due))
    return none_of(
        loose, "open without owner or due date", "every open decision has an owner and a due date"
    )


def threshold(seen: Seen) -> Decimal | None:
    """The impact from which on an assumption must be tested; None if impacts are money."""
    given = seen.options.get("impact")
    if given is None:
        return _IMPACT if seen.plan.settings.impact_scale is not None else None
    try:
        return Decimal(given)
    except InvalidOperation:
        hint = "write gates: {scope: {impact: 4}}"
        raise CannotRunError(f"gates, scope, impact: {given} is not a number", hint) from None


def _assumptions_tested(seen: Seen) -> Outcome:
    least = threshold(seen)
    if least is None:
        why = "impacts are money and the plan names no threshold (gates: {scope: {impact: …}})"
        return Outcome(passed=True, why=why)
    relied = {name for decision in seen.in_scope() for name in decision.assumptions}
    untested = [
        each
        for each in seen.plan.each(Assumption, sorted(relied))
        if each.status in ("untested", "testing") and (each.impact or 0) >= least
    ]
    return none_of(
        untested,
        f"impact of {number(least)} or more, and not tested yet, under a decision in scope",
        f"no untested assumption of impact {number(least)} or more lies under the scope",
    )


def _validation_fits(seen: Seen) -> Outcome:
    settings = seen.plan.settings
    if settings.launch is None or settings.capacity is None:
        lacks = [name for name in ("launch", "capacity") if getattr(settings, name) is None]
        return Outcome(passed=False, why=f"the plan file gives no {joined(lacks, 'and no')}")
    days = workdays(seen.day, settings.launch)
    has = Fraction(settings.capacity) * days / _DAYS_A_WEEK
    needed = {name for decision in seen.in_scope() for name in decision.assumptions}
    needs = sum((cost_of(seen, name) for name in needed), Fraction(0))
    unit = settings.cost.unit
    sums = f"{number(needs)} {unit} of validation left, capacity for {number(has)}"
    until = f"{counted(days, 'working day')} until {settings.launch}"
    if needs <= has:
        return Outcome(passed=True, why=f"{sums} in {until}")
    return Outcome(passed=False, why=f"{sums} in {until}", advice=narrowing(seen, has))


def cost_of(seen: Seen, name: str) -> Fraction:
    """What it still costs to test an assumption; nothing if it is settled or has no cost."""
    found = seen.plan.get(Assumption, name)
    if found is None or not found.is_open or found.cost is None:
        return Fraction(0)
    return found.cost.mean


CHECKS = (
    Check("outcome-measured", "the outcome metric has owner, baseline, target", _outcome_measured),
    Check("decisions-owned", "every open decision has owner and date", _decisions_owned),
    Check(
        "assumptions-tested",
        "no untested assumption of high impact lies under a decision in scope",
        _assumptions_tested,
    ),
    Check(
        "validation-fits",
        "the validation still needed fits the capacity before the launch",
        _validation_fits,
    ),
)
