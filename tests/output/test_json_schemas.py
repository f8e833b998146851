"""The JSON of every reading command, held against the schema that users rely on."""

from __future__ import annotations

import json
import runpy
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from example_plans import PLANS, SOUND
from mvpplan.model.journey import Journey
from mvpplan.model.outline import outline
from mvpplan.ranking import rank
from mvpplan.resources import examples
from mvpplan.store.load import load
from mvpplan.store.tree import WorkingTree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Result

SCHEMAS = Path(__file__).parents[2] / "docs" / "json"
ON = ["--as-of", "2026-11-20"]
COMMANDS = {
    "validate": ["validate"],
    "rank": ["rank", "--budget", "2.5", *ON],
    "rank-explain": ["rank", *ON, "--explain"],
    "status": ["status", *ON],
    "review": ["review", *ON],
    "gate": ["gate", "scope", *ON],
    "list": ["list"],
    "show": ["show"],
    "what-if": ["what-if", "--as"],
    "graph": ["graph", *ON],
    "changes": ["changes", "--since", "2026-11-04", *ON],
    "history": ["history"],
    "journey": ["journey"],
}
"""The command of each schema."""


def schema_of(command: str) -> Any:
    return json.loads((SCHEMAS / f"{command}.schema.json").read_text(encoding="utf-8"))


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Every object that a schema describes."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for part in schema.values():
            yield from objects(part)


def test_every_schema_is_of_a_command() -> None:
    names = {path.name for path in SCHEMAS.iterdir()}
    assert names == {f"{command}.schema.json" for command in COMMANDS}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_schema_describes_and_requires_every_key_and_allows_more(command: str) -> None:
    schema = schema_of(command)
    Draft202012Validator.check_schema(schema)
    for each in objects(schema):
        assert each["additionalProperties"] is True
        assert each["required"] == list(each["properties"])
        parts = each["properties"].values()
        assert all("description" in part or "$ref" in part for part in parts)


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The examples, each in a repository of its own; the one with mistakes has no history."""
    script = runpy.run_path(str(examples() / "eight_weeks.py"))
    top = tmp_path_factory.mktemp("copies")
    for folder in PLANS:
        if folder.name in script["LAST"]:
            script["build"](folder.name, top / folder.name)
        else:
            shutil.copytree(folder, top / folder.name)
    return {folder.name: top / folder.name for folder in PLANS}


def about(plan: Path, command: str) -> list[str]:
    """The record that a command is asked about: one that many others name."""
    if command not in ("show", "what-if", "history", "rank-explain", "journey"):
        return []
    found = load(WorkingTree(plan)).plan
    if command == "journey":
        return [found.of(Journey)[0].id]
    if command == "rank-explain":
        return [rank(found, date(2026, 11, 20)).rows[0].candidate.id]
    record = max(sorted(found.links_to), key=lambda name: len(found.links_to[name]))
    shape = type(found.records[record])
    return ([outline(shape)["status"].choices[-1]] if command == "what-if" else []) + [record]


ONLY_SOUND = ("changes", "history", "rank-explain", "journey")
CASES = [
    (command, folder.name)
    for command in COMMANDS
    for folder in (SOUND if command in ONLY_SOUND else PLANS)
]


@pytest.mark.parametrize(("command", "example"), CASES)
def test_the_output_over_an_example_fits_and_has_no_key_of_which_the_schema_is_silent(
    command: str, example: str, copies: dict[str, Path], run: Callable[..., Result]
) -> None:
    plan = copies[example]
    result = run(plan, *COMMANDS[command], *about(plan, command), "--format", "json")
    schema = schema_of(command)
    for each in objects(schema):
        each["additionalProperties"] = not each["properties"]
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    validator.validate(result.json)
