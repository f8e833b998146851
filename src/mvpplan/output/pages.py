"""Rules as pages to read: one rule in full, or all of them in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.output.lines import Line, Span, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mvpplan.rules.rule import Rule


def rule_list(rules: Iterable[Rule]) -> Iterator[Line]:
    """A line for every rule: its code, what it finds, and whether that is a warning."""
    for rule in rules:
        warning = " [warning]" if rule.severity == "warning" else ""
        yield line(Span(rule.code, "bold"), f"  {rule.summary}", Span(warning, "yellow"))


def rule_page(rule: Rule) -> Iterator[Line]:
    """A rule's reason and its two examples."""
    yield line(Span(rule.code, "bold"), f" {rule.summary} ({rule.severity})")
    yield line()
    for text in rule.reason.split("\n"):
        yield line(text)
    for name, style, example in (("Bad", "red", rule.bad), ("Good", "green", rule.good)):
        yield line()
        yield line(Span(f"{name}:", f"bold {style}"))
        for text in example.splitlines():
            yield line(Span(f"    {text}", "dim" if text.startswith("# ") else ""))
