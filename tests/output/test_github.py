"""Annotations, read as the runner of GitHub Actions reads them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from report_views import FINDING, REPORTS, WARNING, report

from mvpplan.errors import Severity
from mvpplan.output.github import findings_github
from mvpplan.text.characters import clean, harmless

if TYPE_CHECKING:
    from mvpplan.output.findings import Report

ESCAPES = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}


def unescaped(text: str) -> str:
    return re.sub("%(0D|0A|3A|2C|25)", lambda match: ESCAPES[match[0]], text)


def commands(output: str) -> list[tuple[str, dict[str, str], str]]:
    """Name, properties and message of every command (actions/runner, ActionCommand.cs)."""
    found = []
    for line in re.split("\r\n|\r|\n", output):
        if line.lstrip().startswith("::"):
            head, _, message = line.lstrip()[2:].partition("::")
            name, _, properties = head.partition(" ")
            pairs = (pair.partition("=") for pair in properties.split(","))
            values = {key: unescaped(value) for key, _, value in pairs}
            found.append((name, values, unescaped(message)))
    return found


def output_of(of: Report) -> str:
    return findings_github(of, terminal=False)


def test_an_annotation_names_the_file_from_the_top_of_the_repository() -> None:
    assert output_of(report(FINDING, from_repository="plans/launch/")) == (
        "::error file=plans/launch/decisions/guest-checkout.yaml,line=4,col=1,title=MP301"
        "::open decision guest-checkout has no owner%0Ahint: add owner:\n"
    )


def test_what_would_end_a_property_or_a_message_is_escaped() -> None:
    odd = replace(FINDING, path="50%,a:b.yaml", message="50% of: a, b::c", hint="")
    assert output_of(report(odd)) == (
        "::error file=50%25%2Ca%3Ab.yaml,line=4,col=1,title=MP301::50%25 of: a, b::c\n"
    )


def test_errors_come_first() -> None:
    names = [name for name, _, _ in commands(output_of(report(WARNING, FINDING, WARNING)))]
    assert names == ["error", "warning", "warning"]


def test_ten_of_each_and_the_tenth_counts_the_others() -> None:
    many = [replace(FINDING, line=n) for n in range(1, 25)]
    some = [replace(WARNING, line=n) for n in range(1, 12)]
    found = commands(output_of(report(*many, *some)))
    assert [(name, int(values["line"])) for name, values, _ in found] == [
        *(("error", n) for n in range(1, 11)),
        *(("warning", n) for n in range(1, 11)),
    ]
    counted = [message.split("\n")[-1] for _, _, message in found if "shows all" in message]
    assert counted == [
        "and 14 more errors; 'mvpplan validate' shows all",
        "and 1 more warning; 'mvpplan validate' shows all",
    ]
    assert "shows all" in found[9][2]
    assert "shows all" in found[19][2]


def test_ten_alone_count_nothing() -> None:
    assert "shows all" not in output_of(report(*[FINDING] * 10, *[WARNING] * 10))


@given(of=REPORTS)
def test_every_line_is_a_command_that_mvpplan_wrote(of: Report) -> None:
    output = output_of(of)
    expected = [
        (finding.severity.value, finding)
        for severity in (Severity.ERROR, Severity.WARNING)
        for finding in of.of(severity)[:10]
    ]
    found = commands(output)
    assert len(output.splitlines()) == len(found) == len(expected)
    for (name, values, message), (severity, finding) in zip(found, expected, strict=True):
        assert name == severity
        path = clean(of.from_repository + finding.path).replace("##[", "# #[")
        assert values == {
            "file": path.replace("##vso[", "# #vso["),
            "line": str(finding.line),
            "col": str(finding.column),
            "title": finding.code,
        }
        assert message.split("\n")[0] == harmless(clean(finding.message))
