"""What libyaml objects to, in words for somebody who writes plans and not YAML (MP002)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mvpplan.text.nodes import Fault

if TYPE_CHECKING:
    import yaml

# The characters of YAML 1.1, section 5.1; libyaml stops at any other.
_UNREADABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})( |$)", re.MULTILINE)
_FIELD = re.compile(r"^(\s*(?:- )?[\w-]+):[ \t]+(.*?)\s*$")

# A fragment of libyaml's message, what it means, and what to do.
_MEANINGS = (
    (
        "mapping values are not allowed",
        "a colon followed by a space starts a new value here",
        "put the whole text in quotes",
    ),
    (
        "found a tab character",
        "a tab stands where spaces belong",
        "indent with spaces",
    ),
    (
        "unexpected end of stream",
        "a quote is opened here and never closed",
        "add the closing quote, or put the whole text in the other kind of quotes",
    ),
    (
        "unknown escape character",
        "a backslash in double quotes starts an escape that does not exist",
        "use single quotes, or write the backslash twice",
    ),
    (
        "could not find expected ':'",
        "a field without a colon",
        "write 'field: value'; indent text that goes on from the line above",
    ),
    (
        "block sequence entries are not allowed",
        "a list cannot start on the line of its field",
        "put '- item' on a line of its own, or write [item, item]",
    ),
    (
        "did not find expected '-' indicator",
        "this line does not line up with the list above it",
        "indent it like the items above, or like the field that the list belongs to",
    ),
    (
        "did not find expected ',' or",
        "a bracket is opened and never closed, or a comma is missing",
        "close the bracket; put text that holds brackets, commas or colons in quotes",
    ),
    (
        "did not find expected key",
        "this does not line up with the fields around it, or text goes on after a closing quote",
        "indent it like the fields around it; put the whole text in one pair of quotes",
    ),
    (
        "alphabetic or numeric character",
        "text cannot start with * or & without quotes",
        "put the whole text in quotes",
    ),
)


def syntax_fault(error: yaml.YAMLError, text: str) -> Fault:
    """Turn a parser's error into a fault at the place that has to be edited."""
    unreadable = _UNREADABLE.search(text)
    conflict = _CONFLICT.search(text)
    if unreadable:
        code = ord(unreadable[0])
        message = f"the character U+{code:04X} cannot stand in a YAML file"
        return Fault("MP002", unreadable.start(), message, "delete it")
    if conflict:
        message = "a merge conflict is left here"
        return Fault("MP002", conflict.start(), message, "choose one side and delete the marks")
    problem = str(getattr(error, "problem", None) or error)
    offset = _offset(error, problem, len(text))
    line_start = text.rfind("\n", 0, offset) + 1
    line = text[line_start:].split("\n", 1)[0].rstrip("\r")
    if "cannot start any token" in problem:
        return _bad_start(text, offset)
    for fragment, message, hint in _MEANINGS:
        if fragment in problem:
            return Fault("MP002", offset, message, _with_example(hint, line))
    return Fault("MP002", offset, f"this is not YAML: {problem}", "see the line above as well")


def _offset(error: yaml.YAMLError, problem: str, end: int) -> int:
    opened = "unexpected end of stream" in problem
    mark = getattr(error, "context_mark" if opened else "problem_mark", None)
    return min(mark.index, end) if mark is not None else 0


def _bad_start(text: str, offset: int) -> Fault:
    sign = text[offset : offset + 1]
    if sign == "\t":
        return Fault("MP002", offset, "a tab stands where spaces belong", "indent with spaces")
    message = f"text cannot start with {sign} without quotes"
    return Fault("MP002", offset, message, "put the whole text in quotes")


def _with_example(hint: str, line: str) -> str:
    match = _FIELD.match(line)
    if match is None or '"' in line or not hint.startswith("put the whole text in quotes"):
        return hint
    return f'{hint}: {match[1].strip()}: "{match[2]}"'
