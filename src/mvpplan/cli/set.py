"""``mvpplan set``: change fields of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from mvpplan.cli import opening, writing
from mvpplan.cli.completion import complete_assignments, complete_ids
from mvpplan.cli.options import PlanOption
from mvpplan.cli.writing import DryRunOption, ForceOption

if TYPE_CHECKING:
    from datetime import date

    from mvpplan.model.assignments import Assignment
    from mvpplan.model.record import Record
    from mvpplan.store.draft import Draft
    from mvpplan.text.render import Value


_LONGEST = 60


def set_fields(
    record: Annotated[str, typer.Argument(metavar="ID", autocompletion=complete_ids)],
    changes: Annotated[
        list[str],
        typer.Argument(metavar="FIELD=VALUE...", autocompletion=complete_assignments),
    ],
    plan: PlanOption = None,
    force: ForceOption = False,
    dry_run: DryRunOption = False,
) -> None:
    """Change fields of a record.

    Example: mvpplan set guest-checkout owner=ana due=+10d assumptions+=log-complete

    FIELD=VALUE gives a value, FIELD= takes the field out, FIELD+=VALUE and FIELD-=VALUE add to a
    list and take from it; GROUP.FIELD=VALUE reaches into a group. Dates are 2026-11-27, today,
    +10d, +2w or fri. Every other byte of the file stays as it is.
    """
    from mvpplan.model.assignments import assignments

    wanted = assignments(changes)
    today = opening.today()
    with writing.drafting(plan, dry_run=dry_run) as draft:
        shape = writing.shape_of(draft, record)
        told = [*filter(None, (apply(draft, record, shape, each, today) for each in wanted))]
        after = f"mvpplan show {record}"
        writing.finish(draft, told, after, force=force, dry_run=dry_run)


def apply(draft: Draft, record: str, shape: type[Record], change: Assignment, today: date) -> str:
    """Make one change of a record in a draft; returns a sentence on it, "" if it was so before."""
    before = draft.value(record, change.at)
    if change.sign == "+=":
        _add(draft, record, shape, change, today)
    elif change.sign == "-=":
        _take(draft, record, shape, change, today)
    elif change.words:
        draft.set(record, change.at, writing.entered(shape, change.field, change.words, today))
    elif draft.has(record, change.at):
        draft.delete(record, change.at)
    after = draft.value(record, change.at)
    told = f"{record}: {change.field}: {_shown(before)} → {_shown(after)}"
    return "" if before == after else told


def _add(draft: Draft, record: str, shape: type[Record], change: Assignment, today: date) -> None:
    for item in _items(shape, change, today):
        held = draft.value(record, change.at)
        if not isinstance(held, list) or item not in held:
            draft.append(record, change.at, item)


def _take(draft: Draft, record: str, shape: type[Record], change: Assignment, today: date) -> None:
    from mvpplan.errors import CannotRunError

    for item in _items(shape, change, today):
        held = draft.value(record, change.at)
        if not isinstance(held, list) or item not in held:
            hint = f"mvpplan show {record} shows what it holds"
            raise CannotRunError(f"{change.field} of {record} does not hold {item}", hint)
        draft.delete(record, (*change.at, held.index(item)))


def _items(shape: type[Record], change: Assignment, today: date) -> list[Value]:
    """The items that words name, of a field that is a list."""
    from mvpplan.errors import CannotRunError
    from mvpplan.model.entry import items_in
    from mvpplan.model.outline import field_at

    field = field_at(shape, change.at)
    if field is not None and not field.many:
        hint = f"write {change.field}={change.words or '…'}"
        raise CannotRunError(f"{change.field} is one value and no list", hint)
    if change.words.startswith("["):
        whole = writing.entered(shape, change.field, change.words, today)
        return whole if isinstance(whole, list) else [whole]
    words = items_in(field, change.words) if field is not None else [change.words]
    return [writing.entered(shape, change.field, each, today, item=True) for each in words]


def _shown(value: object) -> str:
    """A value in a sentence."""
    from mvpplan.model.rows import shown
    from mvpplan.text.words import shortened

    if value is None or value == []:
        return "none"
    return shortened(" ".join(shown(value).split()), _LONGEST)
