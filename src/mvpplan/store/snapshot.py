"""What git holds of a plan: the files that the next commit would have, or those of a commit."""

from __future__ import annotations

import os
import posixpath
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from mvpplan.store import git
from mvpplan.store.tree import FOLDER_LINK, LEADS_OUT, Listing
from mvpplan.text.decoding import MAX_BYTES, too_large
from mvpplan.text.nodes import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mvpplan.store.git import Entry

_FILES = ("100644", "100755")
_LINK = "120000"
_MOST_LINKS = 10


@dataclass(frozen=True)
class Snapshot:
    """The plan's files in the index (``commit`` is None) or in a commit, named by its full id."""

    root: Path
    commit: str | None = None

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        """Every entry under the plan by path; of a file in conflict, one of its versions."""
        listed = (
            git.staged_entries(self.root)
            if self.commit is None
            else git.committed_entries(self.root, self.commit)
        )
        return {entry.path: entry for entry in listed}

    def listing(self) -> Listing:
        """Every YAML file under the plan, sorted."""
        paths = [path for path in self._entries if git.is_plan_path(path)]
        paths += [entry.path for entry in self._entries.values() if self._leads_to_folder(entry)]
        return Listing(sorted(set(paths)))

    def contents(self, paths: list[str]) -> Iterator[bytes | Fault]:
        """The bytes of each file, or why they cannot be read (MP001)."""
        held = [self._resolved(self._entries[path]) for path in paths]
        wanted = [entry.blob for entry in held if not isinstance(entry, Fault)]
        blobs = git.contents(self.root, wanted, MAX_BYTES)
        for entry in held:
            yield entry if isinstance(entry, Fault) else _bytes(next(blobs, None))

    def _resolved(self, entry: Entry) -> Entry | Fault:
        """The file that an entry stands for: itself, or where its links lead inside the plan."""
        for _ in range(_MOST_LINKS):
            if entry.stage:
                return Fault("MP001", 0, "the file is in conflict", "settle it, then git add it")
            if entry.mode in _FILES:
                return entry
            if entry.mode != _LINK:
                return Fault("MP001", 0, "not a regular file", "put the file itself here")
            if self._leads_to_folder(entry):
                return Fault("MP001", 0, *FOLDER_LINK)
            path = self._target(entry)
            if path not in self._entries:
                return Fault("MP001", 0, *LEADS_OUT)
            entry = self._entries[path]
        return Fault("MP001", 0, "the link leads to itself", "put the file itself here")

    def _leads_to_folder(self, entry: Entry) -> bool:
        """Whether an entry is a link to a folder, in the plan or on disk."""
        if entry.mode != _LINK or git.is_hidden(entry.path):
            return False
        target = self._target(entry)
        inside = any(path.startswith(f"{target}/") for path in self._entries)
        return inside or (self.root / target).is_dir()

    def _target(self, link: Entry) -> str:
        """Where a link leads, from the plan."""
        found = next(git.contents(self.root, [link.blob], MAX_BYTES))
        way = os.fsdecode(found[1]) if found else ""
        return posixpath.normpath(posixpath.join(posixpath.dirname(link.path), way))


def _bytes(found: tuple[int, bytes] | None) -> bytes | Fault:
    if found is None:
        message = "this clone does not hold the content of the file"
        return Fault("MP001", 0, message, "fetch it, for example with git fetch --refetch")
    size, data = found
    return too_large(size, data[:MAX_BYTES]) if size > MAX_BYTES else data
