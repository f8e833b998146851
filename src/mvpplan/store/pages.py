"""Folders of pages that mvpplan makes: only what changed is written, only what is ours replaced."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mvpplan.errors import CannotRunError
from mvpplan.store.write import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Written:
    """How many pages were written, were the same already, and were deleted."""

    written: int
    same: int
    deleted: int


def write_pages(folder: Path, pages: Mapping[str, str], mark: str) -> Written:
    """Make a folder hold some pages.

    Pages with the mark that are none of these any more are deleted; a file without it is left
    alone, and none is replaced.

    Args:
        folder: where; made if it is not there.
        pages: texts by path in it, with forward slashes.
        mark: what stands near the beginning of each page, and shows that it is ours.

    Raises:
        CannotRunError: a file that is not ours stands in a page's place, or nothing can be
            written; no page is written before all places were looked at.
    """
    try:
        before = dict(_ours(folder, mark))
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


def _ours(folder: Path, mark: str) -> Iterator[tuple[str, bytes]]:
    """Every page with the mark in a folder and those in it, by its path there.

    Pages lie no deeper, and whoever names a large folder waits for no more; links are not followed.
    """
    if not folder.exists():
        return
    for top in (folder, *_entries(folder, os.DirEntry.is_dir)):
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
