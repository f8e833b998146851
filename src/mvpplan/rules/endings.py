"""The discipline of endings: when, why, and of what is put off, until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.errors import Problem
from mvpplan.model.blocker import Blocker
from mvpplan.model.checkpoint import Checkpoint
from mvpplan.model.decision import Decision
from mvpplan.model.scope import Scope
from mvpplan.rules.rule import error, missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.model.plan import Plan


@error("MP307")
def ended_without_reason(plan: Plan) -> Iterator[Problem]:
    """Ended without its date or its reason, or dates in the wrong order.

    The report names what was closed in a period and why; a decision says so in `closed` and
    `why`, a blocker in `closed` and `resolution`. A superseded decision may leave the reason to
    the one that supersedes it, a blocker whose fallback was taken to its `fallback`.

    Bad:
        # blockers/tax-sandbox.yaml
        title: No access to the tax service's sandbox
        status: resolved
        closed: 2026-11-20

    Good:
        # blockers/tax-sandbox.yaml
        title: No access to the tax service's sandbox
        status: resolved
        closed: 2026-11-20
        resolution: The provider opened it for our second office
    """
    superseded = {target for decision in plan.of(Decision) for target in decision.supersedes}
    for decision in plan.of(Decision):
        if decision.status in ("approved", "rejected", "superseded"):
            needs = {"closed": "date (closed)", "why": "reason (why)"}
            if decision.status == "superseded" and decision.id in superseded:
                del needs["why"]
            yield from missing("MP307", decision, needs, f"{decision.status} decision")
    for blocker in plan.of(Blocker):
        if not blocker.is_open:
            needs = {"closed": "date (closed)", "resolution": "reason (resolution)"}
            if blocker.status == "fallback" and blocker.fallback:
                del needs["resolution"]
            state = "blocker with its fallback taken" if blocker.status == "fallback" else ""
            yield from missing("MP307", blocker, needs, state or f"{blocker.status} blocker")
    for checkpoint in plan.of(Checkpoint):
        if checkpoint.status == "held":
            yield from missing("MP307", checkpoint, {"on": "date (on)"}, "held checkpoint")
    yield from _out_of_order(plan)


def _out_of_order(plan: Plan) -> Iterator[Problem]:
    window = plan.settings.window
    if window.start and window.end and window.end < window.start:
        message = f"window: end {window.end} is before start {window.start}"
        yield Problem("MP307", None, ("window", "end"), message, "correct one of the dates")
    for record in plan.records.values():
        for field in ("closed", "due"):
            day = getattr(record, field)
            if record.opened and day and day < record.opened:
                message = f"{field} {day} is before opened {record.opened}"
                yield Problem("MP307", record.id, (field,), message, "correct one of the dates")


@error("MP308")
def deferred_without_reason(plan: Plan) -> Iterator[Problem]:
    """Deferred or out without a reason, or deferred without a date to revisit it.

    What is put off is put off explicitly: the rationale of each deferral is communicated, and
    somebody looks at it again on a known day.

    Bad:
        # decisions/gift-cards.yaml
        title: Gift cards in the guest checkout?
        status: deferred
        why: Under 2 % of orders use one

    Good:
        # decisions/gift-cards.yaml
        title: Gift cards in the guest checkout?
        status: deferred
        why: Under 2 % of orders use one
        revisit: 2027-01-15
    """
    needs = {"why": "reason (why)", "revisit": "date to revisit it"}
    for decision in plan.of(Decision):
        if decision.status == "deferred":
            yield from missing("MP308", decision, needs, "deferred decision")
    for item in plan.of(Scope):
        if item.status == "deferred":
            yield from missing("MP308", item, needs, "deferred scope item")
        elif item.status == "out":
            yield from missing("MP308", item, {"why": "reason (why)"}, "excluded scope item")
