"""Plans with one text in every field that takes text, made from the model's own outline."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from mvpplan.model import RECORDS
from mvpplan.model.fields import Outcome, Person, Ref
from mvpplan.model.journey import Journey
from mvpplan.model.outline import outline
from mvpplan.model.quantity import Quantity
from mvpplan.model.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mvpplan.model.outline import Field
    from mvpplan.model.record import Record

AS_OF = "2026-11-20"
_UNTEXTED = {"format", "rules", "gates", "waivers", "review", "scale"}
_NO_STATUS = "one"
_LONGEST_NAME = 200
_LONGEST_KEY = 1000


class Plain(str):
    """A value that stands without quotes: a number, a date, a choice."""

    __slots__ = ()


_VALUES: dict[Any, Plain] = {
    date: Plain(AS_OF),
    Decimal: Plain("4"),
    Quantity: Plain("2-5"),
    int: Plain("3"),
    bool: Plain("true"),
}
_VALUES_BY_NAME = {
    "confidence": Plain("0.5"),
    "accuracy": Plain("0.5"),
    "opened": Plain("2026-11-16"),
    "due": Plain("2026-11-18"),
}


def quoted(text: str) -> str:
    """A text as YAML in double quotes, pure ASCII whatever it holds."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(sign: str) -> str:
    code = ord(sign)
    if sign in '"\\':
        return f"\\{sign}"
    if " " <= sign <= "~":
        return sign
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def written(value: Any) -> str:
    """A value as YAML on one line."""
    if isinstance(value, Plain):
        return str(value)
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return "{" + ", ".join(f"{_key(key)}: {written(item)}" for key, item in value.items()) + "}"


def lines(fields: dict[str, Any]) -> bytes:
    """A file with a field on every line."""
    pairs = [f"? {_key(k)}\n: {written(v)}\n" for k, v in fields.items()]
    return "".join(pairs).encode()


def _key(text: str) -> str:
    if isinstance(text, Plain) or text.replace("_", "a").replace("-", "a").isalnum():
        return text
    return ("? " if len(text) > _LONGEST_KEY else "") + quoted(text)


def filled(shape: type, text: str, ids: dict[str, str]) -> dict[str, Any]:
    """Every field of a shape with a value that it takes, text wherever it takes text.

    Links go to the records that ``ids`` names by kind, if it does.
    """
    return {
        name: _value(field, text, ids)
        for name, field in outline(shape).items()
        if name not in {"id", "status"} | _UNTEXTED and _has_target(field, ids)
    }


def _has_target(field: Field, ids: dict[str, str]) -> bool:
    kinds = field.marker.kinds if isinstance(field.marker, Ref) else ()
    return not kinds or any(kind in ids for kind in kinds)


def _value(field: Field, text: str, ids: dict[str, str]) -> Any:
    value: Any = text
    if field.name in _VALUES_BY_NAME:
        value = _VALUES_BY_NAME[field.name]
    elif field.base in _VALUES:
        value = _VALUES[field.base]
    elif field.group:
        value = filled(field.base, text, ids)
    elif isinstance(field.marker, Ref):
        value = Plain(next(ids[kind] for kind in field.marker.kinds or ids if kind in ids))
    elif isinstance(field.marker, Person):
        value = Plain("ana")
    elif isinstance(field.marker, Outcome):
        value = Plain("speed")
    elif field.choices:
        value = Plain(field.choices[0])
    if field.keyed:
        return {"speed": value}
    return [value] if field.many else value


def _statuses(kind: type[Record]) -> tuple[str, ...]:
    return outline(kind)["status"].choices or ("",)


def sound(*texts: str) -> dict[str, bytes]:
    """A plan that can be read, with each text in every field of every kind and every status."""
    together = " / ".join(texts)
    settings = {"format": Plain("1")} | filled(Settings, together, _targets(0))
    settings |= {"impact": {"unit": texts[0]}, "cost": {"unit": texts[0]}}
    person = {"name": texts[0], "function": Plain("planning"), "escalates_to": Plain("mara")}
    settings["people"] = {"ana": person, "mara": {"name": texts[-1]}}
    settings["waivers"] = [
        {"rule": Plain("MP303"), "by": Plain("ana"), "why": together, "until": Plain("2027-01-01")}
    ]
    files = {"mvpplan.yaml": lines(settings)}
    for number, text in enumerate(texts):
        targets = _targets(number)
        for kind in RECORDS:
            for status in _statuses(kind):
                name = f"{kind.kind}-{status}-{number}"
                others = {other: target for other, target in targets.items() if target != name}
                record = filled(kind, text, others)
                if kind is Journey:
                    record |= _machine(text)
                if status != _NO_STATUS:
                    record["status"] = Plain(status)
                files[f"{kind.folder}/{name}.yaml"] = lines(record)
    return files


def _machine(text: str) -> dict[str, Any]:
    """A journey that can be walked, with a text in every name as far as a name takes it."""
    name = re.sub(r"[\s().]+", "-", text)
    last = f"{name}!"
    moves = [
        {"do": text, "to": last, "when": f"{name} is {name}"},
        {"do": last, "to": name, "when": f"{name} is not {name}", "sets": {name: name}},
    ]
    return {
        "roles": {name: text, last: text},
        "facts": {name: [name, last]},
        "start": name,
        "states": {
            name: {"role": name, "kind": Plain("error"), "shows": text, "moves": moves},
            last: {"role": last, "kind": Plain("end"), "shows": text},
        },
        "happy_path": [name, last],
        "exceptions": [{"title": text, "path": [name, name, last], "acceptance": text}],
    }


def _targets(number: int) -> dict[str, str]:
    """What the links of a text's records point to, by kind: the open record of that text."""
    return {kind.kind: f"{kind.kind}-{_statuses(kind)[0]}-{number}" for kind in RECORDS}


def unsound(*texts: str) -> dict[str, bytes]:
    """A plan with texts wherever YAML lets them stand: as names, ids, dates, numbers, choices.

    Each text stands in all places of one kind; the kinds take turns.
    """
    together = " / ".join(texts)
    settings: dict[str, Any] = dict.fromkeys(outline(Settings), together) | {
        "people": {text: {"name": text, "escalates_to": text, text: text} for text in texts},
        "protects": {text: text for text in texts},
        "review": {"day": together, "every": together},
        "rules": {text: text for text in texts},
        "waivers": [{"rule": t, "record": t, "by": t, "why": t, "until": t} for t in texts],
        "outcome": {"metric": together, "signal": together},
    }
    files = {"mvpplan.yaml": lines(settings | {text: text for text in texts})}
    for position, kind in enumerate(RECORDS):
        mine = dict(list(enumerate(texts))[position :: len(RECORDS)])
        files[f"{kind.folder}.yaml"] = lines(
            {
                key: item
                for number, text in mine.items()
                for key, item in _faulty(kind, text, number)
            }
        )
        for number, text in mine.items():
            bare = text.replace("'", "-").replace("\0", "-")
            files[f"{kind.folder}/raw-{number}.yaml"] = f"title: '{bare}'\n".encode()
            files[f"{kind.folder}/{file_name(text)}.yaml"] = lines({"title": text, "owner": text})
            files[f"{file_name(text)}/{file_name(text)}.yaml"] = lines({text: text})
    return files


def _faulty(kind: type[Record], text: str, number: int) -> Iterator[tuple[str, dict[str, Any]]]:
    lists = {name: [text] for name, field in outline(kind).items() if field.many}
    yield text, {"title": text}
    yield f"all-{number}", dict.fromkeys(outline(kind), text)
    yield f"lists-{number}", dict.fromkeys(outline(kind), text) | lists
    yield f"named-{number}", {"title": text, "owner": text, "status": text, text: text}


def file_name(text: str) -> str:
    """As much of a text as can name a file."""
    name = text.replace("/", "-").replace("\0", "-").lstrip(".")
    return name.encode()[:_LONGEST_NAME].decode(errors="ignore")


def write(folder: Path, files: dict[str, bytes]) -> Path:
    """Write a plan, and return its folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
