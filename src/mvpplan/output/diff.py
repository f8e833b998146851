"""What an edit changes in files, line by line."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

from mvpplan.text.characters import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_STYLES = {"+": "green", "-": "red", "@": "cyan"}


def difference(
    files: Mapping[str, tuple[bytes | None, bytes | None]], *, color: bool = False
) -> str:
    """A unified diff of the bytes before and after of some files, by path; None for no file."""
    lines = [each for path, (before, after) in files.items() for each in _of(path, before, after)]
    if not color:
        return "".join(f"{line}\n" for line in lines)
    from rich.text import Text  # noqa: PLC0415 - only a terminal needs it

    from mvpplan.output.console import rendered  # noqa: PLC0415 - the same

    texts = (Text(line, "bold" if _is_name(line) else _STYLES.get(line[:1], "")) for line in lines)
    return rendered(texts, width=None, color=True)


def _is_name(line: str) -> bool:
    return line.startswith(("--- ", "+++ "))


def _of(path: str, before: bytes | None, after: bytes | None) -> Iterator[str]:
    names = (
        f"a/{path}" if before is not None else "/dev/null",
        f"b/{path}" if after is not None else "/dev/null",
    )
    for line in unified_diff(_lines(before), _lines(after), *names, lineterm=""):
        yield visible(line)


def _lines(data: bytes | None) -> list[str]:
    return (data or b"").decode(errors="replace").splitlines()
