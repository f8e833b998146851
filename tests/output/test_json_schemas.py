"""The JSON of every reading command, held against the schema that users rely on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from example_plans import PLANS
from mvpplan.store.load import load
from mvpplan.store.tree import WorkingTree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Result

SCHEMAS = Path(__file__).parents[2] / "docs" / "json"
OPTIONS = {"validate": [], "rank": ["--as-of", "2026-11-20"], "list": [], "show": []}


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
    assert names == {f"{command}.schema.json" for command in OPTIONS}


@pytest.mark.parametrize("command", OPTIONS)
def test_a_schema_describes_and_requires_every_key_and_allows_more(command: str) -> None:
    schema = schema_of(command)
    Draft202012Validator.check_schema(schema)
    for each in objects(schema):
        assert each["additionalProperties"] is True
        assert each["required"] == list(each["properties"])
        parts = each["properties"].values()
        assert all("description" in part or "$ref" in part for part in parts)


@pytest.mark.parametrize("folder", PLANS, ids=lambda path: path.name)
@pytest.mark.parametrize("command", OPTIONS)
def test_the_output_over_an_example_fits_and_has_no_key_of_which_the_schema_is_silent(
    command: str, folder: Path, mvpplan: Callable[..., Result]
) -> None:
    options = OPTIONS[command]
    if command == "show":
        options = [max(load(WorkingTree(folder)).plan.links_to)]
    result = mvpplan(command, "--plan", folder, "--format", "json", *options)
    schema = schema_of(command)
    for each in objects(schema):
        each["additionalProperties"] = not each["properties"]
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    validator.validate(result.json)
