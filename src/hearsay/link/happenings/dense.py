"""Average linkage on square tables: what :mod:`hearsay.link.happenings.cluster` does, quicker, for some thousand nodes."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

LARGEST = 3000
"""Nodes at most: their tables take some 110 MB."""
_NONE = -np.inf
_UNKNOWN = -1
Numbers = NDArray[np.int64]


class Dense:
    """Groups of nodes, with the sum and the count of the weights between each two.

    Of each group the greatest mean to another is at hand, and the first with which it has it. Where that one has changed,
    the mean is only the most that it can still be (that of two groups' pairs together is no more than the greater of
    theirs), and is looked up when its turn comes.
    """

    def __init__(self, size: int, edges: Numbers, apart: Iterable[tuple[int, int]]) -> None:
        self.of = np.arange(size)
        self.sums = np.zeros((size, size), np.int64)
        self.counts = np.zeros((size, size), np.int32)
        for one, other in ((0, 1), (1, 0)):
            np.add.at(self.sums, (edges[:, one], edges[:, other]), edges[:, 2])
            np.add.at(self.counts, (edges[:, one], edges[:, other]), 1)
        self.neighbours = np.count_nonzero(self.counts, axis=1)
        self.barred: dict[int, set[int]] = {}
        for one, other in apart:
            self._part(one, other)
        self.best = np.full(size, np.inf)
        self.partner = np.full(size, _UNKNOWN)

    def _part(self, one: int, other: int) -> None:
        self.barred.setdefault(one, set()).add(other)
        self.barred.setdefault(other, set()).add(one)

    def may_join(self, one: int, other: int) -> bool:
        """Whether nobody keeps the groups apart."""
        return other not in self.barred.get(one, ())

    def join(self, one: int, other: int) -> int:
        """The two become one, under the number of that with more neighbours, of as many the lower; what lay between each
        and a third is added up. Gives that number."""
        kept, gone = sorted((one, other), key=lambda group: (-self.neighbours[group], group))
        sums, counts = self.sums, self.counts
        self.of[self.of == gone] = kept
        self.neighbours[(counts[kept] > 0) & (counts[gone] > 0)] -= 1
        changed = np.flatnonzero(counts[gone])
        for table in (sums, counts):
            table[kept, changed] += table[gone, changed]
            table[kept, kept] = 0
            table[changed, kept] = table[kept, changed]
            table[changed, gone] = 0
            table[kept, gone] = 0
        self.neighbours[kept] = np.count_nonzero(counts[kept])
        for third in self.barred.pop(gone, ()):
            self.barred[third].discard(gone)
            self._part(third, kept)
        self._look_again(kept, gone, changed)
        return kept

    def _look_again(self, kept: int, gone: int, changed: Numbers) -> None:
        """The groups whose partner is one of two that became one must look again; others may have it with the new one as
        well, and before their partner."""
        self.best[gone] = _NONE
        self.partner[(self.partner == kept) | (self.partner == gone)] = _UNKNOWN
        self.partner[kept] = _UNKNOWN
        self.best[kept] = np.inf
        later = changed[(self.partner[changed] > kept) & (self.sums[kept, changed] > 0)]
        if len(later):
            same = self.sums[kept, later] / self.counts[kept, later] == self.best[later]
            self.partner[later[same]] = _UNKNOWN

    def _look(self, group: int) -> None:
        """Find the greatest mean of a group, and with whom."""
        near = np.flatnonzero(self.sums[group] > 0)
        near = (
            near[[self.may_join(group, other) for other in near.tolist()]] if group in self.barred else near
        )
        if not len(near):
            self.best[group], self.partner[group] = _NONE, group
            return
        means = self.sums[group, near] / self.counts[group, near]
        place = int(means.argmax())
        self.best[group], self.partner[group] = means[place], near[place]

    def join_all(self) -> None:
        """Join the two with the greatest mean, of equals the first two, while there is one above 0."""
        while True:
            group = int(self.best.argmax())
            if self.best[group] == _NONE:
                return
            if self.partner[group] == _UNKNOWN:
                self._look(group)
            else:
                self.join(group, int(self.partner[group]))

    def groups(self) -> list[list[int]]:
        """The members of each group in order, the groups in order of their first."""
        found: dict[int, list[int]] = {}
        for node, group in enumerate(self.of.tolist()):
            found.setdefault(group, []).append(node)
        return list(found.values())
