"""A plan seen from a day, and what somebody has to see to in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from mvpplan.model.plan import Plan
    from mvpplan.model.record import Record
    from mvpplan.timeline.period import Period
    from mvpplan.timeline.since import Since

NOW, SOON, WATCH = range(3)
"""How urgent it is: today, before the next review, or to be kept an eye on."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that somebody has to see to.

    Attributes:
        urgency: ``NOW``, ``SOON`` or ``WATCH``.
        kind: of the record, or ``waiver``, ``signal``.
        id: of the record; of a signal its name.
        title: of the record.
        reason: why, in a few words.
        owner: who sees to it, a key of ``people``.
        due: the day that counts.
        days: how many days are left; below 0 it is past.
        escalate_to: who has to step in.
    """

    urgency: int
    kind: str
    id: str
    title: str
    reason: str
    owner: str | None = None
    due: date | None = None
    days: int | None = None
    escalate_to: str | None = None

    def order(self) -> tuple[int, bool, int, str, str]:
        """Key that sorts items: the urgent first, the most overdue first."""
        return self.urgency, self.days is None, self.days or 0, self.kind, self.id


@dataclass(frozen=True, slots=True)
class View:
    """A plan seen from the last day of a period; ``review`` is the day of the next review."""

    plan: Plan
    period: Period
    since: Since

    @property
    def day(self) -> date:
        """The day to judge by."""
        return self.period.end

    @property
    def review(self) -> date:
        """The day of the next review."""
        return self.plan.settings.review_after(self.day)

    def item(self, urgency: int, record: Record, reason: str, due: date | None = None) -> Item:
        """An item about a record, for its owner."""
        left = (due - self.day).days if due else None
        return Item(urgency, record.kind, record.id, record.title, reason, record.owner, due, left)

    def is_waived(self, rule: str, record: str) -> bool:
        """Whether a waiver that has not expired sets a rule aside for a record."""
        return any(
            waiver.rule == rule and waiver.record == record and self.day <= waiver.until
            for waiver in self.plan.settings.waivers
        )
