"""Lessons: patterns to use again, and what each adds to the next plan's readiness checklist."""

from __future__ import annotations

from typing import ClassVar

from pydantic.dataclasses import dataclass

from mvpplan.model.fields import AnyId
from mvpplan.model.record import STRICT, Record


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Lesson(Record):
    """Something learnt; ``from_`` names the records that taught it.

    Attributes:
        context: where it was learnt.
        pattern: what to do the next time.
        from_: ids of the records that taught it.
        checklist: checks that it adds to the next plan's readiness checklist, one on a line.
    """

    kind: ClassVar[str] = "lesson"
    folder: ClassVar[str] = "lessons"
    starts_with: ClassVar[tuple[str, ...]] = ("title", "context", "pattern", "from", "checklist")

    status: None = None
    context: str | None = None
    pattern: str | None = None
    from_: tuple[AnyId, ...] = ()
    checklist: tuple[str, ...] = ()
