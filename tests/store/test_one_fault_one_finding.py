"""One fault gives one finding: what is broken exists, and drags nothing else along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from store_views import beside

if TYPE_CHECKING:
    from collections.abc import Callable

    from mvpplan.store.load import Loaded

DECISION = "title: a\nowner: ana\ndue: 2026-11-27\n"
ASSUMPTION = "title: a\nimpact: 3\ncost: 2\n"

BROKEN = {
    "not YAML": "title: Calls: five\nimpact: 3\ncost: 2\n",
    "a quote never closed": "title: 'Calls\nimpact: 3\ncost: 2\n",
    "a merge conflict": "<<<<<<< HEAD\ntitle: a\n=======\ntitle: b\n>>>>>>> late\n",
    "a wrong value": "title: a\nimpact: 3\ncost: -2\n",
    "an unknown field": "title: a\nimpact: 3\ncots: 2\n",
    "no title": "impact: 3\ncost: 2\n",
    "too deep": f"title: a\nimpact: 3\ncost: 2\nnotes: {'[' * 51}\n",
    "empty": "",
    "a list": "- title: a\n",
    "text": "Ten calls\n",
    "UTF-16": ASSUMPTION.encode("utf-16"),
    "Latin-1": (ASSUMPTION + "notes: Prüfung\n").encode("latin-1"),
    "too large": ASSUMPTION + "#" * 1024 * 1024,
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_a_record_that_is_broken_exists_for_links_to_it(
    content: str | bytes, found: Callable[..., list[str]]
) -> None:
    findings = found(
        {
            "decisions/launch.yaml": DECISION + "assumptions: [ten-calls]\n",
            "assumptions/ten-calls.yaml": content,
        }
    )
    assert beside("assumptions/ten-calls.yaml:", findings) == []


MANY_BROKEN = {
    "not YAML": "ten-calls:\n  title: Calls: five\nmail:\n  title: b\n",
    "not YAML, quoted ids": "'mail':\n  title: Calls: five\n\"ten-calls\" :\n  title: b\n",
    "not YAML, CRLF": "mail:\r\n  title: Calls: five\r\nten-calls:\r\n  title: b\r\n",
    "not YAML, with a byte order mark": "\ufefften-calls:\n  title: Calls: five\n",
    "no group": "ten-calls: five\n",
    "a list of records": "- id: ten-calls\n  title: a\n",
    "UTF-16": "ten-calls: {title: a}\nmail: {title: b}\n".encode("utf-16"),
    "Latin-1": "ten-calls: {title: Prüfung}\n".encode("latin-1"),
    "too large": f"ten-calls: {{title: a}}\n#{'#' * 1024 * 1024}\n",
}


@pytest.mark.parametrize("content", MANY_BROKEN.values(), ids=MANY_BROKEN.keys())
def test_records_of_a_broken_file_of_many_exist_for_links_to_them(
    content: str | bytes, found: Callable[..., list[str]]
) -> None:
    findings = found(
        {
            "decisions/launch.yaml": DECISION + "assumptions: [ten-calls]\n",
            "assumptions.yaml": content,
        }
    )
    assert beside("assumptions.yaml:", findings) == []


@pytest.mark.parametrize(
    "path",
    ["assumption/ten-calls.yaml", "assumptions/old/ten-calls.yaml", "Assumptions/ten-calls.yml"],
)
def test_a_record_in_the_wrong_folder_exists_for_links_to_it(
    path: str, found: Callable[..., list[str]]
) -> None:
    findings = found(
        {"decisions/launch.yaml": DECISION + "assumptions: [ten-calls]\n", path: ASSUMPTION}
    )
    assert beside(f"{path}:1:1: MP005 ", findings) == []


@pytest.mark.parametrize("path", ["assumptions/all.yaml", "assumption.yaml"])
def test_records_in_the_wrong_layout_exist_for_links_to_them(
    path: str, found: Callable[..., list[str]]
) -> None:
    findings = found(
        {
            "decisions/launch.yaml": DECISION + "assumptions: [ten-calls]\n",
            path: "ten-calls: {title: a, impact: 3, cost: 2}\nmail: {title: b}\n",
        }
    )
    assert beside(f"{path}:1:1: MP005 ", findings) == []


def test_the_fields_of_one_record_in_a_file_of_many_are_no_records(
    loaded: Callable[..., Loaded],
) -> None:
    read = loaded({"decisions.yaml": DECISION})
    assert (list(read.homes), dict(read.plan.broken)) == ([], {})


MENTIONING = {
    "not YAML": "title: Launch: now\nassumptions: [ten-calls]\n",
    "not YAML, in a list": "title: Launch: now\nassumptions:\n- ten-calls\n",
    "a wrong value": "title: a\ndue: 3/4/26\nassumptions: [ten-calls]\n",
    "a wrong value of the link itself": f"{DECISION}assumptions: ten-calls\n",
    "an unknown field of the link itself": f"{DECISION}asumptions: [ten-calls]\n",
    "no title": "owner: ana\nassumptions: [ten-calls]\n",
    "too deep": f"title: a\nassumptions: [ten-calls]\nnotes: {'[' * 51}\n",
    "UTF-16": f"{DECISION}assumptions: [ten-calls]\n".encode("utf-16"),
    "Latin-1": f"{DECISION}assumptions: [ten-calls]\nnotes: Prüfung\n".encode("latin-1"),
    "too large": f"{DECISION}assumptions: [ten-calls]\n{'#' * 1024 * 1024}\n",
    "an anchor": "title: a\nowner: ana\ndue: 2026-11-27\nassumptions: &them [ten-calls]\n",
}


@pytest.mark.parametrize("content", MENTIONING.values(), ids=MENTIONING.keys())
def test_what_a_broken_record_mentions_is_not_unused(
    content: str | bytes, found: Callable[..., list[str]]
) -> None:
    findings = found({"decisions/launch.yaml": content, "assumptions/ten-calls.yaml": ASSUMPTION})
    assert beside("decisions/launch.yaml:", findings) == []


@pytest.mark.parametrize(
    "path", ["decision/launch.yaml", "decisions/old/launch.yaml", "decisions.yaml"]
)
def test_what_a_misplaced_record_mentions_is_not_unused(
    path: str, found: Callable[..., list[str]]
) -> None:
    findings = found(
        {path: DECISION + "assumptions: [ten-calls]\n", "assumptions/ten-calls.yaml": ASSUMPTION}
    )
    assert beside(f"{path}:1:1: MP005 ", findings) == []


def test_what_the_second_of_one_id_mentions_is_not_unused(found: Callable[..., list[str]]) -> None:
    findings = found(
        {
            "decisions.yaml": "launch: {title: a, owner: ana, due: 2026-11-27}\n",
            "decisions/launch.yaml": DECISION + "assumptions: [ten-calls]\n",
            "assumptions/ten-calls.yaml": ASSUMPTION,
        }
    )
    assert beside("decisions/launch.yaml:1:1: MP204 ", findings) == []


def test_what_a_record_with_a_bad_id_mentions_is_not_unused(
    found: Callable[..., list[str]],
) -> None:
    findings = found(
        {
            "decisions/My Launch.yaml": DECISION + "assumptions: [ten-calls]\n",
            "assumptions/ten-calls.yaml": ASSUMPTION,
        }
    )
    assert beside("decisions/My Launch.yaml:1:1: MP104 ", findings) == []


@pytest.mark.parametrize(
    "value",
    ["*Launch", "&Launch", "!Launch", "!!str", "{{launch}}", "{launch}", "[launch]"],
)
def test_a_title_that_yaml_takes_for_something_else_is_one_fault(
    value: str, found: Callable[..., list[str]]
) -> None:
    findings = found({"decisions/launch.yaml": f"title: {value}\nowner: ana\ndue: 2026-11-27\n"})
    assert beside("decisions/launch.yaml:1:", findings) == []


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029"])
def test_a_line_separator_in_a_title_is_one_fault(
    separator: str, found: Callable[..., list[str]]
) -> None:
    findings = found(
        {"decisions/a.yaml": f"owner: ana\ntitle: Guest{separator}checkout\ndue: 2026-11-27\n"}
    )
    assert beside("decisions/a.yaml:2:13: ", findings) == []
