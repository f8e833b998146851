"""The discipline of scope: no change of it without a written assessment of its effects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.errors import Problem
from mvpplan.model.change import Change
from mvpplan.rules.rule import error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.model.plan import Plan


@error("MP343")
def accepted_without_effects(plan: Plan) -> Iterator[Problem]:
    """Accepted change without written effects on a metric.

    No change of scope is approved without a written impact assessment tied to the outcome: at
    least one item of `effects` says which metric moves, and how.

    Bad:
        # changes/add-gift-cards.yaml
        title: Take gift cards into the first scope
        requested_by: mara
        status: accepted
        decided_by: ana
        why: Two large customers asked for it

    Good:
        # changes/add-gift-cards.yaml
        title: Take gift cards into the first scope
        requested_by: mara
        status: accepted
        decided_by: ana
        why: Two large customers asked for it
        effects: [{metric: checkout-time, effect: One more field and about 4 seconds more}]
        # metrics/checkout-time.yaml
        title: Time from cart to payment
        owner: ana
        decisions: [guest-checkout]
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        owner: ana
        due: 2026-11-27
    """
    for change in plan.of(Change):
        assessed = any(item.metric and item.effect for item in change.effects)
        if change.status == "accepted" and not assessed:
            message = f"accepted change {change.id} has no written effect on a metric"
            hint = "add effects: [{metric: …, effect: …}]"
            yield Problem("MP343", change.id, ("effects",), message, hint)
