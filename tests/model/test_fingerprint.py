"""Fingerprints: the same for what means the same, another for anything else."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mvpplan.model.decision import Decision
from mvpplan.model.fingerprint import fingerprint, lapsed
from mvpplan.model.outline import outline
from mvpplan.model.quantity import Quantity
from mvpplan.store.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mvpplan.model.record import Record

    Value = str | Decimal | date | list[str]

BASE = """\
title: Do guests need an account to pay?
owner: ana
due: 2026-12-04
impact: 5
effort: 2-5
why: Guests leave at the account step
options: [No account, Account after payment]
evidence: [{what: Exit survey, on: 2026-11-12}]
target: {metric: checkout-time, value: 90}
"""


def read(text: str, path: str = "decisions/a.yaml", record: str = "a") -> Record:
    reading = Reading()
    reading.file(path, text.encode())
    return reading.records[record]


def print_of(text: str) -> str:
    return fingerprint(read(text))


def test_a_fingerprint_stays_what_it_was_in_every_later_version() -> None:
    assert print_of(BASE) == "v1-f9ecc4a1ab365d41"


SAME = {
    "a comment": BASE.replace("2026-12-04", "2026-12-04   # a week later?"),
    "comments and empty lines": "# Guests\n\n" + BASE.replace("impact", "\n# of 5\nimpact"),
    "another order of fields": "".join(sorted(BASE.splitlines(keepends=True))),
    "another order within a group": BASE.replace(
        "{metric: checkout-time, value: 90}", "{value: 90, metric: checkout-time}"
    ),
    "lists as lines": BASE.replace(
        "options: [No account, Account after payment]",
        "options:\n  - No account\n  - Account after payment",
    ),
    "groups as lines": BASE.replace(
        "target: {metric: checkout-time, value: 90}",
        "target:\n    metric: checkout-time\n    value: 90",
    ),
    "double quotes": BASE.replace(
        "title: Do guests need an account to pay?",
        'title: "Do guests need an \\u0061ccount to pay?"',
    ),
    "single quotes": BASE.replace(
        "why: Guests leave at the account step", "why: 'Guests leave at the account step'"
    ),
    "folded text": BASE.replace("why: Guests leave", "why: >-\n  Guests\n  leave"),
    "one line over two": BASE.replace("why: Guests leave", "why: Guests\n  leave"),
    "a number with decimals": BASE.replace("value: 90", "value: 90.00"),
    "an impact with decimals": BASE.replace("impact: 5", "impact: 5.0"),
    "a range with spaces and decimals": BASE.replace("effort: 2-5", "effort: 2.0 - 5.00"),
    "a quoted date": BASE.replace("due: 2026-12-04", 'due: "2026-12-04"'),
    "the first status": BASE + "status: open\n",
    "evidence that speaks for it": BASE.replace("2026-11-12}", "2026-11-12, supports: true}"),
    "empty lists": BASE + "tags: []\nassumptions: []\n",
    "empty values": BASE + "choice:\nfunction: ~\nrevisit: null\n",
    "notes": BASE + "notes: Ask Legal as well\n",
    "approvals": BASE + "approvals: [{by: mara, on: 2026-11-20, verdict: approved, of: v1-0}]\n",
    "a byte order mark": "\ufeff" + BASE,
    "other line ends": BASE.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME.keys())
def test_what_means_the_same_has_the_same_fingerprint(text: str) -> None:
    assert print_of(text) == print_of(BASE)


def test_neither_the_file_nor_the_id_is_part_of_it() -> None:
    together = "b:\n" + "".join(f"  {line}\n" for line in BASE.splitlines())
    assert fingerprint(read(together, "decisions.yaml", "b")) == print_of(BASE)
    assert fingerprint(read(BASE, "decisions/other.yaml", "other")) == print_of(BASE)


TWO_OF_EACH = {
    "title": ("title: A", "title: B"),
    "owner": ("owner: ana", "owner: ben"),
    "status": ("status: approved", "status: deferred"),
    "opened": ("opened: 2026-11-02", "opened: 2026-11-03"),
    "due": ("due: 2026-11-02", "due: 2026-11-03"),
    "closed": ("closed: 2026-11-02", "closed: 2026-11-03"),
    "tags": ("tags: [tax]", "tags: [tax, us]"),
    "links": ("links: [a.example]", "links: [b.example]"),
    "question": ("question: Which?", "question: which?"),
    "function": ("function: design", "function: support"),
    "impact": ("impact: 1", "impact: 1.5"),
    "effort": ("effort: 2-5", "effort: 2/3/5"),
    "options": ("options: [x, y]", "options: [y, x]"),
    "choice": ("choice: x", "choice: y"),
    "why": ("why: x", "why: x."),
    "depends_on": ("depends_on: [x]", "depends_on: [y]"),
    "assumptions": ("assumptions: [x]", "assumptions: [x, y]"),
    "evidence.what": ("evidence: [{what: x}]", "evidence: [{what: y}]"),
    "evidence.kind": ("evidence: [{what: x, kind: data}]", "evidence: [{what: x, kind: test}]"),
    "evidence.on": (
        "evidence: [{what: x, on: 2026-11-02}]",
        "evidence: [{what: x, on: 2026-11-03}]",
    ),
    "evidence.link": ("evidence: [{what: x, link: a}]", "evidence: [{what: x, link: b}]"),
    "evidence.supports": ("evidence: [{what: x}]", "evidence: [{what: x, supports: false}]"),
    "constraints": ("constraints: [x]", "constraints: [x, x]"),
    "behaviour": ("behaviour: x", "behaviour: y"),
    "acceptance": ("acceptance: [x]", "acceptance: [x y]"),
    "target.metric": ("target: {metric: x, value: 1}", "target: {metric: y, value: 1}"),
    "target.value": ("target: {metric: x, value: 1}", "target: {metric: x, value: -1}"),
    "target.by": (
        "target: {metric: x, value: 1}",
        "target: {metric: x, value: 1, by: 2027-01-06}",
    ),
    "reviewers": ("reviewers: [ana]", "reviewers: [ben]"),
    "supersedes": ("supersedes: [x]", "supersedes: [y]"),
    "revisit": ("revisit: 2027-01-06", "revisit: 2027-01-07"),
    "isolated": ("isolated: 2026-11-18", "isolated: 2026-11-19"),
}
BESIDE = {"id", "notes", "approvals.by", "approvals.on", "approvals.verdict"}
BESIDE |= {"approvals.of", "approvals.note"}


def leaves(shape: type, before: str = "") -> Iterator[str]:
    """Every field of a shape that holds a value, as ``evidence.on``."""
    for name, field in outline(shape).items():
        has_fields = field.group and field.base is not Quantity
        yield from leaves(field.base, f"{name}.") if has_fields else [before + name]


def test_no_field_of_a_decision_is_forgotten_below() -> None:
    assert set(leaves(Decision)) == TWO_OF_EACH.keys() | BESIDE


@pytest.mark.parametrize(("one", "other"), TWO_OF_EACH.values(), ids=TWO_OF_EACH.keys())
def test_every_other_field_changes_the_fingerprint(one: str, other: str) -> None:
    prints = {print_of(f"{line}\n") for line in (titled(one), titled(other), "title: none")}
    assert len(prints) == 3


def titled(line: str) -> str:
    return line if line.startswith("title") else f"title: none\n{line}"


def test_a_value_is_not_mistaken_for_one_in_another_field() -> None:
    assert print_of("title: a\nchoice: x\n") != print_of("title: a\nwhy: x\n")
    assert print_of("title: a\noptions: [x y]\n") != print_of("title: a\noptions: [x, y]\n")


def test_another_kind_with_the_same_fields_has_another_fingerprint() -> None:
    lesson = fingerprint(read("title: a\n", "lessons/a.yaml"))
    assert lesson != print_of("title: a\n")


WORDS = st.text("abé ?:#'\"\\-1\u00a0", max_size=12).map(str.strip).filter(bool)
VALUES: dict[str, st.SearchStrategy[Value]] = {
    "why": WORDS,
    "choice": WORDS,
    "options": st.lists(WORDS, min_size=1, max_size=3),
    "acceptance": st.lists(WORDS, min_size=1, max_size=3),
    "due": st.dates(date(2026, 1, 1), date(2026, 1, 4)),
    "revisit": st.dates(date(2026, 1, 1), date(2026, 1, 4)),
    "impact": st.decimals(0, 20, places=1),
    "effort": st.decimals(0, 20, places=1),
}
TITLE: dict[str, st.SearchStrategy[Value]] = {"title": WORDS}
DECISIONS = st.fixed_dictionaries(TITLE, optional=VALUES)


def written(data: st.DataObject, value: Value) -> str:
    """A value in one of the ways in which it can be written."""
    if isinstance(value, list):
        return "[" + ", ".join(written(data, item) for item in value) + "]"
    if isinstance(value, date):
        return data.draw(st.sampled_from(["{}", "'{}'", '"{}"'])).format(value)
    if isinstance(value, Decimal):
        return data.draw(st.sampled_from([str(value), f"{value}0", f"{value.normalize():f}"]))
    value += data.draw(st.sampled_from(["", " "]))  # spaces at the ends mean nothing
    single = "'" + value.replace("'", "''") + "'"
    return data.draw(st.sampled_from([single, json.dumps(value)]))


def file_of(data: st.DataObject, decision: dict[str, Value]) -> str:
    """A decision in one of the ways in which it can be written."""
    breaks = st.sampled_from(["\n", "\n\n", "\n# to be checked\n"])
    fields = data.draw(st.permutations(sorted(decision)))
    notes = data.draw(st.sampled_from(["", "notes: 'later'\n", "status: open\n"]))
    lines = [f"{name}: {written(data, decision[name])}{data.draw(breaks)}" for name in fields]
    return notes + "".join(lines)


@given(decision=DECISIONS, data=st.data())
def test_no_way_of_writing_changes_a_fingerprint(
    decision: dict[str, Value], data: st.DataObject
) -> None:
    assert print_of(file_of(data, decision)) == print_of(file_of(data, decision))


@given(one=DECISIONS, other=DECISIONS, data=st.data())
def test_only_what_means_the_same_has_the_same_fingerprint(
    one: dict[str, Value], other: dict[str, Value], data: st.DataObject
) -> None:
    same = print_of(file_of(data, one)) == print_of(file_of(data, other))
    assert same is (one == other)


NOW = "v1-12238761e9f9e376"


def lapsed_of(*approvals: str) -> list[tuple[int, str]]:
    listed = "".join(f"  - {{{each}}}\n" for each in approvals)
    return [
        (index, approval.by) for index, approval in lapsed(read(f"title: a\napprovals:\n{listed}"))
    ]


def test_an_approval_of_what_the_record_says_now_has_not_lapsed() -> None:
    assert lapsed_of(f"by: mara, on: 2026-11-20, verdict: approved, of: {NOW}") == []


def test_an_approval_of_something_else_has_lapsed() -> None:
    assert lapsed_of("by: mara, on: 2026-11-20, verdict: approved, of: v1-0") == [(0, "mara")]


def test_an_approval_that_names_no_fingerprint_is_not_known_to_have_lapsed() -> None:
    assert lapsed_of("by: mara, on: 2026-11-20, verdict: approved") == []


@pytest.mark.parametrize("verdict", ["changes", "rejected"])
def test_other_verdicts_never_lapse(verdict: str) -> None:
    assert lapsed_of(f"by: mara, on: 2026-11-20, verdict: {verdict}, of: v1-0") == []


@pytest.mark.parametrize("verdict", ["approved", "changes", "rejected"])
def test_the_later_verdict_of_a_person_replaces_the_earlier(verdict: str) -> None:
    earlier = "by: mara, on: 2026-11-18, verdict: approved, of: v1-0"
    assert lapsed_of(earlier, f"by: mara, on: 2026-11-20, verdict: {verdict}, of: {NOW}") == []


def test_a_later_approval_that_lapsed_replaces_one_that_would_hold() -> None:
    earlier = f"by: mara, on: 2026-11-18, verdict: approved, of: {NOW}"
    later = "by: mara, on: 2026-11-20, verdict: approved, of: v1-0"
    assert lapsed_of(earlier, later) == [(1, "mara")]


def test_each_person_s_last_verdict_counts_for_itself() -> None:
    old = "on: 2026-11-20, verdict: approved, of: v1-0"
    now = f"on: 2026-11-20, verdict: approved, of: {NOW}"
    approvals = [f"by: ana, {old}", f"by: ben, {now}", f"by: mara, {old}"]
    assert lapsed_of(*approvals) == [(0, "ana"), (2, "mara")]
