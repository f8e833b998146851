"""The walks over all journeys of a plan, each made once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mvpplan.journeys.names import can_be_walked
from mvpplan.journeys.walk import TooLargeError, Walk
from mvpplan.model.journey import Journey

if TYPE_CHECKING:
    from mvpplan.model.plan import Plan


@dataclass(frozen=True, slots=True)
class Walks:
    """Walks by journey; why others are ``too_large``; journeys with wrong names have neither."""

    by_journey: dict[str, Walk] = field(default_factory=dict)
    too_large: dict[str, str] = field(default_factory=dict)


def playable(plan: Plan) -> dict[str, Journey]:
    """The journeys that are not dropped and can be gone through, by id."""
    kept = (each for each in plan.of(Journey) if each.status != "dropped")
    return {each.id: each for each in kept if can_be_walked(each)}


def unplayable(plan: Plan) -> list[str]:
    """The ids of the journeys that are not dropped, or cannot be read, and cannot be gone through.

    Sorted.
    """
    kept = {each.id for each in plan.of(Journey) if each.status != "dropped"}
    kept |= {name for name, kind in plan.broken.items() if kind == Journey.kind}
    return sorted(kept - plan.once(playable).keys())


def walks(plan: Plan) -> Walks:
    """Walk through every journey that can be gone through; ask by ``plan.once(walks)``."""
    found = Walks()
    for journey in plan.once(playable).values():
        try:
            walk = Walk(journey)
            walk.follow()
        except TooLargeError as error:
            found.too_large[journey.id] = str(error)
        else:
            found.by_journey[journey.id] = walk
    return found
