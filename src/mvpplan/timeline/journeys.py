"""Journeys in a review: which of them has most at stake, and what has to be answered of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.journeys.seen import look_at
from mvpplan.model.decision import Decision
from mvpplan.model.journey import Journey
from mvpplan.text.words import counted, joined, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from mvpplan.model.plan import Plan
    from mvpplan.model.record import Record

_LONGEST = 120


def shaping(plan: Plan, journey: Journey) -> list[Decision]:
    """The open decisions that shape a journey."""
    return [each for each in plan.each(Decision, journey.decisions) if each.is_open]


def riskiest(plan: Plan, weight: Callable[[Record], Decimal]) -> Journey | None:
    """The open journey with most at stake: the weight of the open decisions that shape it.

    Among equals the one with more error states that no exception covers.
    """
    found = [each for each in plan.of(Journey) if each.is_open]
    return max(
        found,
        key=lambda each: (
            sum(weight(decision) for decision in shaping(plan, each)),
            len(_uncovered(plan, each)),
        ),
        default=None,
    )


def at_stake(plan: Plan, journey: Journey) -> str:
    """Why a journey comes first in a review."""
    count = len(shaping(plan, journey))
    shaped = f": {counted(count, 'open decision')} {'shapes' if count == 1 else 'shape'} it"
    return f"the journey with most at stake{shaped if count else ''}"


def questions(plan: Plan, journey: Journey) -> Iterator[str]:
    """What a review has to answer of an open journey."""
    if journey.happy_path:
        yield f"Is this what customers will go through: {_way(journey.happy_path)}?"
    for decision in shaping(plan, journey):
        yield f"Which states change with {decision.id}: {_brief(decision.title)}?"
    if states := _uncovered(plan, journey):
        yield f"How does it go on from {joined(states)}, and what has to hold then?"
    if journey.fallback:
        yield f"Does the fallback work today: {_brief(journey.fallback)}?"
    if comments := len(look_at(plan, journey).feedback):
        yield f"What is done about {counted(comments, 'open comment')}?"


def _uncovered(plan: Plan, journey: Journey) -> list[str]:
    """The error states that are reached and that no exception with acceptance covers."""
    walk = look_at(plan, journey).walk
    covered = {name for each in journey.exceptions if each.acceptance for name in each.path}
    return [
        name
        for name, state in journey.states.items()
        if state.kind == "error" and name not in covered and (not walk or name in walk.reached)
    ]


def _way(path: tuple[str, ...]) -> str:
    return shortened(" → ".join(path), _LONGEST)


def _brief(text: str) -> str:
    return shortened(text.rstrip(".?! "), _LONGEST)
