"""Where the templates and examples that come with mvpplan are."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parents[1]


def templates(part: str) -> Path:
    """The folder of a part of the templates, ``reports`` for one."""
    return _folder("templates") / part


def examples() -> Path:
    """The folder of the example plans."""
    return _folder("examples")


def _folder(name: str) -> Path:
    """In an installed mvpplan inside the package, in a checkout at its top."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _CHECKOUT / name
