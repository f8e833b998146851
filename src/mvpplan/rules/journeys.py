"""The discipline of journeys: every name is known, every way leads to an end (MP5)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mvpplan.errors import Problem, Severity, label
from mvpplan.journeys.conditions import asked, parse
from mvpplan.journeys.figures import stops_at
from mvpplan.journeys.names import machine_faults, other_faults, paths_of
from mvpplan.journeys.walks import walks
from mvpplan.model.graph import components
from mvpplan.model.journey import Journey
from mvpplan.rules.rule import error, missing, warning
from mvpplan.text.characters import clean
from mvpplan.text.words import joined, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.errors import FieldPath
    from mvpplan.journeys.walk import Walk
    from mvpplan.model.plan import Plan

_LONGEST = 40
_MOST_STEPS = 8
# Looking for a way takes time: a journey that is stuck in more states shows no way to the rest.
_MOST_WAYS = 20


@error("MP501")
def unknown_name(plan: Plan) -> Iterator[Problem]:
    """Unknown state, role, fact or value in a journey, or a condition that is none.

    A journey is checked and clicked through by its own names: where a move leads, who acts, and
    what conditions ask. They read `FACT is VALUE`, `is not`, `and`, `or`, `not` and brackets.

    Bad:
        # journeys/guest-pays.yaml
        title: A guest pays without an account
        roles: {shopper: The person who buys}
        facts: {card: [accepted, declined]}
        start: payment
        states:
          payment:
            role: shopper
            moves:
              - {do: Pay, to: paid, when: card is acepted}
              - {do: Pay, to: refused, when: card is declined}
          refused: {role: shopper, kind: error, moves: [{do: Give up, to: left}]}
          paid: {role: shopper, kind: end}
          left: {role: shopper, kind: end}
        happy_path: [payment, paid]
        exceptions: [{title: The card is refused, path: [payment, refused, left]}]
        fallback: Support takes the order by phone

    Good:
        # journeys/guest-pays.yaml
        title: A guest pays without an account
        roles: {shopper: The person who buys}
        facts: {card: [accepted, declined]}
        start: payment
        states:
          payment:
            role: shopper
            moves:
              - {do: Pay, to: paid, when: card is accepted}
              - {do: Pay, to: refused, when: card is declined}
          refused: {role: shopper, kind: error, moves: [{do: Give up, to: left}]}
          paid: {role: shopper, kind: end}
          left: {role: shopper, kind: end}
        happy_path: [payment, paid]
        exceptions: [{title: The card is refused, path: [payment, refused, left]}]
        fallback: Support takes the order by phone
    """
    for journey in plan.of(Journey):
        for each in (*machine_faults(journey), *other_faults(journey)):
            yield Problem("MP501", journey.id, each.at, each.message, each.hint, offset=each.offset)


@error("MP502")
def unreached_state(plan: Plan) -> Iterator[Problem]:
    """State that no path reaches.

    What nobody can get to is either forgotten or missing a move that leads to it. All facts are
    tried. A move that can never be taken, for its condition never holds there or the journey ends
    there, is a warning. A journey with over a million situations, which are states with a value of
    each fact, is not walked through, and a warning says so.

    Bad:
        # journeys/guest-pays.yaml
        title: A guest pays without an account
        start: payment
        states:
          payment: {moves: [{do: Pay, to: paid}]}
          refused: {kind: error, moves: [{do: Try again, to: payment}]}
          paid: {kind: end}
        happy_path: [payment, paid]
        exceptions: [{title: The card is refused}]
        fallback: Support takes the order by phone

    Good:
        # journeys/guest-pays.yaml
        title: A guest pays without an account
        facts: {card: [accepted, declined]}
        start: payment
        states:
          payment:
            moves:
              - {do: Pay, to: paid, when: card is accepted}
              - {do: Pay, to: refused, when: card is not accepted}
          refused: {kind: error, moves: [{do: Try another, to: payment, sets: {card: accepted}}]}
          paid: {kind: end}
        happy_path: [payment, paid]
        exceptions: [{title: The card is refused, path: [payment, refused, payment, paid]}]
        fallback: Support takes the order by phone
    """
    found = plan.once(walks)
    for record, why in found.too_large.items():
        message = f"the ways through {record} cannot all be followed: {why}"
        hint = "let conditions ask for fewer facts, or split the journey"
        yield Problem("MP502", record, ("facts",), message, hint, severity=Severity.WARNING)
    for record, walk in found.by_journey.items():
        for name in walk.journey.states:
            if name not in walk.reached:
                message = f"no way leads to the state {_short(name)}"
                hint = "add a move to it, or delete it"
                yield Problem("MP502", record, ("states", name), message, hint, at_key=True)
        for name, number in walk.impossible():
            move = walk.journey.states[name].moves[number]
            message = f"the move {_short(move.do)} of the state {_short(name)} is never possible: "
            at: FieldPath = ("states", name, "moves", number)
            if walk.is_end(name):
                message += "the journey ends there"
                hint = "leave out kind: end, or delete the move"
            else:
                at += ("when",)
                message += f"{_short(move.when or '')} never holds there"
                hint = "correct the condition, or delete the move"
            yield Problem("MP502", record, at, message, hint, severity=Severity.WARNING)


@error("MP503")
def dead_end(plan: Plan) -> Iterator[Problem]:
    """Dead end: a state that is no end, where no move is possible under some facts.

    Whoever gets there is stuck, and calls, or leaves. The finding shows a shortest way to it.

    Bad:
        # journeys/guest-pays.yaml
        title: A guest pays without an account
        facts: {card: [accepted, declined, expired]}
        start: payment
        states:
          payment:
            moves:
              - {do: Pay, to: paid, when: card is accepted}
              - {do: Pay, to: refused, when: card is declined}
          refused: {kind: error, moves: [{do: Try another, to: payment, sets: {card: accepted}}]}
          paid: {kind: end}
        happy_path: [payment, paid]
        exceptions: [{title: The card is refused, path: [payment, refused, payment, paid]}]
        fallback: Support takes the order by phone

    Good:
        # journeys/guest-pays.yaml
        title: A guest pays without an account
        facts: {card: [accepted, declined, expired]}
        start: payment
        states:
          payment:
            moves:
              - {do: Pay, to: paid, when: card is accepted}
              - {do: Pay, to: refused, when: card is declined or card is expired}
          refused: {kind: error, moves: [{do: Try another, to: payment, sets: {card: accepted}}]}
          paid: {kind: end}
        happy_path: [payment, paid]
        exceptions: [{title: The card is refused, path: [payment, refused, payment, paid]}]
        fallback: Support takes the order by phone
    """
    for record, walk in plan.once(walks).by_journey.items():
        for count, (name, stuck) in enumerate(walk.dead_ends.items()):
            way = _way(walk, name, stuck) if count < _MOST_WAYS else ""
            if walk.journey.states[name].moves:
                when = _facts_in(walk, name, stuck)
                message = f"the state {_short(name)} is a dead end when {when}{way}"
                hint = "add a move for that, or let the condition of one include it"
            else:
                message = f"the state {_short(name)} is a dead end: it has no move{way}"
                hint = "add moves, or kind: end if the journey ends there"
            yield Problem("MP503", record, ("states", name), message, hint, at_key=True)


@error("MP504")
def unclear_move(plan: Plan) -> Iterator[Problem]:
    """Two moves with the same words that are possible at once and lead to different states.

    Nobody can say where such a button leads. Their conditions must exclude each other, or the
    words must differ.

    Bad:
        # journeys/guest-pays.yaml
        title: A guest pays without an account
        facts: {card: [accepted, declined]}
        start: payment
        states:
          payment:
            moves:
              - {do: Pay, to: paid}
              - {do: Pay, to: refused, when: card is declined}
          refused: {kind: error, moves: [{do: Try another, to: payment, sets: {card: accepted}}]}
          paid: {kind: end}
        happy_path: [payment, paid]
        exceptions: [{title: The card is refused, path: [payment, refused, payment, paid]}]
        fallback: Support takes the order by phone

    Good:
        # journeys/guest-pays.yaml
        title: A guest pays without an account
        facts: {card: [accepted, declined]}
        start: payment
        states:
          payment:
            moves:
              - {do: Pay, to: paid, when: card is accepted}
              - {do: Pay, to: refused, when: card is declined}
          refused: {kind: error, moves: [{do: Try another, to: payment, sets: {card: accepted}}]}
          paid: {kind: end}
        happy_path: [payment, paid]
        exceptions: [{title: The card is refused, path: [payment, refused, payment, paid]}]
        fallback: Support takes the order by phone
    """
    for record, walk in plan.once(walks).by_journey.items():
        for first, second, both in walk.unclear():
            facts = _facts_in(walk, first.origin, both)
            when = f" when {facts}" if facts else ""
            message = (
                f"{_short(first.move.do)} leads from {_short(first.origin)} both to"
                f" {_short(first.move.to)} and to {_short(second.move.to)}{when}"
            )
            hint = "let their conditions exclude each other, or word them differently"
            at = ("states", first.origin, "moves", second.number)
            yield Problem("MP504", record, at, message, hint)


@error("MP505")
def endless_loop(plan: Plan) -> Iterator[Problem]:
    """No end can be reached from here: a loop without a way out.

    Whoever gets into it goes round for ever. At least one state of it needs a move towards an end.

    Bad:
        # journeys/guest-pays.yaml
        title: A guest pays without an account
        facts: {card: [accepted, declined]}
        start: payment
        states:
          payment:
            moves:
              - {do: Pay, to: paid, when: card is accepted}
              - {do: Pay, to: refused, when: card is declined}
          refused: {kind: error, moves: [{do: Try again, to: payment}]}
          paid: {kind: end}
        happy_path: [payment, paid]
        exceptions: [{title: The card is refused, path: [payment, refused, payment]}]
        fallback: Support takes the order by phone

    Good:
        # journeys/guest-pays.yaml
        title: A guest pays without an account
        facts: {card: [accepted, declined]}
        start: payment
        states:
          payment:
            moves:
              - {do: Pay, to: paid, when: card is accepted}
              - {do: Pay, to: refused, when: card is declined}
          refused:
            kind: error
            moves:
              - {do: Try again, to: payment}
              - {do: Give up, to: left}
          paid: {kind: end}
          left: {kind: end}
        happy_path: [payment, paid]
        exceptions: [{title: The card is refused, path: [payment, refused, left]}]
        fallback: Support takes the order by phone
    """
    for record, walk in plan.once(walks).by_journey.items():
        for loop in _loops(walk):
            first, endless = loop[0], walk.endless[loop[0]]
            facts = _facts_in(walk, first, endless)
            when = f" when {facts}" if facts else ""
            round_ = " → ".join(map(_short, loop[:_MOST_STEPS])) + " → …" * (len(loop) > 1)
            message = f"no end can be reached from the state {_short(first)}{when}: {round_}"
            hint = "add a move out of it that leads to an end"
            yield Problem("MP505", record, ("states", first), message, hint, at_key=True)


@error("MP506")
def impossible_path(plan: Plan) -> Iterator[Problem]:
    """Happy path or path of an exception that the moves do not allow.

    What the team agreed to build and test must be a way that can be gone, with the same facts all
    along except where a move sets them. The finding names the first step that fails.

    Bad:
        # journeys/guest-pays.yaml
        title: A guest pays without an account
        start: cart
        states:
          cart: {moves: [{do: Pay as guest, to: address}]}
          address: {moves: [{do: Continue, to: payment}]}
          payment: {moves: [{do: Pay, to: paid}]}
          paid: {kind: end}
        happy_path: [cart, payment, paid]
        exceptions: [{title: The card is refused}]
        fallback: Support takes the order by phone

    Good:
        # journeys/guest-pays.yaml
        title: A guest pays without an account
        start: cart
        states:
          cart: {moves: [{do: Pay as guest, to: address}]}
          address: {moves: [{do: Continue, to: payment}]}
          payment: {moves: [{do: Pay, to: paid}]}
          paid: {kind: end}
        happy_path: [cart, address, payment, paid]
        exceptions: [{title: The card is refused}]
        fallback: Support takes the order by phone
    """
    for record, walk in plan.once(walks).by_journey.items():
        paths = dict(paths_of(walk.journey))
        for at, failed in walk.failing.items():
            yield _impossible(record, walk, (*at, failed), paths[at])


@error("MP507")
def unmapped_journey(plan: Plan) -> Iterator[Problem]:
    """Journey without happy path, exception or fallback.

    Before any build the happy path, up to an end, the top exception and the fallback are mapped.
    While a journey is a draft this is a warning.

    Bad:
        # journeys/guest-pays.yaml
        title: A guest pays without an account
        status: reviewed
        start: payment
        states:
          payment: {moves: [{do: Pay, to: paid}]}
          paid: {kind: end}
        happy_path: [payment, paid]

    Good:
        # journeys/guest-pays.yaml
        title: A guest pays without an account
        status: reviewed
        start: payment
        states:
          payment: {moves: [{do: Pay, to: paid}]}
          paid: {kind: end}
        happy_path: [payment, paid]
        exceptions: [{title: The payment page does not load, path: [payment]}]
        fallback: Support takes the order by phone
    """
    needs = {"happy_path": "happy path", "exceptions": "exception", "fallback": "fallback"}
    for journey in plan.of(Journey):
        if journey.status != "dropped":
            draft = Severity.WARNING if journey.status == "draft" else None
            for each in missing("MP507", journey, needs, f"{journey.status} journey"):
                yield replace(each, severity=draft)
            walk = plan.once(walks).by_journey.get(journey.id)
            if walk and (stop := stops_at(walk)):
                message = f"the happy path stops at {_short(stop)}, which is no end"
                hint = "let it go on to an end"
                at = ("happy_path", len(journey.happy_path) - 1)
                yield Problem("MP507", journey.id, at, message, hint, severity=draft)


@warning("MP508")
def uncovered_error(plan: Plan) -> Iterator[Problem]:
    """Error state that no exception covers.

    An exception says how the journey goes on from an error and what has to hold then. Without one
    the error is drawn, and nobody has thought it through.

    Bad:
        # journeys/guest-pays.yaml
        title: A guest pays without an account
        facts: {card: [accepted, declined]}
        start: payment
        states:
          payment:
            moves:
              - {do: Pay, to: paid, when: card is accepted}
              - {do: Pay, to: refused, when: card is declined}
          refused: {kind: error, moves: [{do: Give up, to: left}]}
          paid: {kind: end}
          left: {kind: end}
        happy_path: [payment, paid]
        exceptions: [{title: The page does not load, path: [payment]}]
        fallback: Support takes the order by phone

    Good:
        # journeys/guest-pays.yaml
        title: A guest pays without an account
        facts: {card: [accepted, declined]}
        start: payment
        states:
          payment:
            moves:
              - {do: Pay, to: paid, when: card is accepted}
              - {do: Pay, to: refused, when: card is declined}
          refused: {kind: error, moves: [{do: Give up, to: left}]}
          paid: {kind: end}
          left: {kind: end}
        happy_path: [payment, paid]
        exceptions: [{title: The card is refused, path: [payment, refused, left]}]
        fallback: Support takes the order by phone
    """
    for record, walk in plan.once(walks).by_journey.items():
        covered = {name for each in walk.journey.exceptions for name in each.path}
        for name, state in walk.journey.states.items():
            if state.kind == "error" and name in walk.reached and name not in covered:
                message = f"no exception covers the error state {_short(name)}"
                hint = "add an exception whose path goes through it, with its acceptance"
                yield Problem("MP508", record, ("states", name), message, hint, at_key=True)


@warning("MP509")
def silent_handoff(plan: Plan) -> Iterator[Problem]:
    """Handoff to another role that shows nothing.

    Hidden assumptions travel in handoffs: where another role takes over, the journey says in
    `shows` what that person sees.

    Bad:
        # journeys/guest-pays.yaml
        title: A guest pays without an account
        roles: {shopper: The person who buys, agent: Support on the phone}
        start: payment
        states:
          payment: {role: shopper, moves: [{do: Call us, to: phone-order}]}
          phone-order: {role: agent, moves: [{do: Take payment, to: paid}]}
          paid: {role: agent, kind: end}
        happy_path: [payment, phone-order, paid]
        exceptions: [{title: Nobody answers the phone, path: [payment]}]
        fallback: Support calls back within a working day

    Good:
        # journeys/guest-pays.yaml
        title: A guest pays without an account
        roles: {shopper: The person who buys, agent: Support on the phone}
        start: payment
        states:
          payment: {role: shopper, moves: [{do: Call us, to: phone-order}]}
          phone-order:
            role: agent
            shows: The cart as the shopper left it
            moves: [{do: Take payment, to: paid}]
          paid: {role: agent, kind: end}
        happy_path: [payment, phone-order, paid]
        exceptions: [{title: Nobody answers the phone, path: [payment]}]
        fallback: Support calls back within a working day
    """
    for journey in plan.of(Journey):
        told = set()
        for name, state in journey.states.items() if journey.status != "dropped" else ():
            for move in state.moves:
                to = journey.states.get(move.to)
                if to is None or to.shows or move.to in told:
                    continue
                before, after = state.role, to.role
                if before in journey.roles and after in journey.roles and before != after:
                    told.add(move.to)
                    message = (
                        f"the state {_short(move.to)} shows nothing to {_short(after)},"
                        f" who takes over from {_short(before)} in {_short(name)}"
                    )
                    hint = f"add shows: what {_short(after)} sees there"
                    at = ("states", move.to)
                    yield Problem("MP509", journey.id, at, message, hint, at_key=True)


def _impossible(record: str, walk: Walk, at: FieldPath, path: tuple[str, ...]) -> Problem:
    """The problem of a path whose last step of ``at`` fails."""
    step = int(at[-1])
    name, where = _short(path[step]), label(at[:-1])
    if step == 0:
        message = f"{where} begins in {name}, the journey in {_short(walk.journey.start or '')}"
        return Problem("MP506", record, at, message, "begin the path where the journey begins")
    before = path[step - 1]
    leads = any(move.to == path[step] for move in walk.journey.states[before].moves)
    facts = " with the facts of the way up to there" if leads else ""
    message = f"{where}: no move leads from {_short(before)} to {name}{facts}"
    hint = "correct the path, or add the move that it needs"
    if leads:
        hint = "correct the path, or let a move on it set what the condition asks for"
    return Problem("MP506", record, at, message, hint)


def _loops(walk: Walk) -> Iterator[list[str]]:
    """The loops without a way out, each as its states in the order of the journey."""
    endless = walk.endless
    leads = {
        name: [move.to for move in walk.journey.states[name].moves if move.to in endless]
        for name in endless
    }
    for group in components(leads):
        # States that only lead into a loop have no fault of their own.
        if all(to in group for name in group for to in leads[name]):
            yield sorted(group, key=[*walk.journey.states].index)


def _way(walk: Walk, name: str, values: int) -> str:
    """A shortest way to a state, in brackets."""
    way = [_short(each.state) for each in walk.way_to(name, values)]
    if len(way) > _MOST_STEPS:
        way = [*way[: _MOST_STEPS // 2], "…", *way[-_MOST_STEPS // 2 :]]
    return f" ({' → '.join(way)})" if len(way) > 1 else ""


def _facts_in(walk: Walk, name: str, values: int) -> str:
    """What the conditions of a state ask for, in the first of some combinations."""
    conditions = [parse(move.when) for move in walk.journey.states[name].moves if move.when]
    facts = {each.fact for condition in conditions for each in asked(condition)}
    held = zip(walk.facts, walk.situation(name, values).values, strict=True)
    return joined([f"{_short(fact)} is {_short(value)}" for fact, value in held if fact in facts])


def _short(name: str) -> str:
    return shortened(clean(name), _LONGEST)
