"""``mvpplan list``: the records of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from mvpplan.cli import opening, screen
from mvpplan.cli.completion import complete_assignments, complete_kinds, complete_people
from mvpplan.cli.options import Color, ColorOption, Format, FormatOption, PlanOption

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.model.record import Record
    from mvpplan.store.load import Loaded


def list_records(
    kind: Annotated[
        str | None, typer.Argument(metavar="[KIND]", autocompletion=complete_kinds)
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where",
            metavar="FIELD=VALUE",
            autocompletion=complete_assignments,
            help="Only those whose field says or holds that; may be repeated.",
        ),
    ] = None,
    owner: Annotated[
        str | None,
        typer.Option(
            "--owner", metavar="PERSON", autocompletion=complete_people, help="Only theirs."
        ),
    ] = None,
    plan: PlanOption = None,
    format: FormatOption = Format.TEXT,
    color: ColorOption = Color.AUTO,
) -> None:
    """List records, all or those of a kind.

    Example: mvpplan list decision --where status=open --owner ana
    """
    from mvpplan.model.assignments import assignments
    from mvpplan.output.json import to_json
    from mvpplan.output.records import record_table
    from mvpplan.text.words import counted

    wanted = [(each.field, each.words) for each in assignments(where or [])]
    if owner is not None:
        wanted.append(("owner", owner))
    shape = opening.kind_named(kind) if kind is not None else None
    _refuse_unknown([field for field, _ in wanted], shape)
    loaded = opening.read_plan(opening.plan_folder(plan))
    opening.check_person(owner, loaded.plan.settings)
    rows = [row for row in _rows(loaded, shape) if _fits(row["fields"], wanted)]
    if format is Format.JSON:
        screen.emit(to_json({"items": rows}))
    else:
        width = screen.width() if screen.is_terminal() else None
        screen.emit(record_table(rows, width=width, color=screen.use_color(color)))
        screen.note(counted(len(rows), "record"))
    opening.warn_of_findings(loaded)


def _refuse_unknown(fields: list[str], shape: type[Record] | None) -> None:
    from mvpplan.errors import CannotRunError
    from mvpplan.model import RECORDS
    from mvpplan.model.nearest import suggestion
    from mvpplan.model.outline import own_fields

    shapes = RECORDS if shape is None else (shape,)
    known = sorted({name for each in shapes for name in own_fields(each)})
    for field in fields:
        name = field.partition(".")[0]
        if name not in known:
            hint = suggestion(name, known, f"choose one of {', '.join(known)}")
            raise CannotRunError(f"{name} is no field of such a record", hint)


def _rows(loaded: Loaded, shape: type[Record] | None) -> Iterator[dict[str, Any]]:
    """Every record, or those of a kind, with its place and its fields."""
    from mvpplan.model.rows import row_of

    for record in loaded.plan.records.values():
        if shape is None or type(record) is shape:
            yield {
                "id": record.id,
                "kind": record.kind,
                "path": loaded.homes[record.id].path,
                "fields": row_of(record),
            }


def _fits(row: dict[str, object], wanted: list[tuple[str, str]]) -> bool:
    """Whether every wanted field of a row says or holds what is wanted."""
    from mvpplan.model.rows import shown

    for field, words in wanted:
        held: object = row
        for part in field.split("."):
            held = held.get(part) if isinstance(held, dict) else None
        values = held if isinstance(held, list) else [held]
        if words not in ["" if value is None else shown(value) for value in values]:
            return False
    return True
