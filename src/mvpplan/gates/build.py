"""The build gate: only approved items, specified so that a build can be tested against them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.errors import label
from mvpplan.gates.check import RECORDS_READ, Check, Outcome, Seen, lacking, none_of
from mvpplan.journeys.figures import stops_at
from mvpplan.journeys.walks import walks
from mvpplan.model.assumption import Assumption
from mvpplan.text.words import joined
from mvpplan.timeline.signals import lacking_verdicts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mvpplan.model.decision import Decision
    from mvpplan.model.journey import Journey
    from mvpplan.model.record import Record

_SPECIFIED = ("constraints", "behaviour", "acceptance", "target")


def _decisions_approved(seen: Seen) -> Outcome:
    decisions = seen.in_scope()
    bare = [item for item in seen.items() if not seen.under([item])]
    if not decisions and not bare:
        return Outcome(passed=False, why="nothing is in scope: no decision is open or approved")
    waiting = [each for each in decisions if each.status != "approved"]
    fails = "in scope and not approved"
    if bare:
        fails += ", or in scope without a decision that stands"
    return none_of([*waiting, *bare], fails, "every decision in scope is approved")


def _approvals_hold(seen: Seen) -> Outcome:
    approved = (each for each in seen.in_scope() if each.status == "approved")
    return all_approved(
        seen, approved, "every reviewer has approved what the decisions in scope say now"
    )


def all_approved(seen: Seen, records: Iterable[Record], holds: str) -> Outcome:
    """An outcome that fails by every record that lacks an approval, or one that still holds."""
    return lacking(
        {each.id: lacking_verdicts(seen.plan, each) for each in records},
        "approvals have lapsed, or reviewers have not approved",
        holds,
    )


def _decisions_specified(seen: Seen) -> Outcome:
    approved = (each for each in seen.in_scope() if each.status == "approved")
    return lacking(
        {each.id: _unspecified(each) for each in approved},
        "approved without constraints, behaviour, acceptance or target",
        "every approved decision in scope has constraints, behaviour, acceptance and a target",
    )


def _unspecified(decision: Decision) -> str:
    lacks = [name for name in _SPECIFIED if not getattr(decision, name)]
    return f"has no {joined(lacks, 'or')}" if lacks else ""


def _decisions_supported(seen: Seen) -> Outcome:
    approved = (each for each in seen.in_scope() if each.status == "approved")
    return lacking(
        {each.id: _unsupported(seen, each) for each in approved},
        "approved without dated evidence, or on an assumption that is not validated",
        "dated evidence and validated assumptions carry every approved decision in scope",
    )


def _unsupported(seen: Seen, decision: Decision) -> str:
    lacks = []
    if not any(each.supports and each.on for each in decision.evidence):
        lacks.append("has no dated evidence")
    open_ = [
        name
        for name in decision.assumptions
        if (found := seen.plan.get(Assumption, name)) is None or found.status != "validated"
    ]
    if open_:
        lacks.append(f"relies on {joined(open_)}")
    return joined(lacks)


def _journeys_mapped(seen: Seen) -> Outcome:
    journeys = seen.journeys()
    if not journeys:
        return Outcome(passed=True, why="no journey is in scope, so none has to be mapped")
    return lacking(
        {each.id: _unmapped(seen, each) for each in journeys},
        "without happy path, exception or fallback, or with one that cannot be gone",
        "every journey in scope has a happy path, an exception and a fallback",
    )


def _unmapped(seen: Seen, journey: Journey) -> str:
    """What a journey lacks before it can be built."""
    needs = {"happy_path": "happy path", "exceptions": "exception", "fallback": "fallback"}
    lacks = [words for name, words in needs.items() if not getattr(journey, name)]
    if lacks:
        return f"has no {joined(lacks, 'or')}"
    if not any(each.path for each in journey.exceptions):
        return "has no exception with a path"
    walk = seen.plan.once(walks).by_journey.get(journey.id)
    if walk is None:
        return "cannot be walked through: 'mvpplan validate' says why"
    if stop := stops_at(walk):
        return f"has a happy path that stops at {stop}, which is no end"
    failing = [label(at) for at in walk.failing]
    return f"has a path that its moves do not allow: {joined(failing)}" if failing else ""


CHECKS = (
    RECORDS_READ,
    Check("decisions-approved", "every decision in scope is approved", _decisions_approved),
    Check(
        "approvals-hold",
        "no approval in scope has lapsed, and every reviewer has approved",
        _approvals_hold,
    ),
    Check(
        "decisions-supported",
        "each rests on dated evidence and validated assumptions",
        _decisions_supported,
    ),
    Check(
        "decisions-specified",
        "each has constraints, behaviour, acceptance and a target",
        _decisions_specified,
    ),
    Check(
        "journeys-mapped",
        "each journey in scope has a happy path, an exception and a fallback",
        _journeys_mapped,
    ),
)
