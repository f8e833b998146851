"""``mvpplan close`` and ``mvpplan reopen``: end a record, or take that back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from mvpplan.cli import opening, writing
from mvpplan.cli.completion import complete_assignments, complete_ids, complete_statuses
from mvpplan.cli.options import OnOption, PlanOption
from mvpplan.cli.set import apply
from mvpplan.cli.writing import DryRunOption, ForceOption
from mvpplan.errors import CannotRunError

if TYPE_CHECKING:
    from mvpplan.model.record import Record
    from mvpplan.store.draft import Draft
    from mvpplan.text.render import Value


def close(
    record: Annotated[str, typer.Argument(metavar="ID", autocompletion=complete_ids)],
    changes: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FIELD=VALUE...]", autocompletion=complete_assignments),
    ] = None,
    status: Annotated[
        str | None,
        typer.Option(
            "--as", metavar="STATUS", autocompletion=complete_statuses, help="How it ends."
        ),
    ] = None,
    why: Annotated[str | None, typer.Option("--why", metavar="TEXT", help="The reason.")] = None,
    evidence: Annotated[
        str | None, typer.Option("--evidence", metavar="TEXT", help="What was seen.")
    ] = None,
    on: OnOption = None,
    plan: PlanOption = None,
    force: ForceOption = False,
    dry_run: DryRunOption = False,
) -> None:
    """End a record.

    Example: mvpplan close tax-answers --as validated --evidence "40 of 40 calls under a second"

    Writes the status, the date and the reason where the kind of record keeps it; what else its
    rules ask for can follow as FIELD=VALUE, as in revisit=+30d for what is deferred.
    """
    from mvpplan.model.assignments import assignments

    more = assignments(changes or [])
    with writing.drafting(plan, dry_run=dry_run) as draft:
        shape = writing.shape_of(draft, record)
        ending = _ending(shape, status)
        day = on or opening.today()
        writing.put(draft, record, "status", ending)
        if shape.ends_on == "closed" or on or draft.value(record, (shape.ends_on,)) is None:
            writing.put_day(draft, record, shape.ends_on, day)
        if why:
            writing.put(draft, record, shape.reason, why)
        elif shape.reason_anew and not any(each.field == shape.reason for each in more):
            raise CannotRunError(f"it is not said what was done about {record}", "add --why '…'")
        if evidence:
            item = _evidence(shape, evidence, day, ending)
            draft.append(record, ("evidence",), item)
        told = [f"{record} is {ending} as of {day}"]
        told += filter(None, (apply(draft, record, shape, each, opening.today()) for each in more))
        after = _after(draft, record, ending)
        writing.finish(draft, told, after, force=force, dry_run=dry_run)


def _after(draft: Draft, record: str, ending: str) -> str:
    """The next useful command: the reviewers' verdict if they are to give one."""
    reviewers = getattr(draft.loaded.plan.records[record], "reviewers", ())
    if reviewers and ending == "approved":
        return f"mvpplan approve {record} --by {reviewers[0]}"
    return "mvpplan weekly-report"


def reopen(
    record: Annotated[str, typer.Argument(metavar="ID", autocompletion=complete_ids)],
    plan: PlanOption = None,
    force: ForceOption = False,
    dry_run: DryRunOption = False,
) -> None:
    """Open a record again that had ended.

    Example: mvpplan reopen guest-checkout

    The status is the first of its kind again and the closing date goes; reason and evidence stay.
    """
    with writing.drafting(plan, dry_run=dry_run) as draft:
        shape = writing.shape_of(draft, record)
        first = _statuses(shape)[0]
        if draft.value(record, ("status",)) not in (None, first):
            writing.put(draft, record, "status", first)
        if draft.has(record, ("closed",)):
            draft.delete(record, ("closed",))
        told = [f"{record} is {first} again"]
        writing.finish(draft, told, f"mvpplan show {record}", force=force, dry_run=dry_run)


def _statuses(shape: type[Record]) -> tuple[str, ...]:
    """The statuses of a kind, the first one first; raises CannotRunError if it has none."""
    from mvpplan.model.outline import outline
    from mvpplan.model.record import a_record_of

    choices = outline(shape)["status"].choices
    if not choices:
        raise CannotRunError(f"{a_record_of(shape.kind)} has no status: it never ends")
    return choices


def _ending(shape: type[Record], status: str | None) -> str:
    """A status that ends a record; raises CannotRunError for none and for any other."""
    from mvpplan.model.nearest import suggestion
    from mvpplan.model.record import noun_of

    endings = [each for each in _statuses(shape) if each not in shape.open_statuses]
    listed = ", ".join(endings)
    if status is None:
        message = f"it is not said how the {noun_of(shape.kind)} ends"
        raise CannotRunError(message, f"add --as, one of {listed}")
    if status not in endings:
        hint = suggestion(status, endings, f"choose one of {listed}")
        raise CannotRunError(f"a {noun_of(shape.kind)} does not end as {status}", hint)
    return status


def _evidence(shape: type[Record], words: str, day: date, ending: str) -> Value:
    """An item of evidence, as written in braces or else of the day; what ends as false is so by it.

    Raises CannotRunError for a kind of record that keeps no evidence.
    """
    from mvpplan.model.outline import outline
    from mvpplan.model.record import a_record_of
    from mvpplan.text.render import Plain

    if "evidence" not in outline(shape):
        raise CannotRunError(f"{a_record_of(shape.kind)} keeps no evidence", "say it with --why")
    if words.startswith("{"):
        return writing.entered(shape, "evidence", words, opening.today(), item=True)
    item: dict[str, str] = {"what": words, "kind": "data", "on": Plain(day.isoformat())}
    return item if ending != "invalidated" else {**item, "supports": Plain("false")}
