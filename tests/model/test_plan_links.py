"""The plan: records by kind, mentions in both directions, and what exists although it is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mvpplan.model.assumption import Assumption
from mvpplan.model.decision import Decision
from mvpplan.model.fields import Impact, Outcome, Person
from mvpplan.model.plan import Link

if TYPE_CHECKING:
    from collections.abc import Callable

    from mvpplan.store.load import Loaded

FILES = {
    "decisions.yaml": """\
        late: {title: a, owner: ana, impact: 3, depends_on: [early], assumptions: [calls, gone]}
        early: {title: b, target: {metric: signups, value: 3}}
        """,
    "assumptions/calls.yaml": "title: c\nrequires: [mail]\n",
    "assumptions/mail.yaml": "title: d: e\n",
    "metrics.yaml": "signups: {title: f, protects: [fast-purchase], decisions: [late]}\n",
    "blockers.yaml": "stuck: {title: g, blocks: [signups], escalated: {to: mara}}\n",
}


def test_records_are_kept_by_kind_and_id(loaded: Callable[..., Loaded]) -> None:
    plan = loaded(FILES).plan
    assert list(plan.records) == ["early", "late", "calls", "stuck", "signups"]
    assert [each.id for each in plan.of(Decision)] == ["early", "late"]
    assert [each.id for each in plan.each(Assumption, ["gone", "calls", "late"])] == ["calls"]
    assert plan.get(Decision, "calls") is None
    assert plan.get(Decision, "late") is plan.records["late"]


def test_a_record_that_is_broken_has_its_kind_all_the_same(loaded: Callable[..., Loaded]) -> None:
    plan = loaded(FILES).plan
    assert dict(plan.broken) == {"mail": "assumption"}
    assert [plan.kind_of(each) for each in ("late", "mail", "gone")] == [
        "decision",
        "assumption",
        None,
    ]


def test_every_mention_of_a_record_is_a_link(loaded: Callable[..., Loaded]) -> None:
    assert list(loaded(FILES).plan.links) == [
        Link("early", ("target", "metric"), "signups", ("metric",)),
        Link("late", ("depends_on", 0), "early", ("decision",)),
        Link("late", ("assumptions", 0), "calls", ("assumption",)),
        Link("late", ("assumptions", 1), "gone", ("assumption",)),
        Link("calls", ("requires", 0), "mail", ("assumption",)),
        Link("stuck", ("blocks", 0), "signups", ()),
        Link("signups", ("decisions", 0), "late", ("decision",)),
    ]


def test_links_are_kept_in_both_directions(loaded: Callable[..., Loaded]) -> None:
    plan = loaded(FILES).plan
    assert [link.target for link in plan.links_from["late"]] == ["early", "calls", "gone"]
    assert [link.source for link in plan.links_to["signups"]] == ["early", "stuck"]
    assert [link.field for link in plan.links_to["signups"]] == ["target", "blocks"]
    assert "mail" not in plan.links_from


def test_people_outcomes_and_impacts_are_mentions(loaded: Callable[..., Loaded]) -> None:
    mentions = loaded(FILES).plan.mentions
    assert [(each.record, each.at, str(each.value), type(each.marker)) for each in mentions] == [
        ("late", ("owner",), "ana", Person),
        ("late", ("impact",), "3", Impact),
        ("stuck", ("escalated", "to"), "mara", Person),
        ("signups", ("protects", 0), "fast-purchase", Outcome),
        (None, ("people", "ana", "escalates_to"), "mara", Person),
        (None, ("people", "ben", "escalates_to"), "ana", Person),
    ]


def test_an_impact_of_zero_is_a_mention_too(loaded: Callable[..., Loaded]) -> None:
    plan = loaded({"decisions/a.yaml": "title: a\nimpact: 0\n"}).plan
    assert [str(each.value) for each in plan.mentions if each.record == "a"] == ["0"]
