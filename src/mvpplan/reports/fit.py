"""Keeping a report to one page: cutting the least important items until it fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mvpplan.text.words import shortened

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
# How long a text may be, in characters, where the items that are left still take too much room.
_TERSER = (80, 40, 20)


def fit(
    context: Mapping[str, Any], render: Callable[[Mapping[str, Any]], str], lines: int = PAGE_LINES
) -> str:
    """Render a context with as many items as a page holds.

    Each section gives ``rows`` and, as ``more``, how many were left out; ``left_out`` is their
    sum. The longest section loses an item first, among equals the least important one. Where one
    item a section is still too much, its texts are shortened.
    """
    shown = {name: len(section["rows"]) for name, section in context["sections"].items()}
    terser = iter(_TERSER)
    while True:
        text = render(_cut(context, shown))
        over = text.count("\n") - lines
        if over <= 0:
            return text
        if not _shorten(shown, over):
            longest = next(terser, None)
            if longest is None:
                return text
            context = _with_texts_of(context, longest)


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


def _with_texts_of(part: Any, longest: int) -> Any:
    """A context, or a part of one, with every text shortened to so many characters."""
    if isinstance(part, str):
        return shortened(part, longest)
    if isinstance(part, dict):
        return {name: _with_texts_of(each, longest) for name, each in part.items()}
    if isinstance(part, list | tuple):
        return [_with_texts_of(each, longest) for each in part]
    return part


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
