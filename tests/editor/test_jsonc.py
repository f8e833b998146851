"""Settings with comments: read as editors read them, added to without touching the rest."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mvpplan.text.jsonc import JsoncError, add_member, read_jsonc


def added(text: str) -> str:
    return add_member(text, read_jsonc(text), "new", "1")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{}", '{\n    "new": 1\n}'),
        ("{\n}\n", '{\n    "new": 1\n}\n'),
        ("{ // why\n}\n", '{ // why\n    "new": 1\n}\n'),
        ('{\n  "a": 1\n}\n', '{\n  "new": 1,\n  "a": 1\n}\n'),
        ('{\n\t"a": 1, // one\n}\n', '{\n\t"new": 1,\n\t"a": 1, // one\n}\n'),
        ('{\r\n  /* all */\r\n  "a": []\r\n}', '{\r\n  "new": 1,\r\n  /* all */\r\n  "a": []\r\n}'),
        ('{"a": {"b": 2,},}', '{\n    "new": 1,"a": {"b": 2,},}'),
        ('\ufeff// top\n{"a": 1}', '\ufeff// top\n{\n    "new": 1,"a": 1}'),
        ('{ /* one\ntwo */ "a": 1}', '{\n    "new": 1, /* one\ntwo */ "a": 1}'),
    ],
)
def test_a_member_is_added_and_nothing_else_changes(old: str, new: str) -> None:
    assert added(old) == new
    assert read_jsonc(new).value == {"new": 1, **read_jsonc(old).value}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "a value is missing in line 1"),
        ('{"a" 1}', "a colon is missing in line 1"),
        ('{\n"a": 1\n"b": 2}', "a comma is missing in line 3"),
        ('{"a": 01}', "a comma is missing in line 1"),
        ("{'a': 1}", "a name in quotes is missing in line 1"),
        ('{"a": "\n"}', "a value is missing in line 1"),
        ('{"a": tru}', "a value is missing in line 1"),
        ('{"a": 1, "a": 1}', "a name is given twice in line 1"),
        ("{,}", "a name in quotes is missing in line 1"),
        ("[,]", "a value is missing in line 1"),
        ("{} {}", "something stands after the end in line 1"),
        ('{"a": 1 /* open }', "a comma is missing in line 1"),
        ("[" * 60, "it is nested too deep in line 1"),
    ],
)
def test_what_is_no_json_with_comments(text: str, message: str) -> None:
    with pytest.raises(JsoncError) as refused:
        read_jsonc(text)
    assert str(refused.value) == message


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), VALUES, max_size=4), st.sampled_from([None, 2, "\t"]))
def test_plain_json_reads_the_same_and_takes_a_member(data: Any, indent: int | str | None) -> None:
    text = json.dumps(data, indent=indent, ensure_ascii=False)
    assert read_jsonc(text).value == data
    if "new" not in data:
        assert json.loads(added(text)) == {"new": 1, **data}
