"""The plan file: what it says, and how much of it a fault costs."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from shape_views import settings, settings_and_problems

from mvpplan.model.plan_file import no_settings
from mvpplan.model.settings import DEFAULT_SCALE

HEAD = "format: 1\ntitle: Guest checkout\n"


def told(lines: str) -> list[str]:
    """What is wrong with a plan file that has these lines from line 3."""
    return settings_and_problems(HEAD + lines)[1]


def test_a_whole_plan_file() -> None:
    read = settings("""\
format: 1
title: Guest checkout, first scope
objective: Define a launchable first scope
team: RevOps
industry: Ecommerce
window: {name: the first month after rollout, start: 2026-12-07, end: 2027-01-06}
review: {day: monday, every: 2w}
capacity: 6
launch: 2026-12-07
approver: ana
monitor: ben
outcome: {metric: rework-hours, signal: Lower rework volume}
protects:
  fast-purchase: Clear, fast purchase journeys
people:
  ana:  {name: Ana Ruiz, function: planning, escalates_to: mara}
  ben:
  mara: {name: Mara Lind, function: leadership}
impact: {unit: points, scale: {1: 1, 2: 3, 3: 9}}
cost: {unit: hours}
rules: {MP322: error, MP301: off}
waivers:
  - {rule: MP303, record: guest-checkout, by: mara, why: pilot only, until: 2026-12-04}
gates: {scope: {impact: 4}}
""")
    assert (read.format, read.title) == (1, "Guest checkout, first scope")
    assert read.capacity == Decimal(6)
    assert (read.window.start, read.window.end) == (date(2026, 12, 7), date(2027, 1, 6))
    assert (read.review.day, read.review.every) == ("monday", timedelta(weeks=2))
    assert (read.launch, read.approver, read.monitor) == (date(2026, 12, 7), "ana", "ben")
    assert read.outcome is not None
    assert read.outcome.metric == "rework-hours"
    assert read.protects == {"fast-purchase": "Clear, fast purchase journeys"}
    assert read.people["ana"].escalates_to == "mara"
    assert read.impact_scale == {
        Decimal(1): Decimal(1),
        Decimal(2): Decimal(3),
        Decimal(3): Decimal(9),
    }
    assert read.cost.unit == "hours"
    assert read.rules == {"MP322": "error", "MP301": "off"}
    assert [(each.rule, each.until) for each in read.waivers] == [("MP303", date(2026, 12, 4))]
    assert read.gates == {"scope": {"impact": "4"}}


def test_a_plan_file_needs_a_format_and_a_title() -> None:
    read = settings(HEAD)
    assert (read.review.day, read.review.every) == ("friday", timedelta(days=7))
    assert read.impact_scale == DEFAULT_SCALE
    assert settings_and_problems("team: a\n")[1] == [
        "1:1 MP006 format is missing | add a line format: 1",
        "1:1 MP102 title is missing | add a line title: …",
    ]


@pytest.mark.parametrize("written", ["2", "1.0", "one", "0"])
def test_a_format_that_is_not_known(written: str) -> None:
    assert settings_and_problems(f"format: {written}\ntitle: a\n")[1] == [
        (
            f"1:9 MP006 format: {written} is not a format that this mvpplan reads | "
            "write format: 1; a plan of a later format needs a later mvpplan"
        )
    ]


@pytest.mark.parametrize(
    ("written", "days"), [("1w", 7), ("10d", 10), ("2 weeks", 14), ("1 day", 1), ("99w", 693)]
)
def test_a_review_cycle(written: str, days: int) -> None:
    read = settings(f"{HEAD}review: {{every: {written}}}\n")
    assert read.review.every == timedelta(days=days)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("weekly", "1w"), ("Weekly", "1w"), ("every week", "1w"), ("biweekly", "2w"), ("daily", "1d")],
)
def test_a_review_cycle_in_a_word(written: str, meant: str) -> None:
    (fault,) = told(f"review: {{every: {written}}}\n")
    assert fault.endswith(f"| write {meant}")
    assert told(f"review: {{every: {meant}}}\n") == []


@pytest.mark.parametrize("written", ["monthly", "0w", "1", "1m", "100d", "-1w", "1.5w"])
def test_what_is_no_review_cycle(written: str) -> None:
    assert told(f"review: {{every: {written}}}\n") == [
        (
            f"3:17 MP103 review, every: {written} is not a length of time | "
            "write days or weeks, as in 10d or 1w"
        )
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "people: [ana, ben]\n",
            (
                "3:9 MP103 people needs names with values | "
                "write each on an indented line of its own, no dash: 'ana: {name: …}'"
            ),
        ),
        (
            "people: {ana: Ana Ruiz}\n",
            ("3:15 MP103 people, ana needs fields | write ana: {name: Ana Ruiz}"),
        ),
        (
            "people: {ana: {function: plan}}\n",
            (
                "3:26 MP103 people, ana, function is plan, which is not one of planning, design, "
                "delivery, support, go-to-market, leadership | did you mean planning?"
            ),
        ),
        (
            "people: {ana: {nme: Ana}}\n",
            "3:16 MP101 nme is not a field of people, ana | did you mean name?",
        ),
        (
            "impact: EUR\n",
            "3:9 MP103 impact needs fields | write impact: {unit: EUR}",
        ),
        (
            "impact: {scale: {1: x}}\n",
            (
                "3:21 MP103 impact, scale, 1: x is not a number | "
                "write digits, with a point before decimals"
            ),
        ),
        (
            "rules: {MP322: warn}\n",
            (
                "3:16 MP103 rules, MP322 is warn, which is not one of error, warning, off | "
                "did you mean warning?"
            ),
        ),
        (
            "waivers: {rule: MP303}\n",
            (
                "3:10 MP103 waivers needs a list | "
                "start it with a dash and a space, '- rule: …', and indent the rest like rule"
            ),
        ),
        (
            "waivers: [{rule: MP303, record: a, by: ana, until: 2026-12-04}]\n",
            "3:11 MP102 waivers 1, why is missing | add a line why: …",
        ),
        ("capacity: -6\n", "3:11 MP103 capacity: -6 is below 0 | write 0 or more"),
        ("launch: 2026-12-7\n", "3:9 MP103 launch: 2026-12-7 is not a date | write 2026-12-07"),
        (
            "peple: {ana: {}}\n",
            "3:1 MP101 peple is not a field of the plan file | did you mean people?",
        ),
        ("colour: red\n", "3:1 MP101 colour is not a field of the plan file | delete it"),
    ],
)
def test_a_fault_in_the_plan_file(lines: str, expected: str) -> None:
    assert told(lines) == [expected]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "rules: {nonsense: off}\n",
            "3:9 MP103 rules, nonsense: nonsense is not a rule | write a code like MP322",
        ),
        (
            "rules: {MP301: error, MP002: off}\n",
            (
                "3:23 MP103 rules, MP002: MP002 is always an error | "
                "what cannot be read cannot be judged; mend it"
            ),
        ),
        (
            "impact: {scale: {1: 1, high: 3}}\n",
            (
                "3:24 MP103 impact, scale, high: high is not a number | "
                "write digits, with a point before decimals"
            ),
        ),
    ],
)
def test_a_fault_in_a_name_is_shown_at_the_name(lines: str, expected: str) -> None:
    assert told(lines) == [expected]


def test_a_group_of_a_gate_that_is_no_group() -> None:
    (found,) = told("gates: {scope: 4}\n")
    assert found.startswith("3:16 MP103 gates, scope needs names with values")


def test_a_fault_costs_one_person_one_rule_or_one_waiver_and_no_more() -> None:
    read, found = settings_and_problems("""\
format: 1
title: Guest checkout
colour: red
capacity: six
people:
  ana: {name: Ana Ruiz, function: plan}
  mara: {name: Mara Lind}
rules: {MP301: off, MP322: loud}
waivers:
  - {rule: MP303, record: a, by: mara}
  - {rule: MP304, record: a, by: mara, why: pilot, until: 2026-12-04}
protects: {fast: {a: b}, safe: Payments}
""")
    assert [line.partition(" ")[0] for line in found] == [
        "3:1",
        "4:11",
        "6:35",
        "8:28",
        "10:5",
        "10:5",
        "12:18",
    ]
    assert (read.title, read.capacity) == ("Guest checkout", None)
    assert list(read.people) == ["mara"]
    assert read.rules == {"MP301": "off"}
    assert [waiver.rule for waiver in read.waivers] == ["MP304"]
    assert read.protects == {"safe": "Payments"}


def test_levels_that_are_the_same_number_are_not_silently_one() -> None:
    assert len(told("impact: {scale: {1: 1, 1.0: 5}}\n")) == 1


def test_without_a_plan_file_there_is_a_stand_in() -> None:
    read = no_settings()
    assert (read.format, read.people, read.impact_scale) == (1, {}, DEFAULT_SCALE)


@pytest.mark.parametrize("unit", ["EUR", "points"])
def test_a_scale_belongs_to_points(unit: str) -> None:
    expected = DEFAULT_SCALE if unit == "points" else None
    assert settings(f"{HEAD}impact: {{unit: {unit}}}\n").impact_scale == expected


def test_the_default_scale_doubles() -> None:
    assert {level: Decimal(2) ** (level - 1) for level in range(1, 6)} == DEFAULT_SCALE


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        (date(2026, 11, 20), date(2026, 11, 13), date(2026, 11, 27)),  # a Friday
        (date(2026, 11, 21), date(2026, 11, 20), date(2026, 11, 27)),
        (date(2026, 11, 26), date(2026, 11, 20), date(2026, 11, 27)),
    ],
)
def test_review_days_around_a_day(day: date, before: date, after: date) -> None:
    assert (settings(HEAD).review_before(day), settings(HEAD).review_after(day)) == (before, after)


def test_people_are_named_by_their_name_or_else_by_their_key() -> None:
    read = settings(f"{HEAD}people:\n  ana: {{name: Ana Ruiz}}\n  ben:\n")
    assert [read.name_of(key) for key in ("ana", "ben", "zoe", None)] == [
        "Ana Ruiz",
        "ben",
        "zoe",
        "nobody",
    ]
