"""The rows of an outline of a graph: what comes below a record, in full once and then in short."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mvpplan.model.assumption import Assumption
from mvpplan.model.blocker import Blocker
from mvpplan.model.decision import Decision
from mvpplan.model.dependency import Dependency

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mvpplan.model.relations import Tie
    from mvpplan.timeline.graph import Graph, Node

_KINDS = (Blocker.kind, Dependency.kind, Assumption.kind, Decision.kind)


@dataclass(frozen=True, slots=True)
class Row:
    """A record in an outline, or how many are folded there.

    Attributes:
        depth: how far below its section, from 0 on.
        node: the record; with ``more``, the one that they hang together with.
        words: how it hangs together with the one above it, as in "relies on".
        again: ``above`` or ``below`` if it stands there in full.
        more: how many records are folded here, and ``more_late`` how many of them are late.
        hidden: how many records are folded that would come right below this one.
        behind: ids of what hangs on a record on its own, by the words for that.
    """

    depth: int
    node: Node
    words: str = ""
    again: str = ""
    more: int = 0
    more_late: int = 0
    hidden: int = 0
    behind: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """From a record to what it hangs on, or with ``back`` false to what hangs on it."""

    graph: Graph
    back: bool

    def steps(self, name: str) -> list[tuple[Tie, Node]]:
        """The records next to one, each once, in the order in which they are shown."""
        found: dict[str, Tie] = {}
        for tie in (self.graph.before if self.back else self.graph.behind).get(name, []):
            found.setdefault(self.end(tie), tie)
        steps = [(tie, self.graph.nodes[end]) for end, tie in found.items()]
        return sorted(steps, key=_by_kind)

    def end(self, tie: Tie) -> str:
        """The id of the record to which a tie leads."""
        return tie.first if self.back else tie.then

    def words(self, tie: Tie) -> str:
        """What a record says of the one to which a tie leads."""
        return tie.relation.after if self.back else tie.relation.before


def _by_kind(step: tuple[Tie, Node]) -> tuple[bool, int, tuple[bool, int, bool, int, str]]:
    tie, node = step
    place = _KINDS.index(node.kind) if node.kind in _KINDS else len(_KINDS)
    return not tie.relation.firm, place, node.urgency()


@dataclass
class Writer:
    """Rows below records, each in full once.

    Attributes:
        way: in which direction.
        roots: ids of the records that have a place of their own.
        ends: ids of those below which nothing is said.
        told: ids of those that stand above in full.
        seen: ids of those below which all is said already.
    """

    way: Way
    roots: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()
    told: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)

    def below(self, root: str, most: int | None) -> Iterator[Row]:
        """All that comes below a root, at most so many rows besides those that count the rest."""
        shown = None if most is None else set(self.nearest(root, most))
        self.told.add(root)
        self.seen.add(root)
        waiting = self._steps(root, 1, shown)
        while waiting:
            row = waiting.pop()
            name = row.node.id
            if row.more:
                yield row
                continue
            again = "above" if name in self.told else "below" if name in self.roots else ""
            is_said = name in self.seen or name in self.roots or name in self.ends
            steps = [] if is_said else self._steps(name, row.depth + 1, shown)
            self.seen.add(name)
            if not again:
                self.told.add(name)
            if len(steps) == 1 and steps[0].more:  # nothing of it is shown
                row, steps = replace(row, hidden=steps[0].more), []
            yield replace(row, again=again)
            waiting += steps

    def _steps(self, name: str, depth: int, shown: set[tuple[str, str]] | None) -> list[Row]:
        """The rows directly below a record, the last one first."""
        rows: list[Row] = []
        rest: list[Node] = []
        for tie, node in self.way.steps(name):
            if shown is None or (name, node.id) in shown:
                rows.append(Row(depth, node, self.way.words(tie)))
            else:
                rest.append(node)
        if rest:
            rows.append(
                Row(depth, self.way.graph.nodes[name], more=len(rest), more_late=late_among(rest))
            )
        return rows[::-1]

    def nearest(self, root: str, most: int) -> list[tuple[str, str]]:
        """The first so many steps from a root on, the nearest first."""
        found: list[tuple[str, str]] = []
        waiting, known = [root], {root, *self.roots, *self.ends}
        for name in waiting:
            for _, node in self.way.steps(name):
                found.append((name, node.id))
                if len(found) == most:
                    return found
                if node.id not in known:
                    known.add(node.id)
                    waiting.append(node.id)
        return found


def late_among(nodes: Iterable[Node]) -> int:
    """How many of some records are late."""
    return sum(node.late > 0 for node in nodes)
