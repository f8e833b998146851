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


Value: TypeAlias = "str | AnySequence[Value] | AnyMapping[str, Value] | None"
"""What a file can hold: text, a list, a group of fields, or nothing where no value is given."""

_WIDEST = 1 << 20
_LONGEST = 78


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


def is_short(value: AnySequence[Value] | AnyMapping[str, Value]) -> bool:
    """Whether a list or a group reads well on one line."""
    items = [*value.values()] if isinstance(value, dict) else [*value]
    texts = [item or "" for item in items if item is None or isinstance(item, str)]
    line = ", ".join(texts)
    return len(texts) == len(items) and "\n" not in line and len(line) < _LONGEST


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
    if value is None:
        return _Bare("null")
    if isinstance(value, str):
        if "\n" in value and not flow and _reads_below(value, style):
            return LiteralScalarString(value)
        return _scalar(value, quote or style.quote, quoted=bool(quote))
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
    if value is None or isinstance(value, str) or flow:
        return _built(value, style, flow=flow)
    brackets = style.flow_groups if isinstance(value, dict) else style.flow_lists
    return _built(value, style, flow=brackets and is_short(value))


def _reads_below(text: str, style: Style) -> bool:
    """Whether text under ``|`` is the same text at any indent, and whatever follows it."""
    if text[0].isspace() or text.endswith("\n\n" if style.final_eol else "\n"):
        return False
    return all(sign in "\n\t" or sign.isprintable() for sign in text)


def _scalar(text: str, quote: str, *, quoted: bool) -> Any:
    if isinstance(text, Plain):
        return _Bare(text)
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
