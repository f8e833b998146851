"""What a report can know of the time before: from git, or else from the dates in the files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mvpplan.timeline.changes import moved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mvpplan.model.plan import Plan
    from mvpplan.timeline.changes import Change
    from mvpplan.timeline.slips import Slips


@dataclass(frozen=True, slots=True)
class Since:
    """The start of a period.

    Attributes:
        before: the plan then; None if nobody knows, for the reason in ``why``.
        slips: how often each due date has moved away until now, by id.
        why: why ``before`` is not known, in a few words.
    """

    before: Plan | None = None
    slips: Mapping[str, Slips] = field(default_factory=dict)
    why: str = ""

    def changes(self, plan: Plan) -> list[Change]:
        """What has moved since; nothing if ``before`` is not known."""
        return moved(self.before, plan) if self.before else []
