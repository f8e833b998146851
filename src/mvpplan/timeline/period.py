"""The period that a report covers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from mvpplan.model.settings import Settings


@dataclass(frozen=True, slots=True)
class Period:
    """The days after ``start`` up to and with ``end``."""

    start: date
    end: date

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.start < day <= self.end


def period_of(settings: Settings, as_of: date, since: date | None = None) -> Period:
    """The period that ends on a date.

    It starts on the review day before it; made on a review day, it covers the whole cycle.
    ``since`` overrides the start.
    """
    if since is None:
        whole_cycle = settings.is_review_day(as_of)
        since = as_of - settings.review.every if whole_cycle else settings.review_before(as_of)
    return Period(since, as_of)
