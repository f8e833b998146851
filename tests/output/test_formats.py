"""Every format of findings, over plans with mistakes, with hostile texts and without findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from report_views import FINDING, REPORTS, report, report_of, shown

from golden import check_golden
from mvpplan import __version__
from mvpplan.output import COMMANDING, FORMATS
from mvpplan.resources import examples
from mvpplan.text.characters import harmless, visible

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mvpplan.output.findings import Report

HOSTILE: dict[str, str | bytes] = {
    "decisions/command.yaml": """\
        title: "::error::x"
        owner: "::error file=a::x%0A::add-mask::y"
        reviewers: ["##[error]x", "##vso[task.complete]y"]
        """,
    "decisions/line-ends.yaml": """\
        title: x
        owner: "\\n::warning::x\\r\\n::stop-commands::y"
        reviewers: ["\\e[31mred\\e[0m", "a\\0b", "\\u202E", "\\uFFFE"]
        """,
    "decisions/markup.yaml": """\
        title: x
        owner: "</failure></testcase> ]]> <!-- &amp; \\" '"
        reviewers: ["| `a` **b**", "<b>c</b>", "[d](javascript:e)", "{0}", "@ana"]
        """,
    "decisions/%0A,::error::,title=größe | x.yaml": "title: x\n",
    "decisions.yaml": """\
        "<img src=x onerror=alert(1)>": {title: x}
        "::set-output name=a::b": {title: x, "::error::": x, "[a](b)": x}
        """,
}

# Text for people passes ``harmless`` as it leaves.
FOR_PROGRAMS = [name for name in FORMATS if name != "text"]


def unversioned(text: str) -> str:
    """The text without the version of mvpplan."""
    return text.replace(f'"version": "{__version__}"', '"version": "0.0.0"')


@pytest.mark.parametrize("name", FORMATS)
def test_twelve_mistakes(name: str) -> None:
    found = report_of(examples() / "twelve-mistakes", "plans/launch/")
    check_golden(f"formats/twelve-mistakes.{name}", unversioned(shown(name, found)))


@pytest.mark.parametrize("name", FORMATS)
def test_a_hostile_plan(name: str, plan: Callable[[dict[str, str | bytes]], Path]) -> None:
    check_golden(f"formats/hostile.{name}", unversioned(shown(name, report_of(plan(HOSTILE)))))


@pytest.mark.parametrize("name", FORMATS)
def test_no_findings(name: str) -> None:
    check_golden(f"formats/no-findings.{name}", unversioned(shown(name, report())))


@pytest.mark.parametrize("name", FOR_PROGRAMS)
@given(of=REPORTS)
def test_whatever_a_report_says_nothing_in_it_hides_or_is_an_older_command(
    name: str, of: Report
) -> None:
    text = FORMATS[name](of, terminal=False)
    assert visible(text) == text
    assert "##[" not in text
    assert "##vso[" not in text
    if name not in COMMANDING:
        assert harmless(text) == text


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_says_the_code_the_place_and_the_hint(name: str) -> None:
    text = shown(name, report(FINDING))
    for part in (FINDING.code, FINDING.path, str(FINDING.line), FINDING.message, FINDING.hint):
        assert part in text
