"""New pieces of a file, written by ruamel.yaml in the habits of that file."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    LiteralScalarString,
    SingleQuotedScalarString,
)

from mvpplan.text.nodes import Mapping, Scalar, Source
from mvpplan.text.plain import other_reading
from mvpplan.text.reader import read

if TYPE_CHECKING:
    from collections.abc import Mapping as AnyMapping
    from collections.abc import Sequence as AnySequence

    from mvpplan.text.style import Style


class Plain(str):
    """A value that must stand without quotes: a number, a date, a flag."""

    __slots__ = ()


Value: TypeAlias = "str | AnySequence[Value] | AnyMapping[str, Value]"
"""What a file can hold: text, a list, or a group of fields."""

_WIDEST = 1 << 20


def inline(value: Value, style: Style, quote: str = "") -> str:
    """A value on one line; ``quote`` wins over the file's own quotes."""
    dumped = _dump({"k": _built(value, style, flow=True, quote=quote)}, style)
    return dumped.removeprefix("k:").strip()


def block(value: Value, style: Style) -> list[str]:
    """A list or a group of fields as lines without indent, or text of several lines under ``|``.

    The lines stand below a key; those of text start with its sign.
    """
    dumped = _dump({"k": _built(value, style, flow=False)}, style)
    first, *lines = dumped.removesuffix("\n").split("\n")
    head = first.removeprefix("k:").strip()
    return [head, *lines] if head else lines


def is_short(value: Value) -> bool:
    """Whether a list or a group reads well on one line."""
    if isinstance(value, str):
        return "\n" not in value
    items = [*value.values()] if hasattr(value, "values") else [*value]
    return all(isinstance(item, str) and is_short(item) for item in items) and _length(items) < 80  # noqa: PLR2004 - columns


def _length(items: AnySequence[Any]) -> int:
    return sum(len(item) + 2 for item in items)


def _dump(value: Any, style: Style) -> str:
    yaml = YAML()
    yaml.width = _WIDEST
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    yaml.indent(mapping=style.indent, sequence=style.dash + 2, offset=style.dash)
    yaml.representer.add_representer(_Bare, _represent_bare)
    stream = StringIO()
    yaml.dump(value, stream)
    return stream.getvalue()


class _Bare(str):
    """Text that ruamel is to write without quotes if it can."""

    __slots__ = ()


def _represent_bare(representer: Any, text: str) -> ScalarNode:
    resolver = representer.dumper.resolver
    tag = resolver.resolve(ScalarNode, text, (True, False))
    return representer.represent_scalar(tag, str(text))  # type: ignore[no-any-return]


def _built(value: Value, style: Style, *, flow: bool, quote: str = "") -> Any:
    """A value as ruamel takes it."""
    if isinstance(value, str):
        return _scalar(value, quote or style.quote, flow=flow, quoted=bool(quote))
    made: Any
    if isinstance(value, dict):
        made = CommentedMap(
            {_Bare(name): _item(item, style, flow=flow) for name, item in value.items()}
        )
    else:
        made = CommentedSeq(_item(item, style, flow=flow) for item in value)
    if flow:
        made.fa.set_flow_style()
    else:
        made.fa.set_block_style()
    return made


def _item(value: Value, style: Style, *, flow: bool) -> Any:
    """A value inside of another: a short one may stand in brackets in a block."""
    if isinstance(value, str) or flow:
        return _built(value, style, flow=flow)
    brackets = style.flow_groups if isinstance(value, dict) else style.flow_lists
    return _built(value, style, flow=brackets and is_short(value))


def _scalar(text: str, quote: str, *, flow: bool, quoted: bool = False) -> Any:
    if isinstance(text, Plain):
        return _Bare(text)
    if "\n" in text and not flow:
        return LiteralScalarString(text)
    if quoted or not _reads_plain(text):
        single = quote == "'" and text.isprintable()
        return SingleQuotedScalarString(text) if single else DoubleQuotedScalarString(text)
    return _Bare(text)


def _reads_plain(text: str) -> bool:
    """Whether text without quotes is the same text, in brackets and elsewhere, for every reader."""
    if not text or other_reading(text) or not text.isprintable():
        return False
    for written in (f"k: {text}", f"{{k: {text}}}"):
        document = read(Source("", written))
        root = document.root
        value = root.get("k") if isinstance(root, Mapping) else None
        if document.faults or not isinstance(value, Scalar) or value != text or not value.plain:
            return False
    return True
