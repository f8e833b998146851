"""The scope gate: can the signal be produced within the window? If not, narrow the scope first."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from mvpplan.gates.check import RECORDS_READ, Check, Outcome, Seen, none_of, outcome_metric
from mvpplan.gates.narrowing import amount, narrowing, tests_under, too_long, total
from mvpplan.model.assumption import Assumption
from mvpplan.model.decision import Decision
from mvpplan.model.workdays import WORKDAYS_A_WEEK, workdays
from mvpplan.text.words import counted, joined, number

_IMPACT = Decimal(4)


def _outcome_measured(seen: Seen) -> Outcome:
    metric = outcome_metric(seen)
    if isinstance(metric, Outcome):
        return metric
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
    return Decimal(given)


def _assumptions_tested(seen: Seen) -> Outcome:
    least = threshold(seen)
    relied = {name for decision in seen.in_scope() for name in decision.assumptions}
    untested = [each for each in seen.plan.each(Assumption, sorted(relied)) if each.is_open]
    if least is None and untested:
        why = "impacts are money, and the plan does not say from which amount on a test is needed"
        hint = "write gates: {scope: {impact: 10000}} in mvpplan.yaml"
        return Outcome(passed=False, why=why, advice=(hint,))
    if least is None or not untested:
        why = f"no untested assumption lies under the scope{_beside(seen)}"
        return Outcome(passed=True, why=why)
    return none_of(
        (each for each in untested if each.impact is None or each.impact >= least),
        f"impact of {number(least)} or more, or not known, and not tested yet, under a decision in"
        " scope",
        f"no untested assumption of impact {number(least)} or more lies under the scope"
        f"{_beside(seen)}",
    )


def _beside(seen: Seen) -> str:
    """What a sentence about the scope does not speak of."""
    left = len(seen.unplaced()) if seen.items() else 0
    one = "belongs" if left == 1 else "belong"
    return f"; {counted(left, 'open decision')} {one} to no scope item" if left else ""


def _validation_fits(seen: Seen) -> Outcome:
    settings = seen.plan.settings
    if settings.launch is None or settings.capacity is None:
        lacks = [name for name in ("launch", "capacity") if getattr(settings, name) is None]
        return Outcome(passed=False, why=f"the plan file gives no {joined(lacks, 'and no')}")
    days = workdays(seen.day, settings.launch, settings.days_off)
    has = Fraction(settings.capacity) * days / WORKDAYS_A_WEEK
    tests = tests_under(seen, seen.in_scope())
    needs = total(tests)
    is_close = needs > has and number(needs) == number(has)
    room = f"{'just over the ' if is_close else ''}capacity for {number(has)}"
    until = f"{counted(days, 'working day')} before {settings.launch}"
    left = f"{amount(needs, settings.cost.unit)} of validation left"
    why = f"{left}, {room} in {until}{_beside(seen)}"
    late = too_long(seen, tests, (settings.launch - seen.day).days)
    if late:
        why = f"{why}; no answer by then from {joined(late)}"
    if needs > has or late:
        records = () if needs > has else late
        return Outcome(passed=False, why=why, records=records, advice=narrowing(seen, has, late))
    unknown = tuple(name for name, cost in sorted(tests.items()) if cost is None)
    if unknown:
        why = f"{why}; what these tests cost is not known"
        return Outcome(passed=False, why=why, records=unknown)
    return Outcome(passed=True, why=why)


CHECKS = (
    RECORDS_READ,
    Check("outcome-measured", "the outcome metric has owner, baseline, target", _outcome_measured),
    Check("decisions-owned", "every open decision has owner and date", _decisions_owned),
    Check(
        "assumptions-tested",
        "no untested assumption of high impact lies under a decision in scope",
        _assumptions_tested,
        takes=("impact",),
    ),
    Check(
        "validation-fits",
        "the validation still needed fits the capacity before the launch",
        _validation_fits,
    ),
)
