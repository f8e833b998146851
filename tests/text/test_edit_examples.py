"""Edits of a file one by one: what stood there, what was asked for, and what stands there then."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pytest
from reader_views import source_of

from mvpplan.text.edit import add_comments, append, delete, new_text, rename_key, set_value
from mvpplan.text.guards import EditError
from mvpplan.text.reader import read
from mvpplan.text.render import Plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from mvpplan.text.nodes import Document

    Edit: TypeAlias = Callable[[Document], str]
    Examples: TypeAlias = list[tuple[str, str, Edit, str]]


def each_of(examples: Examples) -> pytest.MarkDecorator:
    """A test of every example of a table, called by its name."""
    return pytest.mark.parametrize(
        ("before", "edit", "after"),
        [example[1:] for example in examples],
        ids=[example[0] for example in examples],
    )


VALUES_SET: Examples = [
    (
        "a value beside an aligned comment",
        """\
title:  Guest checkout   # short
owner:  ana              # who decides
due:    2026-11-27       # a Friday
""",
        lambda it: set_value(it, ("owner",), "ben"),
        """\
title:  Guest checkout   # short
owner:  ben              # who decides
due:    2026-11-27       # a Friday
""",
    ),
    (
        "a date stands without quotes",
        """\
title: Guest checkout
due: 2026-11-27
""",
        lambda it: set_value(it, ("due",), Plain("2026-12-04")),
        """\
title: Guest checkout
due: 2026-12-04
""",
    ),
    (
        "text that other readers take for something else is quoted",
        """\
title: Guest checkout
choice: 'maybe'
notes: later
""",
        lambda it: set_value(it, ("notes",), "no"),
        """\
title: Guest checkout
choice: 'maybe'
notes: 'no'
""",
    ),
    (
        "single quotes stay",
        "title: 'Guest checkout'\n",
        lambda it: set_value(it, ("title",), "Ana's checkout"),
        "title: 'Ana''s checkout'\n",
    ),
    (
        "double quotes stay",
        'title: "Guest checkout"  # "quoted"\n',
        lambda it: set_value(it, ("title",), "Checkout"),
        'title: "Checkout"  # "quoted"\n',
    ),
    (
        "a number instead of quoted text is plain",
        'cost: "3"\n',
        lambda it: set_value(it, ("cost",), Plain("3")),
        "cost: 3\n",
    ),
    (
        "a key without a value",
        """\
title: Guest checkout
owner:  # who?
due: ~
""",
        lambda it: set_value(it, ("owner",), "ana"),
        """\
title: Guest checkout
owner: ana  # who?
due: ~
""",
    ),
    (
        "a value below its key, with a comment beside each",
        """\
why:  # in a sentence
  Fewer steps  # so they say
owner: ana
""",
        lambda it: set_value(it, ("why",), "Fewer forms"),
        """\
why:  # in a sentence
  Fewer forms  # so they say
owner: ana
""",
    ),
    (
        "text over several lines becomes one line",
        """\
why: Fewer steps
  and fewer forms  # so they say
owner: ana
""",
        lambda it: set_value(it, ("why",), "Fewer steps"),
        """\
why: Fewer steps  # so they say
owner: ana
""",
    ),
    (
        "one line becomes text over several lines",
        """\
why: Fewer steps  # so they say
owner: ana
""",
        lambda it: set_value(it, ("why",), "Fewer steps\nand fewer forms\n"),
        """\
why: |  # so they say
  Fewer steps
  and fewer forms
owner: ana
""",
    ),
    (
        "block text",
        """\
why: |  # so they say
  Fewer steps
  # and fewer forms

owner: ana
""",
        lambda it: set_value(it, ("why",), "Fewer steps"),
        """\
why: Fewer steps  # so they say

owner: ana
""",
    ),
    (
        "block text that keeps its empty lines",
        """\
why: |+
  Fewer steps

owner: ana
""",
        lambda it: set_value(it, ("why",), "One step\nonly"),
        """\
why: |-
  One step
  only
owner: ana
""",
    ),
    (
        "text of several lines above a comment that is indented",
        """\
why: Fewer steps
    # so they say
owner: ana
""",
        lambda it: set_value(it, ("why",), "Fewer steps\nand fewer forms"),
        """\
why: "Fewer steps\\nand fewer forms"
    # so they say
owner: ana
""",
    ),
    (
        "text that only quotes can hold",
        "why: Fewer steps\n",
        lambda it: set_value(it, ("why",), "  Fewer steps\nand fewer forms\n\n"),
        'why: "  Fewer steps\\nand fewer forms\\n\\n"\n',
    ),
    (
        "a value in a group in brackets",
        "target: {metric: rework-hours, value: 7, by: 2026-11-27}  # agreed\n",
        lambda it: set_value(it, ("target", "value"), Plain("5")),
        "target: {metric: rework-hours, value: 5, by: 2026-11-27}  # agreed\n",
    ),
    (
        "an item",
        """\
tags:
  - checkout  # the first
  - 'tax'     # the second
""",
        lambda it: set_value(it, ("tags", 1), "vat"),
        """\
tags:
  - checkout  # the first
  - 'vat'     # the second
""",
    ),
    (
        "an item that has no value",
        """\
tags:
  -  # to come
  - tax
""",
        lambda it: set_value(it, ("tags", 0), "checkout"),
        """\
tags:
  - checkout  # to come
  - tax
""",
    ),
    (
        "a field of an item",
        """\
evidence:
  - what: 12 calls  # in May
    kind: anecdote
  # the strong one
  - what: A survey
    kind: data
""",
        lambda it: set_value(it, ("evidence", 1, "kind"), "test"),
        """\
evidence:
  - what: 12 calls  # in May
    kind: anecdote
  # the strong one
  - what: A survey
    kind: test
""",
    ),
    (
        "a field of a group that is not there yet",
        """\
title: Guest checkout
owner: ana
""",
        lambda it: set_value(it, ("target", "metric"), "rework-hours"),
        """\
title: Guest checkout
owner: ana
target:
  metric: rework-hours
""",
    ),
    (
        "a group instead of a value",
        """\
target:
  metric: rework-hours
  value: 7
notes: later
""",
        lambda it: set_value(
            it, ("target",), {"metric": "returns", "value": Plain("3"), "by": Plain("2026-12-04")}
        ),
        """\
target:
  metric: returns
  value: 3
  by: 2026-12-04
notes: later
""",
    ),
    (
        "a list keeps what stands beside the items that stay",
        """\
tags:
  - checkout  # the first
  - tax       # the second
  # the last
  - vat
""",
        lambda it: set_value(it, ("tags",), ["checkout", "vat", "pilot"]),
        """\
tags:
  - checkout  # the first
  # the last
  - vat
  - pilot
""",
    ),
    (
        "the same value changes nothing",
        "tags: [ checkout,tax ]\n",
        lambda it: set_value(it, ("tags",), ["checkout", "tax"]),
        "tags: [ checkout,tax ]\n",
    ),
]


@each_of(VALUES_SET)
def test_a_value_is_set(before: str, edit: Edit, after: str) -> None:
    assert edit(read(source_of(before))) == after


KEYS_ADDED: Examples = [
    (
        "a key goes below the others",
        """\
title: Guest checkout
owner: ana

# To be filled
""",
        lambda it: set_value(it, ("due",), Plain("2026-11-27")),
        """\
title: Guest checkout
owner: ana
due: 2026-11-27

# To be filled
""",
    ),
    (
        "a key goes where it usually stands",
        """\
title: Guest checkout
# what for
why: Fewer steps
""",
        lambda it: set_value(it, ("owner",), "ana", ("title", "owner", "due", "why")),
        """\
title: Guest checkout
owner: ana
# what for
why: Fewer steps
""",
    ),
    (
        "a key below block text that keeps its empty lines",
        """\
why: |+
  Fewer steps

owner: ana
""",
        lambda it: set_value(it, ("due",), Plain("2026-11-27"), ("why", "due", "owner")),
        """\
why: |+
  Fewer steps

due: 2026-11-27
owner: ana
""",
    ),
    (
        "a list and a group like those that are there",
        """\
tax:
    title: Tax
    tags:
    - vat
    - eu
    target:
        metric: returns
""",
        lambda it: set_value(it, ("tax", "links"), ["https://example.com/5", "a b"]),
        """\
tax:
    title: Tax
    tags:
    - vat
    - eu
    target:
        metric: returns
    links:
    - https://example.com/5
    - a b
""",
    ),
    (
        "a key in brackets",
        """\
people:
  ana: {name: Ana Ruiz}  # planning
""",
        lambda it: set_value(it, ("people", "ana", "function"), "planning"),
        """\
people:
  ana: {name: Ana Ruiz, function: planning}  # planning
""",
    ),
    (
        "a key in empty brackets",
        "target: {}  # to come\n",
        lambda it: set_value(it, ("target", "metric"), "returns"),
        "target: {metric: returns}  # to come\n",
    ),
    (
        "a key in brackets over several lines",
        """\
target: {
  metric: returns,  # agreed
  value: 7          # days
}
""",
        lambda it: set_value(it, ("target", "by"), Plain("2026-11-27")),
        """\
target: {
  metric: returns,  # agreed
  value: 7,          # days
  by: 2026-11-27
}
""",
    ),
    (
        "a group in an empty file",
        "",
        lambda it: set_value(it, ("tax",), {"title": "Tax", "tags": ["vat", "eu"]}),
        """\
tax:
  title: Tax
  tags: [vat, eu]
""",
    ),
    (
        "a key in a file of comments",
        "# Decisions of the launch\n",
        lambda it: set_value(it, ("tax",), {"title": "Tax"}),
        """\
# Decisions of the launch
tax:
  title: Tax
""",
    ),
]


@each_of(KEYS_ADDED)
def test_a_key_is_added(before: str, edit: Edit, after: str) -> None:
    assert edit(read(source_of(before))) == after


ITEMS_APPENDED: Examples = [
    (
        "an item below the others",
        """\
tags:
- checkout
- tax  # the last

owner: ana
""",
        lambda it: append(it, ("tags",), "vat"),
        """\
tags:
- checkout
- tax  # the last
- vat

owner: ana
""",
    ),
    (
        "an item of fields",
        """\
evidence:
  - what: 12 calls
    kind: anecdote
owner: ana
""",
        lambda it: append(
            it,
            ("evidence",),
            {
                "what": "A survey: 80 answers",
                "kind": "data",
                "link": "https://example.com/a-link-that-makes-it-long/5",
            },
        ),
        """\
evidence:
  - what: 12 calls
    kind: anecdote
  - what: "A survey: 80 answers"
    kind: data
    link: https://example.com/a-link-that-makes-it-long/5
owner: ana
""",
    ),
    (
        "an item below the comment inside of the last one",
        """\
evidence:
  - what: 12 calls
    # link: where is it?
owner: ana
""",
        lambda it: append(it, ("evidence",), {"what": "A survey"}),
        """\
evidence:
  - what: 12 calls
    # link: where is it?
  - what: A survey
owner: ana
""",
    ),
    (
        "an item in brackets",
        "tags: [checkout, 'tax']  # sorted\n",
        lambda it: append(it, ("tags",), "vat, eu"),
        "tags: [checkout, 'tax', 'vat, eu']  # sorted\n",
    ),
    (
        "an item in brackets over several lines",
        """\
tags: [
  checkout,  # the first
  tax        # the second
]
""",
        lambda it: append(it, ("tags",), "vat"),
        """\
tags: [
  checkout,  # the first
  tax,        # the second
  vat
]
""",
    ),
    (
        "an item behind a comma at the end",
        """\
tags: [
  checkout,
  tax,
]
""",
        lambda it: append(it, ("tags",), "vat"),
        """\
tags: [
  checkout,
  tax,
  vat,
]
""",
    ),
    (
        "an item in brackets that hold a comment",
        """\
tags: [  # to come
]
""",
        lambda it: append(it, ("tags",), "vat"),
        """\
tags: [vat  # to come
]
""",
    ),
]


@each_of(ITEMS_APPENDED)
def test_an_item_is_appended(before: str, edit: Edit, after: str) -> None:
    assert edit(read(source_of(before))) == after


DELETED: Examples = [
    (
        "a key with its comments",
        """\
title: Guest checkout

# About the owner

# who decides
# in the end
owner: ana  # or Ben

due: 2026-11-27
""",
        lambda it: delete(it, ("owner",)),
        """\
title: Guest checkout

# About the owner

due: 2026-11-27
""",
    ),
    (
        "a key of many lines",
        """\
title: Guest checkout
target:
  metric: returns
    # of goods
  # not agreed
due: 2026-11-27
""",
        lambda it: delete(it, ("target",)),
        """\
title: Guest checkout
due: 2026-11-27
""",
    ),
    (
        "the key beside a dash",
        """\
evidence:
  - what: 12 calls
    kind: anecdote
""",
        lambda it: delete(it, ("evidence", 0, "what")),
        """\
evidence:
  - kind: anecdote
""",
    ),
    (
        "the only key of a group",
        """\
target:  # to come
  metric: returns
due: 2026-11-27
""",
        lambda it: delete(it, ("target", "metric")),
        """\
target: {}  # to come
due: 2026-11-27
""",
    ),
    (
        "a key below text that keeps its empty lines",
        """\
why: |+
  Fewer steps

owner: ana

due: 2026-11-27
""",
        lambda it: delete(it, ("owner",)),
        """\
why: |+
  Fewer steps

due: 2026-11-27
""",
    ),
    (
        "an item",
        """\
tags:
  - checkout
  # in the EU
  - tax
  - vat
""",
        lambda it: delete(it, ("tags", 1)),
        """\
tags:
  - checkout
  - vat
""",
    ),
    (
        "the only item",
        """\
tags:
  # in the EU
  - tax  # or vat
due: 2026-11-27
""",
        lambda it: delete(it, ("tags", 0)),
        """\
tags: []
due: 2026-11-27
""",
    ),
    (
        "items in brackets",
        "tags: [checkout, tax, vat]\n",
        lambda it: delete(it, ("tags", 2)),
        "tags: [checkout, tax]\n",
    ),
    (
        "the last item in brackets over several lines",
        """\
tags: [
  checkout,  # the first
  # in the EU
  tax        # the second
]
""",
        lambda it: delete(it, ("tags", 1)),
        """\
tags: [
  checkout  # the first
]
""",
    ),
    (
        "the only item in brackets that hold a comment",
        """\
tags: [  # to come
  tax
]
""",
        lambda it: delete(it, ("tags", 0)),
        """\
tags: [  # to come
]
""",
    ),
]


@each_of(DELETED)
def test_what_is_deleted_takes_its_comments_along(before: str, edit: Edit, after: str) -> None:
    assert edit(read(source_of(before))) == after


RECORDS: Examples = [
    (
        "a record below a banner's record, with an empty line between",
        """\
# Decisions of the launch

# -- Payment --

guest-checkout:
  title: Guest checkout

# -- Tax --

tax:
  title: Tax
  # due: when is it needed?

# The end
""",
        lambda it: set_value(
            it, ("pilot",), {"title": "Pilot", "due": Plain("2026-11-27"), "options": ["a", "b"]}
        ),
        """\
# Decisions of the launch

# -- Payment --

guest-checkout:
  title: Guest checkout

# -- Tax --

tax:
  title: Tax
  # due: when is it needed?

pilot:
  title: Pilot
  due: 2026-11-27
  options: [a, b]

# The end
""",
    ),
    (
        "a record between banners goes, the banners stay",
        """\
guest-checkout:
  title: Guest checkout

# -- Tax --

# asked for by Ben
tax:
  title: Tax
  # due: when is it needed?

# -- Pilot --

pilot:
  title: Pilot
""",
        lambda it: delete(it, ("tax",)),
        """\
guest-checkout:
  title: Guest checkout

# -- Tax --

# -- Pilot --

pilot:
  title: Pilot
""",
    ),
    (
        "the last record goes with the empty line above it",
        """\
guest-checkout:
  title: Guest checkout

tax:
  title: Tax
""",
        lambda it: delete(it, ("tax",)),
        """\
guest-checkout:
  title: Guest checkout
""",
    ),
    (
        "an id that needs quotes",
        "tax: {title: Tax}\n",
        lambda it: set_value(it, ("2026",), {"title": "The year"}),
        """\
tax: {title: Tax}
"2026":
  title: The year
""",
    ),
    (
        "comments below a new record",
        """\
tax:
  title: Tax
pilot:
  title: Pilot
""",
        lambda it: add_comments(it, ("pilot",), ["due: when is it needed?", "owner:"]),
        """\
tax:
  title: Tax
pilot:
  title: Pilot
  # due: when is it needed?
  # owner:
""",
    ),
]


@each_of(RECORDS)
def test_a_record_is_added_or_deleted(before: str, edit: Edit, after: str) -> None:
    assert edit(read(source_of(before))) == after


KEYS_RENAMED: Examples = [
    (
        "an id",
        """\
# the old one
guest-checkout:  # in review
  title: Guest checkout
tax: {title: Tax}
""",
        lambda it: rename_key(it, ("guest-checkout",), "checkout"),
        """\
# the old one
checkout:  # in review
  title: Guest checkout
tax: {title: Tax}
""",
    ),
    (
        "an id in quotes",
        "'2026': {title: The year}\n",
        lambda it: rename_key(it, ("2026",), "2027"),
        "'2027': {title: The year}\n",
    ),
    (
        "an id that needs quotes",
        "tax: {title: Tax}\n",
        lambda it: rename_key(it, ("tax",), "1e3"),
        '"1e3": {title: Tax}\n',
    ),
    (
        "a key in brackets",
        "people: {ana: {name: Ana}, ben: {name: Ben}}\n",
        lambda it: rename_key(it, ("people", "ben"), "benjamin"),
        "people: {ana: {name: Ana}, benjamin: {name: Ben}}\n",
    ),
]


@each_of(KEYS_RENAMED)
def test_a_key_is_renamed(before: str, edit: Edit, after: str) -> None:
    assert edit(read(source_of(before))) == after


LINE_ENDS: Examples = [
    (
        "of CRLF",
        "title: Tax\r\n# who\r\nowner: ana\r\n",
        lambda it: set_value(it, ("why",), "Fewer steps\nand forms"),
        "title: Tax\r\n# who\r\nowner: ana\r\nwhy: |-\r\n  Fewer steps\r\n  and forms\r\n",
    ),
    (
        "of CRLF, which a list takes too",
        "tags:\r\n  - tax\r\ndue: 2026-11-27\r\n",
        lambda it: append(it, ("tags",), "vat"),
        "tags:\r\n  - tax\r\n  - vat\r\ndue: 2026-11-27\r\n",
    ),
    (
        "none at the end, after a new key",
        "title: Tax\nowner: ana",
        lambda it: set_value(it, ("due",), Plain("2026-11-27")),
        "title: Tax\nowner: ana\ndue: 2026-11-27",
    ),
    (
        "none at the end, after the last key is gone",
        "title: Tax\n\nowner: ana",
        lambda it: delete(it, ("owner",)),
        "title: Tax",
    ),
    (
        "none at the end, so that text is quoted which would need one",
        "title: Tax",
        lambda it: set_value(it, ("why",), "Fewer steps\nand forms\n"),
        'title: Tax\nwhy: "Fewer steps\\nand forms\\n"',
    ),
    (
        "one at the end, which block text needs",
        "why: |\n  Fewer steps\nowner: ana",
        lambda it: delete(it, ("owner",)),
        """\
why: |
  Fewer steps
""",
    ),
    (
        "of CR alone",
        "title: Tax\rowner: ana\r",
        lambda it: set_value(it, ("due",), Plain("2026-11-27")),
        "title: Tax\rowner: ana\rdue: 2026-11-27\r",
    ),
]


@each_of(LINE_ENDS)
def test_line_ends_stay_as_they_are(before: str, edit: Edit, after: str) -> None:
    assert edit(read(source_of(before))) == after


REFUSED: Examples = [
    (
        "a comment inside of what is replaced",
        """\
target:
  metric: returns  # agreed
""",
        lambda it: set_value(it, ("target",), "later"),
        "a comment would be lost",
    ),
    (
        "the only key of a file",
        "title: Tax\n",
        lambda it: delete(it, ("title",)),
        "nothing would be left in the file",
    ),
    (
        "a key that is not there",
        "title: Tax\n",
        lambda it: delete(it, ("owner",)),
        "there is nothing to delete",
    ),
    (
        "an item that is not there",
        "tags: [tax]\n",
        lambda it: set_value(it, ("tags", 1), "vat"),
        "the list has no such item",
    ),
    (
        "a field of a single value",
        "title: Tax\n",
        lambda it: set_value(it, ("title", "short"), "Tax"),
        "there is no place for it",
    ),
    (
        "an item of a single value",
        "tags: tax\n",
        lambda it: append(it, ("tags",), "vat"),
        "there is something else than a list",
    ),
    (
        "a name that is taken",
        """\
tax: {title: Tax}
vat: {title: VAT}
""",
        lambda it: rename_key(it, ("tax",), "vat"),
        "vat is there already",
    ),
    (
        "the name of what is not there",
        "tax: {title: Tax}\n",
        lambda it: rename_key(it, ("vat",), "tax"),
        "there is nothing to rename",
    ),
    (
        "text that says nothing",
        "title: Tax\n",
        lambda it: set_value(it, ("title",), " "),
        "the file would not say what was asked for",
    ),
    (
        "a file with faults",
        """\
title: Tax
title: VAT
""",
        lambda it: set_value(it, ("title",), "VAT"),
        "the file has faults that must be mended first",
    ),
]


@each_of(REFUSED)
def test_an_edit_that_is_not_safe_is_refused(before: str, edit: Edit, after: str) -> None:
    with pytest.raises(EditError) as refusal:
        edit(read(source_of(before)))
    assert str(refusal.value) == after


def test_a_byte_order_mark_stays() -> None:
    source = source_of(b"\xef\xbb\xbfowner: ana\n")
    assert source.encoded(set_value(read(source), ("owner",), "ben")) == b"\xef\xbb\xbfowner: ben\n"


def test_a_new_file_is_written_like_another() -> None:
    sample = read(source_of("title: 'Tax: VAT'\r\ntags:\r\n- eu\r\n"))
    fields = {"title": "no", "due": Plain("2026-11-27"), "tags": ["vat", "eu"], "why": "a\nb"}
    assert new_text(fields, ["owner: who decides?"], sample) == (
        "title: 'no'\r\ndue: 2026-11-27\r\ntags:\r\n- vat\r\n- eu\r\n"
        "why: |-\r\n  a\r\n  b\r\n# owner: who decides?\r\n"
    )


def test_a_new_file_without_another() -> None:
    assert new_text({"title": "Tax", "tags": ["vat", "eu"]}, [], None) == (
        "title: Tax\ntags: [vat, eu]\n"
    )
