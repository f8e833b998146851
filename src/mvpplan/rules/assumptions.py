"""The discipline of assumptions: rankable while open, backed by evidence once settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.errors import Problem
from mvpplan.model.assumption import Assumption
from mvpplan.model.decision import Decision
from mvpplan.model.graph import reachable
from mvpplan.model.nearest import nearest
from mvpplan.rules.rule import error, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.model.plan import Plan


@error("MP311")
def unrankable(plan: Plan) -> Iterator[Problem]:
    """Open assumption without cost or impact: it cannot be ranked.

    Assumptions are ranked by business impact and validation cost; one that lacks either would be
    ranked by a guess of the program, so it is left out and named instead.

    Bad:
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        owner: ana
        due: 2026-11-27
        assumptions: [account-loses-buyers]
        # assumptions/account-loses-buyers.yaml
        title: The account step loses buyers
        impact: 5

    Good:
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        owner: ana
        due: 2026-11-27
        assumptions: [account-loses-buyers]
        # assumptions/account-loses-buyers.yaml
        title: The account step loses buyers
        impact: 5
        cost: 1-3
    """
    for assumption in plan.of(Assumption):
        lacking = [name for name in ("impact", "cost") if getattr(assumption, name) is None]
        if assumption.is_open and lacking:
            message = f"open assumption {assumption.id} has no {' or '.join(lacking)}"
            hint = f"add {' and '.join(f'{name}:' for name in lacking)} so that it can be ranked"
            yield Problem("MP311", assumption.id, (lacking[0],), message, hint)


@error("MP312")
def settled_without_evidence(plan: Plan) -> Iterator[Problem]:
    """Validated or invalidated without dated evidence for that verdict.

    Evidence says on which day it was seen, and `supports: false` if it speaks against the
    assumption. An invalidated one needs evidence against it.

    Bad:
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        owner: ana
        due: 2026-11-27
        assumptions: [account-loses-buyers]
        # assumptions/account-loses-buyers.yaml
        title: The account step loses buyers
        status: invalidated
        evidence: [{what: Five of six would have registered, kind: test, on: 2026-11-18}]

    Good:
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        owner: ana
        due: 2026-11-27
        assumptions: [account-loses-buyers]
        # assumptions/account-loses-buyers.yaml
        title: The account step loses buyers
        status: invalidated
        evidence:
          - {what: Five of six would have registered, kind: test, on: 2026-11-18, supports: false}
    """
    for assumption in plan.of(Assumption):
        if assumption.status in ("validated", "invalidated"):
            verdict = assumption.status == "validated"
            if not any(item.on and item.supports is verdict for item in assumption.evidence):
                side = "for it" if verdict else "against it (supports: false)"
                message = (
                    f"{assumption.status} assumption {assumption.id} has no dated evidence {side}"
                )
                hint = "add evidence with what:, on: and, if against, supports: false"
                yield Problem("MP312", assumption.id, ("evidence",), message, hint)


@warning("MP313")
def relied_on_by_nothing(plan: Plan) -> Iterator[Problem]:
    """Open assumption that no decision relies on.

    What cannot change a decision is not worth testing: name the assumption in the `assumptions`
    of the decision that needs it (or in `requires` of another assumption), or drop it.

    Bad:
        # assumptions/account-loses-buyers.yaml
        title: The account step loses buyers
        impact: 5
        cost: 2

    Good:
        # assumptions/account-loses-buyers.yaml
        title: The account step loses buyers
        impact: 5
        cost: 2
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        owner: ana
        due: 2026-11-27
        assumptions: [account-loses-buyers]
    """
    requires = {assumption.id: assumption.requires for assumption in plan.of(Assumption)}
    named = {target for decision in plan.of(Decision) for target in decision.assumptions}
    # A misspelt link is a finding of its own; the assumption that it means is relied on.
    meant = {nearest(name, requires) or name for name in named if plan.kind_of(name) is None}
    used = reachable(requires, named | plan.mentioned | meant)
    for assumption in plan.of(Assumption):
        if assumption.is_open and assumption.id not in used:
            message = f"no decision relies on {assumption.id}"
            hint = "add it to the assumptions of a decision, or close it with status: dropped"
            yield Problem("MP313", assumption.id, (), message, hint)
