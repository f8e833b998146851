"""Graphviz: what it draws, and one clear line for everything that can go wrong with it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from mvpplan.errors import CannotRunError
from mvpplan.store import graphviz
from programs import need

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a program in the place of Graphviz would be; until it is written there is none."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder / "dot"


def refused(text: str = "digraph {}") -> tuple[str, str]:
    with pytest.raises(CannotRunError) as caught:
        graphviz.svg(text)
    return str(caught.value), caught.value.hint


def test_it_draws_the_same_every_time() -> None:
    need("dot")
    drawn = graphviz.svg('digraph { n_a [label="größer 中"] n_a -> n_b }')
    assert "größer 中" in drawn
    assert drawn.rstrip().endswith("</svg>")
    assert graphviz.svg('digraph { n_a [label="größer 中"] n_a -> n_b }') == drawn


def test_without_graphviz_it_says_what_to_do(fake: Path) -> None:
    assert not fake.exists()
    assert refused() == (
        "Graphviz is not installed: there is no program dot",
        "install graphviz, or use --format mermaid or dot, which need nothing",
    )


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("#!/bin/sh\nread line\necho 'Error: no layout' >&2\nexit 1\n", ": Error: no layout"),
        ("#!/bin/sh\nkill -9 $$\n", ": it needs too much memory"),
        ("#!/bin/sh\nexit 3\n", ": it needs too much memory"),
    ],
)
def test_what_graphviz_says_against_it_is_passed_on(fake: Path, script: str, message: str) -> None:
    fake.write_text(script)
    fake.chmod(0o755)
    hint = "ask for less: one record, or one --function"
    assert refused() == (f"Graphviz cannot draw this{message}", hint)


def test_what_cannot_be_started_is_said(fake: Path) -> None:
    fake.write_text("#!/nowhere/at/all\n")
    fake.chmod(0o644)
    assert refused()[0] == "Graphviz cannot be started: Permission denied"


def test_it_does_not_wait_for_ever(fake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake.write_text("#!/bin/sh\nexec /bin/sleep 60\n")
    fake.chmod(0o755)
    monkeypatch.setattr(graphviz, "_SECONDS", 0.1)
    message, hint = refused()
    assert message == "Graphviz did not finish within 0.1 seconds"
    assert hint == "ask for less: one record, or one --function"


def test_what_is_too_large_is_not_even_tried(fake: Path) -> None:
    assert not fake.exists()
    message = "the graph is too large to be drawn"
    assert refused("x" * (4 * 1024 * 1024 + 1))[0] == message


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process from outside")
def test_its_memory_and_what_it_writes_are_bounded(fake: Path) -> None:
    fake.write_text("#!/bin/sh\nread line; ulimit -v; ulimit -f\n")
    fake.chmod(0o755)
    memory, written = graphviz.svg("digraph {}").split()
    assert int(memory) == 2 * 1024 * 1024
    assert int(written) * 512 == 64 * 1024 * 1024
