"""From dates to work: how much can be done until a day."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from mvpplan.model.workdays import WORKDAYS_A_WEEK, workdays

if TYPE_CHECKING:
    from datetime import date

    from mvpplan.model.settings import Settings

_DAY = timedelta(days=1)


def room(settings: Settings, as_of: date, due: date | None) -> Fraction | None:
    """The work that fits from a date up to and with a day; None if no limit is known.

    The plan's capacity is work for a week of five working days; days off count for nothing. What
    was due before the date has no room left.
    """
    if due is None:
        return None
    if due < as_of:
        return Fraction(0)
    if settings.capacity is None:
        return None
    days = workdays(as_of, due + _DAY, settings.days_off)
    return Fraction(settings.capacity) * days / WORKDAYS_A_WEEK
