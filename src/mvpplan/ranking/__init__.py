"""Ranking: which assumption to test next, in a stated sense optimal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.errors import FaultyPlanError
from mvpplan.model.assumption import Assumption
from mvpplan.model.graph import cycles
from mvpplan.ranking.candidates import candidates
from mvpplan.ranking.risk_per_cost import NAME as RISK_PER_COST
from mvpplan.ranking.risk_per_cost import risk_per_cost

if TYPE_CHECKING:
    from datetime import date

    from mvpplan.model.plan import Plan
    from mvpplan.ranking.result import Ranking

METHODS = {RISK_PER_COST: risk_per_cost}
"""Every ranking method by name; the first is the default."""


def rank(plan: Plan, as_of: date, method: str = RISK_PER_COST) -> Ranking:
    """Rank the open assumptions of a plan, seen from a date.

    Raises FaultyPlanError, which names the circle, if prerequisites go in one.
    """
    requires = {a.id: [r for r in a.requires if r != a.id] for a in plan.of(Assumption)}
    for path in cycles(requires):
        circle = " → ".join([*path, path[0]])
        raise FaultyPlanError(
            f"prerequisites go in a circle: {circle}", "take one 'requires' out; see MP205"
        )
    return METHODS[method](plan, candidates(plan), as_of)
