"""Making values literal in the format of a report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jinja2 import Undefined
from markupsafe import Markup, escape

from mvpplan.text.characters import clean, visible
from mvpplan.text.markdown import literal

if TYPE_CHECKING:
    from collections.abc import Callable

# An address up to the space, bracket, quote or last full stop that ends it, unless it was cut off.
_ADDRESS = re.compile(r"(?i)(?<![^\s(])(?:https?://|mailto:)(?!\S*…)[^\s<>()\"']+(?<![.,;:!?])")
# With these two a value that stands in an attribute without quotes starts no other one.
_UNQUOTED = str.maketrans({"=": "&#61;", "`": "&#96;"})


def markdown(value: Any) -> Any:
    """A value as Markdown that shows it literally, on one line; numbers stay."""
    return value if _is_number(value) else literal(_text(value))


def plain(value: Any) -> Any:
    """A value as text on one line; numbers stay."""
    return value if _is_number(value) else clean(_text(value))


def html(value: Any) -> Any:
    """A value as HTML that shows it literally, between tags and in attributes; numbers stay.

    What a template itself has made of markup stays too.
    """
    if _is_number(value) or isinstance(value, Markup):
        return value
    return _escaped(clean(_text(value)))


def linked(text: str) -> Markup:
    """HTML of a text in which addresses of the web and of mail lead there, and nothing else."""
    whole = clean(_text(text))
    parts, end = [], 0
    for address in _ADDRESS.finditer(whole):
        shown = _escaped(address[0])
        parts += [_escaped(whole[end : address.start()]), f'<a href="{shown}">{shown}</a>']
        end = address.end()
    return Markup("".join([*parts, _escaped(whole[end:])]))  # noqa: S704 - every part was escaped


def as_written(text: str) -> Markup:
    """HTML of a text of several lines as it stands in a file, spaces and line ends included."""
    return _escaped(visible(_text(text)))


def _escaped(text: str) -> Markup:
    return Markup(str(escape(text)).translate(_UNQUOTED))  # noqa: S704 - escaped right here


def _is_number(value: Any) -> bool:
    return value is None or isinstance(value, int | float)


def _text(value: Any) -> str:
    """Plain data as text; anything else, such as a function, is refused with a TypeError."""
    if isinstance(value, str | list | tuple | dict | Undefined):
        return str(value)
    raise TypeError("this is no data of the report")


ESCAPES: dict[str, Callable[[Any], Any]] = {"markdown": markdown, "text": plain, "html": html}
"""How each format makes a value literal."""
