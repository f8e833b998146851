"""``mvpplan what-if``: what falls or opens if a record takes another status."""

from __future__ import annotations

from typing import Annotated

import typer

from mvpplan.cli import opening, screen
from mvpplan.cli.completion import complete_ids, complete_statuses
from mvpplan.cli.options import AsOfOption, Color, ColorOption, Format, FormatOption, PlanOption
from mvpplan.errors import CannotRunError


def what_if(
    record: Annotated[str, typer.Argument(metavar="ID", autocompletion=complete_ids)],
    status: Annotated[
        str,
        typer.Option(
            "--as", metavar="STATUS", autocompletion=complete_statuses, help="The other status."
        ),
    ],
    plan: PlanOption = None,
    format: FormatOption = Format.TEXT,
    as_of: AsOfOption = None,
    color: ColorOption = Color.AUTO,
) -> None:
    """Say what would fall or open if a record took another status. Nothing is written.

    Example: mvpplan what-if account-step-loses-buyers --as invalidated

    Follows the links from it with the reason of each, says what customers would notice, and which
    decisions may proceed without it.
    """
    from mvpplan.model.nearest import no_record, suggestion
    from mvpplan.model.outline import outline
    from mvpplan.model.record import a_record_of
    from mvpplan.output.consequences import consequences_lines, consequences_row
    from mvpplan.output.json import to_json
    from mvpplan.timeline.consequences import consequences

    loaded, _ = opening.read_on(opening.plan_folder(plan), as_of)
    found = loaded.plan.records.get(record)
    if found is None:
        raise no_record(record, loaded.plan.records)
    known = outline(type(found))["status"].choices
    if status not in known:
        hint = suggestion(status, known, f"choose one of {', '.join(known)}" if known else "")
        raise CannotRunError(f"{a_record_of(found.kind)} cannot be {status}", hint)
    if status == found.status:
        hint = f"choose one of {', '.join(each for each in known if each != status)}"
        raise CannotRunError(f"{record} is {status} already", hint)
    effects = consequences(loaded.plan, record, status)
    if format is Format.JSON:
        screen.emit(to_json(consequences_row(found, status, effects)))
    else:
        lines = consequences_lines(found, status, effects)
        screen.show(lines, color)
    opening.warn_of_findings(loaded)
