"""Findings as SARIF 2.1.0, for code scanning and editors."""

from __future__ import annotations

import json
import re
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from mvpplan import __version__
from mvpplan.output.findings import explained
from mvpplan.output.json import written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.errors import Finding
    from mvpplan.output.findings import Report
    from mvpplan.rules.rule import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"

_LINE_NUMBER = re.compile(r"\bline \d+")
# SARIF reads {0} as the place of an argument and [a](b) as a link, in plain text too (3.11.5 and
# 3.11.6). Other braces stay single, against the letter: viewers show doubled ones as they are.
_PLACEHOLDER = re.compile(r"\{(\d+)\}")
_LINK = re.compile(r"\](?=\()")


def findings_sarif(report: Report, *, terminal: bool) -> str:  # noqa: ARG001 - one form for all
    """One run with every finding, and the pages of the rules that they are of."""
    codes = {finding.code for finding in report.findings}
    rules = [rule for rule in report.rules if rule.code in codes]
    numbers = {rule.code: number for number, rule in enumerate(rules)}
    driver = {"name": "mvpplan", "version": __version__, "rules": [_rule(rule) for rule in rules]}
    fingerprints = _fingerprints(report)
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [
            {
                "ruleId": finding.code,
                "ruleIndex": numbers.get(finding.code, -1),
                "level": finding.severity,
                "message": {"text": _message(finding)},
                "locations": [_location(report, finding)],
                "partialFingerprints": {"mvpplan/v1": fingerprint},
            }
            for finding, fingerprint in zip(report.findings, fingerprints, strict=True)
        ],
    }
    return written({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule) -> dict[str, Any]:
    reason = rule.reason
    plain = f"{reason}\n\nBad:\n\n{rule.bad}\nGood:\n\n{rule.good}"
    markdown = f"{reason}\n\nBad:\n\n```yaml\n{rule.bad}```\n\nGood:\n\n```yaml\n{rule.good}```\n"
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": " ".join(reason.split())},
        "help": {"text": plain, "markdown": markdown},
        "defaultConfiguration": {"level": rule.severity},
    }


def _message(finding: Finding) -> str:
    text = "\n".join(explained(finding))
    return _LINK.sub("] ", _PLACEHOLDER.sub(r"{{\1}}", text))


def _location(report: Report, finding: Finding) -> dict[str, Any]:
    path = report.from_repository + finding.path
    return {
        "physicalLocation": {
            "artifactLocation": {
                "uri": quote(path, errors="surrogatepass"),
                "uriBaseId": "%SRCROOT%",
            },
            "region": {"startLine": finding.line, "startColumn": finding.column},
        }
    }


def _fingerprints(report: Report) -> Iterator[str]:
    """What tells each finding from the others and stays the same when lines move."""
    seen: Counter[str] = Counter()
    for finding in report.findings:
        path = report.from_repository + finding.path
        message = _LINE_NUMBER.sub("line", finding.message)
        parts = json.dumps([finding.code, path, finding.record, finding.field, message])
        digest = sha256(parts.encode()).hexdigest()[:32]
        seen[digest] += 1
        yield f"{digest}:{seen[digest]}"
