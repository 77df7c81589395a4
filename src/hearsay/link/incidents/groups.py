"""Scenes grouped become incidents of whole happenings."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


def incident_groups(
    happening: Numbers, scene: Numbers, order: Numbers, apart: Sequence[tuple[int, int]]
) -> Numbers:
    """Of each event the number of its incident, -1 where it belongs to none.

    ``happening`` gives each event's happening by the number of one of its events, ``scene`` its group of scenes, -1 for
    none, ``order`` its place in the order of the keys. A happening goes where most of its events are, else to the group
    with the least event; one with no event in any scene belongs to no incident. Where a person said that two happenings
    of one group are ``apart``, the second leaves for an incident of its own.
    """
    size = int(scene.max(initial=-1)) + 1
    best = np.full(len(happening), -1, np.int64)
    told = np.flatnonzero(scene >= 0)
    if len(told):
        least = np.full(size, len(order), np.int64)
        np.minimum.at(least, scene[told], order[told])
        pairs, count = np.unique(happening[told] * size + scene[told], return_counts=True)
        whole, group = pairs // size, pairs % size
        rank = np.lexsort((least[group], -count, whole))
        whole, group = whole[rank], group[rank]
        first = np.r_[True, whole[1:] != whole[:-1]]
        best[whole[first]] = group[first]
    for one, other in apart:
        a, b = happening[one], happening[other]
        if a != b and best[a] == best[b] and best[a] >= 0:
            best[b] = size + b
    return best[happening]
