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


def _vocabulary(part: str) -> Any:
    """``kinds`` with folder, fields and statuses of each, ``codes`` of rules, ``gates``."""
    path = Path(__file__).with_name("vocabulary.json")
    return json.loads(path.read_text(encoding="utf-8"))[part]


def complete_kinds(incomplete: str) -> list[str]:
    """Kinds of records."""
    return _matching(_vocabulary("kinds"), incomplete)


def complete_gates(incomplete: str) -> list[str]:
    """Names of gates."""
    return _matching(_vocabulary("gates"), incomplete)


def complete_codes(incomplete: str) -> list[str]:
    """Codes of rules, in small letters too."""
    codes = _matching(_vocabulary("codes"), incomplete.upper())
    return [incomplete + code[len(incomplete) :] for code in codes]


def complete_templates(ctx: typer.Context, incomplete: str) -> list[str]:
    """Names of templates."""
    from mvpplan.resources import templates

    libraries = [templates("plans"), *filter(None, [ctx.params.get("library")])]
    found = {path.parent.name for each in libraries for path in each.glob("*/template.yaml")}
    return _matching(sorted(found), incomplete)


def complete_ids(ctx: typer.Context, incomplete: str) -> list[str]:
    """Ids of records."""
    return _matching(_ids(_folder(ctx)), incomplete)


def complete_people(ctx: typer.Context, incomplete: str) -> list[str]:
    """Keys of people."""
    return _matching(_people(_folder(ctx)), incomplete)


def complete_metrics(ctx: typer.Context, incomplete: str) -> list[str]:
    """Ids of metrics."""
    return _matching(_ids(_folder(ctx), ["metrics"]), incomplete)


def complete_journeys(ctx: typer.Context, incomplete: str) -> list[str]:
    """Ids of journeys."""
    return _matching(_ids(_folder(ctx), ["journeys"]), incomplete)


def complete_statuses(ctx: typer.Context, incomplete: str) -> list[str]:
    """Statuses of the kind of the record that is named, or of all kinds."""
    folder, kinds = _folder(ctx), list(_vocabulary("kinds").values())
    # An option that waits for its value keeps the arguments before it from being read.
    named = {ctx.params.get("record"), *ctx.args}
    own = [kind for kind in kinds if not named.isdisjoint(_ids(folder, [kind["folder"]]))]
    found = {status for kind in own or kinds for status in kind["statuses"]}
    return _matching(sorted(found), incomplete)


def complete_assignments(ctx: typer.Context, incomplete: str) -> list[str]:
    """``FIELD=``, and behind it the values of fields that name people, records or a status."""
    split = _split_by_bash()
    if split is not None:
        return _values(ctx, *split)
    field, sign, words = incomplete.partition("=")
    if sign:
        return [f"{field}={value}" for value in _values(ctx, field, words)]
    fields = {each for kind in _vocabulary("kinds").values() for each in kind["fields"]}
    return _matching((f"{each}=" for each in sorted(fields)), incomplete)


def _split_by_bash() -> tuple[str, str] | None:
    """Field and value where bash, to which ``=`` is a word of its own, completes the value only."""
    words = os.environ.get("COMP_WORDS", "").split("\n")
    before = words[: int(os.environ.get("COMP_CWORD", "0")) + 1]
    if len(before) > 1 and before[-1] == "=":
        return before[-2], ""
    if len(before) > 2 and before[-2] == "=":  # noqa: PLR2004 - the field, the sign, the value
        return before[-3], before[-1]
    return None


def _values(ctx: typer.Context, field: str, incomplete: str) -> list[str]:
    name = field.rstrip("+-").rpartition(".")[2]
    if name == "status":
        return complete_statuses(ctx, incomplete)
    return _matching((_people if name in _PEOPLE_FIELDS else _ids)(_folder(ctx)), incomplete)


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
    for name in kinds or [kind["folder"] for kind in _vocabulary("kinds").values()]:
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
