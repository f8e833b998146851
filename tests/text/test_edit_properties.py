"""Edits of files in many styles change what was asked for, and no other line, comment or line end.

At length: ``HYPOTHESIS_PROFILE=benchmark pytest tests/text/test_edit_properties.py``.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from commented_yaml import COMMENT, KEYS, TRICKY, WORDS, Written, written_by
from hypothesis import assume, event, given, note, settings
from hypothesis import strategies as st

from mvpplan.text.edit import add_comments, append, data_at, delete, rename_key, set_value
from mvpplan.text.guards import EditError
from mvpplan.text.nodes import Document, Source
from mvpplan.text.reader import read
from mvpplan.text.render import Plain

if TYPE_CHECKING:
    from collections.abc import Container
    from random import Random

    from mvpplan.errors import FieldPath

RANDOMS = st.randoms(use_true_random=False)
# Enough to notice a slip; a profile that asks for more than is usual looks for the rare ones.
FEW = settings() if settings().max_examples > 100 else settings(max_examples=30)
TEXTS = (*WORDS, *TRICKY, *map(Plain, ("7", "1.10", "2026-11-27", "yes")))
LONG_TEXTS = (
    "one\ntwo",
    "one\n\ntwo\n",
    "one\n  two\n\n",
    "  one\ntwo",
    "# one\n- two\n",
    "a \nb\tc",
)
LISTS_AND_GROUPS: tuple[Any, ...] = (
    [],
    {},
    ["a"],
    ["a", "b: c", Plain("7")],
    ["a long text that does not fit beside another"] * 2,
    ["one\ntwo\n"],
    {"what": "a"},
    {"on": Plain("2026-11-27"), "what": "no", "why": "one\ntwo"},
    {"options": ["a", "b"], "target": {"value": "x", "by": "'"}},
    [{"what": "a", "on": "b"}, {"what": "# c"}],
    [["a"], [], {}],
)
FIELDS: Any = {
    "title": "no",
    "due": Plain("2026-11-27"),
    "notes": "one\n\ntwo\n",
    "evidence": [{"what": "a: b", "on": Plain("2026-11-20")}],
    "tags": ["x", "y"],
    "target": {"metric": "tax", "value": Plain("7")},
}


def document(text: str) -> Document:
    return read(Source("a.yaml", text))


def held(data: Any, at: FieldPath) -> Any:
    for part in at:
        data = data[part]
    return data


def paths(written: Written, kind: type | None) -> list[FieldPath]:
    """Where something of a kind stands."""
    every: list[FieldPath] = [(), *written.places]
    return [at for at in every if type(held(written.data, at)) is (kind or type(None))]


def any_value(rnd: Random) -> Any:
    return rnd.choice(rnd.choice((TEXTS, TEXTS, LONG_TEXTS, LISTS_AND_GROUPS)))


def with_value(data: Any, at: FieldPath, value: Any) -> Any:
    """Data with something else at a path."""
    data = deepcopy(data)
    held(data, at[:-1])[at[-1]] = value
    return data


def ends_in_text(data: Any) -> bool:
    """Whether what was written last is text that ends its line."""
    while isinstance(data, list | dict) and data:
        data = data[-1] if isinstance(data, list) else data[list(data)[-1]]
    return isinstance(data, str) and data.endswith("\n")


def holds(after: str, data: Any, before: Written) -> None:
    """Assert what a new text says, and that its lines end as those of the old one."""
    result = document(after)
    assert result.faults == ()
    assert data_at(result, ()) == data
    assert after.replace("\r\n", "").count("\r") == 0
    if before.text.count("\n") == before.text.count("\r\n") > 0:
        assert after.count("\n") == after.count("\r\n")
    elif before.eol == "\n":
        assert "\r" not in after
    if not ends_in_text(data_at(result, ())):  # which needs the end of its line
        assert after.endswith("\n") == before.text.endswith("\n")


def differs_only(before: Written, after: str, first: int, last: int) -> None:
    """Assert that every line before one and after another is the same."""
    head, tail = "".join(before.lines[:first]), "".join(before.lines[last + 1 :])
    assert after.startswith(head)
    assert after.endswith(tail)
    assert len(after) >= len(head) + len(tail)


def added_below(before: Written, after: str, line: int) -> str:
    """Assert that lines were added below one, and none lost; returns them."""
    head, tail = "".join(before.lines[: line + 1]), "".join(before.lines[line + 1 :])
    differs_only(before, after, line + 1, line)
    return after[len(head) : len(after) - len(tail)]


def is_undone(before: Written, after: str, line: int) -> None:
    """Assert that what was added below a line is gone again.

    The empty line above it stays if something stood close below it.
    """
    head, tail = before.lines[: line + 1], before.lines[line + 1 :]
    if after != before.text:
        assert tail[0].strip()
        assert after == "".join([*head, before.eol, *tail])


def keeps_comments(before: Written, after: str, but: Container[int] = ()) -> None:
    """Assert that every comment is there, in the same order, but for some numbers."""
    kept = [found[0] for found in COMMENT.finditer(before.text) if int(found[1]) not in but]
    assert [found[0] for found in COMMENT.finditer(after)] == kept


def numbers_of(text: str) -> set[int]:
    """The numbers of the comments in a text."""
    return {int(found[1]) for found in COMMENT.finditer(text)}


def blanks_at(lines: list[str]) -> int:
    """How many empty lines come first."""
    return next((count for count, line in enumerate(lines) if line.strip()), len(lines))


@FEW
@given(RANDOMS)
def test_a_value_is_set_on_its_own_lines(rnd: Random) -> None:
    before = written_by(rnd)
    note(before.text)
    at, value = rnd.choice(list(before.places)), any_value(rnd)
    try:
        after = set_value(document(before.text), at, value)
    except EditError:
        event("refused: comments inside")
        assert at in before.commented
        return
    place = before.places[at]
    holds(after, with_value(before.data, at, value), before)
    differs_only(before, after, place.first, place.last)
    keeps_comments(before, after)
    assert set_value(document(after), at, value) == after


@FEW
@given(RANDOMS)
def test_a_word_is_set_back_to_the_same_bytes(rnd: Random) -> None:
    before = written_by(rnd)
    note(before.text)
    kinds = ("plain", "quoted", "in brackets")
    words = [
        at
        for at, kind in before.kinds.items()
        if kind in kinds and held(before.data, at) in (*WORDS, "7", "2026-11-27", "yes", "0.5")
    ]
    if not words:
        return
    at = rnd.choice(words)
    there: Any = held(document(before.text).root, at)
    after = set_value(document(before.text), at, rnd.choice(WORDS))
    was = Plain(there) if there.plain else str(there)
    assert set_value(document(after), at, was) == before.text


@FEW
@given(RANDOMS, st.text(st.characters(codec="utf-8"), min_size=1))
def test_any_text_is_written_and_read_back(rnd: Random, text: str) -> None:
    before = written_by(rnd)
    note(before.text)
    at = rnd.choice(list(before.places))
    assume(text.strip() and at not in before.commented)
    after = set_value(document(before.text), at, text)
    holds(after, with_value(before.data, at, text), before)
    keeps_comments(before, after)


@FEW
@given(RANDOMS)
def test_a_list_loses_and_gains_items_with_the_others_left_alone(rnd: Random) -> None:
    before = written_by(rnd)
    note(before.text)
    lists = [at for at in paths(before, list) if len(held(before.data, at)) > 1]
    if not lists:
        return
    at = rnd.choice(lists)
    items = held(before.data, at)
    value = [item for item in items if rnd.random() < 0.7]
    value += [any_value(rnd) for _ in range(rnd.choice((0, 1, 2)))]
    try:
        after = set_value(document(before.text), at, value)
    except EditError:
        event("refused: comments inside")
        assert at in before.commented
        return
    holds(after, with_value(before.data, at, value), before)
    place = before.places[at]
    blanks = blanks_at(before.lines[place.last + 1 :])  # which may come to stand below text
    differs_only(before, after, place.first, place.last + blanks)
    gone = [index for index, each in enumerate(items) if items.count(each) > value.count(each)]
    notes = {number for index in gone for number in before.places[*at, index].notes}
    assert numbers_of(before.text) - numbers_of(after) <= notes


@FEW
@given(RANDOMS)
def test_a_new_key_goes_below_its_neighbour(rnd: Random) -> None:
    before = written_by(rnd)
    note(before.text)
    at, value = rnd.choice(paths(before, dict)), any_value(rnd)
    name = rnd.choice(("new", "no", "2026-11", "a b", "neu", "a: b"))
    siblings = list(held(before.data, at))
    if name in siblings:
        return
    order = rnd.choice(((), rnd.sample((*KEYS, name), len(KEYS) + 1)))
    after = set_value(document(before.text), (*at, name), value, order)
    holds(after, with_value(before.data, (*at, name), value), before)
    keeps_comments(before, after)
    if at in before.flow:
        line = before.places[at].last
        differs_only(before, after, before.places[at].first, line)
    else:
        earlier = order[: order.index(name)] if order else ()
        behind = next((key for key in reversed(earlier) if key in siblings), siblings[-1])
        line = before.places[*at, behind].last
        added_below(before, after, line)
    assert set_value(document(after), (*at, name), value, order) == after
    if siblings:
        is_undone(before, delete(document(after), (*at, name)), line)


@FEW
@given(RANDOMS)
def test_a_key_of_a_group_that_is_not_there_makes_the_group(rnd: Random) -> None:
    before = written_by(rnd)
    note(before.text)
    holes = paths(before, None)
    if not holes:
        return
    at, value = rnd.choice(holes), any_value(rnd)
    after = set_value(document(before.text), (*at, "new"), value)
    holds(after, with_value(before.data, at, {"new": value}), before)
    differs_only(before, after, before.places[at].first, before.places[at].last)
    keeps_comments(before, after)


@FEW
@given(RANDOMS)
def test_an_item_is_appended_below_the_others(rnd: Random) -> None:
    before = written_by(rnd)
    note(before.text)
    lists = [*paths(before, list), *paths(before, None)]
    if not lists:
        return
    at, item = rnd.choice(lists), any_value(rnd)
    items = held(before.data, at) or []
    after = append(document(before.text), at, item)
    holds(after, with_value(before.data, at, [*items, item]), before)
    keeps_comments(before, after)
    if at in before.flow or not items:
        differs_only(before, after, before.places[at].first, before.places[at].last)
    else:
        added_below(before, after, before.places[*at, len(items) - 1].last)
    if items or at in before.commented:
        assert delete(document(after), (*at, len(items))) == before.text


@FEW
@given(RANDOMS)
def test_what_is_deleted_takes_its_lines_and_its_comments(rnd: Random) -> None:
    before = written_by(rnd)
    note(before.text)
    at = rnd.choice(list(before.places))
    *_, part = at
    place, siblings = before.places[at], held(before.data, at[:-1])
    if len(at) == 1 and len(siblings) == 1:
        with pytest.raises(EditError, match="nothing would be left"):
            delete(document(before.text), at)
        return
    after = delete(document(before.text), at)
    wanted = deepcopy(before.data)
    del held(wanted, at[:-1])[part]
    holds(after, wanted, before)
    keeps_comments(before, after, place.notes)
    if at[:-1] in before.flow or len(siblings) == 1:
        parent = before.places[at[:-1]]
        differs_only(before, after, parent.first, parent.last)
    elif place.shares:
        parts: list[Any] = list(siblings if isinstance(siblings, dict) else range(len(siblings)))
        following = parts[parts.index(part) + 1]
        differs_only(before, after, place.first, before.places[*at[:-1], following].first)
    else:
        loses_only(before, after, place.above, place.last)


def loses_only(before: Written, after: str, first: int, last: int) -> None:
    """Assert that some lines are gone, and of the empty lines around them those of one side."""
    head, tail = before.lines[:first], before.lines[last + 1 :]
    above, below = blanks_at(head[::-1]), blanks_at(tail)
    blanks = max(above, below) if len(tail) > below else below
    if first - 1 in before.kept:  # they are text
        blanks = above
    head, tail = head[: len(head) - above], tail[below:]
    expected = "".join([*head, *[before.eol] * blanks, *tail])
    assert after.removesuffix(before.eol) == expected.removesuffix(before.eol)


@FEW
@given(RANDOMS)
def test_a_renamed_key_stays_in_its_place(rnd: Random) -> None:
    before = written_by(rnd)
    note(before.text)
    at = rnd.choice([at for at in before.places if isinstance(at[-1], str)])
    group, old = held(before.data, at[:-1]), str(at[-1])
    name = rnd.choice(("new", "no", "2026-11", "a b", "neu", "a: b", "ends-with-a-colon:"))
    if name in group:
        return
    after = rename_key(document(before.text), at, name)
    wanted = deepcopy(before.data)
    held(wanted, at[:-1])[name] = held(wanted, at[:-1]).pop(old)
    holds(after, wanted, before)
    keeps_comments(before, after)
    differs_only(before, after, before.places[at].first, before.places[at].first)
    assert rename_key(document(after), (*at[:-1], name), name) == after
    if name in ("new", "neu", "a b") and old != "on":
        assert rename_key(document(after), (*at[:-1], name), old) == before.text


@FEW
@given(RANDOMS)
def test_a_record_is_added_below_the_others_and_deleted_again(rnd: Random) -> None:
    before = written_by(rnd)
    note(before.text)
    fields = dict(rnd.sample(list(FIELDS.items()), rnd.randint(1, len(FIELDS))))
    after = set_value(document(before.text), ("new-record",), fields)
    holds(after, {**before.data, "new-record": fields}, before)
    keeps_comments(before, after)
    last = before.places[list(before.data)[-1],].last
    added_below(before, after, last)
    assert set_value(document(after), ("new-record",), fields) == after
    is_undone(before, delete(document(after), ("new-record",)), last)

    noted = add_comments(document(after), ("new-record",), ["impact: what it costs", "effort:"])
    holds(noted, {**before.data, "new-record": fields}, before)
    added = added_below(before, noted, last).rstrip().splitlines()
    assert [line.strip() for line in added[-2:]] == ["# impact: what it costs", "# effort:"]
