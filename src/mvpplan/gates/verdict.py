"""Running a gate: its checks with what the plan file changes about them, and the waivers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mvpplan.errors import CannotRunError
from mvpplan.gates import GATES
from mvpplan.gates.adjustments import checks_of, dropped, faults
from mvpplan.gates.check import Check, Outcome, Seen
from mvpplan.model.nearest import suggestion

if TYPE_CHECKING:
    from mvpplan.model.plan import Plan
    from mvpplan.model.settings import Waiver
    from mvpplan.timeline.period import Period
    from mvpplan.timeline.since import Since


@dataclass(frozen=True, slots=True)
class Result:
    """A check with its outcome; ``waived_by`` is who set aside what it failed by."""

    check: Check
    outcome: Outcome
    waived_by: str | None

    @property
    def passed(self) -> bool:
        """Whether it holds, or what it fails by was set aside."""
        return self.outcome.passed or self.waived_by is not None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a gate says on a day; ``dropped`` names the checks that the plan file takes out."""

    gate: str
    results: tuple[Result, ...]
    dropped: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether every check passed."""
        return all(result.passed for result in self.results)


def verdict(plan: Plan, gate: str, period: Period, since: Since) -> Verdict:
    """Run the checks of a gate on the last day of a period.

    The plan file may change a gate: ``gates: {launch: {monitor-named: off, approvals-hold: on}}``
    drops a check and adds one of another gate; other names are thresholds. A waiver that has not
    expired sets a check aside, for one record or as a whole.

    Raises CannotRunError for a gate or check that does not exist, and for a value that says
    nothing.
    """
    if gate not in GATES:
        hint = suggestion(gate, list(GATES), f"choose one of {', '.join(GATES)}")
        raise CannotRunError(f"there is no gate {gate}", hint)
    for fault in faults(plan.settings):
        if fault.at[0] == "gates":
            raise CannotRunError(fault.message, fault.hint)
    options = plan.settings.gates.get(gate, {})
    seen = Seen(plan, period, since, options)
    results = tuple(_result(check, seen) for check in checks_of(gate, options))
    return Verdict(gate, results, tuple(check.name for check in dropped(gate, options)))


def _result(check: Check, seen: Seen) -> Result:
    outcome = check.run(seen)
    if outcome.passed:
        return Result(check, outcome, None)
    waivers = [
        each
        for each in seen.plan.settings.waivers
        if each.rule == check.name and seen.day <= each.until
    ]
    return Result(check, outcome, _waived_by(outcome, waivers))


def _waived_by(outcome: Outcome, waivers: list[Waiver]) -> str | None:
    """Who set aside everything that a check fails by."""
    whole = next((each for each in waivers if each.record is None), None)
    if whole is not None:
        return whole.by
    by = {each.record: each.by for each in waivers}
    if outcome.records and all(record in by for record in outcome.records):
        return by[outcome.records[0]]
    return None
