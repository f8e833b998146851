"""Libraries of templates: folders of plans with placeholders, each with its ``template.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mvpplan.errors import PLAN_FILE, CannotRunError
from mvpplan.model.shape import read_shape
from mvpplan.model.template import Template
from mvpplan.store import git
from mvpplan.store.tree import WorkingTree
from mvpplan.text import edit
from mvpplan.text.decoding import decode
from mvpplan.text.nodes import Document, Fault, Mapping
from mvpplan.text.placeholders import PlaceholderError, filled
from mvpplan.text.reader import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from mvpplan.model.answers import Answers
    from mvpplan.text.nodes import Source

TEMPLATE_FILE = "template.yaml"
"""The file that makes a folder a template."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A template of a library: its name, what it says of itself, and where it is."""

    name: str
    template: Template
    folder: Path


def library_of(plan: Path, named: str) -> Path:
    """The library that a plan file names, from the plan's folder on.

    Raises CannotRunError if it leads out of the repository: the plan may be a stranger's.
    """
    home = (git.top(plan) or plan).resolve()
    library = (plan / named).resolve()
    if not library.is_relative_to(home):
        raise CannotRunError(f"the library {named} leads out of {home}", "name it with --library")
    return library


def entries(library: Path) -> list[Entry]:
    """The templates of a library, by name; raises CannotRunError for one that cannot be read."""
    try:
        folders = sorted(path for path in library.iterdir() if (path / TEMPLATE_FILE).is_file())
    except OSError as error:
        message = f"the library {library} cannot be read: {error.strerror}"
        raise CannotRunError(message, "name a folder of templates") from None
    return [Entry(folder.name, _template(folder), folder) for folder in folders]


def _template(folder: Path) -> Template:
    (document,) = _documents(folder, [TEMPLATE_FILE])
    if not isinstance(document.root, Mapping):
        raise _faulty(document.source, 0, "it needs a title, a summary and questions", "")
    template, problems = read_shape(Template, document.root)
    if template is None:
        first = problems[0]
        raise CannotRunError(f"{folder / TEMPLATE_FILE}: {first.message}", first.hint)
    return template


def files_of(entry: Entry, answers: Answers, today: date) -> dict[str, str]:
    """The texts of a plan made from a template, by path.

    Raises CannotRunError for a file that cannot be read or has a placeholder without an answer.
    """
    listing = WorkingTree(entry.folder).listing()
    paths = [path for path in listing.paths if path != TEMPLATE_FILE]
    texts: dict[str, str] = {}
    for document in _documents(entry.folder, paths):
        try:
            text = filled(document, answers.values, today)
        except PlaceholderError as error:
            raise _faulty(document.source, error.offset, str(error), "mend the template") from None
        texts[document.source.path] = text
    if PLAN_FILE not in texts:
        raise CannotRunError(f"the template {entry.name} has no {PLAN_FILE}", "add one")
    if answers.people:
        texts[PLAN_FILE] = _with_people(texts[PLAN_FILE], answers.people)
    return texts


def _with_people(text: str, people: dict[str, dict[str, str]]) -> str:
    """The plan file with its people, one to a line, at the end."""
    lines = (f"  {key}: {edit.written(entry)}\n" for key, entry in people.items())
    return f"{text.rstrip()}\n\npeople:\n{''.join(lines)}"


def _documents(folder: Path, paths: list[str]) -> Iterator[Document]:
    """The files of a template; raises CannotRunError for one that is no sound YAML."""
    for path, data in zip(paths, WorkingTree(folder).contents(paths), strict=True):
        source = data if isinstance(data, Fault) else decode(path, data)
        if isinstance(source, Fault):
            raise CannotRunError(f"{folder / path}: {source.message}", source.hint)
        document = read(source)
        for fault in document.faults:
            raise _faulty(source, fault.offset, fault.message, fault.hint)
        yield document


def _faulty(source: Source, offset: int, message: str, hint: str) -> CannotRunError:
    line, column = source.position(offset)
    return CannotRunError(f"template file {source.path}:{line}:{column}: {message}", hint)
