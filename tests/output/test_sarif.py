"""SARIF, held against its published schema."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from jsonschema import Draft4Validator
from report_views import FINDING, REPORTS, WARNING, report, report_of

from example_plans import PLANS
from mvpplan.output.sarif import findings_sarif

if TYPE_CHECKING:
    from collections.abc import Callable

    from mvpplan.output.findings import Report

SCHEMA = Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json"
VALIDATOR = Draft4Validator(
    json.loads(SCHEMA.read_text(encoding="utf-8")),
    format_checker=Draft4Validator.FORMAT_CHECKER,
)


def run_of(of: Report) -> Any:
    """The run in a valid SARIF log."""
    log = json.loads(findings_sarif(of, terminal=False))
    VALIDATOR.validate(log)
    (run,) = log["runs"]
    return run


def fingerprints(*of: Report) -> list[str]:
    return [
        result["partialFingerprints"]["mvpplan/v1"]
        for each in of
        for result in run_of(each)["results"]
    ]


@pytest.mark.parametrize("folder", PLANS, ids=lambda path: path.name)
def test_the_log_of_an_example_is_valid(folder: Path) -> None:
    found = report_of(folder)
    assert len(run_of(found)["results"]) == len(found.findings)


@given(of=REPORTS)
def test_the_log_of_any_report_is_valid(of: Report) -> None:
    run = run_of(of)
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[result["ruleIndex"]] for result in run["results"]] == [
        finding.code for finding in of.findings
    ]
    assert len(set(fingerprints(of))) == len(of.findings)


def test_a_path_is_a_relative_reference() -> None:
    odd = replace(FINDING, path="decisions/größe 100%: a#b?.yaml")
    (result,) = run_of(report(odd, from_repository="my plans/"))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "my%20plans/decisions/gr%C3%B6%C3%9Fe%20100%25%3A%20a%23b%3F.yaml",
        "uriBaseId": "%SRCROOT%",
    }


def test_what_the_plan_makes_of_a_rule_does_not_change_the_rule() -> None:
    run = run_of(report(replace(WARNING, code="MP301")))
    assert run["results"][0]["level"] == "warning"
    assert run["tool"]["driver"]["rules"][0]["defaultConfiguration"] == {"level": "error"}


def test_a_value_is_no_link_and_no_placeholder() -> None:
    odd = replace(FINDING, message="[a](https://example.com) {0} {b}", hint="")
    (result,) = run_of(report(odd))["results"]
    assert result["message"] == {"text": "[a] (https://example.com) {{0}} {b}"}


def test_fingerprints_stay_when_lines_move(
    plan: Callable[[dict[str, str | bytes]], Path],
) -> None:
    text = "title: x\nowner: ana\nowner: ben\n"
    before, after = (
        report_of(
            plan({"decisions/a.yaml": lines + text, "decisions/b.yaml": lines + "title: x\n"})
        )
        for lines in ("", "# why\n# this stands here\n")
    )
    assert [finding.line for finding in before.findings] != [
        finding.line for finding in after.findings
    ]
    assert "MP003" in {finding.code for finding in after.findings}
    assert fingerprints(before) == fingerprints(after)


def test_equal_findings_get_running_numbers() -> None:
    first, second, other = fingerprints(
        report(FINDING, replace(FINDING, line=9), replace(FINDING, field="due"))
    )
    assert first.removesuffix(":1") == second.removesuffix(":2")
    assert other.endswith(":1")
    assert other != first
