"""The schemas in the real yaml-language-server, told of them by the settings that are written."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from language_server import LanguageServer

from conftest import PLAN_FILE, write_files
from example_plans import SOUND
from mvpplan.model import RECORDS
from mvpplan.model.decision import Decision
from mvpplan.model.outline import outline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mvpplan.model.record import Record

MUST_RUN = bool(os.environ.get("MVPPLAN_CI"))
INSTALLED = Path(sys.prefix, "node", "node_modules", ".bin", "yaml-language-server")
SERVER = str(INSTALLED) if INSTALLED.exists() else shutil.which("yaml-language-server")
MISSING = "yaml-language-server is not installed; 'make test' installs it where npm is"
if SERVER is None and not MUST_RUN:
    pytest.skip(MISSING, allow_module_level=True)

STATUSES = ["open", "approved", "rejected", "deferred", "superseded"]

FILES: dict[str, str | bytes] = {
    "mvpplan.yaml": PLAN_FILE,
    "decisions/tax-service.yaml": "title: Which tax service?\nowner: ben\ndue: 2026-11-27\n",
    "assumptions.yaml": "answers-in-time:\n  title: The service answers in time\n  impact: 4\n",
    "metrics/rework-hours.yaml": "title: Hours of rework\nowner: ana\n",
}

if TYPE_CHECKING:
    Underlined = Callable[[str, str], list[str]]
    Offered = Callable[[str, str], dict[str, str]]


def start(top: Path, folder: str) -> LanguageServer:
    """Write the schemas of a plan and start a server as an editor would for the folder above."""
    assert SERVER is not None, MISSING
    (top / ".git").mkdir(exist_ok=True)
    subprocess.run(
        [sys.executable, "-m", "mvpplan", "schema", "--write", "--plan", folder],
        cwd=top,
        check=True,
        capture_output=True,
        env={name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    )
    settings = json.loads((top / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    settings |= {"yaml.schemaStore": {"enable": False}}  # it would be looked up in the network
    return LanguageServer([SERVER, "--stdio"], top, settings)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    top = tmp_path_factory.mktemp("our work")
    write_files(top / "the plan", FILES)
    with start(top, "the plan") as running:
        yield running


@pytest.fixture
def underlined(server: LanguageServer) -> Underlined:
    """Open a file of the plan; what is underlined in it, as ``line:column message`` from 1."""

    def open_file(path: str, text: str) -> list[str]:
        server.open(f"the plan/{path}", text)
        return [
            f"{place['line'] + 1}:{place['character'] + 1} {found['message']}"
            for found in server.underlined(f"the plan/{path}")
            for place in [found["range"]["start"]]
        ]

    return open_file


@pytest.fixture
def offered(server: LanguageServer) -> Offered:
    """Open a file with ``|`` where the cursor is; what is offered there, with what it inserts."""

    def open_file(path: str, marked: str) -> dict[str, str]:
        before, _, after = marked.partition("|")
        server.open(f"the plan/{path}", before + after)
        line, character = before.count("\n"), len(before) - before.rfind("\n") - 1
        items = server.complete(f"the plan/{path}", line, character)
        assert len({item["label"] for item in items}) == len(items)
        return {item["label"]: item["insertText"] for item in items}

    return open_file


@pytest.mark.parametrize("folder", SOUND, ids=lambda path: path.name)
def test_nothing_is_underlined_in_an_example(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "plan")
    files = sorted((tmp_path / "plan").rglob("*.yaml"))
    with start(tmp_path, "plan") as server:
        names = [path.relative_to(tmp_path).as_posix() for path in files]
        for name, path in zip(names, files, strict=True):
            server.open(name, path.read_text(encoding="utf-8"))
        found = {name: server.underlined(name) for name in names}
    assert found == {name: [] for name in names}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: Tax\nstatus: opn\n", "2:9 Value is not accepted. Valid values: "),
        ("title: Tax\ndue: 27.11.2026\n", "2:6 write a date, year-month-day, as in 2026-11-27"),
        ("title: Tax\ndue: 2026-02-30\n", "2:6 write a date, year-month-day, as in 2026-11-27"),
        ("title: Tax\ndue: 5\n", "2:6 write a date, year-month-day, as in 2026-11-27"),
        ("title: Tax\nimpact: 7\n", "2:9 write a level of the plan's scale: 1, 2, 3, 4, 5"),
        ("title: Tax\neffort: some\n", "2:9 write 3, 2-5 or 1/2/5, without quotes"),
        ('title: Tax\neffort: "3"\n', "2:9 write 3, 2-5 or 1/2/5, without quotes"),
        ("title: Tax\nowner: [ana]\n", "2:8 write a key of people"),
        ("title: Tax\ndepends_on: [Tax Service]\n", "2:14 write an id: small letters, digits"),
        ("title: Tax\ndepends_on: tax-service\n", "2:13 write a list: [a, b], or a line '- a'"),
        ("title: Tax\noptions:\n  - \n", "3:5 write text"),
        ("title: Tax\noptions:\n  - Ship: now\n", "3:5 write text"),
        ("title: Tax\ntarget: soon\n", "2:9 write fields"),
        ("title: Tax\nevidence: [{on: 2026-11-20}]\n", '2:12 Missing property "what".'),
        ("title: Tax\nowners: ana\n", "2:1 Property owners is not allowed."),
        ("owner: ana\n", '1:1 Missing property "title".'),
        ("title:\nowner: ana\n", "1:7 write text"),
        ("title: [Tax]\n", "1:8 write text"),
    ],
)
def test_a_wrong_value_is_underlined(text: str, expected: str, underlined: Underlined) -> None:
    (found,) = underlined("decisions/new.yaml", text)
    assert found.startswith(expected)


@pytest.mark.parametrize(
    "text",
    [
        "title: 12:30\nnotes: no\nchoice: 007\nwhy: true\nbehaviour: 1.10\n",
        "title: 2026-11-27\nowner: ~\ndue:\nimpact: null\noptions:\ntarget:\nstatus:\n",
        "title: Tax\nowner: somebody-new\ndepends_on: [not-yet-written, 42, 1e3, true]\n",
        "title: Tax\neffort: 2-5\nimpact: 4.0\n",
        "title: Tax\neffort: 1/2/5\noptions: [no, 12:30, 5, true]\n",
        "title: Tax\ndue: '2026-11-27'\nevidence: [{what: Seen, supports: false, on: }]\n",
        "# nothing yet\n",
    ],
)
def test_what_validate_accepts_is_not_underlined(text: str, underlined: Underlined) -> None:
    assert underlined("decisions/new.yaml", text) == []


@pytest.mark.parametrize("path", ["decisions/x.yml", "decisions/x.YAML", "decisions.yml"])
def test_every_layout_and_ending_is_known(path: str, underlined: Underlined) -> None:
    text = "due: soon\n" if "/" in path else "x:\n  due: soon\n"
    found = underlined(path, text)
    assert sorted(each.partition(" ")[2] for each in found) == [
        'Missing property "title".',
        "write a date, year-month-day, as in 2026-11-27",
    ]


def test_in_a_file_of_many_records(underlined: Underlined, offered: Offered) -> None:
    assert underlined("decisions.yaml", "tax:\n  title: Tax\nTax two:\n  title: Two\n") == [
        "3:1 write an id: small letters, digits and hyphens"
    ]
    assert underlined("decisions.yaml", "tax: Tax\n") == [
        '1:6 Incorrect type. Expected "Decision".'
    ]
    assert offered("decisions.yaml", "|") == {
        "new decision": "${1:id}:\n  title: $2\n  question: $3\n  owner: $4\n  due: $5"
    }
    names = offered("decisions.yaml", "tax:\n  title: Tax\n  |\n")
    assert names["owner"] == "owner: "
    assert offered("decisions.yaml", "tax:\n  title: Tax\n  depends_on: [|]\n") == {
        "tax-service": "tax-service"
    }


def test_fields_complete(offered: Offered) -> None:
    names = offered("decisions/new.yaml", "title: Tax\n|")
    assert names.pop("new decision") == "question: $2\nowner: $3\ndue: $4"
    assert set(names) == set(outline(Decision)) - {"id", "title"}
    assert names["owner"] == "owner: "
    assert names["options"] == "options:\n  - "
    assert names["evidence"] == "evidence:\n  - what: "
    assert names["target"] == "target:\n  metric: $1\n  value: $2"


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("decisions/new.yaml", "title: Tax\ndepends_on: [|]\n", ["tax-service"]),
        ("decisions/new.yaml", "title: Tax\nassumptions:\n  - |\n", ["answers-in-time"]),
        ("decisions/new.yaml", "title: Tax\nowner: |\n", ["ana", "ben", "mara"]),
        ("decisions/new.yaml", "title: Tax\ntarget:\n  metric: |\n", ["rework-hours"]),
        ("decisions/new.yaml", "title: Tax\nstatus: |\n", STATUSES),
        ("decisions/new.yaml", "title: Tax\nimpact: |\n", ["1", "2", "3", "4", "5"]),
        ("decisions/new.yaml", "title: Tax\nevidence:\n  - supports: |\n", ["true", "false"]),
        ("decisions/new.yaml", "title: Tax\nnotes: |\n", []),
        ("decisions/new.yaml", "title: Tax\ndue: |\n", []),
        ("decisions/new.yaml", "title: Tax\ntarget: |\n", []),
        ("decisions/new.yaml", "title: Tax\noptions: [|]\n", []),
        (
            "blockers/new.yaml",
            "title: Tax\nblocks: [|]\n",
            ["answers-in-time", "rework-hours", "tax-service"],
        ),
        ("changes/new.yaml", "title: Tax\nprotects: [|]\n", ["fast-purchase"]),
        ("mvpplan.yaml", "format: 1\ntitle: Tax\nmonitor: |\n", ["ana", "ben", "mara"]),
        ("mvpplan.yaml", "people:\n  ana:\n    escalates_to: |\n", ["ana", "ben", "mara"]),
    ],
)
def test_ids_people_and_choices_complete(
    path: str, text: str, expected: list[str], offered: Offered
) -> None:
    assert list(offered(path, text)) == expected


def test_an_id_is_offered_with_its_title(server: LanguageServer) -> None:
    server.open("the plan/decisions/new.yaml", "title: Tax\ndepends_on: []\n")
    (item,) = server.complete("the plan/decisions/new.yaml", 1, 13)
    assert (item["label"], item["documentation"]) == ("tax-service", "Which tax service?")


@pytest.mark.parametrize("shape", RECORDS, ids=lambda shape: shape.kind)
def test_a_new_record_of_every_kind_is_offered(shape: type[Record], offered: Offered) -> None:
    body = offered(f"{shape.folder}/new.yaml", "|")[f"new {shape.kind}"]
    assert body.startswith("title: $1\n")


def test_every_field_says_what_it_means(server: LanguageServer) -> None:
    path = "the plan/decisions/new.yaml"
    text = "title: Tax\nowner: ana\ndue: 2026-11-27\nimpact: 4\neffort: 2-5\ntags: [a]\n"
    server.open(path, text)
    shown = [server.hover(path, line, 1).partition("\n\nSource")[0] for line in range(6)]
    assert shown == [
        "#### Decision\n\nWhat it is about, in one line.",
        "#### Decision\n\nThe one person who sees it through, a key of `people`.",
        "#### Decision\n\nThe day by which it has to be settled, as in `2026-11-27`.",
        (
            "#### Decision\n\nHow much hangs on it: a level of the plan's scale, as in `4`, or an "
            "amount of money.\n\nAllowed Values:\n\n* `4`\n* `1`\n* `2`\n* `3`\n* `5`"
        ),
        (
            "#### Decision\n\nWhat it costs to build: `3`, `2-5` (90 % sure) or `1/2/5` "
            "(least/likely/most)."
        ),
        "#### Decision\n\nWords to group records by, as in `[payments, tax]`.",
    ]
