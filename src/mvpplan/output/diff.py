"""What an edit changes in files, line by line."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

from mvpplan.output.lines import Line, Span, line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_STYLES = {"+": "green", "-": "red", "@": "cyan"}


def difference(files: Mapping[str, tuple[bytes | None, bytes | None]]) -> Iterator[Line]:
    """A unified diff of the bytes before and after of some files, by path; None for no file."""
    for path, (before, after) in files.items():
        lines = unified_diff(
            _lines(before),
            _lines(after),
            f"a/{path}" if before is not None else "/dev/null",
            f"b/{path}" if after is not None else "/dev/null",
            lineterm="",
        )
        for number, text in enumerate(lines):
            style = "bold" if number < 2 else _STYLES.get(text[:1], "")  # noqa: PLR2004 - the names
            yield line(Span(text, style))


def _lines(data: bytes | None) -> list[str]:
    return (data or b"").decode(errors="replace").splitlines()
