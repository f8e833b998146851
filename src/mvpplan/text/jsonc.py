"""JSON with comments and trailing commas, as editors keep their settings: read with positions.

Members are added by splicing text, so that every other byte stays as it is.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

_BETWEEN = re.compile(r"(?:[ \t\r\n]+|//[^\r\n]*|/\*.*?\*/)*", re.DOTALL)
_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"')
_OTHER = re.compile(r"true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_REST_OF_LINE = re.compile(r"[ \t]*(?://[^\r\n]*|/\*[^\r\n]*?\*/[ \t]*)?(?=\r?\n)")
_DEEPEST = 50
_INDENT = "    "


class JsoncError(ValueError):
    """Text that is no JSON with comments; ``str()`` says what is wrong, in a line of its own."""


@dataclass(slots=True)
class Node:
    """A value; ``start`` is where it begins, ``members`` are those of an object, by name."""

    value: Any
    start: int
    members: dict[str, Node] = field(default_factory=dict)
    first: int | None = None


def read_jsonc(text: str) -> Node:
    """Read a text; raises JsoncError, also where a name is given twice."""
    node, end = _value(text, _skip(text, 1 if text.startswith("\ufeff") else 0), 0)
    if _skip(text, end) != len(text):
        raise _error(text, _skip(text, end), "something stands after the end")
    return node


def add_member(text: str, node: Node, name: str, value: str) -> str:
    """Add a member as the first one of an object.

    Args:
        text: the whole text.
        node: the object, as read from it.
        name: a name that the object does not have.
        value: JSON; its lines after the first one are indented as they stand here.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    outer = _indent_at(text, node.start)
    inner = outer + (_unit(text) or _INDENT)
    if node.first is not None and _is_first_on_line(text, node.first):
        inner = _indent_at(text, node.first)
    lines = f"{json.dumps(name, ensure_ascii=False)}: {value}".split("\n")
    added = newline + inner + (newline + inner).join(lines) + ("," if node.members else "")
    rest = _REST_OF_LINE.match(text, node.start + 1)
    at = rest.end() if rest else node.start + 1
    if rest is None and not node.members:
        added += newline + outer
    return text[:at] + added + text[at:]


def unit_of(text: str) -> str:
    """How far a text indents each level."""
    return _unit(text) or _INDENT


def _unit(text: str) -> str:
    match = re.search(r"^([ \t]+)\S", text, re.MULTILINE)
    return match[1] if match else ""


def _indent_at(text: str, offset: int) -> str:
    start = text.rfind("\n", 0, offset) + 1
    match = re.compile(r"[ \t]*").match(text, start)
    return match[0] if match else ""


def _is_first_on_line(text: str, offset: int) -> bool:
    return not text[text.rfind("\n", 0, offset) + 1 : offset].strip()


def _skip(text: str, at: int) -> int:
    match = _BETWEEN.match(text, at)
    return match.end() if match else at


def _value(text: str, at: int, depth: int) -> tuple[Node, int]:
    """The value at an offset, and where it ends."""
    if depth > _DEEPEST:
        raise _error(text, at, "it is nested too deep")
    if text[at : at + 1] == "{":
        return _object(text, at, depth)
    if text[at : at + 1] == "[":
        return _array(text, at, depth)
    match = _STRING.match(text, at) or _OTHER.match(text, at)
    if match is None:
        raise _error(text, at, "a value is missing")
    return Node(json.loads(match[0]), at), match.end()


def _object(text: str, start: int, depth: int) -> tuple[Node, int]:
    node = Node({}, start)
    at = _skip(text, start + 1)
    while text[at : at + 1] != "}":
        match = _STRING.match(text, at)
        if match is None:
            raise _error(text, at, "a name in quotes is missing")
        if node.first is None:
            node.first = at
        name = json.loads(match[0])
        if name in node.members:
            raise _error(text, at, "a name is given twice")
        colon = _skip(text, match.end())
        if text[colon : colon + 1] != ":":
            raise _error(text, colon, "a colon is missing")
        member, end = _value(text, _skip(text, colon + 1), depth + 1)
        node.members[name] = member
        node.value[name] = member.value
        at = _after_comma(text, end, "}")
    return node, at + 1


def _array(text: str, start: int, depth: int) -> tuple[Node, int]:
    node = Node([], start)
    at = _skip(text, start + 1)
    while text[at : at + 1] != "]":
        item, end = _value(text, at, depth + 1)
        node.value.append(item.value)
        at = _after_comma(text, end, "]")
    return node, at + 1


def _after_comma(text: str, at: int, closing: str) -> int:
    """Where the next item or the closing bracket stands."""
    at = _skip(text, at)
    if text[at : at + 1] == ",":
        return _skip(text, at + 1)
    if text[at : at + 1] != closing:
        raise _error(text, at, "a comma is missing")
    return at


def _error(text: str, at: int, message: str) -> JsoncError:
    line = text.count("\n", 0, at) + 1
    return JsoncError(f"{message} in line {line}")
