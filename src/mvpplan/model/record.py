"""What all records have in common, and the small groups of fields that several kinds use.

Records are Pydantic dataclasses with slots rather than Pydantic models: the same validation at
half the memory and time, which a plan of 100,000 records is promised.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

from mvpplan.model.fields import Day, Flag, MetricId, Number, PersonKey


def written(attribute: str) -> str:
    """The name of a field in files, which may be a word that Python keeps for itself: ``from_``."""
    return attribute.removesuffix("_")


STRICT = ConfigDict(extra="forbid", defer_build=True, alias_generator=written)


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Record:
    """One thing that a plan keeps; ``id`` comes from the file's name or the key it stands under."""

    kind: ClassVar[str]
    folder: ClassVar[str]
    open_statuses: ClassVar[frozenset[str]] = frozenset()

    id: str
    title: str
    owner: PersonKey | None = None
    status: str | None = None
    opened: Day | None = None
    due: Day | None = None
    closed: Day | None = None
    tags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    notes: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act on the record."""
        return self.status in self.open_statuses


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Evidence:
    """Something that was seen; it speaks for the record unless ``supports`` is false."""

    what: str
    kind: Literal["anecdote", "data", "test"] | None = None
    on: Day | None = None
    link: str | None = None
    supports: Flag = True


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Target:
    """What a metric has to reach, and by when."""

    metric: MetricId
    value: Number
    by: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Approval:
    """A person's verdict on a record; ``of`` is the record's fingerprint at that moment."""

    by: PersonKey
    on: Day
    verdict: Literal["approved", "changes", "rejected"]
    of: str | None = None
    note: str | None = None
