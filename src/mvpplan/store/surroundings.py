"""What stands around a plan in its repository: ``.gitignore`` and the pre-commit entry."""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mvpplan.store import git
from mvpplan.text import edit
from mvpplan.text.decoding import decode
from mvpplan.text.guards import EditError
from mvpplan.text.nodes import Fault, Mapping, Source
from mvpplan.text.reader import read
from mvpplan.text.render import Plain

if TYPE_CHECKING:
    from mvpplan.text.render import Value

GITIGNORE = ".gitignore"
PRE_COMMIT = ".pre-commit-config.yaml"
HOOK = "mvpplan-validate"
_STAGES = ("pre-commit", "pre-merge-commit")
_OWN = ".mvpplan/"


@dataclass(frozen=True, slots=True)
class Surrounding:
    """A file beside a plan as it should be.

    Attributes:
        path: of the file.
        text: what it should hold; None if it cannot be completed safely.
        changed: whether that differs from what it holds.
        by_hand: what to add to it by hand.
    """

    path: Path
    text: str | None
    changed: bool
    by_hand: str


def gitignore(folder: Path) -> Surrounding:
    """Keep out of git what mvpplan makes for itself."""
    path = folder / GITIGNORE
    text = path.read_text(encoding="utf-8", errors="surrogateescape") if path.exists() else ""
    added = f"{_OWN}\n"
    if _OWN in text.splitlines():
        return Surrounding(path, text, changed=False, by_hand=added)
    start = text if not text or text.endswith("\n") else f"{text}\n"
    return Surrounding(path, start + added, changed=True, by_hand=added)


def pre_commit(folder: Path) -> Surrounding:
    """Have the plan checked at every commit, by a hook in the file of the repository."""
    top = git.top(folder)
    plan = folder.resolve()
    if top is None or not plan.is_relative_to(top):
        top = plan
    path = Path(os.path.relpath(top)) / PRE_COMMIT
    entry = _entry(plan.relative_to(top).as_posix())
    whole: dict[str, Value] = {"default_install_hook_types": [*_STAGES], "repos": [entry]}
    by_hand = edit.new_text(whole, (), None)
    if not path.exists():
        return Surrounding(path, by_hand, changed=True, by_hand=by_hand)
    source = decode(PRE_COMMIT, path.read_bytes())
    document = None if isinstance(source, Fault) else read(source)
    if isinstance(source, Source) and HOOK in source.text:
        return Surrounding(path, source.text, changed=False, by_hand=by_hand)
    try:
        if document is None or not isinstance(document.root, Mapping | None):
            return Surrounding(path, None, changed=False, by_hand=by_hand)
        completed = edit.append(document, ("repos",), entry)
    except EditError:
        return Surrounding(path, None, changed=False, by_hand=by_hand)
    return Surrounding(path, completed, changed=True, by_hand=by_hand)


def _entry(plan: str) -> dict[str, Value]:
    """The hook, which runs at the top of the repository, where a plan in ``plan/`` is found too."""
    command = ["mvpplan", "validate", "--staged"]
    if plan not in (".", "plan"):
        command += ["--plan", plan]
    hook: dict[str, Value] = {
        "id": HOOK,
        "name": "mvpplan validate",
        "entry": shlex.join(command),
        "language": "system",
        "always_run": Plain("true"),
        "pass_filenames": Plain("false"),
        "stages": [*_STAGES],
    }
    return {"repo": "local", "hooks": [hook]}
