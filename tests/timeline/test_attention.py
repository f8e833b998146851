"""What needs attention: every watch on, just before and after its day, and how items are told."""

from __future__ import annotations

from datetime import date, timedelta
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from conftest import PLAN_FILE, Result
from mvpplan.model.fingerprint import fingerprint
from mvpplan.timeline.attention import attention
from mvpplan.timeline.period import period_of
from mvpplan.timeline.signals import signals
from mvpplan.timeline.since import Since
from mvpplan.timeline.slips import Slips
from mvpplan.timeline.view import NOW, SOON, WATCH, View

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mvpplan.store.load import Loaded
    from mvpplan.timeline.view import Item

    Files = dict[str, str | bytes]
    Read = Callable[[Files], Loaded]
    Run = Callable[..., Result]
    Make = Callable[[Files], Path]

FRIDAY = date(2026, 11, 20)
URGENCIES = {NOW: "now", SOON: "soon", WATCH: "watch"}


def items(
    read: Read, files: Files, day: date = FRIDAY, plan: str = "", since: Since | None = None
) -> list[Item]:
    """What needs attention on a day; ``plan`` is added to the plan file."""
    found = read({"mvpplan.yaml": f"{PLAN_FILE}{dedent(plan)}\n", **files}).plan
    return attention(View(found, period_of(found.settings, day), since or Since()))


def told(found: list[Item]) -> list[str]:
    """Items as lines: how urgent, which record, and why; signals are a matter of their own."""
    return [
        f"{URGENCIES[each.urgency]} {each.id}: {each.reason}"
        for each in found
        if each.kind != "signal"
    ]


def on(read: Read, record: str, text: str, day: str, plan: str = "") -> list[str]:
    """What is told of one record on a day; ``record`` is its path without the ending."""
    files: Files = {f"{record}.yaml": f"title: t\nowner: ben\n{dedent(text)}"}
    return told(items(read, files, date.fromisoformat(day), plan))


# Reviews are on Fridays; 2026-11-20 is one.
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-19", []),
        ("2026-11-20", ["soon tax: due in 7 days"]),
        ("2026-11-26", ["soon tax: due in 1 day"]),
        ("2026-11-27", ["now tax: due today"]),
        ("2026-11-28", ["now tax: 1 day past due"]),
        ("2026-12-27", ["now tax: 30 days past due"]),
    ],
)
@pytest.mark.parametrize("kind", ["risks", "assumptions", "changes", "feedback", "scope"])
def test_what_is_due_is_told_from_the_review_before_it(
    loaded: Read, kind: str, day: str, expected: list[str]
) -> None:
    assert on(loaded, f"{kind}/tax", "due: 2026-11-27", day) == expected


@pytest.mark.parametrize(
    ("due", "day", "expected"),
    [
        ("2026-11-30", "2026-11-26", []),
        ("2026-11-30", "2026-11-27", ["soon tax: due in 3 days"]),
        ("2026-12-01", "2026-11-30", ["soon tax: due in 1 day"]),
        ("2026-11-30", "2026-12-01", ["now tax: 1 day past due"]),
        ("2028-02-29", "2028-02-24", []),
        ("2028-02-29", "2028-02-25", ["soon tax: due in 4 days"]),
        ("2028-02-29", "2028-02-29", ["now tax: due today"]),
        ("2028-02-29", "2028-03-01", ["now tax: 1 day past due"]),
        ("2027-01-01", "2026-12-31", ["soon tax: due in 1 day"]),
    ],
)
def test_days_are_counted_over_the_ends_of_months_and_years(
    loaded: Read, due: str, day: str, expected: list[str]
) -> None:
    assert on(loaded, "risks/tax", f"due: {due}", day) == expected


@pytest.mark.parametrize(
    ("review", "expected"),
    [("monday", []), ("sunday", []), ("tuesday", ["soon tax: due in 4 days"])],
)
def test_a_week_starts_on_the_day_of_the_review(
    loaded: Read, review: str, expected: list[str]
) -> None:
    plan = f"review: {{day: {review}}}"
    assert on(loaded, "risks/tax", "due: 2026-11-24", "2026-11-20", plan) == expected


@pytest.mark.parametrize("status", ["closed"])
def test_a_record_that_is_closed_is_not_told(loaded: Read, status: str) -> None:
    assert on(loaded, "risks/tax", f"due: 2026-11-01\nstatus: {status}", "2026-11-20") == []


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("checkpoint: 2026-11-27", "2026-11-19", []),
        ("checkpoint: 2026-11-27", "2026-11-20", ["soon tax: its checkpoint in 7 days"]),
        ("checkpoint: 2026-11-27", "2026-11-27", ["now tax: its checkpoint today"]),
        ("checkpoint: 2026-11-27", "2026-11-28", ["now tax: 1 day past its checkpoint"]),
        ("due: 2026-11-27", "2026-11-28", ["now tax: 1 day past due"]),
        (
            "due: 2026-11-27\ncheckpoint: 2026-11-27",
            "2026-11-28",
            ["now tax: 1 day past its checkpoint"],
        ),
        (
            "due: 2026-11-27\ncheckpoint: 2026-11-30",
            "2026-11-28",
            ["now tax: 1 day past due; its checkpoint in 2 days"],
        ),
        ("checkpoint: 2026-11-27\nstatus: met", "2026-11-28", []),
    ],
)
def test_a_dependency_is_told_by_its_checkpoint_and_its_due_date(
    loaded: Read, text: str, day: str, expected: list[str]
) -> None:
    assert on(loaded, "dependencies/tax", text, day) == expected


WEEKLY = ""
TEN_DAYS = "review: {every: 10d}"
FORTNIGHT = "review: {every: 2w}"


@pytest.mark.parametrize(
    ("record", "settings", "day", "reason"),
    [
        (("blockers", "opened: 2026-11-02"), WEEKLY, "2026-11-10", "open for 8 days"),
        (("blockers", "opened: 2026-11-02"), TEN_DAYS, "2026-11-13", "open for 11 days"),
        (("blockers", "opened: 2026-11-02"), FORTNIGHT, "2026-11-17", "open for 15 days"),
        (("decisions", "opened: 2026-11-02"), WEEKLY, "2026-11-17", "open for 15 days"),
        (("decisions", "opened: 2026-11-02"), TEN_DAYS, "2026-11-23", "open for 21 days"),
        (("decisions", "opened: 2026-11-02"), FORTNIGHT, "2026-12-01", "open for 29 days"),
        (("decisions", "opened: 2028-02-15"), WEEKLY, "2028-03-01", "open for 15 days"),
        (
            ("decisions", "isolated: 2026-11-29"),
            WEEKLY,
            "2026-12-02",
            "isolated for more than 48 hours",
        ),
    ],
)
def test_what_waits_too_long_escalates_on_the_day_after(
    loaded: Read, record: tuple[str, str], settings: str, day: str, reason: str
) -> None:
    kind, text = record
    before = date.fromisoformat(day) - timedelta(days=1)
    seen = on(loaded, f"{kind}/tax", text, before.isoformat(), settings)
    assert not [each for each in seen if "escalates" in each]
    assert on(loaded, f"{kind}/tax", text, day, settings) == [f"now tax: escalates, {reason}"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-18", ["soon tax: isolated since 2026-11-18, its 48 hours end on 2026-11-20"]),
        ("2026-11-20", ["now tax: isolated since 2026-11-18, its 48 hours end on 2026-11-20"]),
        (
            "2026-11-21",
            ["now tax: escalates, isolated for more than 48 hours, and has no owner"],
        ),
    ],
)
def test_an_isolated_decision_is_told_from_the_first_day_on_and_may_not_proceed(
    loaded: Read, day: str, expected: list[str]
) -> None:
    files = "isolated: 2026-11-18\nassumptions: [buy]"
    tested: Files = {"assumptions/buy.yaml": "title: They buy\nstatus: validated"}
    found = items(
        loaded, tested | {"decisions/tax.yaml": f"title: Tax\n{files}"}, date.fromisoformat(day)
    )
    assert [each for each in told(found) if " tax: " in each] == expected


def test_a_risk_that_occurs_is_told_at_once(loaded: Read) -> None:
    assert on(loaded, "risks/tax", "status: occurring\nfallback: A table", "2026-11-20") == [
        "now tax: is occurring; fallback: A table"
    ]


def test_a_verdict_is_asked_of_everybody_who_has_not_given_it(loaded: Read) -> None:
    text = "title: Tax\nowner: ana\nstatus: approved\nreviewers: [ben, mara]"
    found = items(loaded, {"decisions/tax.yaml": text})
    waits = [(each.owner, each.reason) for each in found if each.kind == "decision"]
    assert waits == [
        ("ben", "waits for the verdict of Ben Okafor"),
        ("mara", "waits for the verdict of Mara Lind"),
    ]


@pytest.mark.parametrize(
    ("owner", "due", "reason", "to"),
    [
        ("ben", "2026-11-19", "escalates, 1 day past due", "ana"),
        ("ben", "2026-11-12", "escalates, 8 days past due", "mara"),
        (
            "ben",
            "2026-11-01",
            "escalates, 19 days past due and the chain of escalation ends there",
            "mara",
        ),
        (
            "mara",
            "2026-11-19",
            "escalates, 1 day past due, and nobody stands above the owner",
            None,
        ),
        ("", "2026-11-19", "escalates, 1 day past due, and has no owner", None),
    ],
)
def test_an_escalation_names_who_steps_in(
    loaded: Read, owner: str, due: str, reason: str, to: str | None
) -> None:
    files: Files = {"decisions/tax.yaml": f"title: Tax\nowner: {owner}\ndue: {due}\n"}
    (item,) = [each for each in items(loaded, files) if each.kind == "decision"]
    assert (item.reason, item.escalate_to, item.due) == (reason, to, date.fromisoformat(due))


def test_an_escalation_that_was_made_is_told_with_its_day(loaded: Read) -> None:
    text = "due: 2026-11-18\nescalated: {to: ana, on: 2026-11-19}"
    assert on(loaded, "blockers/tax", text, "2026-11-20") == [
        "now tax: escalates, 2 days past due, and was taken to Ana Ruiz on 2026-11-19"
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-19", []),
        ("2026-11-20", ["soon tax: its fallback expires in 7 days"]),
        ("2026-11-27", ["now tax: its fallback expires today"]),
        ("2026-11-28", ["now tax: its fallback expired on 2026-11-27"]),
    ],
)
def test_a_fallback_is_told_up_to_its_last_day_and_after_it(
    loaded: Read, day: str, expected: list[str]
) -> None:
    text = "fallback: Last year's table\nfallback_by: 2026-11-27"
    assert on(loaded, "blockers/tax", text, day) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-19", []),
        ("2026-11-20", ["soon tax: tell Sales on 2026-11-24"]),
        ("2026-11-24", ["now tax: tell Sales on 2026-11-24"]),
        ("2026-11-25", ["now tax: Sales had to be told on 2026-11-24"]),
        ("2026-11-27", ["now tax: Sales had to be told on 2026-11-24"]),
        ("2026-11-28", []),
    ],
)
def test_who_is_to_be_told_is_told_until_the_review_has_heard_of_it(
    loaded: Read, day: str, expected: list[str]
) -> None:
    text = "communication: {audience: Sales, message: Tax comes later, on: 2026-11-24}"
    assert on(loaded, "blockers/tax", text, day) == expected


def test_who_tells_is_whom_the_communication_names_else_the_owner(loaded: Read) -> None:
    files: Files = {
        "blockers.yaml": """\
            a: {title: a, owner: ben, opened: 2026-11-20, communication: {by: ana, on: 2026-11-20}}
            b: {title: b, owner: ben, opened: 2026-11-20, communication: {on: 2026-11-20}}
            """
    }
    assert [(each.id, each.owner, each.reason) for each in items(loaded, files)] == [
        ("a", "ana", "tell those affected on 2026-11-20"),
        ("b", "ben", "tell those affected on 2026-11-20"),
    ]


GIVEN = "{by: ana, on: 2026-11-18, verdict: approved}"
TAKEN_BACK = "{by: ana, on: 2026-11-19, verdict: changes}"
LAPSED = "{by: ana, on: 2026-11-18, verdict: approved, of: v1-0000000000000000}"


@pytest.mark.parametrize(
    ("text", "settings", "expected"),
    [
        ("status: approved\nreviewers: [ana]", "", ["soon tax: waits for the verdict of Ana Ruiz"]),
        ("status: open\nreviewers: [ana]", "", []),
        (
            f"status: approved\nreviewers: [ana, mara]\napprovals: [{GIVEN}]",
            "",
            ["soon tax: waits for the verdict of Mara Lind"],
        ),
        (
            f"status: approved\nreviewers: [ana]\napprovals: [{GIVEN}, {TAKEN_BACK}]",
            "",
            ["soon tax: goes against the last verdict of Ana Ruiz"],
        ),
        (f"approvals: [{LAPSED}]", "", ["soon tax: has lost the approval of Ana Ruiz"]),
        (f"status: rejected\napprovals: [{LAPSED}]", "", []),
        (
            f"approvals: [{LAPSED}]",
            "waivers: [{rule: MP306, record: tax, by: mara, why: Pilot, until: 2027-01-01}]",
            [],
        ),
    ],
)
def test_approvals_that_lapsed_are_missing_or_against_it_are_told(
    loaded: Read, text: str, settings: str, expected: list[str]
) -> None:
    assert on(loaded, "decisions/tax", text, "2026-11-20", settings) == expected


def test_an_approval_of_what_the_record_says_now_is_not_told(loaded: Read) -> None:
    text = "title: t\nowner: ben\nstatus: approved\n"
    of = fingerprint(loaded({"decisions/tax.yaml": text}).plan.records["tax"])
    approval = f"approvals: [{{by: ana, on: 2026-11-18, verdict: approved, of: {of}}}]\n"
    assert told(items(loaded, {"decisions/tax.yaml": text + approval})) == []


@pytest.mark.parametrize(
    ("settings", "quiet", "loud", "days"),
    [
        (WEEKLY, "2026-11-09", "2026-11-10", 8),
        (TEN_DAYS, "2026-11-12", "2026-11-13", 11),
        (FORTNIGHT, "2026-11-16", "2026-11-17", 15),
    ],
)
def test_feedback_is_told_once_it_is_unanswered_for_more_than_a_cycle(
    loaded: Read, settings: str, quiet: str, loud: str, days: int
) -> None:
    text = "about: tax\non: 2026-11-02"
    told_then = [f"soon why: unanswered for {days} days"]
    assert on(loaded, "feedback/why", text, quiet, settings) == []
    assert on(loaded, "feedback/why", text, loud, settings) == told_then


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-19", []),
        ("2026-11-20", ["soon sync: takes place in 7 days"]),
        ("2026-11-27", ["now sync: takes place today"]),
        ("2026-11-28", ["now sync: was to be on 2026-11-27"]),
    ],
)
def test_a_checkpoint_is_told_before_its_day_and_when_it_was_forgotten(
    loaded: Read, day: str, expected: list[str]
) -> None:
    assert on(loaded, "checkpoints/sync", "on: 2026-11-27", day) == expected


def test_a_checkpoint_that_has_only_a_due_date_is_told_by_that(loaded: Read) -> None:
    assert on(loaded, "checkpoints/sync", "due: 2026-11-19", "2026-11-20") == [
        "now sync: 1 day past due"
    ]


def test_actions_are_told_to_their_owners_each_of_them(loaded: Read) -> None:
    files: Files = {
        "checkpoints/sync.yaml": """\
            title: Sync
            owner: ana
            status: held
            on: 2026-11-13
            actions:
              - {what: Call, owner: ben, due: 2026-11-20}
              - {what: Call the agency, owner: ben, due: 2026-11-19}
              - {what: Done, owner: ben, due: 2026-11-19, done: true}
              - {what: Next month, owner: ben, due: 2026-11-28}
              - {what: Write it down, due: 2026-11-27}
            """
    }
    assert [(each.owner, each.reason, each.days) for each in items(loaded, files)] == [
        ("ben", "to do: Call the agency", -1),
        ("ben", "to do: Call", 0),
        ("ana", "to do: Write it down", 7),
    ]


READ = "fresh_for: 7\nreadings: [{on: 2026-11-13, value: 5}]"


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        (READ, "2026-11-20", []),
        (READ, "2026-11-21", ["soon time: its last reading is 8 days old"]),
        ("fresh_for: 7", "2026-11-20", ["soon time: has no reading yet"]),
        ("unit: days", "2026-11-20", []),
        (
            "direction: down\nguardrail: 4\nreadings: [{on: 2026-11-13, value: 5}]",
            "2026-11-20",
            ["now time: beyond its guardrail"],
        ),
        (
            "direction: up\nreadings: [{on: 2026-11-13, value: 5}, {on: 2026-11-20, value: 4}]",
            "2026-11-20",
            ["soon time: drifts away from its target"],
        ),
        (
            "direction: up\ntarget: 6\nby: 2026-11-27\n" + READ,
            "2026-11-20",
            ["soon time: its target of 6 is due in 7 days"],
        ),
        (
            "direction: up\ntarget: 6\nby: 2026-11-19\n" + READ,
            "2026-11-20",
            ["now time: its target of 6 is 1 day past due"],
        ),
        ("direction: up\ntarget: 5\nby: 2026-11-19\n" + READ, "2026-11-20", []),
    ],
)
def test_metrics_are_told_when_stale_drifting_out_of_bounds_or_late(
    loaded: Read, text: str, day: str, expected: list[str]
) -> None:
    text = f"{text}\ndecisions: [tax]"
    assert on(loaded, "metrics/time", text, day) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-19", []),
        ("2026-11-20", ["soon tax: expires on 2026-11-27: Pilot only"]),
        ("2026-11-27", ["now tax: expires on 2026-11-27: Pilot only"]),
        ("2026-11-28", ["now tax: expired on 2026-11-27: Pilot only"]),
    ],
)
def test_a_waiver_is_told_before_its_last_day_and_when_it_has_expired(
    loaded: Read, day: str, expected: list[str]
) -> None:
    plan = "waivers: [{rule: MP303, record: tax, by: mara, why: Pilot only, until: 2026-11-27}]"
    assert told(items(loaded, {}, date.fromisoformat(day), plan)) == expected


def test_a_waiver_sets_a_lapsed_approval_aside_up_to_its_day(loaded: Read) -> None:
    plan = "waivers: [{rule: MP306, record: tax, by: mara, why: Pilot, until: 2026-11-27}]"
    text = f"status: approved\napprovals: [{LAPSED}]"
    assert on(loaded, "decisions/tax", text, "2026-11-27", plan) == [
        "now tax: expires on 2026-11-27: Pilot"
    ]
    assert on(loaded, "decisions/tax", text, "2026-11-28", plan) == [
        "now tax: expired on 2026-11-27: Pilot",
        "soon tax: has lost the approval of Ana Ruiz",
    ]


def test_two_waivers_of_one_record_are_both_named(loaded: Read) -> None:
    plan = """\
        waivers:
          - {rule: MP303, record: tax, by: mara, why: Pilot, until: 2026-11-19}
          - {rule: decisions-specified, record: tax, by: mara, why: Pilot, until: 2026-11-19}
          - {rule: monitor-named, by: mara, why: Holidays, until: 2026-11-24}
        """
    found = items(loaded, {}, plan=plan)
    assert [(each.title, each.owner, each.days) for each in found] == [
        ("MP303 of tax", "mara", -1),
        ("decisions-specified of tax", "mara", -1),
        ("monitor-named", "mara", 4),
    ]


@pytest.mark.parametrize("kind", ["decisions", "scope"])
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-19", []),
        ("2026-11-20", ["soon tax: deferred, to be looked at again on 2026-11-27"]),
        ("2026-11-27", ["now tax: deferred, to be looked at again on 2026-11-27"]),
        ("2026-11-28", ["now tax: deferred, was to be looked at again on 2026-11-27"]),
    ],
)
def test_what_was_deferred_is_told_when_it_is_to_be_looked_at_again(
    loaded: Read, kind: str, day: str, expected: list[str]
) -> None:
    assert on(loaded, f"{kind}/tax", "status: deferred\nrevisit: 2026-11-27", day) == expected


RELIES: Files = {
    "decisions.yaml": """\
        guest: {title: Guests, owner: ana, assumptions: [buy], depends_on: [first]}
        first: {title: First, owner: ana, status: approved}
        free: {title: Relies on nothing, owner: ana}
        """,
    "assumptions.yaml": "buy: {title: They buy, owner: ana, status: validated}",
}
PROCEEDS = ["watch guest: may proceed: all that it relies on is settled"]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, PROCEEDS),
        ({"assumptions.yaml": "buy: {title: b, owner: ana, status: testing}"}, []),
        ({"assumptions.yaml": "buy: {title: [], status: validated}"}, []),
        ({"blockers.yaml": "stop: {title: s, owner: ana, blocks: [guest]}"}, []),
        ({"blockers.yaml": "stop: {title: s, status: fallback, blocks: [guest]}"}, PROCEEDS),
        ({"dependencies.yaml": "api: {title: a, owner: ana, needed_by: [guest]}"}, []),
        ({"dependencies.yaml": "api: {title: a, status: missed, needed_by: [guest]}"}, []),
        ({"dependencies.yaml": "api: {title: a, status: met, needed_by: [guest]}"}, PROCEEDS),
    ],
)
def test_a_decision_may_proceed_when_nothing_holds_it_up(
    loaded: Read, more: Files, expected: list[str]
) -> None:
    assert told(items(loaded, RELIES | more)) == expected


def test_several_reasons_for_one_person_are_one_item_the_most_urgent_first(loaded: Read) -> None:
    files: Files = {
        "blockers/tax.yaml": """\
            title: Tax
            owner: ben
            opened: 2026-10-19
            due: 2026-11-27
            fallback_by: 2026-11-26
            communication: {audience: Sales, by: ana, on: 2026-11-20}
            """
    }
    assert [
        (each.urgency, each.owner, each.reason, each.due, each.days, each.escalate_to)
        for each in items(loaded, files)
    ] == [
        (NOW, "ana", "tell Sales on 2026-11-20", FRIDAY, 0, None),
        (
            NOW,
            "ben",
            (
                "escalates, open for 32 days and the chain of escalation ends there; due in 7 days;"
                " its fallback expires in 6 days"
            ),
            date(2026, 11, 27),
            7,
            "mara",
        ),
    ]


def test_the_most_overdue_comes_first_and_what_has_no_day_comes_last(loaded: Read) -> None:
    files: Files = {
        "risks.yaml": """\
            a-soon: {title: s, owner: ben, due: 2026-11-24}
            b-today: {title: t, owner: ben, due: 2026-11-20}
            c-late: {title: l, owner: ben, due: 2026-11-18}
            d-later: {title: m, owner: ben, due: 2026-11-10}
            """,
        "metrics.yaml": """\
            no-reading: {title: n, owner: ben, fresh_for: 7, decisions: [guest]}
            """,
        "decisions.yaml": "old: {title: o, owner: ben, opened: 2026-11-01}",
    }
    assert [each.id for each in items(loaded, files)] == [
        *("d-later", "c-late", "b-today", "old"),
        *("a-soon", "no-reading"),
    ]


def test_owner_shows_what_a_person_owns_does_or_has_to_step_in_on(plan: Make, run: Run) -> None:
    folder = plan(
        {
            "blockers.yaml": """\
                of-ben: {title: b, owner: ben, due: 2026-11-19}
                of-mara: {title: m, owner: mara, communication: {by: ana, on: 2026-11-20}}
                """,
            "risks.yaml": "tax: {title: t, owner: ana, due: 2026-11-20}\n",
            "checkpoints/sync.yaml": """\
                title: Sync
                owner: mara
                status: held
                actions: [{what: Call, owner: ana, due: 2026-11-20}]
                """,
        }
    )
    found = {
        who: [
            each["id"]
            for each in run(folder, "status", "--owner", who, "--format", "json").json["items"]
        ]
        for who in ("ana", "ben", "mara")
    }
    assert found == {"ana": ["of-ben", "of-mara", "sync", "tax"], "ben": ["of-ben"], "mara": []}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {
                "decisions.yaml": "\n".join(f"d{n}: {{title: d}}" for n in range(5)),
                "lessons.yaml": "ask: {title: Nobody has to own it}",
                "changes.yaml": "more: {title: Nobody has to own it}",
                "risks.yaml": "over: {title: Over, status: closed}",
            },
            [
                "owners-unclear: 5 records: d0, d1, d2 and 2 more",
                "ages-unknown: 5 records: d0, d1, d2 and 2 more",
            ],
        ),
        (
            {
                "scope.yaml": """\
                    new: {title: n, owner: ana, opened: 2026-11-14}
                    first: {title: f, owner: ana, opened: 2026-11-13}
                    """,
                "checkpoints.yaml": "set: {title: s, kind: scope, status: held, on: 2026-11-13}",
            },
            ["scope-grows: 1 record: new"],
        ),
        (
            {
                "feedback.yaml": """\
                    old: {title: o, owner: ana, on: 2026-11-12}
                    new: {title: n, owner: ana, on: 2026-11-13}
                    said: {title: s, owner: ana, on: 2026-11-02, status: declined}
                    """
            },
            ["feedback-unanswered: 1 record: old"],
        ),
        (
            {
                "metrics.yaml": """\
                    idle: {title: i, owner: ana}
                    lonely: {title: l, decisions: [guest]}
                    sound: {title: s, owner: ana, decisions: [guest]}
                    """
            },
            ["metrics-without-owner: 2 records: idle and lonely"],
        ),
        (
            {
                "risks.yaml": """\
                    once: {title: o, owner: ana}
                    over: {title: c, owner: ana, status: closed}
                    twice: {title: t, owner: ana}
                    """
            },
            ["dates-slip-again: 1 record: twice"],
        ),
    ],
)
def test_early_signals_are_computed_from_the_plan(
    loaded: Read, files: Files, expected: list[str]
) -> None:
    plan = loaded(files).plan
    since = Since(slips={"once": Slips(1, 7), "over": Slips(3, 9), "twice": Slips(2, 3)})
    period = period_of(plan.settings, FRIDAY)
    assert [f"{each.name}: {each.words}" for each in signals(plan, period, since)] == expected
    watched = [each for each in attention(View(plan, period, since)) if each.kind == "signal"]
    assert [f"{each.id}: {each.reason}" for each in watched] == sorted(expected)
    assert {(each.urgency, each.owner) for each in watched} == {(WATCH, None)}


def test_a_plan_in_order_needs_no_attention(loaded: Read) -> None:
    assert items(loaded, {}) == []
    assert items(loaded, {}, FRIDAY + timedelta(days=400)) == []
