"""The names in a journey: its states, roles and facts, and what is said of any other."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mvpplan.errors import label
from mvpplan.journeys.conditions import ConditionError, Is, asked, parse
from mvpplan.journeys.meant_conditions import meant_condition
from mvpplan.model.nearest import suggestion
from mvpplan.text.characters import clean
from mvpplan.text.words import joined, shortened

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from mvpplan.errors import FieldPath
    from mvpplan.model.journey import Journey, Move

# What people write between the states of a path.
_BETWEEN = re.compile(r"\s*(?:[-=]+>|→|>|;)\s*|\s+(?:-|–|to|then)\s+|\s+")
_LONGEST = 40
_MANY = 12
_SECTIONS = {
    "state": ("states", "{kind: end}"),
    "role": ("roles", "who that is"),
    "fact": ("facts", "[value, value]"),
}


@dataclass(frozen=True, slots=True)
class Misnamed:
    """A name that a journey does not have, or a condition that is none.

    ``at`` leads to the value, ``offset`` into its text.
    """

    at: FieldPath
    message: str
    hint: str
    offset: int = 0


def can_be_walked(journey: Journey) -> bool:
    """Whether a journey has states and names only what it has."""
    return bool(journey.states) and next(machine_faults(journey), None) is None


def machine_faults(journey: Journey) -> Iterator[Misnamed]:
    """What keeps a journey from being walked: its start, and where its moves lead, ask and set."""
    states = journey.states
    if journey.start is None and states:
        hint = f"add start: {clean(next(iter(states)))}, or another state"
        yield Misnamed(("start",), "start: no state is named", hint)
    elif journey.start is not None and journey.start not in states:
        yield _unknown(("start",), "state", journey.start, states)
    for name, state in states.items():
        for number, move in enumerate(state.moves):
            at: FieldPath = ("states", name, "moves", number)
            if move.to not in states:
                yield _unknown((*at, "to"), "state", move.to, states)
            yield from _condition(journey.facts, (*at, "when"), move)
            for fact, value in move.sets.items():
                yield from _fact(journey.facts, (*at, "sets", fact), Is(fact, value))


def other_faults(journey: Journey) -> Iterator[Misnamed]:
    """Unknown roles of states and unknown states on paths, which leave the moves as they are."""
    for name, state in journey.states.items():
        if state.role is not None and state.role not in journey.roles:
            yield _unknown(("states", name, "role"), "role", state.role, journey.roles)
    for at, path in paths_of(journey):
        for number, name in enumerate(path):
            if name not in journey.states:
                unknown = _unknown((*at, number), "state", name, journey.states)
                several = _BETWEEN.split(name)
                if len(several) > 1 and set(several) <= journey.states.keys():
                    hint = f"write each state as an item of its own: {', '.join(several)}"
                    unknown = replace(unknown, hint=clean(hint))
                yield unknown


def paths_of(journey: Journey) -> Iterator[tuple[FieldPath, tuple[str, ...]]]:
    """The happy path and the path of every exception, each with where it stands."""
    yield ("happy_path",), journey.happy_path
    for number, exception in enumerate(journey.exceptions):
        yield ("exceptions", number, "path"), exception.path


def _condition(
    facts: Mapping[str, tuple[str, ...]], at: FieldPath, move: Move
) -> Iterator[Misnamed]:
    if move.when is None:
        return
    try:
        condition = parse(move.when)
    except ConditionError as error:
        hint = clean(meant_condition(move.when, facts) or error.hint or _example(facts))
        yield Misnamed(at, f"{label(at)}: {clean(str(error))}", hint, error.column - 1)
        return
    for each in asked(condition):
        yield from _fact(facts, at, each, (each.column - 1, each.value_column - 1))


def _example(facts: Mapping[str, Collection[str]]) -> str:
    """How a condition looks, with a fact of the journey."""
    fact, values = next(iter(facts.items()), ("card", ("accepted",)))
    known = "" if facts else ", and add facts: {card: [accepted, declined]}"
    return f"write a condition like: {_short(fact)} is not {_short(next(iter(values)))}{known}"


def _fact(
    facts: Mapping[str, tuple[str, ...]],
    at: FieldPath,
    named: Is,
    offsets: tuple[int, int] = (0, 0),
) -> Iterator[Misnamed]:
    known = facts.get(named.fact)
    if known is None:
        yield _unknown(at, "fact", named.fact, facts, offsets[0])
    elif named.value not in known:
        words = f"{clean(label(at))}: {clean(named.fact)} is never {_short(named.value)}"
        hint = suggestion(named.value, known, f"it may be {_among(known, 'or')}")
        yield Misnamed(at, words, clean(hint), offsets[1])


def _unknown(
    at: FieldPath, what: str, name: str, known: Collection[str], offset: int = 0
) -> Misnamed:
    words = f"{clean(label(at))}: there is no {what} {_short(name)}"
    section, example = _SECTIONS[what]
    among = f"choose {_among(known, 'or')}, or add it to {section}"
    add = f"add {section}: {{{_short(name)}: {example}}}"
    hint = suggestion(name, known, among if known else add)
    return Misnamed(at, words, clean(hint), offset)


def _among(known: Collection[str], last: str) -> str:
    few = [*known][:_MANY]
    return joined([_short(each) for each in few] + ["…"] * (len(known) > _MANY), last)


def _short(name: str) -> str:
    return shortened(clean(name), _LONGEST)
