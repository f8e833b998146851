"""What every command that edits a plan does: hold it, edit a draft, check it, write it."""

from __future__ import annotations

import shlex
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from mvpplan.cli import opening, screen
from mvpplan.cli.options import Color
from mvpplan.errors import CannotRunError, ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from mvpplan.errors import Finding
    from mvpplan.model.record import Record
    from mvpplan.store.draft import Draft
    from mvpplan.store.load import Loaded
    from mvpplan.text.render import Value

ForceOption = Annotated[bool, typer.Option("--force", help="Write even what the check objects to.")]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show the change and write nothing.")]


@contextmanager
def drafting(plan: Path | None, *, dry_run: bool) -> Iterator[Draft]:
    """A draft of the plan, which nobody else edits meanwhile."""
    from mvpplan.store.draft import Draft
    from mvpplan.store.lock import locked
    from mvpplan.store.tree import WorkingTree

    folder = opening.plan_folder(plan)
    tree = WorkingTree(folder)
    if dry_run:
        yield Draft(opening.read_plan(folder, tree), tree)
        return
    with locked(folder, shlex.join(["mvpplan", *sys.argv[1:]])):
        yield Draft(opening.read_plan(folder, tree), tree)


def finish(
    draft: Draft,
    told: list[str],
    after: str,
    *,
    force: bool,
    dry_run: bool,
    mend: str = "change the command",
) -> None:
    """Check a draft, write it, and say what was done.

    Args:
        draft: what to write.
        told: what was done, a sentence a line.
        after: the next useful command.
        force: write it although the check finds new errors.
        dry_run: show the difference instead.
        mend: what to do about errors that the edit would bring.

    Ends the command with 1, and writes nothing, if the check finds an error that was not there.
    """
    from mvpplan.output.diff import difference

    files = draft.files
    if not files:
        screen.note("nothing to change: the plan says so already")
        return
    result = draft.result()
    objections = _new_findings(draft, result)
    errors = [finding for finding in objections if finding.severity == "error"]
    _show(draft, result, objections if force or not errors else errors)
    if errors and not force:
        screen.note(f"nothing was written; {mend}, or add --force to write it anyway")
        raise typer.Exit(ExitCode.FINDINGS)
    if dry_run:
        screen.emit(difference(files, color=screen.use_color(Color.AUTO)))
        screen.note("nothing was written; without --dry-run it will be")
        return
    _write(draft, files)
    screen.emit("".join(f"{line}\n" for line in told))
    if errors:
        screen.note("written by force; 'mvpplan validate' shows what is wrong")
    screen.note(f"next: {after}")


def _write(draft: Draft, files: dict[str, tuple[bytes | None, bytes | None]]) -> None:
    from mvpplan.store.write import FileChange, write_changes

    changes = [FileChange(path, before, after) for path, (before, after) in files.items()]
    write_changes(draft.tree.root, changes)


def _new_findings(draft: Draft, after: Loaded) -> list[Finding]:
    """The findings of a plan that it did not have before, wherever they stood."""
    old = {_sense(finding, "", "") for finding in opening.findings(draft.loaded)}
    new = ((finding, _sense(finding, *draft.renamed)) for finding in opening.findings(after))
    return [finding for finding, sense in new if sense not in old]


def _sense(finding: Finding, old: str, new: str) -> tuple[str, str | None, str]:
    """What a finding says, by the id that a record had before it was renamed."""
    message = f"{finding.record}: {finding.message}"
    return finding.code, finding.field, message.replace(new, old) if new else message


def _show(draft: Draft, result: Loaded, found: list[Finding]) -> None:
    """Show the findings that an edit brings."""
    from mvpplan.output.findings import Report
    from mvpplan.output.text import findings_text

    report = Report(found, 0, 0, opening.prefix(draft.tree.root), result.line)
    screen.complain_at_length(findings_text(report, terminal=False))


def put(draft: Draft, record: str, field: str, words: str) -> None:
    """Give a field of text or a choice a value."""
    draft.set(record, (field,), words)


def put_day(draft: Draft, record: str, field: str, day: date) -> None:
    """Give a field a date."""
    from mvpplan.text.render import Plain

    draft.set(record, (field,), Plain(day.isoformat()))


def shape_of(draft: Draft, record: str) -> type[Record]:
    """The kind of a record that can be read; raises CannotRunError for any other."""
    from mvpplan.model import KINDS

    home = draft.home(record)
    found = draft.loaded.plan.records.get(record)
    if found is None:
        message = f"{record} in {home.path} cannot be read"
        raise CannotRunError(message, "'mvpplan validate' says what to mend first")
    return KINDS[found.kind]


def entered(
    shape: type[Record], field: str, words: str, today: date, *, item: bool = False
) -> Value:
    """The value that words give a field, or an item of it; raises CannotRunError if they do not."""
    from mvpplan.model.entry import EntryError, item_of, value_of

    try:
        return (item_of if item else value_of)(shape, tuple(field.split(".")), words, today)
    except EntryError as error:
        raise CannotRunError(str(error), error.hint) from None
