"""The indexes of a site: how its records are grouped, and under which words."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from mvpplan.model import RECORDS
from mvpplan.model.outline import outline
from mvpplan.model.record import noun_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mvpplan.model.plan import Plan

_NOBODY, _NO_STATUS, _NO_DATE = "nobody", "no status", "no date"

Rows = list[dict[str, Any]]


def _by_kind(plan: Plan, rows: Rows) -> Iterator[tuple[str, Rows]]:  # noqa: ARG001 - one form for all
    for kind in RECORDS:
        if held := [row for row in rows if row["kind"] == kind.kind]:
            yield noun_of(kind.kind), held


def _by_owner(plan: Plan, rows: Rows) -> Iterator[tuple[str, Rows]]:
    for key in (*plan.settings.people, None):
        if held := [row for row in rows if row["owner_key"] == key]:
            yield plan.settings.name_of(key) if key else _NOBODY, held
    known = plan.settings.people
    if held := [row for row in rows if row["owner_key"] and row["owner_key"] not in known]:
        yield "unknown people", held


def _by_status(plan: Plan, rows: Rows) -> Iterator[tuple[str, Rows]]:
    for kind in RECORDS:
        for status in outline(kind)["status"].choices:
            named = [row for row in rows if (row["kind"], row["status"]) == (kind.kind, status)]
            if named:
                yield f"{noun_of(kind.kind)}, {status}", named
    if held := [row for row in rows if plan.records[row["id"]].status is None]:
        yield _NO_STATUS, held


def _by_date(plan: Plan, rows: Rows) -> Iterator[tuple[str, Rows]]:  # noqa: ARG001 - one form for all
    months: dict[str, Rows] = defaultdict(list)
    for row in rows:
        if row["due"]:
            months[row["due"][:7]].append(row)
    for month in sorted(months):
        yield f"due in {month}", sorted(months[month], key=lambda row: (row["due"], row["id"]))
    if held := [row for row in rows if not row["due"]]:
        yield _NO_DATE, held


INDEXES: dict[str, tuple[str, Callable[[Plan, Rows], Iterator[tuple[str, Rows]]]]] = {
    "kinds": ("All records by kind", _by_kind),
    "owners": ("All records by owner", _by_owner),
    "statuses": ("All records by status", _by_status),
    "dates": ("All records by due date", _by_date),
}
"""The indexes by the names of their pages: a title, and how records are grouped."""
