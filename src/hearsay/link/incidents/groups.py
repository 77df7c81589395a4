"""Scenes grouped become incidents of whole happenings; what people said of these is done to them afterwards.

A person's word moves the happenings that it names and no others. It binds no scenes: one scene may tell of what stays and of
what leaves, and a bar between two scenes would move all that both tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Word = Sequence[Sequence[int]]
"""Sides of a person's word, each of numbers of events."""


def incident_groups(
    happening: Numbers, scene: Numbers, groups: Numbers, order: Numbers, words: Sequence[Word] = ()
) -> Numbers:
    """Of each event the number of its incident, -1 where it belongs to none.

    ``happening`` gives each event's happening by the number of one of its events, ``scene`` its scene, -1 for none,
    ``groups`` the group of each scene, ``order`` the event's place in the order of the keys. A happening goes where most of
    its events are, else to the group with the least event; one with no event in any scene belongs to no incident.

    ``words`` are done in their order: a side is one incident, with whole groups of which no other side has anything; of a
    group in which several have a part each takes its happenings. What no side names goes with the side that the scenes
    tell beside it, else stays with the first.
    """
    group = np.where(scene < 0, -1, groups[scene]) if len(groups) else np.full(len(happening), -1, np.int64)
    best = _most(happening, group, order)
    fresh = int(group.max(initial=-1)) + 1
    beside = _Beside(happening, scene)
    for word in words:
        _do(best, fresh, _sides(word, happening, best), beside)
        fresh += len(word)
    return best[happening]


def parted(
    words: Sequence[Word], component: Numbers, one: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Pairs of events that cannot be one happening, as they were said to be of two incidents and never of one since.

    Only pairs of the same ``component`` are given, others are no happening anyway. ``one``: pairs said to be one happening.
    """
    found: dict[int, set[tuple[int, int]]] = {}
    for word in words:
        side = {event: number for number, events in enumerate(word) for event in events}
        here: dict[int, list[int]] = {}
        for event in side:
            here.setdefault(int(component[event]), []).append(event)
        for label, events in here.items():
            known = found.get(label, set())
            kept = {pair for pair in known if side.get(pair[0], -1) != side.get(pair[1], -2)}
            events.sort()
            kept.update((a, b) for n, a in enumerate(events) for b in events[n + 1 :] if side[a] != side[b])
            if kept or known:
                found[label] = kept
    joined = {(min(pair), max(pair)) for pair in one}
    return sorted(pair for pairs in found.values() for pair in pairs if pair not in joined)


def _most(happening: Numbers, group: Numbers, order: Numbers) -> Numbers:
    """Of each happening the group where most of its events are, -1 for none."""
    size = int(group.max(initial=-1)) + 1
    best = np.full(len(happening), -1, np.int64)
    told = np.flatnonzero(group >= 0)
    if len(told):
        least = np.full(size, len(order), np.int64)
        np.minimum.at(least, group[told], order[told])
        pairs, count = np.unique(happening[told] * size + group[told], return_counts=True)
        whole, at = pairs // size, pairs % size
        rank = np.lexsort((least[at], -count, whole))
        whole, at = whole[rank], at[rank]
        first = np.r_[True, whole[1:] != whole[:-1]]
        best[whole[first]] = at[first]
    return best


def _sides(word: Word, happening: Numbers, best: Numbers) -> dict[int, int]:
    """The side of each happening that a word names, if it is of an incident: that of most of its events, then the first."""
    votes: dict[int, Counter[int]] = {}
    for side, events in enumerate(word):
        for event in events:
            whole = int(happening[event])
            if best[whole] >= 0:
                votes.setdefault(whole, Counter())[side] += 1
    return {whole: min(count, key=lambda side: (-count[side], side)) for whole, count in votes.items()}


def _do(best: Numbers, fresh: int, sides: Mapping[int, int], beside: _Beside) -> None:
    """Put the happenings of each side into one group, ``fresh`` and the side's number."""
    inside: dict[int, set[int]] = {}
    for whole, side in sides.items():
        inside.setdefault(int(best[whole]), set()).add(side)
    for group, there in inside.items():
        members = np.flatnonzero(best == group)
        if len(there) == 1:
            best[members] = fresh + min(there)
            continue
        named = {int(whole): sides[whole] for whole in members.tolist() if whole in sides}
        for whole in members.tolist():
            side = named[whole] if whole in named else beside.side(whole, named, min(there))
            best[whole] = fresh + side


class _Beside:
    """What is told in the same scenes."""

    def __init__(self, happening: Numbers, scene: Numbers) -> None:
        self._happening, self._scene = happening, scene

    def side(self, whole: int, named: Mapping[int, int], usual: int) -> int:
        """The side of most of what a happening is told beside; ``usual`` of as many, or where that is on none."""
        scenes = self._scene[self._happening == whole]
        there = np.flatnonzero(np.isin(self._scene, scenes[scenes >= 0]))
        count = Counter(
            named[other] for other in self._happening[there].tolist() if other != whole and other in named
        )
        return min(count, key=lambda side: (-count[side], side != usual, side), default=usual)
