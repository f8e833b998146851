"""Making text literal in Markdown."""

from __future__ import annotations

import re

from mvpplan.text.characters import clean

# What CommonMark and GitHub's dialect give a meaning inside a line; and what does so at its start.
# Links that GitHub makes of plain addresses start at a colon, at www. or at an @.
_INLINE = re.compile(
    r"[\\`*\[\]<>|~$@]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|!(?=\[)"
    r"|:(?=//)|(?<=(?i:www))\.|(?<=(?i:mailto)):|(?<=(?i:xmpp)):"
)
_AT_START = re.compile(r"^([#+=-]|\d{1,9}(?=[.)](?:\s|$)))")


def literal(text: str) -> str:
    r"""Markdown that shows a text as it is, cleaned and on one line, in a table too.

    >>> literal("*a* | b_c")
    '\\*a\\* \\| b_c'
    """
    return _AT_START.sub(_escape_start, _INLINE.sub(r"\\\g<0>", clean(text)))


def _escape_start(match: re.Match[str]) -> str:
    sign = match[1]
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"
