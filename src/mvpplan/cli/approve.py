"""``mvpplan approve``: a person's verdict on a decision as it now is."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from mvpplan.cli import opening, screen, writing
from mvpplan.cli.completion import complete_ids, complete_people
from mvpplan.cli.options import OnOption, PlanOption
from mvpplan.cli.writing import DryRunOption, ForceOption
from mvpplan.errors import CannotRunError

if TYPE_CHECKING:
    from mvpplan.model.record import Record
    from mvpplan.store.draft import Draft


class Verdict(StrEnum):
    """What a person says of a record."""

    APPROVED = "approved"
    CHANGES = "changes"
    REJECTED = "rejected"


def approve(
    record: Annotated[str, typer.Argument(metavar="ID", autocompletion=complete_ids)],
    by: Annotated[
        str,
        typer.Option("--by", metavar="PERSON", autocompletion=complete_people, help="Who says so."),
    ],
    verdict: Annotated[
        Verdict, typer.Option("--verdict", help="What they say.")
    ] = Verdict.APPROVED,
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help="What they add.")
    ] = None,
    on: OnOption = None,
    plan: PlanOption = None,
    force: ForceOption = False,
    dry_run: DryRunOption = False,
) -> None:
    """Approve a decision as it is, ask for changes, or reject it.

    Example: mvpplan approve guest-checkout --by mara

    The verdict keeps the record's fingerprint: when the meaning of the record changes afterwards,
    the approval has lapsed. Nobody approves what they own, unless the plan file says
    approve_own: true.
    """
    from mvpplan.model.fingerprint import fingerprint
    from mvpplan.text.render import Plain

    with writing.drafting(plan, dry_run=dry_run) as draft:
        found = _approvable(draft, record)
        _refuse_own(draft, found, by)
        if found.is_open and verdict is Verdict.APPROVED:
            what = f"{record} is still {found.status}: when its status changes, the approval lapses"
            screen.note(f"note: {what}")
        now = fingerprint(found)
        item: dict[str, str] = {
            "by": by,
            "on": Plain((on or opening.today()).isoformat()),
            "verdict": verdict.value,
            "of": now,
        }
        draft.append(record, ("approvals",), {**item, "note": note} if note else item)
        name = draft.loaded.plan.settings.name_of(by)
        told = [f"{record}: {name} says {verdict.value} to {now}"]
        writing.finish(draft, told, f"mvpplan show {record}", force=force, dry_run=dry_run)


def _approvable(draft: Draft, record: str) -> Record:
    from mvpplan.model.outline import outline
    from mvpplan.model.record import a_record_of

    shape = writing.shape_of(draft, record)
    if "approvals" not in outline(shape):
        hint = f"mvpplan comment {record} '…' leaves a comment"
        raise CannotRunError(f"{a_record_of(shape.kind)} takes no approvals", hint)
    return draft.loaded.plan.records[record]


def _refuse_own(draft: Draft, record: Record, by: str) -> None:
    """Refuse a verdict on one's own record, and tell of one that nobody asked for."""
    settings = draft.loaded.plan.settings
    if record.owner == by and not settings.approve_own:
        hint = "let a reviewer do it, or write approve_own: true into mvpplan.yaml"
        raise CannotRunError(f"{settings.name_of(by)} owns {record.id} and cannot approve it", hint)
    reviewers = getattr(record, "reviewers", ())
    if reviewers and by not in reviewers:
        names = ", ".join(settings.name_of(each) for each in reviewers)
        screen.note(f"note: the reviewers of {record.id} are {names}")
