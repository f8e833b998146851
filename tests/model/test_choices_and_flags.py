"""Choices, flags and single values of text."""

from __future__ import annotations

import pytest
from shape_views import complaint, problems, record

from mvpplan.model.assumption import Assumption
from mvpplan.model.blocker import Blocker
from mvpplan.model.decision import Decision
from mvpplan.model.metric import Metric

STATUSES = "open, approved, rejected, deferred, superseded"


@pytest.mark.parametrize("written", ["open", "'open'", '"open"', "superseded"])
def test_a_status_is_one_of_a_few_words(written: str) -> None:
    made = record(Decision, f"title: a\nstatus: {written}\n")
    assert made.status == written.strip("'\"")


def test_no_status_means_the_first() -> None:
    assert record(Decision, "title: a\nstatus:\n").status == "open"
    assert record(Assumption, "title: a\n").status == "untested"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("aproved", f"is aproved, which is not one of {STATUSES} | did you mean approved?"),
        ("Open", f"is Open, which is not one of {STATUSES} | did you mean open?"),
        ("done", f"is done, which is not one of {STATUSES} | did you mean approved?"),
        ("On hold", f"is On hold, which is not one of {STATUSES} | did you mean deferred?"),
        ("off", f"is off, which is not one of {STATUSES} | choose one of {STATUSES}"),
        (
            "[open]",
            "holds a list where one value belongs | write one value alone: status: open",
        ),
        ("[]", "holds a list where one value belongs | write the value alone"),
        (
            "{is: open}",
            (
                "holds a group of fields where one value belongs | "
                'if it is text, put it in quotes: "is: open"'
            ),
        ),
        (
            "x" * 5000,
            f"is {'x' * 39}…, which is not one of {STATUSES} | choose one of {STATUSES}",
        ),
    ],
)
def test_what_is_no_status(written: str, told: str) -> None:
    assert complaint(Decision, f"status: {written}") == f"MP103 status {told}"


def test_a_choice_that_is_nested_is_named_with_its_way() -> None:
    (told,) = problems(Decision, "title: a\nevidence: [{what: b, kind: dat}]\n")
    assert told == (
        "2:28 MP103 evidence 1, kind is dat, which is not one of anecdote, data, test | "
        "did you mean data?"
    )


def test_a_metric_has_no_status() -> None:
    assert problems(Metric, "title: a\nstatus: open\n") == [
        "2:1 MP101 status is not a field of a metric | delete it, or put what it says into notes"
    ]


@pytest.mark.parametrize(
    ("written", "read"), [("true", True), ("false", False), ("'false'", False), ("", True)]
)
def test_a_flag_is_true_or_false(written: str, read: bool) -> None:
    made = record(Decision, f"title: a\nevidence:\n  - what: b\n    supports: {written}\n")
    assert made.evidence[0].supports is read


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(("yes", "true"), ("True", "true"), ("on", "true"), ("no", "false"), ("FALSE", "false")),
        *(("1", "true or false"), ("maybe", "true or false")),
    ],
)
def test_no_other_word_is_a_flag(written: str, meant: str) -> None:
    text = f"title: a\nevidence:\n  - what: b\n    supports: {written}\n"
    (told,) = problems(Decision, text)
    assert told == (
        f"4:15 MP103 evidence 1, supports: {written} is neither true nor false | write {meant}"
    )


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("no", "no"),
        ("007", "007"),
        ("12:30", "12:30"),
        ("2026-11-27", "2026-11-27"),
        ("'  padded '", "  padded "),
        ("|\n  one\n  two", "one\ntwo\n"),
    ],
)
def test_text_is_what_stands_there(written: str, text: str) -> None:
    assert record(Decision, f"title: a\nwhy: {written}\n").why == text


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "fallback: [Call them]",
            (
                "MP103 fallback holds a list where one value belongs | "
                "write one value alone: fallback: Call them"
            ),
        ),
        (
            "fallback: {call: them}",
            (
                "MP103 fallback holds a group of fields where one value belongs | "
                'if it is text, put it in quotes: "call: them"'
            ),
        ),
        (
            "owner: [ana]",
            (
                "MP103 owner holds a list where one value belongs | "
                "write one value alone: owner: ana"
            ),
        ),
    ],
)
def test_text_is_one_value(line: str, told: str) -> None:
    assert complaint(Blocker, line) == told
