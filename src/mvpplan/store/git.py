"""The only place that runs git: fixed arguments, hardened against the repository's own settings."""

from __future__ import annotations

import hashlib
import os
import subprocess
from typing import TYPE_CHECKING

from mvpplan.errors import CannotRunError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_HARDENED = (
    "git",
    "--no-pager",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "log.showSignature=false",
    "-c",
    "core.quotePath=false",
    "-c",
    "safe.bareRepository=explicit",
)
_TIMEOUT = 60
SUFFIXES = (".yaml", ".yml")
"""How the names of a plan's files end, in capitals too."""

# Hooks get these, relative to the folder that they are started in.
_PATHS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")


def in_repository(folder: Path) -> bool:
    """Whether a folder seems to lie in a git work tree; asks the file system only."""
    if os.environ.get("GIT_DIR"):
        return True
    return any((parent / ".git").exists() for parent in (folder, *folder.parents))


def run(folder: Path, *arguments: str) -> bytes:
    """Run git in a folder and return what it prints; raises CannotRunError if it fails."""
    try:
        done = subprocess.run(  # noqa: S603 - the argument list is fixed, no shell
            [*_HARDENED, *arguments],
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_TIMEOUT,
        )
    except FileNotFoundError:
        raise CannotRunError("git is not installed", "install git, or move the plan out") from None
    except subprocess.TimeoutExpired:
        raise CannotRunError(f"git did not answer within {_TIMEOUT} seconds") from None
    if done.returncode != 0:
        reason = done.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"]
        raise CannotRunError(f"git cannot read this repository: {reason[0]}")
    return done.stdout


def _environment() -> dict[str, str]:
    """The environment for git: no prompts, no locks; paths in it lead from the current folder."""
    given = {name: os.path.abspath(os.environ[name]) for name in _PATHS if os.environ.get(name)}  # noqa: PTH100 - of text
    fixed = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    return os.environ | given | fixed


def ignored(folder: Path) -> frozenset[str]:
    """Paths under a folder that git ignores, relative to it; a folder ends with a slash."""
    listed = run(
        folder,
        "ls-files",
        "-z",
        "--others",
        "--ignored",
        "--exclude-standard",
        "--directory",
        "--",
        ".",
    )
    return frozenset(os.fsdecode(path) for path in listed.split(b"\0") if path)


def commit(folder: Path, texts: Mapping[str, str]) -> str | None:
    """The commit that a plan stands at, shortened, with a word on changes not yet committed.

    Args:
        folder: the plan.
        texts: the text of every file of the plan, by path.

    None outside a repository and before the first commit. The files are compared here: git itself
    would run the filters that a repository names.
    """
    if not in_repository(folder.resolve()):
        return None
    try:
        name = run(folder, "rev-parse", "--short=10", "--verify", "HEAD").decode().strip()
        listed = run(folder, "ls-tree", "-r", "-z", "HEAD", "--", ".")
    except CannotRunError:
        return None
    committed = {}
    for entry in filter(None, listed.split(b"\0")):
        description, _, path = entry.partition(b"\t")
        committed[os.fsdecode(path)] = description.split()[2].decode()
    same = all(committed.pop(path, "") in _blob_ids(text) for path, text in texts.items())
    gone = any(is_plan_path(path) for path in committed)
    return name if same and not gone else f"{name} with changes not committed"


def is_plan_path(path: str) -> bool:
    """Whether a path is that of a plan's file: YAML, and no part of it starts with a dot."""
    hidden = any(part.startswith(".") for part in path.split("/"))
    return path.lower().endswith(SUFFIXES) and not hidden


def _blob_ids(text: str) -> set[str]:
    """The ids that git may know a text by: with a BOM or without, line ends as they are or LF."""
    data = text.encode()
    forms = {data, data.replace(b"\r\n", b"\n")}
    forms |= {b"\xef\xbb\xbf" + form for form in forms}
    headed = [b"blob %d\0%b" % (len(form), form) for form in forms]
    return {
        algorithm(form, usedforsecurity=False).hexdigest()
        for form in headed
        for algorithm in (hashlib.sha1, hashlib.sha256)
    }
