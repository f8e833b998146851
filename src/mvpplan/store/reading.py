"""One file after the other into records and problems; nothing is passed over."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mvpplan.errors import PLAN_FILE, Problem
from mvpplan.model.nearest import nearest
from mvpplan.model.outline import outline
from mvpplan.model.plan_file import read_settings
from mvpplan.model.settings import FORMAT, Settings
from mvpplan.model.shape import SLUG, read_shape
from mvpplan.store.hygiene import (
    ambiguous_id,
    ambiguous_values,
    text_as_comment,
    unseen_characters,
)
from mvpplan.store.layout import Place, no_place, other_layout, place_of, slug_hint
from mvpplan.text.characters import clean
from mvpplan.text.decoding import as_far_as_readable, decode
from mvpplan.text.nodes import (
    Document,
    Fault,
    Mapping,
    Node,
    Scalar,
    Source,
    nodes_of,
    offset_of,
)
from mvpplan.text.reader import read
from mvpplan.text.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.model.record import Record

_WORD = re.compile(r"[a-z0-9][a-z0-9-]*")
_TOP_KEY = re.compile(r"^[\"']?([a-z0-9][a-z0-9-]{0,63})[\"']?[ \t]*:", re.MULTILINE)
_LISTED_ID = re.compile(
    r"^[ \t]*(?:-[ \t]*)?id[ \t]*:[ \t]*([a-z0-9][a-z0-9-]{0,63})[ \t]*$", re.MULTILINE
)
_ONE_RECORD = re.compile(r"^title[ \t]*:", re.MULTILINE)
_LONGEST = 80
_MANY = re.compile(r"^[ \t]+title[ \t]*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Home:
    """Where a record stands: the file, and its key there if the file holds many."""

    path: str
    key: str | None


@dataclass(slots=True)
class Reading:
    """What has been read so far; ``file`` adds one more."""

    settings: Settings | None = None
    people: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    unsure: frozenset[str] = frozenset(outline(Settings))
    records: dict[str, Record] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)
    mentioned: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    homes: dict[str, Home] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    refused: frozenset[int] = frozenset()  # offsets of the faults of the file being read

    def file(self, path: str, data: bytes | Fault) -> None:
        """Read a file: ``path`` relative to the plan, ``data`` its bytes or why there are none."""
        source = decode(path, data) if isinstance(data, bytes) else data
        if isinstance(source, Fault):
            text = as_far_as_readable(source.held)
            self.sources[path] = Source(path, text)
            self._refuse(path, source)
            self._claim(path, text)
            return
        self.sources[path] = source
        document = read(source)
        for fault in document.faults:
            self._refuse(path, fault)
        self.refused = frozenset(fault.offset for fault in document.faults)
        if document.root is None and document.faults:
            self._claim(path, source.text)
        elif path == PLAN_FILE:
            self._plan_file(document)
        else:
            self._records(document)
        place = place_of(path)
        record = place.id if place else None
        self.problems += unseen_characters(document, record)
        self.problems += text_as_comment(document, record)

    def take(self, other: Reading) -> bool:
        """Add what was read apart; false, and nothing is added, if an id is in both."""
        ids = other.homes.keys() | other.broken.keys()
        if not ids.isdisjoint(self.homes) or not ids.isdisjoint(self.broken):
            return False
        if other.settings is not None or PLAN_FILE in other.sources:
            self.settings, self.unsure = other.settings, other.unsure
            self.people, self.outcomes = other.people, other.outcomes
        for name in ("records", "broken", "mentioned", "homes", "sources"):
            getattr(self, name).update(getattr(other, name))
        self.problems += other.problems
        return True

    def _refuse(self, path: str, fault: Fault) -> None:
        place = place_of(path)
        record = place.id if place else None
        self.problems.append(
            Problem(fault.code, record, (), fault.message, fault.hint, path, fault.offset)
        )

    def _claim(self, path: str, text: str) -> None:
        """Let records exist that cannot be read, as far as the file's name or its lines tell."""
        folder, _, name = path.rpartition("/")
        place = place_of(path)
        kind = place.shape.kind if place else ""  # a misplaced record may be of any kind
        found = _LISTED_ID.findall(text)
        if place is None or place.id is None or _MANY.search(text):
            found += [] if _ONE_RECORD.search(text) else _TOP_KEY.findall(text)
        if folder:
            found.append(name.rsplit(".", 1)[0])
        for record in found:
            key = record if place and place.id is None else None
            if place is not None:
                self.homes.setdefault(record, Home(path, key))
            self.broken.setdefault(record, kind)
        self.mentioned.update(_WORD.findall(text))

    def _plan_file(self, document: Document) -> None:
        root = document.root
        if not isinstance(root, Mapping):
            what = "is empty" if root is None else "has no fields"
            hint = f"write format: {FORMAT} and a title"
            problem = Problem("MP006", None, (), f"the plan file {what}", hint, PLAN_FILE)
            self.problems.append(problem)
            return
        self.settings, problems = read_settings(root)
        self.people, self.outcomes = _keys(root, "people"), _keys(root, "protects")
        self.unsure = frozenset(_unsure(root, problems))
        if document.faults:  # a key given twice, a value repeated: what was meant is not known
            self.unsure = frozenset(outline(Settings))
        for problem in problems:
            code = "MP006" if problem.at == ("format",) else problem.code
            offset = _offset(root, problem)
            if offset in self.refused:  # the value is a fault already
                continue
            self.problems.append(replace(problem, code=code, path=PLAN_FILE, offset=offset))
        self.problems += ambiguous_values(Settings, root, PLAN_FILE, None)

    def _records(self, document: Document) -> None:
        root, path = document.root, document.source.path
        place = place_of(path)
        if isinstance(root, Mapping) and not root.key_events and not document.faults:
            root = None  # braces with nothing between them
        fault = other_layout(place, root) if place else no_place(path)
        if place is None or fault is not None or not isinstance(root, Mapping):
            if fault is not None:
                self._refuse(path, fault)
            self._claim(path, document.source.text)
            for key in _ids_in(root):
                self.broken.setdefault(key, place.shape.kind if place else "")
        elif place.id is not None:
            home = Home(path, None)
            self._record(place, place.id, home, root, root.start, document.empties)
        else:
            for key in root.key_events:
                start = root.key_start(key)
                self._record(place, key, Home(path, key), root.get(key), start, document.empties)
                self.problems += ambiguous_id(root, key, path)

    def _record(  # noqa: PLR0913, PLR0917 - a record is its place, its text, and how to show it
        self,
        place: Place,
        record: str,
        home: Home,
        node: Node | None,
        start: int,
        empties: bool,  # noqa: FBT001 - the same
    ) -> None:
        """Read one record; ``start`` is the offset to show for the record as a whole."""
        known = self._identity(record, home, start)
        made = None
        if isinstance(node, Mapping):
            made, problems = read_shape(place.shape, node, record, empties=empties)
            self.problems += ambiguous_values(place.shape, node, home.path, record)
        elif node is None:
            hint = "write the fields of the record indented below the id"
            problems = [Problem("MP102", record, (), "title is missing", hint)]
        else:
            hint = "write the fields of the record indented below the id"
            problems = [
                Problem(
                    "MP103", record, (), f"{shortened(clean(record), _LONGEST)} has no fields", hint
                )
            ]
        for problem in problems:
            offset = start if node is None or not problem.at else _offset(node, problem)
            if offset not in self.refused:  # the value is a fault already
                self.problems.append(replace(problem, path=home.path, offset=offset))
        if made is None or not known or not SLUG.match(record):
            texts = (each for each in nodes_of(node) if isinstance(each, Scalar))
            self.mentioned.update(word for text in texts for word in _WORD.findall(text))
        if not known:
            return
        self.homes[record] = home
        if made is None or not SLUG.match(record):
            self.broken[record] = place.shape.kind
        else:
            self.records[record] = made

    def _identity(self, record: str, home: Home, start: int) -> bool:
        """Check a record's id; false if another record has it already."""
        if not SLUG.match(record):
            hint = slug_hint(record, file=home.key is None)
            message = f"{shortened(clean(record), _LONGEST)} is not an id"
            self.problems.append(Problem("MP104", record, (), message, hint, home.path, start))
        first = self.homes.get(record)
        if first is None:
            return True
        hint = f"rename one of the two; the other is in {first.path}"
        message = f"the id {clean(record)} is used twice in the plan"
        self.problems.append(Problem("MP204", record, (), message, hint, home.path, start))
        return False


def _ids_in(root: Node | None) -> list[str]:
    """The ids of a mapping of many records."""
    if not isinstance(root, Mapping) or "title" in root.key_events:
        return []
    return [key for key, value in root.items() if isinstance(value, Mapping)]


def _keys(root: Mapping, name: str) -> frozenset[str]:
    """The names under a field of the plan file, also those without a value."""
    held = root.get(name)
    return frozenset(held.key_events if isinstance(held, Mapping) else ())


def _unsure(root: Mapping, problems: list[Problem]) -> Iterator[str]:
    """Fields of the plan file that cannot be judged by, because they or their names are faulty."""
    for problem in problems:
        if not problem.at:
            continue
        name = str(problem.at[0])
        if problem.code == "MP101" and len(problem.at) == 1:
            yield nearest(name, outline(Settings)) or name
        # A faulty person is a person all the same.
        elif name != "people" or not isinstance(root.get("people"), Mapping):
            yield name


def _offset(node: Node, problem: Problem) -> int:
    """Where a fault of shape stands; an unknown field is shown at its name, not at its value."""
    return offset_of(node, problem.at, key=problem.at_key or problem.code == "MP101")
