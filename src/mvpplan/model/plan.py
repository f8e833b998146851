"""The plan: records by id, with links in both directions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from mvpplan.model.fields import Ref
from mvpplan.model.outline import pointers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from mvpplan.errors import FieldPath
    from mvpplan.model.outline import Marker
    from mvpplan.model.record import Record
    from mvpplan.model.settings import Settings

R = TypeVar("R", bound="Record")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Link:
    """A record mentions another: ``source.at`` holds the id ``target``."""

    source: str
    at: FieldPath
    target: str
    kinds: tuple[str, ...]

    @property
    def field(self) -> str:
        """Name of the field that holds the link."""
        return str(self.at[0])


@dataclass(frozen=True, slots=True)
class Mention:
    """A value that must be known to the plan; ``record`` is None in the plan file."""

    record: str | None
    at: FieldPath
    value: Any
    marker: Marker


@dataclass(frozen=True)
class Plan:
    """Everything that the files say.

    Attributes:
        settings: what ``mvpplan.yaml`` says; the faulty parts of it left out.
        records: by id, in the order of kinds and ids.
        broken: kind by id of every record that could not be read; it exists all the same.
        mentioned: words in unreadable text that may be ids, so that nothing is called unused
            because its user has a fault.
        people: the keys of ``people``, faulty entries included.
        outcomes: the keys of ``protects``, likewise.
        unsure: fields of the plan file that could not be read, so that nothing is judged by them.
        first_seen: the day of the first commit that held each record, as far as that is known.
    """

    settings: Settings
    records: Mapping[str, Record]
    broken: Mapping[str, str] = field(default_factory=dict)
    mentioned: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    unsure: frozenset[str] = frozenset()
    first_seen: Mapping[str, date] = field(default_factory=dict)
    _made: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, function: Callable[[Plan], T]) -> T:
        """What a pure function makes of the plan; it is called once, whoever asks."""
        if function not in self._made:
            self._made[function] = function(self)
        return cast("T", self._made[function])

    def came_up(self, record: Record) -> date | None:
        """The day from which the age of a record counts; None if nobody knows it."""
        return record.opened or self.first_seen.get(record.id)

    def of(self, kind: type[R]) -> list[R]:
        """All records of a kind, in order of their ids."""
        return cast("list[R]", self._by_kind.get(kind, []))

    def get(self, kind: type[R], record: str) -> R | None:
        """A record by id, if it is there and of that kind."""
        found = self.records.get(record)
        return found if isinstance(found, kind) else None

    def each(self, kind: type[R], ids: Iterable[str]) -> list[R]:
        """The records of a kind among some ids; others are passed over."""
        return [found for found in (self.get(kind, record) for record in ids) if found]

    def kind_of(self, record: str) -> str | None:
        """The kind of a record that exists, read or broken; None if there is none of that id."""
        found = self.records.get(record)
        return found.kind if found else self.broken.get(record)

    @cached_property
    def _by_kind(self) -> dict[type[Record], list[Record]]:
        by_kind: dict[type[Record], list[Record]] = defaultdict(list)
        for record in self.records.values():
            by_kind[type(record)].append(record)
        return dict(by_kind)

    @cached_property
    def _pointers(self) -> tuple[tuple[Link, ...], tuple[Mention, ...]]:
        links: list[Link] = []
        mentions: list[Mention] = []
        for record in self.records.values():
            for at, value, marker in pointers(record):
                if type(marker) is Ref:
                    target = value.partition(".")[0] if marker.section else value
                    links.append(Link(record.id, at, target, marker.kinds))
                else:
                    mentions.append(Mention(record.id, at, value, marker))
        for at, value, marker in pointers(self.settings):
            mentions.append(Mention(None, at, value, marker))
        return tuple(links), tuple(mentions)

    @property
    def links(self) -> tuple[Link, ...]:
        """Every mention of one record in another, in order of the records."""
        return self._pointers[0]

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Every other value that must mean something: people, outcomes, impacts.

        In the plan file, mentions of records are among them too.
        """
        return self._pointers[1]

    @cached_property
    def links_from(self) -> dict[str, list[Link]]:
        """The mentions that each record makes, by its id."""
        return _grouped(self.links, lambda link: link.source)

    @cached_property
    def links_to(self) -> dict[str, list[Link]]:
        """The mentions of each record, by its id."""
        return _grouped(self.links, lambda link: link.target)


def _grouped(links: Iterable[Link], key: Callable[[Link], str]) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        found[key(link)].append(link)
    return dict(found)
