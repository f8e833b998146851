"""What the shell completes: from names and lines of files alone, since every key press waits.

Kinds, fields and statuses stand in ``vocabulary.json``, which ``docs/write.py`` makes from the
model: loading the model takes longer than a person waits.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_KEY = re.compile(r"^[\"']?([a-z0-9][a-z0-9-]{0,63})[\"']?[ \t]*:", re.MULTILINE)
_PEOPLE = re.compile(r"^people:[^\n]*\n((?:[ \t]+[^\n]*\n?|[ \t]*#[^\n]*\n|\n)*)", re.MULTILINE)
_FLOW_PEOPLE = re.compile(r"^people: *\{(.*)\}", re.MULTILINE)
_PERSON = re.compile(r"^[ \t]+[\"']?([\w.@-]+)[\"']?[ \t]*:", re.MULTILINE)
_FLOW_PERSON = re.compile(r"(?:^|,)\s*([\w.@-]+)\s*:\s*\{")
_PEOPLE_FIELDS = frozenset({"owner", "by", "requested_by", "decided_by", "reviewers", "to"})


def vocabulary() -> dict[str, dict[str, list[str]]]:
    """Folder, fields and statuses of every kind."""
    path = Path(__file__).with_name("vocabulary.json")
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def complete_kinds(incomplete: str) -> list[str]:
    """Kinds of records."""
    return _matching(vocabulary(), incomplete)


def complete_ids(ctx: typer.Context, incomplete: str) -> list[str]:
    """Ids of records."""
    return _matching(_ids(_folder(ctx)), incomplete)


def complete_people(ctx: typer.Context, incomplete: str) -> list[str]:
    """Keys of people."""
    return _matching(_people(_folder(ctx)), incomplete)


def complete_metrics(ctx: typer.Context, incomplete: str) -> list[str]:
    """Ids of metrics."""
    return _matching(_ids(_folder(ctx), ["metrics"]), incomplete)


def complete_statuses(ctx: typer.Context, incomplete: str) -> list[str]:
    """Statuses of the kind of the record that is named, or of all kinds."""
    known = vocabulary()
    folder = _folder(ctx)
    record = ctx.params.get("record")
    kinds = [kind for kind in known if record in set(_ids(folder, known[kind]["folder"]))]
    found = {status for kind in kinds or known for status in known[kind]["statuses"]}
    return _matching(sorted(found), incomplete)


def complete_assignments(ctx: typer.Context, incomplete: str) -> list[str]:
    """``FIELD=``, and for a field that names people or has a status, its values."""
    field, sign, words = incomplete.partition("=")
    name = field.rstrip("+-")
    if not sign:
        fields = {each for known in vocabulary().values() for each in known["fields"]}
        return _matching((f"{each}=" for each in sorted(fields)), incomplete)
    if name.rpartition(".")[2] in _PEOPLE_FIELDS:
        return [f"{field}={person}" for person in _matching(_people(_folder(ctx)), words)]
    if name == "status":
        return [f"status={status}" for status in complete_statuses(ctx, words)]
    return [f"{field}={each}" for each in _matching(_ids(_folder(ctx)), words)]


def _matching(words: Iterable[str], incomplete: str) -> list[str]:
    return [word for word in words if word.startswith(incomplete)]


def _folder(ctx: typer.Context) -> Path | None:
    """The folder of the plan; None if there is none."""
    from mvpplan.errors import CannotRunError
    from mvpplan.store.tree import find_plan

    named: Any = ctx.params.get("plan") or os.environ.get("MVPPLAN_PLAN")
    try:
        return find_plan(Path(named) if named else None, Path.cwd())
    except (CannotRunError, OSError):
        return None


def _ids(folder: Path | None, kinds: Iterable[str] = ()) -> Iterator[str]:
    if folder is None:
        return
    for name in kinds or [known["folder"][0] for known in vocabulary().values()]:
        try:
            with os.scandir(folder / name) as entries:
                files = [Path(entry.name) for entry in entries]
            yield from sorted(file.stem for file in files if file.suffix in (".yaml", ".yml"))
        except OSError:
            pass
        for ending in ("yaml", "yml"):
            yield from _KEY.findall(_text(folder / f"{name}.{ending}"))


def _people(folder: Path | None) -> list[str]:
    text = _text(folder / "mvpplan.yaml") if folder else ""
    flow = _FLOW_PEOPLE.search(text)
    if flow:
        return _FLOW_PERSON.findall(flow[1])
    block = _PEOPLE.search(text)
    return _PERSON.findall(block[1]) if block else []


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
