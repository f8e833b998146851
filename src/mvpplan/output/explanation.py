"""Why a row of a ranking stands where it does, for a terminal, as Markdown and as JSON."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from mvpplan.output.json import to_json
from mvpplan.output.lines import Line, Span, line
from mvpplan.text.characters import clean
from mvpplan.text.markdown import literal
from mvpplan.text.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from mvpplan.model.record import Record
    from mvpplan.ranking.explanation import Part
    from mvpplan.ranking.result import Ranking

_LONGEST = 100


def explanation_lines(
    ranking: Ranking, name: str, parts: Sequence[Part], width: int
) -> Iterator[Line]:
    """The title of the record, then every part with its sentences."""
    yield line(Span(name, "bold cyan"), f": {_title(ranking, name)}")
    for part in parts:
        yield line()
        yield line(Span(part.name, "bold"))
        for sentence in part.sentences:
            wrapped = textwrap.wrap(clean(sentence), width - 2, break_on_hyphens=False)
            yield from (line(f"  {each}") for each in wrapped)


def explanation_markdown(ranking: Ranking, name: str, parts: Sequence[Part]) -> str:
    """The same as Markdown."""
    lines = [f"## {literal(name)}: {literal(_title(ranking, name))}"]
    for part in parts:
        lines += ["", f"**{part.name}**", ""]
        lines += [f"- {literal(sentence)}" for sentence in part.sentences]
    return "\n".join(lines) + "\n"


def explanation_json(ranking: Ranking, name: str, parts: Sequence[Part], as_of: date) -> str:
    """The same as plain data."""
    return to_json(
        {
            "subject": ranking.subject.name,
            "method": ranking.method.name,
            "as_of": as_of,
            "id": name,
            "title": _record(ranking, name).title,
            "parts": [{"name": part.name, "sentences": list(part.sentences)} for part in parts],
        }
    )


def _title(ranking: Ranking, name: str) -> str:
    return shortened(clean(_record(ranking, name).title), _LONGEST)


def _record(ranking: Ranking, name: str) -> Record:
    return ranking.candidates.ranked[name].record
