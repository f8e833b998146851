"""The summary of a job, as a Markdown parser reads it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from markdown_it import MarkdownIt
from report_views import FINDING, TEXTS, WARNING, report, report_of

from golden import check_golden
from mvpplan.output.github import job_summary
from mvpplan.resources import examples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
MOST_BYTES = 2**20


def flat(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from flat(token.children or [])


def structure(markdown: str) -> list[tuple[str, str]]:
    """Everything that a reader's page is made of, except the text itself."""
    return [(t.type, t.tag) for t in flat(PARSER.parse(markdown)) if t.type not in TEXT]


TEXT = {"text", "text_special"}


def test_twelve_mistakes() -> None:
    found = report_of(examples() / "twelve-mistakes", "plans/launch/")
    check_golden("formats/twelve-mistakes.summary.md", job_summary(found))


def test_no_findings() -> None:
    assert job_summary(report()) == ("## mvpplan validate: no findings\n\n2 records in 3 files.\n")


def test_errors_come_first_and_values_are_literal() -> None:
    odd = replace(FINDING, path="a|b.yaml", message="<b> `c` | *d*", hint="")
    assert job_summary(report(WARNING, odd)).splitlines()[-2:] == [
        r"| a\|b.yaml:4:1 | MP301 | error | \<b\> \`c\` \| \*d\* |  |",
        (
            "| decisions/guest-checkout.yaml:4:1 | MP313 | warning "
            "| open decision guest-checkout has no owner | add owner: |"
        ),
    ]


@given(path=TEXTS, message=TEXTS, hint=TEXTS)
def test_no_value_adds_anything_but_text(path: str, message: str, hint: str) -> None:
    odd = replace(FINDING, path=path, message=message, hint=hint)
    plain = structure(job_summary(report(FINDING, WARNING)))
    assert structure(job_summary(report(odd, WARNING))) == plain


def test_a_summary_of_any_plan_is_small_enough_for_github() -> None:
    odd = replace(FINDING, path="🦆" * 4000, message="🦆" * 4000, hint="🦆" * 4000)
    summary = job_summary(report(*[odd] * 201))
    assert summary.endswith("\n\nAnd 1 more finding; `mvpplan validate` shows all.\n")
    assert summary.count("MP301") == 200
    assert len(summary.encode()) < MOST_BYTES
