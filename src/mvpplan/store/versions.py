"""What each version of a plan's file holds; every one is read once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mvpplan.errors import PLAN_FILE
from mvpplan.store import git
from mvpplan.store.reading import Reading
from mvpplan.text.decoding import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from mvpplan.model.record import Record
    from mvpplan.model.settings import Settings
    from mvpplan.store.load import Loaded


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a file.

    Attributes:
        records: those that could be read, by id.
        broken: the ids of those that could not.
        whole: whether nothing in it could be read, so that it is not even known what it holds.
        missing: whether this clone does not have it.
        settings: what it says as the plan file.
    """

    records: Mapping[str, Record] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    whole: bool = False
    missing: bool = False
    settings: Settings | None = None


_NOTHING = Version()


class Versions:
    """The versions of a plan's files, by path and blob; the path says what kind a file holds."""

    def __init__(self, folder: Path, loaded: Loaded) -> None:
        """Take over what is read already, where it was read without a fault.

        A fault may lie in another file: of a record that stands in two, only one is read.
        """
        self.folder = folder
        self.known: dict[tuple[str, str], Version] = {}
        faulty = {problem.path for problem in loaded.problems}
        records: dict[str, dict[str, Record]] = {path: {} for path in loaded.sources}
        for name, record in loaded.plan.records.items():
            records[loaded.homes[name].path][name] = record
        for path, source in loaded.sources.items():
            settings = loaded.plan.settings if path == PLAN_FILE else None
            version = Version(records[path], settings=settings)
            if path not in faulty:
                self.known.update({(path, blob): version for blob in git.blob_ids(source.text)})

    def read(self, wanted: Iterable[tuple[str, str]]) -> None:
        """Read all versions that are not known yet, in one batch."""
        missing = [each for each in dict.fromkeys(wanted) if each[1] and each not in self.known]
        contents = git.contents(self.folder, [blob for _, blob in missing], MAX_BYTES)
        for (path, blob), content in zip(missing, contents, strict=True):
            self.known[path, blob] = _read(path, content)

    def of(self, path: str, blob: str) -> Version:
        """A version that was read; without a blob, the path holds nothing."""
        return self.known[path, blob] if blob else _NOTHING


def _read(path: str, content: tuple[int, bytes] | None) -> Version:
    if content is None or content[0] > MAX_BYTES:
        return Version(whole=True, missing=content is None)
    reading = Reading()
    reading.file(path, content[1])
    whole = not reading.records and bool(reading.problems)
    broken = frozenset(reading.broken)
    return Version(reading.records, broken, whole, settings=reading.settings)
