"""``mvpplan show``: one record, what it relies on, and what relies on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from mvpplan.cli import opening, screen
from mvpplan.cli.completion import complete_ids
from mvpplan.cli.options import Color, ColorOption, Format, FormatOption, PlanOption
from mvpplan.errors import CannotRunError

if TYPE_CHECKING:
    from mvpplan.store.load import Loaded


def show(
    record: Annotated[str, typer.Argument(metavar="ID", autocompletion=complete_ids)],
    plan: PlanOption = None,
    format: FormatOption = Format.TEXT,
    color: ColorOption = Color.AUTO,
) -> None:
    """Show a record, what it relies on, and what relies on it.

    Example: mvpplan show guest-checkout
    """
    from mvpplan.model.nearest import no_record
    from mvpplan.output.json import to_json
    from mvpplan.output.records import record_page

    folder = opening.plan_folder(plan)
    loaded = opening.read_plan(folder)
    if record not in loaded.homes:
        raise no_record(record, loaded.homes)
    if record not in loaded.plan.records:
        path = loaded.homes[record].path
        raise CannotRunError(f"{record} in {path} cannot be read", "mvpplan validate says why")
    row = _row(loaded, record)
    if format is Format.JSON:
        screen.emit(to_json(row))
    else:
        place = f"{opening.prefix(folder)}{row['path']}:{row['line']}"
        colored = screen.use_color(color)
        screen.emit(record_page(row, place, width=screen.width(), color=colored))


def _row(loaded: Loaded, record: str) -> dict[str, object]:
    """The record with its place and its links both ways."""
    from mvpplan.model.fingerprint import fingerprint
    from mvpplan.model.rows import row_of

    plan = loaded.plan
    found = plan.records[record]
    line, _ = loaded.place(record)
    links = plan.links_from.get(record, [])
    mentions = plan.links_to.get(record, [])
    return {
        "id": record,
        "kind": found.kind,
        "path": loaded.homes[record].path,
        "line": line,
        "fingerprint": fingerprint(found),
        "fields": row_of(found),
        "relies_on": [_link(loaded, link.target, link.field) for link in links],
        "relied_on_by": [_link(loaded, link.source, link.field) for link in mentions],
    }


def _link(loaded: Loaded, record: str, field: str) -> dict[str, object]:
    from mvpplan.model.record import written

    other = loaded.plan.records.get(record)
    return {
        "id": record,
        "field": written(field),
        "kind": loaded.plan.kind_of(record),
        "title": other.title if other else None,
        "status": other.status if other else None,
    }
