"""Making values literal in the format of a report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jinja2 import Undefined

from mvpplan.text.characters import clean

if TYPE_CHECKING:
    from collections.abc import Callable

# What CommonMark and GitHub's dialect give a meaning inside a line; and what does so at its start.
# Links that GitHub makes of plain addresses start at a colon, at www. or at an @.
_INLINE = re.compile(
    r"[\\`*\[\]<>|~$@]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|!(?=\[)"
    r"|:(?=//)|(?<=(?i:www))\.|(?<=(?i:mailto)):|(?<=(?i:xmpp)):"
)
_AT_START = re.compile(r"^([#+=-]|\d{1,9}(?=[.)](?:\s|$)))")


def markdown(value: Any) -> Any:
    """A value as Markdown that shows it literally, on one line; numbers stay."""
    if _is_number(value):
        return value
    text = _INLINE.sub(r"\\\g<0>", clean(_text(value)))
    return _AT_START.sub(_escape_start, text)


def _escape_start(match: re.Match[str]) -> str:
    sign = match[1]
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"


def plain(value: Any) -> Any:
    """A value as text on one line; numbers stay."""
    return value if _is_number(value) else clean(_text(value))


def _is_number(value: Any) -> bool:
    return value is None or isinstance(value, int | float)


def _text(value: Any) -> str:
    """Plain data as text; anything else, such as a function, is refused with a TypeError."""
    if isinstance(value, str | list | tuple | dict | Undefined):
        return str(value)
    raise TypeError("this is no data of the report")


ESCAPES: dict[str, Callable[[Any], Any]] = {"markdown": markdown, "text": plain}
"""How each format makes a value literal."""
