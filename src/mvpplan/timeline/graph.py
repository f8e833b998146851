"""The graph of a plan on a day: which records stand in it, what each hangs on, and whose it is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, get_args

from mvpplan.model.assumption import Assumption
from mvpplan.model.blocker import Blocker
from mvpplan.model.checkpoint import Checkpoint
from mvpplan.model.decision import Decision
from mvpplan.model.dependency import Dependency
from mvpplan.model.fields import Function
from mvpplan.model.graph import reachable
from mvpplan.model.relations import ties
from mvpplan.timeline.effects import BAD, GOOD, turn_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import date

    from mvpplan.model.plan import Plan
    from mvpplan.model.record import Record
    from mvpplan.model.relations import Tie

FUNCTIONS: tuple[str, ...] = get_args(Function)
NO_FUNCTION = "none"
"""How those are asked for that have no function."""

KINDS: tuple[type[Record], ...] = (Decision, Dependency, Blocker, Assumption)
"""The records that a graph of the whole plan is made of; it shows others where they are blocked."""

OPEN, SETTLED, FAILED, LASTING, UNREAD = "open", "settled", "failed", "lasting", "unread"
"""How a record stands: somebody has to act; it holds; it does not; it never ends; nobody knows."""


@dataclass(frozen=True, slots=True)
class Node:
    """A record of a graph.

    Attributes:
        id: of the record.
        kind: of the record; None if there is no record of that id.
        record: None if it cannot be read, or is not there.
        function: that of the decision or dependency, else of the owner, else of what hangs on it.
        state: ``OPEN``, ``SETTLED``, ``FAILED``, ``LASTING`` or ``UNREAD``.
        day: the day that counts while it is open.
        late: by how many days that has passed.
    """

    id: str
    kind: str | None
    record: Record | None
    function: str | None
    state: str
    day: date | None = None
    late: int = 0

    def urgency(self) -> tuple[bool, int, bool, int, str]:
        """Key that sorts nodes: what is late first, then what is open, by day."""
        day = self.day.toordinal() if self.day else 0
        return self.state not in (OPEN, UNREAD), -self.late, not day, day, self.id


@dataclass(frozen=True)
class Graph:
    """Some records of a plan, and what hangs on what among them.

    Attributes:
        nodes: by id, in the order of kinds and ids.
        ties: those between the nodes, in the same order.
        entries: ids of the records that stand on their own; others are there because of these.
        focus: the record that was asked about.
        left_out: the settled records of its kinds that are not in it.
        part: whose records it is about, in words; "" if about all.
    """

    nodes: dict[str, Node]
    ties: tuple[Tie, ...]
    entries: frozenset[str]
    focus: str | None = None
    left_out: tuple[Node, ...] = ()
    part: str = ""

    @cached_property
    def before(self) -> dict[str, list[Tie]]:
        """What comes before each record."""
        return _grouped(self.ties, lambda tie: tie.then)

    @cached_property
    def behind(self) -> dict[str, list[Tie]]:
        """What hangs on each record."""
        return _grouped(self.ties, lambda tie: tie.first)

    @cached_property
    def functions(self) -> dict[str | None, list[Node]]:
        """The nodes of each function that has some, in the usual order; None comes last."""
        found: dict[str | None, list[Node]] = {name: [] for name in (*FUNCTIONS, None)}
        for node in self.nodes.values():
            found[node.function].append(node)
        return {name: nodes for name, nodes in found.items() if nodes}


def _grouped(found: Iterable[Tie], key: Callable[[Tie], str]) -> dict[str, list[Tie]]:
    grouped: dict[str, list[Tie]] = defaultdict(list)
    for tie in found:
        grouped[key(tie)].append(tie)
    return dict(grouped)


@dataclass(frozen=True)
class _Whole:
    """A plan with all of its ties, on a day."""

    plan: Plan
    day: date
    ties: list[Tie]

    @cached_property
    def functions(self) -> dict[str, str]:
        """The function of each record: its own, else that of the nearest that hangs on it."""
        own = ((name, _function_of(self.plan, name)) for name in self.plan.records)
        found = {name: function for name, function in own if function}
        before = _grouped(self.ties, lambda tie: tie.then)
        waiting = list(found)
        for name in waiting:
            for tie in before.get(name, []):
                if tie.first not in found:
                    found[tie.first] = found[name]
                    waiting.append(tie.first)
        return found

    def state(self, name: str) -> str:
        record = self.plan.records.get(name)
        if record is None:
            return UNREAD
        if record.is_open:
            return OPEN
        if record.status is None:
            return LASTING
        if self.is_over(name):
            return SETTLED
        return {GOOD: SETTLED, BAD: FAILED}.get(turn_of(record, record.status), SETTLED)

    def is_over(self, name: str) -> bool:
        """Whether nothing hangs on a record any more: a blocker that is gone, a need that is."""
        record = self.plan.records.get(name)
        is_dropped = isinstance(record, Dependency) and record.status == "dropped"
        return is_dropped or (isinstance(record, Blocker) and not record.is_open)

    def node(self, name: str) -> Node:
        record, state = self.plan.records.get(name), self.state(name)
        day = _day_of(record) if record and state == OPEN else None
        late = max(0, (self.day - day).days) if day else 0
        kind, function = self.plan.kind_of(name), self.functions.get(name)
        return Node(name, kind, record, function, state, day, late)

    def graph(self, names: set[str], entries: set[str], by: Iterable[Tie]) -> Graph:
        kept = tuple(tie for tie in by if tie.first in names and tie.then in names)
        known = [*self.plan.records, *self.plan.broken]
        order = dict.fromkeys([*known, *sorted(names)])
        nodes = {name: self.node(name) for name in order if name in names}
        return Graph(nodes, kept, frozenset(entries))


def _day_of(record: Record) -> date | None:
    """The day that counts: a dependency is looked at on its checkpoint, a review takes place."""
    days = [record.due]
    if isinstance(record, Dependency):
        days.append(record.checkpoint)
    if isinstance(record, Checkpoint):
        days.append(record.on)
    return min(filter(None, days), default=None)


def _function_of(plan: Plan, name: str) -> str | None:
    record = plan.records.get(name)
    if isinstance(record, Decision) and record.function:
        return record.function
    if isinstance(record, Dependency) and record.from_:
        return record.from_
    person = plan.settings.people.get(record.owner or "") if record else None
    return person.function if person else None


def whole(plan: Plan, day: date, *, settled: bool = False) -> Graph:
    """The decisions, dependencies, blockers and assumptions of a plan, and what they hang on.

    What is settled is left out, unless something open hangs on it, or it hangs on something that
    is not; with ``settled`` nothing is.
    """
    firm = [tie for tie in ties(plan) if tie.relation.firm]
    found = _Whole(plan, day, firm)
    kinds = {kind.kind for kind in KINDS}
    own = {name for name in (*plan.records, *plan.broken) if plan.kind_of(name) in kinds}
    states = {name: found.state(name) for tie in firm for name in (tie.first, tie.then)}
    entries = {name for name in own if settled or found.state(name) in (OPEN, UNREAD)}
    names = set(entries)
    for tie in firm:
        first, then = states[tie.first], states[tie.then]
        blocks = isinstance(plan.records.get(tie.first), Blocker)
        if blocks and first == OPEN and then != FAILED:
            names.add(tie.then)
        if tie.then not in own or (found.is_over(tie.first) and not settled):
            continue
        if settled or then in (OPEN, UNREAD):
            names.add(tie.first)
        elif then == SETTLED and first != SETTLED:
            names |= {tie.first, tie.then}
            entries.add(tie.then)
    said = [tie for tie in firm if settled or {states[tie.first], states[tie.then]} != {SETTLED}]
    graph = found.graph(names, entries, said)
    return replace(graph, left_out=tuple(found.node(name) for name in sorted(own - names)))


def focused(plan: Plan, day: date, record: str, *, settled: bool = False) -> Graph:
    """One record, all that it hangs on, and all that hangs on it.

    Left out is, unless ``settled``, what is over, and what holds and hangs on nothing that does not
    if only something else that holds hangs on it. What looks at this record, or is looked at or
    measured by it, is there too, and ends there.
    """
    every = ties(plan)
    found = _Whole(plan, day, every)
    around = [tie for tie in every if tie.relation.firm or record in (tie.first, tie.then)]
    near = [
        tie
        for tie in around
        if settled or not tie.relation.firm or tie.first == record or not found.is_over(tie.first)
    ]
    behind = _ends(near, record, back=False)
    unsettled = {tie.first for tie in near if found.state(tie.first) != SETTLED}
    telling = behind | reachable(_next(near, back=False), unsettled)
    said = [
        tie
        for tie in near
        if settled or tie.then == record or tie.first in telling or found.state(tie.then) != SETTLED
    ]
    names = _ends(said, record, back=True) | behind
    left_out = _ends(around, record, back=True) - names
    graph = found.graph(names, {record}, said)
    return replace(graph, focus=record, left_out=tuple(map(found.node, sorted(left_out))))


def _ends(found: Iterable[Tie], record: str, *, back: bool) -> set[str]:
    """The ids of all that a record hangs on by some ties, or of all that hangs on it."""
    ends = {tie.first if back else tie.then for tie in found if not tie.relation.firm}
    return reachable(_next(found, back=back), [record]) | ends


def _next(found: Iterable[Tie], *, back: bool) -> dict[str, list[str]]:
    """From each record those that it hangs on at once, or that hang on it, by firm ties."""
    steps: dict[str, list[str]] = defaultdict(list)
    for tie in found:
        if tie.relation.firm:
            start, end = (tie.then, tie.first) if back else (tie.first, tie.then)
            steps[start].append(end)
    return steps


def only(graph: Graph, part: str, fits: Callable[[Node], bool]) -> Graph:
    """The entries that fit, all that they hang on, and what hangs on them at once."""
    chosen = {name for name in graph.entries if fits(graph.nodes[name])}
    back = {name: [tie.first for tie in found] for name, found in graph.before.items()}
    names = reachable(back, chosen)
    names |= {tie.then for tie in graph.ties if tie.first in chosen}
    left_out = tuple(node for node in graph.left_out if fits(node))
    rest = among(graph, names)
    return replace(rest, entries=frozenset(chosen), left_out=left_out, part=part)


def among(graph: Graph, names: Collection[str]) -> Graph:
    """The part of a graph that some of its records make."""
    nodes = {name: node for name, node in graph.nodes.items() if name in names}
    kept = tuple(tie for tie in graph.ties if tie.first in names and tie.then in names)
    return replace(graph, nodes=nodes, ties=kept, entries=graph.entries & nodes.keys())
