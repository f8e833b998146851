"""Going through a journey by hand: where somebody is, what is known, and the way back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mvpplan.journeys.conditions import asked, holds, parse
from mvpplan.journeys.walk import END

if TYPE_CHECKING:
    from mvpplan.model.journey import Journey, Move, State


@dataclass(frozen=True, slots=True)
class Trail:
    """A point on the way through a journey that names only what it has (MP501).

    Attributes:
        journey: the journey.
        name: the state.
        facts: the values that are known so far.
        before: the point before; None at the start.
        did: the words of the move that led here; None where a fact was told, and at the start.
    """

    journey: Journey
    name: str
    facts: dict[str, str] = field(default_factory=dict)
    before: Trail | None = None
    did: str | None = None

    @property
    def state(self) -> State:
        """The state."""
        return self.journey.states[self.name]

    @property
    def is_over(self) -> bool:
        """Whether the journey ends here."""
        return self.state.kind == END

    @property
    def unknown(self) -> tuple[str, ...]:
        """The facts that have to be told before it is clear what is possible."""
        names = {
            each.fact: None
            for move in self.state.ways
            if move.when is not None
            for each in asked(parse(move.when))
        }
        return tuple(fact for fact in names if fact not in self.facts)

    @property
    def possible(self) -> list[Move]:
        """The moves that the known facts allow; none where the journey ends."""
        return [
            move
            for move in self.state.ways
            if move.when is None or holds(parse(move.when), self.facts)
        ]

    def told(self, fact: str, value: str) -> Trail:
        """The same point with a fact known."""
        return replace(self, facts=self.facts | {fact: value}, before=self, did=None)

    def after(self, move: Move) -> Trail:
        """The point that a move leads to."""
        return Trail(self.journey, move.to, self.facts | move.sets, self, move.do)

    @property
    def choices(self) -> list[tuple[str, Trail]]:
        """What can be chosen, in words, and where it leads: a value of a fact, or a move."""
        for fact in self.unknown:
            return [(value, self.told(fact, value)) for value in self.journey.facts[fact]]
        return [(move.do, self.after(move)) for move in self.possible]

    def chosen(self, answer: str) -> Trail | None:
        """Where an answer leads: the number of a choice, its words, or how only it begins."""
        wanted = answer.casefold()
        choices = self.choices
        exact = [there for words, there in choices if words.casefold() == wanted]
        by_number = {str(place): there for place, (_, there) in enumerate(choices, start=1)}
        if not exact and wanted in by_number:
            return by_number[wanted]
        begins = [there for words, there in choices if words.casefold().startswith(wanted)]
        found = exact or (begins if wanted else [])
        return found[0] if len(found) == 1 else None

    @property
    def path(self) -> list[str]:
        """The states on the way here."""
        names = [self.name]
        here = self
        while here.before is not None:
            if here.did is not None:
                names.append(here.before.name)
            here = here.before
        return names[::-1]
