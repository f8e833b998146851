"""``mvpplan comment``: a review comment that ends at somebody's action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from mvpplan.cli import opening, screen, writing
from mvpplan.cli.completion import complete_ids, complete_people
from mvpplan.cli.new import add
from mvpplan.cli.options import PlanOption
from mvpplan.cli.writing import DryRunOption, ForceOption
from mvpplan.errors import CannotRunError

if TYPE_CHECKING:
    from mvpplan.store.draft import Draft

_LONGEST_TITLE = 72


def comment(
    about: Annotated[str, typer.Argument(metavar="ID[.FIELD]", autocompletion=complete_ids)],
    text: Annotated[str, typer.Argument(metavar="TEXT")],
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="PERSON", autocompletion=complete_people, help="Who says it."),
    ] = None,
    owner: Annotated[
        str | None,
        typer.Option(
            "--owner",
            metavar="PERSON",
            autocompletion=complete_people,
            help="Who acts on it [the owner of ID].",
        ),
    ] = None,
    action: Annotated[
        str | None, typer.Option("--action", metavar="TEXT", help="What they are to do.")
    ] = None,
    due: Annotated[
        str | None, typer.Option("--due", metavar="DATE", help="Until when [the next review].")
    ] = None,
    plan: PlanOption = None,
    force: ForceOption = False,
    dry_run: DryRunOption = False,
) -> None:
    """Comment on a record or one field of it.

    Example: mvpplan comment guest-checkout.acceptance "Say what a slow phone sees" --by mara

    Makes a feedback record with an owner, an action and a due date; 'mvpplan close' ends it with
    the action that was taken.
    """
    from mvpplan.model.feedback import Feedback
    from mvpplan.model.naming import id_for
    from mvpplan.text.words import shortened

    _check(text, by)
    with writing.drafting(plan, dry_run=dry_run) as draft:
        target = about.partition(".")[0]
        given = {
            "title": shortened(text.partition("\n")[0], _LONGEST_TITLE),
            "about": about,
            "text": text,
            "on": opening.today().isoformat(),
            "owner": owner or _owner(draft, target),
            "due": due or _next_review(draft),
            "action": action or f"Answer the comment on {about}",
        }
        taken = {*draft.loaded.homes, *draft.loaded.plan.broken}
        record = id_for(f"{target} {given['title']}", taken, Feedback.kind)
        path = add(draft, Feedback, record, {**given, "by": by} if by else given)
        told = [f"wrote feedback {record} to {opening.prefix(draft.tree.root)}{path}"]
        after = f"mvpplan close {record} --as accepted --why '…'"
        writing.finish(draft, told, after, force=force, dry_run=dry_run)


def _check(text: str, by: str | None) -> None:
    """Refuse a comment without words, and tell of one by nobody."""
    if not text.strip():
        raise CannotRunError("the comment is empty", "say in quotes what should change")
    if by is None:
        screen.note("note: the comment names nobody who makes it; --by PERSON does")


def _owner(draft: Draft, record: str) -> str:
    draft.home(record)
    found = draft.loaded.plan.records.get(record)
    if found is None or found.owner is None:
        raise CannotRunError(f"{record} has no owner who could act on it", "add --owner PERSON")
    return found.owner


def _next_review(draft: Draft) -> str:
    return draft.loaded.plan.settings.review_after(opening.today()).isoformat()
