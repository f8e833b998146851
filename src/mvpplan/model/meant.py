"""What people mean by words that no plan knows: other names of fields and of choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.model.nearest import nearest
from mvpplan.text.words import joined

if TYPE_CHECKING:
    from collections.abc import Iterable

# Words of other tools and of speech, and the fields they may mean; the first that a record has.
_FIELDS = {
    word: tuple(fields.split())
    for words, fields in {
        "name, summary, subject, heading": "title",
        "assignee, assigned to, assigned_to, assigned, responsible, lead, who": "owner",
        "deadline, due date, due_date, duedate, due_on, until, when, target date": "due by on",
        "description, desc, details, comment, comments, note, remarks, body": "notes note text",
        "created, created_at, created on, start, started, date": "opened on",
        "done, finished, resolved, closed_on, completed, end": "closed",
        "state, stage": "status",
        "reason, rationale, because, justification": "why",
        "estimate, size, story points, days": "effort cost",
        "priority, severity, value, importance": "impact",
        "probability, likelyhood, certainty": "likelihood confidence",
        "label, labels, category, categories": "tags do",
        "if, condition, given": "when",
        "goto, go to, next, leads to": "to",
        "button, click": "do",
        "first, begin, begins, initial, starts": "start",
        "then, result, expected": "acceptance",
        "link, url, urls, reference, references": "links link",
        "dependencies, dependency, depends, blocked_by, blocked by, needs": "depends_on requires",
        "proof, sources": "evidence",
        "alternatives, choices": "options",
        "decision, outcome, answer": "choice",
        "acceptance criteria, acceptance_criteria, criteria": "acceptance passes_if",
        "workaround, plan b, contingency": "fallback",
        "solution, fix": "resolution mitigation",
    }.items()
    for word in words.split(", ")
}
# The same for choices: statuses first, then kinds of evidence, directions and functions. Where two
# are named with a stroke, both are meant equally.
_CHOICES = {
    word: tuple(choices.split())
    for words, choices in {
        "done, closed, complete, completed, finished, ended, decided, final": (
            "approved validated/invalidated resolved held met accepted/declined closed"
        ),
        "fixed, solved, mitigated, unblocked": "resolved closed met",
        "todo, to do, to-do, new, backlog, not started, planned, proposed, draft, tbd, raised": (
            "untested open watching pending proposed planned draft in"
        ),
        "in progress, in-progress, in_progress, wip, started, ongoing, active, doing, pending, "
        "in review, running, in test": (
            "testing open watching pending proposed planned reviewed in"
        ),
        "yes, ok, agreed, accepted, confirmed, true, signed off, signed-off, signed, proven, "
        "valid, accept, approve, go": "approved validated accepted met in",
        "no, refused, declined, false, disproved, wrong, denied, invalid, reject, no go, no-go": (
            "rejected invalidated declined out missed"
        ),
        "on hold, on-hold, hold, parked, paused, postponed, later, waiting": (
            "deferred pending skipped"
        ),
        "cancelled, canceled, obsolete, abandoned, wontfix, won't do, dropped, removed, killed": (
            "dropped rejected declined out skipped"
        ),
        "replaced, outdated": "superseded",
        "open": "untested watching pending proposed planned draft in",
        "blocked": "open",
        "happened, occurred, hit, materialised, materialized": "occurring held",
        "interview, interviews, call, calls, quote, feedback, opinion, observation": "anecdote",
        "analytics, numbers, measurement, survey, report, metric, figures": "data",
        "experiment, pilot, a/b test, ab test, trial, prototype": "test",
        "increase, higher, more, rising": "up",
        "decrease, lower, less, fewer, falling": "down",
        "marketing, sales, gtm, growth": "go-to-market",
        "engineering, development, dev, tech, it": "delivery",
        "ux, ui, research": "design",
        "cs, cx, customer success, customer support, service, customer-success": "support",
        "management, executive, exec, board": "leadership",
        "revops, product, pm, operations, ops": "planning",
    }.items()
    for word in words.split(", ")
}


def meant_field(word: str, known: Iterable[str]) -> str | None:
    """The field that an unknown one stands for: by its meaning, else by its letters.

    >>> meant_field("deadline", ["title", "due"]), meant_field("onwer", ["title", "owner"])
    ('due', 'owner')
    """
    names = list(known)
    meant = next((name for name in _FIELDS.get(word.casefold(), ()) if name in names), None)
    return meant or nearest(word, names)


def meant_choice(word: str, choices: Iterable[str]) -> str | None:
    """The choice, or the two, that a word stands for: by its letters if it is misspelt.

    >>> meant_choice("done", ["open", "resolved"]), meant_choice("Open", ["open", "resolved"])
    ('resolved', 'open')
    >>> meant_choice("done", ["untested", "validated", "invalidated"])
    'validated or invalidated'
    """
    names = list(choices)
    folded = word.casefold().strip()
    if folded not in names:
        for meant in _CHOICES.get(folded, ()):
            fitting = [name for name in meant.split("/") if name in names]
            if fitting:
                return joined(fitting, "or")
    return nearest(word, names)
