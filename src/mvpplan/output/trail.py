"""What somebody reads who goes through a journey: each state, what is asked, and the way gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.journeys.figures import handoffs
from mvpplan.output.journeys import comment_line, state_line
from mvpplan.output.lines import Line, Span, line
from mvpplan.text.words import counted, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.journeys.seen import Seen
    from mvpplan.journeys.trail import Trail
    from mvpplan.model.journey import Journey
    from mvpplan.model.settings import Settings


def opening(journey: Journey) -> Iterator[Line]:
    """Which journey it is."""
    yield line(Span(journey.title, "bold"))


def arrival(seen: Seen, here: Trail, settings: Settings) -> Iterator[Line]:
    """The state, who acts there now, what they see, and what was said of it."""
    yield line()
    before = here.before.state.role if here.before is not None and here.did else None
    role = here.state.role
    if before and role and before != role:
        meaning = seen.journey.roles.get(role)
        who = f"{role} ({meaning})" if meaning else role
        yield line(Span(f"{before} hands over to {who}", "bold yellow"))
    if here.before is not None and here.did:
        known = here.before.facts
        sets = {fact: held for fact, held in here.facts.items() if known.get(fact) != held}
        for fact, held in sets.items():
            yield line(Span(f"{fact} is {held} now", "dim"))
    yield state_line(seen, here.name)
    if here.state.shows:
        yield line("  shows ", here.state.shows)
    for each in seen.about(here.name):
        yield comment_line(each, settings, "  ")


def question(here: Trail) -> Iterator[Line]:
    """What has to be told or chosen next."""
    choices = here.choices
    if here.is_over:
        yield line("  The journey ends here.")
    elif not choices:
        when = f" with {_known(here)}" if here.facts else ""
        yield line(Span("  Nothing is possible here", "bold red"), f"{when}.")
    elif here.unknown:
        yield line(f"  What is {here.unknown[0]}?")
    for number, (words, _) in enumerate(choices, start=1):
        yield line(f"  {number} ", Span(words, "bold"))


def summary(here: Trail) -> Iterator[Line]:
    """The way that was gone."""
    path = here.path
    when = f", with {_known(here)}" if here.facts else ""
    yield line()
    yield line(Span("Gone", "bold"), f": {' → '.join(path)}{when}")
    moves = counted(len(path) - 1, "move")
    yield line(f"{moves}, {counted(handoffs(here.journey, path), 'handoff')}")


def _known(here: Trail) -> str:
    return joined([f"{fact} {value}" for fact, value in here.facts.items()])
