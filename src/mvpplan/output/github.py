"""Findings on GitHub: annotations of the files, and the summary of a job.

How values are escaped in commands: actions/toolkit, packages/core/src/command.ts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.errors import Severity
from mvpplan.output.findings import explained
from mvpplan.text.characters import clean, harmless
from mvpplan.text.markdown import literal
from mvpplan.text.words import counted, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.errors import Finding
    from mvpplan.output.findings import Report

# GitHub keeps no more of one step's annotations of a kind, and says nothing of the others.
_MOST_ANNOTATIONS = 10
# A summary may have 1 MiB; GitHub drops a larger one whole.
_MOST_ROWS = 200
_LONGEST_CELL = 300


def findings_github(report: Report, *, terminal: bool) -> str:  # noqa: ARG001 - one form for all
    """A workflow command for each of the first ten errors, then of the first ten warnings.

    The tenth says how many more there are. No value can end its command or start another.
    """
    return "".join(
        f"{command}\n"
        for severity in (Severity.ERROR, Severity.WARNING)
        for command in _annotations(report, severity)
    )


def _annotations(report: Report, severity: Severity) -> Iterator[str]:
    found = report.of(severity)
    left = len(found) - _MOST_ANNOTATIONS
    for number, finding in enumerate(found[:_MOST_ANNOTATIONS], start=1):
        lines = explained(finding)
        if left > 0 and number == _MOST_ANNOTATIONS:
            lines.append(f"and {counted(left, f'more {severity}')}; 'mvpplan validate' shows all")
        place = (
            f"file={_property(report.from_repository + finding.path)}"
            f",line={finding.line},col={finding.column},title={_property(finding.code)}"
        )
        yield f"::{severity} {place}::{'%0A'.join(map(_data, lines))}"


def _data(text: str) -> str:
    """A value as the message of a command."""
    return harmless(_escaped(text))


def _property(text: str) -> str:
    """A value as a property of a command."""
    return harmless(_escaped(text).replace(":", "%3A").replace(",", "%2C"))


def _escaped(text: str) -> str:
    return clean(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def job_summary(report: Report) -> str:
    """The counts and a table of the findings, errors first, in GitHub's Markdown.

    At most 200 findings, the others are counted; every value is shown literally.
    """
    counts = f"{counted(report.errors, 'error')} and {counted(report.warnings, 'warning')}"
    size = f"{counted(report.records, 'record')} in {counted(report.files, 'file')}"
    lines = [f"## mvpplan validate: {counts if report.findings else 'no findings'}", "", f"{size}."]
    if report.findings:
        header = "| where | code | severity | what is wrong | what to do |"
        ordered = report.of(Severity.ERROR) + report.of(Severity.WARNING)
        rows = [_row(report, finding) for finding in ordered[:_MOST_ROWS]]
        lines += ["", header, "|---|---|---|---|---|", *rows]
    left = len(report.findings) - _MOST_ROWS
    if left > 0:
        lines += ["", f"And {counted(left, 'more finding')}; `mvpplan validate` shows all."]
    return "\n".join(lines) + "\n"


def _row(report: Report, finding: Finding) -> str:
    path = shortened(clean(report.from_repository + finding.path), _LONGEST_CELL)
    place = f"{path}:{finding.line}:{finding.column}"
    texts = (shortened(clean(text), _LONGEST_CELL) for text in (finding.message, finding.hint))
    cells = (place, finding.code, finding.severity, *texts)
    return f"| {' | '.join(map(literal, cells))} |"
