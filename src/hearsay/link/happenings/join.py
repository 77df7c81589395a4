"""Pairs weighed into groups: components of the pairs that speak for one, each grouped by average linkage."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from hearsay.link.happenings.cluster import average_link
from hearsay.link.happenings.state import Weighed

Key = TypeVar("Key", bound=Hashable)
Said = tuple[int, int, bool]
"""Two nodes that a person put together, or apart."""


def grouped(
    keys: Sequence[Key],
    weighed: Weighed,
    said: Sequence[Said],
    touched: Collection[int],
    before: Iterable[tuple[Key, ...]],
) -> list[tuple[Key, ...]]:
    """Groups of keys, each in order, in order. Components that hold nothing ``touched`` are taken from ``before``."""
    labels = _labels(len(keys), weighed, [(one, other) for one, other, together in said if together])
    number = {key: node for node, key in enumerate(keys)}
    anew = np.unique(labels[list(touched)])
    found = {group for group in before if group[0] in number}
    where = labels[[number[group[0]] for group in found]] if found else np.zeros(0, np.int64)
    found = {group for group, old in zip(found, ~np.isin(where, anew), strict=True) if old}
    work: dict[int, list[int]] = {}
    for node in np.flatnonzero(np.isin(labels, anew)).tolist():
        work.setdefault(int(labels[node]), []).append(node)
    inside = _inside(weighed, labels, anew)
    for label, nodes in work.items():
        order = sorted(nodes, key=lambda node: keys[node])  # type: ignore[arg-type, return-value]
        at = {node: position for position, node in enumerate(order)}
        edges = [(at[one], at[other], weight) for one, other, weight in inside.get(label, ())]
        here = [(at[one], at[other], both) for one, other, both in said if one in at and other in at]
        groups = average_link(
            len(order),
            edges,
            together=[(one, other) for one, other, both in here if both],
            apart=[(one, other) for one, other, both in here if not both],
        )
        found |= {tuple(keys[order[node]] for node in group) for group in groups}
    return sorted(found)


def _labels(size: int, weighed: Weighed, said: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    """For each node the least node that it is joined with, by a positive weight or a person, directly or through others."""
    positive = weighed.weight > 0
    more = np.array(said, np.int64).reshape(-1, 2)
    left = np.concatenate([weighed.left[positive], more[:, 0]])
    right = np.concatenate([weighed.right[positive], more[:, 1]])
    labels = np.arange(size)
    while True:
        one, other = labels[left], labels[right]
        if np.array_equal(one, other):
            return labels
        least = np.minimum(one, other)
        np.minimum.at(labels, one, least)
        np.minimum.at(labels, other, least)
        while not np.array_equal(labels, labels[labels]):
            labels = labels[labels]


def _inside(
    weighed: Weighed, label: NDArray[np.int64], work: NDArray[np.int64]
) -> dict[int, list[tuple[int, int, int]]]:
    """Weighed pairs of which both ends are in one of the components asked for, by component."""
    mine = label[weighed.left]
    both = (mine == label[weighed.right]) & np.isin(mine, work)
    found: dict[int, list[tuple[int, int, int]]] = {}
    columns = (mine, weighed.left, weighed.right, weighed.weight)
    for name, one, other, weight in zip(*(column[both].tolist() for column in columns), strict=True):
        found.setdefault(name, []).append((one, other, weight))
    return found
