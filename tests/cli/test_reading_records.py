"""``mvpplan show`` and ``list`` as their users run them."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from typing import TYPE_CHECKING

import pexpect
import pytest

from golden import check_golden
from mvpplan.resources import examples

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Result

    Make = Callable[[dict[str, str | bytes]], Path]
    Run = Callable[..., Result]

FILES: dict[str, str | bytes] = {
    "decisions.yaml": """\
        guest-checkout:
          title: Do guests need an account to pay, or is an email address enough for the order?
          owner: ana
          due: 2026-11-27
          options:
            - An account before the payment
            - An email address
          assumptions: [card-first]
          target: {metric: rework, value: 20, by: 2027-01-06}
          notes: |
            One line
            another
        tax: {title: Tax, owner: ben, due: 2026-12-04, depends_on: [guest-checkout]}
        """,
    "assumptions/card-first.yaml": "title: Guests pay by card\nimpact: 3\ncost: 2-5\n",
    "metrics/rework.yaml": "title: Rework\nowner: ana\ndecisions: [guest-checkout]\n",
}


def test_a_record_with_what_it_relies_on_and_what_relies_on_it(plan: Make, run: Run) -> None:
    assert (
        run(plan(FILES), "show", "guest-checkout").out
        == """\
Do guests need an account to pay, or is an email address enough for the order?
decision guest-checkout  decisions.yaml:1

  owner        ana
  status       open
  due          2026-11-27
  notes        One line
               another
  options      - An account before the payment
               - An email address
  assumptions  - card-first
  target       metric rework; value 20; by 2027-01-06

Relies on (2)
  card-first  untested assumption  Guests pay by card  (assumptions)
  rework      metric               Rework  (target)

Relied on by (2)
  tax     open decision  Tax  (depends_on)
  rework  metric         Rework  (decisions)
"""
    )


def test_a_record_as_json(plan: Make, run: Run) -> None:
    result = run(plan(FILES), "show", "tax", "--format", "json")
    fingerprint = result.json["fingerprint"]
    assert result.json == {
        "version": 1,
        "id": "tax",
        "kind": "decision",
        "path": "decisions.yaml",
        "line": 13,
        "fingerprint": fingerprint,
        "fields": {
            "title": "Tax",
            "owner": "ben",
            "status": "open",
            "due": "2026-12-04",
            "depends_on": ["guest-checkout"],
        },
        "relies_on": [
            {
                "id": "guest-checkout",
                "field": "depends_on",
                "kind": "decision",
                "title": "Do guests need an account to pay, or is an email address enough for the "
                "order?",
                "status": "open",
            }
        ],
        "relied_on_by": [],
    }
    assert re.fullmatch(r"v1-[0-9a-f]{16}", fingerprint)


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ([], ["guest-checkout", "tax", "card-first", "rework"]),
        (["decision"], ["guest-checkout", "tax"]),
        (["decisions"], ["guest-checkout", "tax"]),
        (["--owner", "ana"], ["guest-checkout", "rework"]),
        (["--where", "status=open"], ["guest-checkout", "tax"]),
        (["--where", "status=open", "--owner", "ben"], ["tax"]),
        (["--where", "assumptions=card-first"], ["guest-checkout"]),
        (["--where", "target.metric=rework"], ["guest-checkout"]),
        (["--where", "target.value=20"], ["guest-checkout"]),
        (["--where", "owner="], ["card-first"]),
        (["--where", "cost=2-5"], ["card-first"]),
        (["blocker"], []),
    ],
)
def test_list_filters_by_any_field(words: list[str], ids: list[str], plan: Make, run: Run) -> None:
    result = run(plan(FILES), "list", *words, "--format", "json")
    assert [item["id"] for item in result.json["items"]] == ids


def test_a_pipe_gets_whole_titles(plan: Make, run: Run) -> None:
    result = run(plan(FILES), "list", "decision")
    assert result.out == (
        "id              status  owner  due         title\n"
        "guest-checkout  open    ana    2026-11-27  Do guests need an account to pay, or is an "
        "email address enough for the order?\n"
        "tax             open    ben    2026-12-04  Tax\n"
    )
    assert result.err == "2 records\n"


def test_a_terminal_gets_one_line_a_record(plan: Make) -> None:
    screen = pexpect.spawn(
        sys.executable,
        ["-m", "mvpplan", "list", "--color", "never"],
        cwd=plan(FILES),
        dimensions=(24, 70),
        env={name: value for name, value in os.environ.items() if name != "COLUMNS"},
        encoding="utf-8",
        timeout=60,
    )
    shown = screen.read().replace("\r\n", "\n")
    assert shown == (
        "id              kind        status    owner  due         title\n"
        "guest-checkout  decision    open      ana    2026-11-27  Do guests ne…\n"
        "tax             decision    open      ben    2026-12-04  Tax\n"
        "card-first      assumption  untested                     Guests pay b…\n"
        "rework          metric                ana                Rework\n"
        "4 records\n"
    )


def test_what_cannot_be_read_is_said(plan: Make, run: Run) -> None:
    folder = plan({**FILES, "decisions/late.yaml": "titel: Late\n"})
    assert run(folder, "show", "late").err == (
        "mvpplan: late in decisions/late.yaml cannot be read; mvpplan validate says why\n"
    )
    assert run(folder, "list", "decision").err == (
        "2 records\nthe plan has 1 error; 'mvpplan validate' shows them\n"
    )


def test_groups_by_name_are_shown_as_they_stand_in_the_file(plan: Make, run: Run) -> None:
    states = {
        "cart": {"moves": [{"do": "Pay", "to": "paid", "sets": {"card": "accepted"}}]},
        "paid": {"kind": "end", "shows": "The number of the order"},
    }
    fields = {
        "title": "A guest pays",
        "status": "draft",
        "facts": {"card": ["accepted", "declined"]},
        "start": "cart",
        "states": states,
    }
    folder = plan({**FILES, "journeys/guest-pays.yaml": json.dumps(fields)})
    assert run(folder, "show", "guest-pays", "--format", "json").json["fields"] == fields
    listed = run(folder, "list", "journey", "--format", "json").json["items"]
    assert [each["fields"] for each in listed] == [fields]
    where = ["--where", "facts.card=declined", "--where", "states.paid.kind=end"]
    assert run(folder, "list", "journey", *where).err == "1 record\n"


@pytest.mark.parametrize("example", ["guest-checkout", "refund-handoff"])
def test_every_record_of_an_example(example: str, tmp_path: Path, run: Run) -> None:
    folder = shutil.copytree(examples() / example, tmp_path / example)
    items = run(folder, "list", "--format", "json").json["items"]
    first = {item["kind"]: item["id"] for item in reversed(items)}
    pages = [run(folder, "show", name).out for name in first.values()]
    check_golden(f"show/{example}.txt", "\n".join(pages))
