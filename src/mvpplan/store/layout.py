"""Which file holds which records: the two layouts, and what is wrong with any other."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mvpplan.errors import PLAN_FILE
from mvpplan.model import FOLDERS
from mvpplan.model.nearest import nearest
from mvpplan.model.outline import outline
from mvpplan.model.record import a_record_of
from mvpplan.text.nodes import Fault, Mapping, Node
from mvpplan.text.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mvpplan.model.record import Record


_NO_SPACE = re.compile(r"([A-Za-z][\w-]*):([^\s:/].*?)(?=\s[\w-]+:|\Z)", re.DOTALL)
_LONGEST = 40
# Endings that an editor adds without showing it.
_HIDDEN_ENDINGS = (".yaml.txt", ".yml.txt")
_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o"})


@dataclass(frozen=True, slots=True)
class Place:
    """What a path promises: records of a kind; one, whose id it gives, or many (``id`` None)."""

    shape: type[Record]
    id: str | None


def place_of(path: str) -> Place | None:
    """The records that a path holds; None if it is no place of records."""
    if path.lower().endswith(_HIDDEN_ENDINGS):
        return None
    folder, _, name = path.partition("/")
    stem = (name or folder).rsplit(".", 1)[0]
    shape = FOLDERS.get(folder if name else stem)
    return Place(shape, stem if name else None) if shape and "/" not in name else None


def place_for(shape: type[Record], paths: Iterable[str]) -> str:
    """Where a plan of some files keeps another record of a kind: ``decisions/`` or a file of many.

    Where most of its kind are; if there is none yet, in the layout of most other files.
    """
    places = [place_of(path) for path in paths]
    known = [place for place in places if place is not None]
    same = [place for place in known if place.shape is shape] or known
    alone = sum(place.id is not None for place in same)
    return f"{shape.folder}/" if 2 * alone >= len(same) else f"{shape.folder}.yaml"


def is_plan_file_misnamed(path: str) -> bool:
    """Whether a file is meant to be the plan file and has another ending or other letters."""
    name = path.lower().removesuffix(".txt")
    return "/" not in path and name.rsplit(".", 1)[0] == PLAN_FILE.rsplit(".", 1)[0]


def no_place(path: str) -> Fault:
    """The fault of a file that stands where no records do (MP005)."""
    folder, _, name = path.partition("/")
    stem = folder.rsplit(".", 1)[0]
    near = nearest(stem, FOLDERS)
    if near and near[0] != stem[0].lower():
        near = None
    if path.lower().endswith(_HIDDEN_ENDINGS):
        hint = f"rename it to {path.rsplit('/', 1)[-1][: -len('.txt')]}"
        return Fault("MP005", 0, "the file's name ends in .txt, so it is not read", hint)
    if is_plan_file_misnamed(path):
        return Fault("MP005", 0, "the plan file has another name", f"rename it to {PLAN_FILE}")
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
        hint = (
            f"write the fields of {a_record_of(kind)}, or delete the file; "
            "what follows a # is not read"
        )
        return Fault("MP005", 0, "the file holds no record", hint)
    if not isinstance(root, Mapping):
        held = "a list" if isinstance(root, list) else "text"
        hint = "write a line 'field: value' for each field"
        if place.id is None:
            hint = "write each id and a colon, and its fields indented below it without dashes"
        spaceless = _NO_SPACE.match(root) if isinstance(root, str) else None
        if spaceless:
            example = f"{spaceless[1]}: {shortened(spaceless[2], _LONGEST)}"
            hint = f"write a space after each colon, as in {example}"
        return Fault("MP005", root.start, f"the file holds {held} and no record", hint)
    heading = _heading(place, root)
    if heading:
        message = f"the line {heading}: stands above the {_held(place)}"
        hint = f"delete the line {heading}: and indent what is below it less"
        return Fault("MP005", root.start, message, hint)
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


def _held(place: Place) -> str:
    return (
        f"ids of {place.shape.folder}" if place.id is None else f"fields of the {place.shape.kind}"
    )


def _heading(place: Place, root: Mapping) -> str | None:
    """The one key of a file that only says what the file holds, which its path says already."""
    if len(root.key_events) != 1:
        return None
    ((key, held),) = root.items() or ((None, None),)
    names = {place.shape.folder, place.shape.kind}
    if key is None or key.casefold() not in names or not isinstance(held, Mapping):
        return None
    if place.id is not None:
        return key
    only_groups = held and all(isinstance(value, Mapping) for value in held.values())
    return key if only_groups and not outline(place.shape).keys() & held.key_events.keys() else None


def slug_hint(word: str, *, file: bool) -> str:
    """How to turn a word that is no id into one."""
    plain = unicodedata.normalize("NFKD", word.lower().translate(_LETTERS))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:64]
    example = f": {slug}" if slug else ""
    what = "the file" if file else "the key"
    return f"rename {what} with small letters, digits and hyphens, at most 64{example}"
