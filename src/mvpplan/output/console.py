"""Rich, set up so that the same rows give the same bytes everywhere."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

_HANGING = 4
_UNWRAPPED = 1_000_000


def wrapped(text: Text, width: int) -> Iterator[Text]:
    """A line as the lines that fit a width, those after the first further in."""
    if text.cell_len <= width:
        yield text
        return
    indent = len(text.plain) - len(text.plain.lstrip(" "))
    room = max(width - indent - _HANGING, width // 2)
    console = Console(file=StringIO(), width=width, _environ={})
    for number, part in enumerate(text[indent:].wrap(console, room)):
        yield Text(" " * (indent + _HANGING * bool(number))) + part


def rendered(items: Iterable[RenderableType], *, width: int | None, color: bool) -> str:
    """Render with Rich: wrapped to ``width`` columns, or not at all if that is None."""
    console = Console(
        file=StringIO(),
        width=width or _UNWRAPPED,
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )
    for item in items:
        console.print(item, soft_wrap=width is None)
    file = console.file
    assert isinstance(file, StringIO)  # noqa: S101 - it was made above
    return "\n".join(text.rstrip(" ") for text in file.getvalue().split("\n"))
