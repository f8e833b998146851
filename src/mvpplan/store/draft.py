"""Edits of a plan that are not written yet: records by their ids, whatever files they stand in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mvpplan.errors import PLAN_FILE, FaultyPlanError, label
from mvpplan.model import KINDS
from mvpplan.model.fields import Ref
from mvpplan.model.nearest import no_record
from mvpplan.model.outline import usual_order
from mvpplan.store.layout import place_for
from mvpplan.store.load import load
from mvpplan.store.tree import Listing
from mvpplan.text import edit
from mvpplan.text.guards import EditError
from mvpplan.text.nodes import Fault, Source
from mvpplan.text.reader import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from mvpplan.errors import FieldPath
    from mvpplan.model.record import Record
    from mvpplan.store.load import Loaded, Tree
    from mvpplan.store.reading import Home
    from mvpplan.store.tree import WorkingTree
    from mvpplan.text.nodes import Document
    from mvpplan.text.render import Value

    Edit = Callable[[Document, FieldPath], str]


@dataclass(frozen=True, slots=True)
class Overlay:
    """A tree with some files in place of its own; None for one that is not there any more."""

    tree: Tree
    files: Mapping[str, bytes | None]

    def listing(self) -> Listing:
        """Every YAML file of the plan as it would be."""
        listing = self.tree.listing()
        kept = {path for path in listing.paths if self.files.get(path, b"") is not None}
        added = {path for path, data in self.files.items() if data is not None}
        return Listing(sorted(kept | added), listing.remarks)

    def contents(self, paths: list[str]) -> Iterator[bytes | Fault]:
        """The bytes of each file as it would be."""
        others = self.tree.contents([path for path in paths if self.files.get(path) is None])
        for path in paths:
            data = self.files.get(path)
            yield next(others) if data is None else data


@dataclass(slots=True)
class Draft:
    """A plan with edits; ``tree`` is where it was read from, ``renamed`` an old id and its new one.

    Every method that edits raises FaultyPlanError, with what to do by hand, if the file cannot be
    edited safely; nothing is written in any case.
    """

    loaded: Loaded
    tree: WorkingTree
    texts: dict[str, str | None] = field(default_factory=dict)
    renamed: tuple[str, str] = ("", "")

    def home(self, record: str) -> Home:
        """Where a record stands; raises CannotRunError, naming the nearest id, if nowhere."""
        home = self.loaded.homes.get(record)
        if home is None:
            raise no_record(record, self.loaded.homes)
        return home

    def value(self, record: str, at: FieldPath = ()) -> Any:
        """What a record or a field of it says now, as text, lists and dictionaries."""
        home = self.home(record)
        document = read(Source(home.path, self._text(home.path)))
        return edit.data_at(document, at if home.key is None else (home.key, *at))

    def has(self, record: str, at: FieldPath) -> bool:
        """Whether a field is there, with or without a value."""
        held = self.value(record, at[:-1])
        return isinstance(held, dict) and at[-1] in held

    def set(self, record: str, at: FieldPath, value: Value) -> None:
        """Give a field of a record a value."""
        order, wish = self._order(record), f"{at[-1]}: {edit.written(value)}"
        self._edit(
            record, at, wish, lambda document, way: edit.set_value(document, way, value, order)
        )

    def append(self, record: str, at: FieldPath, item: Value) -> None:
        """Add an item to a list of a record."""
        order, wish = self._order(record), f"add {edit.written(item)} to {at[-1]}"
        self._edit(record, at, wish, lambda document, way: edit.append(document, way, item, order))

    def delete(self, record: str, at: FieldPath) -> None:
        """Take a field or an item out of a record."""
        self._edit(record, at, f"delete {label(at)}", edit.delete)

    def add(
        self,
        shape: type[Record],
        record: str,
        fields: Mapping[str, Value],
        comments: Sequence[str] = (),
    ) -> str:
        """Add a record, in the layout that the plan uses for its kind; returns its path."""
        place = place_for(shape, [home.path for home in self.loaded.homes.values()])
        if place.endswith("/"):
            path = f"{place}{record}.yaml"
            self.texts[path] = edit.new_text(fields, comments, self._sample(shape))
            return path
        wish = f"{record}: {edit.written(fields)}"
        self._change(place, (record,), wish, lambda text, at: edit.set_value(text, at, fields))
        self._change(place, (record,), "", lambda text, at: edit.add_comments(text, at, comments))
        return place

    def rename(self, old: str, new: str) -> int:
        """Give a record another id, here and wherever it is mentioned; returns how often it is."""
        home, self.renamed = self.home(old), (old, new)
        mentions = [*self._mentions(old)]
        for record, at in mentions:
            self._rename_mention(record, at, old, new)
        if home.key is not None:
            wish = f"rename {old} to {new}"
            self._change(home.path, (old,), wish, lambda text, at: edit.rename_key(text, at, new))
        else:
            folder, _, name = home.path.rpartition("/")
            self.texts[f"{folder}/{new}.{name.rpartition('.')[2]}"] = self._text(home.path)
            self.texts[home.path] = None
        return len(mentions)

    def _mentions(self, record: str) -> Iterator[tuple[str | None, FieldPath]]:
        """Every place that names a record; None stands for the plan file."""
        plan = self.loaded.plan
        for link in plan.links_to.get(record, []):
            yield link.source, link.at
        for mention in plan.mentions:
            if isinstance(mention.marker, Ref) and mention.value == record:
                yield mention.record, mention.at
        for index, waiver in enumerate(plan.settings.waivers):
            if waiver.record == record:
                yield None, ("waivers", index, "record")

    def _rename_mention(self, record: str | None, at: FieldPath, old: str, new: str) -> None:
        def renamed(document: Document, way: FieldPath) -> str:
            was = edit.text_at(document, way)
            return edit.set_value(document, way, new + was.removeprefix(old))

        wish = f"write {new} instead of {old}"
        if record is None:
            self._change(PLAN_FILE, at, wish, renamed)
        else:
            self._edit(record, at, wish, renamed)

    @property
    def files(self) -> dict[str, tuple[bytes | None, bytes | None]]:
        """The bytes before and after of every file that differs; None where there is no file."""
        found = {}
        for path, text in sorted(self.texts.items()):
            source = self.loaded.sources.get(path)
            before = source.encoded() if source else None
            after = None if text is None else (source or Source(path, "")).encoded(text)
            if before != after:
                found[path] = (before, after)
        return found

    def result(self) -> Loaded:
        """The plan as it would be."""
        return load(Overlay(self.tree, {path: after for path, (_, after) in self.files.items()}))

    def _order(self, record: str) -> list[str]:
        """The fields of a record in their usual order."""
        kind = self.loaded.plan.kind_of(record)
        return usual_order(KINDS[kind]) if kind in KINDS else []

    def _sample(self, shape: type[Record]) -> Document | None:
        """A file of the plan that a new one is written like: one of the same kind, if there is."""
        paths = sorted(self.loaded.sources)
        same = (path for path in paths if path.startswith(f"{shape.folder}/"))
        path = next(same, None) or next(iter(paths), None)
        return None if path is None else read(self.loaded.sources[path])

    def _text(self, path: str) -> str:
        text = self.texts.get(path)
        source = self.loaded.sources.get(path)
        return text if text is not None else source.text if source else ""

    def _edit(self, record: str, at: FieldPath, wish: str, how: Edit) -> None:
        home = self.home(record)
        self._change(home.path, at if home.key is None else (home.key, *at), wish, how)

    def _change(self, path: str, at: FieldPath, wish: str, how: Edit) -> None:
        """Edit a file; ``wish`` says what a person would have to write."""
        document = read(Source(path, self._text(path)))
        try:
            self.texts[path] = how(document, at)
        except EditError as error:
            hint = f"nothing was written; by hand, in {path}: {wish}"
            raise FaultyPlanError(f"{label(at)} cannot be edited: {error}", hint) from None
