"""``mvpplan schema``: what editors need to complete and check a plan's files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mvpplan.cli import opening, screen
from mvpplan.cli.completion import complete_kinds
from mvpplan.cli.options import PlanOption
from mvpplan.errors import CannotRunError

if TYPE_CHECKING:
    from mvpplan.model.plan import Plan


def schema(
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="[KIND]",
            autocompletion=complete_kinds,
            help="As in decision; plan for mvpplan.yaml.",
        ),
    ] = None,
    plan: PlanOption = None,
    write: Annotated[
        bool, typer.Option("--write", help="Write all schemas, and the editor's settings.")
    ] = False,
) -> None:
    """Make JSON Schema of the plan's files, for your editor.

    Example: mvpplan schema --write

    With --write, VS Code and other editors with yaml-language-server complete fields, ids and
    people, and underline wrong values: the schemas are written to .mvpplan/schema in the plan,
    and named in .vscode/settings.json at the top of the repository, beside what stands there. Run
    it again when ids are missing from the completion. With KIND, prints the schema of a file with
    one such record; with neither, lists the kinds.
    """
    if write and kind is not None:
        raise CannotRunError("--write writes the schemas of all kinds", f"leave out {kind}")
    if not write and kind is None:
        _list()
        return
    if kind is not None:
        _check(kind)
    folder = opening.plan_folder(plan)
    loaded = opening.read_plan(folder)
    if kind is None:
        set_up_editor(folder, loaded.plan)
        return
    from mvpplan.model.schema import schema_of
    from mvpplan.output.json import written

    screen.emit(written(schema_of(loaded.plan, kind)))


def _list() -> None:
    from mvpplan.model.schema import KIND_NAMES
    from mvpplan.store.editor import SUFFIXES, associations, file_name

    patterns = associations()
    widest = max(map(len, KIND_NAMES))
    for name in KIND_NAMES:
        files = [file_name(name), file_name(name, by_id=True)]
        shown = [patterns[file].replace(SUFFIXES, "yaml") for file in files if file in patterns]
        screen.emit(f"{name:{widest}}  {' and '.join(shown)}\n")
    screen.note("mvpplan schema KIND prints one of them; mvpplan schema --write sets up the editor")


def _check(kind: str) -> None:
    """Refuse a kind that is not known."""
    from mvpplan.model.nearest import suggestion
    from mvpplan.model.schema import KIND_NAMES

    if kind not in KIND_NAMES:
        hint = suggestion(kind, KIND_NAMES, "mvpplan schema lists them all")
        raise CannotRunError(f"there is no kind {kind}", hint)


def set_up_editor(folder: Path, plan: Plan) -> None:
    """Write all schemas, and the settings that name them; say what was changed."""
    folder = Path(os.path.relpath(folder))
    from mvpplan.model import KINDS
    from mvpplan.model.schema import KIND_NAMES, schema_by_id, schema_of
    from mvpplan.output.json import written
    from mvpplan.store.editor import (
        FOLDER,
        file_name,
        settings_for,
        write_schemas,
        write_settings,
    )
    from mvpplan.text.words import counted

    one = {kind: file_name(kind) for kind in KIND_NAMES}
    texts = {one[kind]: written(schema_of(plan, kind)) for kind in KIND_NAMES}
    for kind in KINDS:
        texts[file_name(kind, by_id=True)] = written(schema_by_id(kind, one[kind]))
    settings = settings_for(folder)
    changed = write_schemas(folder, texts)
    if settings.text is None:
        screen.emit(settings.by_hand)
        raise CannotRunError(
            f"{settings.path} is left as it is, because {settings.reason}",
            "add what is printed here to it by hand",
        )
    write_settings(settings)
    for name in settings.kept:
        screen.note(f"{settings.path} has other files for {name}; left as it is")
    if changed:
        screen.note(f"wrote {counted(changed, 'schema')} to {opening.prefix(folder)}{FOLDER}")
    if settings.changed:
        screen.note(f"wrote {settings.path}; open a file of the plan in your editor")
    if not changed and not settings.changed:
        screen.note("the schemas and the settings are up to date")
