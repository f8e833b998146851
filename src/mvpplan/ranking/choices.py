"""Choices of jobs by what they cost together and what they are worth: only the best are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mvpplan.ranking.job import Job


class Choice(NamedTuple):
    """Some jobs, the last of them added to those ``before``, with their sums as whole numbers."""

    cost: int
    worth: int
    job: Job | None = None
    before: Choice | None = None

    def plus(self, job: Job, cost: int, worth: int) -> Choice:
        """The same jobs and one more."""
        return Choice(self.cost + cost, self.worth + worth, job, self)

    def jobs(self) -> list[Job]:
        """The jobs, the last one first."""
        found = []
        choice: Choice | None = self
        while choice is not None:
            if choice.job is not None:
                found.append(choice.job)
            choice = choice.before
        return found


NOTHING = Choice(0, 0)


def undominated(choices: Iterable[Choice], most: int) -> tuple[list[Choice], bool]:
    """Those that no other equals in worth at the same or less cost (Nemhauser and Ullmann 1969).

    Returns:
        The choices by rising cost and worth, and whether all are there: above ``most``, of those
        of nearly the same cost only the worthiest is kept.
    """
    kept: list[Choice] = []
    for choice in sorted(choices, key=lambda each: (each.cost, -each.worth)):
        if not kept or choice.worth > kept[-1].worth:
            kept.append(choice)
    if len(kept) <= most:
        return kept, True
    width = kept[-1].cost // (most // 2) + 1
    worthiest = {choice.cost // width: choice for choice in kept}
    return list(worthiest.values()), False
