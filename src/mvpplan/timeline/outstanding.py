"""What a decision still waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.model.assumption import Assumption
from mvpplan.model.blocker import Blocker
from mvpplan.model.decision import Decision
from mvpplan.model.dependency import Dependency

if TYPE_CHECKING:
    from mvpplan.model.plan import Plan
    from mvpplan.model.record import Record


def outstanding(plan: Plan, decision: Decision, besides: str = "") -> list[str]:
    """The ids of what a decision still waits for: to be known, decided, delivered or unblocked.

    What cannot be read is not known to be settled; ``besides`` is left out.
    """
    waits = unsettled(plan, Assumption, decision.assumptions, "validated")
    waits += unsettled(plan, Decision, decision.depends_on, "approved")
    for link in plan.links_to.get(decision.id, []):
        source = plan.records[link.source]
        if isinstance(source, Dependency) and link.field == "needed_by":
            if source.status in ("pending", "missed"):
                waits.append(source.id)
        elif isinstance(source, Blocker) and link.field == "blocks" and source.is_open:
            waits.append(source.id)
    return [name for name in waits if name != besides]


def unsettled(plan: Plan, kind: type[Record], names: tuple[str, ...], status: str) -> list[str]:
    """Those of some ids that are no record of a kind with a status."""
    there = {each.id for each in plan.each(kind, names) if each.status == status}
    return [name for name in names if name not in there]
