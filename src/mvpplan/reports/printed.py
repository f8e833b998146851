"""How high the weekly report is in print, computed without a browser.

The lengths are those of ``templates/pages/weekly-report.print.css``, in mm, sizes of letters in
points; tests hold both together in a real browser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mvpplan.reports.letters import breadth, lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PAGE = 259.4
"""The height of US Letter without its margins; that of A4 is greater."""

WEIGHTS = {"asks": 2, "assumptions": 2}
"""Sections that show two items where others show one."""

# Words in bold make a line of some fonts a little higher.
_SPARE = 2.4
_WIDTH, _LEFT, _RIGHT = 186.0, 103.0, 77.0
_SMALL, _TEXT, _LEAD, _TITLE = 7.25, 8.0, 10.5, 17.0
_NUMBER = 12.0
_META = 3.1
_LINE = 3.5
_RULE = 0.27


def fits_page(context: Mapping[str, Any]) -> bool:
    """Whether a report is sure to print on one page."""
    return height(context) <= PAGE - _SPARE


def height(context: Mapping[str, Any]) -> float:
    """How high a report is at most, whatever font it is printed in, in mm."""
    return sum(blocks(context).values())


def blocks(context: Mapping[str, Any]) -> dict[str, float]:
    """How high each block of a report is at most, from top to bottom, with the space above it."""
    sections = context["sections"]
    left = [_closed(sections), _due(sections), _blockers(sections)]
    right = [_metrics(context), _assumptions(context), _scope(sections)]
    return {
        "header": _header(context),
        "glance": 2.2 + _tiles(context) + 2.2 + _story(context),
        "columns": max(sum(left), sum(right)),
        "asks": _asks(sections),
        "foot": 2.4 + _RULE + 1 + lines(_foot(context), _WIDTH, _SMALL) * _META,
    }


def _header(context: Mapping[str, Any]) -> float:
    period, approver = context["period"], context["approver"]
    spaced = _WIDTH / 1.1  # for its letters stand apart
    kicker = f"WEEKLY UPDATE · {(context['team'] or '').upper()}"
    about = f"After {period['start']}, up to {period['end']} 2000 · Final call: {approver}"
    found = lines(kicker, spaced, _SMALL, bold=True) * 3.2
    found += lines(context["title"], _WIDTH, _TITLE, bold=True) * 7
    found += 0.6 + lines(about, _WIDTH, _TEXT) * _LINE
    if context["objective"]:
        found += 0.6 + lines(f"Objective: {context['objective']}", _WIDTH, _TEXT) * _LINE
    return found


def _tiles(context: Mapping[str, Any]) -> float:
    """The badge and the facts beside it."""
    facts = context["facts"]
    column = (143 - 2 * (len(facts) - 1)) / (len(facts) + 0.4)  # the last one is wider
    rooms = [column] * (len(facts) - 1) + [1.4 * column]
    tallest = max(
        lines(fact["name"], room, _SMALL) * _META
        + lines(fact["value"], room, _NUMBER, bold=True) * 5
        + lines(fact["note"], room, _SMALL) * _META
        for fact, room in zip(facts, (room - 3.6 for room in rooms), strict=True)
    )
    start, trend = context["period"]["start"], context["alert"]["trend"]
    said = {None: "", "unchanged": f"as on {start}"}.get(trend, f"{trend} than on {start}")
    badge = _META + 5 + lines(said, 24.5, _SMALL) * _META
    return max(badge + 2, tallest + 2 + 2 * _RULE)


def _story(context: Mapping[str, Any]) -> float:
    """The reasons, and the headline beside them."""
    alert, narrative = context["alert"], context["narrative"]
    reasons = sum(lines(reason, 62.6, _SMALL) for reason in alert["reasons"]) or 1
    why = 3.2 * (1 + reasons) + bool(alert["more"]) * _META
    said = lines(context["headline"] or "None written for this period", 110, _LEAD, bold=True)
    told = sum(lines(line, 107.6, _SMALL) for line in narrative) * 3.2
    return max(why, 3.2 + said * 4.5 + 0.8 + told + bool(context["narrative_more"]) * _META)


def _part(rows: float) -> float:
    """A section with its heading."""
    return 2.6 + 2 * _RULE + 0.7 + 3.7 + 0.5 + rows


def _list(heights: Sequence[float]) -> float:
    """A section that is a list; without items it is one line."""
    between = (1.4 + _RULE) * (len(heights) - 1)
    return _part(sum(heights) + between if heights else _LINE)


def _table(heights: Sequence[float]) -> float:
    """A section that is a table."""
    return _part(sum(heights) + (0.8 + _RULE) * len(heights) + _RULE if heights else _LINE)


def _closed(sections: Mapping[str, Any]) -> float:
    return _list(
        [
            lines(row["title"], _LEFT, _TEXT, bold=True) * _LINE
            + lines(f"{row['status']}, {row['owner']}, {row['on']}", _LEFT, _SMALL) * _META
            + lines(row["why"] or "", _LEFT, _SMALL) * _META
            for row in sections["decisions_closed"]["rows"]
        ]
    )


def _due(sections: Mapping[str, Any]) -> float:
    heights = []
    for row in sections["decisions_due"]["rows"]:
        raised = f"escalates to {row['escalates_to']}" if row["escalates_to"] else ""
        said = ", ".join(filter(None, (row["late"], row["slipped"], raised)))
        heights.append(
            max(
                lines(row["due"] or "no date", 18, _TEXT) * _LINE,
                lines(row["title"], 55, _TEXT) * _LINE
                + lines(said, 55 - _extra(row["late"], _SMALL), _SMALL) * _META,
                lines(row["owner"], 26, _TEXT) * _LINE,
            )
        )
    return _table(heights)


def _extra(flag: str, size: float) -> float:
    """How much more room some words of a text take because they are bold."""
    return breadth(flag, size, bold=True) - breadth(flag, size)


def _blockers(sections: Mapping[str, Any]) -> float:
    heights = []
    for row in sections["blockers"]["rows"]:
        said = ", ".join(
            filter(
                None, (row["owner"], f"due {row['due'] or 'never'}", row["late"], row["slipped"])
            )
        )
        until = f"too late since {row['fallback_by']}: " if row["fallback_by"] else ""
        told = [row["customer_impact"] or "not stated", until + (row["fallback"] or "none")]
        if row["escalates_to"]:
            told.append(f"to {row['escalates_to']}")
        heights.append(
            lines(row["title"], _LEFT, _TEXT, bold=True) * _LINE
            + lines(said, _LEFT - _extra(row["late"], _SMALL), _SMALL) * _META
            + sum(lines(each, 86.5, _SMALL) for each in told) * _META
        )
    return _list(heights)


def _metrics(context: Mapping[str, Any]) -> float:
    figures = f"Planning itself: {'; '.join(context['figures'])}" if context["figures"] else ""
    below = lines(figures, _RIGHT, _SMALL) * _META + 1 if figures else 0
    return below + _list([_metric(row) for row in context["sections"]["metrics"]["rows"]])


def _metric(row: Mapping[str, Any]) -> float:
    room = 38.0
    unit = row["unit"] or ""
    if row["now"] is None:
        now = lines(f"no reading yet, {unit}", room, _SMALL) * 3
    else:
        trend = row["trend"] or ""
        before = f", before {row['before']} ({trend})" if row["before"] is not None else ""
        wide = min(breadth(row["now"], _NUMBER, bold=True), room * 0.6)
        beside = room - wide - 1.5 - _extra(trend, _SMALL)
        now = max(
            lines(row["now"], room * 0.6, _NUMBER, bold=True) * 5,
            lines(unit + before, beside, _SMALL) * 3,
        )
    goal = [f"target {row['target'] or 'none'}{' by ' if row['by'] else ''}{row['by']}"]
    goal += [f"baseline {row['baseline']}"] if row["baseline"] is not None else []
    states = ", ".join(row["states"])
    said = ", ".join([*goal, *row["states"]])
    aims = lines(said, room - _extra(states, _SMALL), _SMALL) * 3
    name = lines(row["title"], _RIGHT, _TEXT, bold=True) * _LINE
    return name + max(now + aims, 11.2)


def _assumptions(context: Mapping[str, Any]) -> float:
    room = 38.5
    heights = [
        lines(row["title"], room, _TEXT) * _LINE
        + lines(f"{row['owner']}: {row['why']}", room, _SMALL) * _META
        for row in context["sections"]["assumptions"]["rows"]
    ]
    if not heights:
        said = context["unranked"] or "No open assumption can be ranked."
        return _part(lines(said, _RIGHT, _TEXT) * _LINE)
    return max(_part(26.7), _list(heights))


def _scope(sections: Mapping[str, Any]) -> float:
    heights = []
    for row in sections["scope_changes"]["rows"]:
        again = f", again on {row['revisit']}" if row["revisit"] else ""
        why = f": {row['why']}" if row["why"] else ""
        heights.append(
            lines(row["title"], _RIGHT, _TEXT, bold=True) * _LINE
            + lines(f"{row['change']}{again}{why}", _RIGHT, _SMALL) * _META
        )
    return _list(heights)


def _asks(sections: Mapping[str, Any]) -> float:
    return _table(
        [
            _LINE
            * max(
                lines(row["by"], 18, _TEXT),
                lines(row["who"], 24, _TEXT),
                lines(f"{row['what']} {row['late']}", 140 - _extra(row["late"], _TEXT), _TEXT),
            )
            for row in sections["asks"]["rows"]
        ]
    )


def _foot(context: Mapping[str, Any]) -> str:
    """The last line, with the longest words that may stand in it."""
    why = context["why_not_compared"] or ""
    return (
        f"As of 2000-00-00, commit {context['commit']}; period by the dates in the files ({why});"
        " 10000 lines left out; 10000 errors in the files: mvpplan validate"
    )
