"""Values in a Markdown report are literal text, as a real CommonMark parser reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hostile_plans import AS_OF, sound, write
from hostile_runs import assert_ended_well, in_process
from hostile_texts import HTML, LEADING, LONG, MARKDOWN, TRAILING, WORD, visible
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from markdown_it.token import Token

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
TEXTS = (
    {f"{name}, first": text for name, text in LEADING.items()}
    | {f"{name}, last": TRAILING[name] for name in (*MARKDOWN, *HTML)}
    | {name: LONG[name] for name in ("5,000 characters", "5,000 brackets")}
)


def _report(folder: Path, text: str) -> str:
    plan = write(folder, sound(text))
    arguments = ["weekly-report", "--plan", str(plan), "--as-of", AS_OF, "--format", "markdown"]
    result = in_process(*arguments)
    assert_ended_well(arguments, result)
    return result.out


def _flat(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _flat(token.children or [])


def _structure(markdown: str) -> list[tuple[str, str, str]]:
    """Everything that a reader's page is made of, except the text itself."""
    return [(t.type, t.tag, t.markup) for t in _flat(PARSER.parse(markdown)) if t.type != "text"]


def _words(markdown: str) -> str:
    return "\n".join(token.content for token in _flat(PARSER.parse(markdown)) if not token.children)


@pytest.fixture(scope="module")
def expected_structure(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str, str]]:
    """The structure of the report whose every text is one harmless word."""
    report = _report(tmp_path_factory.mktemp("harmless"), WORD)
    assert WORD in report
    return _structure(report)


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_adds_nothing_to_the_structure_of_a_report(
    name: str, tmp_path: Path, expected_structure: list[tuple[str, str, str]]
) -> None:
    report = _report(tmp_path / "plan", TEXTS[name])
    assert _structure(report) == expected_structure
    assert visible(TEXTS[name])[:100] in _words(report)


@pytest.mark.parametrize(
    "address", ["https://example.com/a", "http://example.com", "www.example.com", "ftp://a.example"]
)
def test_a_bare_address_becomes_no_link_on_github(address: str, tmp_path: Path) -> None:
    report = _report(tmp_path / "plan", f"See {address} {WORD}")
    assert re.findall(r"(?:^|[\s*_~(])(?:www\.|https?://|ftp://)", report) == []
    assert f"See {address}" in _words(report)


def test_the_parser_of_these_tests_sees_what_they_look_for() -> None:
    structure = {
        kind
        for kind, _, _ in _structure("# a\n\n- [b](c) ![d](e) <f> `g` ~~h~~ *i*\n\n|j|\n|-|\n|k|\n")
    }
    assert {
        "heading_open",
        "list_item_open",
        "link_open",
        "image",
        "html_inline",
        "code_inline",
        "s_open",
        "em_open",
        "table_open",
    } <= structure
