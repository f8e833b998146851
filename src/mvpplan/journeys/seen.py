"""A journey with what is known of it: the walk over it, and the open comments on its states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mvpplan.journeys.walks import walks
from mvpplan.model.feedback import Feedback

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mvpplan.journeys.walk import Walk
    from mvpplan.model.journey import Journey
    from mvpplan.model.plan import Plan


@dataclass(frozen=True, slots=True)
class Seen:
    """A journey in its plan.

    Attributes:
        journey: the journey.
        walk: the walk over it; None if its names are wrong or it is too large.
        feedback: the open comments on it, with the state that each is about, or None.
    """

    journey: Journey
    walk: Walk | None
    feedback: Sequence[tuple[str | None, Feedback]]

    def about(self, state: str | None) -> list[Feedback]:
        """The open comments on a state, or on the journey as a whole."""
        return [each for name, each in self.feedback if name == state]


def look_at(plan: Plan, journey: Journey) -> Seen:
    """What is known of a journey."""
    comments: list[tuple[str | None, Feedback]] = []
    for each in plan.of(Feedback):
        target, *parts = (each.about or "").split(".")
        if each.is_open and target == journey.id:
            on_state = parts[:1] == ["states"] and parts[1:2] and parts[1] in journey.states
            comments.append((parts[1] if on_state else None, each))
    return Seen(journey, plan.once(walks).by_journey.get(journey.id), comments)
