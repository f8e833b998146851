"""The commits that touched a plan, as git lists them."""

from __future__ import annotations

import os
import posixpath
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING

from mvpplan.errors import CannotRunError
from mvpplan.store import git

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

# Between fields git writes NUL, which none of them can hold.
_FORMAT = "--format=%H%x00%cs%x00%an%x00%s"
_FILES = ("100644", "100755")
_LINK = "120000"
_MOST_LINKS = 10
_MOST_BYTES = 4096  # of the target of a link
Entries = dict[str, tuple[str, str]]
"""Mode and blob by path."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that touched the plan; ``on`` is the day on which it was made, where it was made."""

    id: str
    on: date
    author: str
    subject: str

    @property
    def short(self) -> str:
        """The beginning of the id, enough to find it."""
        return self.id[:10]


def standing(days: list[date], day: date) -> int:
    """How many commits there were at the end of a day, by the days that they give, oldest first.

    Where dates were rewritten, no commit can be later than one that follows it.
    """
    return bisect_right(list(accumulate(reversed(days), min))[::-1], day)


def commits_of(folder: Path) -> list[Commit]:
    """The commits that touched the plan, oldest first."""
    return [commit for commit, _ in _commits(folder, "HEAD")]


def changes_of(folder: Path, revision: str) -> list[tuple[Commit, dict[str, str]]]:
    """The commits that touched the plan, oldest first, with the blobs that they put at its paths.

    Where nothing is left, the blob is "". A link stands for the file that it leads to, as
    long as that lies in the plan.
    """
    commits = list(_commits(folder, revision))
    links = {blob for _, found in commits for mode, blob in found.values() if mode == _LINK}
    contents = git.contents(folder, sorted(links), _MOST_BYTES) if links else ()
    targets = {
        blob: os.fsdecode(content[1]) if content else ""
        for blob, content in zip(sorted(links), contents, strict=True)
    }
    tree: Entries = {}
    followed = []
    for commit, found in commits:
        tree |= found
        touched = set(found)
        if links:
            touched |= {path for path, (mode, _) in tree.items() if mode == _LINK}
        blobs = {
            path: _blob(tree, path, targets) for path in sorted(touched) if git.is_plan_path(path)
        }
        followed.append((commit, blobs))
    return followed


def _blob(tree: Entries, path: str, targets: Mapping[str, str]) -> str:
    """The blob that a path leads to; "" if to none in the plan."""
    for _ in range(_MOST_LINKS):
        mode, blob = tree.get(path, ("", ""))
        if mode != _LINK:
            return blob if mode in _FILES else ""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(path), targets[blob]))
    return ""


def _commits(folder: Path, revision: str) -> Iterator[tuple[Commit, Entries]]:
    """Every commit that touched the plan, oldest first, with what it put at paths in its folder."""
    if not git.run(folder, "rev-parse", "--revs-only", revision):  # nothing is committed yet
        return
    listed = git.run(
        folder,
        *("-c", "log.showRoot=true", "-c", "log.follow=false", "-c", "diff.orderFile=/dev/null"),
        *("-c", "i18n.logOutputEncoding=UTF-8"),
        *("log", "--first-parent", "-m", "--reverse", "--raw", "--no-abbrev", "--no-renames"),
        *("--no-ext-diff", "--no-textconv", "--ignore-submodules=none", "-z", "--relative"),
        *(_FORMAT, revision, "--", "."),
    )
    parts = iter(listed.decode(errors="surrogateescape").split("\0")[:-1])
    part, day = next(parts, None), date.min
    while part is not None:
        made, author, subject = next(parts), next(parts), next(parts)
        day = _day(made) or day
        commit = Commit(part.strip(), day, author, subject)
        found: Entries = {}
        part = next(parts, None)
        while part is not None and part.lstrip("\n").startswith(":"):
            _, mode, _, blob, _ = part.strip().split(" ")
            found[next(parts)] = mode, blob
            part = next(parts, None)
        yield commit, found


def _day(text: str) -> date | None:
    """The day of a commit; None if it gives none, or one that no calendar has."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def moved_from(folder: Path, commit_id: str, file: str) -> str | None:
    """The folder, from the top of the work tree, that a commit moved a file from; None if none."""
    try:
        prefix = os.fsdecode(git.run(folder, "rev-parse", "--show-prefix")).removesuffix("\n")
        options = ("-r", "-z", "-M", "--name-status", "--diff-filter=R", "--no-ext-diff")
        # A commit has no parent if it is the first one or the clone begins with it.
        listed = git.run(folder, "diff-tree", *options, f"{commit_id}^1", commit_id)
    except CannotRunError:
        return None
    parts = [os.fsdecode(part) for part in listed.split(b"\0")]
    moved = dict(zip(parts[2::3], parts[1::3], strict=False))
    return posixpath.dirname(moved[prefix + file]) or "." if prefix + file in moved else None
