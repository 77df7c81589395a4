"""Pairs weighed into groups: components of the pairs that speak for one, each grouped by average linkage."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence
from typing import TypeVar

import numpy as np

from hearsay.link.happenings.cluster import average_link, components, groups_of
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
    positive = weighed.weight > 0
    joined = list(zip(weighed.left[positive].tolist(), weighed.right[positive].tolist(), strict=True))
    joined += [(one, other) for one, other, together in said if together]
    labels = components(len(keys), joined)
    kept = {key: group for group in before for key in group}
    anew = {labels[node] for node in touched}
    found: set[tuple[Key, ...]] = set()
    work: dict[int, list[int]] = {}
    for label, nodes in groups_of(labels).items():
        if label in anew or any(keys[node] not in kept for node in nodes):
            work[label] = nodes
        else:
            found |= {kept[keys[node]] for node in nodes}
    inside = _inside(weighed, labels, work)
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


def _inside(
    weighed: Weighed, labels: Sequence[int], work: Collection[int]
) -> dict[int, list[tuple[int, int, int]]]:
    """Weighed pairs of which both ends are in one of the components asked for, by component."""
    label = np.array(labels, np.int64)
    mine = label[weighed.left]
    both = (mine == label[weighed.right]) & np.isin(mine, list(work))
    found: dict[int, list[tuple[int, int, int]]] = {}
    columns = (mine, weighed.left, weighed.right, weighed.weight)
    for name, one, other, weight in zip(*(column[both].tolist() for column in columns), strict=True):
        found.setdefault(name, []).append((one, other, weight))
    return found
