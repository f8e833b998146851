"""Feedback: review comments on one record each, to be resolved to an owner's action."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic.dataclasses import dataclass

from mvpplan.model.fields import Day, PersonKey, Section
from mvpplan.model.record import STRICT, Record


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Feedback(Record):
    """A comment; ``about`` is a record's id, or ``id.field`` for one field of it.

    Attributes:
        status: ``open`` until its owner answers with ``accepted`` or ``declined``.
        about: the id of a record, or ``id.field`` for one field of it, as in
            ``tax-service.options``.
        by: whose comment it is, a key of ``people``.
        on: the day of the comment, as in ``2026-11-18``.
        text: the comment.
        action: what its owner does about it.
    """

    kind: ClassVar[str] = "feedback"
    folder: ClassVar[str] = "feedback"
    reason: ClassVar[str] = "action"
    reason_anew: ClassVar[bool] = True
    starts_with: ClassVar[tuple[str, ...]] = (
        "title",
        "owner",
        "due",
        "about",
        "by",
        "on",
        "text",
        "action",
    )
    open_statuses: ClassVar[frozenset[str]] = frozenset({"open"})

    status: Literal["open", "accepted", "declined"] = "open"
    about: Section | None = None
    by: PersonKey | None = None
    on: Day | None = None
    text: str | None = None
    action: str | None = None
