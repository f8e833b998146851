"""Lines of styled spans: plain for a pipe, coloured for a terminal; every span is cleaned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mvpplan.text.characters import clean

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line; ``style`` is a Rich style such as ``bold red``, or nothing."""

    text: str
    style: str = ""


Line = tuple[Span, ...]


def line(*spans: Span | str) -> Line:
    """Make a line; text without a style may stand as it is."""
    return tuple(span if isinstance(span, Span) else Span(span) for span in spans)


def render(lines: Iterable[Line], *, color: bool, width: int | None = None) -> str:
    """Write lines out, each with its end; between words at ``width`` columns, if that is given."""
    if not color and width is None:
        return "".join("".join(_kept(span.text) for span in each) + "\n" for each in lines)
    from rich.text import Text  # noqa: PLC0415 - only a terminal needs it

    from mvpplan.output.console import rendered, wrapped  # noqa: PLC0415 - the same

    texts = (Text.assemble(*((_kept(span.text), span.style) for span in each)) for each in lines)
    if width is not None:
        texts = (part for text in texts for part in wrapped(text, width))
    return rendered(texts, width=None, color=color)


def _kept(text: str) -> str:
    """Cleaned, with the spaces at both ends that lay out the line."""
    if not text.strip(" "):
        return text
    before = len(text) - len(text.lstrip(" "))
    after = len(text) - len(text.rstrip(" "))
    return f"{' ' * before}{clean(text)}{' ' * after}"
