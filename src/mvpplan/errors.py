"""What can go wrong, as values: exit codes, problems, findings, and the one exception."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

FieldPath = tuple[str | int, ...]
"""Where a value stands in a record: keys and list indices from the record down, () for itself."""

PLAN_FILE = "mvpplan.yaml"
"""The file that makes a folder a plan; problems outside any record stand in it."""


class ExitCode(IntEnum):
    """What the process tells its caller."""

    FINE = 0
    FINDINGS = 1
    CANNOT_RUN = 2
    BUG = 3
    INTERRUPTED = 130


class Severity(StrEnum):
    """How much a finding weighs; an error makes the check fail, OFF silences its rule."""

    ERROR = "error"
    WARNING = "warning"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, before it is known where in the text that stands.

    ``record`` is an id, or None for the plan file. ``at`` leads to the value; a value that is
    missing is shown where its nearest existing parent stands; ``at_key`` means the name of the
    value and not the value, ``offset`` how far into the value. Reading knows the ``path`` of the
    file and the ``offset`` in its text at once, and says so. ``severity`` is that of the rule
    unless given.
    """

    code: str
    record: str | None
    at: FieldPath
    message: str
    hint: str
    path: str | None = None
    offset: int = 0
    at_key: bool = False
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem with its place; ``path`` is relative to the plan, lines and columns from 1."""

    code: str
    severity: Severity
    path: str
    line: int
    column: int
    record: str | None
    field: str | None
    message: str
    hint: str

    def order(self) -> tuple[str, int, int, str, str]:
        """Key that sorts findings by place, then code."""
        return (self.path, self.line, self.column, self.code, self.message)


class CannotRunError(Exception):
    """The command cannot go on; ``str()`` says why in one line, ``hint`` what to do about it."""

    exit_code = ExitCode.CANNOT_RUN

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class FaultyPlanError(CannotRunError):
    """What the plan says makes no sense, so that a question cannot be answered."""

    exit_code = ExitCode.FINDINGS


def label(at: FieldPath) -> str:
    """Name a path to people, who count from 1: ``("evidence", 0, "on")`` is ``evidence 1, on``."""
    text = ""
    for part in at:
        if isinstance(part, int):
            text += f" {part + 1}"
        else:
            text += f", {part}" if text else part
    return text


def field_name(at: FieldPath) -> str | None:
    """Write a path as people name it: ``("evidence", 0, "on")`` is ``evidence[0].on``."""
    text = ""
    for part in at:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += f".{part}" if text else part
    return text or None
