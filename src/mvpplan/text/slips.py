"""Slips of the hand that make a line no YAML, told from the line itself, with the line as meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mvpplan.text.nodes import Fault, Scalar
from mvpplan.text.words import PLACEHOLDERS, shortened

if TYPE_CHECKING:
    from mvpplan.text.nodes import Mapping

LONGEST_EXAMPLE = 100
QUOTE = "put the whole text in quotes"
COLON = "a colon followed by a space starts a new value here"

_FIELD = re.compile(r"^(\s*(?:- )?[\w-]+):[ \t]+(.*?)(?:[ \t]+#.*)?\s*$")
_FIELD_TO_END = re.compile(r"^(\s*(?:- )?[\w-]+):[ \t]+(.*?)\s*$")
_BULLET = re.compile(r"\s*[-–—•·‣▪◦*](\s*)(\S.*)\Z")
_NO_SPACE = re.compile(r"(\s*(?:- )?)([\w-]+):(?!//)([^\s:].*)\Z")
_OTHER_SPACE = re.compile(r"(\s*(?:- )?)([\w-]+):[^\S \t\r\n]\s*(\S.*)\Z")
_NO_COLON = re.compile(r"(\s*(?:- )?)([\w-]+)\s*(?:=|\uff1a)\s*(\S.*)\Z")
_NO_SPACE_IN_BRACES = re.compile(r"([\w-]+):(?!//)([^\s:].*)\Z")
_MARKDOWN = re.compile(r"\s*(?:[-*] +)?\*\*(\w[\w -]*?)(?::\*\*|\*\*:)\s*(\S.*)\Z")
_HASH = re.compile(r"(?:(?<=[\s\[{,]))#(\S[^\s,\]}]*)?")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
_PERSON = re.compile(
    r"(\s*(?:- )?(?:owner|by|to|decided_by|requested_by|approver|monitor|escalates_to):[ \t]+"
    r"|\s*- )@([a-z0-9][a-z0-9-]*)\s*\Z"
)
_CONDITION = re.compile(r"\s*(?:- )?when:\s+([\w-]+):\s+([\w-]+)\s*\Z")
_WORDS = re.compile(r"[^,:\[\]{}#\"']+(?:,[^,:\[\]{}#\"']+)*(?=\s*[,}])")
LISTS = frozenset(
    [
        "path",
        "happy_path",
        "tags",
        "links",
        "depends_on",
        "requires",
        "supersedes",
        "decisions",
        "assumptions",
        "protects",
        "reviewers",
        "blocks",
        "journeys",
    ]
)
"""Fields that hold a list of words wherever there are such."""

_IDS = re.compile(r"[a-z0-9][a-z0-9-]*(?:, ?[a-z0-9][a-z0-9-]*)+\Z")
_BRACE_NEXT = re.compile(r"\s*\}")
_PAIRS = {"“": "”", "„": "“", "«": "»", "\u2018": "\u2019"}


def in_quotes(value: str) -> str | None:
    r"""Text in the quotes that it can stand in as it is; None if in neither kind.

    >>> in_quotes("Launch: phase one"), in_quotes('The "launch": phase one')
    ('"Launch: phase one"', '\'The "launch": phase one\'')
    """
    if len(value) > 2 and _PAIRS.get(value[0]) == value[-1]:  # noqa: PLR2004 - two quotes
        value = value[1:-1]
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return None if "'" in value else f"'{value}'"


def quote_hint(line: str, *, comment: bool = False) -> str:
    """The hint to quote a text, with the line as it should be where that is plain.

    With ``comment``, what follows a # is text too.
    """
    if condition := _CONDITION.match(line):
        return f"write when: {condition[1]} is {condition[2]}"
    form = _FIELD_TO_END if comment else _FIELD
    match = form.match(line) if len(line) <= LONGEST_EXAMPLE else None
    quoted = in_quotes(match[2]) if match else None
    return f"{QUOTE}: {match[1].strip()}: {quoted}" if match and quoted else QUOTE


def person_hint(line: str) -> str | None:
    """The hint for a person who is named with a sign, as in a chat."""
    match = _PERSON.match(line) if len(line) <= LONGEST_EXAMPLE else None
    if match is None:
        return None
    written = f"{match[1].strip()} {match[2]}".strip()
    return f"write a person without the @: {written}"


def line_slip(line: str, start: int) -> Fault | None:
    """The fault of a line that is no field, at its offset; None if the line does not tell."""
    if len(line) > LONGEST_EXAMPLE:
        return None
    at = start + len(line) - len(line.lstrip())
    markdown = _MARKDOWN.match(line)
    if markdown:
        field = "_".join(markdown[1].lower().split())
        message = "a field is written without the signs of Markdown"
        return Fault("MP002", at, message, f"write {field}: {markdown[2].rstrip()}")
    bullet = _BULLET.match(line)
    if bullet and not (line.lstrip().startswith("-") and bullet[1]):
        message = "a list item starts with a dash and a space"
        return Fault("MP002", at, message, f"write - {bullet[2].rstrip()}")
    for form, message in (
        (_OTHER_SPACE, "the space after the colon is no plain space"),
        (_NO_SPACE, "a space is missing after the colon"),
        (_NO_COLON, "a field without a colon"),
    ):
        match = form.match(line)
        if match:
            written = f"{match[1].strip()} {match[2]}: {match[3].strip()}".strip()
            return Fault("MP002", at, message, f"write {written}")
    return None


def unknown_value(text: str, offset: int) -> Fault | None:
    """The fault of a sign that stands for a value not known yet, such as a lone question mark."""
    value = re.split(r"[\r\n]| #", text[offset : offset + LONGEST_EXAMPLE], maxsplit=1)[0].rstrip()
    if value.casefold() not in PLACEHOLDERS:
        return None
    hint = "write the value, or delete the line until it is known"
    return Fault("MP002", offset, f"{value} is no value", hint)


def colon_in_brackets(text: str, opener: int, offset: int) -> Fault | None:
    """The fault of a second colon in a value between brackets; None if there is none."""
    part = text[opener:offset]
    if (
        text[offset : offset + 1] != ":"
        or len(part) > LONGEST_EXAMPLE
        or re.search(r"[\r\n]", part)
    ):
        return None
    before = re.split(r"[,{}\[\]]", part)[-1].strip()
    after = re.split(r"[,{}\[\]\r\n]", text[offset : offset + LONGEST_EXAMPLE])[0]
    return Fault("MP002", offset, COLON, quote_hint(before + after))


def slip_above(text: str, start: int) -> Fault | None:
    """The fault of the nearest line above an offset that a colon without a space made text."""
    while start > 0:
        above = max(text.rfind("\n", 0, start - 1), text.rfind("\r", 0, start - 1)) + 1
        line = text[above : start - 1].rstrip("\r\n")
        if line.strip() and not line.lstrip().startswith("#"):
            found = _NO_SPACE.match(line) or _OTHER_SPACE.match(line)
            return line_slip(line, above) if found else None
        start = above
    return None


def text_after_end(line: str, offset: int) -> Fault:
    """The fault of text that goes on after a quote or a bracket is closed."""
    match = _FIELD.match(line) if len(line) <= LONGEST_EXAMPLE else None
    value = match[2] if match else line.strip().removeprefix("- ")
    what = "bracket" if value[:1] in {"[", "{"} else "quote"
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1].replace(value[0] * 2, value[0])
    quoted = in_quotes(value) if match else None
    hint = f"{QUOTE}: {match[1].strip()}: {quoted}" if match and quoted else QUOTE
    return Fault("MP002", offset, f"text goes on after a closing {what}", hint)


def hash_in_brackets(text: str, opener: int, stop: int) -> Fault | None:
    """The fault of a comment that swallows the end of a bracket."""
    end = re.compile(r"[\r\n]|\Z").search(text, min(stop, len(text)))
    part = text[opener : end.start() if end else len(text)][: 10 * LONGEST_EXAMPLE]
    hidden = _QUOTED.sub(lambda match: " " * len(match[0]), part)
    match = _HASH.search(hidden)
    if match is None or not match[1]:
        return None
    message = "what follows # is a comment, so the bracket is never closed"
    return Fault(
        "MP002", opener + match.start(), message, f'put text with a # in quotes: "{match[0]}"'
    )


def sign_hint(text: str, offset: int) -> str:
    """The hint to quote a text that starts with a sign of YAML, with its line where plain."""
    before = re.split(r"[\r\n]", text[max(0, offset - LONGEST_EXAMPLE) : offset])[-1]
    line = before + re.split(r"[\r\n]", text[offset : offset + LONGEST_EXAMPLE], maxsplit=1)[0]
    match = _FIELD.match(line)
    return quote_hint(line) if match and match.start(2) == len(before) else QUOTE


def word_in_braces(text: str, here: Mapping, word: str, start: int) -> tuple[Fault, int]:
    """The fault of a word between commas in braces, with the offset where such words end.

    A comma of the text before it may have cut it off; if it is the first, a list may be meant.
    """
    match = _WORDS.match(text, start, start + 2 * LONGEST_EXAMPLE)
    end = match.end() if match else start + 1
    name = shortened(" ".join(word.split()), LONGEST_EXAMPLE // 2)
    before = next(reversed(here), None)
    no_space = _NO_SPACE_IN_BRACES.match(name)
    if no_space:
        hint = f"put a space after the colon: {no_space[1]}: {no_space[2]}"
        message = f"{name} in braces has no space after its colon"
        return Fault("MP004", here.start if before is None else start, message, hint), end
    if before is None:
        hint = f"write '{name}: ' and its value"
        if match and _BRACE_NEXT.match(text, end):
            words = " ".join(match[0].split())
            hint = f"write a list in square brackets, [{words}], or put text in quotes"
        return Fault("MP004", here.start, f"{name} in braces has no colon", hint), end
    message = f"a comma in braces ends the value before it, and {name} has no colon"
    value, hint = here[before], "if the comma belongs to the text, put the text in quotes"
    if match and isinstance(value, Scalar) and value.plain and end - value.start <= LONGEST_EXAMPLE:
        items = " ".join(text[value.start : end].split())
        if before in LISTS and _IDS.match(items):
            hint = f"write a list in square brackets, {before}: [{items}], or put text in quotes"
            return Fault("MP004", value.start, message, hint), end
        quoted = in_quotes(" ".join(text[value.start : end].split()))
        hint = f"{hint}: {before}: {quoted}" if quoted else hint
    return Fault("MP004", start, message, hint), end
