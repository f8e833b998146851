"""What the reader makes of a text, as lines that a test can show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mvpplan.text.decoding import decode
from mvpplan.text.nodes import Mapping, Scalar, Sequence, Source
from mvpplan.text.reader import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.text.nodes import Node

_STYLES = {"": "plain", "'": "single", '"': "double", "|": "literal", ">": "folded"}


def source_of(written: str | bytes) -> Source:
    """The text of a file that can be decoded."""
    data = written if isinstance(written, bytes) else written.encode()
    source = decode("a.yaml", data)
    assert isinstance(source, Source)
    return source


def root_of(written: str | bytes) -> Node | None:
    """What a sound file holds."""
    document = read(source_of(written))
    assert document.faults == ()
    return document.root


def data_of(node: Node | None) -> Any:
    """A node as plain data; a value that is not given is None."""
    if isinstance(node, Mapping):
        return {key: data_of(node.get(key)) for key in node.key_events}
    if isinstance(node, Sequence):
        return [data_of(item) for item in node]
    return None if node is None else str(node)


def data(written: str | bytes) -> Any:
    """The plain data of a sound file."""
    return data_of(root_of(written))


def faults(written: str | bytes) -> list[str]:
    """Every fault of a file as ``line:column CODE message | hint``."""
    source = source_of(written)
    return [
        "{}:{} {} {} | {}".format(
            *source.position(fault.offset), fault.code, fault.message, fault.hint
        )
        for fault in read(source).faults
    ]


def places(written: str | bytes) -> list[str]:
    """Every key and value as ``offset line:column kind text``, in the order of the file."""
    source = source_of(written)
    document = read(source)
    assert document.faults == ()
    return [
        f"{offset} {':'.join(map(str, source.position(offset)))} {what}"
        for offset, what in _walk(document.root)
    ]


def _walk(node: Node | None) -> Iterator[tuple[int, str]]:
    if isinstance(node, Mapping):
        yield node.start, "fields"
        for key, event in node.key_events.items():
            yield node.key_start(key), f"key {_STYLES[event.style or '']} {key}"
            yield from _walk(node.get(key))
    elif isinstance(node, Sequence):
        yield node.start, "list"
        for item in node:
            yield from _walk(item)
    elif isinstance(node, Scalar):
        yield node.start, f"{_STYLES[node.event.style or '']} {node}"
