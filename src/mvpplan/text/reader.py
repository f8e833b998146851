"""The one YAML reader: text to nodes with positions, in a single pass over libyaml's events.

The loop never recurses, enforces every limit of the format, and takes no YAML type: a plain value
stays text until the field that it belongs to reads it.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml.cyaml import CParser
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from mvpplan.text.nodes import Document, Fault, Mapping, Node, Scalar, Sequence, Source
from mvpplan.text.slips import sign_hint, word_in_braces
from mvpplan.text.syntax import conflict_fault, syntax_fault
from mvpplan.text.words import shortened

MAX_DEPTH = 50

_NULLS = frozenset({"", "~", "null"})
_NO_KEYS = _NULLS | {"<<"}
# A character that YAML does not admit, hence no key of any file: what it maps to is dropped.
_DROPPED = "\0"
_LONGEST = 40
_COLON_NEXT = re.compile(r"\s*:")
_OTHER_BREAKS = re.compile("[\x85\u2028\u2029]")

_WRITE_OUT = "write the value out where it is needed"
_ONE_DOCUMENT = "delete this line; put each record into a file of its own"
_FLAT = "a record needs no more than a few levels"


def read(source: Source) -> Document:
    """Read a file's text: its root node, and every MP002, MP003 and MP004 met on the way."""
    reading = _Reading(source.text)
    try:
        root = reading.root()
        reading.faults += reading.words
    except yaml.YAMLError as error:
        root = None
        reading.faults.append(syntax_fault(error, source.text))
    conflict = conflict_fault(source.text)
    if conflict is not None:  # the rest of what is wrong comes from it
        return Document(source, None, (conflict,), empties=False)
    return Document(source, root, tuple(reading.faults), reading.empties)


class _Reading:
    """The state of one pass; ``faults`` collects what is refused on the way."""

    def __init__(self, text: str) -> None:
        self.restore: dict[int, int] = {}
        if _OTHER_BREAKS.search(text):
            text = self.without_other_breaks(text)
        self.text = text
        self.parser = CParser(text)
        self.faults: list[Fault] = []
        self.empties = False
        self.words: list[Fault] = []  # faults that may come from one of syntax
        self.told_until = 0  # the offset up to which words are in one of them
        self.anchors: dict[str, Scalar] = {}

    def root(self) -> Node | None:
        """Read the first document; a second one is refused, an empty text is None."""
        next_event = self.parser.get_event
        next_event()  # the start of the stream
        if type(next_event()) is StreamEndEvent:
            return None
        try:
            root = self.node()
        except _TooDeepError as error:
            self.refuse(error.event, f"the text is nested deeper than {MAX_DEPTH} levels", _FLAT)
            return None
        next_event()  # the end of the document
        event = next_event()
        if type(event) is DocumentStartEvent:
            self.refuse(event, "a second document starts here", _ONE_DOCUMENT)
        return root

    def node(self) -> Node | None:  # noqa: C901, PLR0912 - the grammar of events in one hot loop
        """Read one node with all that it holds.

        ``stack`` holds what the current collection stands in. A key without a value enters no
        mapping; a refused key takes its value along.
        """
        next_event = self.parser.get_event
        here: Any = None  # the Mapping or Sequence that is being filled
        keys: dict[str, ScalarEvent] | None = None  # its keys so far, if it is a Mapping
        key: str | None = None  # the key whose value comes next
        stack: list[tuple[Any, dict[str, ScalarEvent] | None, str | None]] = []
        node: Node | None
        while True:
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                if event.anchor is not None or event.tag is not None:
                    self.refuse_marks(event)
                if keys is not None and key is None:
                    key = event.value
                    if self.restore:
                        key = key.translate(self.restore)
                    if key in keys or key in _NO_KEYS:
                        key = self.judge_key(event, keys)
                    keys[key] = event
                    continue
                node = self.scalar(event)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                here.closing = event
                node = here
                if self.faults or self.words:
                    node = self.without_refused_keys(here, inner=len(stack) > 1)
                here, keys, key = stack.pop()
            elif kind is AliasEvent:
                node = self.alias(event, refused=key == _DROPPED)
            else:
                stack.append((here, keys, key))
                here = self.open(event, len(stack))
                keys = here.key_events if kind is MappingStartEvent else None
                key = None
                continue
            if not stack:
                return node
            if keys is None:
                self.append(here, node, event)
            elif key is None:
                key = self.refuse_key(node)
                keys[key] = event
            else:
                if node is not None:
                    here[key] = node
                else:
                    self.judge_empty(here, key)
                key = None

    def append(self, here: Sequence, node: Node | None, event: Event) -> None:
        """Add an item; one without a value is placed at its dash."""
        if node is None:
            index = event.start_mark.index
            dash = self.text.rfind("-", 0, index)
            here.empties[len(here)] = index if event.value or dash < 0 else dash
        here.append(node)

    def scalar(self, event: ScalarEvent) -> Scalar | None:
        """Make the node of a value; None if nothing is given."""
        value = event.value
        if self.restore:
            value = value.translate(self.restore)
        if not value or value.isspace() or (value in _NULLS and not event.style):
            mark = f"&{event.anchor}" if event.anchor else event.tag
            return _as_text(mark, event) if mark else None
        node = Scalar(value)
        node.event = event
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        return node

    def alias(self, event: AliasEvent, *, refused: bool) -> Scalar:
        """Refuse an alias, unless its key is refused already; it reads as what it repeats."""
        if not refused:
            name = shortened(event.anchor, _LONGEST)
            self.refuse(event, f"*{name} repeats another value", self.quoted(event, _WRITE_OUT))
        return self.anchors.get(event.anchor) or _as_text(f"*{event.anchor}", event)

    def open(self, event: CollectionStartEvent, depth: int) -> Mapping | Sequence:
        """Make an empty collection; raises if it stands too deep."""
        if depth > MAX_DEPTH:
            raise _TooDeepError(event)
        if event.anchor is not None or event.tag is not None:
            self.refuse_marks(event)
        if type(event) is SequenceStartEvent:
            sequence = Sequence()
            sequence.event = event
            sequence.empties = {}
            return sequence
        mapping = Mapping()
        mapping.event = event
        mapping.key_events = {}
        return mapping

    def without_other_breaks(self, text: str) -> str:
        """Put characters that only YAML 1.1 takes for the end of a line out of the parser's sight.

        Otherwise a comment could end, and text begin, where no editor shows a line's end.
        """
        unused = (code for code in range(0xE000, 0xF900) if chr(code) not in text)
        hide = dict(zip(map(ord, "\x85\u2028\u2029"), unused, strict=False))
        self.restore = {hidden: shown for shown, hidden in hide.items()}
        return text.translate(hide)

    def judge_key(self, event: ScalarEvent, keys: dict[str, ScalarEvent]) -> str:
        """Decide over a key that is unusual: repeated, empty, or a merge key."""
        value: str = event.value
        if value == "<<" and not event.style:
            self.refuse(event, "<< merges another mapping", _WRITE_OUT)
        elif value in _NULLS and (not event.style or not value):
            self.refuse(event, "a key is empty", "write the name of the field before the colon")
        elif value in keys:
            first = keys[value].start_mark.line + 1
            self.faults.append(
                Fault(
                    "MP003",
                    event.start_mark.index,
                    f"{shortened(value, _LONGEST)} is given twice; the first is on line {first}",
                    "keep one of the two; only the first is read",
                )
            )
        else:
            return value
        return _DROPPED

    def judge_empty(self, here: Mapping, key: str) -> None:
        """Note a key without a value; refuse one without a colon, a word between commas in braces.

        It is what a comma in a text cut off, or a list in the wrong brackets.
        """
        self.empties = True
        event = here.key_events[key]
        if (
            key == _DROPPED
            or not here.event.flow_style
            or _COLON_NEXT.match(self.text, event.end_mark.index)
        ):
            return
        here.key_events[_DROPPED] = here.key_events.pop(key)
        if event.start_mark.index < self.told_until:
            return
        fault, self.told_until = word_in_braces(self.text, here, key, event.start_mark.index)
        self.words.append(fault)

    def refuse_key(self, node: Node | None) -> str:
        """Refuse a key that is a list, a mapping or an alias (which is refused already)."""
        if isinstance(node, Mapping | Sequence):
            hint = "write text before the colon; quote a value that starts with a bracket"
            self.refuse(node.event, "a key is not text", hint)
        return _DROPPED

    def without_refused_keys(self, node: Mapping | Sequence, *, inner: bool) -> Node:
        """Forget what stands under a key that was refused.

        An inner mapping of which nothing is left counts as text, so that it is not missed too.
        """
        if isinstance(node, Mapping) and _DROPPED in node.key_events:
            node.pop(_DROPPED, None)
            del node.key_events[_DROPPED]
            if inner and not node and node.event.flow_style:
                return _as_text("{…}", node.event)
        return node

    def refuse_marks(self, event: ScalarEvent | CollectionStartEvent) -> None:
        """Refuse an anchor or a tag on a value, which is read all the same."""
        if event.anchor is not None:
            name = shortened(event.anchor, _LONGEST)
            hint = self.quoted(event, f"delete &{name}")
            self.refuse(event, f"&{name} names a value to repeat it", hint)
        if event.tag is not None:
            tag = shortened(_short_tag(event.tag), _LONGEST)
            self.refuse(event, f"{tag} marks a type", self.quoted(event, f"delete {tag}"))

    def quoted(self, event: Event, otherwise: str) -> str:
        """The hint for text that starts with a sign of YAML."""
        return f"{sign_hint(self.text, event.start_mark.index)}; or {otherwise}"

    def refuse(self, event: Event, what: str, hint: str) -> None:
        """Note a YAML feature that plans do not use (MP004)."""
        self.faults.append(Fault("MP004", event.start_mark.index, what, hint))


class _TooDeepError(Exception):
    """Raised by the event that opens one level too many."""

    def __init__(self, event: Event) -> None:
        super().__init__()
        self.event = event


def _as_text(text: str, event: Event) -> Scalar:
    """A value that was refused, as text: it is a fault of its own and not missing besides."""
    node = Scalar(text)
    node.event = event
    return node


def _short_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")
