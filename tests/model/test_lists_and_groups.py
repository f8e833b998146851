"""Lists are lists even of one; groups have fields of their own."""

from __future__ import annotations

from datetime import date

import pytest
from shape_views import complaint, problems, record

from mvpplan.model.blocker import Blocker
from mvpplan.model.decision import Decision

STATUSES = ("open", "approved", "rejected", "deferred", "superseded")
NOT_ONE = "holds a group of fields where one value belongs | if it is text, put it in quotes:"


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        (" [a, b]", ("a", "b")),
        ("\n  - a\n  - b", ("a", "b")),
        ("\n- a", ("a",)),
        (" [a]", ("a",)),
        (" []", ()),
        ("", ()),
        (" ~", ()),
        (" [no, 007]", ("no", "007")),
    ],
)
def test_a_list(written: str, tags: tuple[str, ...]) -> None:
    assert record(Decision, f"title: a\ntags:{written}\n").tags == tags


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("b", "tags needs a list | write tags: [b], or one '- ' line for each item"),
        ("b, c", "tags needs a list | write tags: [b, c], or one '- ' line for each item"),
        ("{}", "tags needs a list | write tags: […], or one '- ' line for each item"),
        ("{b: c}", "tags needs a list | start each line with a dash and no name: - c"),
        ("{b: {c: d}}", "tags needs a list | start each line with a dash and no name: - …"),
        ("{tags: [b]}", "tags needs a list | delete the line tags:"),
    ],
)
def test_what_is_no_list(written: str, told: str) -> None:
    assert complaint(Decision, f"tags: {written}") == f"MP103 {told}"


@pytest.mark.parametrize(
    "field",
    [
        *("options", "constraints", "acceptance", "reviewers", "depends_on", "assumptions"),
        *("supersedes", "tags", "links"),
    ],
)
def test_every_list_of_a_decision_is_a_list_even_of_one(field: str) -> None:
    assert complaint(Decision, f"{field}: b") == (
        f"MP103 {field} needs a list | write {field}: [b], or one '- ' line for each item"
    )


@pytest.mark.parametrize(
    "written", ["Ask first?", "Tax: ask first", "[draft] ask", '"Ask" first', "Ask: us # later"]
)
def test_the_list_that_a_hint_shows_holds_what_was_written(written: str) -> None:
    told = complaint(Decision, f"options: '{written}'")
    shown = told.partition("write ")[2].partition(", or one '- '")[0]
    assert record(Decision, f"title: a\n{shown}\n").options == (written,)


def test_an_item_that_is_no_single_value() -> None:
    assert problems(Decision, "title: a\ntags: [b, [c], {d: e}]\n") == [
        "2:11 MP103 tags 2 holds a list where one value belongs | write one dash only: - c",
        f'2:16 MP103 tags 3 {NOT_ONE} "d: e"',
    ]


def test_an_empty_item_is_shown_on_its_own_line() -> None:
    assert problems(Decision, "title: a\ntags:\n  - b\n  - c\n  -\n  - d\n") == [
        "5:3 MP103 tags 3 is empty | write a value, or delete the dash"
    ]


def test_an_item_with_a_colon_is_told_to_be_quoted() -> None:
    text = "title: a\nacceptance:\n  - Refunds: within a day\n"
    assert problems(Decision, text) == [f'3:5 MP103 acceptance 1 {NOT_ONE} "Refunds: within a day"']


def test_a_group() -> None:
    text = "title: a\ntarget: {metric: signups, value: 3, by: 2026-12-31}\n"
    target = record(Decision, text).target
    assert target is not None
    assert (target.metric, str(target.value), target.by) == ("signups", "3", date(2026, 12, 31))


def test_a_list_of_groups() -> None:
    text = """\
title: a
evidence:
  - what: Ten calls
    kind: anecdote
    on: 2026-11-02
  - {what: A query, link: https://example.com/5, supports: false}
"""
    assert [
        (each.what, each.kind, each.on, each.link, each.supports)
        for each in record(Decision, text).evidence
    ] == [
        ("Ten calls", "anecdote", date(2026, 11, 2), None, True),
        ("A query", None, None, "https://example.com/5", False),
    ]


@pytest.mark.parametrize("written", ["soon", "[soon]", "7"])
def test_what_is_no_group(written: str) -> None:
    assert complaint(Decision, f"target: {written}") == (
        "MP103 target needs fields | write target: {metric: …, value: …, by: …}"
    )


def test_text_instead_of_evidence_is_not_told_to_be_a_list_of_text() -> None:
    told = complaint(Decision, "evidence: Ten calls")
    assert told == (
        "MP103 evidence needs a list | write each on a line of its own: - what: Ten calls"
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Ten calls", "what: Ten calls"),
        ("'Calls: ten'", 'what: "Calls: ten"'),
        ("[Ten calls]", "{what: …, kind: …, on: …, link: …, supports: …}"),
    ],
)
def test_text_instead_of_one_piece_of_evidence_is_told_how_evidence_looks(
    written: str, meant: str
) -> None:
    (told,) = problems(Decision, f"title: a\nevidence:\n  - {written}\n")
    assert told == f"3:5 MP103 evidence 1 needs fields | write - {meant}"


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("-Ask first\n  -Ask last", "Ask first"),
        ("• Ask first\n  • Ask last", "Ask first"),
        ("– Ask first\n  – Ask last", "Ask first"),
        ("1. Ask first\n  2. Ask last", "Ask first"),
        ("1) Ask: first\n  2) Ask last", '"Ask: first"'),
    ],
)
def test_items_without_a_dash_and_a_space_are_told_to_have_them(written: str, first: str) -> None:
    block = written.startswith("1)")
    (told,) = problems(Decision, f"title: a\noptions: {'|' if block else ''}\n  {written}\n")
    assert told.partition(" | ")[2] == (
        f"start each item with a dash and a space, on a line of its own: - {first}"
    )


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("{}", ["metric", "value"]),
        ("{by: 2026-12-31}", ["metric", "value"]),
        ("{metric: signups}", ["value"]),
    ],
)
def test_a_group_names_the_fields_that_it_lacks(written: str, told: list[str]) -> None:
    assert problems(Decision, f"title: a\ntarget: {written}\n") == [
        f"2:9 MP102 target, {name} is missing | add a line {name}: …" for name in told
    ]


def test_a_group_that_is_empty_is_not_given() -> None:
    assert record(Blocker, "title: a\ncommunication:\n").communication is None


def test_every_fault_of_a_record_is_told_in_one_run() -> None:
    text = """\
due: 3/4/26
effort: -2
tags: b
evidence:
  - what: c
    on: soon
  - kind: rumour
target: {metric: [d], value: '3'}
status: opn
"""
    assert [told.partition(" | ")[0] for told in problems(Decision, text)] == [
        "1:1 MP102 title is missing",
        "1:6 MP103 due: 3/4/26 is not a date",
        "2:9 MP103 effort: -2 is below 0",
        "3:7 MP103 tags needs a list",
        "6:9 MP103 evidence 1, on: soon is not a date",
        "7:5 MP102 evidence 2, what is missing",
        "7:11 MP103 evidence 2, kind is rumour, which is not one of anecdote, data, test",
        "8:18 MP103 target, metric holds a list where one value belongs",
        '8:30 MP103 target, value: "3" in quotes is text, not a number',
        f"9:9 MP103 status is opn, which is not one of {', '.join(STATUSES)}",
    ]
