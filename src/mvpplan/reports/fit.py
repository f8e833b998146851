"""Keeping a report to one page: as many items as it holds, the most important first."""

from __future__ import annotations

from bisect import bisect_left
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from mvpplan.text.words import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PAGE_LINES = 60

# Where a line is worth most, first; among sections that show equally many items it gets the next.
_FILL_FIRST = (
    "blockers",
    "asks",
    "assumptions",
    "decisions_due",
    "scope_changes",
    "decisions_closed",
    "metrics",
)
_REASONS, _NARRATIVE = 5, 3
# How long a text may be, in characters, where one item a section still takes too much room.
_TERSER = (100, 80, 60, 40, 30, 20)

NO_WEIGHTS: Mapping[str, int] = MappingProxyType({})

Context = dict[str, Any]


def fit(
    context: Mapping[str, Any],
    fits: Callable[[Context], bool],
    weights: Mapping[str, int] = NO_WEIGHTS,
) -> Context:
    """A context with as many items as a page holds.

    Each section gives ``rows`` and, as ``more``, how many were left out; ``left_out`` is their
    sum, with what the reasons and the narrative lose. Every section shows one item, the shortest
    gets the next as long as there is room, among equals the most important; then whatever still
    finds a place. Where one item a section is too much, texts are shortened.

    Args:
        context: of the report, whole.
        fits: whether a context that was cut to some items fits the page.
        weights: how many items a section may show for each one that the others do, if not one.
    """
    sizes = {name: len(section["rows"]) for name, section in context["sections"].items()}

    def level(most: int) -> dict[str, int]:
        return {name: min(size, most * weights.get(name, 1)) for name, size in sizes.items()}

    least = {name: min(size, 1) for name, size in sizes.items()}
    for longest in (None, *_TERSER):
        given = context if longest is None else _with_texts_of(context, longest)
        if fits(_cut(given, least)):
            break
    levels = range(1, max(sizes.values(), default=0) + 1)
    fitting = bisect_left(levels, 1, key=lambda most: int(not fits(_cut(given, level(most)))))
    return _cut(given, _filled(given, level(fitting) if fitting else least, fits, weights))


def whole(context: Mapping[str, Any]) -> Context:
    """A context with every item, as ``fit`` would give it if the page were long enough."""
    return {
        **context,
        "sections": {name: {**each, "more": 0} for name, each in context["sections"].items()},
        "alert": {**context["alert"], "more": 0},
        "narrative_more": 0,
        "left_out": 0,
    }


def _filled(
    context: Mapping[str, Any],
    shown: dict[str, int],
    fits: Callable[[Context], bool],
    weights: Mapping[str, int],
) -> dict[str, int]:
    """Add items one by one while any finds a place."""
    growing = list(_FILL_FIRST)
    while growing:
        name = min(growing, key=lambda name: shown[name] / weights.get(name, 1))
        more = {**shown, name: shown[name] + 1}
        if more[name] <= len(context["sections"][name]["rows"]) and fits(_cut(context, more)):
            shown = more
        else:
            growing.remove(name)
    return shown


def _cut(context: Mapping[str, Any], shown: Mapping[str, int]) -> Context:
    sections = {
        name: {
            **section,
            "rows": section["rows"][: shown[name]],
            "more": len(section["rows"]) - shown[name],
        }
        for name, section in context["sections"].items()
    }
    reasons, more_reasons = _first(context["alert"]["reasons"], _REASONS)
    narrative, more_narrative = _first(context["narrative"], _NARRATIVE)
    left_out = sum(section["more"] for section in sections.values())
    return {
        **context,
        "sections": sections,
        "alert": {**context["alert"], "reasons": reasons, "more": more_reasons},
        "narrative": narrative,
        "narrative_more": more_narrative,
        "left_out": left_out + more_reasons + more_narrative,
    }


def _first(lines: list[str], most: int) -> tuple[list[str], int]:
    """The first lines, and how many more there are; a single one takes no more room than that."""
    return (lines, 0) if len(lines) <= most + 1 else (lines[:most], len(lines) - most)


def _with_texts_of(part: Any, longest: int) -> Any:
    """A context, or a part of one, with every text shortened to so many characters."""
    if isinstance(part, str):
        return shortened(part, longest)
    if isinstance(part, dict):
        return {name: _with_texts_of(each, longest) for name, each in part.items()}
    if isinstance(part, list | tuple):
        return [_with_texts_of(each, longest) for each in part]
    return part
