"""The decision log as pages: every record, indexes, a search, the weekly reports so far."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mvpplan.journeys.seen import look_at
from mvpplan.journeys.walks import playable, unplayable
from mvpplan.model import RECORDS
from mvpplan.model.feedback import Feedback
from mvpplan.model.fingerprint import approvals_of, fingerprint, lapsed
from mvpplan.model.record import noun_of, written
from mvpplan.model.rows import row_of, shown
from mvpplan.reports.head import head
from mvpplan.reports.pages import inert, render_page
from mvpplan.reports.prototype import page_of, prototype
from mvpplan.reports.site_fields import HEADER, fields
from mvpplan.reports.site_indexes import INDEXES
from mvpplan.text.words import counted, joined, shortened

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from mvpplan.model.plan import Plan
    from mvpplan.model.record import Record
    from mvpplan.store.commits import Commit
    from mvpplan.timeline.changes import Change

    Life = Sequence[tuple[Commit | None, Sequence[Change]]]

MARK = '<meta name="generator" content="mvpplan site">'
"""What stands in the head of every page of a site."""

_STYLES = ("base", "site")
_LATEST = 20
_SEARCHED = 1200
_NAMED = 5


@dataclass(frozen=True)
class Log:
    """What a site is made from.

    Attributes:
        plan: the plan.
        day: the day to judge by.
        places: where each record stands, as path and line, and the text that it is written in.
        lives: what happened to each record, oldest first.
        order: the number of each commit by its id, the oldest first.
        history: what is known of the time before, in a sentence; empty if everything is.
        weekly: the days of the weekly reports, oldest first.
        commit: where the files stand in git, if they do.
        errors: how many errors ``validate`` finds, which may keep something out of the pages, by
            the record that each is in.
    """

    plan: Plan
    day: date
    places: Mapping[str, tuple[str, int, str]]
    lives: Mapping[str, Life]
    order: Mapping[str, int]
    history: str
    weekly: Sequence[date]
    commit: str | None
    errors: Counter[str | None]


def site(log: Log) -> Iterator[tuple[str, str]]:
    """Every page by its path but the weekly reports themselves."""
    plan = log.plan
    rows = [_row(plan, each) for each in plan.records.values()]
    comments: dict[str, list[Feedback]] = defaultdict(list)
    for each in plan.of(Feedback):
        comments[(each.about or "").partition(".")[0]].append(each)
    shared = {
        "plan": plan.settings.title,
        "has_journeys": bool(plan.once(playable) or unplayable(plan)),
        "notice": _notice(log),
        "weekly": [day.isoformat() for day in reversed(log.weekly)],
    }
    plain = {**shared, **head(*_STYLES)}
    yield "index.html", _index(log, rows, shared)
    for name, (title, grouped) in INDEXES.items():
        groups = [{"name": group, "rows": held} for group, held in grouped(plan, rows)]
        context = {**plain, "top": "", "title": title, "groups": groups, "here": name}
        yield f"{name}.html", render_page("site-list", context)
    yield "weekly.html", render_page("site-weekly", {**plain, "top": "", "here": "weekly"})
    for row in rows:
        record = plan.records[row["id"]]
        context = {**plain, "top": "../", "here": "", **_record(log, record, row, comments)}
        yield f"records/{record.id}.html", render_page("site-record", context)
    if shared["has_journeys"]:
        seen = [look_at(plan, each) for each in plan.once(playable).values()]
        left_out, home = unplayable(plan), "../index.html"
        made = prototype(plan, seen, log.day, left_out, log.errors, mark=MARK, home=home)
        for path, text in made:
            yield f"prototype/{path}", text


def _notice(log: Log) -> str:
    """What may be missing on the pages, and why; empty if nothing is."""
    if not log.errors:
        return ""
    found = f"The files have {counted(log.errors.total(), 'error')}"
    if unread := sorted(log.plan.broken):
        found += f", and {joined(_few(unread))} cannot be read"
    return f"{found}: something may be missing here. mvpplan validate says what and where."


def _few(names: Sequence[str]) -> list[str]:
    more = len(names) - _NAMED
    return [*names] if more <= 1 else [*names[:_NAMED], f"{more} others"]


def _index(log: Log, rows: Sequence[dict[str, Any]], shared: Mapping[str, Any]) -> str:
    settings = log.plan.settings
    kinds = [
        {"kind": kind.kind, "count": count, "open": sum(row["open"] for row in held)}
        for kind in RECORDS
        if (count := len(held := [row for row in rows if row["kind"] == kind.kind]))
    ]
    moved = [
        (commit, each)
        for life in log.lives.values()
        for commit, found in life
        if commit is not None
        for each in found
        if each.record.id in log.plan.records
    ]
    moved.sort(key=lambda pair: (-log.order[pair[0].id], pair[1].order()))
    searched = [[row["id"], row["kind"], row["title"], row["words"], row["text"]] for row in rows]
    context = {
        **shared,
        **head(*_STYLES, script="search"),
        "top": "",
        "here": "index",
        "objective": settings.objective,
        "kinds": kinds,
        "latest": [
            {
                "on": commit.on.isoformat(),
                "id": each.record.id,
                "title": each.record.title,
                "what": each.what,
                "words": each.words,
            }
            for commit, each in moved[:_LATEST]
        ],
        "records": inert(searched),
        "count": len(rows),
        "day": log.day.isoformat(),
        "commit": log.commit,
        "history": log.history,
    }
    return render_page("site-index", context)


def _row(plan: Plan, record: Record) -> dict[str, Any]:
    """What lists say of a record; ``text`` is all that it says, for the search."""
    said = row_of(record)
    owner = plan.settings.name_of(record.owner) if record.owner else None
    words = (noun_of(record.kind), record.status, owner, record.due and f"due {record.due}")
    return {
        "id": record.id,
        "kind": record.kind,
        "title": record.title,
        "status": record.status,
        "owner": owner,
        "owner_key": record.owner,
        "due": record.due.isoformat() if record.due else None,
        "open": record.is_open,
        "words": ", ".join(word for word in words if word),
        "text": shortened(
            " ".join(shown(value) for name, value in said.items() if name not in HEADER),
            _SEARCHED,
        ),
    }


def _record(
    log: Log, record: Record, row: Mapping[str, Any], comments: Mapping[str, Sequence[Feedback]]
) -> dict[str, Any]:
    """Everything that a record's page says."""
    plan = log.plan
    path, line, text = log.places[record.id]
    return {
        **row,
        "noun": noun_of(record.kind),
        "opened": record.opened.isoformat() if record.opened else None,
        "closed": record.closed.isoformat() if record.closed else None,
        "playable": page_of(record.id) if record.id in plan.once(playable) else "",
        "fields": list(fields(plan, record)),
        "approvals": list(_approvals(plan, record)),
        "fingerprint": fingerprint(record),
        "comments": [_comment(plan, each) for each in comments.get(record.id, ())],
        "relies_on": _links(plan, record.id, forth=True),
        "relied_on_by": _links(plan, record.id, forth=False),
        "life": [_step(commit, found) for commit, found in reversed(log.lives.get(record.id, ()))],
        "history": log.history,
        "place": f"{path}:{line}",
        "source": text.rstrip("\n"),
    }


def _approvals(plan: Plan, record: Record) -> Iterator[dict[str, Any]]:
    gone = {index for index, _ in lapsed(record)}
    last = {each.by: index for index, each in enumerate(approvals_of(record))}
    for index, each in enumerate(approvals_of(record)):
        yield {
            "by": plan.settings.name_of(each.by),
            "on": each.on.isoformat(),
            "verdict": each.verdict,
            "note": each.note,
            "of": each.of,
            "lapsed": index in gone,
            "replaced": index != last[each.by],
        }


def _comment(plan: Plan, feedback: Feedback) -> dict[str, Any]:
    return {
        "id": feedback.id,
        "status": feedback.status,
        "about": (feedback.about or "").partition(".")[2],
        "text": feedback.text or feedback.title,
        "by": plan.settings.name_of(feedback.by) if feedback.by else None,
        "on": feedback.on.isoformat() if feedback.on else None,
        "owner": plan.settings.name_of(feedback.owner) if feedback.owner else None,
        "action": feedback.action,
        "due": feedback.due.isoformat() if feedback.due else None,
    }


def _links(plan: Plan, record: str, *, forth: bool) -> list[dict[str, Any]]:
    found = (plan.links_from if forth else plan.links_to).get(record, [])
    links = {}
    for link in found:
        other = plan.records.get(link.target if forth else link.source)
        if other is not None and other.id not in links:
            links[other.id] = {
                "id": other.id,
                "title": other.title,
                "noun": noun_of(other.kind),
                "status": other.status,
                "field": written(link.field).replace("_", " "),
            }
    return [*links.values()]


def _step(commit: Commit | None, found: Sequence[Change]) -> dict[str, Any]:
    return {
        "on": commit.on.isoformat() if commit else None,
        "author": commit.author if commit else None,
        "subject": commit.subject if commit else None,
        "commit": commit.short if commit else None,
        "changes": [{"what": each.what, "words": each.words} for each in found],
    }
