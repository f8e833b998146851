"""Plans in memory, and findings with their hints."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent
from typing import TYPE_CHECKING

from mvpplan.rules import check, judge
from mvpplan.store.load import Loaded, load
from mvpplan.store.tree import Listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mvpplan.errors import Finding
    from mvpplan.text.nodes import Fault


@dataclass(frozen=True)
class Files:
    """A plan's files by path, in place of a folder."""

    held: dict[str, bytes | Fault]

    def listing(self) -> Listing:
        """Every path, sorted."""
        return Listing(sorted(self.held))

    def contents(self, paths: list[str]) -> Iterator[bytes | Fault]:
        """What was given for each path."""
        return (self.held[path] for path in paths)


def in_memory(files: dict[str, str | bytes]) -> Loaded:
    """Read a plan out of nothing but the files given; text is dedented."""
    return load(
        Files(
            {
                path: dedent(content).encode() if isinstance(content, str) else content
                for path, content in files.items()
            }
        )
    )


def findings(loaded: Loaded) -> list[Finding]:
    """Everything that validate finds, sorted."""
    judged = judge(loaded.plan, [*loaded.problems, *check(loaded.plan)])
    return sorted((loaded.find(*each) for each in judged), key=lambda finding: finding.order())


def with_hints(found: Iterable[Finding]) -> list[str]:
    """Findings as ``path:line:column: CODE message | hint``."""
    return [
        f"{each.path}:{each.line}:{each.column}: {each.code} {each.message} | {each.hint}"
        for each in found
    ]


def beside(place: str, told: list[str]) -> list[str]:
    """What is found beside the one finding at a place; one must be there."""
    there = [finding for finding in told if finding.startswith(place)]
    assert there, f"nothing is found at {place}"
    return [finding for finding in told if finding != there[0]]
