"""The build gate: only approved items, specified so that a build can be tested against them."""

from __future__ import annotations

from mvpplan.gates.check import Check, Outcome, Seen, none_of
from mvpplan.model.fingerprint import lapsed

_SPECIFIED = ("constraints", "behaviour", "acceptance", "target")


def _decisions_approved(seen: Seen) -> Outcome:
    waiting = (each for each in seen.in_scope() if each.status != "approved")
    return none_of(waiting, "in scope and not approved", "every decision in scope is approved")


def _approvals_hold(seen: Seen) -> Outcome:
    shaky = []
    for decision in seen.in_scope():
        gone = {each.by for _, each in lapsed(decision)}
        last = {each.by: each.verdict for each in decision.approvals}
        said = {by for by, verdict in last.items() if verdict == "approved"} - gone
        if decision.status == "approved" and (gone or not said.issuperset(decision.reviewers)):
            shaky.append(decision)
    return none_of(
        shaky,
        "approvals that have lapsed, or reviewers who have not approved",
        "every reviewer has approved what the decisions in scope say now",
    )


def _decisions_specified(seen: Seen) -> Outcome:
    vague = (
        each
        for each in seen.in_scope()
        if each.status == "approved" and not all(getattr(each, name) for name in _SPECIFIED)
    )
    return none_of(
        vague,
        "approved without constraints, behaviour, acceptance or target",
        "every approved decision in scope has constraints, behaviour, acceptance and a target",
    )


APPROVALS_HOLD = Check(
    "approvals-hold", "no approval has lapsed, and every reviewer has approved", _approvals_hold
)

CHECKS = (
    Check("decisions-approved", "every decision in scope is approved", _decisions_approved),
    APPROVALS_HOLD,
    Check(
        "decisions-specified",
        "each has constraints, behaviour, acceptance and a target",
        _decisions_specified,
    ),
)
