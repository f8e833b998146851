"""A ranking as JSON and as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mvpplan.output.json import to_json
from mvpplan.output.ranking_words import budget_words, cells, header, meaning, note, outside
from mvpplan.text.characters import clean
from mvpplan.text.markdown import literal

if TYPE_CHECKING:
    from datetime import date

    from mvpplan.model.settings import Settings
    from mvpplan.ranking.budget import Bought
    from mvpplan.ranking.candidate import SetAside
    from mvpplan.ranking.result import Ranking, Row


def ranking_json(ranking: Ranking, as_of: date, top: int | None) -> str:
    """The order and the groups outside it; ``score`` is null for what costs nothing."""
    return to_json(
        {
            "subject": ranking.subject.name,
            "method": ranking.method.name,
            "ignores": ranking.method.ignores,
            "as_of": as_of,
            "items": [_item(row, ranking) for row in ranking.rows[:top]],
            "parked": [_aside(item) for item in ranking.candidates.parked],
            "nothing_to_learn": [_aside(item) for item in ranking.candidates.nothing_to_learn],
            "unranked": [_aside(item) for item in ranking.candidates.unranked],
            "guarantee": ranking.guarantee,
            "advice": ranking.advice,
            "budget": _budget(ranking.budget) if ranking.budget else None,
        }
    )


def _item(row: Row, ranking: Ranking) -> dict[str, Any]:
    candidate = row.candidate
    return {
        "rank": row.rank,
        "tied": row.tied,
        "id": candidate.id,
        "title": candidate.record.title,
        "owner": candidate.record.owner,
        "impact": candidate.impact,
        "impact_given": getattr(candidate.record, ranking.subject.gain),
        "doubt": candidate.doubt,
        "doubt_from": candidate.belief.source if candidate.belief else None,
        "cost": candidate.cost.mean,
        "cost_given": str(candidate.cost),
        "score": row.score,
        "requires": list(candidate.requires),
        "due": candidate.due,
        "due_for": candidate.due_for,
        "late": row.late,
        "group": row.group,
        "best_rank": row.best,
        "worst_rank": row.worst,
        "close": row.close,
        "note": row.note,
        "chosen": row.chosen,
    }


def _aside(item: SetAside) -> dict[str, str]:
    return {"id": item.id, "title": item.title, "reason": item.reason}


def _budget(budget: Bought) -> dict[str, Any]:
    return {
        "limit": budget.limit,
        "cost": budget.cost,
        "worth": budget.worth,
        "total": budget.total,
        "exact": budget.exact,
        "next": {
            "worth": budget.next_worth,
            "added": list(budget.added),
            "dropped": list(budget.dropped),
        },
    }


def ranking_markdown(ranking: Ranking, settings: Settings, top: int | None) -> str:
    """The order as a Markdown table, then what it means and the groups outside it."""
    heads = header(ranking, settings)
    lines = [f"## {ranking.subject.title}: {_cell(settings.title)}", ""]
    if ranking.budget:
        lines += [*(_cell(line) for line in budget_words(ranking, settings)), ""]
    if ranking.rows:
        lines.append(f"| {' | '.join((*map(_cell, heads), 'Why'))} |")
        lines.append(f"|{'---|' * (len(heads) + 1)}")
    for row in ranking.rows[:top]:
        number, title, *rest = cells(row, ranking)
        title = f"{_cell(title)} ({_cell(row.candidate.id)})"
        lines.append(f"| {' | '.join((number, title, *map(_cell, rest), _cell(note(row))))} |")
    left = len(ranking.rows) - len(ranking.rows[:top])
    lines += ["", f"… and {left} more", ""] if left else [""]
    lines += [_cell(sentence) for sentence in meaning(ranking)] if ranking.rows else []
    for title, items in outside(ranking):
        lines += ["", f"### {title}", ""]
        lines += [f"- {_cell(f'{each.title} ({each.id}): {each.reason}')}" for each in items]
    return "\n".join(lines).rstrip() + "\n"


def _cell(text: str) -> str:
    return literal(clean(text))
