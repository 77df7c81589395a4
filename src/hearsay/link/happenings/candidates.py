"""Pairs of events worth comparing: of one report or of two that are alike, with triggers of like meaning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hearsay.link.happenings.rows import ReportRow
from hearsay.link.happenings.words import SCALE, lexicon

LIKE = 0.35
"""Triggers less alike than this are compared only where their stems are the same."""
BANDS = (0.5, 0.4, 0.3, 0.25, 0.2, 0.15)
"""Likeness of two reports, most alike first; band 1 to 7."""
REACH = 400
"""Events of one report that are farther apart than so many others tell of different things, and are not compared: what a
book-length report costs grows with its length."""


class Shape(NamedTuple):
    """Of one report: positions of its events in the table of all, their trigger's vectors and stems."""

    positions: NDArray[np.int64]
    vectors: NDArray[np.float32]
    stems: NDArray[np.int64]


def band(likeness: float) -> int:
    """1 for the most alike reports, rising as they are less alike."""
    return 1 + sum(likeness < bound for bound in BANDS)


def shapes(reports: Iterable[ReportRow]) -> dict[str, Shape]:
    """The shape of each report by id; events are numbered through the reports in their order."""
    table = lexicon().vectors
    stems: dict[str, int] = {}
    found: dict[str, Shape] = {}
    count = 0
    for report in reports:
        events = report.events
        vectors = np.zeros((len(events), table.shape[1]), np.float32)
        for row, event in enumerate(events):
            if event.word is not None:
                vectors[row] = table[event.word]
        numbers = np.array([stems.setdefault(event.stem, len(stems)) for event in events], np.int64)
        found[report.id] = Shape(np.arange(count, count + len(events)), vectors, numbers)
        count += len(events)
    return found


def candidates(
    shapes: Mapping[str, Shape], alike: Iterable[tuple[str, str]], within: Iterable[str]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Positions of the two events of each pair, the smaller first."""
    lefts, rights = [], []
    for one, other in [*((id_, id_) for id_ in within), *alike]:
        a, b = shapes[one], shapes[other]
        like = a.vectors @ b.vectors.T >= LIKE * SCALE
        like |= a.stems[:, None] == b.stems[None]
        rows, columns = np.nonzero(np.tril(np.triu(like, 1), REACH) if one == other else like)
        left, right = a.positions[rows], b.positions[columns]
        lefts.append(np.minimum(left, right))
        rights.append(np.maximum(left, right))
    if not lefts:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    return np.concatenate(lefts), np.concatenate(rights)
