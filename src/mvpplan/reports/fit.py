"""Keeping a report to one page: cutting the least important items until it fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PAGE_LINES = 60

# Where a line is worth least, first; a section that can lose nothing more is passed over.
_CUT_FIRST = (
    "metrics",
    "decisions_closed",
    "scope_changes",
    "decisions_due",
    "assumptions",
    "asks",
    "blockers",
)
_LEAST = 1


def fit(
    context: Mapping[str, Any], render: Callable[[Mapping[str, Any]], str], lines: int = PAGE_LINES
) -> str:
    """Render a context with as many items as a page holds.

    Each section gives ``rows`` and, as ``more``, how many were left out; ``left_out`` is their
    sum. The longest section loses an item first, among equals the least important one.
    """
    shown = {name: len(section["rows"]) for name, section in context["sections"].items()}
    while True:
        text = render(_cut(context, shown))
        over = text.count("\n") - lines
        if over <= 0 or not _shorten(shown, over):
            return text


def whole(context: Mapping[str, Any]) -> dict[str, Any]:
    """A context with every item, as ``fit`` would render it if the page were long enough."""
    return _cut(context, {name: len(each["rows"]) for name, each in context["sections"].items()})


def _cut(context: Mapping[str, Any], shown: Mapping[str, int]) -> dict[str, Any]:
    sections = {
        name: {
            **section,
            "rows": section["rows"][: shown[name]],
            "more": len(section["rows"]) - shown[name],
        }
        for name, section in context["sections"].items()
    }
    left_out = sum(section["more"] for section in sections.values())
    return {**context, "sections": sections, "left_out": left_out}


def _shorten(shown: dict[str, int], over: int) -> bool:
    """Take at least one item out; false if every section is as short as it may be."""
    cut = False
    # Far over, many at once: an item is at most a few lines, so this never takes too much.
    for _ in range(max(1, (over - PAGE_LINES // 2) // 4)):
        longest = max(shown.values())
        if longest <= _LEAST:
            return cut
        name = next(name for name in _CUT_FIRST if shown[name] == longest)
        shown[name] -= 1
        cut = True
    return cut
