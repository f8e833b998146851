"""The geometry of the report's pictures, for metrics and assumptions as odd as they come."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mvpplan.reports import assumption_chart as assumptions
from mvpplan.reports.assumption_chart import assumption_chart
from mvpplan.reports.metric_chart import HEIGHT, WIDTH, metric_chart
from mvpplan.reports.scales import apart, linear, ratios, ticks
from mvpplan.text.words import day_name

FRIDAY = date(2026, 11, 20)
UNITS = {"gain": "points", "cost": "days"}
NUMBERS = st.floats(-1e30, 1e30) | st.integers(-5, 5).map(float)


def item(*values: float, every: int = 7, **known: float | str | None) -> dict[str, Any]:
    """A row of the section of metrics, read every so many days up to Friday 20 November."""
    days = [FRIDAY - timedelta(days=every * back) for back in reversed(range(len(values)))]
    numbers = {name: known.get(name) for name in ("baseline", "target", "guardrail")}
    return {
        "title": "Rework",
        "unit": known.get("unit"),
        "direction": known.get("direction", "down"),
        "by": known.get("by", ""),
        "as_of": FRIDAY.isoformat(),
        "numbers": numbers,
        **{name: None if value is None else f"{value:g}" for name, value in numbers.items()},
        "readings": [
            {
                "day": day_name(day, FRIDAY),
                "date": day.isoformat(),
                "value": f"{value:g}",
                "number": value,
            }
            for day, value in zip(days, values, strict=True)
        ],
    }


def places(chart: dict[str, Any]) -> list[tuple[float, float]]:
    """The readings in a picture."""
    return [tuple(map(float, pair.split(","))) for pair in chart["line"].split()]  # type: ignore[misc]


def test_readings_go_from_the_left_to_today_and_from_the_least_to_the_greatest() -> None:
    chart = metric_chart(item(10, 30, 20, baseline=10, target=30))
    assert chart["line"] == "6,48 53,8 100,28"
    assert chart["last"] == {"x": "100", "y": "28"}
    assert chart["zone"] is None
    assert [(mark["name"], mark["y"], mark["label_y"]) for mark in chart["marks"]] == [
        ("target", "8", "8"),
        ("baseline", "48", "48"),
    ]


def test_what_was_last_read_long_ago_ends_before_today() -> None:
    made = item(10, 20)
    made["as_of"] = (FRIDAY + timedelta(days=7)).isoformat()
    assert places(metric_chart(made))[-1][0] == 53


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (item(), "Rework: no reading yet; less is better"),
        (item(unit="hours", direction=None), "Rework, hours: no reading yet"),
        (
            item(14, target=8.0, by="Fri 4 Dec", direction="up"),
            "Rework: 14 on Fri 20 Nov; target 8 by Fri 4 Dec; more is better",
        ),
        (
            item(14, 12, baseline=20.0, guardrail=25.0),
            "Rework: 14 on Fri 13 Nov, 12 on Fri 20 Nov; baseline 20; guardrail 25; less is better",
        ),
        (
            item(*range(500), every=1),
            (
                "Rework: 500 readings from 0 on Wed 9 Jul 2025 to 499 on Fri 20 Nov, lowest 0,"
                " highest 499; less is better"
            ),
        ),
    ],
)
def test_a_picture_says_in_words_what_it_shows(made: dict[str, Any], text: str) -> None:
    assert metric_chart(made)["text"] == text


def test_without_readings_there_is_no_line_but_what_is_aimed_at() -> None:
    chart = metric_chart(item(baseline=46.0, target=20.0))
    assert (chart["line"], chart["last"]) == ("", None)
    assert [mark["name"] for mark in chart["marks"]] == ["baseline", "target"]


def test_one_reading_and_equal_readings_stand_in_the_middle() -> None:
    assert places(metric_chart(item(7))) == [(100, 28)]
    assert places(metric_chart(item(7, 7, baseline=7.0))) == [(6, 28), (100, 28)]


def test_the_zone_beyond_the_guardrail_is_on_its_wrong_side() -> None:
    assert metric_chart(item(10, 20, guardrail=30.0))["zone"] == {"y": "0", "height": "8"}
    chart = metric_chart(item(10, 20, guardrail=5.0, direction="up"))
    assert chart["zone"] == {"y": "48", "height": "8"}
    assert metric_chart(item(10, 20, guardrail=5.0, direction=None))["zone"] is None


def test_a_guardrail_far_away_is_named_at_the_edge_and_flattens_nothing() -> None:
    for guardrail, label, at in ((1e12, "guardrail ↑", "8"), (-1e12, "guardrail ↓", "48")):
        chart = metric_chart(item(10, 20, guardrail=guardrail))
        assert [(mark["label"], mark["y"], mark["label_y"]) for mark in chart["marks"]] == [
            (label, None, at)
        ]
        assert chart["zone"] is None
        assert places(chart) == [(6, 48), (100, 8)]


@given(
    st.lists(NUMBERS, max_size=9), *[st.none() | NUMBERS] * 3, st.sampled_from(["up", "down", None])
)
def test_everything_is_inside_and_no_label_covers_another(
    values: list[float],
    baseline: float | None,
    target: float | None,
    guardrail: float | None,
    direction: str | None,
) -> None:
    made = item(*values, baseline=baseline, target=target, guardrail=guardrail, direction=direction)
    chart = metric_chart(made)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places(chart))
    assert len(places(chart)) == len(values)
    labels = [float(mark["label_y"]) for mark in chart["marks"]]
    assert len(labels) == sum(value is not None for value in made["numbers"].values())
    assert all(after - before >= 10.9 for before, after in pairwise(labels))
    assert all(6 <= label <= HEIGHT - 6 for label in labels)
    for mark in chart["marks"]:
        assert mark["y"] is None or 0 <= float(mark["y"]) <= HEIGHT


def point(rank: str, gain: float, cost: float) -> dict[str, Any]:
    return {"rank": rank, "gain": gain, "cost": cost}


def test_what_is_free_has_a_lane_and_both_scales_are_of_ratios() -> None:
    given = [point("1", 1, 0), point("2", 10, 1), point("3", 100, 10), point("4", 1000, 100)]
    chart = assumption_chart(given, 2, UNITS)
    assert [(disc["rank"], disc["x"], disc["y"]) for disc in chart["discs"]] == [
        ("1", chart["free"], "114"),
        ("2", "82", "88"),
    ]
    assert [(dot["x"], dot["y"]) for dot in chart["dots"]] == [("120", "62"), ("158", "36")]
    assert [tick["label"] for tick in chart["across"]] == ["1", "10", "100"]
    assert [tick["label"] for tick in chart["upwards"]] == ["1", "10", "100", "1000"]
    assert chart["text"] == (
        "Impact × doubt against cost of 4 assumptions: 1 at 1 point, free;"
        " 2 at 10 points for 1 day; 2 others at 100 to 1000 for 10 to 100"
    )


def test_discs_that_fall_together_stand_side_by_side() -> None:
    chart = assumption_chart([point("1=", 4, 1), point("1=", 4, 1), point("3", 4, 1)], 3, UNITS)
    spots = {(disc["x"], disc["y"]) for disc in chart["discs"]}
    assert len(spots) == 3
    assert all(disc["dot"] is None for disc in chart["discs"])  # the first stands on their place


@pytest.mark.parametrize(
    ("value", "label"),
    [(0.05, "0.05"), (0.5, "0.5"), (2000, "2000"), (14000, "14k"), (2.5e6, "2.5M"), (1e10, "10bn")],
)
def test_a_tick_has_few_letters(value: float, label: str) -> None:
    chart = assumption_chart([point("1", value, 1)], 1, UNITS)
    assert [tick["label"] for tick in chart["upwards"]] == [label]


@given(
    st.lists(
        st.tuples(st.floats(1e-9, 1e30) | st.just(0.0), st.floats(1e-9, 1e30) | st.just(0.0)),
        max_size=250,
    ),
    st.integers(0, 3),
)
def test_every_assumption_is_inside_the_picture(
    points: list[tuple[float, float]], named: int
) -> None:
    given = [point(f"{number}", *each) for number, each in enumerate(points)]
    chart = assumption_chart(given, named, UNITS)
    drawn = [*chart["dots"], *chart["discs"]]
    assert len(drawn) == min(len(points), assumptions.MOST)
    for each in drawn:
        assert float(chart["left"]) <= float(each["x"]) <= assumptions.WIDTH
        assert 0 <= float(each["y"]) <= chart["bottom"]


@given(st.floats(1e-9, 1e30), st.floats(1e-9, 1e30))
def test_ticks_are_two_to_four_and_within(one: float, other: float) -> None:
    low, high = sorted((one, other))
    found = ticks(low, high)
    assert (1 if low == high else 2) <= len(found) <= 4
    assert found == sorted(found)
    assert low <= found[0] <= found[-1] <= high


@given(st.floats(1e-9, 1e30), st.floats(1e-9, 1e30), st.floats(0, 1))
def test_scales_keep_within_their_ends(one: float, other: float, share: float) -> None:
    low, high = sorted((one, other))
    value = min(max(low + share * (high - low), low), high)
    for scale in (linear(low, high, 10, 90), ratios(low, high, 10, 90)):
        assert 9.999 <= scale(value) <= 90.001
    assert ratios(1, 100, 0, 10)(10) == 5


@given(st.lists(st.floats(0, 50), max_size=4))
def test_places_apart_move_no_more_than_they_must(wanted: list[float]) -> None:
    found = apart(sorted(wanted), 11, 50)
    assert all(after - before >= 10.999 for before, after in pairwise(found))
    assert all(place <= 50 for place in found)
    if all(b - a >= 11 for a, b in pairwise(sorted(wanted))):
        assert found == sorted(wanted)


@pytest.mark.parametrize(
    ("guardrail", "label"),
    [
        (55.0, "guardrail 55"),
        (0.65, "guardrail 0.65"),
        (123456.5, "guardrail"),
        (-9e9, "guardrail ↓"),
    ],
)
def test_a_label_has_its_value_where_there_is_room(guardrail: float, label: str) -> None:
    around = (guardrail - 1, guardrail + 1) if guardrail > 0 else (10, 20)
    (mark,) = metric_chart(item(*around, guardrail=guardrail))["marks"]
    assert mark["label"] == label


def test_the_unit_of_an_axis_is_shortened_to_what_there_is_room_for() -> None:
    chart = assumption_chart([point("1", 1, 1)], 1, {"gain": "W" * 40, "cost": "EUR"})
    assert (chart["gain"], chart["cost"]) == ("↑ impact × doubt, WWW…", "cost, EUR →")
