"""Which pairs of reports are worth comparing, without comparing all with all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from hearsay.link.lineage.shingles import Wide

CROWD = 20
"""A key of more reports than this pairs them with the eldest ``CROWD`` alone: a wire story printed a thousand times is
still one family, and an outlet's standing phrase costs no more than a thousand comparisons."""


def pairs_of(
    keys: Sequence[Wide], eldest: Sequence[int], only: Collection[int] | None = None
) -> NDArray[np.int64]:
    """Pairs of positions in ``keys``, the lower first, each once, as rows of an (n, 2) array in order.

    ``eldest`` gives each report's rank by age. ``only`` keeps the pairs of which one at least is in it.
    """
    if not keys:
        return np.zeros((0, 2), np.int64)
    owner = np.repeat(np.arange(len(keys)), [len(row) for row in keys])
    flat = np.concatenate(keys)
    order = np.lexsort((np.asarray(eldest)[owner], flat))
    flat, owner = flat[order], owner[order]
    starts = np.flatnonzero(np.r_[True, flat[1:] != flat[:-1]]) if len(flat) else np.zeros(0, np.int64)
    sizes = np.diff(np.r_[starts, len(flat)])
    found = [np.zeros((0, 2), np.int64)]
    for size in np.unique(sizes[sizes > 1]):
        members = owner[starts[sizes == size][:, None] + np.arange(size)]
        first, second = _places(int(size))
        found.append(np.stack((members[:, first].ravel(), members[:, second].ravel()), axis=1))
    pairs = np.sort(np.concatenate(found), axis=1)
    if only is not None:
        wanted = np.zeros(len(keys), bool)
        wanted[list(only)] = True
        pairs = pairs[wanted[pairs].any(axis=1)]
    return np.unique(pairs, axis=0)


def _places(size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which members of a key are paired, in order of age."""
    first, second = np.triu_indices(size, 1)
    keep = first < CROWD
    return first[keep], second[keep]


def ranks(ages: Iterable[tuple[str, str]]) -> list[int]:
    """Each report's place in order of age, from (publication time, id); one without a time comes last."""
    ages = list(ages)
    order = sorted(range(len(ages)), key=lambda place: (not ages[place][0], *ages[place]))
    rank = [0] * len(ages)
    for position, place in enumerate(order):
        rank[place] = position
    return rank
