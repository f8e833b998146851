"""Write what documents show of the program: the references, and the outputs in the README.

    python docs/write.py

A test compares the files with what this would write.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from mvpplan.cli.app import COMMANDS
from mvpplan.gates import GATES
from mvpplan.model import RECORDS
from mvpplan.model.outline import outline, own_fields
from mvpplan.rules import RULES

TOP = Path(__file__).parents[1]
_SHOWN = re.compile(r"(```console\n\$ mvpplan ([^\n]*)\n).*?(```\n)", re.DOTALL)


def commands() -> str:
    """The help of every command, as a user sees it on a terminal of 80 columns."""
    parts = ["# Commands\n\nWritten by `docs/write.py` from `--help`.\n"]
    for name in ("", *COMMANDS):
        title = f"mvpplan {name}".strip()
        parts.append(f"\n## {title}\n\n```text\n{_help(name)}```\n")
    return "".join(parts)


def _help(command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "mvpplan", *command.split(), "--help"],
        capture_output=True,
        check=True,
        text=True,
        env=os.environ | {"COLUMNS": "80", "NO_COLOR": "1"},
    )
    return done.stdout


def rules() -> str:
    """A table of all rules, then the page of each."""
    parts = [
        (
            "# Rules\n\nWritten by `docs/write.py`; `mvpplan explain CODE` prints the same.\n\n"
            "| code | finds | severity |\n|---|---|---|\n"
        )
    ]
    parts += [
        f"| [{rule.code}](#{rule.code.lower()}) | {rule.summary} | {rule.severity} |\n"
        for rule in RULES
    ]
    parts += [
        f"\n## {rule.code}\n\n**{rule.summary}** ({rule.severity}).\n\n{rule.reason}\n\n"
        f"Bad:\n\n```yaml\n{rule.bad}```\n\nGood:\n\n```yaml\n{rule.good}```\n"
        for rule in RULES
    ]
    return "".join(parts)


def readme() -> str:
    """The README with the output of every command in it, run on the examples outside git."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(TOP / "examples", Path(folder, "examples"))

        def shown(match: re.Match[str]) -> str:
            return match[1] + _output(match[2], Path(folder)) + match[3]

        return _SHOWN.sub(shown, (TOP / "README.md").read_text(encoding="utf-8"))


def _output(command: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "mvpplan", *command.split()],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        text=True,
        cwd=folder,
        env=os.environ | {"NO_COLOR": "1"},
    )
    return done.stdout


def vocabulary() -> str:
    """What the shell completes without loading the model: kinds, codes and gates."""
    kinds = {
        shape.kind: {
            "folder": shape.folder,
            "fields": own_fields(shape),
            "statuses": list(outline(shape)["status"].choices),
        }
        for shape in RECORDS
    }
    known = {"kinds": kinds, "codes": [rule.code for rule in RULES], "gates": list(GATES)}
    return json.dumps(known, indent=1) + "\n"


PAGES = {
    "docs/commands.md": commands,
    "docs/rules.md": rules,
    "README.md": readme,
    "src/mvpplan/cli/vocabulary.json": vocabulary,
}
"""Every document that is made or completed here, with what makes it."""


if __name__ == "__main__":
    for page, make in PAGES.items():
        (TOP / page).write_text(make(), encoding="utf-8")
