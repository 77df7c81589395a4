"""Which pairs of reports are worth comparing, without comparing all with all."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np
from numpy.typing import NDArray

from hearsay.link.lineage.shingles import Wide

Numbers = NDArray[np.int64]

CROWD = 20
"""A key of more reports than this pairs them with the eldest ``CROWD`` alone: a wire story printed a thousand times is
still one family, and an outlet's standing phrase costs no more than a thousand comparisons."""


def pairs_of(keys: Wide, owner: Numbers, age: Numbers, only: Collection[int] | None = None) -> Numbers:
    """Pairs of reports with a key in common, the lower number first, each once, as rows of an (n, 2) array in order.

    ``owner`` gives the report of each key, ``age`` each report's rank by age. ``only`` keeps the pairs of which one at
    least is in it.
    """
    order = np.lexsort((age[owner], keys))
    keys, owner = keys[order], owner[order]
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.zeros(0, np.int64)
    sizes = np.diff(np.r_[starts, len(keys)])
    size = len(age)
    codes = [np.zeros(0, np.int64)]
    for many in np.unique(sizes[sizes > 1]):
        members = owner[starts[sizes == many][:, None] + np.arange(many)]
        first, second = _places(int(many))
        one, other = members[:, first].ravel(), members[:, second].ravel()
        codes.append(np.unique(np.minimum(one, other) * size + np.maximum(one, other)))
    found = np.unique(np.concatenate(codes))
    pairs = np.stack((found // max(size, 1), found % max(size, 1)), axis=1)
    if only is None:
        return pairs
    wanted = np.zeros(size, bool)
    wanted[list(only)] = True
    return pairs[wanted[pairs].any(axis=1)]


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
