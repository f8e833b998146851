"""Findings as text: one line each in a pipe, with the line they mean on a terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mvpplan.errors import Severity
from mvpplan.output.lines import Line, Span, line, render
from mvpplan.text.characters import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.errors import Finding
    from mvpplan.output.findings import Report

_MARKED = re.compile(
    r"\"[^\"]*\"|'[^']*'|[\w-]+(?=:(?:\s|$))|[^\s,\[\]{}#]+(?: +[^\s,\[\]{}#]+)*|."
)
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}
_LONGEST_EXCERPT = 100


def findings_text(report: Report, *, terminal: bool) -> str:
    """``path:line:column: CODE message`` for every finding, the hint below it.

    On a terminal in colour, with the line of the file and a caret under the value.
    """
    return render(_lines(report, terminal=terminal), color=terminal)


def _lines(report: Report, *, terminal: bool) -> Iterator[Line]:
    for finding in report.findings:
        place = f"{report.prefix}{finding.path}:{finding.line}:{finding.column}: "
        warning = " [warning]" if finding.severity is Severity.WARNING else ""
        yield line(
            Span(place, "bold"),
            Span(finding.code, _STYLES[finding.severity]),
            f" {finding.message}",
            Span(warning, "yellow"),
        )
        if terminal:
            yield from _excerpt(finding, report.excerpt(finding.path, finding.line))
        if finding.hint:
            yield line(Span("    hint: ", "cyan"), finding.hint)
        if terminal:
            yield line()


def _excerpt(finding: Finding, text: str) -> Iterator[Line]:
    from rich.cells import cell_len  # noqa: PLC0415 - only a terminal needs it

    if not text.strip():
        return
    column = finding.column - 1
    start = max(0, column - _LONGEST_EXCERPT // 2) if len(text) > _LONGEST_EXCERPT else 0
    before = _visible(text[start:column])
    match = _MARKED.match(text, column)
    marked = _visible(match[0] if match else " ")
    after = _visible(text[column : start + _LONGEST_EXCERPT][len(match[0]) if match else 1 :])
    gutter = f"{finding.line:>5} │ "
    yield line(Span(gutter, "blue"), Span(before), Span(marked, "bold"), Span(after))
    pad = " " * cell_len(before)
    # What is not YAML is shown by its first character: where it ends, nobody can know.
    extent = 1 if finding.code == "MP002" else min(cell_len(marked), _LONGEST_EXCERPT)
    carets = "^" * max(1, extent)
    yield line(Span(" " * 6 + "│ ", "blue"), pad, Span(carets, _STYLES[finding.severity]))


def _visible(text: str) -> str:
    """Cleaned, keeping the width of indentation."""
    indent = len(text) - len(text.lstrip())
    trailing = len(text) - len(text.rstrip()) if text.strip() else 0
    return " " * indent + clean(text) + " " * trailing
