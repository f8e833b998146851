"""What must hold of every plan, whatever its files say; the fuzz tests and the harness check it."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mvpplan.errors import CannotRunError
from mvpplan.output import FORMATS
from mvpplan.output.findings import Report
from mvpplan.ranking import rank
from mvpplan.reports.escape import ESCAPES
from mvpplan.reports.render import render_on_one_page
from mvpplan.reports.weekly import weekly_context
from mvpplan.rules import BY_CODE, check, judge
from mvpplan.store.load import Loaded, load
from mvpplan.store.tree import Listing
from mvpplan.timeline.period import period_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mvpplan.errors import Finding
    from mvpplan.text.nodes import Fault

TODAY = date(2026, 11, 20)
PLAN_FILE = b"""\
format: 1
title: Guest checkout
people:
  ana: {name: Ana Ruiz, function: planning, escalates_to: mara}
  mara: {name: Mara Lind, function: leadership}
protects: {fast-purchase: Fast purchase journeys}
"""
# Words of a library or of Python that no planner should read.
_LIBRARY = re.compile(r"Input should|Traceback|pydantic|NoneType|Scalar|<class|did not find expec")
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True)
class Files:
    """A plan's files by path, in place of a folder."""

    held: Mapping[str, bytes]
    backwards: bool = False

    def listing(self) -> Listing:
        """Every path, sorted, or the other way round."""
        return Listing(sorted(self.held, reverse=self.backwards))

    def contents(self, paths: list[str]) -> Iterator[bytes | Fault]:
        """The bytes of each of these files."""
        return (self.held[path] for path in paths)


def findings(loaded: Loaded) -> list[Finding]:
    """Everything that validate finds, sorted."""
    return loaded.find_all(judge(loaded.plan, [*loaded.problems, *check(loaded.plan)]))


def hold(files: Mapping[str, bytes]) -> list[Finding]:
    """Check a plan file by file and finding by finding.

    Raises AssertionError where a promise is broken, and lets every other exception through.
    """
    loaded = load(Files(files))
    found = findings(loaded)
    assert loaded.files == len(files)
    _accounted_for(files, loaded)
    _well_placed(found, loaded)
    for finding in found:
        _well_said(finding, loaded)
    return found


def hold_again(files: Mapping[str, bytes], found: list[Finding]) -> None:
    """Check that the same files give the same, and that everything can be printed."""
    loaded = load(Files({path: files[path] for path in reversed(list(files))}))
    assert findings(loaded) == found, "the same files gave other findings"
    turned = findings(load(Files(files, backwards=True)))
    if not any(finding.code == "MP204" for finding in (*found, *turned)):  # the first of two wins
        assert turned == found, "another order of the files gave other findings"
    _printed(loaded, found)


def _accounted_for(files: Mapping[str, bytes], loaded: Loaded) -> None:
    """Every file is the plan file, holds a sound record, or has a finding."""
    sound = {loaded.homes[record].path for record in loaded.plan.records}
    told = {problem.path for problem in loaded.problems}
    for path in files:
        assert path in sound | told | {"mvpplan.yaml"}, f"{path} is passed over"
    assert {home.path for home in loaded.homes.values()} <= set(files)
    assert loaded.plan.records.keys() <= loaded.homes.keys()


def _well_placed(found: list[Finding], loaded: Loaded) -> None:
    """Every finding stands in the text of its file."""
    lines = {path: _LINE_END.split(source.text) for path, source in loaded.sources.items()}
    for finding in found:
        if finding.path not in lines:
            assert (finding.path, finding.line, finding.column) == ("mvpplan.yaml", 1, 1), finding
            continue
        assert 1 <= finding.line <= len(lines[finding.path]), finding
        assert 1 <= finding.column <= len(lines[finding.path][finding.line - 1]) + 1, finding


def _well_said(finding: Finding, loaded: Loaded) -> None:
    assert finding.code in BY_CODE
    assert finding.message
    assert finding.hint
    foreign = _LIBRARY.search(finding.message + finding.hint)
    assert not foreign or foreign[0] in loaded.sources[finding.path].text, finding


def _printed(loaded: Loaded, found: list[Finding]) -> None:
    report = Report(found, loaded.files, len(loaded.homes), "", loaded.line)
    for write in FORMATS.values():
        for terminal in (False, True):
            assert write(report, terminal=terminal).strip() or not found
    with suppress(CannotRunError):  # said in one line, with what to do
        rank(loaded.plan, TODAY, "risk-per-cost")
    context = weekly_context(loaded.plan, period_of(loaded.plan.settings, TODAY, None), None, 0)
    for form in ESCAPES:
        assert render_on_one_page("weekly-report", form, context)
