"""Files within the limit are read soon whatever they hold; files over it are not read."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from hostile_plans import write
from hostile_runs import PROGRAM, SOON, in_process

from mvpplan.text import reader

if TYPE_CHECKING:
    from pathlib import Path

MINIMAL = {"mvpplan.yaml": b"format: 1\ntitle: x\npeople: {ana: {name: Ana}}\n"}
SPACES = " " * 400_000
LARGE = {
    "spaces before a colon": {"decisions/a.yaml": f"title: a{SPACES}b: c\n"},
    "spaces in a field's name": {"decisions/a.yaml": f'title: x\n? "a{SPACES}b"\n: c\n'},
    "spaces in an id": {"decisions.yaml": f'? "a{SPACES}b"\n: {{title: x}}\n'},
    "spaces in a length of time": {"mvpplan.yaml": f"format: 1\nreview: {{every: 'a{SPACES}b'}}\n"},
    "spaces in a number": {"metrics/a.yaml": f"title: x\ntarget: 1{SPACES}b\n"},
    "spaces in a quantity": {"decisions/a.yaml": f"title: x\neffort: 1{SPACES}-{SPACES}b\n"},
    "spaces in a title": {"decisions/a.yaml": f"title: '{SPACES}b{SPACES}c'\nowner: ana\n"},
    "a number of a million digits": {"metrics/a.yaml": f"title: x\ntarget: {'9' * 10**6}\n"},
    "a share of a million digits": {"metrics/a.yaml": f"title: x\ntarget: {'9' * 1_000_010}%\n"},
    "a name of a million letters": {"mvpplan.yaml": f"format: 1\npeople: {{ana: {'n' * 10**6}}}\n"},
    "a person of a million letters": {
        "mvpplan.yaml": f"format: 1\ntitle: x\npeople: {{ana: {{name: {'n' * 10**6}}}}}\n",
        "decisions/a.yaml": "title: x\nowner: ana\ndue: 2026-11-18\n",
    },
    "an owner of a million letters": {"decisions/a.yaml": f"title: x\nowner: {'n' * 10**6}\n"},
    "a million brackets": {"decisions/a.yaml": "title: " + "[" * 10**6},
    "a million lines": {"decisions/a.yaml": "title: x\n" + "\n" * 10**6},
    "a key given 10,000 times": {"decisions/a.yaml": "{title: x" + ", a" * 10_000 + "}"},
    "many unknown fields": {"decisions/a.yaml": "".join(f"x{n}: y\n" for n in range(2_500))},
    "many unknown ids": {
        "decisions.yaml": "".join(f"d{n}: {{title: x}}\n" for n in range(2_000)),
        "decisions/a.yaml": "title: x\ndepends_on: ["
        + "".join(f"unknown-{n}, " for n in range(10_000))
        + "]\n",
    },
    "many unknown people": {
        "mvpplan.yaml": "format: 1\ntitle: x\npeople:\n"
        + "".join(f"  person-{n}: {{name: x}}\n" for n in range(2_000)),
        "decisions/a.yaml": "title: x\nreviewers: ["
        + "".join(f"prson-{n}, " for n in range(10_000))
        + "]\n",
    },
    "many hidden characters": {"decisions/a.yaml": "title: x\n" + "# \u202e\n" * 20_000},
}


@pytest.mark.parametrize("name", LARGE)
def test_a_file_within_the_limit_is_read_soon(name: str, tmp_path: Path) -> None:
    files = {path: text.encode() for path, text in LARGE[name].items()}
    plan = write(tmp_path / "plan", MINIMAL | files)
    done = subprocess.run(
        [PROGRAM, "validate", "--plan", plan, "--format", "text"],
        capture_output=True,
        check=False,
        timeout=SOON,
    )
    assert done.returncode in {0, 1}


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    files = {"decisions/a.yaml": b"title: x\n#" + b"x" * 2**20, "metrics.yaml": b"#" * 2**21}
    result = in_process("validate", "--plan", write(tmp_path / "plan", MINIMAL | files))
    assert result.out.count("MP001") == 2


def test_a_file_is_not_read_again_for_each_of_its_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("decisions.yaml", "decisions.yml", "decisions.YAML", "decisions.YML")
    more = ("decisions.Yaml", "decisions.Yml", "decisions.yAML", "decisions.yML")
    many = {
        name: "".join(f"d-{n}-{file}: {{title: x}}\n" for n in range(50)).encode()
        for file, name in enumerate((*names, *more))
    }
    plan = write(tmp_path / "plan", MINIMAL | many)
    reads = []

    def counting(source: Any) -> Any:
        reads.append(source.path)
        return reader.read(source)

    monkeypatch.setattr("mvpplan.store.load.read", counting)
    result = in_process("validate", "--plan", plan)
    assert result.out.count("MP301") == 400
    assert len(reads) <= 10 * len(many)
