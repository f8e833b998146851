"""Start-up: what is not needed is not loaded."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = {"pydantic", "yaml", "ruamel", "jinja2", "rich"}
SCRIPT = """\
import json, sys
from mvpplan.__main__ import main
try:
    main()
except SystemExit:
    pass
print(json.dumps(sorted(sys.modules)))
"""


def loaded_by(folder: Path, *arguments: str) -> set[str]:
    """The modules in memory after a run."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments],
        capture_output=True,
        check=True,
        text=True,
        cwd=folder,
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], ["rank", "--help"], ["--show-completion", "bash"]]
)
def test_help_and_version_load_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    assert loaded_by(tmp_path, *arguments) & HEAVY == set()


@pytest.mark.parametrize(
    "words", ["mvpplan show ", "mvpplan set x owner = ", "mvpplan list --owner ", "mvpplan new "]
)
def test_completion_loads_nothing_heavy_whatever_the_plan(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "decisions").mkdir()
    (tmp_path / "decisions/x.yaml").write_text("title: a\n", encoding="utf-8")
    (tmp_path / "mvpplan.yaml").write_text("format: 1\npeople: {ana: {}}\n", encoding="utf-8")
    split = words.split(" ")
    monkeypatch.setenv("_MVPPLAN_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "\n".join(split))
    monkeypatch.setenv("COMP_CWORD", str(len(split) - 1))
    assert loaded_by(tmp_path) & HEAVY == set()


def test_validate_in_a_pipe_loads_neither_rich_nor_jinja_nor_ruamel(tmp_path: Path) -> None:
    (tmp_path / "mvpplan.yaml").write_text("format: 1\ntitle: Guest checkout\n", encoding="utf-8")
    assert loaded_by(tmp_path, "validate") & {"rich", "jinja2", "ruamel"} == set()


@pytest.mark.parametrize(
    ("arguments", "modules"),
    [(["--version"], set()), (["rank", "--help"], {"rank"}), (["reopen", "--help"], {"close"})],
)
def test_a_command_is_loaded_when_it_is_asked_for(
    arguments: list[str], modules: set[str], tmp_path: Path
) -> None:
    loaded = {name.removeprefix("mvpplan.cli.") for name in loaded_by(tmp_path, *arguments)}
    assert loaded & {"rank", "close", "validate", "gate"} == modules
