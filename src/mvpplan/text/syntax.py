"""What libyaml objects to, in words for somebody who writes plans and not YAML (MP002)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mvpplan.text.nodes import Fault
from mvpplan.text.slips import (
    COLON,
    LONGEST_EXAMPLE,
    QUOTE,
    colon_in_brackets,
    hash_in_brackets,
    line_slip,
    person_hint,
    quote_hint,
    slip_above,
    text_after_end,
    unknown_value,
)

if TYPE_CHECKING:
    import yaml

# The characters of YAML 1.1, section 5.1; libyaml stops at any other.
_UNREADABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_CONFLICT = re.compile(r"(?:\A|(?<=[\n\r]))(?:<{7}|>{7})(?= |[\n\r]|\Z)")
_CONFLICT_MARK = re.compile(r"(?:\A|(?<=[\n\r]))(?:<{7}|={7}|>{7})(?= |[\n\r]|\Z)")


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a message of libyaml means to a planner.

    ``fragment`` is a piece of the message; ``opener`` tells that the place to mend is where the
    broken thing starts, not where the parser gave up.
    """

    fragment: str
    message: str
    hint: str
    opener: bool = False


_ESCAPE = _Meaning(
    "unknown escape character",
    "a backslash in double quotes starts an escape that does not exist",
    "use single quotes, or write the backslash twice",
)
_BRACKET = _Meaning(
    "did not find expected ',' or",
    "a bracket is opened and never closed, or a comma is missing",
    "close the bracket; put text that holds brackets, commas or colons in quotes",
    opener=True,
)
_BLOCK = _Meaning(
    "did not find expected comment or line break",
    "text cannot follow on the line of a | or >",
    QUOTE,
)
_NO_CONTENT = "did not find expected node content"
_APART = "did not find expected <document start>"
_UNALIGNED = "did not find expected key"
_DEEPER = _Meaning(
    "mapping values are not allowed",
    "this field is indented deeper than the fields around it",
    "indent it like the fields around it; indent text that goes on without a colon",
)
_MEANINGS = (
    _Meaning("a tag)", "text cannot start with ! without quotes", QUOTE, opener=True),
    _Meaning("mapping values are not allowed", COLON, QUOTE),
    _Meaning("found a tab character", "a tab stands where spaces belong", "replace it with spaces"),
    _Meaning(
        "found unexpected end of stream",
        "a quote is opened here and never closed",
        "add the closing quote, or put the whole text in the other kind of quotes",
        opener=True,
    ),
    _Meaning(
        "found unexpected document indicator",
        "a quote is opened here and never closed before a line of dashes or dots",
        "add the closing quote",
        opener=True,
    ),
    _ESCAPE,
    _Meaning("hexdecimal number", _ESCAPE.message, _ESCAPE.hint),
    _Meaning(
        "could not find expected ':'",
        "a field without a colon",
        "write 'field: value'; indent text that goes on from the line above",
        opener=True,
    ),
    _Meaning(
        "block sequence entries are not allowed",
        "a list cannot start on the line of its field",
        "put '- item' on a line of its own, or write [item, item]",
    ),
    _Meaning(
        "mapping keys are not allowed",
        "text cannot start with a question mark and a space without quotes",
        QUOTE,
    ),
    _Meaning(
        "did not find expected '-' indicator",
        "this line does not line up with the list above it",
        "indent an item like the items above, a field like the fields it belongs to",
    ),
    _BRACKET,
    _Meaning(
        _NO_CONTENT,
        "a value is missing between brackets or commas",
        "write the value, or delete the comma; close every bracket",
    ),
    _Meaning(
        _UNALIGNED,
        "this line does not line up with the lines around it",
        "indent it like the lines around it",
    ),
    _Meaning(
        _APART,
        "this line stands apart from the fields above it",
        "indent all fields alike; delete a line of three dots or dashes",
    ),
    _BLOCK,
    _Meaning(
        "indentation indicator equal to 0",
        "a 0 cannot follow a | or >",
        "delete it and indent the lines below",
    ),
    _Meaning(
        "alphabetic or numeric", "text cannot start with * or & without quotes", QUOTE, opener=True
    ),
    _Meaning("found invalid Unicode character", _ESCAPE.message, _ESCAPE.hint),
    _Meaning("found unexpected ':'", "a colon stands here without a space after it", QUOTE),
    _Meaning("directive", "a line cannot start with % without quotes", QUOTE),
    _Meaning(
        "incompatible YAML document",
        "the file asks for a version of YAML that nobody reads",
        "delete the line that starts with %",
    ),
)
# What a line that is no field is taken for.
_NO_FIELD = frozenset({"could not find expected ':'", "alphabetic or numeric"})
_OTHERWISE = _Meaning(
    "", "this cannot be read", "look at quotes, brackets and indentation here and in the line above"
)


def conflict_fault(text: str) -> Fault | None:
    """The fault of text that a merge left in conflict; None if there is none."""
    left = ("<<<<<<<" in text or ">>>>>>>" in text) and _CONFLICT.search(text)
    conflict = _CONFLICT_MARK.search(text) if left else None
    if conflict is None:
        return None
    hint = "keep one side; delete the lines of <<<<<<<, ======= and >>>>>>>"
    return Fault("MP002", conflict.start(), "a merge conflict is left here", hint)


def syntax_fault(error: yaml.YAMLError, text: str) -> Fault:
    """Turn a parser's error into a fault at the place that has to be edited."""
    unreadable = _UNREADABLE.search(text)
    if unreadable:
        message = f"the character U+{ord(unreadable[0]):04X} cannot stand in a YAML file"
        return Fault("MP002", unreadable.start(), message, "delete it")
    context = str(getattr(error, "context", None) or "")
    problem = f"{getattr(error, 'problem', None) or ''} ({context})"
    marked = min(_index(error, "problem_mark"), len(text))
    if "cannot start any token" in problem:
        return _bad_start(text, marked)
    meaning = next((each for each in _MEANINGS if each.fragment in problem), _OTHERWISE)
    if meaning.message == _ESCAPE.message:
        marked = max(0, text.rfind("\\", 0, marked + 1))
    elif meaning.opener:
        marked = _index(error, "context_mark", marked)
    elif not text[marked:].strip():  # the end of the file: what is wrong was opened before
        bracket = _last_open_bracket(text)
        meaning, marked = (meaning, len(text.rstrip())) if bracket is None else (_BRACKET, bracket)
    slip = _slip(text, marked, meaning) or unknown_value(text, marked)
    if slip is None and meaning is _BRACKET:
        slip = colon_in_brackets(text, marked, _index(error, "problem_mark"))
    if slip is not None:
        return slip
    before, line = _line_at(text, marked)
    if meaning.message == COLON and not before.strip(" -\t\"'").count(":") and _deeper(before):
        meaning, marked = _DEEPER, marked - len(before.lstrip())
    elif meaning is _BLOCK and before.rstrip()[-1:] in {"|", ">"}:
        marked -= len(before) - len(before.rstrip()) + 1
    hint = quote_hint(line) if meaning.hint == QUOTE else meaning.hint
    return Fault("MP002", marked, meaning.message, hint)


def _slip(text: str, marked: int, meaning: _Meaning) -> Fault | None:
    """A fault that the line tells better than the parser does; None if it does not."""
    before, line = _line_at(text, marked)
    start = marked - len(before)
    if meaning.fragment in _NO_FIELD:
        return line_slip(line, start)
    if meaning.message == COLON and re.fullmatch(r"\s*[\w-]+\s*", before):
        return slip_above(text, start)
    if meaning.fragment == _APART:
        return slip_above(text, start)
    if meaning.fragment == _UNALIGNED and before.strip():
        return text_after_end(line, marked)
    if meaning is _BRACKET or meaning.fragment == _NO_CONTENT:
        bracket = re.search(r"[\[{]", line)
        return hash_in_brackets(text, start + bracket.start(), marked) if bracket else None
    return None


def _index(error: yaml.YAMLError, mark: str, otherwise: int = 0) -> int:
    found = getattr(error, mark, None)
    return otherwise if found is None else int(found.index)


def _line_at(text: str, offset: int) -> tuple[str, str]:
    """The part of a line before an offset, and the whole line."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    line = re.split(r"[\r\n]", text[start:], maxsplit=1)[0]
    return text[start:offset], line


def _deeper(before: str) -> bool:
    """Whether what stands before a colon is no more than an indented name of a field."""
    return (
        len(before) < LONGEST_EXAMPLE
        and before[:1].isspace()
        and re.fullmatch(r"[\w-]+", before.strip()) is not None
    )


def _last_open_bracket(text: str) -> int | None:
    """The last bracket that is not closed, quotes left aside."""
    depth = 0
    for offset in range(len(text) - 1, -1, -1):
        if text[offset] in "]}":
            depth += 1
        elif text[offset] in "[{":
            if not depth:
                return offset
            depth -= 1
    return None


def _bad_start(text: str, offset: int) -> Fault:
    sign = text[offset : offset + 1]
    if sign == "\t":
        return Fault("MP002", offset, "a tab stands where spaces belong", "replace it with spaces")
    _, line = _line_at(text, offset)
    if line.lstrip().startswith("```"):
        hint = "delete the lines of ```"
        return Fault("MP002", offset, "a line of ``` is no part of a plan file", hint)
    message = f"text cannot start with {sign} without quotes"
    person = person_hint(line) if sign == "@" else None
    return Fault("MP002", offset, message, person or quote_hint(line))
