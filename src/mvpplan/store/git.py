"""The only place that runs git: fixed arguments, hardened against the repository's own settings."""

from __future__ import annotations

import hashlib
import os
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mvpplan.errors import CannotRunError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import IO

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
_QUIET = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",  # for a git that does not know the line above
    "LC_ALL": "C",
}
_TIMEOUT = 60
# Ids that fit into any pipe, so that neither side waits for the other.
_AT_ONCE = 50
SUFFIXES = (".yaml", ".yml", ".yaml.txt", ".yml.txt")
"""How the names of a plan's files end, in capitals too; .txt where an editor has added it."""

FETCH_COMMITS = "git fetch --unshallow"
FETCH_CONTENTS = "git fetch --refetch --no-filter"
"""What brings a clone the commits, or the contents of files, that it does not hold."""

# Hooks get these, relative to the folder that they are started in.
_PATHS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file as the index or a commit holds it; ``stage`` is not 0 while it is in conflict."""

    path: str
    mode: str
    blob: str
    stage: int = 0


def top(folder: Path) -> Path | None:
    """The top of the work tree that a folder seems to lie in; asks the file system only."""
    if os.environ.get("GIT_DIR"):
        return Path(os.environ.get("GIT_WORK_TREE") or Path.cwd()).resolve()
    folder = folder.resolve()
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)


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
        said = done.stderr.decode(errors="replace")
        if "promisor remote" in said:
            message = "this clone does not hold all that its commits name"
            raise CannotRunError(message, f"fetch it with {FETCH_CONTENTS}")
        reason = said.strip().splitlines() or ["no reason given"]
        raise CannotRunError(f"git cannot read this repository: {reason[0]}")
    return done.stdout


def _environment() -> dict[str, str]:
    """The environment for git: no prompts, locks or downloads.

    Paths in it lead from the current folder, which is the top if only GIT_DIR is given; git itself
    is started in another one.
    """
    given = {name: os.path.abspath(os.environ[name]) for name in _PATHS if os.environ.get(name)}  # noqa: PTH100 - of text
    if "GIT_DIR" in given:
        given.setdefault("GIT_WORK_TREE", os.getcwd())  # noqa: PTH109 - of text
    return os.environ | given | _QUIET


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


def resolve(folder: Path, revision: str) -> str:
    """The id of the commit that a revision names; raises CannotRunError if there is none."""
    question = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    try:
        # What looks like an option is never a revision, and git has been known to obey it.
        found = b"" if revision.startswith("-") else run(folder, *question)
    except CannotRunError:
        found = b""
    if not found:
        hint = "name a commit, a branch or a tag that 'git log' knows"
        raise CannotRunError(f"there is no revision {revision}", hint)
    return found.decode().split()[-1]


def merge_base(folder: Path, one: str, other: str) -> str:
    """The id of the commit at which two, named by their ids, parted; CannotRunError if nowhere."""
    try:
        return run(folder, "merge-base", one, other).decode().strip()
    except CannotRunError:
        message = f"{one[:10]} and {other[:10]} have no common commit here"
        raise CannotRunError(message, "fetch their history with git fetch --unshallow") from None


def committed_entries(folder: Path, commit_id: str) -> list[Entry]:
    """Every file under a folder in a commit, by paths relative to the folder."""
    listed = run(folder, "ls-tree", "-r", "-z", commit_id, "--", ".")
    return [Entry(path, mode, blob) for path, (mode, _, blob) in _entries(listed)]


def staged_entries(folder: Path) -> list[Entry]:
    """Every file under a folder in the index, by paths relative to the folder."""
    listed = run(folder, "ls-files", "--stage", "-z", "--", ".")
    return [Entry(path, mode, blob, int(stage)) for path, (mode, blob, stage) in _entries(listed)]


def _entries(listed: bytes) -> Iterator[tuple[str, list[str]]]:
    for entry in filter(None, listed.split(b"\0")):
        description, _, path = entry.partition(b"\t")
        yield os.fsdecode(path), description.decode().split()


def anything_staged(folder: Path) -> bool:
    """Whether the index differs from the last commit under a folder."""
    try:
        run(folder, "rev-parse", "--verify", "--quiet", "HEAD")
    except CannotRunError:  # this will be the first
        return bool(staged_entries(folder))
    options = ("--cached", "--name-only", "-z", "--no-renames", "--no-ext-diff")
    return bool(run(folder, "diff-index", *options, "HEAD", "--", "."))


def contents(folder: Path, blobs: list[str], limit: int) -> Iterator[tuple[int, bytes] | None]:
    """Size and bytes of every blob, in order; None for one that this clone does not have.

    Of a blob of more than ``limit`` bytes, only so many and one more are given.
    """
    given = 0
    try:
        for found in _batch(folder, blobs, limit):
            yield found
            given += 1
    except _StoppedError:
        # In a clone without all contents, git ends at the first one that it would have to fetch.
        listed = run(folder, "cat-file", "--batch-all-objects", "--batch-check=%(objectname)")
        here, left = set(listed.decode().split()), blobs[given:]
        rest = _batch(folder, [blob for blob in left if blob in here], limit)
        for blob in left:
            yield next(rest) if blob in here else None


class _StoppedError(CannotRunError):
    """Git ended before it had answered."""


def _batch(folder: Path, blobs: list[str], limit: int) -> Iterator[tuple[int, bytes] | None]:
    with subprocess.Popen(  # noqa: S603 - the argument list is fixed, no shell
        [*_HARDENED, "cat-file", "--batch"],
        cwd=folder,
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as git:
        if git.stdin is None or git.stdout is None:  # pragma: no cover - they are pipes
            return
        try:
            for start in range(0, len(blobs), _AT_ONCE):
                asked = blobs[start : start + _AT_ONCE]
                with suppress(OSError):  # that git is gone shows in what it answers
                    git.stdin.write("".join(f"{blob}\n" for blob in asked).encode())
                    git.stdin.flush()
                for _ in asked:
                    yield _next_blob(git.stdout, limit)
        finally:
            with suppress(OSError):
                git.stdin.close()


def _next_blob(stream: IO[bytes], limit: int) -> tuple[int, bytes] | None:
    header = stream.readline().split()
    if not header:
        raise _StoppedError("git stopped while the plan was read", "try again")
    if len(header) != 3:  # noqa: PLR2004 - id, type and size; else the id and "missing"
        return None
    size = int(header[2])
    data = stream.read(min(size, limit + 1))
    left = size + 1 - len(data)  # the bytes over the limit, and a line end
    while left > 0:
        left -= len(stream.read(min(left, limit))) or left
    return size, data


def commit(folder: Path, texts: Mapping[str, str]) -> str | None:
    """The commit that a plan stands at, shortened, with a word on changes not yet committed.

    Args:
        folder: the plan.
        texts: the text of every file of the plan, by path.

    None outside a repository and before the first commit that holds the plan. The files are
    compared here: git itself would run the filters that a repository names.
    """
    if top(folder) is None:
        return None
    try:
        # The last that touched the plan: what happens beside it is nothing that a report says.
        last = run(folder, "rev-list", "-1", "--first-parent", "HEAD", "--", ".").decode().strip()
        committed = {entry.path: entry.blob for entry in committed_entries(folder, "HEAD")}
    except CannotRunError:
        return None
    if not last:
        return None
    same = all(committed.pop(path, "") in blob_ids(text) for path, text in texts.items())
    gone = any(is_plan_path(path) for path in committed)
    return last[:10] if same and not gone else f"{last[:10]} with changes not committed"


def is_plan_path(path: str) -> bool:
    """Whether a path is that of a plan's file: YAML, and no part of it starts with a dot."""
    return path.lower().endswith(SUFFIXES) and not is_hidden(path)


def is_hidden(path: str) -> bool:
    """Whether any part of a path starts with a dot, and so is no part of a plan."""
    return any(part.startswith(".") for part in path.split("/"))


def blob_ids(text: str) -> set[str]:
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
