"""The discipline of decisions: owned and dated while open, backed by evidence once made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.errors import Problem
from mvpplan.model.assumption import Assumption
from mvpplan.model.decision import Decision
from mvpplan.rules.rule import error, missing, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.model.plan import Plan


@error("MP301")
def decision_without_owner(plan: Plan) -> Iterator[Problem]:
    """Open decision without owner or due date.

    Every unresolved choice needs one named owner with a deadline. Without them it waits for
    everybody, and everybody waits for it.

    Bad:
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        owner: ana

    Good:
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        owner: ana
        due: 2026-11-27
    """
    for decision in plan.of(Decision):
        if decision.is_open:
            needs = {"owner": "owner", "due": "due date"}
            yield from missing("MP301", decision, needs, "open decision")


@error("MP302")
def approved_without_evidence(plan: Plan) -> Iterator[Problem]:
    """Approved decision without dated evidence.

    Evidence supports decisions, not assertions: at least one item of `evidence` that speaks for
    the choice says on which day it was seen.

    Bad:
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        status: approved
        closed: 2026-11-20
        why: Guests leave at the account step
        acceptance: [A guest can pay with an email address only]
        constraints: [Carts over 500 EUR keep the account step]
        behaviour: The account is offered after the payment
        target: {metric: checkout-time, value: 90}
        # metrics/checkout-time.yaml
        title: Time from cart to payment
        owner: ana
        decisions: [guest-checkout]

    Good:
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        status: approved
        closed: 2026-11-20
        why: Guests leave at the account step
        evidence: [{what: 61 % of 212 leavers name the account step, kind: data, on: 2026-11-12}]
        acceptance: [A guest can pay with an email address only]
        constraints: [Carts over 500 EUR keep the account step]
        behaviour: The account is offered after the payment
        target: {metric: checkout-time, value: 90}
        # metrics/checkout-time.yaml
        title: Time from cart to payment
        owner: ana
        decisions: [guest-checkout]
    """
    for decision in _approved(plan):
        if not any(item.on and item.supports for item in decision.evidence):
            undated = any(item.supports for item in decision.evidence)
            lack = "evidence with a date" if undated else "evidence that supports it"
            hint = "add on: to the evidence" if undated else "add evidence: [{what: …, on: …}]"
            message = f"approved decision {decision.id} has no {lack}"
            yield Problem("MP302", decision.id, ("evidence",), message, hint)


@error("MP303")
def approved_without_acceptance(plan: Plan) -> Iterator[Problem]:
    """Approved decision without acceptance criteria.

    Only approved items with testable acceptance criteria enter the build: `acceptance` lists
    what somebody can try and see.

    Bad:
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        status: approved
        closed: 2026-11-20
        why: Guests leave at the account step
        evidence: [{what: 61 % of 212 leavers name the account step, kind: data, on: 2026-11-12}]
        constraints: [Carts over 500 EUR keep the account step]
        behaviour: The account is offered after the payment
        target: {metric: checkout-time, value: 90}
        # metrics/checkout-time.yaml
        title: Time from cart to payment
        owner: ana
        decisions: [guest-checkout]

    Good:
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        status: approved
        closed: 2026-11-20
        why: Guests leave at the account step
        evidence: [{what: 61 % of 212 leavers name the account step, kind: data, on: 2026-11-12}]
        acceptance: [A guest can pay with an email address only]
        constraints: [Carts over 500 EUR keep the account step]
        behaviour: The account is offered after the payment
        target: {metric: checkout-time, value: 90}
        # metrics/checkout-time.yaml
        title: Time from cart to payment
        owner: ana
        decisions: [guest-checkout]
    """
    for decision in _approved(plan):
        needs = {"acceptance": "acceptance criteria"}
        yield from missing("MP303", decision, needs, "approved decision")


@warning("MP304")
def approved_without_build_scope(plan: Plan) -> Iterator[Problem]:
    """Approved decision without constraints, expected behaviour or measurable target.

    An approved decision is turned into constraints for the build, notes on the expected
    behaviour, and a target that can be measured. Until then the build team guesses.

    Bad:
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        status: approved
        closed: 2026-11-20
        why: Guests leave at the account step
        evidence: [{what: 61 % of 212 leavers name the account step, kind: data, on: 2026-11-12}]
        acceptance: [A guest can pay with an email address only]

    Good:
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        status: approved
        closed: 2026-11-20
        why: Guests leave at the account step
        evidence: [{what: 61 % of 212 leavers name the account step, kind: data, on: 2026-11-12}]
        acceptance: [A guest can pay with an email address only]
        constraints: [Carts over 500 EUR keep the account step]
        behaviour: The account is offered after the payment
        target: {metric: checkout-time, value: 90}
        # metrics/checkout-time.yaml
        title: Time from cart to payment
        owner: ana
        decisions: [guest-checkout]
    """
    for decision in _approved(plan):
        needs = {
            "constraints": "constraints",
            "behaviour": "expected behaviour",
            "target": "measurable target",
        }
        yield from missing("MP304", decision, needs, "approved decision")


@error("MP305")
def approved_on_unvalidated(plan: Plan) -> Iterator[Problem]:
    """Approved decision that relies on an assumption not validated.

    Without the signal the decision stays open: validate the assumption, or decide in a way that
    does not need it.

    Bad:
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        status: approved
        closed: 2026-11-20
        why: Guests leave at the account step
        assumptions: [account-loses-buyers]
        evidence: [{what: 61 % of 212 leavers name the account step, kind: data, on: 2026-11-12}]
        acceptance: [A guest can pay with an email address only]
        constraints: [Carts over 500 EUR keep the account step]
        behaviour: The account is offered after the payment
        target: {metric: checkout-time, value: 90}
        # assumptions/account-loses-buyers.yaml
        title: The account step loses buyers
        impact: 5
        cost: 2
        # metrics/checkout-time.yaml
        title: Time from cart to payment
        owner: ana
        decisions: [guest-checkout]

    Good:
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        owner: ana
        due: 2026-11-27
        assumptions: [account-loses-buyers]
        # assumptions/account-loses-buyers.yaml
        title: The account step loses buyers
        impact: 5
        cost: 2
    """
    for decision in _approved(plan):
        for index, target in enumerate(decision.assumptions):
            assumption = plan.get(Assumption, target)
            if assumption is not None and assumption.status != "validated":
                message = f"approved decision {decision.id} relies on {target}, {assumption.status}"
                hint = f"validate {target}, or reopen the decision with status: open"
                yield Problem("MP305", decision.id, ("assumptions", index), message, hint)


def _approved(plan: Plan) -> list[Decision]:
    return [decision for decision in plan.of(Decision) if decision.status == "approved"]
