"""Waivers and severities: each sets aside what it names and nothing else."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from conftest import PLAN_FILE, findings_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[dict[str, str | bytes]], Path]
    Found = Callable[..., list[str]]

DECISIONS = {
    "decisions.yaml": """\
        checkout: {title: a}
        refunds: {title: b}
        """
}
NO_OWNER = [
    "decisions.yaml:1:1: MP301 open decision checkout has no owner or due date",
    "decisions.yaml:2:1: MP301 open decision refunds has no owner or due date",
]


def waiving(*waivers: str, more: str = "") -> dict[str, str | bytes]:
    """A plan file with waivers by Mara from line 9 on."""
    listed = "".join(
        f"  - {{{each}, by: mara, why: pilot, until: 2026-12-04}}\n" for each in waivers
    )
    return {"mvpplan.yaml": f"{PLAN_FILE}waivers:\n{listed}{more}"}


def test_the_same_rule_still_holds_for_other_records(found: Found) -> None:
    assert found({**DECISIONS, **waiving("rule: MP301, record: checkout")}) == [NO_OWNER[1]]


def test_other_rules_still_hold_for_the_same_record(found: Found) -> None:
    files: dict[str, str | bytes] = {"blockers/sandbox.yaml": "title: a\n"}
    told = [
        (
            "blockers/sandbox.yaml:1:1: MP321 open blocker sandbox has no owner, due date, "
            "fallback or customer impact"
        ),
        "blockers/sandbox.yaml:1:1: MP322 open blocker sandbox has no communication plan",
    ]
    assert found(files) == told
    assert found({**files, **waiving("rule: MP321, record: sandbox")}) == told[1:]
    assert found({**files, **waiving("rule: MP322, record: sandbox")}) == told[:1]


def test_every_finding_of_the_rule_on_the_record_is_set_aside(found: Found) -> None:
    files: dict[str, str | bytes] = {
        "lessons/load-first.yaml": "title: a\nfrom: [gone, gone-too]\n",
        **waiving("rule: MP201, record: load-first"),
    }
    assert found(files) == []


def test_without_a_record_it_is_about_the_plan_file(found: Found) -> None:
    window = "window: {start: 2026-12-07, end: 2026-12-06}\n"
    blocker = {"blockers/sandbox.yaml": "title: a\nstatus: dropped\nclosed: 2026-11-20\n"}
    told = "MP307 dropped blocker sandbox has no reason (resolution)"
    assert found({**blocker, **waiving("rule: MP307", more=window)}) == [
        f"blockers/sandbox.yaml:1:1: {told}"
    ]


def test_with_a_record_it_is_not_about_the_plan_file(found: Found) -> None:
    window = "window: {start: 2026-12-07, end: 2026-12-06}\n"
    blocker = {"blockers/sandbox.yaml": "title: a\nstatus: dropped\nclosed: 2026-11-20\n"}
    waived = waiving("rule: MP307, record: sandbox", more=window)
    assert found({**blocker, **waived}) == [
        "mvpplan.yaml:10:34: MP307 window: end 2026-12-06 is before start 2026-12-07"
    ]


def test_a_waiver_that_matches_nothing_is_told(found: Found) -> None:
    waived = waiving("rule: MP303, record: checkout", "rule: MP307")
    assert found({**DECISIONS, **waived}) == [
        *NO_OWNER,
        "mvpplan.yaml:9:5: MP401 the waiver of MP303 on checkout matches nothing",
        "mvpplan.yaml:10:5: MP401 the waiver of MP307 in the plan file matches nothing",
    ]


def test_the_second_of_two_equal_waivers_matches_too(found: Found) -> None:
    twice = ["rule: MP301, record: checkout"] * 2
    assert found({**DECISIONS, **waiving(*twice)}) == [NO_OWNER[1]]


def test_a_record_that_is_not_there_is_told_with_the_nearest(plan: Write) -> None:
    waived = waiving("rule: MP301, record: chekout", "rule: MP301, record: gone")
    told = findings_of(plan({**DECISIONS, **waived}))[2:]
    assert [(each.line, each.column, each.message, each.hint) for each in told] == [
        (9, 27, "the waiver of MP301 on chekout matches nothing", "did you mean checkout?"),
        (
            10,
            27,
            "the waiver of MP301 on gone matches nothing",
            "take the waiver out: there is no record of that id",
        ),
    ]


def test_a_waiver_on_a_record_that_cannot_be_read_is_not_judged(found: Found) -> None:
    files: dict[str, str | bytes] = {
        "decisions/checkout.yaml": "title: a: b\n",
        **waiving("rule: MP301, record: checkout"),
    }
    assert found(files) == [
        "decisions/checkout.yaml:1:9: MP002 a colon followed by a space starts a new value here"
    ]


def test_no_waiver_is_judged_by_a_plan_file_that_cannot_be_read(found: Found) -> None:
    waived = waiving("rule: MP303, record: checkout", more="capacity: much\n")
    assert found({**DECISIONS, **waived}) == [
        *NO_OWNER,
        "mvpplan.yaml:10:11: MP103 capacity: much is not a number",
    ]


def test_a_rule_that_there_is_not_is_told(plan: Write) -> None:
    waived = waiving("rule: MP399, record: checkout", more="rules: {MP398: off}\n")
    told = findings_of(plan({**DECISIONS, **waived}))[2:]
    assert [(each.line, each.code, each.message, each.hint) for each in told] == [
        (9, "MP103", "there is no rule MP399", "'mvpplan explain' lists the rules"),
        (10, "MP103", "there is no rule MP398", "'mvpplan explain' lists the rules"),
    ]


@pytest.mark.parametrize("code", ["MP001", "MP006", "MP101", "MP104", "MP199"])
def test_what_cannot_be_read_cannot_be_set_aside(code: str, found: Found) -> None:
    assert found(waiving(f"rule: {code}", more=f"rules: {{{code}: off}}\n")) == [
        f"mvpplan.yaml:9:12: MP103 waivers 1, rule: {code} is always an error",
        f"mvpplan.yaml:10:9: MP103 rules, {code}: {code} is always an error",
    ]


def test_a_waiver_past_its_day_still_counts(found: Found) -> None:
    waiver = "{rule: MP301, record: checkout, by: mara, why: pilot, until: 2001-01-01}"
    waived = {"mvpplan.yaml": f"{PLAN_FILE}waivers: [{waiver}]\n"}
    assert found({**DECISIONS, **waived}) == [NO_OWNER[1]]


def test_a_waiver_needs_who_why_and_until(found: Found) -> None:
    waived = {"mvpplan.yaml": f"{PLAN_FILE}waivers: [{{rule: MP301, record: checkout}}]\n"}
    assert found({**DECISIONS, **waived}) == [
        *NO_OWNER,
        "mvpplan.yaml:8:11: MP102 waivers 1, by is missing",
        "mvpplan.yaml:8:11: MP102 waivers 1, until is missing",
        "mvpplan.yaml:8:11: MP102 waivers 1, why is missing",
    ]


def test_a_waiver_of_a_gate_check_is_left_to_the_gate(found: Found) -> None:
    assert found(waiving("rule: messaging-confirmed")) == []


def test_what_the_plan_file_says_of_gates_has_to_name_gates_and_checks(plan: Write) -> None:
    gates = """\
        gates:
          lanch: {monitor-named: off}
          scope: {impact: high, validation-fits: no, retro-hold: off, decisions-owned: off}
        """
    told = findings_of(plan(waiving("rule: messaging-confirm", more=dedent(gates))))
    assert [(each.line, each.column, each.code, each.message, each.hint) for each in told] == [
        (
            *(9, 12, "MP103", "there is no rule and no check of a gate named messaging-confirm"),
            "did you mean messaging-confirmed?",
        ),
        (11, 3, "MP103", "gates: there is no gate lanch", "did you mean launch?"),
        (
            *(12, 19, "MP103", "gates, scope, impact: high is not a number"),
            "write gates: {scope: {impact: 4}}",
        ),
        (
            *(12, 42, "MP103", "gates, scope, validation-fits: no is neither on nor off"),
            "write validation-fits: off to drop the check, on to add it",
        ),
        (
            *(12, 46, "MP103", "gates, scope: there is no check retro-hold"),
            "did you mean retro-held?",
        ),
    ]


def severities(folder: Path) -> list[tuple[str, str]]:
    return [(each.code, each.severity) for each in findings_of(folder)]


BLOCKER = {"blockers/sandbox.yaml": "title: a\n"}


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ("{}", [("MP321", "error"), ("MP322", "warning")]),
        ("{MP322: error}", [("MP321", "error"), ("MP322", "error")]),
        ("{MP321: warning}", [("MP321", "warning"), ("MP322", "warning")]),
        ("{MP321: error, MP322: warning}", [("MP321", "error"), ("MP322", "warning")]),
        ("{MP321: off}", [("MP322", "warning")]),
        ("{MP321: off, MP322: off}", []),
    ],
)
def test_a_severity_is_what_the_plan_says(
    rules: str, told: list[tuple[str, str]], plan: Write
) -> None:
    assert severities(plan({**BLOCKER, "mvpplan.yaml": f"{PLAN_FILE}rules: {rules}\n"})) == told


def test_a_waiver_of_a_rule_that_is_off_matches_all_the_same(plan: Write) -> None:
    waived = waiving("rule: MP321, record: sandbox", more="rules: {MP321: off, MP322: off}\n")
    assert severities(plan({**BLOCKER, **waived})) == []


def test_waivers_that_match_nothing_can_be_errors_or_off(plan: Write) -> None:
    idle = "rule: MP303, record: sandbox"
    rules = "rules: {MP321: off, MP322: off, MP401: %s}\n"
    assert severities(plan({**BLOCKER, **waiving(idle, more=rules % "error")})) == [
        ("MP401", "error")
    ]
    assert severities(plan({**BLOCKER, **waiving(idle, more=rules % "off")})) == []


def test_a_waiver_without_a_record_leaves_the_files_of_records_alone(found: Found) -> None:
    files: dict[str, str | bytes] = {
        "decisions.yaml": "checkout: {title: a\u202e, owner: ana, due: 2026-11-27}\n"
    }
    assert found({**files, **waiving("rule: MP403")}) == [
        "decisions.yaml:1:20: MP403 an invisible or control character stands here: <U+202E>",
        "mvpplan.yaml:9:5: MP401 the waiver of MP403 in the plan file matches nothing",
    ]


def test_a_waiver_of_idle_waivers_is_idle_itself(found: Found) -> None:
    assert found(waiving("rule: MP401", "rule: MP301, record: gone")) == [
        "mvpplan.yaml:9:5: MP401 the waiver of MP401 in the plan file matches nothing",
        "mvpplan.yaml:10:27: MP401 the waiver of MP301 on gone matches nothing",
    ]


@pytest.mark.parametrize("written", ["mp301", "MP 301", "MP-301", "MP3011"])
def test_a_code_in_another_form_is_no_gate_check(written: str, found: Found) -> None:
    assert found(waiving(f"rule: {written}, record: gone")) == [
        f"mvpplan.yaml:9:12: MP103 waivers 1, rule: {written} is not a rule"
    ]


def test_no_record_can_be_hidden_by_a_waiver_of_its_double(found: Found) -> None:
    both: dict[str, str | bytes] = {
        "decisions.yaml": "a: {title: a, owner: ana, due: 2026-11-27}\n",
        "decisions/a.yaml": "title: a\nowner: ana\ndue: 2026-11-27\n",
    }
    told = "decisions/a.yaml:1:1: MP204 the id a is used twice in the plan"
    assert found({**both, **waiving("rule: MP204, record: a")}) == [
        told,
        "mvpplan.yaml:9:12: MP103 waivers 1, rule: MP204 is always an error",
    ]
    off = {"mvpplan.yaml": f"{PLAN_FILE}rules: {{MP204: off}}\n"}
    assert found({**both, **off}) == [
        told,
        "mvpplan.yaml:8:9: MP103 rules, MP204: MP204 is always an error",
    ]
