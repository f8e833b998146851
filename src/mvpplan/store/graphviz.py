"""The only place that runs Graphviz: text in, a drawing out; no shell, and no file of the plan."""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from tempfile import TemporaryFile

from mvpplan.errors import CannotRunError

_COMMAND = ("dot", "-Tsvg")
_SECONDS = 60
# What is larger nobody can read, and to lay it out may take hours and all memory.
_LONGEST = 4 * 1024 * 1024
_MEMORY = 2 * 1024 * 1024 * 1024
_DRAWING = 64 * 1024 * 1024
_LESS = "ask for less: one record, or one --function"


def svg(text: str) -> str:
    """Draw a graph that is written in DOT; the same Graphviz draws the same.

    Raises CannotRunError if Graphviz is missing or cannot draw it.
    """
    if len(text) > _LONGEST:
        raise CannotRunError("the graph is too large to be drawn", _LESS)
    with TemporaryFile() as drawing, TemporaryFile() as errors:
        try:
            with subprocess.Popen(  # noqa: S603 - the argument list is fixed, no shell
                _COMMAND,
                env=os.environ | {"LC_ALL": "C"},
                stdin=subprocess.PIPE,
                stdout=drawing,
                stderr=errors,
            ) as process:
                _limit(process.pid)
                _feed(process, text)
        except FileNotFoundError:
            hint = "install graphviz, or use --format mermaid or dot, which need nothing"
            message = "Graphviz is not installed: there is no program dot"
            raise CannotRunError(message, hint) from None
        except OSError as error:
            raise CannotRunError(f"Graphviz cannot be started: {error.strerror}") from None
        errors.seek(0)
        said = errors.read(_LONGEST).decode(errors="replace").strip().splitlines()
        if process.returncode != 0:
            reason = said[0] if said else "it needs too much memory"
            raise CannotRunError(f"Graphviz cannot draw this: {reason}", _LESS)
        drawing.seek(0)
        return drawing.read(_DRAWING).decode(errors="replace")


def _feed(process: subprocess.Popen[bytes], text: str) -> None:
    """Give Graphviz its text, and wait until it has ended."""
    try:
        process.communicate(text.encode(), timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        message = f"Graphviz did not finish within {_SECONDS} seconds"
        raise CannotRunError(message, _LESS) from None


def _limit(process: int) -> None:
    """Bound the memory of a process and what it may write, where the system can."""
    try:
        import resource  # noqa: PLC0415 - Unix only
    except ImportError:
        return
    if not hasattr(resource, "prlimit"):  # Linux only
        return
    with suppress(OSError):  # it has ended already, or may not be limited here
        resource.prlimit(process, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.prlimit(process, resource.RLIMIT_FSIZE, (_DRAWING, _DRAWING))
