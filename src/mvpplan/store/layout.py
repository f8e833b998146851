"""Which file holds which records: the two layouts, and what is wrong with any other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mvpplan.errors import PLAN_FILE
from mvpplan.model import FOLDERS
from mvpplan.model.nearest import nearest
from mvpplan.model.outline import outline
from mvpplan.text.nodes import Fault, Mapping, Node
from mvpplan.text.words import with_article

if TYPE_CHECKING:
    from mvpplan.model.record import Record


# The folder of a kind that a later version reads.
_LATER = "journeys"


@dataclass(frozen=True, slots=True)
class Place:
    """What a path promises: records of a kind; one, whose id it gives, or many (``id`` None)."""

    shape: type[Record]
    id: str | None


def place_of(path: str) -> Place | None:
    """The records that a path holds; None if it is no place of records."""
    folder, _, name = path.partition("/")
    stem = (name or folder).rsplit(".", 1)[0]
    shape = FOLDERS.get(folder if name else stem)
    return Place(shape, stem if name else None) if shape and "/" not in name else None


def is_plan_file_misnamed(path: str) -> bool:
    """Whether a file is meant to be the plan file and has another ending or other letters."""
    return "/" not in path and path.lower().rsplit(".", 1)[0] == PLAN_FILE.rsplit(".", 1)[0]


def no_place(path: str) -> Fault:
    """The fault of a file that stands where no records do (MP005)."""
    folder, _, name = path.partition("/")
    stem = folder.rsplit(".", 1)[0]
    near = nearest(stem, FOLDERS)
    if is_plan_file_misnamed(path):
        return Fault("MP005", 0, "the plan file has another name", f"rename it to {PLAN_FILE}")
    if stem == _LATER:
        hint = f"keep it outside the plan until then, or name {folder} in .gitignore"
        return Fault("MP005", 0, "this version of mvpplan does not read journeys yet", hint)
    if "/" in name and folder in FOLDERS:
        hint = f"move it to {folder}/{name.rsplit('/', 1)[1]}"
        return Fault("MP005", 0, f"the file lies too deep in {folder}/ to be a record", hint)
    if near:
        hint = (
            f"did you mean {near}/{name.rsplit('/', 1)[-1]}?"
            if name
            else f"did you mean {near}.yaml?"
        )
    else:
        folders = ", ".join(f"{known}/" for known in FOLDERS)
        hint = f"move it to one of {folders}, or out of the plan, or name it in .gitignore"
    where = f"{folder}/ is no folder" if name else f"{folder} is no file"
    return Fault("MP005", 0, f"{where} of records of any kind", hint)


def other_layout(place: Place, root: Node | None) -> Fault | None:
    """The fault of a file that does not hold what its path promises (MP005); None if it does."""
    kind, folder = place.shape.kind, place.shape.folder
    if root is None:
        hint = f"write the fields of {with_article(kind)}, or delete the file"
        return Fault("MP005", 0, "the file is empty: it holds no record", hint)
    if not isinstance(root, Mapping):
        held = "a list" if isinstance(root, list) else "text"
        hint = "write a line 'field: value' for each field"
        if place.id is None:
            hint = "write each id with its fields indented below it"
        return Fault("MP005", root.start, f"the file holds {held} and no record", hint)
    if place.id is None:
        if "title" not in root.key_events or isinstance(root.get("title"), Mapping):
            return None
        message = f"{folder}.yaml holds many records by id, but here are the fields of one"
        hint = f"indent the fields under an id, or move the file to {folder}/<id>.yaml"
    else:
        groups = [isinstance(value, Mapping) for value in root.values()]
        if not groups or not all(groups) or outline(place.shape).keys() & root.key_events.keys():
            return None
        message = f"a file in {folder}/ holds one {kind}, but here are many by id"
        hint = f"move the file to {folder}.yaml, or each {kind} into a file of its own"
    return Fault("MP005", root.start, message, hint)


def slug_hint(word: str, *, file: bool) -> str:
    """How to turn a word that is no id into one."""
    slug = re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-")[:64]
    example = f": {slug}" if slug else ""
    what = "the file" if file else "the key"
    return f"rename {what} with small letters, digits and hyphens, at most 64{example}"
