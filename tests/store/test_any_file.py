"""Whatever a file holds, nothing is raised, nothing is skipped, and every finding has a place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from store_views import Files, findings

from mvpplan.store.load import Loaded, load
from mvpplan.text.nodes import Fault

EXAMPLES = Path(__file__).parents[2] / "examples"
PLAN = (EXAMPLES / "guest-checkout" / "mvpplan.yaml").read_bytes()
RECORDS = [
    path.read_bytes()
    for path in sorted(EXAMPLES.glob("guest-checkout/*/*.yaml"))
    if path.stat().st_size < 1500
]
MANY = b"".join(
    b"r%d:\n" % number + b"".join(b"  " + line for line in record.splitlines(keepends=True))
    for number, record in enumerate(RECORDS[:4])
)
ONE = ["decisions/a.yaml", "assumptions/a.yml", "blockers/a.yaml", "metrics/a.yaml"]
TOGETHER = ["decisions.yaml", "assumptions.yaml", "blockers.yml", "metrics.yaml"]
ANYWHERE = [
    *ONE,
    *TOGETHER,
    "mvpplan.yaml",
    "mvpplan.yml",
    "decision/a.yaml",
    "x.yaml",
    "a/b/c.yml",
]

SNIPPETS = st.sampled_from(
    [
        *(b": ", b":", b"\n", b"\r", b"\t", b"  ", b"- ", b"? ", b", ", b"[", b"]", b"{", b"}"),
        *(b"'", b'"', b"#", b"&a ", b"*a", b"!x ", b"<<: ", b"|", b">", b"%", b"@", b"---\n"),
        *(b"...\n", b"~", b"null", b"\\", b"\\u202e", b"\0", b"\xff", b"\xe2\x80\xae"),
        *(b"\xef\xbb\xbf", b"\xc2\x85", b"\xe2\x80\xa8", b"id: x\n", b"9" * 5000, b"-", b"="),
        *(b"title: a\n", b"title", b"owner: [a]\n", b"due: 2026-02-30\n", b"<<<<<<< HEAD\n"),
    ]
)


def read(path: str, content: bytes | Fault) -> Loaded:
    """A plan of one plan file and one more file (or that plan file alone)."""
    files: dict[str, bytes | Fault] = {"mvpplan.yaml": PLAN, path: content}
    return load(Files(files))


def check_all_of_it(path: str, content: bytes | Fault) -> None:
    """The file is a record, the plan file or a finding, and every finding can be shown."""
    loaded = read(path, content)
    found = findings(loaded)
    homes = {home.path for home in loaded.homes.values()}
    sound = {loaded.homes[record].path for record in loaded.plan.records}
    problems = {problem.path for problem in loaded.problems}
    assert path in sound | problems | {"mvpplan.yaml"}
    assert homes <= {path}
    for finding in found:
        assert finding.hint
        assert finding.message
        source = loaded.sources.get(finding.path)
        if source is None:
            assert (finding.line, finding.column) == (1, 1) or finding.code == "MP001"
        else:
            text = source.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            assert 1 <= finding.line <= len(text)
            assert 1 <= finding.column <= len(text[finding.line - 1]) + 1


@settings(max_examples=100)
@given(st.sampled_from(ANYWHERE), st.text(max_size=60).map(lambda text: text.encode()))
@example("decisions.yaml", b"a:\n")
@example("mvpplan.yaml", b"format: 2\n")
@example("mvpplan.yaml", b"format: [1]\n")
def test_any_text(path: str, content: bytes) -> None:
    check_all_of_it(path, content)


@settings(max_examples=100)
@given(st.sampled_from(ANYWHERE), st.binary(max_size=60))
def test_any_bytes(path: str, content: bytes) -> None:
    check_all_of_it(path, content)


@settings(max_examples=150)
@given(st.sampled_from(ANYWHERE), st.lists(SNIPPETS, max_size=12).map(b"".join))
def test_any_pieces_of_yaml(path: str, content: bytes) -> None:
    check_all_of_it(path, content)


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A sound file with a few pieces put in, taken out or doubled."""
    path = draw(st.sampled_from([*ONE, *TOGETHER, "mvpplan.yaml"]))
    whole = PLAN if path == "mvpplan.yaml" else MANY if path in TOGETHER else None
    content = draw(st.sampled_from(RECORDS)) if whole is None else whole
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 20)))
        piece = draw(st.one_of(SNIPPETS, st.just(b""), st.just(content[start:end] * 2)))
        content = content[:start] + piece + content[end:]
    return path, content


@settings(max_examples=150)
@given(damaged())
def test_any_damage_to_a_sound_file(file: tuple[str, bytes]) -> None:
    check_all_of_it(*file)


@pytest.mark.parametrize("path", ANYWHERE)
def test_any_file_that_cannot_be_read(path: str) -> None:
    check_all_of_it(path, Fault("MP001", 0, "not a regular file", "delete it"))


IDS = st.text("abz09-", min_size=1, max_size=8)
VALUES = st.sampled_from([None, "a", "", [], ["a"], {}, {"title": "a"}, {"titel": "a"}])


@settings(max_examples=100)
@given(st.dictionaries(IDS, VALUES, min_size=1))
@example({"title": {"title": "a"}})
def test_every_key_of_a_file_of_many_is_a_record_or_has_a_finding(
    records: dict[str, object],
) -> None:
    loaded = read("decisions.yaml", json.dumps(records).encode())
    named = {problem.record for problem in loaded.problems}
    assert set(records) == set(loaded.homes)
    assert set(records) == set(loaded.plan.records) | (named & set(records))
