"""Mistakes that people make by hand, a folder each, with all that validate says of them.

A folder holds the files of a plan as they were saved, byte by byte, and ``expected.txt``. The plan
file is the one below unless the folder has its own. A new folder is a new test;
``UPDATE_GOLDEN=1 pytest tests/corpus`` writes what is expected, to be read as a planner would.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mvpplan.cli.app import application
from mvpplan.errors import ExitCode

CORPUS = Path(__file__).parent
EXPECTED = "expected.txt"
PLAN_FILE = """\
format: 1
title: Guest checkout, first scope
people:
  ana: {name: Ana Ruiz, function: planning, escalates_to: mara}
  ben: {name: Ben Okafor, function: delivery, escalates_to: mara}
  mara: {name: Mara Lind, function: leadership}
protects: {fast-purchase: Fast purchase journeys with minimal confusion}
"""
CASES = sorted(path for path in CORPUS.iterdir() if (path / EXPECTED).is_file())
if os.environ.get("UPDATE_GOLDEN"):
    CASES = sorted(path for path in CORPUS.iterdir() if path.is_dir() and path.name[0] not in "._")


@pytest.mark.parametrize("case", CASES, ids=[path.name for path in CASES])
def test_a_mistake(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = tmp_path / "launch"
    shutil.copytree(case, plan, ignore=shutil.ignore_patterns(EXPECTED))
    if not (plan / "mvpplan.yaml").exists():
        (plan / "mvpplan.yaml").write_text(PLAN_FILE, encoding="utf-8")
    monkeypatch.chdir(plan)
    result = CliRunner().invoke(application(["validate"]), ["validate"], catch_exceptions=False)
    said = result.stdout_bytes.decode()
    expected = case / EXPECTED
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_bytes(said.encode())
    assert said == expected.read_bytes().decode()
    assert result.exit_code in {ExitCode.FINE, ExitCode.FINDINGS}


def test_the_corpus_is_large_and_whole() -> None:
    folders = {path for path in CORPUS.iterdir() if path.is_dir() and path.name[0] not in "._"}
    assert folders == set(CASES), "a case needs an expected.txt"
    assert len(CASES) >= 250
