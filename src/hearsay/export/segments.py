"""A text cut at every boundary of its marks, so that marks may nest and cross without ever tearing markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Mark:
    """A role that ``[start, end)`` of the text plays, and the numbers of the claims it plays it for."""

    start: int
    end: int
    role: str
    claims: tuple[int, ...] = ()


@dataclass(frozen=True)
class Segment:
    """A stretch of text over which the marks do not change; ``marks`` in the order outer to inner."""

    start: int
    end: int
    marks: tuple[Mark, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles here, each once, outer to inner."""
        return tuple(dict.fromkeys(mark.role for mark in self.marks))


def segments(start: int, end: int, marks: Iterable[Mark], cuts: Iterable[int] = ()) -> tuple[Segment, ...]:
    """``[start, end)`` in pieces without gap or overlap, cut wherever a mark begins or ends and at ``cuts``.

    Marks that reach over an end are clipped; empty ones and those outside leave no trace.
    """
    inside = sorted(
        (mark for mark in marks if mark.start < mark.end and mark.start < end and mark.end > start),
        key=lambda mark: (mark.start, -mark.end, mark.role, mark.claims),
    )
    edges = {start, end, *(cut for cut in cuts if start < cut < end)}
    for mark in inside:
        edges.update((max(mark.start, start), min(mark.end, end)))
    return tuple(_sweep(sorted(edges), inside))


def _sweep(edges: Sequence[int], marks: Sequence[Mark]) -> Iterable[Segment]:
    open_marks: list[Mark] = []
    upcoming = 0
    for left, right in pairwise(edges):
        open_marks = [mark for mark in open_marks if mark.end > left]
        while upcoming < len(marks) and marks[upcoming].start <= left:
            open_marks.append(marks[upcoming])
            upcoming += 1
        yield Segment(left, right, tuple(mark for mark in open_marks if mark.end > left))
