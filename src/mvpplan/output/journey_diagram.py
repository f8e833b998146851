"""A journey as a diagram: states grouped by who acts, moves with their conditions."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from mvpplan.output.diagrams import Diagram, Edge, Group, Node, Shape, Tone
from mvpplan.text.words import shortened

if TYPE_CHECKING:
    from mvpplan.journeys.seen import Seen
    from mvpplan.model.journey import Move, State

_LONGEST = 40
_SHAPES = {"error": Shape.STOP, "end": Shape.OVAL}
_TONES = {"error": Tone.ALERT, "end": Tone.GOOD}
_CAPTION = "Strong: the happy path. Cut corners: something goes wrong. Round: an end."


def journey_diagram(seen: Seen) -> Diagram:
    """The diagram of a journey that names only what it has (MP501)."""
    journey = seen.journey
    happy = {*pairwise(journey.happy_path)}
    roles = list(dict.fromkeys(each.role for each in journey.states.values() if each.role))
    nodes = [
        _node(name, state, start=name == journey.start) for name, state in journey.states.items()
    ]
    edges = [
        Edge(name, move.to, _words(move), strong=(name, move.to) in happy)
        for name, state in journey.states.items()
        for move in state.moves
    ]
    groups = [Group(role, _meaning(role, journey.roles.get(role))) for role in roles]
    return Diagram(
        journey.title, tuple(nodes), tuple(edges), tuple(groups), _CAPTION, downwards=True
    )


def _node(name: str, state: State, *, start: bool) -> Node:
    kind = state.kind or ""
    lines = [f"{name} (start)" if start else name]
    if state.shows:
        lines.append(shortened(state.shows, _LONGEST))
    return Node(
        name,
        tuple(lines),
        shape=_SHAPES.get(kind, Shape.BOX),
        tone=_TONES.get(kind, Tone.PLAIN),
        strong=start,
        group=state.role,
        tip=state.shows or "",
    )


def _words(move: Move) -> str:
    words = shortened(move.do, _LONGEST)
    return f"{words} ({shortened(move.when, _LONGEST)})" if move.when else words


def _meaning(role: str, meaning: str | None) -> str:
    return shortened(f"{role}: {meaning}" if meaning else role, 2 * _LONGEST)
