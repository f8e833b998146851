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
    for likeness in (_sense, _name):
        like = {likeness(before[name]): name for name in gone}
        for name in list(new):
            old = like.pop(likeness(after[name]), None)
            if old is not None:
                gone.remove(old)
                new.remove(name)
                yield old, name


def _sense(record: Record) -> tuple[str, str]:
    return record.kind, fingerprint(record)


def _name(record: Record) -> tuple[str, str]:
    return record.kind, record.title
