"""The prototype: a page to click through for each journey, and a page that lists them."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from mvpplan.journeys.data import lines, machine
from mvpplan.journeys.figures import completion
from mvpplan.reports.head import head
from mvpplan.reports.overview import HEIGHT, WIDTH, overview
from mvpplan.reports.pages import inert, render_page
from mvpplan.text.words import counted, day_name, shortened
from mvpplan.timeline.signals import lacking_verdicts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from mvpplan.journeys.seen import Seen
    from mvpplan.model.feedback import Feedback
    from mvpplan.model.plan import Plan

MARK = '<meta name="generator" content="mvpplan prototype">'
"""What stands in the head of every page of a prototype."""

MOST_DRAWN = 120
"""How many states the overview picture may have."""

_LONGEST = 18
_STYLES = ("base", "prototype")


def page_of(journey: str) -> str:
    """The file name of the page of a journey, by its id; no id has a stroke below the line."""
    return "index_.html" if journey == "index" else f"{journey}.html"


def prototype(  # noqa: PLR0913 - what a list of journeys says
    plan: Plan,
    journeys: Sequence[Seen],
    day: date,
    left_out: Sequence[str],
    errors: Mapping[str | None, int],
    *,
    mark: str = MARK,
    home: str = "",
) -> Iterator[tuple[str, str]]:
    """The pages of a prototype by their file names, the list of journeys first.

    Args:
        plan: the plan.
        journeys: those to click through; each has states and names only what it has (MP501).
        day: the day to judge by, for the dates of comments.
        left_out: the ids of journeys that would be here if they could be clicked through.
        errors: how many errors ``validate`` finds in records, by their ids.
        mark: what stands in the head of every page.
        home: where the list of journeys leads back to, if it belongs to other pages.
    """
    title = plan.settings.title
    shown = [_journey(plan, seen, day, errors.get(seen.journey.id, 0)) for seen in journeys]
    shared = {"plan": title, "mark": Markup(mark)}  # noqa: S704 - our own
    plain, playing = head(*_STYLES), head(*_STYLES, script="prototype")
    listed = {"journeys": shown, "left_out": left_out, "home": home, **shared, **plain}
    yield "index.html", render_page("prototypes", listed)
    for seen, journey in zip(journeys, shown, strict=True):
        context = {
            "journey": journey,
            "data": inert({name: journey[name] for name in ("start", "facts", "states")}),
            "picture": _picture(seen, journey),
            "alternative": f"{journey['title']}: {journey['figures']}",
            **shared,
            **playing,
        }
        yield page_of(seen.journey.id), render_page("prototype", context)


def _journey(plan: Plan, seen: Seen, day: date, errors: int) -> dict[str, Any]:
    """Everything that the pages say of a journey."""
    journey = seen.journey
    data = machine(journey)
    for name, state in zip(journey.states, data["states"], strict=True):
        state["meaning"] = journey.roles.get(state["role"] or "")
        state["comments"] = [_comment(plan, each, day) for each in seen.about(name)]
        place = quote(f"{journey.id}.states.{name}")
        state["add"] = f'mvpplan comment {place} "…" --by PERSON'
    return {
        "id": journey.id,
        "page": page_of(journey.id),
        "title": journey.title,
        "status": journey.status,
        "owner": plan.settings.name_of(journey.owner) if journey.owner else None,
        "lacks": lacking_verdicts(plan, journey),
        "errors": errors,
        "figures": _figures(seen),
        "general": [_comment(plan, each, day) for each in seen.about(None)],
        "comments": len(seen.feedback),
        "happy_path": " → ".join(journey.happy_path),
        "exceptions": [
            {"title": each.title, "path": " → ".join(each.path), "acceptance": each.acceptance}
            for each in journey.exceptions
        ],
        "fallback": journey.fallback,
        **data,
    }


def _comment(plan: Plan, feedback: Feedback, day: date) -> dict[str, str]:
    by = plan.settings.name_of(feedback.by) if feedback.by else "Somebody"
    on = f" on {day_name(feedback.on, day)}" if feedback.on else ""
    owner = plan.settings.name_of(feedback.owner) if feedback.owner else "nobody"
    due = f" until {day_name(feedback.due, day)}" if feedback.due else ""
    action = f": {feedback.action}" if feedback.action else ""
    return {
        "text": feedback.text or feedback.title,
        "about": f"{by}{on}. {owner} acts{due}{action} ({feedback.id})",
    }


def _figures(seen: Seen) -> str:
    states = counted(len(seen.journey.states), "state")
    if seen.walk is None:
        return states
    done = completion(seen.walk)
    if not done.reached:
        return f"{states}, no error state"
    return f"{states}, {done.covered} of {counted(done.reached, 'error state')} covered"


def _picture(seen: Seen, journey: dict[str, Any]) -> dict[str, Any] | None:
    """The overview: boxes and lines with their places; None if there are too many."""
    count = len(journey["states"])
    if count > MOST_DRAWN:
        return None
    happy = lines(seen.journey)
    made = overview(count, list(happy), journey["start"])
    boxes = []
    for state, box in zip(journey["states"], made.boxes, strict=True):
        kind = {"error": "goes wrong", "end": "end"}.get(state["kind"])
        words = [word for word in (state["role"], kind) if word]
        boxes.append(
            {
                "x": box.x,
                "y": box.y,
                "width": WIDTH,
                "height": HEIGHT,
                "middle": box.x + WIDTH / 2,
                "first": box.y + 18,
                "second": box.y + 34,
                "round": HEIGHT / 2 if kind == "end" else 4,
                "kind": state["kind"] or "usual",
                "name": shortened(state["name"], _LONGEST),
                "words": shortened(" · ".join(words), _LONGEST + 4),
            }
        )
    drawn = [{"path": each.path, "happy": happy[each.start, each.end]} for each in made.lines]
    return {"width": made.width, "height": made.height, "boxes": boxes, "lines": drawn}
