"""Figures of journeys: what is thought through of what goes wrong, and how often hands change."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from mvpplan.journeys.walks import walks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mvpplan.journeys.walk import Walk
    from mvpplan.model.journey import Journey
    from mvpplan.model.plan import Plan


@dataclass(frozen=True, slots=True)
class Completion:
    """Exception-state completion: of the error states that are reached, those ``covered``.

    Covered is a state on the path of an exception that says what has to hold at its end.
    """

    covered: int = 0
    reached: int = 0

    def __add__(self, other: Completion) -> Completion:
        return Completion(self.covered + other.covered, self.reached + other.reached)


def completion(walk: Walk) -> Completion:
    """The exception-state completion of one journey."""
    states = walk.journey.states
    reached = {name for name in walk.reached if states[name].kind == "error"}
    covered = {name for each in walk.journey.exceptions if each.acceptance for name in each.path}
    return Completion(len(reached & covered), len(reached))


def completion_of(plan: Plan) -> Completion:
    """That of all journeys of a plan that can be walked through."""
    return sum(map(completion, plan.once(walks).by_journey.values()), Completion())


def handoffs(journey: Journey, path: Sequence[str]) -> int:
    """How often another role takes over on a path; states without a role change nothing."""
    roles = [
        role for name in path if name in journey.states and (role := journey.states[name].role)
    ]
    return sum(before != after for before, after in pairwise(roles))


def stops_at(walk: Walk) -> str | None:
    """The last state of a happy path that the moves allow, if the journey does not end there."""
    path = walk.journey.happy_path
    sound = set(path) <= walk.journey.states.keys() and ("happy_path",) not in walk.failing
    return path[-1] if path and sound and not walk.is_end(path[-1]) else None
