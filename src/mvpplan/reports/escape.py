"""Making values literal in the format of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import Undefined

from mvpplan.text.characters import clean
from mvpplan.text.markdown import literal

if TYPE_CHECKING:
    from collections.abc import Callable


def markdown(value: Any) -> Any:
    """A value as Markdown that shows it literally, on one line; numbers stay."""
    return value if _is_number(value) else literal(_text(value))


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
