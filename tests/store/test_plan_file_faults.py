"""A fault in the plan file is one finding: records are judged by what the file does say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from store_views import beside, findings, in_memory, with_hints

if TYPE_CHECKING:
    from collections.abc import Callable

DECISION = "title: a\nowner: ana\ndue: 2026-11-27\n"
PLAN = "format: 1\ntitle: a\n"

PLAN_FAULTS = {
    "a faulty person": "people: {ana: {function: plan}}\n",
    "a person who is text": "people: {ana: Ana Ruiz}\n",
    "people as a list": "people: [ana]\n",
    "people as text": "people: ana\n",
    "people under a misspelt name": "peple: {ana: {name: Ana}}\n",
    "people under an anchor": "people: &team {ana: {name: Ana}}\n",
    "people as an alias": "people: *team\n",
    "people in a second place": "people: {ben: {}}\npeople: {ana: {}}\n",
    "people who are not YAML": "people: {ana: {}\n",
    "a format of the future": None,
}


@pytest.mark.parametrize("lines", PLAN_FAULTS.values(), ids=PLAN_FAULTS.keys())
def test_a_fault_around_people_makes_no_owner_unknown(
    lines: str | None, found: Callable[..., list[str]]
) -> None:
    text = PLAN + lines if lines else "format: 2\ntitle: a\npeople: {ana: {}}\n"
    told = found({"mvpplan.yaml": text, "decisions/a.yaml": DECISION})
    assert beside("mvpplan.yaml:", told) == []


@pytest.mark.parametrize(
    "line",
    [
        "impact: EUR\n",
        "impact: {unit: EUR, scle: 3}\n",
        "impact: {scale: {5000: x}}\n",
        "impact: {scale: [5000]}\n",
        "impact: {unit: [EUR]}\n",
        "imapct: {unit: EUR}\n",
        "impact: *money\n",
    ],
)
def test_a_faulty_impact_puts_no_impact_off_the_scale(
    line: str, found: Callable[..., list[str]]
) -> None:
    told = found(
        {
            "mvpplan.yaml": f"{PLAN}people: {{ana: {{}}}}\n{line}",
            "decisions/a.yaml": DECISION + "impact: 5000\n",
        }
    )
    assert beside("mvpplan.yaml:4:", told) == []


@pytest.mark.parametrize(
    "line",
    [
        "protects: [fast]\n",
        "protects: {fast: [a]}\n",
        "protect: {fast: a}\n",
    ],
)
def test_a_faulty_outcome_is_not_unknown_as_well(
    line: str, found: Callable[..., list[str]]
) -> None:
    told = found(
        {
            "mvpplan.yaml": f"{PLAN}people: {{ana: {{}}}}\n{line}",
            "decisions/a.yaml": DECISION,
            "metrics/b.yaml": "title: b\nowner: ana\ndecisions: [a]\nprotects: [fast]\n",
        }
    )
    assert beside("mvpplan.yaml:4:", told) == []


def test_an_outcome_without_words_is_not_said_to_be_missing(
    found: Callable[..., list[str]],
) -> None:
    told = found(
        {
            "mvpplan.yaml": f"{PLAN}people: {{ana: {{}}}}\nprotects: {{fast: }}\n",
            "decisions/a.yaml": DECISION,
            "metrics/b.yaml": "title: b\nowner: ana\ndecisions: [a]\nprotects: [fast]\n",
        }
    )
    assert [finding for finding in told if finding.startswith("metrics/b.yaml")] == []


@pytest.mark.parametrize(
    ("content", "code"),
    [("", "MP006"), ("- a\n", "MP006"), ("title: a: b\n", "MP002"), (b"\xff\xfea", "MP001")],
)
def test_a_plan_file_that_says_nothing_makes_nothing_unknown(
    content: str | bytes, code: str, found: Callable[..., list[str]]
) -> None:
    told = found(
        {
            "mvpplan.yaml": content,
            "decisions/a.yaml": DECISION + "impact: 5000\n",
            "metrics/b.yaml": "title: b\nowner: ben\ndecisions: [a]\nprotects: [fast]\n",
        }
    )
    assert told[0].split()[1] == code
    assert beside("mvpplan.yaml:1:", told) == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "the plan file is empty"),
        ("# later\n", "the plan file is empty"),
        ("- a\n", "the plan file has no fields"),
        ("text\n", "the plan file has no fields"),
    ],
)
def test_a_plan_file_without_fields(content: str, message: str) -> None:
    assert with_hints(findings(in_memory({"mvpplan.yaml": content}))) == [
        f"mvpplan.yaml:1:1: MP006 {message} | write format: 1 and a title"
    ]


def test_no_plan_file_is_one_finding_whatever_the_records_mention() -> None:
    read = in_memory(
        {
            "decisions/a.yaml": DECISION + "impact: 5000\nreviewers: [ben, zoe]\n",
            "metrics/b.yaml": "title: b\nowner: ben\ndecisions: [a]\nprotects: [fast]\n",
        }
    )
    assert with_hints(findings(read)) == [
        (
            "mvpplan.yaml:1:1: MP006 there is no mvpplan.yaml in this folder | "
            "add mvpplan.yaml with format: 1 and a title"
        )
    ]
    assert (read.files, list(read.plan.records)) == (2, ["a", "b"])


def test_a_waiver_and_a_severity_count_although_another_part_is_faulty(
    found: Callable[..., list[str]],
) -> None:
    assert found(
        {
            "mvpplan.yaml": """\
                format: 1
                title: a
                people: {ana: {}}
                capacity: six
                rules: {MP301: off, MP313: loud}
                waivers:
                  - {rule: MP311, record: b, by: ana, why: later, until: 2026-12-04}
                  - {rule: MP311, record: c}
                """,
            "decisions/a.yaml": "title: a\nassumptions: [b]\n",
            "assumptions/b.yaml": "title: b\n",
        }
    ) == [
        "mvpplan.yaml:4:11: MP103 capacity: six is not a number",
        "mvpplan.yaml:5:28: MP103 rules, MP313 is loud, which is not one of error, warning, off",
        "mvpplan.yaml:8:5: MP102 waivers 2, by is missing",
        "mvpplan.yaml:8:5: MP102 waivers 2, until is missing",
        "mvpplan.yaml:8:5: MP102 waivers 2, why is missing",
    ]
