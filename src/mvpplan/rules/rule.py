"""What a rule is: a code, a page that explains it, and a pure function over the plan."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from textwrap import dedent
from typing import TYPE_CHECKING

from mvpplan.errors import Problem, Severity
from mvpplan.text.words import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mvpplan.model.plan import Plan
    from mvpplan.model.record import Record

    Check = Callable[[Plan], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of ``validate``.

    ``page`` is a docstring: a summary line, the reason, and a ``Bad:`` and a ``Good:`` example,
    each made of files (a ``# path`` line, then the file). ``check`` is None where reading itself
    finds what the rule is about.
    """

    code: str
    severity: Severity
    page: str
    check: Check | None = None

    @property
    def summary(self) -> str:
        """The rule in one line, without a full stop."""
        return self.page.partition("\n")[0].rstrip(".")

    @property
    def reason(self) -> str:
        """Why the rule is there, in paragraphs."""
        return self.page.partition("\n")[2].partition("Bad:\n")[0].strip()

    @property
    def bad(self) -> str:
        """Files that the rule objects to."""
        return dedent(self.page.partition("Bad:\n")[2].partition("Good:\n")[0]).strip() + "\n"

    @property
    def good(self) -> str:
        """The same files as they should be."""
        return dedent(self.page.partition("Good:\n")[2]).strip() + "\n"


def error(code: str) -> Callable[[Check], Rule]:
    """Make a rule whose findings are errors out of a function, whose docstring is its page."""
    return lambda check: Rule(code, Severity.ERROR, _page(check), check)


def warning(code: str) -> Callable[[Check], Rule]:
    """Make a rule whose findings are warnings."""
    return lambda check: Rule(code, Severity.WARNING, _page(check), check)


def _page(check: Check) -> str:
    return inspect.cleandoc(check.__doc__ or "")


def missing(code: str, record: Record, needs: dict[str, str], state: str) -> Iterator[Problem]:
    """One problem that names everything a record lacks; none if it has it all.

    Args:
        code: the rule's.
        record: the record to look at.
        needs: fields with the words for them, as in ``{"due": "due date"}``.
        state: what the record is, as in ``open decision``.
    """
    lacking = [field for field in needs if not getattr(record, field)]
    if lacking:
        words = joined([needs[field] for field in lacking], "or")
        lines = joined([f"{field}:" for field in lacking])
        message = f"{state} {record.id} has no {words}"
        yield Problem(code, record.id, (lacking[0],), message, f"add {lines}")
