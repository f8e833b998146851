"""JUnit XML, held against the schema that Jenkins reads it by."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from report_views import FINDING, REPORTS, WARNING, report, report_of
from xmlschema import XMLSchema

from example_plans import PLANS
from mvpplan.output.junit import findings_junit

if TYPE_CHECKING:
    from mvpplan.output.findings import Report

SCHEMA = XMLSchema(Path(__file__).parent / "schemas" / "junit-10.xsd")


def suite_of(of: Report) -> ET.Element:
    """The suite in a valid document."""
    text = findings_junit(of, terminal=False)
    root = ET.fromstring(text.encode())  # noqa: S314 - made here
    SCHEMA.validate(root)
    (suite,) = root
    assert {key: root.get(key) for key in root.keys()}.items() <= suite.attrib.items()  # noqa: SIM118
    return suite


def counts(suite: ET.Element) -> list[str | None]:
    return [suite.get(key) for key in ("tests", "failures", "errors", "skipped")]


@pytest.mark.parametrize("folder", PLANS, ids=lambda path: path.name)
def test_the_document_of_an_example_is_valid(folder: Path) -> None:
    found = report_of(folder)
    assert len(suite_of(found)) == max(1, len(found.findings))


def test_an_error_fails_and_a_warning_is_skipped() -> None:
    suite = suite_of(report(FINDING, WARNING))
    assert counts(suite) == ["2", "1", "0", "1"]
    assert [[outcome.tag for outcome in case] for case in suite] == [["failure"], ["skipped"]]


def test_without_findings_one_case_passes() -> None:
    suite = suite_of(report())
    assert counts(suite) == ["1", "0", "0", "0"]
    assert [(case.get("name"), len(case)) for case in suite] == [("no findings", 0)]


def test_names_hold_no_line_and_are_told_apart() -> None:
    suite = suite_of(report(FINDING, replace(FINDING, line=9), replace(FINDING, path="b.yaml")))
    assert [(case.get("classname"), case.get("name")) for case in suite] == [
        (FINDING.path, "MP301 open decision guest-checkout has no owner"),
        (FINDING.path, "MP301 open decision guest-checkout has no owner (2)"),
        ("b.yaml", "MP301 open decision guest-checkout has no owner"),
    ]


@given(of=REPORTS)
def test_the_document_of_any_report_is_valid(of: Report) -> None:
    suite = suite_of(of)
    assert counts(suite) == [
        str(max(1, len(of.findings))),
        str(of.errors),
        "0",
        str(of.warnings),
    ]
    if of.findings:
        assert [case[0].get("type") for case in suite] == [each.code for each in of.findings]
    cases = [(case.get("classname"), case.get("name")) for case in suite]
    assert len(set(cases)) == len(cases)
