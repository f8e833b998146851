"""The discipline of blockers: a way around, a date, and somebody who tells the customers' side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.errors import Problem
from mvpplan.model.blocker import Blocker
from mvpplan.rules.rule import error, missing, warning
from mvpplan.text.words import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.model.plan import Plan


@error("MP321")
def blocker_without_way_out(plan: Plan) -> Iterator[Problem]:
    """Open blocker without owner, due date, fallback or customer impact.

    A due date and a fallback plan for each open blocker turn an unpredictable risk into scope
    that can be managed; the customer impact says why anybody outside the team should care.

    Bad:
        # blockers/tax-sandbox.yaml
        title: No access to the tax service's sandbox
        owner: ben
        due: 2026-11-24
        customer_impact: Guests would see the price without tax
        communication: {audience: sales, message: Tax may come later, by: ana, on: 2026-11-20}

    Good:
        # blockers/tax-sandbox.yaml
        title: No access to the tax service's sandbox
        owner: ben
        due: 2026-11-24
        fallback: Launch with the fixed table of last year's rates
        customer_impact: Guests would see the price without tax
        communication: {audience: sales, message: Tax may come later, by: ana, on: 2026-11-20}
    """
    for blocker in plan.of(Blocker):
        if blocker.is_open:
            needs = {
                "owner": "owner",
                "due": "due date",
                "fallback": "fallback",
                "customer_impact": "customer impact",
            }
            yield from missing("MP321", blocker, needs, "open blocker")


@warning("MP322")
def blocker_without_communication(plan: Plan) -> Iterator[Problem]:
    """Open blocker without a communication plan.

    Stakeholders who discover a gap from its effects lose trust; `communication` says who tells
    which audience what, and on which day.

    Bad:
        # blockers/tax-sandbox.yaml
        title: No access to the tax service's sandbox
        owner: ben
        due: 2026-11-24
        fallback: Launch with the fixed table of last year's rates
        customer_impact: Guests would see the price without tax

    Good:
        # blockers/tax-sandbox.yaml
        title: No access to the tax service's sandbox
        owner: ben
        due: 2026-11-24
        fallback: Launch with the fixed table of last year's rates
        customer_impact: Guests would see the price without tax
        communication: {audience: sales, message: Tax may come later, by: ana, on: 2026-11-20}
    """
    parts = ("audience", "message", "by", "on")
    for blocker in plan.of(Blocker):
        plans = blocker.communication
        lacking = [part for part in parts if plans is None or not getattr(plans, part)]
        if blocker.is_open and plans is None:
            message = f"open blocker {blocker.id} has no communication plan"
            hint = "add communication: {audience: …, message: …, by: …, on: …}"
            yield Problem("MP322", blocker.id, ("communication",), message, hint)
        elif blocker.is_open and lacking:
            message = f"the communication plan of {blocker.id} has no {joined(lacking, 'or')}"
            hint = f"add {joined([f'{part}:' for part in lacking], 'and')}"
            yield Problem("MP322", blocker.id, ("communication",), message, hint)
