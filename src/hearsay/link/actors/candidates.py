"""Pairs of actors worth comparing: of one report or of two that are alike, with something in common in their names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from hearsay.link.actors.rows import ActorRow

Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]


def candidates(
    actors: Mapping[str, Sequence[ActorRow]], alike: Iterable[tuple[str, str]], within: Iterable[str]
) -> Pairs:
    """Numbers of the two actors of each pair, the smaller first; actors are numbered through the reports in their order."""
    first: dict[str, int] = {}
    holders: dict[str, dict[str, list[int]]] = {}
    count = 0
    for report, rows in actors.items():
        first[report] = count
        found: dict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(rows, count):
            for token in row.tokens:
                found[token].append(number)
        holders[report] = found
        count += len(rows)
    pairs: set[int] = set()
    for one, other in [*((id_, id_) for id_ in within), *alike]:
        mine, theirs = holders[one], holders[other]
        for token in mine.keys() & theirs.keys():
            pairs.update(min(a, b) * count + max(a, b) for a in mine[token] for b in theirs[token] if a != b)
    codes = np.array(sorted(pairs), np.int64)
    return codes // max(count, 1), codes % max(count, 1)
