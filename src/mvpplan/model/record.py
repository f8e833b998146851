"""What all records have in common, and the small groups of fields that several kinds use.

Records are Pydantic dataclasses with slots rather than Pydantic models: the same validation at
half the memory and time, which a plan of 100,000 records is promised.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

from mvpplan.model.fields import Day, Flag, MetricId, Number, PersonKey
from mvpplan.text.words import with_article


def written(attribute: str) -> str:
    """The name of a field in files, which may be a word that Python keeps for itself: ``from_``."""
    return attribute.removesuffix("_")


_NOUNS = {"scope": "scope item", "feedback": "piece of feedback"}


def noun_of(kind: str) -> str:
    """What people call a record of a kind.

    >>> noun_of("decision"), noun_of("scope")
    ('decision', 'scope item')
    """
    return _NOUNS.get(kind, kind)


def a_record_of(kind: str) -> str:
    """The same with its article."""
    return with_article(noun_of(kind))


STRICT = ConfigDict(extra="forbid", defer_build=True, alias_generator=written)


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Record:
    """One thing that a plan keeps; ``id`` comes from the file's name or the key it stands under.

    ``starts_with`` names the fields that a new record needs by the rules of its kind, ``ends_with``
    those that it needs later, ``reason``
    the field that says why it ended, ``ends_on`` the one that says when; ``reason_anew`` tells that
    the reason means something else as long as the record is open.

    Attributes:
        title: what it is about, in one line.
        owner: the one person who sees it through, a key of ``people``.
        status: where it stands.
        opened: the day it came up, as in ``2026-11-02``; ages are counted from here.
        due: the day by which it has to be settled, as in ``2026-11-27``.
        closed: the day it was settled, as in ``2026-11-20``.
        tags: words to group records by, as in ``[payments, tax]``.
        links: addresses of tickets, documents or designs that belong to it.
        notes: anything else worth keeping; no rule reads it.
    """

    kind: ClassVar[str]
    folder: ClassVar[str]
    starts_with: ClassVar[tuple[str, ...]]
    ends_with: ClassVar[tuple[str, ...]] = ()
    reason: ClassVar[str] = "notes"
    reason_anew: ClassVar[bool] = False
    ends_on: ClassVar[str] = "closed"
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
    """Something that was seen; it speaks for the record unless ``supports`` is false.

    Attributes:
        what: what was seen, in one line.
        kind: how firm it is: an ``anecdote``, ``data`` that was counted, or a ``test`` that was
            made.
        on: the day it was seen, as in ``2026-11-18``.
        link: where it can be read.
        supports: ``false`` if it speaks against the record; ``true`` unless given.
    """

    what: str
    kind: Literal["anecdote", "data", "test"] | None = None
    on: Day | None = None
    link: str | None = None
    supports: Flag = True


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Target:
    """What a metric has to reach, and by when.

    Attributes:
        metric: the id of the metric that has to move.
        value: the number it has to reach, as in ``85``.
        by: the day by which it has to, as in ``2027-01-06``.
    """

    metric: MetricId
    value: Number
    by: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Approval:
    """A person's verdict on a record; ``of`` is the record's fingerprint at that moment.

    Attributes:
        by: who gives the verdict, a key of ``people``.
        on: the day of the verdict, as in ``2026-11-20``.
        verdict: ``approved``, ``changes`` if something has to change first, or ``rejected``.
        of: the record's fingerprint at that moment; written by mvpplan, not by hand.
        note: what the person said about it.
    """

    by: PersonKey
    on: Day
    verdict: Literal["approved", "changes", "rejected"]
    of: str | None = None
    note: str | None = None
