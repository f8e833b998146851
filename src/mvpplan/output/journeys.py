"""A journey as an outline with its findings, figures and test plan, and as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from mvpplan.journeys.cover import cover
from mvpplan.journeys.figures import completion, handoffs
from mvpplan.output.lines import Line, Span, line
from mvpplan.text.characters import clean
from mvpplan.text.words import counted, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mvpplan.errors import Finding
    from mvpplan.journeys.cover import Cover, Route
    from mvpplan.journeys.seen import Seen
    from mvpplan.model.feedback import Feedback
    from mvpplan.model.journey import Journey, Move
    from mvpplan.model.settings import Settings


def journey_lines(
    seen: Seen, place: str, findings: Sequence[Finding], settings: Settings
) -> Iterator[Line]:
    """The journey from its title to its test plan.

    Args:
        seen: the journey.
        place: where it stands, as ``path:line``.
        findings: what ``validate`` says of it.
        settings: the plan's, for the names of people.
    """
    journey = seen.journey
    owner = settings.name_of(journey.owner) if journey.owner else "no owner"
    yield line(Span(journey.title, "bold"))
    told = f"  {journey.status}, {owner}  "
    yield line("journey ", Span(journey.id, "cyan"), told, Span(place, "dim"))
    if journey.roles or journey.facts:
        yield line()
    for role, meaning in journey.roles.items():
        yield line("role ", Span(role, "bold"), f": {meaning}")
    for fact, values in journey.facts.items():
        yield line("fact ", Span(fact, "bold"), f" is {joined(values, 'or')}")
    for each in seen.about(None):
        yield comment_line(each, settings)
    for name in journey.states:
        yield line()
        yield from _state(seen, name, settings)
    yield line()
    yield from _paths(journey)
    yield line()
    yield from _figures(seen)
    yield from _findings(findings)
    if seen.walk is not None:
        yield line()
        yield from _test_plan(cover(seen.walk))


def state_line(seen: Seen, name: str) -> Line:
    """A state with its role and what it is."""
    state = seen.journey.states[name]
    marks = ["starts here"] if name == seen.journey.start else []
    if state.kind:
        marks.append({"error": "something went wrong", "end": "ends here"}[state.kind])
    if seen.walk is not None and name not in seen.walk.reached:
        marks.append("never reached")
    style = {"error": "bold red", "end": "bold green"}.get(state.kind or "", "bold cyan")
    role = f"  {state.role}" if state.role else ""
    return line(Span(name, style), role, Span(f"  ({', '.join(marks)})" if marks else "", "dim"))


def _state(seen: Seen, name: str, settings: Settings) -> Iterator[Line]:
    state = seen.journey.states[name]
    yield state_line(seen, name)
    if state.shows:
        yield line("  shows ", state.shows)
    for move in state.moves:
        yield line("  ", Span(move.do, "bold"), f" → {move.to}", Span(_terms(move), "dim"))
    for each in seen.about(name):
        yield comment_line(each, settings, "  ")


def _terms(move: Move) -> str:
    when = f" when {move.when}" if move.when else ""
    sets = joined([f"{fact} becomes {value}" for fact, value in move.sets.items()])
    return f"{when}{f'; {sets}' if sets else ''}"


def comment_line(feedback: Feedback, settings: Settings, indent: str = "") -> Line:
    """An open comment with who made it."""
    by = settings.name_of(feedback.by) if feedback.by else "somebody"
    return line(
        indent,
        Span("open comment ", "yellow"),
        Span(feedback.id, "cyan"),
        f" by {by}: {feedback.text or feedback.title}",
    )


def _paths(journey: Journey) -> Iterator[Line]:
    yield line(Span("Happy path", "bold"), f": {_path(journey, journey.happy_path)}")
    if not journey.exceptions:
        yield line(Span("Exceptions", "bold"), ": none")
    for each in journey.exceptions:
        yield line(Span("Exception", "bold"), f": {each.title}: {_path(journey, each.path)}")
        yield line("  then ", each.acceptance or "nothing is said of what has to hold")
    yield line(Span("Fallback", "bold"), f": {journey.fallback or 'none'}")


def _path(journey: Journey, path: Sequence[str]) -> str:
    if not path:
        return "none"
    count = handoffs(journey, path)
    told = f" ({counted(count, 'handoff')})" if count else ""
    return f"{' → '.join(path)}{told}"


def _findings(findings: Sequence[Finding]) -> Iterator[Line]:
    if findings:
        yield line()
        yield line(Span(f"Findings ({len(findings)})", "bold"))
    for finding in findings:
        style = "bold red" if finding.severity == "error" else "bold yellow"
        where = Span(f" line {finding.line}:", "dim")
        yield line("  ", Span(finding.code, style), where, f" {finding.message}")
        if finding.hint:
            yield line("    ", Span(f"hint: {finding.hint}", "dim"))


def _figures(seen: Seen) -> Iterator[Line]:
    if not seen.journey.states:
        yield line("No figures: it has no states yet.")
        return
    if seen.walk is None:
        yield line("No figures: the journey cannot be walked through; see the findings.")
        return
    done = completion(seen.walk)
    situations = sum(values.bit_count() for values in seen.walk.reached.values())
    share = f"{done.covered} of {counted(done.reached, 'error state')}"
    words = f"{share} covered by an exception with acceptance" if done.reached else "no error state"
    yield line(Span("Exception-state completion", "bold"), f": {words}")
    reached = f"{len(seen.walk.reached)} of {counted(len(seen.journey.states), 'state')}"
    yield line(f"{reached} reached, in {counted(situations, 'situation')}")


def _test_plan(found: Cover | None) -> Iterator[Line]:
    if found is None:
        yield line("No test plan: the journey has too many situations to list the ways through it.")
        return
    yield line(Span(f"Test plan: {_extent(found)}", "bold"))
    yield from (line("  - ", criterion(route)) for route in found.routes)
    for step in found.never:
        when = f" when {step.move.when}" if step.move.when else ""
        told = f": {step.move.do} in {step.state}{when}"
        yield line("  ", Span("on no way to an end", "yellow"), told)


def _extent(found: Cover) -> str:
    count = len(found.routes)
    if not count:
        return "no way leads to an end"
    sure = "" if count == 1 else ", no fewer would do" if found.fewest else ", as few as were found"
    verb = "takes" if count == 1 else "take"
    every = "every other move" if found.never else "every move"
    return f"{counted(count, 'way')} {verb} {every}{sure}"


def criterion(route: Route) -> str:
    """A route as an acceptance criterion: an item of a list that can be pasted into a file."""
    facts = joined([f"{fact} is {value}" for fact, value in route.given.items()])
    given = f"When {facts}, " if facts else ""
    steps = ", ".join(clean(step.move.do) for step in route.steps)
    return json.dumps(f"{given}{steps} ends in {route.end}", ensure_ascii=False)


def journey_row(seen: Seen, findings: Sequence[Finding]) -> dict[str, Any]:
    """The same as plain data."""
    journey, walk = seen.journey, seen.walk
    done = completion(walk) if walk else None
    found = cover(walk) if walk else None
    return {
        "id": journey.id,
        "title": journey.title,
        "status": journey.status,
        "owner": journey.owner,
        "roles": journey.roles,
        "facts": {fact: list(values) for fact, values in journey.facts.items()},
        "start": journey.start,
        "states": [
            {
                "name": name,
                "role": state.role,
                "kind": state.kind,
                "shows": state.shows,
                "reached": name in walk.reached if walk else None,
                "moves": [asdict(move) for move in state.moves],
                "feedback": [each.id for each in seen.about(name)],
            }
            for name, state in journey.states.items()
        ],
        "happy_path": _path_row(journey, journey.happy_path),
        "exceptions": [
            {"title": each.title, "acceptance": each.acceptance, **_path_row(journey, each.path)}
            for each in journey.exceptions
        ],
        "fallback": journey.fallback,
        "completion": {"covered": done.covered, "reached": done.reached} if done else None,
        "test_plan": _cover_row(found) if found else None,
        "findings": [asdict(finding) for finding in findings],
    }


def _path_row(journey: Journey, path: Sequence[str]) -> dict[str, Any]:
    return {"path": list(path), "handoffs": handoffs(journey, path)}


def _cover_row(found: Cover) -> dict[str, Any]:
    return {
        "fewest": found.fewest,
        "routes": [
            {
                "given": route.given,
                "steps": [{"state": step.state, "do": step.move.do} for step in route.steps],
                "end": route.end,
            }
            for route in found.routes
        ],
        "never": [{"state": step.state, "do": step.move.do} for step in found.never],
    }
