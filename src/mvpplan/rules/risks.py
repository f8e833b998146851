"""The discipline of risks and dependencies: seen early, held back, and owned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.model.dependency import Dependency
from mvpplan.model.risk import Risk
from mvpplan.rules.rule import error, missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.errors import Problem
    from mvpplan.model.plan import Plan


@error("MP341")
def risk_without_mitigation(plan: Plan) -> Iterator[Problem]:
    """Watched risk without signal, mitigation, fallback or owner.

    A risk is worth a line when somebody would notice it early (`signal`), does something against
    it now (`mitigation`), and knows what happens if it occurs all the same (`fallback`).

    Bad:
        # risks/late-catalogue.yaml
        title: The catalogue team delivers late
        owner: ben
        mitigation: A daily export of what is finished

    Good:
        # risks/late-catalogue.yaml
        title: The catalogue team delivers late
        owner: ben
        signal: Fewer than 40 finished items in a week
        mitigation: A daily export of what is finished
        fallback: Launch with the 300 items that sell most
    """
    needs = {
        "signal": "signal",
        "mitigation": "mitigation",
        "fallback": "fallback",
        "owner": "owner",
    }
    for risk in plan.of(Risk):
        if risk.is_open:
            state = "watched risk" if risk.status == "watching" else "occurring risk"
            yield from missing("MP341", risk, needs, state)


@error("MP342")
def dependency_without_checkpoint(plan: Plan) -> Iterator[Problem]:
    """Pending dependency without owner, checkpoint or metric.

    Each major dependency has one owner and one checkpoint tied to a metric. Without a day on which
    a number shows whether it is met, a dependency fails in silence.

    Bad:
        # dependencies/tax-tables.yaml
        title: Tax tables for the ten largest states
        from: support
        to: delivery
        owner: ben

    Good:
        # dependencies/tax-tables.yaml
        title: Tax tables for the ten largest states
        from: support
        to: delivery
        owner: ben
        checkpoint: 2026-11-27
        metric: states-covered
        # metrics/states-covered.yaml
        title: States with a checked tax table
        owner: ben
        decisions: [tax-at-checkout]
        # decisions/tax-at-checkout.yaml
        title: Show tax before the address is known?
        owner: ana
        due: 2026-12-04
    """
    needs = {"owner": "owner", "checkpoint": "checkpoint", "metric": "metric"}
    for dependency in plan.of(Dependency):
        if dependency.is_open:
            yield from missing("MP342", dependency, needs, "pending dependency")
