"""Three guards that every edit passes before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mvpplan.text.nodes import Mapping, Scalar, Sequence, Source
from mvpplan.text.reader import read
from mvpplan.text.render import Plain
from mvpplan.text.spans import comments, line_start, next_line

if TYPE_CHECKING:
    from mvpplan.text.nodes import Document, Node


class EditError(Exception):
    """An edit that cannot be made safely; ``str()`` says why."""


def data_of(node: Node | None) -> Any:
    """What a node says: text, lists and dictionaries; None where no value is given."""
    if isinstance(node, Mapping):
        return {key: data_of(node.get(key)) for key in node.key_events}
    if isinstance(node, Sequence):
        return [data_of(item) for item in node]
    return None if node is None else str(node)


def verify(
    before: Document,
    after: str,
    wanted: Any,
    changed: tuple[int, int],
    dropped: tuple[int, int],
) -> None:
    """Raise EditError unless a new text is what an edit was asked for, and nothing else.

    Args:
        before: the document as it was.
        after: its new text.
        wanted: what the new text must say.
        changed: start and end, in the old text, of what gave way to something new.
        dropped: start and end of what in it was deleted on purpose, comments and all.
    """
    document = read(Source(before.source.path, after))
    if document.faults or not says(document.root, wanted):
        raise EditError("the file would not say what was asked for")
    old = before.source.text
    start, end = dropped
    survivors = [text for at, text in comments(old, before.root) if not start <= at < end]
    if [text for _, text in comments(after, document.root)] != survivors:
        raise EditError("a comment would be lost")
    first, last = line_start(old, changed[0]), next_line(old, changed[1])
    if old[:first] != after[:first] or not after.endswith(old[last:]):
        raise EditError("other lines would change")


def says(node: Node | None, wanted: Any) -> bool:
    """Whether a node says what is wanted, with what must be plain in plain."""
    if isinstance(wanted, dict):
        return (
            isinstance(node, Mapping)
            and node.key_events.keys() == wanted.keys()
            and all(says(node.get(key), value) for key, value in wanted.items())
        )
    if isinstance(wanted, list):
        return (
            isinstance(node, Sequence) and len(node) == len(wanted) and all(map(says, node, wanted))
        )
    if isinstance(wanted, Plain) and not (isinstance(node, Scalar) and node.plain):
        return False
    return bool(node == wanted)
