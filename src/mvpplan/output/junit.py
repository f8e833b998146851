"""Findings as JUnit XML, for the test pages of GitLab, Jenkins and others.

A finding is a test case: an error a failed one, a warning a skipped one, which neither passes nor
fails. Its class is the file; its name says what is wrong and not on which line, since lines move
and GitLab knows by the name which findings are new.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from mvpplan.errors import Severity
from mvpplan.output.findings import explained
from mvpplan.text.characters import clean
from mvpplan.text.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.errors import Finding
    from mvpplan.output.findings import Report

_SUITE = "mvpplan validate"
_LONGEST_NAME = 200
_ESCAPES = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        # What XML 1.0 forbids even as a reference, and cleaning leaves: these are no characters.
        "\ufffe": "&lt;U+FFFE&gt;",
        "\uffff": "&lt;U+FFFF&gt;",
    }
)
_OUTCOMES = {Severity.ERROR: "failure", Severity.WARNING: "skipped"}


def findings_junit(report: Report, *, terminal: bool) -> str:  # noqa: ARG001 - one form for all
    """One suite with a test case for every finding, or with one that passed if there is none."""
    passed = f'    <testcase classname="{_SUITE}" name="no findings" time="0"/>\n'
    cases = "".join(_cases(report)) or passed
    totals = (
        f'name="{_SUITE}" tests="{len(report.findings) or 1}" failures="{report.errors}" errors="0"'
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites {totals} time="0">\n'
        f'  <testsuite {totals} skipped="{report.warnings}" time="0">\n'
        f"{cases}"
        "  </testsuite>\n"
        "</testsuites>\n"
    )


def _cases(report: Report) -> Iterator[str]:
    # GitLab leaves out a test case whose class and name it has seen.
    seen: Counter[tuple[str, str]] = Counter()
    for finding in report.findings:
        path = report.from_repository + finding.path
        name = shortened(f"{finding.code} {clean(finding.message)}", _LONGEST_NAME)
        seen[path, name] += 1
        if seen[path, name] > 1:
            name += f" ({seen[path, name]})"
        outcome = _OUTCOMES[finding.severity]
        yield (
            f'    <testcase classname="{_quoted(path)}" name="{_quoted(name)}" time="0">\n'
            f'      <{outcome} type="{finding.code}" message="{_quoted(finding.message)}">'
            f"{_text(path, finding)}</{outcome}>\n"
            "    </testcase>\n"
        )


def _text(path: str, finding: Finding) -> str:
    """All that there is to say, which GitLab shows alone; no line starts with a value."""
    what, *hint = explained(finding)
    lines = (f"{finding.code} {what}", *hint, f"in {path}:{finding.line}:{finding.column}")
    return "\n".join(map(_quoted, lines))


def _quoted(value: str) -> str:
    """A value as XML, in text and in attributes, in which no CI system sees an older command."""
    return clean(value).translate(_ESCAPES).replace("##", "&#35;&#35;")
