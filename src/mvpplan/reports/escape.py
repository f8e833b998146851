"""Making values literal in the format of a report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

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
    """A value as Markdown that shows it literally, on one line; what is no text stays."""
    if not isinstance(value, str):
        return value
    text = _INLINE.sub(r"\\\g<0>", clean(value))
    return _AT_START.sub(_escape_start, text)


def _escape_start(match: re.Match[str]) -> str:
    sign = match[1]
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"


def plain(value: Any) -> Any:
    """A value as text on one line; what is no text stays."""
    return clean(value) if isinstance(value, str) else value


ESCAPES: dict[str, Callable[[Any], Any]] = {"markdown": markdown, "text": plain}
"""How each format makes a value literal."""
