"""Every rule's page: its examples are run through the rule itself."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from conftest import findings_of
from golden import check_golden
from mvpplan.errors import Severity
from mvpplan.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mvpplan.rules.rule import Rule

FILE = re.compile(r"^# (\S.*\.yaml)\n", re.MULTILINE)


def files(example: str) -> dict[str, str | bytes]:
    """The files of an example; what cannot be shown is written as an escape there."""
    _, *parts = FILE.split(example)
    return dict(zip(parts[::2], map(_as_meant, parts[1::2]), strict=True))


def _as_meant(text: str) -> bytes:
    escape = r"\xfc"
    return text.replace(escape, "\xfc").encode("latin-1" if escape in text else "utf-8")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_bad_example_has_this_one_finding(
    rule: Rule, plan: Callable[[dict[str, str | bytes]], Path]
) -> None:
    assert [finding.code for finding in findings_of(plan(files(rule.bad)))] == [rule.code]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_good_example_has_no_finding(
    rule: Rule, plan: Callable[[dict[str, str | bytes]], Path]
) -> None:
    assert findings_of(plan(files(rule.good))) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_page_says_what_why_and_how(rule: Rule) -> None:
    assert len(rule.summary) > len("Cycle") - 1
    assert len(rule.reason) > 60
    assert rule.severity in (Severity.ERROR, Severity.WARNING)


def test_codes_are_unique_and_in_order() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))


def test_every_bad_example_is_placed_and_worded_as_kept(
    plan: Callable[[dict[str, str | bytes]], Path],
) -> None:
    lines = []
    for rule in RULES:
        folder = plan(files(rule.bad))
        for finding in findings_of(folder):
            place = f"{finding.path}:{finding.line}:{finding.column}"
            lines += [
                f"{place}: {finding.code} {finding.message}",
                f"    {finding.severity}, record {finding.record}, field {finding.field}",
                f"    hint: {finding.hint}",
            ]
        shutil.rmtree(folder)
    check_golden("rules.txt", "\n".join(lines) + "\n")
