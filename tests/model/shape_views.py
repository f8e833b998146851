"""What a shape makes of a text, as lines that a test can show."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from mvpplan.errors import PLAN_FILE
from mvpplan.store.reading import Reading

if TYPE_CHECKING:
    from mvpplan.model.record import Record
    from mvpplan.model.settings import Settings

T = TypeVar("T", bound="Record")

_OF_SHAPE = ("MP006", "MP101", "MP102", "MP103")


def _read(path: str, text: str) -> tuple[Reading, list[str]]:
    reading = Reading()
    reading.file(path, text.encode())
    source = reading.sources[path]
    found = sorted(
        (problem for problem in reading.problems if problem.code in _OF_SHAPE),
        key=lambda problem: (problem.offset, problem.code, problem.message),
    )
    return reading, [
        "{}:{} {} {} | {}".format(
            *source.position(problem.offset), problem.code, problem.message, problem.hint
        )
        for problem in found
    ]


def problems(shape: type[Record], text: str) -> list[str]:
    """What is wrong with a record as ``line:column CODE message | hint``, by place."""
    return _read(f"{shape.folder}/a.yaml", text)[1]


def record(shape: type[T], text: str) -> T:
    """A sound record with the id a."""
    reading, found = _read(f"{shape.folder}/a.yaml", text)
    assert found == []
    made = reading.records["a"]
    assert isinstance(made, shape)
    return made


def complaint(shape: type[Record], line: str) -> str:
    """The one problem of a record with a title and one more line, at the value of that line."""
    (found,) = problems(shape, f"title: a\n{line}\n")
    place, _, told = found.partition(" ")
    assert place == f"2:{line.index(': ') + 3}"
    return told


def settings(text: str) -> Settings:
    """A sound plan file."""
    made, found = settings_and_problems(text)
    assert found == []
    return made


def settings_and_problems(text: str) -> tuple[Settings, list[str]]:
    """What a plan file says as far as it is sound, and what is wrong with it."""
    reading, found = _read(PLAN_FILE, text)
    assert reading.settings is not None
    return reading.settings, found
