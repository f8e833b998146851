"""Rows as JSON: one object, ``version`` first, keys that are only ever added to."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mvpplan.output.findings import Report

VERSION = 1


def to_json(rows: dict[str, Any]) -> str:
    """Write an object; dates as ISO text, exact numbers as the nearest JSON number."""
    return written({"version": VERSION, **rows})


def written(value: Any) -> str:
    """Write JSON of any schema in plain ASCII, of which no line is a command to a CI system."""
    text = json.dumps(value, indent=2, default=_plain)
    return text.replace("##[", "\\u0023#[").replace("##vso[", "\\u0023#vso[") + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | Fraction):
        return int(value) if value == int(value) else float(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def findings_json(report: Report, *, terminal: bool) -> str:  # noqa: ARG001 - one form for all
    """Every finding, and the counts of files, records, errors and warnings."""
    return to_json(
        {
            "findings": [asdict(finding) for finding in report.findings],
            "files": report.files,
            "records": report.records,
            "errors": report.errors,
            "warnings": report.warnings,
        }
    )
