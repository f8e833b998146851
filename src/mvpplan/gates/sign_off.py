"""The sign-off gate: escalation was rehearsed, what that found is closed, approvals hold."""

from __future__ import annotations

from mvpplan.gates.build import APPROVALS_HOLD
from mvpplan.gates.check import RECORDS_READ, Check, Outcome, Seen, none_of
from mvpplan.gates.launch import held, loose_ends


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


CHECKS = (
    RECORDS_READ,
    Check(
        "escalation-rehearsed",
        "escalation was rehearsed with one real scenario",
        _escalation_rehearsed,
    ),
    Check("findings-closed", "what the rehearsal found is closed", _findings_closed),
    APPROVALS_HOLD,
)
