"""What editors need to know of a plan: its schemas in files, and the settings that name them."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mvpplan.errors import PLAN_FILE, CannotRunError
from mvpplan.model import KINDS
from mvpplan.model.schema import PLAN
from mvpplan.store import git
from mvpplan.store.write import write_whole
from mvpplan.text.decoding import MAX_BYTES
from mvpplan.text.jsonc import JsoncError, add_member, read_jsonc, unit_of

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = ".mvpplan/schema"
"""Where the schemas of a plan are, from its folder on."""

SETTINGS = ".vscode/settings.json"
SECTION = "yaml.schemas"
SUFFIXES = "{yaml,yml,YAML,YML}"
"""How the names of a plan's files end, as a pattern."""

# The names of folders in which yaml-language-server finds a schema by a relative path.
_FINDABLE = re.compile(r"[A-Za-z0-9_@. /-]*\Z")


def file_name(kind: str, *, by_id: bool = False) -> str:
    """The file of a schema: of one record of a kind (or of the plan file), or of many by id."""
    return f"{kind}-by-id.json" if by_id else f"{kind}.json"


def associations() -> dict[str, str]:
    """Which files each schema is for: a pattern from the folder of the plan on, by file name."""
    found = {file_name(PLAN): PLAN_FILE}
    for kind, shape in KINDS.items():
        found[file_name(kind)] = f"{shape.folder}/*.{SUFFIXES}"
        found[file_name(kind, by_id=True)] = f"{shape.folder}.{SUFFIXES}"
    return found


@dataclass(frozen=True, slots=True)
class Settings:
    """The editor's settings as they should be.

    Attributes:
        path: of the file.
        text: what it should hold; None if it cannot be completed safely, for the ``reason``.
        changed: whether that differs from what it holds.
        kept: names of schemas that it has for other files already, which stay so.
        by_hand: what to write into the file by hand.
    """

    path: Path
    text: str | None
    changed: bool
    kept: tuple[str, ...]
    by_hand: str
    reason: str = ""


def write_schemas(folder: Path, texts: Mapping[str, str]) -> int:
    """Write the schemas of a plan by file name; only those that differ, and tell how many.

    Raises CannotRunError if one cannot be written or would land outside the plan.
    """
    written = 0
    for name, text in texts.items():
        path = folder / FOLDER / name
        written += _write(path, text, _read(path, folder))
    return written


def settings_for(folder: Path) -> Settings:
    """Find out how the settings of the repository (or of the plan outside one) should be.

    Entries that are there stay as they are, and so does every other byte.
    """
    plan = folder.resolve()
    top = git.top(folder)
    if top is None or not plan.is_relative_to(top):
        top = plan
    path = Path(os.path.relpath(top)) / SETTINGS
    entries = _entries(plan.relative_to(top).as_posix())
    by_hand = json.dumps({SECTION: entries}, indent=4, ensure_ascii=False) + "\n"
    data = _read(path, top)
    try:
        text = data.decode() if data is not None else ""
        new, kept = _merged(text, entries) if text.strip("\ufeff \t\r\n") else (by_hand, ())
    except (UnicodeDecodeError, JsoncError) as error:
        reason = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
        return Settings(path, None, changed=False, kept=(), by_hand=by_hand, reason=reason)
    return Settings(path, new, changed=new != text, kept=kept, by_hand=by_hand)


def write_settings(settings: Settings) -> None:
    """Write the settings if that changes them; raises CannotRunError if that cannot be done."""
    if settings.text is not None and settings.changed:
        _write(settings.path, settings.text, None)


def _entries(plan: str) -> dict[str, str]:
    """Pattern by schema, both from the top of the repository on, which ``plan`` is below."""
    if not _FINDABLE.match(plan):
        raise CannotRunError(
            f"editors find no schema below {plan}",
            "rename the folder with letters, digits, spaces and - _ . @ only",
        )
    way = "" if plan == "." else f"{plan}/"
    # The server compares patterns with addresses, in which these two are written otherwise.
    start = way.replace("@", "{@,%40}").replace(" ", "{ ,%20}")
    found = associations()
    return {f"./{way}{FOLDER}/{name}": f"{start}{pattern}" for name, pattern in found.items()}


def _merged(text: str, entries: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Settings with entries added, and the names of those that are there with another pattern."""
    if len(text) > MAX_BYTES:
        raise JsoncError("it is too large")
    root = read_jsonc(text)
    if not isinstance(root.value, dict):
        raise JsoncError("it holds no settings")
    section = root.members.get(SECTION)
    known = section.value if section else {}
    if not isinstance(known, dict):
        raise JsoncError(f"{SECTION} holds no names with values")
    missing = {name: pattern for name, pattern in entries.items() if name not in known}
    kept = tuple(
        name
        for name, pattern in entries.items()
        if name in known and known[name] not in (pattern, [pattern])
    )
    new = text
    if section is None:
        value = json.dumps(missing, indent=unit_of(text), ensure_ascii=False)
        new = add_member(text, root, SECTION, value)
    else:
        for name, pattern in reversed(missing.items()):
            node = read_jsonc(new).members[SECTION]
            new = add_member(new, node, name, json.dumps(pattern, ensure_ascii=False))
    if read_jsonc(new).value != root.value | {SECTION: {**known, **missing}}:
        raise JsoncError("it is written in an unusual way")
    return new, kept


def _read(path: Path, inside: Path) -> bytes | None:
    """The bytes of a file that is to be written; None if there is none.

    Raises CannotRunError if it leads out of the folder that it has to stay in, or is no file.
    """
    try:
        if not path.resolve().is_relative_to(inside.resolve()):
            raise CannotRunError(f"{path} leads out of {inside}", "remove the link")
        if not path.exists():
            return None
        if not path.is_file():
            raise CannotRunError(f"{path} is not a regular file", "delete or rename it")
        return path.read_bytes()
    except (OSError, RuntimeError) as error:  # a link that leads to itself is either
        reason = getattr(error, "strerror", None) or "the link leads to itself"
        raise CannotRunError(f"{path} cannot be read: {reason}") from None


def _write(path: Path, text: str, old: bytes | None) -> bool:
    """Write a file and the folders above it unless it holds the text; tell whether it was."""
    if old == text.encode():
        return False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text)
    except OSError as error:
        raise CannotRunError(f"{path} cannot be written: {error.strerror}") from None
    return True
