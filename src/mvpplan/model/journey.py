"""Journeys: what a customer and the team go through, as a small state machine."""

from __future__ import annotations

from dataclasses import field
from typing import ClassVar, Literal

from pydantic.dataclasses import dataclass

from mvpplan.model.fields import ConditionText, DecisionId, StateName, Values, Word
from mvpplan.model.record import STRICT, Approval, Record


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Move:
    """A way from one state to another.

    Attributes:
        do: what somebody does, in the words on the button.
        to: the state that it leads to.
        when: under which facts it is possible, as in ``card is declined``; always unless given.
        sets: facts that it changes, as in ``{card: accepted}``.
    """

    do: str
    to: str
    when: ConditionText | None = None
    sets: dict[Word, Word] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class State:
    """A point of a journey: a screen, a call, a mail.

    Attributes:
        role: who acts here, a key of ``roles``.
        kind: ``error`` if something went wrong, ``end`` if the journey ends here.
        shows: what that person sees.
        moves: where it goes on from here.
    """

    starts_with: ClassVar[tuple[str, ...]] = ("shows",)

    role: str | None = None
    kind: Literal["error", "end"] | None = None
    shows: str | None = None
    moves: tuple[Move, ...] = ()

    @property
    def ways(self) -> tuple[Move, ...]:
        """The moves that can be taken: none where the journey ends."""
        return () if self.kind == "end" else self.moves


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Detour:
    """A way through a journey on which something goes wrong.

    Attributes:
        title: what goes wrong.
        path: the states on the way, from the start on.
        acceptance: what has to hold at its end.
    """

    title: str
    path: tuple[str, ...] = ()
    acceptance: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Journey(Record):
    """A customer journey: its states, the way that should be gone, and what may go wrong.

    Attributes:
        status: ``draft`` until people have walked through it.
        roles: who acts: a short key for each role, and who that is.
        facts: what conditions may ask for, each with its values: ``card: [accepted, declined]``.
        start: the state in which it begins.
        states: every state by its name, with who acts, what is seen and where it goes on.
        happy_path: the states of the way that should be gone, from the start to an end.
        exceptions: the ways on which something goes wrong, the most important first.
        fallback: what happens if the journey cannot be gone at all.
        decisions: ids of the decisions that shape it.
        approvals: the verdicts that were given; ``mvpplan approve`` adds one.

    Example:
        roles: {shopper: The person who buys}
        facts: {card: [accepted, declined]}    # what conditions may ask for
        start: payment
        states:
          payment:
            role: shopper
            shows: What is to be paid, and how
            moves:
              - {do: Pay, to: paid, when: card is accepted}
              - {do: Pay, to: refused, when: card is declined}
          refused:
            role: shopper
            kind: error                        # something went wrong
            shows: That nothing was charged
            moves:
              - {do: Use another card, to: payment, sets: {card: accepted}}
          paid:
            role: shopper
            kind: end                          # the journey ends here
            shows: The number of the order
        happy_path: [payment, paid]
        exceptions:
          - title: The card is refused
            path: [payment, refused, payment, paid]
            acceptance: Nothing is charged twice
        fallback: Support takes the order by phone
    """

    kind: ClassVar[str] = "journey"
    folder: ClassVar[str] = "journeys"
    starts_with: ClassVar[tuple[str, ...]] = ("title", "owner", "fallback")
    open_statuses: ClassVar[frozenset[str]] = frozenset({"draft", "reviewed"})

    status: Literal["draft", "reviewed", "approved", "dropped"] = "draft"
    roles: dict[str, str] = field(default_factory=dict)
    facts: dict[Word, Values] = field(default_factory=dict)
    start: str | None = None
    states: dict[StateName, State] = field(default_factory=dict)
    happy_path: tuple[str, ...] = ()
    exceptions: tuple[Detour, ...] = ()
    fallback: str | None = None
    decisions: tuple[DecisionId, ...] = ()
    approvals: tuple[Approval, ...] = ()
