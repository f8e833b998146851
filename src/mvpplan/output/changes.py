"""Changes of a plan: for a terminal, as Markdown for a pull request, and as JSON."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from mvpplan.output.lines import Line, Span, line
from mvpplan.text.markdown import literal
from mvpplan.text.words import counted, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mvpplan.store.history import Commit
    from mvpplan.timeline.changes import Change
    from mvpplan.timeline.slips import Slips

TITLES = {
    "fallen": "Assumptions that fell",
    "reversed": "Reversed",
    "reopened": "Reopened",
    "missed": "Missed",
    "slipped": "Slipped",
    "closed": "Closed",
    "earlier": "Brought forward",
    "grown": "Scope grown",
    "cut": "Scope cut",
    "opened": "Opened",
    "moved": "Moved on",
    "re-owned": "New owners",
    "re-estimated": "Estimated anew",
    "lapsed": "Approvals lapsed",
    "verdict": "Verdicts",
    "reading": "Readings",
    "evidence": "Evidence",
    "renamed": "Renamed",
    "removed": "Removed",
    "edited": "Edited",
}
"""What each change is called when several stand together."""

_STYLES = {
    **dict.fromkeys(("fallen", "reversed", "reopened", "missed", "slipped"), "red"),
    **dict.fromkeys(("closed", "earlier"), "green"),
}
_LONGEST = 120


def changes_lines(found: Sequence[Change], slipped: dict[str, Slips]) -> Iterator[Line]:
    """Changes under a title for each thing that can happen."""
    for number, (what, group) in enumerate(groupby(found, key=lambda change: change.what)):
        if number:
            yield line()
        each = [*group]
        yield line(Span(f"{TITLES[what]} ({len(each)})", f"bold {_STYLES.get(what, '')}".strip()))
        for change in each:
            title = shortened(change.record.title, _LONGEST)
            words = _words(change, slipped)
            yield line("  ", Span(change.record.id, "cyan"), f"  {title}: {words}")


def changes_markdown(found: Sequence[Change], slipped: dict[str, Slips], since: str) -> str:
    """Changes as a comment on a pull request."""
    parts = [f"### What this changes in the plan, {literal(since)}\n"]
    for what, group in groupby(found, key=lambda change: change.what):
        parts.append(f"\n**{TITLES[what]}**\n\n")
        for change in group:
            title = literal(shortened(change.record.title, _LONGEST))
            words = literal(_words(change, slipped))
            parts.append(f"- {title} (`{change.record.id}`): {words}\n")
    return "".join(parts) if found else f"{parts[0]}\nNothing in the plan has changed.\n"


def _words(change: Change, slipped: dict[str, Slips]) -> str:
    """What happened, and of a due date how often it has moved away."""
    slips = slipped.get(change.record.id)
    if change.what != "slipped" or change.fields != ("due",) or slips is None or slips.count < 2:  # noqa: PLR2004 - again
        return change.words
    return f"{change.words} (slip {slips.count}, {counted(slips.days, 'day')} in all)"


def change_row(change: Change, slipped: dict[str, Slips]) -> dict[str, Any]:
    """A change as plain data.

    ``what`` is one of ``ORDER``; ``kind``, ``id``, ``title`` and ``owner`` are those of the record
    as it is now, or as it last was; ``words`` says what happened, ``fields`` where it shows;
    ``days`` is by how many days a date moved, less than 0 if it came nearer, and else null. Where a
    due date slipped, ``slips`` and ``slipped_days`` count all its slips so far; else they are null.
    """
    slips = slipped.get(change.record.id)
    is_slip = change.what == "slipped" and change.fields == ("due",)
    return {
        "what": change.what,
        "kind": change.record.kind,
        "id": change.record.id,
        "title": change.record.title,
        "owner": change.record.owner,
        "words": change.words,
        "fields": list(change.fields),
        "days": change.days if change.what in ("slipped", "earlier") else None,
        "slips": slips.count if slips and is_slip else None,
        "slipped_days": slips.days if slips and is_slip else None,
    }


def life_lines(
    life: Iterable[tuple[Commit | None, Sequence[Change]]],
) -> Iterator[Line]:
    """A record's life: each commit with what it changed; None stands for what is not committed."""
    for commit, found in life:
        if commit is None:
            yield line(Span("not committed yet", "bold"))
        else:
            day, author = Span(f"{commit.on}", "bold"), Span(shortened(commit.author, 40), "bold")
            said = shortened(commit.subject, 72)
            yield line(day, "  ", author, f"  {said}  ", Span(commit.short, "dim"))
        for change in found:
            yield line("  ", Span(change.what, _STYLES.get(change.what, "")), f"  {change.words}")
