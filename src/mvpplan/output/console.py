"""Rich, set up so that the same rows give the same bytes everywhere."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from rich.console import Console

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

_UNWRAPPED = 1_000_000


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
