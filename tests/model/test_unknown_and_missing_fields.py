"""A field that nobody knows, with the nearest one that is known; a field that must be there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from shape_views import problems

from mvpplan.model import RECORDS
from mvpplan.model.decision import Decision

if TYPE_CHECKING:
    from mvpplan.model.record import Record

OTHERWISE = "delete it, or put what it says into notes"


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("onwer", "did you mean owner?"),
        ("Owner", "did you mean owner?"),
        ("depends-on", "did you mean depends_on?"),
        ("assumption", "did you mean assumptions?"),
        ("colour", OTHERWISE),
    ],
)
def test_an_unknown_field_is_shown_at_its_name(word: str, hint: str) -> None:
    assert problems(Decision, f"title: a\n{word}: b\n") == [
        f"2:1 MP101 {word} is not a field of a decision | {hint}"
    ]


@pytest.mark.parametrize("value", ["", " ~", "\n  a: b", "\n  - c", " {d: e}", " 'f'"])
def test_an_unknown_field_is_shown_at_its_name_whatever_it_holds(value: str) -> None:
    assert problems(Decision, f"title: a\ncolour:{value}\n") == [
        f"2:1 MP101 colour is not a field of a decision | {OTHERWISE}"
    ]


def test_an_unknown_field_in_a_group() -> None:
    text = "title: a\ntarget: {metric: b, value: 3, date: 2026-12-31}\n"
    assert problems(Decision, text) == [
        "2:31 MP101 date is not a field of target | it takes metric, value, by"
    ]


@pytest.mark.parametrize("value", ["", "c"])
def test_a_misspelt_field_in_a_list_of_groups(value: str) -> None:
    text = f"title: a\nevidence:\n  - what: b\n    lnik: {value}\n"
    assert problems(Decision, text) == [
        "4:5 MP101 lnik is not a field of evidence 1 | did you mean link?"
    ]


@pytest.mark.parametrize("value", ["a", "'a'", "b", ""])
def test_an_id_is_no_field(value: str) -> None:
    assert problems(Decision, f"title: a\nid: {value}\n") == [
        (
            "2:1 MP101 id is not a field | "
            "delete the line; the id is a, from the file's name or the key above"
        )
    ]


@pytest.mark.parametrize("value", ["b", "''", ""])
def test_a_misspelt_title_is_one_fault_and_not_two(value: str) -> None:
    assert problems(Decision, f"titel: {value}\n") == [
        "1:1 MP101 titel is not a field of a decision | did you mean title?"
    ]


@pytest.mark.parametrize("value", ["signups", ""])
def test_a_misspelt_required_field_of_a_group_is_one_fault_and_not_two(value: str) -> None:
    assert problems(Decision, f"title: a\ntarget:\n  value: 3\n  metrik: {value}\n") == [
        "4:3 MP101 metrik is not a field of target | did you mean metric?"
    ]


def test_two_misspelt_titles_are_two_faults() -> None:
    assert problems(Decision, "titel: a\ntitl: b\n") == [
        "1:1 MP101 titel is not a field of a decision | did you mean title?",
        "2:1 MP101 titl is not a field of a decision | did you mean title?",
    ]


def test_a_record_has_a_title() -> None:
    told = problems(Decision, "owner: ana\n")
    assert told == ["1:1 MP102 title is missing | add a line title: …"]


@pytest.mark.parametrize("title", ["", " ''", " ~"])
def test_a_field_that_is_needed_and_empty(title: str) -> None:
    told = problems(Decision, f"owner: ana\ntitle:{title}\n")
    assert told == ["2:1 MP102 title is empty | write it after the colon: title: …"]


def test_a_field_of_an_item_that_is_needed_and_empty() -> None:
    told = problems(Decision, "title: a\nevidence:\n  - what:\n    kind: data\n")
    assert told == ["3:5 MP102 evidence 1, what is empty | write it after the colon: what: …"]


@pytest.mark.parametrize("kind", RECORDS)
def test_every_kind_wants_no_more_than_a_title(kind: type[Record]) -> None:
    assert problems(kind, "title: a\n") == []
    assert problems(kind, "owner: ana\n") == ["1:1 MP102 title is missing | add a line title: …"]


@pytest.mark.parametrize("kind", RECORDS)
def test_every_kind_refuses_what_it_does_not_know(kind: type[Record]) -> None:
    nouns = {
        "assumption": "an assumption",
        "scope": "a scope item",
        "feedback": "a piece of feedback",
    }
    noun = nouns.get(kind.kind, f"a {kind.kind}")
    assert problems(kind, "title: a\nzzz: b\n") == [
        f"2:1 MP101 zzz is not a field of {noun} | {OTHERWISE}"
    ]
