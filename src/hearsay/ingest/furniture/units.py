"""Units of a page: its lines, or its paragraphs where the text is broken at a fixed width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_CLOSED = re.compile(r"[.!?:;…]['\"”’»)\]]*$")
_SHORTEST_BROKEN = 45
"""Characters; a story line at least this long that neither ends a sentence nor its paragraph was broken."""


class Unit(NamedTuple):
    """``[start, end)`` without white space at the ends; ``gap``: a blank line follows (or nothing does)."""

    start: int
    end: int
    gap: bool


def split_units(text: str) -> Iterator[Unit]:
    """The units of ``text`` in order; together they hold every character that is not white space."""
    lines = [unit for match in _LINE.finditer(text) if (unit := _stripped(text, *match.span()))]
    blank = [_gap(text, lines, i) for i in range(len(lines))]
    if not _is_wrapped(text, lines, blank):
        yield from (Unit(start, end, gap) for (start, end), gap in zip(lines, blank, strict=True))
        return
    begin = 0
    for i, gap in enumerate(blank):
        if gap or _starts_paragraph(text, lines, i + 1):
            yield Unit(lines[begin][0], lines[i][1], gap)
            begin = i + 1


def _stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and (text[start].isspace() or text[start] == "\ufeff"):
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _gap(text: str, lines: list[tuple[int, int]], i: int) -> bool:
    if i + 1 == len(lines):
        return True
    between = text[lines[i][1] : lines[i + 1][0]].replace("\r\n", "\n")
    return len(re.findall(r"[\r\n\u2029]", between)) > 1


def _is_wrapped(text: str, lines: list[tuple[int, int]], blank: list[bool]) -> bool:
    """Whether most long lines that are followed directly by another end in the middle of a sentence."""
    inner = [
        span
        for span, gap in zip(lines, blank, strict=True)
        if not gap and span[1] - span[0] >= _SHORTEST_BROKEN
    ]
    broken = sum(
        1
        for start, end in inner
        if end - start <= 130 and not _CLOSED.search(text[max(start, end - 4) : end])
    )
    return broken >= 2 and broken > len(inner) / 2


def _starts_paragraph(text: str, lines: list[tuple[int, int]], i: int) -> bool:
    """In a broken text: whether line ``i`` is indented where the one before is not."""
    if i >= len(lines):
        return True
    return _indent(text, lines[i][0]) > _indent(text, lines[i - 1][0])


def _indent(text: str, start: int) -> int:
    begin = start
    while begin and text[begin - 1] in " \t\u00a0\u3000":
        begin -= 1
    return start - begin
