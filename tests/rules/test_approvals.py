"""Approvals that lapsed are told; those that hold, and other verdicts, are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import findings_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[dict[str, str | bytes]], Path]
    Found = Callable[..., list[str]]

READ = "title: Do guests need an account to pay?\nowner: ana\ndue: 2026-12-04\n"
CHANGED = READ.replace("2026-12-04", "2026-12-11")
# What Mara read has the fingerprint v1-0e89ecd5b8455c42.
APPROVED = "approvals: [{by: mara, on: 2026-11-20, verdict: approved, of: v1-0e89ecd5b8455c42}]\n"


def test_an_approval_holds_while_the_record_says_the_same(found: Found) -> None:
    assert found({"decisions/checkout.yaml": READ + APPROVED}) == []


def test_an_approval_holds_in_another_file_with_comments_and_notes(found: Found) -> None:
    decisions = """\
        checkout:
          # The one that everything hangs on
          due: 2026-12-04   # Friday
          owner: "ana"
          title: >-
            Do guests need
            an account to pay?
          approvals: [{by: mara, on: 2026-11-20, verdict: approved, of: v1-0e89ecd5b8455c42}]
          notes: Legal agrees
        """
    assert found({"decisions.yaml": decisions}) == []


def test_an_approval_lapses_when_the_record_changes(plan: Write) -> None:
    (finding,) = findings_of(plan({"decisions/checkout.yaml": CHANGED + APPROVED}))
    assert (finding.path, finding.line, finding.column) == ("decisions/checkout.yaml", 4, 63)
    assert (finding.code, finding.severity) == ("MP306", "warning")
    assert (finding.record, finding.field) == ("checkout", "approvals[0].of")
    assert finding.message == "checkout changed after Mara Lind approved it on 2026-11-20"
    assert finding.hint == "let Mara Lind read it again; it is v1-989bbdd2abc13a99 now"


def test_the_hint_names_the_fingerprint_that_would_hold(plan: Write) -> None:
    (finding,) = findings_of(plan({"decisions/checkout.yaml": CHANGED + APPROVED}))
    again = APPROVED.replace("v1-0e89ecd5b8455c42", finding.hint.split()[-2])
    assert findings_of(plan({"decisions/checkout.yaml": CHANGED + again})) == []


def test_an_approval_of_an_open_decision_lapses_when_it_is_closed(found: Found) -> None:
    closed = "status: rejected\nclosed: 2026-11-27\nwhy: Guests do not mind\n"
    assert found({"decisions/checkout.yaml": READ + closed + APPROVED}) == [
        (
            "decisions/checkout.yaml:7:63: MP306 "
            "checkout changed after Mara Lind approved it on 2026-11-20"
        )
    ]


def test_a_later_approval_of_the_same_person_replaces_it(found: Found) -> None:
    approvals = """\
        approvals:
          - {by: mara, on: 2026-11-18, verdict: approved, of: v1-0000000000000000}
          - {by: mara, on: 2026-11-19, verdict: changes, note: Which Friday?}
          - {by: mara, on: 2026-11-20, verdict: approved, of: v1-0e89ecd5b8455c42}
        """
    assert found({"decisions/checkout.yaml": flat(READ, approvals)}) == []


def test_each_person_is_told_of_for_themselves(found: Found) -> None:
    approvals = """\
        approvals:
          - {by: ana, on: 2026-11-18, verdict: approved, of: v1-0000000000000000}
          - {by: ben, on: 2026-11-19, verdict: approved}
          - {by: mara, on: 2026-11-20, verdict: approved, of: v1-0000000000000000}
        """
    assert found({"decisions/checkout.yaml": flat(READ, approvals)}) == [
        (
            "decisions/checkout.yaml:5:54: MP306 "
            "checkout changed after Ana Ruiz approved it on 2026-11-18"
        ),
        (
            "decisions/checkout.yaml:7:55: MP306 "
            "checkout changed after Mara Lind approved it on 2026-11-20"
        ),
    ]


def test_changes_and_rejected_never_lapse(found: Found) -> None:
    approvals = """\
        approvals:
          - {by: ana, on: 2026-11-18, verdict: changes, of: v1-0000000000000000}
          - {by: mara, on: 2026-11-20, verdict: rejected, of: v1-0000000000000000}
        """
    assert found({"decisions/checkout.yaml": flat(READ, approvals)}) == []


def flat(decision: str, approvals: str) -> str:
    """A decision with approvals that stand indented in the test."""
    return decision + approvals.replace("        ", "")
