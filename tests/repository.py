"""Real git repositories with a plan in them, and real commits."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, field
from textwrap import dedent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_IDENTITY = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Ana"), ("EMAIL", "ana@example.org"))
}


@dataclass(frozen=True)
class Repository:
    """A work tree; ``environment`` is added to that of every command run in it."""

    top: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command at the top and return how it ended."""
        return subprocess.run(
            command,
            cwd=self.top,
            env=os.environ | _IDENTITY | dict(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def git(self, *arguments: str) -> str:
        """Run git, which must succeed, and return what it prints."""
        done = self.run("git", *arguments)
        assert done.returncode == 0, done.stdout
        return done.stdout

    def write(self, files: Mapping[str, str]) -> None:
        """Write files below the top; text is dedented."""
        for name, text in files.items():
            path = self.top / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text), encoding="utf-8")

    def commit(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Try to commit, hooks and all."""
        return self.run("git", "commit", "--message", "A step", *arguments)

    def commits(self) -> int:
        """How many commits there are."""
        done = self.run("git", "rev-list", "--count", "HEAD")
        return int(done.stdout) if done.returncode == 0 else 0


def new_repository(top: Path, environment: Mapping[str, str]) -> Repository:
    """An empty repository."""
    top.mkdir(parents=True)
    repository = Repository(top, environment)
    repository.git("init", "--initial-branch=main")
    return repository
