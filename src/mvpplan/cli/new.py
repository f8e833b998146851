"""``mvpplan new``: a new record."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mvpplan.cli import opening, screen, writing
from mvpplan.cli.completion import complete_assignments, complete_kinds
from mvpplan.cli.options import PlanOption
from mvpplan.cli.writing import DryRunOption, ForceOption
from mvpplan.errors import CannotRunError

if TYPE_CHECKING:
    from mvpplan.model.record import Record
    from mvpplan.store.draft import Draft

_TAKE_OUT = "# An example. Take out the '# ' before each of its lines and make it yours:"


def new(
    kind: Annotated[str, typer.Argument(metavar="KIND", autocompletion=complete_kinds)],
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TITLE] [FIELD=VALUE...]", autocompletion=complete_assignments),
    ] = None,
    plan: PlanOption = None,
    force: ForceOption = False,
    dry_run: DryRunOption = False,
) -> None:
    """Write a new record.

    Example: mvpplan new decision "Do guests need an account?" owner=ana due=+10d

    The id comes from the title. On a terminal the fields that its kind needs and that are not
    given are asked for; the rest stand in the file as comments that say what they are for.
    """
    from mvpplan.model.naming import id_for

    shape = opening.kind_named(kind)
    title, given = _read(words or [])
    with writing.drafting(plan, dry_run=dry_run) as draft:
        given = {**({"title": title} if title else {}), **given}
        given = _asked(shape, given, [*draft.loaded.plan.settings.people])
        if "title" not in given:
            raise CannotRunError(f"a new {kind} needs a title", f'mvpplan new {kind} "…"')
        taken = {*draft.loaded.homes, *draft.loaded.plan.broken}
        record = id_for(given["title"], taken, shape.kind)
        path = add(draft, shape, record, given)
        told = [f"wrote {shape.kind} {record} to {opening.prefix(draft.tree.root)}{path}"]
        after = f"mvpplan {'journey' if kind == 'journey' else 'show'} {record}"
        mend = _mend(shape, given)
        writing.finish(draft, told, after, force=force, dry_run=dry_run, mend=mend)


def _mend(shape: type[Record], given: dict[str, str]) -> str:
    """What to do if the check objects: name the fields that the command lacks."""
    missing = [name for name in shape.starts_with if name not in given]
    fields = " ".join(f"{name}=…" for name in missing)
    return f"change the command, which has no {fields}" if missing else "change the command"


def add(draft: Draft, shape: type[Record], record: str, given: dict[str, str]) -> str:
    """Put a record into a draft; ``given`` holds words by field. Returns its path."""
    from mvpplan.model.outline import usual_order

    today = opening.today()
    if shape.open_statuses and "opened" not in given:
        given = {**given, "opened": today.isoformat()}
    order = {name: place for place, name in enumerate(usual_order(shape))}
    fields: dict[str, Any] = {}
    for name in sorted(given, key=lambda name: order.get(name.partition(".")[0], len(order))):
        *groups, last = name.split(".")
        holder = fields
        for group in groups:
            holder = holder.setdefault(group, {})
        holder[last] = writing.entered(shape, name, given[name], today)
    return draft.add(shape, record, fields, _comments(shape, fields))


def _comments(shape: type[Record], fields: dict[str, Any]) -> list[str]:
    """What stands below the fields of a new record: what the others are for, and an example."""
    from mvpplan.model.described import described, example

    said, shown = described(shape), example(shape)
    needed = (*shape.starts_with, *shape.ends_with)
    comments = [f"{name}: {said[name]}" for name in needed if name not in {*fields, *shown}]
    lines = [line for name, part in shown.items() if name not in fields for line in part]
    return [*comments, _TAKE_OUT, *lines] if lines else comments


def _read(words: list[str]) -> tuple[str, dict[str, str]]:
    """The title, however many words it has, and the words of each field."""
    from mvpplan.model.assignments import assignment

    read = [(each, assignment(each)) for each in words]
    title = " ".join(each for each, found in read if found is None)
    return title, {found.field: found.words for _, found in read if found is not None}


def _answer(question: str, among: list[str]) -> str:
    """What a person answers, who is asked again as long as it is none of some words."""
    from mvpplan.model.nearest import suggestion

    choices = f"\n  one of {', '.join(among)}" if among else ""
    while True:
        asked = f"{question}{choices}"
        answer: str = typer.prompt(asked, default="", show_default=False, prompt_suffix="\n> ")
        if not answer.strip() or not among or answer.strip() in among:
            return answer.strip()
        hint = suggestion(answer.strip(), among, "choose one of them, or leave it out")
        screen.note(f"{answer.strip()} is not one of the people; {hint}")


def _asked(shape: type[Record], given: dict[str, str], people: list[str]) -> dict[str, str]:
    """What is given, and on a terminal what a person answers to be asked for the rest."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return given
    from mvpplan.model.described import described
    from mvpplan.model.fields import Person
    from mvpplan.model.outline import outline

    said = described(shape)
    answers = {}
    for name in shape.starts_with:
        if name not in given and not outline(shape)[name].group:
            hint = "" if name == "title" else " (Enter to leave it out)"
            asked = f"{name}: {said[name].replace('`', '')}{hint}"
            among = people if isinstance(outline(shape)[name].marker, Person) else []
            if answer := _answer(asked, among):
                answers[name] = answer
    return {**answers, **given}
