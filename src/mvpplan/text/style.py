"""How a file is written, so that what is added to it looks like the rest."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mvpplan.text.nodes import Mapping, Scalar, Sequence
from mvpplan.text.spans import column, comments_above, is_blank, is_flow, item_start, line_above

if TYPE_CHECKING:
    from mvpplan.text.nodes import Document, Node


@dataclass(frozen=True, slots=True)
class Style:
    """The habits of a file.

    Attributes:
        eol: what ends a line.
        quote: the quotes that values stand in.
        indent: how many columns the fields of a group stand further in.
        dash: how many columns the dashes of a list stand further in than its name.
        flow_lists: whether lists of short values are written in square brackets.
        flow_groups: whether groups of fields are written in curly brackets.
        blank_between: whether records are separated by an empty line.
        final_eol: whether the last line has an end.
    """

    eol: str = "\n"
    quote: str = '"'
    indent: int = 2
    dash: int = 2
    flow_lists: bool = True
    flow_groups: bool = True
    blank_between: bool = False
    final_eol: bool = True


def style_of(document: Document) -> Style:
    """The habits of a file: what it does most often, or what is usual."""
    text = document.source.text
    seen: dict[str, Counter[object]] = {
        name: Counter() for name in ("quote", "indent", "dash", "flow_lists", "flow_groups")
    }
    waiting: list[tuple[Node | None, int]] = [(document.root, 0)]
    while waiting:
        node, depth = waiting.pop()
        if isinstance(node, Scalar):
            if node.event.style in ("'", '"'):
                seen["quote"][node.event.style] += 1
        elif isinstance(node, Mapping):
            if depth > 1:
                seen["flow_groups"][is_flow(node)] += 1
            waiting.extend((child, depth + 1) for child in node.values())
            _note_indents(text, node, seen)
        elif isinstance(node, Sequence):
            if all(isinstance(item, Scalar) for item in node):
                seen["flow_lists"][is_flow(node)] += 1
            waiting.extend((child, depth + 1) for child in node)
    usual = {name: counter.most_common(1)[0][0] for name, counter in seen.items() if counter}
    return Style(
        eol=_eol(text),
        blank_between=_blank_between(document),
        final_eol=not text or text.endswith(("\n", "\r")),
        **usual,  # type: ignore[arg-type]
    )


def _eol(text: str) -> str:
    """What ends most lines."""
    both, newlines, returns = (text.count(sign) for sign in ("\r\n", "\n", "\r"))
    ends = {"\n": newlines - both, "\r\n": both, "\r": returns - both}
    return max(ends, key=ends.__getitem__)


def _note_indents(text: str, node: Mapping, seen: dict[str, Counter[object]]) -> None:
    """How far the blocks under the keys of a mapping stand further in than the keys."""
    if is_flow(node):
        return
    here = column(text, node.start)
    for child in node.values():
        if isinstance(child, Mapping) and not is_flow(child):
            seen["indent"][column(text, child.start) - here] += 1
        elif isinstance(child, Sequence) and child and not is_flow(child):
            seen["dash"][column(text, item_start(text, child, 0)) - here] += 1


def _blank_between(document: Document) -> bool:
    """Whether most entries of the root have an empty line above them."""
    root = document.root
    if not isinstance(root, Mapping) or is_flow(root) or len(root.key_events) < 2:  # noqa: PLR2004 - a pair
        return False
    text = document.source.text
    _, *others = (comments_above(text, root.key_start(key)) for key in root.key_events)
    blank = sum(is_blank(text, line_above(text, start)) for start in others)
    return 2 * blank > len(others)
