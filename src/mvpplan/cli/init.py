"""``mvpplan init``: a new plan, from a template or from the plan of the last cycle."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mvpplan.cli import opening, screen
from mvpplan.cli.completion import complete_templates
from mvpplan.errors import PLAN_FILE, CannotRunError, ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mvpplan.model.template import Question
    from mvpplan.store.library import Entry

_BLANK = "blank"


def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]")] = Path(),
    template: Annotated[
        str | None,
        typer.Option(
            "--template",
            metavar="NAME",
            autocompletion=complete_templates,
            help="The template to start from.",
        ),
    ] = None,
    answers: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="The answer to one of its questions."),
    ] = None,
    finished: Annotated[
        Path | None,
        typer.Option("--from", metavar="PLAN", help="Start the next cycle of a finished plan."),
    ] = None,
    library: Annotated[
        Path | None, typer.Option("--library", metavar="DIR", help="A folder of your templates.")
    ] = None,
    list: Annotated[
        bool, typer.Option("--list", help="List the templates; with --template, what it asks.")
    ] = False,
) -> None:
    """Start a plan.

    Example: mvpplan init launch --template checkout --set planner="Ana Ruiz" --set launch=+6w

    Asks on a terminal what --set does not answer; what is not answered takes its default. Writes
    the plan, .gitignore, the settings of the editor, and an entry for pre-commit. --from takes
    people, standards, lessons and their readiness checklist over from a finished plan.
    """
    known = _entries(library)
    if list and template is not None:
        _show(_chosen(known, template))
        return
    if list:
        _list(known.values())
        return
    if (folder / PLAN_FILE).exists():
        raise CannotRunError(f"{folder / PLAN_FILE} is there already", "name another folder")
    given = _given(answers or [])
    if finished is not None:
        texts, came = _next_cycle(finished, given), f"the next cycle of {finished}"
    else:
        entry = _chosen(known, template)
        texts, came = _from_template(entry, given), f"the template {entry.name}"
    _check(texts)
    _write(folder, texts)
    _surround(folder)
    _tell(folder, came)


def _entries(library: Path | None) -> dict[str, Entry]:
    """Every template by name; those of a team win over those of the same name that come along."""
    from mvpplan.resources import templates
    from mvpplan.store.library import entries

    found = {entry.name: entry for entry in entries(templates("plans"))}
    for own in [library] if library is not None else opening.library():
        found |= {entry.name: entry for entry in entries(own)}
    return found


def _list(known: Iterable[Entry]) -> None:
    from mvpplan.output.lines import Span, line

    lines = (line(Span(each.name, "bold"), f": {each.template.summary}") for each in known)
    screen.show(lines)
    screen.note("mvpplan init --list --template NAME shows what one of them asks")


def _show(entry: Entry) -> None:
    from mvpplan.model.answers import default_of
    from mvpplan.output.lines import Span, line

    lines = [line(Span(entry.template.title, "bold"), f": {entry.template.summary}")]
    for name, question in entry.template.questions.items():
        lines.append(line(f"  {name}: {question.ask} [{default_of(name, question)}]"))
    screen.show(lines)
    screen.note(f"mvpplan init DIR --template {entry.name} --set QUESTION=ANSWER starts from it")


def _given(answers: list[str]) -> dict[str, str]:
    """Answers by the names of their questions."""
    given = {}
    for each in answers:
        name, sign, value = each.partition("=")
        if not sign:
            raise CannotRunError(f"{each!r} is not NAME=VALUE", "mvpplan init --list names them")
        given[name] = value
    return given


def _chosen(known: dict[str, Entry], name: str | None) -> Entry:
    """The template of a name; without one, what a person chooses, or the blank one."""
    from mvpplan.model.nearest import suggestion

    if name is None and _is_asked():
        _list(known.values())
        name = typer.prompt("Which one?", default=_BLANK)
    elif name is None:
        others = ", ".join(each for each in known if each != _BLANK)
        screen.note(f"note: an empty plan; --template starts from one of {others}")
        name = _BLANK
    if name not in known:
        hint = suggestion(name, [*known], "mvpplan init --list shows them all")
        raise CannotRunError(f"there is no template {name}", hint)
    return known[name]


def _is_asked() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _from_template(entry: Entry, given: dict[str, str]) -> dict[str, str]:
    from mvpplan.model.answers import answers_to
    from mvpplan.store.library import files_of

    questions = entry.template.questions
    _refuse_unknown(given, [*questions])
    today = opening.today()
    answers = answers_to(questions, _asked(questions, given), today)
    return files_of(entry, answers, today)


def _refuse_unknown(given: dict[str, str], names: list[str]) -> None:
    from mvpplan.model.nearest import suggestion

    for name in given:
        if name not in names:
            hint = suggestion(name, names, f"it asks {', '.join(names)}")
            raise CannotRunError(f"{name} is the name of no question", hint)


def _asked(questions: dict[str, Question], given: dict[str, str]) -> dict[str, str]:
    """What is given, and on a terminal what a person answers to the rest."""
    from mvpplan.model.answers import default_of

    if not _is_asked():
        return given
    answers = dict(given)
    for name, question in questions.items():
        if name not in given:
            default = default_of(name, question)
            answer = typer.prompt(question.ask, default=default)
            answers |= {name: answer} if answer != default else {}
    return answers


def _next_cycle(finished: Path, given: dict[str, str]) -> dict[str, str]:
    from mvpplan.cli.options import parse_ahead
    from mvpplan.model.template import Question
    from mvpplan.store.next_cycle import next_cycle
    from mvpplan.store.tree import WorkingTree

    folder = opening.plan_folder(finished)
    tree = WorkingTree(folder)
    loaded = opening.read_plan(folder, tree)
    questions = {
        "title": Question(
            ask="What is the plan called?", default=f"{loaded.plan.settings.title}, next cycle"
        ),
        "launch": Question(ask="On which day does it launch?", date="+8w"),
    }
    _refuse_unknown(given, [*questions])
    asked = _asked(questions, given)
    title = asked.get("title") or questions["title"].default or ""
    launch = parse_ahead(asked.get("launch") or "+8w")
    return next_cycle(loaded, tree, title, launch, opening.today())


def _check(texts: dict[str, str]) -> None:
    """End the command, before anything is written, if an answer makes no sense in its place."""
    from mvpplan.output.findings import Report
    from mvpplan.output.text import findings_text
    from mvpplan.store.load import load
    from mvpplan.store.tree import Held

    loaded = load(Held({path: text.encode() for path, text in texts.items()}))
    errors = [each for each in opening.findings(loaded) if each.severity == "error"]
    if errors:
        report = Report(errors, 0, 0, "", loaded.line)
        screen.complain_at_length(findings_text(report, terminal=False))
        screen.note("nothing was written; change the answers")
        raise typer.Exit(ExitCode.FINDINGS)


def _write(folder: Path, texts: dict[str, str]) -> None:
    """Write the files of a new plan, none of which may be there."""
    from mvpplan.store.lock import locked
    from mvpplan.store.write import FileChange, write_changes

    there = [path for path in texts if (folder / path).exists()]
    if there:
        raise CannotRunError(f"{folder / there[0]} is there already", "name another folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotRunError(f"{folder} cannot be made: {error.strerror}") from None
    changes = [FileChange(path, None, text.encode()) for path, text in texts.items()]
    with locked(folder, shlex.join(["mvpplan", *sys.argv[1:]])):
        write_changes(folder, changes)


def _surround(folder: Path) -> None:
    """Set up git, the editor and pre-commit; what cannot be completed is left to the user."""
    from mvpplan.cli.schema import set_up_editor
    from mvpplan.store.surroundings import gitignore, pre_commit
    from mvpplan.store.write import write_whole

    for each in (gitignore(folder), pre_commit(folder)):
        if each.text is None:
            screen.note(f"{each.path} is left as it is; to check every commit, add to it:")
            screen.complain_at_length(each.by_hand)
        elif each.changed:
            write_whole(each.path, each.text)
            screen.note(f"wrote {each.path}")
    set_up_editor(folder, opening.read_plan(folder).plan)


def _tell(folder: Path, came: str) -> None:
    """Say what there is now, and what to try."""
    from mvpplan.model import RECORDS
    from mvpplan.model.record import noun_of
    from mvpplan.text.words import counted

    loaded = opening.read_plan(folder)
    counts = [counted(len(loaded.plan.of(shape)), noun_of(shape.kind)) for shape in RECORDS]
    held = ", ".join(each for each in counts if not each.startswith("0 "))
    screen.emit(f"made a plan in {folder} from {came}{f': {held}' if held else ''}\n")
    opening.warn_of_findings(loaded)
    way = os.path.relpath(folder)
    go = "" if way == "." else f"cd {shlex.quote(way)} && "
    screen.note(f"try: {go}mvpplan validate")
    screen.note("then: mvpplan rank" if held else 'then: mvpplan new decision "…" owner=… due=+10d')
    screen.note("then: mvpplan weekly-report")
