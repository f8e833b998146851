"""Values that other YAML readers take for something else, at their places (MP402)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from store_views import findings, in_memory, with_hints

if TYPE_CHECKING:
    from collections.abc import Callable

PLAN = "format: 1\ntitle: a\npeople: {ana: {}}\n"
DECISION = "title: a\nowner: ana\ndue: 2026-11-27\n"
YES_NO = "for a yes or no"


def test_a_plain_word_in_a_title(found: Callable[..., list[str]]) -> None:
    assert found({"decisions/a.yaml": "title: no\nowner: ana\ndue: 2026-11-27\n"}) == [
        "decisions/a.yaml:1:8: MP402 title: other YAML readers take no for a yes or no"
    ]


def test_the_hint_shows_the_quotes() -> None:
    read = in_memory({"mvpplan.yaml": PLAN, "decisions/a.yaml": DECISION + "choice: 12:30\n"})
    assert with_hints(findings(read)) == [
        (
            "decisions/a.yaml:4:9: MP402 choice: other YAML readers take 12:30 for a number of "
            'minutes or seconds | put it in quotes: "12:30"'
        )
    ]


def test_text_anywhere_in_a_record(found: Callable[..., list[str]]) -> None:
    files = {
        "decisions/a.yaml": """\
            title: a
            owner: ana
            due: 2026-11-27
            options: [yes, "no", maybe, off]
            tags:
              - 1.10
              - v1
            evidence:
              - {what: on, link: 12:30:45}
            why:
              2026-11-27
            """
    }
    assert found(files) == [
        f"decisions/a.yaml:4:11: MP402 options 1: other YAML readers take yes {YES_NO}",
        f"decisions/a.yaml:4:29: MP402 options 4: other YAML readers take off {YES_NO}",
        "decisions/a.yaml:6:5: MP402 tags 1: other YAML readers take 1.10 for a number",
        f"decisions/a.yaml:9:12: MP402 evidence 1, what: other YAML readers take on {YES_NO}",
        (
            "decisions/a.yaml:9:22: MP402 evidence 1, link: other YAML readers take 12:30:45 for a "
            "number of minutes or seconds"
        ),
        "decisions/a.yaml:11:3: MP402 why: other YAML readers take 2026-11-27 for a date",
    ]


@pytest.mark.parametrize(
    "written", ["'no'", '"no"', "|\n  no", ">-\n  no", "nope", "no way", "", "~", "null"]
)
def test_what_is_quoted_or_text_for_everyone_or_not_given(
    written: str, found: Callable[..., list[str]]
) -> None:
    assert found({"decisions/a.yaml": f"{DECISION}why: {written}\n"}) == []


def test_numbers_dates_choices_flags_and_names_of_fields_where_they_belong(
    found: Callable[..., list[str]],
) -> None:
    files = {
        "decisions/a.yaml": """\
            title: a
            owner: ana
            due: 2026-11-27
            impact: 3
            effort: 2-5
            assumptions: [b]
            evidence: [{what: c, on: 2026-11-02, supports: true}]
            target: {metric: d, value: 1.10, by: 2026-12-31}
            """,
        "assumptions/b.yaml": "title: b\nimpact: 1\ncost: 1/2/5\nconfidence: 0.5\nduration: 7\n",
        "metrics/d.yaml": """\
            title: d
            owner: ana
            decisions: [a]
            readings: [{on: 2026-11-02, value: 7}]
            """,
    }
    assert found(files) == []


def test_the_plan_file(found: Callable[..., list[str]]) -> None:
    plan = """\
        format: 1
        title: 007
        window: {name: off, start: 2026-12-07}
        review: {day: friday, every: 1w}
        capacity: 6
        launch: 2026-12-07
        people:
          no: {name: on}
          "yes": {name: 'yes'}
        protects: {1: 1.10, "2": two}
        impact: {unit: y, scale: {1: 1, 2: 3}}
        rules: {MP313: off}
        waivers: [{rule: MP303, record: 0x1F, by: no, why: "no", until: 2026-12-04}]
        gates: {scope: {impact: 4}}
        """
    files = {"mvpplan.yaml": plan}
    ambiguous = [line for line in found(files) if "MP402" in line]
    assert ambiguous == [
        "mvpplan.yaml:2:8: MP402 title: other YAML readers take 007 for a number",
        f"mvpplan.yaml:3:16: MP402 window, name: other YAML readers take off {YES_NO}",
        f"mvpplan.yaml:8:3: MP402 people, no: other YAML readers take no {YES_NO}",
        f"mvpplan.yaml:8:14: MP402 people, no, name: other YAML readers take on {YES_NO}",
        "mvpplan.yaml:10:12: MP402 protects, 1: other YAML readers take 1 for a number",
        "mvpplan.yaml:10:15: MP402 protects, 1: other YAML readers take 1.10 for a number",
        f"mvpplan.yaml:11:16: MP402 impact, unit: other YAML readers take y {YES_NO}",
        "mvpplan.yaml:13:33: MP402 waivers 1, record: other YAML readers take 0x1F for a number",
        f"mvpplan.yaml:13:43: MP402 waivers 1, by: other YAML readers take no {YES_NO}",
    ]


def test_ids_and_links_to_them(found: Callable[..., list[str]]) -> None:
    files = {
        "decisions.yaml": """\
            007: {title: a, owner: ana, due: 2026-11-27}
            "008": {title: b, owner: ana, due: 2026-11-27, depends_on: [007, "009", 2-5]}
            no: {title: c, owner: ana, due: 2026-11-27}
            2-5: {title: d, owner: ana, due: 2026-11-27}
            """,
        "decisions/009.yaml": DECISION,
    }
    assert found(files) == [
        "decisions.yaml:1:1: MP402 id: other YAML readers take 007 for a number",
        "decisions.yaml:2:61: MP402 depends_on 1: other YAML readers take 007 for a number",
        f"decisions.yaml:3:1: MP402 id: other YAML readers take no {YES_NO}",
    ]


def test_a_faulty_record_is_looked_at_too(found: Callable[..., list[str]]) -> None:
    assert found({"decisions/a.yaml": "title: no\ndue: soon\nowner: ana\ncolour: yes\n"}) == [
        f"decisions/a.yaml:1:8: MP402 title: other YAML readers take no {YES_NO}",
        "decisions/a.yaml:2:6: MP103 due: soon is not a date",
        "decisions/a.yaml:4:1: MP101 colour is not a field of a decision",
    ]


def test_a_plan_may_turn_it_off(found: Callable[..., list[str]]) -> None:
    files = {
        "mvpplan.yaml": PLAN + "rules: {MP402: off}\n",
        "decisions/a.yaml": "title: no\nowner: ana\ndue: 2026-11-27\n",
    }
    assert found(files) == []
