"""JSON Schema made from the records: the same values pass as in validation, and ids complete."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource
from ruamel.yaml import YAML

from conftest import PLAN_FILE
from example_plans import SOUND
from golden import check_golden
from mvpplan.errors import PLAN_FILE as PLAN_FILE_NAME
from mvpplan.model import KINDS, RECORDS
from mvpplan.model.decision import Decision
from mvpplan.model.described import described, example
from mvpplan.model.fields import Impact, Ref
from mvpplan.model.journey import Journey
from mvpplan.model.outline import outline
from mvpplan.model.quantity import Quantity
from mvpplan.model.schema import KIND_NAMES, PLAN, schema_by_id, schema_of
from mvpplan.model.settings import Settings
from mvpplan.model.shape import read_shape
from mvpplan.output.json import written
from mvpplan.resources import examples
from mvpplan.store.layout import place_of
from mvpplan.store.load import load
from mvpplan.store.tree import WorkingTree
from mvpplan.text.nodes import Mapping, Source
from mvpplan.text.reader import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mvpplan.model.record import Record
    from mvpplan.store.load import Loaded

VALUES = (
    """\
Ask finance|007|12:30|no|true|false|"true"|3|3.5|-3|0|1|0.6|4.0|1e3|"3"|2-5|2 - 5|1/2/5|5-2|some|
~|2026-11-27|"2026-11-27"|2026-3-1|27.11.2026|1w|10 days|open|design|weekly|guest-checkout|
Guest Checkout|tax-service.options|[a, b]|[]|[~]|[3]|{a: b}|{}|[{what: x}]|[{what: }]|
[{on: 2026-11-20, value: 3}]|{metric: m, value: 3}|{metric: m}|{to: ana}|{by: ana, on: soon}|
MP322|MP101|{MP322: error}|{MP101: off}|{1: 1, 2: 2}|{unit: EUR}|{day: friday, every: 2w}|
{ana: {name: Ana}}|{ana: }|{ana: Ana}|{scope: {impact: 4}}|[{metric: m, effect: up}]|
[{rule: MP322, by: ana, why: x, until: 2026-12-04}]|[{by: ana, on: 2026-11-20, verdict: approved}]
""".replace("|\n", "|")
    .strip()
    .split("|")
)
# What YAML's types hide from an editor, or what takes arithmetic, is left to validation.
UNSEEN = {"007", "1e3", "5-2"}


@pytest.fixture
def small(loaded: Callable[..., Loaded]) -> Loaded:
    return loaded(
        {
            "mvpplan.yaml": PLAN_FILE,
            "decisions/tax-service.yaml": "title: Which *tax* service?\n",
            "decisions/broken.yaml": "title: [no]\n",
            "assumptions.yaml": "answers-in-time: {title: It answers in time}\n",
        }
    )


@cache
def core(text: str) -> Any:
    """What an editor reads: the types of YAML 1.2, in which a date is text."""
    return json.loads(json.dumps(YAML(typ="safe", pure=True).load(text), default=date.isoformat))


def refused(schema: dict[str, Any], value: Any) -> list[str]:
    """Why a schema refuses a value."""
    return [error.message for error in Draft7Validator(schema).iter_errors(value)]


def test_the_whole_schema_of_a_small_plan(small: Loaded) -> None:
    check_golden("schema-decision.json", written(schema_of(small.plan, "decision")))
    check_golden("schema-plan.json", written(schema_of(small.plan, PLAN)))
    check_golden("schema-by-id.json", written(schema_by_id("decision", "decision.json")))


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_a_schema_is_sound_and_complete(kind: str, small: Loaded) -> None:
    schema = schema_of(small.plan, kind)
    Draft7Validator.check_schema(schema)
    fields = outline(KINDS.get(kind, Settings)).values()
    assert set(schema["properties"]) == {
        field.name for field in fields if field.name != "id" and field.base is not NoneType
    }
    for name, field in schema["properties"].items():
        assert field["description"].endswith("."), name
    assert schema["defaultSnippets"][0]["label"] == f"new {kind}"


def groups(shape: type) -> set[type]:
    """A shape and every group of fields within it."""
    bases = (field.base for field in outline(shape).values() if field.group)
    inner = [base for base in bases if base is not Quantity]
    return {shape}.union(*(groups(each) for each in inner))


@pytest.mark.parametrize("shape", [*RECORDS, Settings], ids=lambda shape: shape.__name__)
def test_every_field_has_a_sentence_and_every_sentence_a_field(shape: type) -> None:
    for each in groups(shape):
        assert set(described(each)) == set(outline(each)) - {"id"}, each.__name__


@pytest.mark.parametrize("shape", RECORDS, ids=lambda shape: shape.kind)
def test_a_new_record_starts_with_its_title(shape: type[Record]) -> None:
    assert shape.starts_with[0] == "title"


def test_an_example_shows_fields_as_they_stand_in_a_file() -> None:
    assert set(example(Journey)) <= set(outline(Journey))
    assert example(Journey)["start"] == ["start: payment"]
    assert example(Journey)["exceptions"] == [
        "exceptions:",
        "  - title: The card is refused",
        "    path: [payment, refused, payment, paid]",
        "    acceptance: Nothing is charged twice",
    ]
    assert example(Decision) == {}


@pytest.mark.parametrize("shape", RECORDS, ids=lambda shape: shape.kind)
def test_an_editor_starts_a_record_with_a_stop_in_each_field_or_its_example(
    shape: type[Record], small: Loaded
) -> None:
    (snippet,) = schema_of(small.plan, shape.kind)["defaultSnippets"]
    assert snippet["body"].keys() == {*shape.starts_with, *example(shape)}
    if example(shape):
        assert refused(schema_of(small.plan, shape.kind), snippet["body"]) == []


@pytest.mark.parametrize("folder", SOUND, ids=lambda path: path.name)
def test_every_record_of_the_examples_passes(folder: Path) -> None:
    plan = load(WorkingTree(folder)).plan
    one = {f"{kind}.json": schema_of(plan, kind) for kind in KIND_NAMES}
    resources = [(name, Resource.from_contents(schema)) for name, schema in one.items()]
    registry: Registry[Any] = Registry().with_resources(resources)
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        place = place_of(name)
        kind = place.shape.kind if place else PLAN
        schema = one[f"{kind}.json"]
        if place and place.id is None:
            schema = schema_by_id(kind, f"{kind}.json")
        data = core(path.read_text(encoding="utf-8"))
        errors = list(Draft7Validator(schema, registry=registry).iter_errors(data))
        assert (name, errors) == (name, [])
        assert place or name == PLAN_FILE_NAME


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_editors_and_validation_refuse_the_same_values(kind: str, small: Loaded) -> None:
    shape: type[Any] = KINDS.get(kind, Settings)
    schema = schema_of(small.plan, kind)
    for field in schema["properties"]:
        for value in VALUES:
            head = "" if field == "title" else "title: Tax\n"
            head += "format: 1\n" if kind == PLAN and field != "format" else ""
            text = f"{head}{field}: {value}\n"
            node = read(Source("x.yaml", text)).root
            assert isinstance(node, Mapping)
            _, problems = read_shape(shape, node, None if kind == PLAN else "x")
            errors = refused(schema, core(head or "{}") | core(f"{field}: {value}\n"))
            judged_later = isinstance(outline(shape)[field].marker, Ref | Impact)
            if problems and value not in UNSEEN:
                assert errors != [], text
            elif not problems and not judged_later and (field, value) != ("rules", "{ana: }"):
                assert errors == [], text


def test_known_ids_people_and_outcomes_are_offered_and_others_accepted(small: Loaded) -> None:
    definitions = schema_of(small.plan, "decision")["definitions"]
    assert definitions["decision-id"]["defaultSnippets"] == [
        {"label": "broken", "body": "broken"},
        {"label": "tax-service", "body": "tax-service", "description": "Which *tax* service?"},
    ]
    assert [offer["label"] for offer in definitions["person"]["defaultSnippets"]] == [
        "ana",
        "ben",
        "mara",
    ]
    text = "title: Tax\nowner: new-person\ndepends_on: [not-yet-there]\n"
    assert refused(schema_of(small.plan, "decision"), core(text)) == []


def test_thousands_of_ids_stand_once_and_refuse_no_other(loaded: Callable[..., Loaded]) -> None:
    many = "".join(f"d-{number}: {{title: Number {number}}}\n" for number in range(1500))
    schema = schema_of(loaded({"decisions.yaml": many}).plan, "decision")
    assert written(schema).count('"d-1499"') == 1
    assert refused(schema, core("title: Tax\ndepends_on: [d-7, new]\nsupersedes: [42]\n")) == []
    assert refused(schema, core("title: Tax\ndepends_on: [Not an id]\n")) != []


def test_impacts_stand_on_the_plans_scale_unless_it_is_money(loaded: Callable[..., Loaded]) -> None:
    money = "format: 1\ntitle: Tax\nimpact: {unit: EUR}\n"
    levels = schema_of(loaded({}).plan, "decision")["definitions"]["impact"]
    amounts = schema_of(loaded({"mvpplan.yaml": money}).plan, "decision")["definitions"]["impact"]
    unknown = schema_of(loaded({"mvpplan.yaml": "impact: ["}).plan, "decision")["definitions"]
    assert levels["enum"] == [1, 2, 3, 4, 5]
    assert (amounts["type"], amounts["minimum"]) == ("number", 0)
    assert unknown["impact"] == amounts


def test_a_faulty_plan_has_schemas_with_what_is_known(loaded: Callable[..., Loaded]) -> None:
    files = {
        "mvpplan.yaml": 'people: {ana: {name: "A\\u202e\\e[31mna"}, "b: c": {}, "$x": {}}\nx: [',
        "decisions/Not A Slug.yaml": "title: T\n",
        "decisions/fine.yaml": 'title: "one\\ntwo\\u202e"\n',
    }
    for kind in KIND_NAMES:
        Draft7Validator.check_schema(schema_of(loaded(files).plan, kind))
    files["mvpplan.yaml"] = files["mvpplan.yaml"].removesuffix("x: [")
    definitions = schema_of(loaded(files).plan, "decision")["definitions"]
    assert definitions["person"]["defaultSnippets"] == [
        {"label": "ana", "body": "ana", "description": "A<U+202E><U+001B>[31mna"}
    ]
    assert definitions["decision-id"]["defaultSnippets"] == [
        {"label": "fine", "body": "fine", "description": "one two<U+202E>"}
    ]


def test_the_same_plan_gives_the_same_bytes(small: Loaded) -> None:
    again = load(WorkingTree(examples() / "refund-handoff")).plan
    for kind in KIND_NAMES:
        assert written(schema_of(again, kind)) == written(schema_of(again, kind))
    assert written(schema_of(small.plan, PLAN)) != written(schema_of(again, PLAN))
