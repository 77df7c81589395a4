"""Pairs weighed into groups: components of the pairs that speak for one, each grouped by average linkage."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hearsay.link.components import least_joined
from hearsay.link.happenings.cluster import average_link
from hearsay.link.happenings.state import Mask, Weighed

Said = tuple[int, int, bool]
"""Two nodes that a person put together, or apart."""
Nodes = NDArray[np.int64]
_NO_PAIRS = np.zeros((0, 3), np.int64)


def grouped(order: Nodes, weighed: Weighed, said: Sequence[Said], touched: Mask, before: Nodes) -> Nodes:
    """Of each node the one that stands for its group.

    ``order`` is each node's place in the order of the keys, which decides between equals. Components that hold nothing
    ``touched`` are taken from ``before``, which gives the same of an earlier run, -1 for nodes that it had not.
    """
    labels = _labels(len(order), weighed, [(one, other) for one, other, together in said if together])
    work = np.isin(labels, labels[touched])
    found = np.where(work, np.arange(len(order)), before)
    nodes = np.flatnonzero(work)
    nodes = nodes[np.lexsort((order[nodes], labels[nodes]))]
    if not len(nodes):
        return found
    starts = np.flatnonzero(np.r_[True, labels[nodes][1:] != labels[nodes][:-1]])
    place = np.full(len(order), -1, np.int64)
    place[nodes] = np.arange(len(nodes)) - np.repeat(starts, np.diff(np.r_[starts, len(nodes)]))
    inside = _inside(weighed, labels, work, place)
    words: dict[int, list[Said]] = {}
    for one, other, both in said:
        if labels[one] == labels[other]:
            words.setdefault(int(labels[one]), []).append((int(place[one]), int(place[other]), both))
    for start, end in zip(starts.tolist(), [*starts[1:].tolist(), len(nodes)], strict=True):
        if end - start == 1:
            continue
        label = int(labels[nodes[start]])
        here = words.get(label, ())
        pairs = inside.get(label, _NO_PAIRS)
        if not here and pairs[:, 2].min() >= 0:  # nothing speaks against any of them
            found[nodes[start:end]] = nodes[start]
            continue
        groups = average_link(
            end - start,
            pairs,
            together=[(one, other) for one, other, both in here if both],
            apart=[(one, other) for one, other, both in here if not both],
        )
        for group in groups:
            members = nodes[start + np.array(group)]
            found[members] = members[0]
    return found


def _labels(size: int, weighed: Weighed, said: Sequence[tuple[int, int]]) -> Nodes:
    """For each node the least node that it is joined with, by a positive weight or a person, directly or through others."""
    positive = weighed.weight > 0
    more = np.array(said, np.int64).reshape(-1, 2)
    left = np.concatenate([weighed.left[positive], more[:, 0]])
    right = np.concatenate([weighed.right[positive], more[:, 1]])
    return least_joined(size, left, right)


def _inside(weighed: Weighed, labels: Nodes, work: Mask, place: Nodes) -> dict[int, Nodes]:
    """Weighed pairs of which both ends are in one of the components asked for, by component: rows of the two by their
    places there and the weight."""
    mine = labels[weighed.left]
    both = np.flatnonzero(work[weighed.left] & (mine == labels[weighed.right]))
    both = both[np.argsort(mine[both], kind="stable")]
    columns = (place[weighed.left[both]], place[weighed.right[both]], weighed.weight[both].astype(np.int64))
    rows = np.stack(columns, axis=1)
    starts = np.flatnonzero(np.r_[True, np.diff(mine[both]) != 0]) if len(both) else both
    names = mine[both][starts].tolist()
    return dict(zip(names, np.split(rows, starts[1:]), strict=True)) if names else {}
