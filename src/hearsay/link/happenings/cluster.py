"""Average linkage: two groups become one while the mean weight of the pairs between them is positive.

The mean is the rule against chaining: a row of events, each like the next, stays apart where its ends speak against each
other. Pairs that were never compared say nothing. What a person decided comes first: events of a must-link start as one
group, groups with a cannot-link between them never join.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heapify, heappop, heappush

import numpy as np
from numpy.typing import NDArray

from hearsay.link.happenings.dense import LARGEST, Dense

Edge = tuple[int, int, int]
"""Two nodes and the weight between them, whole so that sums do not depend on their order."""


class _Groups:
    """Groups of nodes, with the sum and count of the weights between each two that were compared."""

    def __init__(self, size: int, edges: Iterable[Edge], apart: Iterable[tuple[int, int]]) -> None:
        self.members = [[node] for node in range(size)]
        self.alive = [True] * size
        self.sums: list[dict[int, int]] = [{} for _ in range(size)]
        self.counts: list[dict[int, int]] = [{} for _ in range(size)]
        self.barred: list[set[int]] = [set() for _ in range(size)]
        for one, other, weight in edges:
            self._add(one, other, weight, 1)
        for one, other in apart:
            self.barred[one].add(other)
            self.barred[other].add(one)

    def _add(self, one: int, other: int, weight: int, count: int) -> None:
        for a, b in ((one, other), (other, one)):
            self.sums[a][b] = self.sums[a].get(b, 0) + weight
            self.counts[a][b] = self.counts[a].get(b, 0) + count

    def mean(self, one: int, other: int) -> float:
        return self.sums[one][other] / self.counts[one][other]

    def join(self, one: int, other: int) -> tuple[int, list[int]]:
        """The two become one, under the number of that with more neighbours; what lay between each and a third is added up.

        Returns that number, and the groups to which the mean changed.
        """
        rank = sorted((one, other), key=lambda group: (-len(self.sums[group]), group))
        kept, gone = rank
        self.alive[gone] = False
        self.members[kept] += self.members[gone]
        self._forget(kept, gone)
        changed = list(self.sums[gone])
        for third in changed:
            weight, count = self.sums[gone][third], self.counts[gone][third]
            self._forget(third, gone)
            self._add(kept, third, weight, count)
        for third in self.barred[gone]:
            self.barred[third].discard(gone)
            self.barred[third].add(kept)
        self.barred[kept] |= self.barred[gone]
        return kept, changed

    def _forget(self, one: int, other: int) -> None:
        for a, b in ((one, other), (other, one)):
            self.sums[a].pop(b, None)
            self.counts[a].pop(b, None)


def average_link(
    size: int,
    edges: Iterable[Edge] | NDArray[np.int64],
    together: Iterable[tuple[int, int]] = (),
    apart: Iterable[tuple[int, int]] = (),
    *,
    largest: int = LARGEST,
) -> list[list[int]]:
    """Groups of the nodes 0 … ``size`` - 1, each in order, in order of their first node.

    ``together`` and ``apart`` are a person's word; where they contradict each other, ``apart`` wins between groups that
    the earlier of ``together`` have not made one. Up to ``largest`` nodes square tables are used, which find the same.
    """
    rows = edges if isinstance(edges, np.ndarray) else np.array(list(edges), np.int64)
    rows = rows.reshape(-1, 3)
    if size > largest:
        return _sparse(size, map(tuple, rows.tolist()), together, apart)
    dense = Dense(size, rows, apart)
    for one, other in sorted(together):
        a, b = int(dense.of[one]), int(dense.of[other])
        if a != b and dense.may_join(a, b):
            dense.join(a, b)
    dense.join_all()
    return dense.groups()


def _sparse(
    size: int, edges: Iterable[Edge], together: Iterable[tuple[int, int]], apart: Iterable[tuple[int, int]]
) -> list[list[int]]:
    groups = _Groups(size, edges, apart)
    of = list(range(size))
    for one, other in sorted(together):
        a, b = _top(of, one), _top(of, other)
        if a != b and b not in groups.barred[a]:
            kept, _ = groups.join(a, b)
            of[a] = of[b] = kept
    heap = [
        (-groups.mean(one, other), one, other)
        for one in range(size)
        for other in groups.sums[one]
        if one < other and groups.sums[one][other] > 0
    ]
    heapify(heap)
    while heap:
        negative, one, other = heappop(heap)
        if not (groups.alive[one] and groups.alive[other]) or other in groups.barred[one]:
            continue
        if other not in groups.sums[one] or -negative != groups.mean(one, other):
            continue  # an older mean of the two
        kept, changed = groups.join(one, other)
        for third in changed:
            if groups.sums[kept][third] > 0:
                heappush(heap, (-groups.mean(kept, third), min(kept, third), max(kept, third)))
    return sorted(sorted(row) for node, row in enumerate(groups.members) if groups.alive[node])


def components(size: int, edges: Iterable[tuple[int, int]]) -> list[int]:
    """For each node the least node that it is joined with, directly or through others."""
    of = list(range(size))
    for one, other in edges:
        kept, gone = sorted((_top(of, one), _top(of, other)))
        of[gone] = kept
    return [_top(of, node) for node in range(size)]


def _top(of: list[int], node: int) -> int:
    while of[node] != node:
        of[node] = of[of[node]]
        node = of[node]
    return node
