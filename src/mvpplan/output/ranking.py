"""A ranking as a table for a terminal, and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mvpplan.output.json import to_json

if TYPE_CHECKING:
    from datetime import date

    from mvpplan.ranking.candidates import SetAside
    from mvpplan.ranking.result import Ranking, Row


def ranking_json(ranking: Ranking, as_of: date, top: int | None) -> str:
    """The order and the groups outside it; ``score`` is null for a test that costs nothing."""
    return to_json(
        {
            "method": ranking.method,
            "as_of": as_of,
            "items": [_item(row) for row in ranking.rows[:top]],
            "parked": [_aside(item) for item in ranking.candidates.parked],
            "nothing_to_learn": [_aside(item) for item in ranking.candidates.nothing_to_learn],
            "unranked": [_aside(item) for item in ranking.candidates.unranked],
            "guarantee": ranking.guarantee,
        }
    )


def _item(row: Row) -> dict[str, Any]:
    candidate = row.candidate
    return {
        "rank": row.rank,
        "tied": row.tied,
        "id": candidate.id,
        "title": candidate.assumption.title,
        "owner": candidate.assumption.owner,
        "impact": candidate.impact,
        "impact_given": candidate.assumption.impact,
        "doubt": candidate.belief.doubt,
        "doubt_from": candidate.belief.source,
        "cost": candidate.cost.mean,
        "cost_given": str(candidate.cost),
        "score": candidate.score,
        "requires": list(candidate.requires),
        "due": candidate.due,
        "note": row.note,
    }


def _aside(item: SetAside) -> dict[str, str]:
    return {"id": item.id, "title": item.title, "reason": item.reason}
