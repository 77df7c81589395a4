"""Names for groups: an id stays with the largest part of what bore it; what is new is named by its least member."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from hearsay.record.happening import EventKey
from hearsay.record.ids import Letter, hashed_id

Group = tuple[EventKey, ...]


def named(
    letter: Letter,
    groups: Sequence[Group],
    before: Mapping[str, Sequence[EventKey]],
    taken: Collection[str] = (),
) -> dict[Group, str]:
    """An id for each group; groups must have no member in common, and those ``before`` neither.

    An id goes to the group that holds most of its members, of two as large to the one with the least member; a group that
    could bear several takes the one of which it holds most, then the least. ``taken`` are ids that others bear.
    """
    bears = {tuple(keys): id_ for id_, keys in before.items()}
    found = {group: bears[group] for group in groups if group in bears}  # as it was: the common case by far
    still = set(found.values())
    bearer = {key: id_ for id_, keys in before.items() if id_ not in still for key in keys}
    parts: dict[str, list[tuple[int, Group]]] = {}
    for group in groups:
        if group in found:
            continue
        for id_, count in Counter(bearer[key] for key in group if key in bearer).items():
            parts.setdefault(id_, []).append((-count, group))
    claims: dict[Group, list[tuple[int, str]]] = {}
    for id_, rows in parts.items():
        negative, group = min(rows, key=lambda row: (row[0], min(row[1])))
        claims.setdefault(group, []).append((negative, id_))
    found.update({group: min(rows)[1] for group, rows in claims.items()})
    borne = set(found.values())
    for group in groups:
        if group not in found:
            found[group] = _fresh(letter, group, borne, taken)
            borne.add(found[group])
    return found


def carried(
    letter: Letter,
    groups: NDArray[np.int64],
    before: NDArray[np.uint64],
    order: NDArray[np.int64],
    key: Callable[[int], EventKey],
    earlier: Mapping[str, Sequence[EventKey]] | None = None,
) -> NDArray[np.uint64]:
    """The digits of each member's id: ``groups`` gives the group of each, -1 for none, ``before`` the id that it had, 0 for
    none, ``order`` its place in the order of the keys, ``key`` its key. ``earlier`` goes before ``before``: ids with their
    members, which need not be there any longer.

    A group that holds just what its members' one id was borne by keeps it; only the others are named anew.
    """
    found = np.zeros(len(groups), np.uint64)
    grouped = np.flatnonzero(groups >= 0)
    if earlier is None:
        found[grouped] = _unchanged(groups, before, grouped)
    anew = grouped[found[grouped] == 0]
    anew = anew[np.lexsort((order[anew], groups[anew]))]
    bounds = np.flatnonzero(np.diff(groups[anew])) + 1
    parts = [part for part in np.split(anew, bounds) if len(part)]
    wanted = {tuple(key(int(node)) for node in part): part for part in parts}
    if earlier is None:
        loose = np.flatnonzero((before != 0) & ~np.isin(before, found))
        loose = loose[np.lexsort((order[loose], before[loose]))]
        had: dict[str, list[EventKey]] = {}
        for node in loose.tolist():
            had.setdefault(f"{letter}-{int(before[node]):010x}", []).append(key(node))
        earlier = had
    taken = {f"{letter}-{number:010x}" for number in np.unique(found[found != 0]).tolist()} if parts else ()
    for group, id_ in named(letter, sorted(wanted), earlier, taken).items():
        found[wanted[group]] = int(id_[2:], 16)
    return found


def _unchanged(
    groups: NDArray[np.int64], before: NDArray[np.uint64], grouped: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """The id that each of ``grouped`` had where its group is what bore it, else 0."""
    _, group, sizes = np.unique(groups[grouped], return_inverse=True, return_counts=True)
    _, id_, borne = np.unique(before, return_inverse=True, return_counts=True)
    same = sizes[group] == borne[id_[grouped]]
    pairs = group.astype(np.int64) * (len(before) + 1) + id_[grouped]
    _, pair, alike = np.unique(pairs, return_inverse=True, return_counts=True)
    same &= (alike[pair] == sizes[group]) & (before[grouped] != 0)
    return np.where(same, before[grouped], np.uint64(0))


def _fresh(letter: Letter, group: Group, borne: Collection[str], taken: Collection[str]) -> str:
    """Named by the least member; where a part of an earlier group bears that name, by the first that is free."""
    for attempt in range(len(borne) + len(taken) + 1):
        id_ = hashed_id(letter, (*min(group), *([str(attempt)] if attempt else [])))
        if id_ not in borne and id_ not in taken:
            return id_
    raise AssertionError("more names tried than are taken")
