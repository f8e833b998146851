"""Risks, dependencies, scope, changes, checkpoints, feedback: what each is told, and when not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import PLAN_FILE

if TYPE_CHECKING:
    from collections.abc import Callable

    Found = Callable[..., list[str]]

METRIC = {
    "decisions/checkout.yaml": "title: d\nowner: ana\ndue: 2026-11-27\n",
    "metrics/time.yaml": "title: m\nowner: ana\ndecisions: [checkout]\n",
}

RISK = {
    "signal": "signal: Fewer than 40 items a week",
    "mitigation": "mitigation: A daily export",
    "fallback": "fallback: Launch with 300 items",
    "owner": "owner: ben",
}


def lines(fields: dict[str, str], without: str = "") -> str:
    """A record with all these fields but one."""
    return "title: a\n" + "".join(f"{text}\n" for name, text in fields.items() if name != without)


@pytest.mark.parametrize("lacking", RISK)
def test_a_watched_risk_lacks_one_thing(lacking: str, found: Found) -> None:
    assert found({"risks/late.yaml": lines(RISK, without=lacking)}) == [
        f"risks/late.yaml:1:1: MP341 watched risk late has no {lacking}"
    ]


def test_a_risk_that_occurs_still_needs_everything(found: Found) -> None:
    assert found({"risks/late.yaml": "title: a\nstatus: occurring\n"}) == [
        (
            "risks/late.yaml:1:1: MP341 "
            "occurring risk late has no signal, mitigation, fallback or owner"
        )
    ]


def test_a_whole_risk_and_a_closed_one_are_fine(found: Found) -> None:
    assert found({"risks.yaml": "late: {title: a, status: closed}\n"}) == []
    assert found({"risks/early.yaml": lines(RISK)}) == []


DEPENDENCY = {
    "owner": "owner: ben",
    "checkpoint": "checkpoint: 2026-11-27",
    "metric": "metric: time",
}


@pytest.mark.parametrize("lacking", DEPENDENCY)
def test_a_pending_dependency_lacks_one_thing(lacking: str, found: Found) -> None:
    files = {**METRIC, "dependencies/tables.yaml": lines(DEPENDENCY, without=lacking)}
    assert found(files) == [
        f"dependencies/tables.yaml:1:1: MP342 pending dependency tables has no {lacking}"
    ]


@pytest.mark.parametrize("status", ["met", "missed", "dropped"])
def test_a_dependency_that_ended_needs_nothing(status: str, found: Found) -> None:
    assert found({"dependencies/tables.yaml": f"title: a\nstatus: {status}\n"}) == []


EFFECTS = {
    "none": "",
    "no list": "effects: []\n",
    "no metric": "effects: [{effect: Slower}]\n",
    "no effect": "effects: [{metric: time}]\n",
    "metric and effect apart": "effects: [{effect: Slower}, {metric: time}]\n",
}


@pytest.mark.parametrize("effects", EFFECTS.values(), ids=EFFECTS.keys())
def test_an_accepted_change_lacks_an_effect_on_a_metric(effects: str, found: Found) -> None:
    assert found({**METRIC, "changes/cards.yaml": f"{effects}title: a\nstatus: accepted\n"}) == [
        (
            f"changes/cards.yaml:1:{10 if effects else 1}: MP343 "
            "accepted change cards has no written effect on a metric"
        )
    ]


def test_one_whole_effect_is_enough(found: Found) -> None:
    change = """\
        title: a
        status: accepted
        effects:
          - {effect: Slower}
          - {metric: time, effect: About 4 seconds more}
        """
    assert found({**METRIC, "changes/cards.yaml": change}) == []


@pytest.mark.parametrize("status", ["proposed", "declined"])
def test_a_change_that_is_not_accepted_needs_no_effect(status: str, found: Found) -> None:
    assert found({"changes/cards.yaml": f"title: a\nstatus: {status}\n"}) == []


FEEDBACK = {
    "owner": "owner: ben",
    "action": "action: Write the text",
    "due date": "due: 2026-11-25",
}


@pytest.mark.parametrize("lacking", FEEDBACK)
def test_open_feedback_lacks_one_thing(lacking: str, found: Found) -> None:
    assert found({"feedback/empty-cart.yaml": lines(FEEDBACK, without=lacking)}) == [
        f"feedback/empty-cart.yaml:1:1: MP344 open feedback empty-cart has no {lacking}"
    ]


@pytest.mark.parametrize("status", ["accepted", "declined"])
def test_feedback_that_was_answered_needs_nothing(status: str, found: Found) -> None:
    assert found({"feedback/empty-cart.yaml": f"title: a\nstatus: {status}\n"}) == []


def test_feedback_is_about_a_record_or_a_field_of_it(found: Found) -> None:
    feedback = """\
        whole: {title: a, status: declined, about: checkout}
        field: {title: a, status: declined, about: checkout.behaviour}
        reserved-word: {title: a, status: declined, about: lesson.from}
        """
    files = {**METRIC, "lessons/lesson.yaml": "title: a\n", "feedback.yaml": feedback}
    assert found(files) == []


@pytest.mark.parametrize(
    ("about", "told"),
    [
        ("checkout.behavior", "MP101 about: behavior is not a field of a decision"),
        ("checkout.readings", "MP101 about: readings is not a field of a decision"),
        ("time.readings.value", "MP101 about: time has no readings.value"),
        ("chekout.behaviour", "MP201 about: there is no record chekout"),
    ],
)
def test_feedback_is_about_nothing_that_there_is(about: str, told: str, found: Found) -> None:
    feedback = f"title: a\nstatus: declined\nabout: {about}\n"
    assert found({**METRIC, "feedback/empty-cart.yaml": feedback}) == [
        f"feedback/empty-cart.yaml:3:8: {told}"
    ]


def test_feedback_about_a_record_that_cannot_be_read_is_not_judged(found: Found) -> None:
    files = {
        "decision/checkout.yaml": "title: a\n",  # misplaced, so of any kind
        "feedback/empty-cart.yaml": "title: a\nstatus: declined\nabout: checkout.anything\n",
    }
    assert found(files) == [
        "decision/checkout.yaml:1:1: MP005 decision/ is no folder of records of any kind"
    ]


def test_each_action_of_a_held_checkpoint_has_owner_and_date(found: Found) -> None:
    checkpoint = """\
        title: a
        status: held
        on: 2026-11-20
        actions:
          - {what: Ask Finance, owner: ben, due: 2026-11-24}
          - {what: Ask Legal, owner: ben}
          - {what: Ask Sales, due: 2026-11-24}
          - {what: Ask Support, done: true}
        """
    assert found({"checkpoints/week-47.yaml": checkpoint}) == [
        "checkpoints/week-47.yaml:6:5: MP345 action 2 of held checkpoint week-47 has no date",
        "checkpoints/week-47.yaml:7:5: MP345 action 3 of held checkpoint week-47 has no owner",
        (
            "checkpoints/week-47.yaml:8:5: MP345 "
            "action 4 of held checkpoint week-47 has no owner or date"
        ),
    ]


@pytest.mark.parametrize("status", ["planned", "skipped"])
def test_a_checkpoint_that_was_not_held_needs_nothing(status: str, found: Found) -> None:
    checkpoint = f"title: a\nstatus: {status}\nactions: [{{what: Ask Finance}}]\n"
    assert found({"checkpoints/week-47.yaml": checkpoint}) == []


def test_a_held_checkpoint_has_its_date(found: Found) -> None:
    assert found({"checkpoints/week-47.yaml": "title: a\nstatus: held\n"}) == [
        "checkpoints/week-47.yaml:1:1: MP307 held checkpoint week-47 has no date (on)"
    ]


def test_the_window_ends_after_it_starts(found: Found) -> None:
    window = "window: {start: 2026-12-07, end: 2026-12-06}\n"
    assert found({"mvpplan.yaml": window + PLAN_FILE}) == [
        "mvpplan.yaml:1:34: MP307 window: end 2026-12-06 is before start 2026-12-07"
    ]
    assert found({"mvpplan.yaml": window.replace("06", "07") + PLAN_FILE}) == []


@pytest.mark.parametrize(
    "folder",
    ["risks", "dependencies", "scope", "changes", "checkpoints", "feedback", "lessons"],
)
def test_dates_of_every_kind_are_in_order(folder: str, found: Found) -> None:
    told = found(
        {f"{folder}/a.yaml": "title: a\nopened: 2026-11-20\ndue: 2026-11-20\nclosed: 2026-11-19\n"}
    )
    wrong = f"{folder}/a.yaml:4:9: MP307 closed 2026-11-19 is before opened 2026-11-20"
    assert [each for each in told if "MP307" in each] == [wrong]


SCOPE = {
    "status: deferred": "deferred scope item cards has no reason (why) or date to revisit it",
    "status: deferred\nrevisit: 2027-01-15": "deferred scope item cards has no reason (why)",
    "status: deferred\nwhy: Rare": "deferred scope item cards has no date to revisit it",
    "status: out": "excluded scope item cards has no reason (why)",
}


@pytest.mark.parametrize(("text", "told"), SCOPE.items())
def test_what_is_deferred_or_out_lacks_something(text: str, told: str, found: Found) -> None:
    assert found({"scope/cards.yaml": f"title: a\n{text}\n"}) == [
        f"scope/cards.yaml:1:1: MP308 {told}"
    ]


def test_scope_with_its_reasons_is_fine(found: Found) -> None:
    scope = """\
        in-it: {title: a}
        later: {title: a, status: deferred, why: Rare, revisit: 2027-01-15}
        never: {title: a, status: out, why: Rare}
        """
    assert found({"scope.yaml": scope}) == []


def test_fields_are_called_as_they_are_written(found: Found) -> None:
    files = {
        "dependencies/a.yaml": "title: a\nstatus: met\nfrom: legal\nto: design\n",
        "checkpoints/b.yaml": "title: a\nkind_: weekly\n",
        "lessons/c.yaml": "title: a\nfrom: [gone]\n",
    }
    functions = "planning, design, delivery, support, go-to-market, leadership"
    assert found(files) == [
        "checkpoints/b.yaml:2:1: MP101 kind_ is not a field of a checkpoint",
        f"dependencies/a.yaml:3:7: MP103 from is legal, which is not one of {functions}",
        "lessons/c.yaml:2:8: MP201 from: there is no record gone",
    ]


@pytest.mark.parametrize(
    ("likelihood", "told"),
    [
        ("0", "0 is not one of 1, 2, 3, 4, 5"),
        ("2.5", "2.5 is not one of 1, 2, 3, 4, 5"),
        ("6", "6 is not one of 1, 2, 3, 4, 5"),
        ("high", "high is not a number"),
        ('"3"', '"3" in quotes is text, not a number'),
    ],
)
def test_a_likelihood_is_one_of_five(likelihood: str, told: str, found: Found) -> None:
    risk = f"title: a\nstatus: closed\nlikelihood: {likelihood}\n"
    assert found({"risks/late.yaml": risk}) == [f"risks/late.yaml:3:13: MP103 likelihood: {told}"]


def test_an_id_is_used_once_whatever_the_kind(found: Found) -> None:
    files: dict[str, str | bytes] = {
        "checkpoints/cards.yaml": "title: a\n",
        "lessons/cards.yaml": "title: a\n",
    }
    assert found(files) == ["lessons/cards.yaml:1:1: MP204 the id cards is used twice in the plan"]


def test_a_lesson_has_no_status(found: Found) -> None:
    assert found({"lessons/load-first.yaml": "title: a\nstatus: open\n"}) == [
        "lessons/load-first.yaml:2:1: MP101 status is not a field of a lesson"
    ]
