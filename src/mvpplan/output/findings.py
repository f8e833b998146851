"""What every format of findings is made from, and the registry of formats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mvpplan.errors import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mvpplan.errors import Finding


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a check.

    Attributes:
        findings: sorted by place.
        files: how many YAML files the plan has.
        records: how many records, faulty ones included.
        prefix: leads from the current folder to the plan; "" or ends with a slash.
        excerpt: the text of a line of a file, by path and number.
    """

    findings: Sequence[Finding]
    files: int
    records: int
    prefix: str
    excerpt: Callable[[str, int], str]

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def warnings(self) -> int:
        """How many findings are warnings."""
        return len(self.findings) - self.errors
