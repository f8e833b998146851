"""What every format of findings is made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mvpplan.errors import Severity
from mvpplan.text.characters import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mvpplan.errors import Finding
    from mvpplan.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a check.

    Attributes:
        findings: sorted by place.
        files: how many YAML files the plan has.
        records: how many records, faulty ones included.
        prefix: leads from the current folder to the plan; "" or ends with a slash.
        excerpt: the text of a line of a file, by path and number.
        from_repository: leads from the top of the repository to the plan, like ``prefix``.
        rules: every rule that a finding may be of; some formats explain those that it is of.
    """

    findings: Sequence[Finding]
    files: int
    records: int
    prefix: str
    excerpt: Callable[[str, int], str]
    from_repository: str = ""
    rules: Sequence[Rule] = ()

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return len(self.of(Severity.ERROR))

    @property
    def warnings(self) -> int:
        """How many findings are warnings."""
        return len(self.findings) - self.errors

    def of(self, severity: Severity) -> list[Finding]:
        """The findings of a severity, sorted by place."""
        return [finding for finding in self.findings if finding.severity is severity]


def explained(finding: Finding) -> list[str]:
    """What is wrong and, on a second line if it is known, what to do about it; both cleaned."""
    hint = [f"hint: {clean(finding.hint)}"] if finding.hint else []
    return [clean(finding.message), *hint]
