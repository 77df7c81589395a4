"""The nearest of every report, kept as columns while reports come and go.

What a report's nearest are follows from the set of reports alone; see :mod:`hearsay.link.happenings.alike`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from hearsay.link.happenings import alike
from hearsay.link.happenings.columns import Columns, Numbers

Likenesses = NDArray[np.float64]


@dataclass(frozen=True)
class Near:
    """Rows (report, one of its nearest, their likeness), by number, in the order of the reports."""

    report: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    other: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    likeness: Likenesses = field(default_factory=lambda: np.zeros(0))

    def pairs(self, size: int) -> Numbers:
        """One number for each pair of reports of which one has the other among its nearest, each once, in order."""
        one, other = self.report.astype(np.int64), self.other.astype(np.int64)
        return np.unique(np.minimum(one, other) * size + np.maximum(one, other))

    def of(self, reports: Numbers) -> dict[int, dict[int, float]]:
        """The nearest of some reports."""
        wanted = np.flatnonzero(np.isin(self.report, reports))
        found: dict[int, dict[int, float]] = {int(number): {} for number in reports}
        columns = (self.report[wanted], self.other[wanted], self.likeness[wanted])
        for one, other, likeness in zip(*(column.tolist() for column in columns), strict=True):
            found[one][other] = likeness
        return found


def renumbered(near: Near, numbers: Numbers) -> tuple[Near, Numbers]:
    """What is left of it where reports went: ``numbers`` gives of each its new one, -1 if it is gone. Also which of
    those left have lost one of their nearest."""
    report, other = numbers[near.report], numbers[near.other]
    hurt = np.unique(report[(report >= 0) & (other < 0)])
    left = (report >= 0) & (other >= 0)
    return Near(report[left].astype(np.int32), other[left].astype(np.int32), near.likeness[left]), hurt


def added(near: Near, columns: Columns, first: int, hurt: Numbers) -> Near:
    """The nearest of all reports, of which those from number ``first`` on came; ``hurt`` have lost one of their nearest.

    Every other report's nearest change only where one that came displaces another.
    """
    index = _Index(columns)
    size = len(columns)
    anew = np.concatenate([hurt, np.arange(first, size)])
    is_anew = np.zeros(size, bool)
    is_anew[anew] = True
    old = np.flatnonzero(~is_anew[near.report])
    count = np.bincount(near.report[old], minlength=size)
    worst = np.full(size, np.inf)
    np.minimum.at(worst, near.report[old], near.likeness[old])
    worst[count < alike.NEAREST] = -np.inf
    mine: list[tuple[Numbers, Numbers, Likenesses]] = []
    theirs: list[tuple[Numbers, Numbers, Likenesses]] = []
    for number in anew.tolist():
        likeness = index.likeness(number)
        others = np.flatnonzero(likeness >= alike.LEAST)
        others = others[others != number]
        mine.append(_best(number, others, likeness[others], columns))
        reach = others[~is_anew[others]] if number >= first else others[:0]
        reach = reach[likeness[reach] >= worst[reach]]
        theirs.append((reach, np.full(len(reach), number), likeness[reach]))
    reached = _stacked(theirs)
    again = np.isin(near.report, reached[0]) & ~is_anew[near.report]
    keep = ~again & ~is_anew[near.report]
    kept = (near.report[keep], near.other[keep], near.likeness[keep])
    merged = _stacked([(near.report[again], near.other[again], near.likeness[again]), reached])
    rows = _stacked([kept, _shortened(merged, columns), *mine])
    order = np.argsort(rows[0], kind="stable")
    return Near(rows[0][order].astype(np.int32), rows[1][order].astype(np.int32), rows[2][order])


Rows = tuple[Numbers, Numbers, Likenesses]


def _stacked(rows: Sequence[tuple[NDArray[np.integer], NDArray[np.integer], Likenesses]]) -> Rows:
    if not rows:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
    one, other, likeness = (np.concatenate(column) for column in zip(*rows, strict=True))
    return one.astype(np.int64), other.astype(np.int64), likeness


def _best(number: int, others: Numbers, likeness: Likenesses, columns: Columns) -> Rows:
    order = np.lexsort((columns.ids[others], -likeness))[: alike.NEAREST]
    return np.full(len(order), number), others[order], likeness[order]


def _shortened(rows: Rows, columns: Columns) -> Rows:
    """Of each report the nearest of those named, each once."""
    report, other, likeness = rows
    order = np.lexsort((columns.ids[other], -likeness, report))
    report, other, likeness = report[order], other[order], likeness[order]
    starts = np.flatnonzero(np.r_[True, report[1:] != report[:-1]]) if len(report) else np.zeros(0, np.int64)
    place = np.arange(len(report)) - np.repeat(starts, np.diff(np.r_[starts, len(report)]))
    near = place < alike.NEAREST
    return report[near], other[near], likeness[near]


class _Index:
    """For each term the reports that have it, with the term's weight."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        order = np.argsort(columns.term_hashes, kind="stable")
        self._terms = columns.term_hashes[order]
        self._holders = np.repeat(np.arange(len(columns)), columns.terms)[order]
        self._weights = columns.term_weights[order]

    def likeness(self, number: int) -> Likenesses:
        """Cosine of a report with every report, the same whichever of two is asked: terms are added up in one order."""
        columns = self._columns
        part = slice(columns.first_term[number], columns.first_term[number + 1])
        terms, weights = columns.term_hashes[part], columns.term_weights[part]
        first, last = np.searchsorted(self._terms, terms), np.searchsorted(self._terms, terms, "right")
        size = last - first
        if not size.sum():
            return np.zeros(len(columns))
        place = np.arange(size.sum()) + np.repeat(first - (np.cumsum(size) - size), size)
        values = self._weights[place] * np.repeat(weights, size)
        summed = np.bincount(self._holders[place], values, minlength=len(columns)).astype(
            np.float64, copy=False
        )
        return np.asarray(np.round(summed, 9), np.float64)
