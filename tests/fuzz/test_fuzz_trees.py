"""Any tree in place of any field of any record or of the plan file."""

from __future__ import annotations

import io
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from promises import PLAN_FILE, hold, hold_again
from ruamel.yaml import YAML

from mvpplan.model import RECORDS
from mvpplan.model.outline import outline
from mvpplan.model.settings import Settings

WORDS = st.sampled_from(
    [
        *("ana", "a", "b", "a.title", "open", "approved", "done", "2026-11-27", "3/4/26", "TBD"),
        *("3", "2-5", "1/2/5", "0.8", "80%", "-1", "€ 5k", "2 days", "1,5", "true", "yes", "up"),
        *("weekly", "planning", "points", "EUR", "MP303", "MP001", "off", "1w", "friday", "1"),
        *("<b>", "::error::x", "a: b", "# a", "- a", "“a”", "•", "\u202e", "9" * 40, "x" * 200),
    ]
)
LEAVES = st.one_of(
    WORDS,
    st.text(st.characters(codec="utf-8"), max_size=12),
    st.none(),
    st.booleans(),
    st.integers(-3, 9999),
    st.floats(allow_nan=False, allow_infinity=False, width=16),
    st.dates(),
)
NAMES = sorted({name for shape in (*RECORDS, Settings) for name in outline(shape)} - {"id"})
INNER = [
    "what",
    "kind",
    "on",
    "by",
    "to",
    "metric",
    "value",
    "rule",
    "why",
    "until",
    "unit",
    "name",
]
KEYS = st.one_of(st.sampled_from(INNER), WORDS, st.integers(0, 6))
TREES = st.recursive(
    LEAVES,
    lambda children: st.one_of(
        st.lists(children, max_size=3), st.dictionaries(KEYS, children, max_size=3)
    ),
    max_leaves=8,
)
quick = settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])


def dumped(tree: Any) -> bytes:
    """A tree as a file."""
    out = io.BytesIO()
    YAML(typ="safe", pure=True).dump(tree, out)
    return out.getvalue()


def fields_of(shape: type) -> st.SearchStrategy[dict[str, Any]]:
    """Some fields of a record or of the plan file, with any tree as their value."""
    names = st.sampled_from([name for name in outline(shape) if name != "id"])
    return st.dictionaries(st.one_of(names, names, st.sampled_from(NAMES)), TREES, max_size=5)


def files_of(shape: Any) -> st.SearchStrategy[dict[str, Any]]:
    """One record of a kind in a file of its own, or some together."""
    alone = fields_of(shape).map(lambda fields: {f"{shape.folder}/a.yaml": fields})
    together = st.dictionaries(st.sampled_from(["b", "c", "C d", "no"]), fields_of(shape))
    return st.one_of(alone, together.map(lambda records: {f"{shape.folder}.yaml": records}))


@settings(quick, max_examples=150)
@given(st.sampled_from(RECORDS).flatmap(files_of))
def test_any_tree_in_a_record(files: dict[str, Any]) -> None:
    hold({"mvpplan.yaml": PLAN_FILE} | {path: dumped(tree) for path, tree in files.items()})


@quick
@given(fields_of(Settings))
def test_any_tree_in_the_plan_file(fields: dict[str, Any]) -> None:
    hold({"mvpplan.yaml": dumped({"format": 1, "title": "a"} | fields)})


@settings(quick, max_examples=15)
@given(fields_of(Settings), st.lists(st.sampled_from(RECORDS).flatmap(files_of), max_size=4))
def test_any_trees_give_the_same_again(fields: dict[str, Any], each: list[dict[str, Any]]) -> None:
    trees = {"mvpplan.yaml": {"format": 1, "title": "a"} | fields}
    for files in each:
        trees |= files
    files_of_plan = {path: dumped(tree) for path, tree in trees.items()}
    hold_again(files_of_plan, hold(files_of_plan))
