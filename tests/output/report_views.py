"""Reports to render, out of plans or out of findings that the test shows, and hostile texts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from conftest import findings_of
from mvpplan.errors import Finding, Severity
from mvpplan.output import COMMANDING, FORMATS
from mvpplan.output.findings import Report
from mvpplan.rules import RULES
from mvpplan.store.load import load
from mvpplan.store.tree import WorkingTree
from mvpplan.text.characters import harmless

if TYPE_CHECKING:
    from pathlib import Path

FINDING = Finding(
    code="MP301",
    severity=Severity.ERROR,
    path="decisions/guest-checkout.yaml",
    line=4,
    column=1,
    record="guest-checkout",
    field="owner",
    message="open decision guest-checkout has no owner",
    hint="add owner:",
)
WARNING = replace(FINDING, code="MP313", severity=Severity.WARNING)


def report(*findings: Finding, from_repository: str = "") -> Report:
    """A report of findings in a plan of three files."""
    return Report(findings, 3, 2, "", lambda _path, _line: "", from_repository, RULES)


def report_of(folder: Path, from_repository: str = "") -> Report:
    """The report of a plan."""
    loaded = load(WorkingTree(folder))
    size = (loaded.files, len(loaded.homes))
    return Report(findings_of(folder), *size, "", loaded.line, from_repository, RULES)


def shown(name: str, of: Report) -> str:
    """A report in a format, as a pipe gets it."""
    text = FORMATS[name](of, terminal=False)
    return text if name in COMMANDING else harmless(text)


PIECES = (
    "::error::x",
    "\n::error file=a::x",
    "%0A::add-mask::x",
    "##[error]x",
    "##vso[task.setvariable variable=a]x",
    ",line=1::x",
    "</failure>",
    "]]>",
    "<!-- ",
    "&amp;",
    "\x1b[31m",
    "\0",
    "\u2028::error::x",
    "\u202e",
    "\ufffe",
    "\ud800",
    "|",
    "`",
    "\\",
    "<script>",
    "[x](javascript:alert)",
    "{0}",
    '"',
    "'",
    "%",
    " ",
    "\r\n",
)
_FEW = RULES[:3]  # Hypothesis writes out what it makes
TEXTS = st.lists(
    st.sampled_from(PIECES) | st.text(st.characters(exclude_categories=()), max_size=5), max_size=6
).map("".join)
FINDINGS = st.builds(
    Finding,
    code=st.sampled_from([rule.code for rule in _FEW]),
    severity=st.sampled_from([Severity.ERROR, Severity.WARNING]),
    path=TEXTS.filter(bool),
    line=st.integers(1, 99),
    column=st.integers(1, 99),
    record=st.none() | TEXTS,
    field=st.none() | TEXTS,
    message=TEXTS,
    hint=TEXTS,
)
REPORTS = st.builds(
    lambda findings, way: replace(report(*findings, from_repository=way), rules=_FEW),
    st.lists(FINDINGS, max_size=12),
    st.just("") | TEXTS.map("{}/".format),
)
