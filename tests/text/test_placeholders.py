"""Placeholders of templates: what is filled, what stays, and what cannot be filled."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mvpplan.text.guards import data_of
from mvpplan.text.nodes import Source
from mvpplan.text.placeholders import PlaceholderError, day_from, filled
from mvpplan.text.reader import read
from mvpplan.text.render import Plain

if TYPE_CHECKING:
    from mvpplan.text.placeholders import Answer

TODAY = date(2026, 11, 20)  # a Friday
ANSWERS: dict[str, Answer] = {
    "title": "Pay: as a guest",
    "planner": Plain("ana"),
    "launch": date(2027, 1, 18),
    "capacity": Plain("5"),
    "today": TODAY,
}


def fill(text: str) -> str:
    document = read(Source("a.yaml", text))
    assert not document.faults
    return filled(document, ANSWERS, TODAY)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: $title   # $title stays\n", 'title: "Pay: as a guest"   # $title stays\n'),
        ("owner: $planner\n", "owner: ana\n"),
        ("people: [$planner, '$planner']\n", "people: [ana, 'ana']\n"),
        ("due: $launch\n", "due: 2027-01-18\n"),
        ("due: $launch-10d   # a Friday\n", "due: 2027-01-08   # a Friday\n"),
        (
            "due: $launch-2d   # a Saturday, hence Friday\n",
            "due: 2027-01-15   # a Saturday, hence Friday\n",
        ),
        ("due: $launch-1d\n", "due: 2027-01-15\n"),
        ("due: $launch-20w   # in the past\n", "due: 2026-11-20   # in the past\n"),
        (
            "window: {start: $launch, end: $launch+30d}\n",
            "window: {start: 2027-01-18, end: 2027-02-17}\n",
        ),
        ("opened: $today\n", "opened: 2026-11-20\n"),
        ("due: $today+1w\n", "due: 2026-11-27\n"),
        ("capacity: $capacity\n", "capacity: 5\n"),
        ("notes: ask $planner by $launch-1w\n", "notes: ask ana by 2027-01-11\n"),
        ("notes: >-\n  ask $planner\n  early\n", "notes: >-\n  ask ana\n  early\n"),
        ("notes: it costs $100 or US$ 5 or $ 7\n", "notes: it costs $100 or US$ 5 or $ 7\n"),
        ("$title: a\n", "$title: a\n"),
        ("", ""),
    ],
)
def test_what_is_filled(before: str, after: str) -> None:
    assert fill(before) == after


@pytest.mark.parametrize(
    ("text", "message", "offset"),
    [
        ("a: b\nowner: $plannr\n", "$plannr is the name of no question", 12),
        ("title: The $title\n", "$title is text and has to be the whole value", 7),
        ("owner: $planner+2d\n", "$planner is no day to count from", 7),
    ],
)
def test_what_cannot_be_filled(text: str, message: str, offset: int) -> None:
    with pytest.raises(PlaceholderError) as caught:
        fill(text)
    assert (str(caught.value), caught.value.offset) == (message, offset)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_any_text_is_filled_in_as_it_is(answer: str) -> None:
    document = read(Source("a.yaml", "a: $title # b\nc: [$title]\n"))
    text = filled(document, {"title": answer}, TODAY)
    assert data_of(read(Source("a.yaml", text)).root) == {"a": answer, "c": [answer]}


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.integers(-500, 500), st.sampled_from("dw"))
def test_days_are_working_days_that_are_not_past(day: date, count: int, unit: str) -> None:
    found = day_from(day, count, unit, TODAY)
    counted = day + timedelta(days=count * (7 if unit == "w" else 1))
    assert found >= TODAY
    assert found.weekday() < 5
    assert found == TODAY or timedelta(0) <= counted - found <= timedelta(days=2)
