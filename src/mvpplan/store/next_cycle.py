"""The next cycle of a finished plan: what it learnt comes along, what it decided does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.errors import PLAN_FILE, CannotRunError
from mvpplan.model.checkpoint import Checkpoint
from mvpplan.model.lesson import Lesson
from mvpplan.store.draft import Draft
from mvpplan.text import edit
from mvpplan.text.nodes import Source
from mvpplan.text.placeholders import day_from
from mvpplan.text.reader import read
from mvpplan.text.render import Plain

if TYPE_CHECKING:
    from datetime import date

    from mvpplan.errors import FieldPath
    from mvpplan.store.load import Loaded
    from mvpplan.store.tree import WorkingTree
    from mvpplan.text.render import Value

READINESS = f"{Checkpoint.folder}/readiness.yaml"
"""Where the checks of all lessons stand: the questions of a checkpoint before the launch."""

# What of the plan file is about the launch that is over.
_OVER = ("outcome", "waivers")


def next_cycle(
    loaded: Loaded, tree: WorkingTree, title: str, launch: date, today: date
) -> dict[str, str]:
    """The texts of a new plan, by path: people, standards, lessons and the readiness checklist.

    Raises CannotRunError for a plan whose own file cannot be read.
    """
    if PLAN_FILE not in loaded.sources or any(each.path == PLAN_FILE for each in loaded.problems):
        raise CannotRunError(f"{PLAN_FILE} of the finished plan has errors", "mend them first")
    lessons = loaded.plan.of(Lesson)
    texts = _lessons(loaded, tree, lessons)
    texts[PLAN_FILE] = _plan_file(loaded, title, launch)
    checks = [check for lesson in lessons for check in lesson.checklist]
    if checks:
        texts[READINESS] = _readiness(loaded, list(dict.fromkeys(checks)), launch, today)
    return texts


def _lessons(loaded: Loaded, tree: WorkingTree, lessons: list[Lesson]) -> dict[str, str]:
    """The files of the lessons; what taught them stays behind."""
    draft = Draft(loaded, tree)
    for lesson in lessons:
        if lesson.from_:
            draft.delete(lesson.id, ("from",))
    paths = sorted({loaded.homes[lesson.id].path for lesson in lessons})
    return {path: draft.texts.get(path) or loaded.sources[path].text for path in paths}


def _plan_file(loaded: Loaded, title: str, launch: date) -> str:
    """The old plan file with another title, launch and window, and without what is over."""
    source = loaded.sources[PLAN_FILE]
    text = source.text
    window = loaded.plan.settings.window
    changes: dict[FieldPath, Value] = {("title",): title, ("launch",): _plain(launch)}
    if window.start and window.end:
        changes["window", "start"] = _plain(launch)
        changes["window", "end"] = _plain(launch + (window.end - window.start))
    for at, value in changes.items():
        text = edit.set_value(read(Source(PLAN_FILE, text)), at, value)
    for name in _OVER:
        document = read(Source(PLAN_FILE, text))
        if edit.data_at(document, (name,)) is not None:
            text = edit.delete(document, (name,))
    return text


def _readiness(loaded: Loaded, checks: list[str], launch: date, today: date) -> str:
    settings = loaded.plan.settings
    fields: dict[str, Value] = {"title": "Readiness check, from the lessons of the last cycle"}
    if settings.approver:
        fields["owner"] = settings.approver
    due = day_from(launch, -7, "d", today)
    fields |= {"kind": "launch", "on": _plain(due), "questions": checks}
    return edit.new_text(fields, (), None)


def _plain(day: date) -> Plain:
    return Plain(day.isoformat())
