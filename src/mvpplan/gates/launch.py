"""The launch gate: evidence and not assertion, and somebody who watches afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.gates.check import (
    RECORDS_READ,
    Check,
    Outcome,
    Seen,
    lacking,
    none_of,
    outcome_metric,
)
from mvpplan.model.blocker import Blocker
from mvpplan.model.checkpoint import Checkpoint
from mvpplan.text.words import joined
from mvpplan.timeline.movement import movement
from mvpplan.timeline.signals import stayed_shut

if TYPE_CHECKING:
    from datetime import date

_SOLID = ("data", "test")


def _outcome_shown(seen: Seen) -> Outcome:
    metric = outcome_metric(seen)
    if isinstance(metric, Outcome):
        return metric
    moved = movement(metric, seen.period)
    if moved.now is None or moved.stale:
        why = "the outcome metric has no fresh reading"
        return Outcome(passed=False, why=why, records=(metric.id,))
    if moved.guardrail_crossed:
        why = "the outcome metric is beyond its guardrail"
        return Outcome(passed=False, why=why, records=(metric.id,))
    if moved.drifting:
        why = "the outcome metric drifts: its last reading is worse than the one before"
        return Outcome(passed=False, why=why, records=(metric.id,))
    return Outcome(passed=True, why=f"{metric.id} was read on {moved.now.on}")


def _decisions_evidenced(seen: Seen) -> Outcome:
    asserted = (
        each
        for each in seen.in_scope()
        if not any(
            item.supports and item.kind in _SOLID and (item.on is None or item.on <= seen.day)
            for item in each.evidence
        )
    )
    return none_of(
        asserted,
        "no data and no test speaks for it",
        "data or a test speaks for every decision in scope",
    )


def _monitor_named(seen: Seen) -> Outcome:
    settings = seen.plan.settings
    if settings.monitor is None:
        return Outcome(passed=False, why="nobody is named to watch the numbers after the launch")
    return Outcome(passed=True, why=f"{settings.name_of(settings.monitor)} watches the numbers")


def held(seen: Seen, kind: str) -> list[Checkpoint]:
    """The checkpoints of a kind that were held up to the day of the gate, the last one last.

    The record of a gate that stayed shut is the proof of a check, not of a review.
    """
    found = [
        (each.on, each)
        for each in seen.plan.of(Checkpoint)
        if each.kind_ == kind
        and each.status == "held"
        and each.on is not None
        and each.on <= seen.day
        and not stayed_shut(each)
    ]
    return [each for _, each in sorted(found, key=lambda pair: (pair[0], pair[1].id))]


def loose_ends(checkpoints: list[Checkpoint]) -> list[Checkpoint]:
    """Those with an action that is not done."""
    return [each for each in checkpoints if not all(action.done for action in each.actions)]


def _messaging_confirmed(seen: Seen) -> Outcome:
    synced = held(seen, "go-to-market")
    if not synced:
        return Outcome(passed=False, why="no go-to-market sync was held")
    return none_of(
        loose_ends(synced),
        "actions of the go-to-market sync are not done",
        "the go-to-market sync was held and its actions are done",
    )


def _blockers_covered(seen: Seen) -> Outcome:
    return lacking(
        {each.id: _uncovered(each, seen.day) for each in seen.plan.of(Blocker) if each.is_open},
        "open without a live fallback or a communication plan",
        "every open blocker has a live fallback and a communication plan",
    )


def _uncovered(blocker: Blocker, day: date) -> str:
    """What an open blocker lacks."""
    lacks = []
    if not blocker.fallback:
        lacks.append("has no fallback")
    elif blocker.fallback_by and blocker.fallback_by < day:
        lacks.append(f"could take its fallback until {blocker.fallback_by} only")
    told = blocker.communication
    if not (told and told.audience and told.message):
        lacks.append("has no communication plan that says who is told what")
    return joined(lacks)


def _post_release_planned(seen: Seen) -> Outcome:
    launch = seen.plan.settings.launch
    dated = [
        (each.on, each.id)
        for each in seen.plan.of(Checkpoint)
        if each.kind_ == "post-release" and each.status != "skipped" and each.on
    ]
    if not dated:
        return Outcome(passed=False, why="no post-release checkpoint has a date")
    after = [(on, name) for on, name in sorted(dated) if launch is None or on >= launch]
    if not after:
        why = f"no post-release checkpoint lies after the launch on {launch}"
        return Outcome(passed=False, why=why, records=tuple(name for _, name in sorted(dated)))
    on, name = after[0]
    return Outcome(passed=True, why=f"{name} looks on {on} whether the metrics moved")


CHECKS = (
    RECORDS_READ,
    Check("outcome-shown", "the outcome is shown by a fresh reading", _outcome_shown),
    Check("decisions-evidenced", "data or a test speaks for each decision", _decisions_evidenced),
    Check("monitor-named", "somebody watches the numbers after the launch", _monitor_named),
    Check("messaging-confirmed", "the go-to-market sync is held and done", _messaging_confirmed),
    Check("blockers-covered", "every open blocker has a fallback and a message", _blockers_covered),
    Check("post-release-planned", "a post-release checkpoint has a date", _post_release_planned),
)
