"""How a report says people, days and texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mvpplan.text.characters import clean
from mvpplan.text.words import counted, day_name, shortened
from mvpplan.timeline.escalation import escalation
from mvpplan.timeline.slips import Slips

if TYPE_CHECKING:
    from datetime import date

    from mvpplan.model.plan import Plan
    from mvpplan.model.record import Record
    from mvpplan.ranking.result import Ranking
    from mvpplan.timeline.period import Period
    from mvpplan.timeline.since import Since

_LONGEST = 120
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Writer:
    """What the parts of a report share, and how to say people and days.

    ``ranking`` is None if a fault of the plan forbids one; ``since`` is what is known of the start
    of the period.
    """

    plan: Plan
    period: Period
    ranking: Ranking | None
    since: Since

    def person(self, key: str | None) -> str:
        """A person's name."""
        return shortened(clean(self.plan.settings.name_of(key)), LONGEST_NAME)

    def day(self, day: date | None) -> str:
        """A date as people say it, nothing if there is none."""
        return day_name(day, self.period.end) if day else ""

    def iso(self, day: date | None) -> str:
        """The same as programs read it."""
        return day.isoformat() if day else ""

    def brief(self, text: str | None, longest: int = _LONGEST) -> str | None:
        """Text short enough for a page; the record has it in full."""
        return shortened(clean(text), longest) if text else None

    def late(self, due: date | None) -> str:
        """How long past due, in words; nothing if it is not."""
        if due is None or due >= self.period.end:
            return ""
        return f"{counted((self.period.end - due).days, 'day')} late"

    def escalates_to(self, record: Record) -> str:
        """Whom a record escalates to and why, in words; nothing if it does not."""
        raised = escalation(record, self.plan, self.period.end)
        if raised is None:
            return ""
        to = self.person(raised.to) if raised.to else "nobody above the owner"
        end = ", the end of the chain" if raised.to and raised.ended else ""
        return f"{to}{end} ({raised.reason})"

    def slipped(self, record: Record) -> str:
        """How a due date has moved in the period, in words; nothing if it has not."""
        before = self.since.before.records.get(record.id) if self.since.before else None
        if before is None or not before.due or not record.due or record.due <= before.due:
            return ""
        slips = self.since.slips.get(record.id, Slips())
        again = f", slip {slips.count}, {counted(slips.days, 'day')} in all"
        return f"was {self.day(before.due)}{again if slips.count > 1 else ''}"
