"""The retro gate: what was learnt has become standards and a checklist for the next cycle."""

from __future__ import annotations

from mvpplan.gates.check import RECORDS_READ, Check, Outcome, Seen
from mvpplan.gates.launch import held
from mvpplan.model.lesson import Lesson
from mvpplan.text.words import counted


def _retro_held(seen: Seen) -> Outcome:
    done = held(seen, "retro")
    if not done:
        return Outcome(passed=False, why="no retro was held")
    return Outcome(passed=True, why=f"{done[-1].id} was held on {done[-1].on}")


def _standards_updated(seen: Seen) -> Outcome:
    lessons = [each for each in seen.plan.of(Lesson) if each.pattern and each.from_]
    if not lessons:
        return Outcome(passed=False, why="no lesson gives a pattern and names what taught it")
    return Outcome(passed=True, why=f"{counted(len(lessons), 'lesson')} with a pattern")


def _readiness_listed(seen: Seen) -> Outcome:
    checks = [check for each in seen.plan.of(Lesson) for check in each.checklist]
    if not checks:
        return Outcome(passed=False, why="no lesson adds to the readiness checklist")
    return Outcome(passed=True, why=f"{counted(len(checks), 'check')} for the next cycle")


CHECKS = (
    RECORDS_READ,
    Check("retro-held", "the retro was held", _retro_held),
    Check("standards-updated", "lessons have become standards", _standards_updated),
    Check("readiness-listed", "there is a readiness checklist", _readiness_listed),
)
