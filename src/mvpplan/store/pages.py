"""Folders of pages that mvpplan makes: only what changed is written, only what is ours replaced."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from mvpplan.errors import CannotRunError
from mvpplan.store.write import write_whole
from mvpplan.text.characters import clean
from mvpplan.text.words import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

_HEAD = 4096
_INDEX = "index.html"
_PLAN = re.compile(r'<meta name="mvpplan-plan" content="([^"]*)">')


@dataclass(frozen=True, slots=True)
class Written:
    """How many pages were written, were the same already, and were deleted."""

    written: int
    same: int
    deleted: int

    def __str__(self) -> str:
        gone = f", {self.deleted} deleted" if self.deleted else ""
        return f"{counted(self.written, 'page')} written, {self.same} the same{gone}"


def write_pages(
    folder: Path, pages: Mapping[str, str], mark: str, inner: Collection[str] = ()
) -> Written:
    """Make a folder hold some pages.

    Pages with the mark that are none of these any more are deleted, in the folder and in those of
    its folders that hold such pages by right; a file without it is left alone, and none is
    replaced.

    Args:
        folder: where; made if it is not there.
        pages: texts by path in it, with forward slashes; ``index.html`` names the plan.
        mark: what stands near the beginning of each page, and shows that it is ours.
        inner: the folders in it that hold pages.

    Raises:
        CannotRunError: the folder holds the pages of another plan, a file that is not ours stands
            in a page's place, or nothing can be written; no page is written before all places
            were looked at.
    """
    try:
        before = dict(_ours(folder, mark, inner))
        _refuse_another_plan(folder, before.get(_INDEX, b""), pages.get(_INDEX, ""))
        for path in pages:
            place = folder / path
            if path not in before and os.path.lexists(place):
                hint = "name an empty folder, or move the file away"
                raise CannotRunError(f"{place} is there and is no page of mvpplan", hint)
        changed = [path for path, text in pages.items() if before.get(path) != text.encode()]
        for parent in sorted({(folder / path).parent for path in changed} | {folder}):
            parent.mkdir(parents=True, exist_ok=True)
        for path in changed:
            write_whole(folder / path, pages[path])
        gone = before.keys() - pages.keys()
        for path in gone:
            (folder / path).unlink()
    except OSError as error:
        where = error.filename or folder
        raise CannotRunError(f"{where} cannot be written: {error.strerror}") from None
    return Written(len(changed), len(pages) - len(changed), len(gone))


def _refuse_another_plan(folder: Path, before: bytes, now: str) -> None:
    there, here = _PLAN.search(before[:_HEAD].decode(errors="replace")), _PLAN.search(now)
    if there and here and there[1] != here[1]:
        what = f"{folder} holds the pages of another plan: {clean(unescape(there[1]))}"
        hint = f"name another folder, or delete {folder / _INDEX} if this plan was called so"
        raise CannotRunError(what, hint)


def _ours(folder: Path, mark: str, inner: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """Every page with the mark in a folder and its inner ones, by its path there.

    Links are not followed.
    """
    if not folder.exists():
        return
    tops = [each for each in _entries(folder, os.DirEntry.is_dir) if each.name in inner]
    for top in (folder, *tops):
        for place in _entries(top, os.DirEntry.is_file):
            if place.suffix != ".html":
                continue
            with place.open("rb") as file:
                head = file.read(_HEAD)
                if mark.encode() in head:
                    yield place.relative_to(folder).as_posix(), head + file.read()


def _entries(folder: Path, wanted: Callable[..., bool]) -> list[Path]:
    with os.scandir(folder) as entries:
        return [Path(each.path) for each in entries if wanted(each, follow_symlinks=False)]
