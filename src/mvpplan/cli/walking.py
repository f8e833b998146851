"""Going through a journey in the terminal, asked for facts and moves, with a way back."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING

from mvpplan.cli import screen

if TYPE_CHECKING:
    from mvpplan.journeys.seen import Seen
    from mvpplan.model.settings import Settings

_HELP = "a number or the first letters choose; u takes back, r starts again, q ends"


def walk_through(seen: Seen, settings: Settings, *, color: bool) -> None:
    """Go from state to state until the person ends it, or nothing more is typed."""
    from mvpplan.journeys.trail import Trail
    from mvpplan.output.lines import render
    from mvpplan.output.trail import arrival, question, summary

    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    here = start = Trail(seen.journey, seen.journey.start or "")
    screen.note(_HELP)
    arrived = True
    while True:
        if arrived:
            screen.emit(render(arrival(seen, here, settings), color=color))
        screen.emit(render(question(here), color=color))
        answer = _typed()
        if answer in (None, "q"):
            break
        there = start if answer == "r" else here.before or here if answer == "u" else None
        there = there or here.chosen(answer or "")
        if there is None:
            screen.note(f"that is no choice here; {_HELP}")
            arrived = False
            continue
        arrived = there.name != here.name or there.did is not None
        here = there
    screen.emit(render(summary(here), color=color))


def _typed() -> str | None:
    """What is typed next, without spaces around it; None if nothing comes any more."""
    if sys.stdin.isatty():
        screen.emit("> ")
    line = sys.stdin.readline()
    return line.strip() if line else None
