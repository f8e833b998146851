"""Going through a journey in the terminal, asked for facts and moves, with a way back."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING

from mvpplan.cli import screen

if TYPE_CHECKING:
    from mvpplan.cli.options import Color
    from mvpplan.journeys.seen import Seen
    from mvpplan.model.settings import Settings

_HELP = "a number or the first letters choose; u takes back, r starts again, q ends"


def walk_through(seen: Seen, settings: Settings, color: Color) -> None:
    """Go from state to state until the person ends it, or nothing more is typed."""
    from mvpplan.journeys.trail import Trail
    from mvpplan.output.trail import arrival, opening, question, summary

    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    here = start = Trail(seen.journey, seen.journey.start or "")
    screen.show(opening(seen.journey), color)
    screen.note(_HELP)
    arrived = True
    while True:
        if arrived:
            screen.show(arrival(seen, here, settings), color)
        screen.show(question(here), color)
        answer = _typed()
        if answer in (None, "q"):
            break
        back = {"r": start, "u": here.before}
        there = back[answer] if answer in back else here.chosen(answer or "")
        arrived = there is not None and (answer in back or there.did is not None)
        if there is not None:
            here = there
        elif answer == "u":
            screen.note("this is the start: there is nothing to take back")
        else:
            screen.note(f"that is no choice here; {_HELP}")
    screen.show(summary(here), color)


def _typed() -> str | None:
    """What is typed next, without spaces around it; None if nothing comes any more."""
    if sys.stdin.isatty():
        screen.emit("> ")
    line = sys.stdin.readline()
    return line.strip() if line else None
