"""Which records have only got another id between two states of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.model.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mvpplan.model.record import Record


def renames(before: Mapping[str, Record], after: Mapping[str, Record]) -> Iterator[tuple[str, str]]:
    """Old and new ids of what says the same, or was edited as well and has kept its title."""
    gone = sorted(before.keys() - after.keys())
    new = sorted(after.keys() - before.keys())
    if not gone or not new:
        return
    for likeness in (_sense, _name):
        like: dict[tuple[str, str], list[str]] = {}
        for name in reversed(gone):
            like.setdefault(likeness(before[name]), []).append(name)
        for name in list(new):
            if olds := like.get(likeness(after[name])):
                old = olds.pop()
                gone.remove(old)
                new.remove(name)
                yield old, name


def _sense(record: Record) -> tuple[str, str]:
    return record.kind, fingerprint(record)


def _name(record: Record) -> tuple[str, str]:
    return record.kind, record.title


def is_same(one: Record, other: Record) -> bool:
    """Whether two records that had one id one after the other are the same thing."""
    return _name(one) == _name(other) or _sense(one) == _sense(other)
