"""The sign-off gate: escalation was rehearsed, what that found is closed, approvals hold."""

from __future__ import annotations

from mvpplan.gates.build import all_approved
from mvpplan.gates.check import RECORDS_READ, Check, Outcome, Seen, none_of
from mvpplan.gates.launch import held, loose_ends
from mvpplan.model.fingerprint import takes_approvals


def _escalation_rehearsed(seen: Seen) -> Outcome:
    played = [each for each in held(seen, "rehearsal") if each.scenario]
    if not played:
        return Outcome(passed=False, why="no rehearsal with a real scenario was held")
    return Outcome(passed=True, why=f"{played[-1].id} played a real scenario through")


def _findings_closed(seen: Seen) -> Outcome:
    return none_of(
        loose_ends(held(seen, "rehearsal")),
        "actions of the rehearsal are not done",
        "no action of a rehearsal is left to do",
    )


def _all_approvals_hold(seen: Seen) -> Outcome:
    approved = (
        each
        for each in seen.plan.records.values()
        if takes_approvals(each) and each.status == "approved"
    )
    return all_approved(seen, approved, "every reviewer has approved what the decisions say now")


CHECKS = (
    RECORDS_READ,
    Check(
        "escalation-rehearsed",
        "escalation was rehearsed with one real scenario",
        _escalation_rehearsed,
    ),
    Check("findings-closed", "what the rehearsal found is closed", _findings_closed),
    Check(
        "all-approvals-hold",
        "no approval of any decision or journey has lapsed, and every reviewer has approved",
        _all_approvals_hold,
    ),
)
