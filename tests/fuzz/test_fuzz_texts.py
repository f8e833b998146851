"""Any text and any slip of the hand: no file is passed over, and every finding has its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from promises import PLAN_FILE, hold, hold_again

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = Path(__file__).parents[2] / "examples"
CORPUS = Path(__file__).parents[1] / "corpus"
SOUND = {
    path.relative_to(EXAMPLES / "refund-handoff").as_posix(): path.read_bytes()
    for path in sorted((EXAMPLES / "refund-handoff").rglob("*.yaml"))
}
SHORT = {
    path.relative_to(EXAMPLES / "guest-checkout").as_posix(): path.read_bytes()
    for path in sorted((EXAMPLES / "guest-checkout").rglob("*.yaml"))
    if path.stat().st_size < 2000
}
FOLDERS = sorted({path.partition("/")[0] for path in SHORT if "/" in path})
PATHS = st.sampled_from(
    [
        *(f"{folder}/a.yaml" for folder in FOLDERS),
        *(f"{folder}.yml" for folder in FOLDERS),
        *("mvpplan.yaml", "mvpplan.yml", "decision/a.yaml", "x.yaml", "decisions/A b.yaml"),
    ]
)
ODD = st.sampled_from(
    [
        *(b":", b": ", b"#", b" #", b"- ", b"-", b"\t", b"\n", b"\r\n", b"\r", b" ", b"  "),
        *(b"'", b'"', b"`", b"@", b"%", b"*", b"&", b"!", b"|", b">", b"?", b",", b"~", b"\\"),
        *(b"[", b"]", b"{", b"}", b"---\n", b"...\n", b"<<<<<<< HEAD\n", b"=======\n"),
        *("–".encode(), "•".encode(), "“".encode(), "\u00a0".encode(), "…".encode()),
        *("\u2028".encode(), "\u202e".encode(), "\x85".encode(), b"\xef\xbb\xbf", b"\0", b"\xff"),
        *(b"TBD", b"3/4/26", b"1,5", b"50%", b"2 days", b"yes", b"null", b"<<: ", b"*a", b"&a "),
    ]
)
quick = settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def spoilt(draw: st.DrawFn, contents: dict[str, bytes]) -> dict[str, bytes]:
    """A plan of which one file was changed in a few places."""
    path = draw(st.sampled_from(sorted(contents)))
    content = contents[path]
    for _ in range(draw(st.integers(1, 4))):
        content = draw(st.sampled_from(_CHANGES))(draw, content)
    return {path: content}


def _place(draw: st.DrawFn, content: bytes) -> int:
    return draw(st.integers(0, max(0, len(content) - 1)))


def _without_a_character(draw: st.DrawFn, content: bytes) -> bytes:
    at = _place(draw, content)
    return content[:at] + content[at + 1 :]


def _with_something_odd(draw: st.DrawFn, content: bytes) -> bytes:
    at = _place(draw, content)
    return content[:at] + draw(ODD) + content[at:]


def _with_two_characters_swapped(draw: st.DrawFn, content: bytes) -> bytes:
    at = _place(draw, content)
    return content[:at] + content[at : at + 2][::-1] + content[at + 2 :]


def _lines(draw: st.DrawFn, content: bytes) -> tuple[list[bytes], int, int]:
    lines = content.splitlines(keepends=True) or [b"\n"]
    return lines, draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))


def _without_a_line(draw: st.DrawFn, content: bytes) -> bytes:
    lines, at, _ = _lines(draw, content)
    return b"".join(lines[:at] + lines[at + 1 :])


def _with_a_line_twice(draw: st.DrawFn, content: bytes) -> bytes:
    lines, at, other = _lines(draw, content)
    return b"".join([*lines[:at], lines[other], *lines[at:]])


def _with_two_lines_swapped(draw: st.DrawFn, content: bytes) -> bytes:
    lines, at, other = _lines(draw, content)
    lines[at], lines[other] = lines[other], lines[at]
    return b"".join(lines)


def _with_another_indent(draw: st.DrawFn, content: bytes) -> bytes:
    lines, at, _ = _lines(draw, content)
    lines[at] = draw(st.sampled_from([b"", b" ", b"  ", b"    ", b"\t"])) + lines[at].lstrip()
    return b"".join(lines)


_CHANGES: list[Callable[[st.DrawFn, bytes], bytes]] = [
    _without_a_character,
    _with_something_odd,
    _with_two_characters_swapped,
    _without_a_line,
    _with_a_line_twice,
    _with_two_lines_swapped,
    _with_another_indent,
]


@quick
@given(PATHS, st.text(max_size=80))
def test_any_text(path: str, text: str) -> None:
    hold({"mvpplan.yaml": PLAN_FILE, path: text.encode()})


@quick
@given(PATHS, st.lists(ODD, max_size=15).map(b"".join))
def test_any_odd_signs(path: str, content: bytes) -> None:
    hold({"mvpplan.yaml": PLAN_FILE, path: content})


@settings(quick, max_examples=250)
@given(spoilt(SHORT))
def test_any_slip_in_a_sound_file(spoilt_file: dict[str, bytes]) -> None:
    hold({"mvpplan.yaml": PLAN_FILE, **spoilt_file})


@settings(quick, max_examples=3)
@given(spoilt(SOUND), spoilt(SOUND))
def test_any_slip_in_a_whole_plan(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    files = {**SOUND, **one, **other}
    hold_again(files, hold(files))


@pytest.mark.parametrize("name", sorted(path.name for path in CORPUS.iterdir() if path.is_dir()))
def test_the_corpus_keeps_every_promise(name: str) -> None:
    case = CORPUS / name
    files = {path.relative_to(case).as_posix(): path.read_bytes() for path in case.rglob("*.y*ml*")}
    hold({"mvpplan.yaml": PLAN_FILE, **files})
