"""``mvpplan rename``: another id for a record, everywhere at once."""

from __future__ import annotations

from typing import Annotated

import typer

from mvpplan.cli import writing
from mvpplan.cli.completion import complete_ids
from mvpplan.cli.options import PlanOption
from mvpplan.cli.writing import DryRunOption, ForceOption
from mvpplan.errors import CannotRunError


def rename(
    old: Annotated[str, typer.Argument(metavar="OLD", autocompletion=complete_ids)],
    new: Annotated[str, typer.Argument(metavar="NEW")],
    plan: PlanOption = None,
    force: ForceOption = False,
    dry_run: DryRunOption = False,
) -> None:
    """Give a record another id, everywhere it is mentioned.

    Example: mvpplan rename guest-checkout pay-as-guest

    Links from other records, waivers and feedback follow; a file that holds one record is renamed.
    """
    from mvpplan.model.naming import id_for
    from mvpplan.model.shape import SLUG
    from mvpplan.text.words import counted

    with writing.drafting(plan, dry_run=dry_run) as draft:
        draft.home(old)
        if not SLUG.match(new):
            hint = f"write small letters, digits and hyphens: {id_for(new, (), 'a-new-id')}"
            raise CannotRunError(f"{new} is not an id", hint)
        if new in draft.loaded.homes:
            where = draft.loaded.homes[new].path
            raise CannotRunError(f"{new} is taken, by {where}", "choose another id")
        mentions = draft.rename(old, new)
        told = [f"{old} is {new} now, with {counted(mentions, 'mention')}"]
        writing.finish(draft, told, "mvpplan validate", force=force, dry_run=dry_run)
