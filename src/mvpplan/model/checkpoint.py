"""Checkpoints: reviews that are planned or were held, and the actions that came out of them."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic.dataclasses import dataclass

from mvpplan.model.fields import AnyId, Day, Flag, PersonKey
from mvpplan.model.record import STRICT, Record


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Action:
    """What somebody has to do after a checkpoint."""

    what: str
    owner: PersonKey | None = None
    due: Day | None = None
    done: Flag = False


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Checkpoint(Record):
    """A review; ``headline`` is what the weekly report quotes of it, in its owner's words."""

    kind: ClassVar[str] = "checkpoint"
    folder: ClassVar[str] = "checkpoints"
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
