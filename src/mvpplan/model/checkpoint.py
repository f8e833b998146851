"""Checkpoints: reviews that are planned or were held, and the actions that came out of them."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic.dataclasses import dataclass

from mvpplan.model.fields import AnyId, Day, Flag, PersonKey
from mvpplan.model.record import STRICT, Record


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Action:
    """What somebody has to do after a checkpoint.

    Attributes:
        what: what has to be done, in one line.
        owner: who does it, a key of ``people``.
        due: the day by which it is done, as in ``2026-11-27``.
        done: ``true`` once it is done; ``false`` unless given.
    """

    what: str
    owner: PersonKey | None = None
    due: Day | None = None
    done: Flag = False


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Checkpoint(Record):
    """A review; ``headline`` is what the weekly report quotes of it, in its owner's words.

    Attributes:
        status: ``planned`` until it takes place, then ``held``, or ``skipped``.
        kind_: which review it is, as in ``weekly`` or ``go-to-market``.
        on: the day it takes place, as in ``2026-11-27``.
        questions: what it has to answer, one on a line.
        findings: what came out, one on a line.
        actions: who has to do what afterwards, and by when.
        scenario: the case that is played through in a rehearsal.
        headline: the week in its owner's words; the weekly report quotes it.
        about: ids of the records that it looks at.
    """

    kind: ClassVar[str] = "checkpoint"
    folder: ClassVar[str] = "checkpoints"
    ends_with: ClassVar[tuple[str, ...]] = ("questions", "findings", "actions")
    ends_on: ClassVar[str] = "on"
    starts_with: ClassVar[tuple[str, ...]] = ("title", "owner", "kind", "on")
    open_statuses: ClassVar[frozenset[str]] = frozenset({"planned"})

    status: Literal["planned", "held", "skipped"] = "planned"
    kind_: (
        Literal[
            "weekly",
            "midpoint",
            "scope",
            "build",
            "launch",
            "sign-off",
            "go-to-market",
            "rehearsal",
            "post-release",
            "pilot",
            "retro",
        ]
        | None
    ) = None
    on: Day | None = None
    questions: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    scenario: str | None = None
    headline: str | None = None
    about: tuple[AnyId, ...] = ()
