"""The discipline of reviews: every comment and every action ends at a person and a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.errors import Problem
from mvpplan.model.checkpoint import Checkpoint
from mvpplan.model.feedback import Feedback
from mvpplan.rules.rule import error, missing
from mvpplan.text.words import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.model.plan import Plan


@error("MP344")
def feedback_without_action(plan: Plan) -> Iterator[Problem]:
    """Open feedback without owner, action or due date.

    A review comment that resolves to nobody's action is collected and forgotten, and comes back
    as rework. Each one gets an owner, what they will do about it, and until when.

    Bad:
        # feedback/empty-cart-text.yaml
        title: The empty cart says nothing helpful
        about: guest-checkout.behaviour
        by: mara
        on: 2026-11-18
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        owner: ana
        due: 2026-11-27

    Good:
        # feedback/empty-cart-text.yaml
        title: The empty cart says nothing helpful
        about: guest-checkout.behaviour
        by: mara
        on: 2026-11-18
        owner: ben
        action: Write the text with Support and show it at the next review
        due: 2026-11-25
        # decisions/guest-checkout.yaml
        title: Do guests need an account to pay?
        owner: ana
        due: 2026-11-27
    """
    for feedback in plan.of(Feedback):
        if feedback.is_open:
            needs = {"owner": "owner", "action": "action", "due": "due date"}
            yield from missing("MP344", feedback, needs, "open feedback")


@error("MP345")
def action_without_owner(plan: Plan) -> Iterator[Problem]:
    """Held checkpoint whose actions lack owner or date.

    What a review agrees on happens when somebody has to do it by a day; each action says who
    (`owner`) and until when (`due`).

    Bad:
        # checkpoints/week-47.yaml
        title: Weekly review
        kind: weekly
        status: held
        on: 2026-11-20
        actions: [{what: Ask Finance for the chargeback export}]

    Good:
        # checkpoints/week-47.yaml
        title: Weekly review
        kind: weekly
        status: held
        on: 2026-11-20
        actions: [{what: Ask Finance for the chargeback export, owner: ben, due: 2026-11-24}]
    """
    words = {"owner": "owner", "due": "date"}
    for checkpoint in plan.of(Checkpoint):
        for index, action in enumerate(checkpoint.actions):
            lacking = [field for field in words if not getattr(action, field)]
            if checkpoint.status == "held" and lacking:
                lack = joined([words[field] for field in lacking], "or")
                message = f"action {index + 1} of held checkpoint {checkpoint.id} has no {lack}"
                hint = f"add {joined([f'{field}:' for field in lacking])}"
                yield Problem("MP345", checkpoint.id, ("actions", index), message, hint)
