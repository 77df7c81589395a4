"""A text cut at every boundary of its marks, so that marks may nest and cross without ever tearing markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_STRIKING = ("trigger", "figure", "time", "place", "actor")
"""Roles that belong to few claims; they decide which claims a pointed-at word stands for."""


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

    @property
    def claims(self) -> tuple[int, ...]:
        """The claims that this is evidence of, in order."""
        return tuple(sorted({number for mark in self.marks for number in mark.claims}))

    @property
    def own(self) -> tuple[int, ...]:
        """The claims that somebody means who points here: those of the most telling role."""
        for roles in (("trigger",), _STRIKING, ("source", "cue"), ("content",)):
            found = {number for mark in self.marks if mark.role in roles for number in mark.claims}
            if found:
                return tuple(sorted(found))
        return ()

    @property
    def classes(self) -> tuple[str, ...]:
        """The names by which a page's styles know what this is."""
        told = [mark for mark in self.marks if mark.claims]
        loose = [mark for mark in self.marks if not mark.claims and mark.role not in ("content", "furniture")]
        classes = ("furniture",) if any(mark.role == "furniture" for mark in self.marks) else ()
        if told:
            roles = dict.fromkeys(mark.role for mark in told)
            deep = ("deep",) if sum(1 for mark in told if mark.role == "content") > 1 else ()
            return (*classes, "w", *roles, *deep)
        return (*classes, "w", "loose") if loose else classes

    def ends(self, role: str) -> bool:
        """Whether a mark of this role ends with this stretch."""
        return any(mark.role == role and mark.end == self.end for mark in self.marks)


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


def segments_by_line(text: str, marks: Iterable[Mark]) -> Iterator[tuple[Segment, ...]]:
    """The segments of each line that says something, without its break."""
    lines = _lines(text)
    pieces = segments(0, len(text), marks, cuts=(cut for line in lines for cut in line))
    place = 0
    for start, end in lines:
        inside = []
        while place < len(pieces) and pieces[place].end <= end:
            if pieces[place].start >= start:
                inside.append(pieces[place])
            place += 1
        yield tuple(inside)


def _lines(text: str) -> list[tuple[int, int]]:
    lines, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((start, start + len(line.rstrip("\r"))))
        start += len(line) + 1
    return lines


def _sweep(edges: Sequence[int], marks: Sequence[Mark]) -> Iterable[Segment]:
    open_marks: list[Mark] = []
    upcoming = 0
    for left, right in pairwise(edges):
        open_marks = [mark for mark in open_marks if mark.end > left]
        while upcoming < len(marks) and marks[upcoming].start <= left:
            open_marks.append(marks[upcoming])
            upcoming += 1
        yield Segment(left, right, tuple(mark for mark in open_marks if mark.end > left))
