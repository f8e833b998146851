"""Folders of pages that mvpplan makes: only what changed is written, only what is ours replaced.

A page carries a seal: a hash of its place in the folder and of all that it says. What somebody has
changed, copied or put there has none that fits, and is neither replaced nor deleted.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from mvpplan.errors import CannotRunError
from mvpplan.store.write import write_whole
from mvpplan.text.characters import clean
from mvpplan.text.words import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_HEAD = 4096
_INDEX = "index.html"
_PLAN = re.compile(r'<meta name="mvpplan-plan" content="([^"]*)">')
_SEAL = re.compile(r'<meta name="mvpplan-seal" content="([0-9a-f]{16})">\n')


@dataclass(frozen=True, slots=True)
class Written:
    """How many pages were written, were the same already, and were deleted."""

    written: int
    same: int
    deleted: int

    def __str__(self) -> str:
        gone = f", {self.deleted} deleted" if self.deleted else ""
        return f"{counted(self.written, 'page')} written, {self.same} the same{gone}"


def write_pages(folder: Path, pages: Mapping[str, str], mark: str) -> Written:
    """Make a folder hold some pages.

    Pages of an earlier run that are none of these any more are deleted, if they still are as they
    were written; what is not ours is left alone, and not replaced.

    Args:
        folder: where; made if it is not there.
        pages: texts by path in it, with forward slashes; ``index.html`` names the plan.
        mark: the line in the head of each page that says what made it.

    Raises:
        CannotRunError: the folder holds the pages of another plan, something that is not ours
            stands in a page's place, or nothing can be written; no page is written before all
            places were looked at.
    """
    sealed = {path: _sealed(path, text, mark) for path, text in pages.items()}
    try:
        before = {
            path: text
            for path, text in _pages_in(folder, mark)
            if _unsealed(path, text) is not None
        }
        _refuse_another_plan(folder, before.get(_INDEX, ""), pages.get(_INDEX, ""))
        for path in pages:
            _refuse_to_replace(folder, path, before)
        changed = [path for path, text in sealed.items() if before.get(path) != text]
        for parent in sorted({(folder / path).parent for path in changed} | {folder}):
            parent.mkdir(parents=True, exist_ok=True)
        for path in changed:
            write_whole(folder / path, sealed[path])
        gone = before.keys() - pages.keys()
        for path in gone:
            (folder / path).unlink()
    except OSError as error:
        where = error.filename or folder
        raise CannotRunError(f"{where} cannot be written: {error.strerror}") from None
    return Written(len(changed), len(pages) - len(changed), len(gone))


def page_there(folder: Path, path: str) -> str | None:
    """The text of a page as it was given to ``write_pages``; None if it is not as it was then."""
    try:
        return _unsealed(path, _plain((folder / path).read_bytes()))
    except OSError:
        return None


def _sealed(path: str, text: str, mark: str) -> str:
    text = text.replace("\r\n", "\n")
    seal = f'<meta name="mvpplan-seal" content="{_hash(path, text)}">'
    return text.replace(mark, f"{seal}\n{mark}", 1)


def _unsealed(path: str, text: str) -> str | None:
    """A page without its seal; None if that does not fit."""
    found = _SEAL.search(text[:_HEAD])
    if found is None:
        return None
    plain = text[: found.start()] + text[found.end() :]
    return plain if _hash(path, plain) == found[1] else None


def _hash(path: str, text: str) -> str:
    return sha256(f"{path}\n{text}".encode()).hexdigest()[:16]


def _refuse_another_plan(folder: Path, before: str, now: str) -> None:
    there, here = _PLAN.search(before[:_HEAD]), _PLAN.search(now)
    if there and here and there[1] != here[1]:
        what = f"{folder} holds the pages of another plan: {clean(unescape(there[1]))}"
        hint = f"name another folder, or delete {folder / _INDEX} if this plan was called so"
        raise CannotRunError(what, hint)


def _refuse_to_replace(folder: Path, path: str, before: Mapping[str, str]) -> None:
    place = folder / path
    if place.parent != folder and place.parent.is_symlink():
        hint = "name an empty folder, or delete the link"
        raise CannotRunError(f"{place.parent} is a link to somewhere else", hint)
    if path not in before and os.path.lexists(place):
        hint = "name an empty folder, or move the file away"
        raise CannotRunError(f"{place} is no page of mvpplan, or was changed by hand", hint)


def _pages_in(folder: Path, mark: str) -> Iterator[tuple[str, str]]:
    """Every page with the mark in a folder and those in it, by its path there.

    No link is followed.
    """
    if not folder.exists():
        return
    for top in (folder, *_entries(folder, os.DirEntry.is_dir)):
        for place in _entries(top, os.DirEntry.is_file):
            if place.suffix == ".html":
                with place.open("rb") as file:
                    head = file.read(_HEAD)
                    if mark.encode() in head:
                        yield place.relative_to(folder).as_posix(), _plain(head + file.read())


def _plain(data: bytes) -> str:
    """The text of a page; another tool may have given it other line ends."""
    return data.decode(errors="replace").replace("\r\n", "\n")


def _entries(folder: Path, wanted: Callable[..., bool]) -> list[Path]:
    with os.scandir(folder) as entries:
        return [Path(each.path) for each in entries if wanted(each, follow_symlinks=False)]
