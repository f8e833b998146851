"""The discipline of metrics: somebody acts on each number, and its readings can be trusted."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from mvpplan.errors import Problem
from mvpplan.model.metric import Metric
from mvpplan.rules.rule import error, missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.model.plan import Plan


@error("MP331")
def metric_without_decision(plan: Plan) -> Iterator[Problem]:
    """Metric without owner, or that no decision acts on.

    Tracking a number that is connected to no decision owner creates a false sense of governance:
    it moves, and nobody is accountable for acting on it.

    Bad:
        # metrics/checkout-time.yaml
        title: Time from cart to payment
        owner: ana

    Good:
        # metrics/checkout-time.yaml
        title: Time from cart to payment
        owner: ana
        decisions: [guest-checkout]
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        owner: ana
        due: 2026-11-27
    """
    for metric in plan.of(Metric):
        needs = {"owner": "owner", "decisions": "decision that acts on it (decisions)"}
        yield from missing("MP331", metric, needs, "metric")


@error("MP332")
def readings_out_of_order(plan: Plan) -> Iterator[Problem]:
    """Readings out of order or twice on one date.

    The report compares the last reading with the one before; they are listed from the oldest to
    the newest, one a day.

    Bad:
        # metrics/checkout-time.yaml
        title: Time from cart to payment
        owner: ana
        decisions: [guest-checkout]
        readings: [{on: 2026-11-20, value: 94}, {on: 2026-11-13, value: 101}]
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        owner: ana
        due: 2026-11-27

    Good:
        # metrics/checkout-time.yaml
        title: Time from cart to payment
        owner: ana
        decisions: [guest-checkout]
        readings: [{on: 2026-11-13, value: 101}, {on: 2026-11-20, value: 94}]
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        owner: ana
        due: 2026-11-27
    """
    for metric in plan.of(Metric):
        for index, (before, after) in enumerate(pairwise(metric.readings), start=1):
            if after.on <= before.on:
                twice = after.on == before.on
                fault = f"two readings on {after.on}" if twice else f"{after.on} after {before.on}"
                hint = "keep one of the two" if twice else "list readings from oldest to newest"
                at = ("readings", index, "on")
                yield Problem("MP332", metric.id, at, f"readings of {metric.id}: {fault}", hint)
