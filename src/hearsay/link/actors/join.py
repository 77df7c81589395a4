"""Which actors of reports that are alike are the same: pairs weighed by the model, what people said before all else.

A pair is judged by its two reports alone, so that no third one changes it, in whatever order reports come.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from hearsay.link.actors.candidates import candidates
from hearsay.link.actors.rows import ActorKey, ActorRow
from hearsay.link.actors.table import actor_table
from hearsay.link.happenings.weigh import weights

Actors = Mapping[str, Sequence[ActorRow]]
"""Of each report, by id, its actors. Numbers of actors run through the reports in this order."""


def weighed(
    actors: Actors, bands: Mapping[str, Mapping[str, int]]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The two actors of each pair that the model compares, and the weight in thousandths of a bit."""
    alike = {
        tuple(sorted((one, other)))
        for one, row in bands.items()
        for other in row
        if one in actors and other in actors
    }
    left, right = candidates(actors, sorted((one, other) for one, other in alike), actors)
    return left, right, weights("actors", actor_table(actors, bands), left, right)


def same(actors: Actors, bands: Mapping[str, Mapping[str, int]]) -> list[list[int]]:
    """For each actor the numbers of those that are the same, itself among them, in order."""
    left, right, weight = weighed(actors, bands)
    rows = [(report, row) for report, own in actors.items() for row in own]
    found = [[number] for number in range(len(rows))]
    bonded = _bonded(row for _, row in rows)
    joined = set(zip(left[weight > 0].tolist(), right[weight > 0].tolist(), strict=True)) | bonded
    for one, other in sorted(joined - _parted(rows, joined) | bonded):
        found[one].append(other)
        found[other].append(one)
    return [sorted(row) for row in found]


def _bonded(rows: Iterable[ActorRow]) -> set[tuple[int, int]]:
    """Pairs that people put into one group."""
    groups: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        if row.bond is not None:
            groups.setdefault(row.bond, []).append(number)
    return {(one, other) for group in groups.values() for one in group for other in group if one < other}


def _parted(rows: Sequence[tuple[str, ActorRow]], pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those of the pairs that people said are two."""
    keys = [(report, row.entity) for report, row in rows]
    return {(a, b) for a, b in pairs if said_of(keys[a], rows[a][1], keys[b], rows[b][1]) is False}


def said_of(key: ActorKey, one: ActorRow, other_key: ActorKey, other: ActorRow) -> bool | None:
    """What people said of two actors: one, two, or null for nothing. Who was put into one group is one."""
    if one.bond is not None and one.bond == other.bond:
        return True
    return False if other_key in one.apart or key in other.apart else None
