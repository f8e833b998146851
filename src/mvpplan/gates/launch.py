"""The launch gate: evidence and not assertion, and somebody who watches afterwards."""

from __future__ import annotations

from mvpplan.gates.check import Check, Outcome, Seen, none_of
from mvpplan.model.blocker import Blocker
from mvpplan.model.checkpoint import Checkpoint
from mvpplan.model.metric import Metric
from mvpplan.timeline.movement import movement

_SOLID = ("data", "test")


def _outcome_shown(seen: Seen) -> Outcome:
    outcome = seen.plan.settings.outcome
    metric = seen.plan.get(Metric, outcome.metric) if outcome else None
    if metric is None:
        return Outcome(passed=False, why="the plan names no outcome with a metric")
    moved = movement(metric, seen.period)
    if moved.now is None or moved.stale:
        why = "the outcome metric has no fresh reading"
        return Outcome(passed=False, why=why, records=(metric.id,))
    if moved.guardrail_crossed:
        why = "the outcome metric is beyond its guardrail"
        return Outcome(passed=False, why=why, records=(metric.id,))
    return Outcome(passed=True, why=f"{metric.id} was read on {moved.now.on}")


def _decisions_evidenced(seen: Seen) -> Outcome:
    asserted = (
        each
        for each in seen.in_scope()
        if not any(item.supports and item.kind in _SOLID for item in each.evidence)
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
    """The checkpoints of a kind that were held up to the day of the gate."""
    return [
        each
        for each in seen.plan.of(Checkpoint)
        if each.kind_ == kind and each.status == "held" and (each.on is None or each.on <= seen.day)
    ]


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
    bare = (
        each
        for each in seen.plan.of(Blocker)
        if each.is_open
        and not (
            each.fallback
            and each.communication
            and (each.fallback_by is None or each.fallback_by >= seen.day)
        )
    )
    return none_of(
        bare,
        "open without a live fallback or a communication plan",
        "every open blocker has a live fallback and a communication plan",
    )


def _post_release_planned(seen: Seen) -> Outcome:
    planned = [each for each in seen.plan.of(Checkpoint) if each.kind_ == "post-release"]
    if not any(each.on for each in planned):
        return Outcome(passed=False, why="no post-release checkpoint has a date")
    return Outcome(passed=True, why=f"{planned[0].id} looks whether the metrics moved")


CHECKS = (
    Check("outcome-shown", "the outcome is shown by a fresh reading", _outcome_shown),
    Check("decisions-evidenced", "data or a test speaks for each decision", _decisions_evidenced),
    Check("monitor-named", "somebody watches the numbers after the launch", _monitor_named),
    Check("messaging-confirmed", "the go-to-market sync is held and done", _messaging_confirmed),
    Check("blockers-covered", "every open blocker has a fallback and a message", _blockers_covered),
    Check("post-release-planned", "a post-release checkpoint has a date", _post_release_planned),
)
