"""Periods, escalation and movement: dates only, around every edge."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mvpplan.model.blocker import Blocker
from mvpplan.model.decision import Decision
from mvpplan.model.metric import Metric
from mvpplan.model.plan import Plan
from mvpplan.model.plan_file import read_settings
from mvpplan.model.shape import read_shape
from mvpplan.text.nodes import Mapping, Source
from mvpplan.text.reader import read
from mvpplan.timeline.escalation import escalation
from mvpplan.timeline.movement import movement
from mvpplan.timeline.period import Period, period_of

if TYPE_CHECKING:
    from mvpplan.model.settings import Settings
    from mvpplan.timeline.escalation import Escalation

FRIDAY = date(2026, 11, 20)


def mapping(text: str) -> Mapping:
    root = read(Source("test.yaml", text)).root
    assert isinstance(root, Mapping)
    return root


def settings(text: str = "") -> Settings:
    people = (
        "people: {petra: {escalates_to: ines}, ines: {escalates_to: mara}, mara: {}, solo: {}}\n"
    )
    made, problems = read_settings(mapping(f"format: 1\ntitle: Launch\n{people}{text}"))
    assert problems == []
    return made


def blocker(text: str) -> Blocker:
    made, problems = read_shape(Blocker, mapping(f"title: Stuck\n{text}"), "stuck")
    assert made is not None, problems
    return made


def decision(text: str) -> Decision:
    made, problems = read_shape(Decision, mapping(f"title: Which?\n{text}"), "which")
    assert made is not None, problems
    return made


@pytest.mark.parametrize(
    ("review", "as_of", "start"),
    [
        ("{day: friday, every: 1w}", FRIDAY, date(2026, 11, 13)),
        ("{day: friday, every: 1w}", date(2026, 11, 18), date(2026, 11, 13)),
        ("{day: friday, every: 1w}", date(2026, 11, 21), date(2026, 11, 20)),
        ("{day: friday, every: 2w}", FRIDAY, date(2026, 11, 6)),
        ("{every: 2w, first: 2026-11-06}", FRIDAY, date(2026, 11, 6)),
        ("{every: 2w, first: 2026-11-06}", date(2026, 11, 27), FRIDAY),
        ("{every: 2w, first: 2026-12-04}", FRIDAY, date(2026, 11, 6)),
        ("{every: 10d, first: 2026-11-06}", FRIDAY, date(2026, 11, 16)),
        ("{every: 10d, first: 2026-11-06}", date(2026, 11, 26), date(2026, 11, 16)),
        ("{day: monday, every: 1w}", date(2027, 1, 1), date(2026, 12, 28)),
        ("{day: thursday, every: 1w}", date(2028, 3, 1), date(2028, 2, 24)),
    ],
)
def test_a_period_starts_on_the_review_day_before(review: str, as_of: date, start: date) -> None:
    assert period_of(settings(f"review: {review}"), as_of) == Period(start, as_of)


@pytest.mark.parametrize(
    ("review", "following"),
    [
        ("{day: friday}", date(2026, 11, 27)),
        ("{day: saturday}", date(2026, 11, 21)),
        ("{every: 2w, first: 2026-11-06}", date(2026, 12, 4)),
        ("{every: 2w, first: 2026-11-13}", date(2026, 11, 27)),
        ("{every: 10d, first: 2026-11-06}", date(2026, 11, 26)),
    ],
)
def test_the_next_review_is_a_whole_cycle_from_the_first(review: str, following: date) -> None:
    assert settings(f"review: {review}").review_after(FRIDAY) == following


def test_since_overrides_the_start() -> None:
    assert period_of(settings(), FRIDAY, date(2026, 10, 1)) == Period(date(2026, 10, 1), FRIDAY)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_every_day_belongs_to_the_period_of_one_weekly_report(day: date) -> None:
    plan = settings()
    fridays = [day + timedelta(days=ahead) for ahead in range(-7, 8)]
    reports = [period_of(plan, friday) for friday in fridays if friday.weekday() == 4]
    assert sum(day in period for period in reports) == 1


@pytest.mark.parametrize(
    ("text", "as_of", "expected"),
    [
        ("owner: petra\nopened: 2026-11-13", FRIDAY, None),
        ("owner: petra\nopened: 2026-11-12", FRIDAY, ("ines", "open for 8 days", False)),
        ("owner: petra\nopened: 2026-11-05", FRIDAY, ("mara", "open for 15 days", False)),
        ("owner: petra\nopened: 2026-10-01", FRIDAY, ("mara", "open for 50 days", True)),
        ("owner: petra\ndue: 2026-11-20", FRIDAY, None),
        ("owner: petra\ndue: 2026-11-19", FRIDAY, ("ines", "1 day past due", False)),
        ("owner: petra\ndue: 2026-11-12", FRIDAY, ("mara", "8 days past due", False)),
        ("owner: solo\ndue: 2026-11-12", FRIDAY, (None, "8 days past due", True)),
        ("due: 2026-11-12", FRIDAY, (None, "8 days past due", True)),
        (
            "status: resolved\nclosed: 2026-11-20\nresolution: x\ndue: 2026-11-01",
            FRIDAY,
            None,
        ),
    ],
)
def test_blockers_escalate_after_one_cycle_or_past_due(
    text: str, as_of: date, expected: tuple[str | None, str, bool] | None
) -> None:
    assert summary(escalation(blocker(text), Plan(settings(), {}), as_of)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("owner: petra\nopened: 2026-11-06", None),
        ("owner: petra\nopened: 2026-11-05", ("ines", "open for 15 days", False)),
        ("owner: petra\nisolated: 2026-11-18", None),
        ("owner: petra\nisolated: 2026-11-17", ("ines", "isolated for more than 48 hours", False)),
    ],
)
def test_decisions_escalate_after_two_cycles_or_48_hours_of_isolation(
    text: str, expected: tuple[str | None, str, bool] | None
) -> None:
    assert summary(escalation(decision(text), Plan(settings(), {}), FRIDAY)) == expected


def summary(raised: Escalation | None) -> tuple[str | None, str, bool] | None:
    return (raised.to, raised.reason, raised.ended) if raised else None


def metric(text: str) -> Metric:
    made, problems = read_shape(Metric, mapping(f"title: Time to pay\n{text}"), "time")
    assert made is not None, problems
    return made


READINGS = """\
direction: down
baseline: 118
target: 90
guardrail: 130
fresh_for: 8
readings:
  - {on: 2026-11-06, value: 110}
  - {on: 2026-11-13, value: 101}
  - {on: 2026-11-20, value: 94}
"""


def test_movement_compares_with_the_last_reading_up_to_the_start_of_the_period() -> None:
    moved = movement(metric(READINGS), Period(date(2026, 11, 13), FRIDAY))
    assert moved.now is not None
    assert moved.before is not None
    assert (moved.now.value, moved.before.value) == (Decimal(94), Decimal(101))
    assert (moved.trend, moved.age) == ("better", 0)
    assert not moved.stale
    assert not moved.reached


def test_movement_does_not_see_later_readings() -> None:
    moved = movement(metric(READINGS), Period(date(2026, 11, 6), date(2026, 11, 13)))
    assert moved.now is not None
    assert moved.now.value == 101


@pytest.mark.parametrize(
    ("last", "trend", "drifting", "reached", "crossed"),
    [
        ("94", "better", False, False, False),
        ("101", "unchanged", False, False, False),
        ("110", "worse", False, False, False),
        ("119", "worse", True, False, False),
        ("131", "worse", True, False, True),
        ("90", "better", False, True, False),
        ("80", "better", False, True, False),
    ],
)
def test_what_a_reading_means_for_a_number_that_should_fall(
    last: str, trend: str, drifting: bool, reached: bool, crossed: bool
) -> None:
    text = READINGS.replace("value: 94", f"value: {last}")
    moved = movement(metric(text), Period(date(2026, 11, 13), FRIDAY))
    assert (moved.trend, moved.drifting, moved.reached, moved.guardrail_crossed) == (
        trend,
        drifting,
        reached,
        crossed,
    )


def test_a_metric_without_fresh_reading_is_stale() -> None:
    period = Period(FRIDAY, date(2026, 11, 29))
    assert movement(metric(READINGS), period).stale
    assert movement(metric("fresh_for: 8"), period).stale
    assert not movement(metric("unit: seconds"), period).stale
