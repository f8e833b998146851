"""Waivers and severities: what a plan sets aside must exist, or it hides nothing but a mistake."""

from __future__ import annotations

from inspect import cleandoc
from typing import TYPE_CHECKING

from mvpplan.errors import PLAN_FILE, Problem, Severity
from mvpplan.model.nearest import suggestion
from mvpplan.rules.rule import Rule
from mvpplan.text.characters import clean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from mvpplan.errors import FieldPath
    from mvpplan.model.plan import Plan

IDLE_WAIVER = Rule(
    "MP401",
    Severity.WARNING,
    cleandoc(
        """Waiver that matches nothing.

        A waiver sets one finding aside, with a name, a reason and a date. When the finding is gone
        the waiver must go too, or it hides the next one.

        Bad:
            # mvpplan.yaml
            format: 1
            title: Guest checkout
            people: {ana: {name: Ana Ruiz}, mara: {name: Mara Lind}}
            waivers:
              - {rule: MP301, record: guest-checkout, by: mara, why: Pilot, until: 2026-12-04}
            # decisions/guest-checkout.yaml
            title: Do guests need an account to pay?
            owner: ana
            due: 2026-11-27

        Good:
            # mvpplan.yaml
            format: 1
            title: Guest checkout
            people: {ana: {name: Ana Ruiz}, mara: {name: Mara Lind}}
            waivers:
              - {rule: MP301, record: guest-checkout, by: mara, why: Pilot, until: 2026-12-04}
            # decisions/guest-checkout.yaml
            title: Do guests need an account to pay?
            owner: ana
        """
    ),
)


def silences(waived: Collection[tuple[str, str | None]], problem: Problem) -> bool:
    """Whether one of some waivers, as rule and record, names a problem.

    A waiver without a record is one of what the plan file itself lacks.
    """
    in_place = problem.record is not None or problem.path in (None, PLAN_FILE)
    return in_place and (problem.code, problem.record) in waived


def idle_waivers(
    plan: Plan, found: Collection[Problem], codes: Collection[str]
) -> Iterator[Problem]:
    """A problem for every waiver of a rule that names no problem among those found.

    Args:
        plan: its waivers are judged, but not those of records that cannot be read.
        found: everything that the rules object to.
        codes: those of all rules; a waiver of anything else is not judged here.
    """
    named = {
        (problem.code, problem.record)
        for problem in found
        if silences({(problem.code, problem.record)}, problem)
    }
    for index, waiver in enumerate(plan.settings.waivers):
        record = waiver.record
        is_judged = waiver.rule in codes and record not in plan.broken and not plan.unsure
        if not is_judged or (waiver.rule, record) in named:
            continue
        at: FieldPath = ("waivers", index)
        where = f"on {clean(record)}" if record else "in the plan file"
        message = f"the waiver of {waiver.rule} {where} matches nothing"
        hint = "take the waiver out"
        if record and plan.kind_of(record) is None:
            at = (*at, "record")
            hint = suggestion(record, list(plan.records), f"{hint}: there is no record of that id")
        yield Problem("MP401", None, at, message, hint)


def unknown_codes(plan: Plan, codes: Collection[str]) -> Iterator[Problem]:
    """A problem (MP103) for every code that the plan file names and no rule has."""
    named: list[tuple[FieldPath, str]] = [(("rules", code), code) for code in plan.settings.rules]
    for index, waiver in enumerate(plan.settings.waivers):
        if waiver.rule.startswith("MP"):
            named.append((("waivers", index, "rule"), waiver.rule))
    for at, code in named:
        if code not in codes:
            message = f"there is no rule {clean(code)}"
            hint = "'mvpplan explain' lists the rules"
            yield Problem("MP103", None, at, message, hint, at_key=at[0] == "rules")
