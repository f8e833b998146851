"""Where results and messages go; nothing else writes to a stream."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from mvpplan.cli.options import Color
from mvpplan.text.characters import clean, harmless, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mvpplan.errors import CannotRunError
    from mvpplan.output.lines import Line

PIPE_WIDTH = 80


def is_terminal() -> bool:
    """Whether a person watches the results."""
    return sys.stdout.isatty()


def use_color(choice: Color) -> bool:
    """Decide on colour: as told, else on a terminal that does not refuse it (no-color.org)."""
    if choice is not Color.AUTO:
        return choice is Color.ALWAYS
    return is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Columns to fill: those of the terminal, else always the same."""
    return max(40, shutil.get_terminal_size().columns) if is_terminal() else PIPE_WIDTH


def emit(text: str, *, commands: bool = False) -> None:
    """Write a result to standard output, harmless unless it is made of commands to a CI system."""
    sys.stdout.write(text if commands else harmless(text))
    sys.stdout.flush()


def show(lines: Iterable[Line], color: Color = Color.AUTO) -> None:
    """Write lines to standard output, on a terminal no wider than it is."""
    from mvpplan.output.lines import render

    emit(render(lines, color=use_color(color), width=width() if is_terminal() else None))


def summarise(markdown: str) -> None:
    """Add to the summary page of the job that GitHub runs, if it runs one."""
    page = os.environ.get("GITHUB_STEP_SUMMARY")
    if not page:
        return
    try:
        with Path(page).open("a", encoding="utf-8") as file:
            file.write(markdown)
    except OSError as error:
        note(f"the job summary {page} cannot be written: {error.strerror}")


def deliver(text: str, out: Path | None, then: str = "") -> None:
    """Write a result to a file if one is named, and say what to do ``then``; else to the screen."""
    if out is None:
        emit(visible(text))
        return
    from mvpplan.errors import CannotRunError
    from mvpplan.store.write import write_whole

    try:
        write_whole(out, harmless(visible(text)))
    except OSError as error:
        raise CannotRunError(f"{out} cannot be written: {error.strerror}") from None
    note(f"wrote {out}; {then}" if then else f"wrote {out}")


def note(message: str) -> None:
    """Write a message about the run, in one line, to standard error."""
    with suppress(OSError, ValueError):  # nobody listens; the result is not spoilt by that
        sys.stderr.write(harmless(clean(message) + "\n"))


def complain_at_length(text: str) -> None:
    """Write lines about the run to standard error."""
    with suppress(OSError, ValueError):
        sys.stderr.write(harmless(visible(text)))


def complain(error: CannotRunError) -> None:
    """Say why a command cannot go on, and what to do."""
    note(f"mvpplan: {error}" + (f"; {error.hint}" if error.hint else ""))


def progress(
    words: str = "reading {} of {} files", step: int = 100
) -> Callable[[int, int], None] | None:
    """A counter on the terminal for what takes over a second; None without a terminal.

    It is told how many of how many are done, and shows every ``step``.
    """
    if not sys.stderr.isatty():
        return None
    from time import monotonic

    started = monotonic()

    def show(done: int, total: int) -> None:
        if done % step and done != total:
            return
        if monotonic() - started > 1:
            end = "\r\x1b[K" if done == total else ""
            sys.stderr.write(f"\r{words.format(done, total)}{end}")
            sys.stderr.flush()

    return show
