"""Sets closed under prerequisites: the densest first (Sidney's decomposition).

A set is closed if it holds every prerequisite of its jobs; its density is its weight over its
cost. Picard (1976) finds the closed set of largest value by a minimum cut; splitting at the
density of the whole and recursing gives every block of Sidney's decomposition (1975).
"""

from __future__ import annotations

from collections import deque
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from mvpplan.model.graph import components
from mvpplan.ranking.job import integers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mvpplan.ranking.job import Job


def densest_first(jobs: Sequence[Job]) -> list[list[Job]]:
    """Split jobs into blocks of falling density: each the smallest densest closed set of the rest.

    Args:
        jobs: sorted by preference; ``requires`` may name jobs outside, which count as done.
    """
    weights, costs = (
        dict(zip((job.id for job in jobs), integers(numbers), strict=True))
        for numbers in ([job.weight for job in jobs], [job.cost for job in jobs])
    )
    blocks: list[list[Job]] = []
    waiting = [list(jobs)]
    while waiting:
        group = waiting.pop()
        network = _Network(
            group, [weights[job.id] for job in group], [costs[job.id] for job in group]
        )
        dense = network.maximum_closure()
        if dense:
            waiting.append([job for job in group if job.id not in dense])
            waiting.append([job for job in group if job.id in dense])
        else:
            blocks.extend(network.finest_blocks())
    return blocks


class _Network:
    """The cut network of a group: source → gain, loss → sink, job → prerequisite (unbounded).

    A job's gain or loss is its weight less the group's density times its cost, times the cost of
    the group; weights and costs are whole numbers.
    """

    def __init__(self, group: Sequence[Job], weights: Sequence[int], costs: Sequence[int]) -> None:
        self.group = group
        self.source, self.sink = len(group), len(group) + 1
        self.arcs: list[list[int]] = [[] for _ in range(len(group) + 2)]
        self.heads: list[int] = []
        self.room: list[int] = []
        index = {job.id: number for number, job in enumerate(group)}
        weight, cost = sum(weights), sum(costs)
        values = [w * cost - c * weight for w, c in zip(weights, costs, strict=True)]
        self.unbounded = sum(value for value in values if value > 0) + 1
        for number, (job, value) in enumerate(zip(group, values, strict=True)):
            if value > 0:
                self._arc(self.source, number, value)
            elif value < 0:
                self._arc(number, self.sink, -value)
            for required in sorted(job.requires):
                if required in index:
                    self._arc(number, index[required], self.unbounded)
        while self._levels():
            self._push()

    def _arc(self, tail: int, head: int, room: int) -> None:
        for start, end, capacity in ((tail, head, room), (head, tail, 0)):
            self.arcs[start].append(len(self.heads))
            self.heads.append(end)
            self.room.append(capacity)

    def finest_blocks(self) -> list[list[Job]]:
        """The group in the smallest closed steps of its own density, preferred jobs first.

        The closed sets of value 0 are those closed under the residual network, so the steps are
        its strongly connected components (Picard and Queyranne 1980).
        """
        edges = {
            node: [
                self.heads[arc]
                for arc in self.arcs[node]
                if self.room[arc] and self.heads[arc] < self.source
            ]
            for node in range(self.source)
        }
        steps = [sorted(step) for step in components(edges)]
        home = {node: number for number, step in enumerate(steps) for node in step}
        needs = [
            {home[head] for node in step for head in edges[node]} - {number}
            for number, step in enumerate(steps)
        ]
        opens: list[list[int]] = [[] for _ in steps]
        for number, needed in enumerate(needs):
            for other in needed:
                opens[other].append(number)

        ready = [(step[0], number) for number, step in enumerate(steps) if not needs[number]]
        heapify(ready)
        blocks = []
        while ready:
            _, number = heappop(ready)
            blocks.append([self.group[node] for node in steps[number]])
            for other in opens[number]:
                needs[other].discard(number)
                if not needs[other]:
                    heappush(ready, (steps[other][0], other))
        return blocks

    def _levels(self) -> bool:
        """Distances from the source over arcs with room (Dinic 1970); whether the sink is there."""
        self.level = [-1] * len(self.arcs)
        self.level[self.source] = 0
        waiting = deque([self.source])
        while waiting:
            node = waiting.popleft()
            for arc in self.arcs[node]:
                head = self.heads[arc]
                if self.room[arc] and self.level[head] < 0:
                    self.level[head] = self.level[node] + 1
                    waiting.append(head)
        return self.level[self.sink] >= 0

    def _push(self) -> None:
        """Fill shortest paths from source to sink until none has room."""
        tried = [0] * len(self.arcs)
        path: list[int] = []  # arcs from the source to ``node``
        node = self.source
        while True:
            if node == self.sink:
                amount = min(self.room[arc] for arc in path)
                for arc in path:
                    self.room[arc] -= amount
                    self.room[arc ^ 1] += amount
                full = next(step for step, arc in enumerate(path) if not self.room[arc])
                node = self.heads[path[full] ^ 1]
                del path[full:]
                continue
            arcs = self.arcs[node]
            while tried[node] < len(arcs):
                arc = arcs[tried[node]]
                head = self.heads[arc]
                if self.room[arc] and self.level[head] == self.level[node] + 1:
                    path.append(arc)
                    node = head
                    break
                tried[node] += 1
            else:
                if not path:
                    return
                node = self.heads[path.pop() ^ 1]
                tried[node] += 1

    def maximum_closure(self) -> frozenset[str]:
        """The smallest closed set of largest value; empty if no set is worth more than nothing.

        It is what the last search from the source still reached.
        """
        reached = (node for node in range(self.source) if self.level[node] >= 0)
        return frozenset(self.group[node].id for node in reached)
