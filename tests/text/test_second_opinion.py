"""ruamel.yaml as a second opinion: both readers find the same data, or both refuse the file."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reader_views import data_of, source_of
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from yaml.events import ScalarEvent

from mvpplan.text.nodes import Mapping, Node, Scalar, Sequence
from mvpplan.text.reader import read

REFUSED = "refused"
ENDED = re.compile(r"^\.\.\.\n(?:(?:[ \t]*(?:#[^\n]*)?\n)*\.\.\.\n)+", re.MULTILINE)
NOT_GIVEN = ("~", "null")


def first_opinion(text: str) -> Any:
    """What mvpplan reads, or that it refuses."""
    document = read(source_of(text))
    return REFUSED if document.faults else data_of(document.root)


def second_opinion(text: str) -> Any:
    """What ruamel.yaml reads if every plain value stays text, or that it refuses.

    It refuses the end of a document that has ended, which YAML 1.2 allows (9.2, l-document-suffix).
    """
    text = ENDED.sub("...\n", text)
    try:
        return _text_of(YAML(typ="safe", pure=True).compose(text))
    except (YAMLError, _UnusualKeyError):
        return REFUSED


class _UnusualKeyError(Exception):
    """A key that plans do not use."""


def _text_of(node: Any) -> Any:
    if isinstance(node, SequenceNode):
        return [_text_of(item) for item in node.value]
    if isinstance(node, MappingNode):
        fields: dict[str, Any] = {}
        for key, value in node.value:
            name = _text_of(key) if isinstance(key, ScalarNode) else None
            if name is None or name in fields or (name == "<<" and not key.style):
                raise _UnusualKeyError
            fields[name] = _text_of(value)
        return fields
    if not isinstance(node, ScalarNode) or (not node.style and node.value in NOT_GIVEN):
        return None
    return str(node.value) if node.value.strip() else None


VALUES = st.sampled_from(
    [
        *("a", "b c", "é", "😀", "no", "007", "12:30", "1.10", "2026-11-27", ".nan", "~", "null"),
        *("", "a:b", "a#b", "a # b", "-a", "it's", "http://x.y/z", "'q: [r]'", '"q, {r}"', "''"),
        *('"a\\nb\\u00e9"', "'it''s'", "'a\n   b'", '"a\n\n   b"', "a\n   b", "=", "<"),
    ]
)
# Each is refused somewhere: by both readers, or the test has found something.
SLIPS = st.sampled_from(
    ["a: b", "- a", "# a", "%a", "@a", "`a", "[a", "a]", "{a", "}", "'q", '"q', '"\\q"', "|", ">"]
)
NAMES = [
    *"abcdefgh",
    "é",
    "😀",
    "i j",
    "k:l",
    "007",
    "no",
    "-m",
    "'n'",
    '"o"',
    "'p q'",
    '"\\u00e9r"',
]
KEYS = st.sampled_from([*NAMES, *NAMES, *NAMES, "null", "<<", "[s]", "? t"])
BLOCK_TEXT = st.sampled_from(["|\n    a\n     b\n", ">-\n    a\n    b\n\n    c\n", "|+\n    a\n\n"])
COMMENTS = st.sampled_from(["", "", "", "", " # c"])
BETWEEN = st.sampled_from([*[""] * 20, *["\n", "# c\n", "   # c\n"] * 3, "---\n", "...\n"])


def flow(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Brackets around values, and braces around keys with values."""
    items = st.lists(values, max_size=3)
    fields = st.lists(st.tuples(KEYS, values), max_size=3)
    return st.one_of(
        items.map(lambda found: f"[{', '.join(found)}]"),
        fields.map(lambda found: "{" + ", ".join(f"{key}: {value}" for key, value in found) + "}"),
    )


INLINE = st.recursive(st.one_of(*[VALUES] * 15, SLIPS), flow, max_leaves=5)


@st.composite
def blocks(draw: st.DrawFn, levels: int = 2) -> str:
    """Fields or items on lines of their own, nested by indentation that may be off."""
    heads = KEYS.map(lambda key: f"{key}:") if draw(st.booleans()) else st.just("-")
    lines = []
    for _ in range(draw(st.integers(1, 3))):
        head = draw(heads)
        if levels and draw(st.booleans()):
            indent = " " * draw(st.sampled_from([2, 2, 2, 2, 4, 1, 0]))
            inner = draw(blocks(levels - 1)).splitlines()
            lines += [head + draw(COMMENTS), *(indent + line for line in inner)]
        else:
            lines.append(f"{head} {draw(st.one_of(INLINE, BLOCK_TEXT))}{draw(COMMENTS)}")
        lines.append(draw(BETWEEN))
    return "\n".join(lines)


@settings(max_examples=120)
@given(st.one_of(blocks().map(lambda text: text + "\n"), INLINE))
@example("links: [https://example.com/5]\n")
@example("a:\n- b\n- c\n")
@example("a: b\n...\n---\nc: d\n")
@example("a: b\n...\n# c\n\n...\n")
@example("{a: {a, b: }}")
def test_both_readers_find_the_same_or_both_refuse(text: str) -> None:
    faults = read(source_of(text)).faults
    if any(fault.message.endswith("has no colon") for fault in faults):
        return  # a word in braces, which only mvpplan refuses
    assert first_opinion(text) == second_opinion(text)


@settings(max_examples=100)
@given(blocks())
def test_every_value_stands_where_its_place_says(text: str) -> None:
    waiting: list[Node | None] = [read(source_of(text)).root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mapping):
            for key, event in node.key_events.items():
                written = text[node.key_start(key) : event.end_mark.index]
                assert written == key if not event.style else written[0] == written[-1]
            waiting += node.values()
        elif isinstance(node, Sequence):
            waiting += node
        elif isinstance(node, Scalar) and isinstance(node.event, ScalarEvent):
            written = text[node.start : node.end]
            if node.plain:
                assert written.split() == node.split()
            else:
                assert written.startswith(node.event.style)


# YAML 1.1 ends lines at these; in YAML 1.2 they are text.
LINE_ENDS_OF_OLD = "\x85\u2028\u2029"
TEXT = st.text(
    st.characters(codec="utf-8", exclude_characters=LINE_ENDS_OF_OLD), min_size=1, max_size=40
).filter(lambda text: not text.isspace())


def nested(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    """Data of texts, lists and mappings."""
    return st.recursive(
        st.one_of(texts, st.none()),
        lambda inner: st.one_of(
            st.lists(inner, max_size=4), st.dictionaries(texts, inner, max_size=4)
        ),
        max_leaves=8,
    )


def dumped(data: Any, *, flow: bool) -> str:
    """Data as ruamel.yaml writes it."""
    writer = YAML(typ="safe", pure=True)
    writer.default_flow_style = flow
    writer.width = 10_000  # where it folds double quotes, it may add a space
    out = io.StringIO()
    writer.dump(data, out)
    return out.getvalue()


@settings(max_examples=100)
@given(nested(TEXT))
def test_data_that_ruamel_writes_in_blocks_is_read_back(data: Any) -> None:
    assert first_opinion(dumped(data, flow=False)) == data


@settings(max_examples=60)
@given(nested(TEXT.filter(lambda text: text[0] not in "?:")))  # ruamel does not quote those
def test_data_that_ruamel_writes_in_brackets_is_read_back(data: Any) -> None:
    assert first_opinion(dumped(data, flow=True)) == data


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("[:a]\n", [":a"]),  # YAML 1.1 wants quotes
        ("{a:}\n", {"a:": None}),
        ("{: a}\n", REFUSED),
        ("a: &b c\n", {"a": "c"}),  # the contract refuses these
        ("a: !b c\n", {"a": "c"}),
    ],
)
def test_what_only_the_second_reader_accepts_is_refused_loudly(text: str, second: Any) -> None:
    assert (first_opinion(text), second_opinion(text)) == (REFUSED, second)


def test_a_tab_before_a_comment_is_accepted_here() -> None:
    assert first_opinion("a: b\t# c\n") == {"a": "b"}
