"""Words and word pieces of a text, and the windows in which the network reads them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from hearsay.read.network.wordpiece import tokenise

CLS, SEP = 101, 102
WINDOW = 256
"""Word pieces in a window, the two marks at its ends included; the network was trained on windows of this size."""


@dataclass(frozen=True)
class Words:
    """The words of a text (runs of letters and digits, or single marks) and their pieces.

    ``starts``, ``ends``: code points into the text, one entry a word. ``pieces[first[i]:first[i + 1]]`` are the
    vocabulary ids of word i; ``first`` has one entry more than there are words. ``shapes``: how each is written.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    pieces: tuple[int, ...]
    first: tuple[int, ...]
    shapes: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.starts)

    def between(self, start: int, end: int) -> range:
        """Indices of the words that begin in [start, end)."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))


@dataclass(frozen=True)
class Window:
    """Words [first, last) read together; the readings of [core_first, core_last) are kept."""

    first: int
    last: int
    core_first: int
    core_last: int


@lru_cache(65_536)
def shape(word: str) -> int:
    """0 lower case or a mark, 1 capitalised, 2 all capitals, 3 mixed, 4 holds a digit."""
    if any(letter.isdigit() for letter in word):
        return 4
    if word.islower() or not any(letter.isalpha() for letter in word):
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word[0].isupper() and word[1:].islower() else 3


def find_words(text: str) -> Words:
    """Words and pieces of ``text``, each with its place in it."""
    starts: list[int] = []
    ends: list[int] = []
    pieces: list[int] = []
    first = [0]
    for start, end, ids in tokenise(text):
        starts.append(start)
        ends.append(end)
        pieces.extend(ids)
        first.append(len(pieces))
    shapes = tuple(shape(text[start:end]) for start, end in zip(starts, ends, strict=True))
    return Words(tuple(starts), tuple(ends), tuple(pieces), tuple(first), shapes)


def make_windows(
    words: Words, sentences: Sequence[tuple[int, int]], *, size: int = WINDOW, context: int = 0
) -> tuple[Window, ...]:
    """Pack whole sentences into windows of at most ``size`` pieces, with up to ``context`` pieces of the
    neighbouring sentences on either side. A sentence that alone is longer is cut between words.
    """
    room = size - 2 - 2 * context
    units = _units(words, sentences, room)
    windows: list[Window] = []
    index = 0
    while index < len(units):
        first, used, end = units[index][0], 0, index
        while end < len(units) and used + _length(words, *units[end]) <= room:
            used += _length(words, *units[end])
            end += 1
        last = units[end - 1][1]
        spare = size - 2 - used
        left = _reach(words, units, index - 1, -1, context)
        right = _reach(words, units, end, 1, spare - _length(words, left, first) if left < first else spare)
        windows.append(Window(left if left < first else first, max(right, last), first, last))
        index = end
    return tuple(windows)


def _length(words: Words, first: int, last: int) -> int:
    return words.first[last] - words.first[first]


def _units(words: Words, sentences: Sequence[tuple[int, int]], room: int) -> list[tuple[int, int]]:
    units: list[tuple[int, int]] = []
    for start, end in sentences:
        indices = words.between(start, end)
        first = indices.start
        while first < indices.stop:
            last = first + 1
            while last < indices.stop and _length(words, first, last + 1) <= room:
                last += 1
            units.append((first, last))
            first = last
    return units


def _reach(words: Words, units: list[tuple[int, int]], index: int, step: int, context: int) -> int:
    """The outer word of the whole sentences that fit into ``context`` pieces, going ``step`` from ``index``."""
    side = 0 if step < 0 else 1
    reached = units[index - step][side] if 0 <= index - step < len(units) else 0
    while 0 <= index < len(units) and context > 0:
        context -= _length(words, *units[index])
        if context < 0:
            break
        reached = units[index][side]
        index += step
    return reached
