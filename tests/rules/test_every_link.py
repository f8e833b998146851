"""Whatever points to a record, a person, an outcome or the scale is checked, in every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import PLAN_FILE, findings_of
from mvpplan.model import FOLDERS, KINDS
from mvpplan.model.fields import Impact, Outcome, Person, Ref
from mvpplan.model.outline import outline
from mvpplan.model.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from mvpplan.store.load import Loaded

    Linked = Callable[[str, str], list[str]]


def marked(shape: type, marker: type, before: str) -> Iterator[str]:
    """Every field of a shape with a marker, as ``decision.target.metric``."""
    for name, field in outline(shape).items():
        if isinstance(field.marker, marker):
            yield before + name
        elif field.group:
            yield from marked(field.base, marker, f"{before}{name}.")


def in_every_kind(marker: type) -> set[str]:
    return {path for kind, shape in KINDS.items() for path in marked(shape, marker, f"{kind}.")}


@pytest.fixture
def linked(plan: Callable[[dict[str, str | bytes]], Path]) -> Linked:
    """Write a record of a kind with one more line; what is said of the links in it."""

    def write(kind: str, line: str) -> list[str]:
        folder = plan(
            {
                f"{KINDS[kind].folder}/here.yaml": f"title: a\n{line}\n",
                "lessons/other.yaml": "title: b\n",
            }
        )
        codes = ("MP103", "MP2")
        told = [each for each in findings_of(folder) if each.code.startswith(codes)]
        return [f"{each.line}:{each.column} {each.code} {each.message}" for each in told]

    return write


TO_A_KIND = {
    "decision.depends_on": ("depends_on: [%s]", "depends_on", "a decision"),
    "decision.assumptions": ("assumptions: [%s]", "assumptions", "an assumption"),
    "decision.supersedes": ("supersedes: [%s]", "supersedes", "a decision"),
    "decision.target.metric": ("target: {value: 1, metric: %s}", "target, metric", "a metric"),
    "assumption.requires": ("requires: [%s]", "requires", "an assumption"),
    "metric.decisions": ("decisions: [%s]", "decisions", "a decision"),
    "risk.metric": ("metric: %s", "metric", "a metric"),
    "dependency.metric": ("metric: %s", "metric", "a metric"),
    "dependency.needed_by": ("needed_by: [%s]", "needed_by", "a decision"),
    "journey.decisions": ("decisions: [%s]", "decisions", "a decision"),
    "scope.decisions": ("decisions: [%s]", "decisions", "a decision"),
    "scope.journeys": ("journeys: [%s]", "journeys", "a journey"),
    "change.adds": ("adds: [%s]", "adds", "a scope item"),
    "change.removes": ("removes: [%s]", "removes", "a scope item"),
    "change.effects.metric": ("effects: [{metric: %s}]", "effects 1, metric", "a metric"),
}
TO_ANY_KIND = {
    "blocker.blocks": ("blocks: [%s]", "blocks"),
    "checkpoint.about": ("about: [%s]", "about"),
    "feedback.about": ("about: %s", "about"),
    "lesson.from": ("from: [%s]", "from"),
}


def test_no_link_is_forgotten_here() -> None:
    assert in_every_kind(Ref) == TO_A_KIND.keys() | TO_ANY_KIND.keys()


@pytest.mark.parametrize("where", TO_A_KIND)
def test_an_unknown_id_is_told(where: str, linked: Linked) -> None:
    line, label, wanted = TO_A_KIND[where]
    place, kind = f"2:{line.index('%') + 1}", wanted.partition(" ")[2]
    assert linked(where.partition(".")[0], line % "gone") == [
        f"{place} MP201 {label}: there is no {kind} gone"
    ]


@pytest.mark.parametrize("where", TO_ANY_KIND)
def test_an_unknown_id_of_any_kind_is_told(where: str, linked: Linked) -> None:
    line, label = TO_ANY_KIND[where]
    place = f"2:{line.index('%') + 1}"
    assert linked(where.partition(".")[0], line % "gone") == [
        f"{place} MP201 {label}: there is no record gone"
    ]


@pytest.mark.parametrize("where", TO_A_KIND)
def test_an_id_of_the_wrong_kind_is_told(where: str, linked: Linked) -> None:
    line, label, wanted = TO_A_KIND[where]
    place = f"2:{line.index('%') + 1}"
    assert linked(where.partition(".")[0], line % "other") == [
        f"{place} MP202 {label}: other is a lesson, not {wanted}"
    ]


@pytest.mark.parametrize("where", TO_ANY_KIND)
def test_an_id_of_any_kind_is_fine_where_any_may_stand(where: str, linked: Linked) -> None:
    assert linked(where.partition(".")[0], TO_ANY_KIND[where][0] % "other") == []


@pytest.mark.parametrize("where", TO_ANY_KIND)
def test_a_record_that_names_itself_is_told(where: str, linked: Linked) -> None:
    line, label = TO_ANY_KIND[where]
    place = f"2:{line.index('%') + 1}"
    assert linked(where.partition(".")[0], line % "here") == [
        f"{place} MP206 {label}: here names itself"
    ]


PEOPLE = {f"{kind}.owner": ("owner: %s", "owner") for kind in KINDS} | {
    "decision.reviewers": ("reviewers: [%s]", "reviewers"),
    "decision.approvals.by": (
        "approvals: [{on: 2026-11-20, verdict: approved, by: %s}]",
        "approvals 1, by",
    ),
    "journey.approvals.by": (
        "approvals: [{on: 2026-11-20, verdict: approved, by: %s}]",
        "approvals 1, by",
    ),
    "blocker.communication.by": ("communication: {by: %s}", "communication, by"),
    "blocker.escalated.to": ("escalated: {to: %s}", "escalated, to"),
    "change.requested_by": ("requested_by: %s", "requested_by"),
    "change.decided_by": ("decided_by: %s", "decided_by"),
    "checkpoint.actions.owner": ("actions: [{what: b, owner: %s}]", "actions 1, owner"),
    "feedback.by": ("by: %s", "by"),
}


def test_no_person_is_forgotten_here() -> None:
    assert in_every_kind(Person) == PEOPLE.keys()


@pytest.mark.parametrize("where", PEOPLE)
def test_an_unknown_person_is_told(where: str, linked: Linked) -> None:
    line, label = PEOPLE[where]
    place = f"2:{line.index('%') + 1}"
    assert linked(where.partition(".")[0], line % "anna") == [
        f"{place} MP203 {label}: anna is not one of the people"
    ]


@pytest.mark.parametrize("where", PEOPLE)
def test_a_known_person_is_fine(where: str, linked: Linked) -> None:
    assert linked(where.partition(".")[0], PEOPLE[where][0] % "ana") == []


def test_no_outcome_and_no_impact_is_forgotten_here() -> None:
    assert in_every_kind(Outcome) == {"metric.protects", "change.protects"}
    assert in_every_kind(Impact) == {f"{kind}.impact" for kind in WITH_IMPACT}


@pytest.mark.parametrize("kind", ["metric", "change"])
def test_an_unknown_outcome_is_told(kind: str, linked: Linked) -> None:
    assert linked(kind, "protects: [fast-purchase, fast-refund]") == [
        "2:27 MP207 protects: the plan protects nothing named fast-refund"
    ]


WITH_IMPACT = ["decision", "assumption", "blocker", "risk"]


@pytest.mark.parametrize("kind", WITH_IMPACT)
def test_an_impact_off_the_scale_is_told(kind: str, linked: Linked) -> None:
    assert linked(kind, "impact: 7") == ["2:9 MP103 impact: 7 is not on the plan's scale"]
    assert linked(kind, "impact: 5") == []


IN_THE_PLAN_FILE = {
    "approver": ("approver: %s", "approver"),
    "monitor": ("monitor: %s", "monitor"),
    "people.escalates_to": (
        "people: {mara: {escalates_to: %s}}",
        "people, mara, escalates_to",
    ),
    "waivers.by": (
        "waivers: [{rule: validation-fits, why: pilot, until: 2026-12-04, by: %s}]",
        "waivers 1, by",
    ),
}


def test_no_person_of_the_plan_file_is_forgotten_here() -> None:
    assert set(marked(Settings, Person, "")) == IN_THE_PLAN_FILE.keys()
    assert set(marked(Settings, Ref, "")) == {"outcome.metric"}


@pytest.mark.parametrize("where", IN_THE_PLAN_FILE)
def test_an_unknown_person_in_the_plan_file_is_told(
    where: str, found: Callable[..., list[str]]
) -> None:
    line, label = IN_THE_PLAN_FILE[where]
    plan_file = f"{line % 'anna'}\nformat: 1\ntitle: a\n"
    assert found({"mvpplan.yaml": plan_file}) == [
        f"mvpplan.yaml:1:{line.index('%') + 1}: MP203 {label}: anna is not one of the people"
    ]


@pytest.mark.parametrize(
    ("metric", "told"),
    [
        ("gone", "MP201 outcome, metric: there is no metric gone"),
        ("other", "MP202 outcome, metric: other is a lesson, not a metric"),
    ],
)
def test_the_outcome_of_the_plan_is_a_metric_of_it(
    metric: str, told: str, found: Callable[..., list[str]]
) -> None:
    plan_file = f"outcome: {{metric: {metric}}}\n{PLAN_FILE}"
    assert found({"mvpplan.yaml": plan_file, "lessons/other.yaml": "title: b\n"}) == [
        f"mvpplan.yaml:1:19: {told}"
    ]


@pytest.mark.parametrize("folder", FOLDERS)
def test_records_of_every_kind_lie_alone_and_together(
    folder: str, loaded: Callable[..., Loaded]
) -> None:
    plan = loaded({f"{folder}/here.yaml": "title: a", f"{folder}.yaml": "there: {title: b}"}).plan
    assert [(each.id, each.title) for each in plan.of(FOLDERS[folder])] == [
        ("here", "a"),
        ("there", "b"),
    ]
