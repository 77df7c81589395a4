"""Where the text stands between quotation marks, and so whose words they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MARKS = re.compile(r"[“”„«»\"]|``|''|\n[ \t\r]*\n")
_OPENS, _CLOSES = frozenset("“„«"), frozenset("”»")


def quoted_ranges(text: str, start: int = 0, end: int | None = None) -> tuple[tuple[int, int], ...]:
    """Stretches between quotation marks, without the marks. A quotation ends with its paragraph at the latest."""
    found: list[tuple[int, int]] = []
    begun: int | None = None
    end = len(text) if end is None else end
    for match in _MARKS.finditer(text, start, end):
        mark = match.group()
        if "\n" in mark:
            if begun is not None and begun < match.start():
                found.append((begun, match.start()))
            begun = None
        elif mark in _OPENS or mark == "``":
            begun = match.end() if begun is None else begun
        elif mark in _CLOSES or mark == "''" or begun is not None:
            if begun is not None and begun < match.start():
                found.append((begun, match.start()))
            begun = None
        else:
            begun = match.end()
    if begun is not None and begun < end:
        found.append((begun, end))
    return tuple(found)


def voice_of(text: str, content: Sequence[tuple[int, int]], quoted: Sequence[tuple[int, int]]) -> str:
    """``direct`` if every word of the content is quoted, ``indirect`` if none is, else ``mixed``."""
    inside = outside = 0
    for start, end in content:
        near = [(first, last) for first, last in quoted if first < end and start < last]
        for word in re.finditer(r"\w+", text[start:end]):
            at = start + word.start()
            if any(first <= at < last for first, last in near):
                inside += 1
            else:
                outside += 1
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"
