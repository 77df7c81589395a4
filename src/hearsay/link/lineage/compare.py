"""What two reports have in common, word by word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from hearsay.link.lineage.shingles import SHINGLE, Wide
from hearsay.link.lineage.signature import Signature, read_signature, signature
from hearsay.link.lineage.words import NUMBER, QUOTED, word_places
from hearsay.record import Report
from hearsay.record.lineage import Passage

OPENING = 25
"""Words at the beginning of a story that make its opening."""
NEAR = 4
"""A younger text has the opening if it stands within this many times ``OPENING`` words from its own beginning."""
GAP = 12
"""Words between two shared stretches that can still be a place where something was put for something else."""

TELLING = 20
"""Words in a row that make a sentence of its own; an editor's changes to a sentence leave shorter stretches."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Comparison:
    """Two signatures side by side, ``first`` the older. What comes in pairs is of the first and of the second."""

    first: Signature
    second: Signature

    @cached_property
    def shared(self) -> tuple[Mask, Mask]:
        """Which words of each stand in a shingle that the other has too."""
        first, second = self.first, self.second
        return (
            _covered(first.shingles, second.sorted_shingles, len(first.words)),
            _covered(second.shingles, first.sorted_shingles, len(second.words)),
        )

    @cached_property
    def shares(self) -> tuple[float, float]:
        """Part of each one's words that is shared."""
        return _mean(self.shared[0]), _mean(self.shared[1])

    @cached_property
    def unquoted(self) -> tuple[float, float]:
        """The same without the words between quotation marks; all words where nearly all are quoted."""
        return (
            _unquoted(self.shared[0], self.first.flags),
            _unquoted(self.shared[1], self.second.flags),
        )

    @cached_property
    def news(self) -> tuple[int, int]:
        """How many words each has in stretches of ``TELLING`` or more that are not the other's: sentences of its own, not
        another house's style."""
        return _news(self.shared[0]), _news(self.shared[1])

    @cached_property
    def inner(self) -> tuple[float, float]:
        """The shared part of each one's words from the first shared one to the last: how faithfully it keeps to what it has
        in common with the other, whatever stands before or after."""
        return _inner(self.shared[0]), _inner(self.shared[1])

    @cached_property
    def longest(self) -> int:
        """Words of the longest stretch of the first that is shared throughout."""
        return _longest(self.shared[0])

    @cached_property
    def longest_quoted(self) -> int:
        """Words of the longest shared stretch between quotation marks, in either."""
        return max(
            _longest(self.shared[0] & (self.first.flags & QUOTED != 0)),
            _longest(self.shared[1] & (self.second.flags & QUOTED != 0)),
        )

    @cached_property
    def opening(self) -> float:
        """Part of the older one's opening words that stands near the beginning of the other."""
        head = self.first.shingles[: max(1, OPENING - SHINGLE + 1)]
        near = np.unique(self.second.shingles[: OPENING * NEAR])
        return _mean(_covered(head, near, min(len(self.first.words), OPENING)))

    @cached_property
    def figures_changed(self) -> int:
        """Places where the same words stand around another number."""
        first, second = self.first, self.second
        gaps = [(start, end) for start, end in _gaps(self.shared[0]) if _numbers(first, start, end)]
        if not gaps:
            return 0
        values, places, counts = np.unique(second.shingles, return_index=True, return_counts=True)
        once = counts == 1  # what stands in a text twice does not say where a place in it is
        where = dict(zip(values[once].tolist(), places[once].tolist(), strict=True))
        changed = 0
        for start, end in gaps:
            # A text's beginning and end are places of their own: figures stand in first words.
            before = where.get(int(first.shingles[start - SHINGLE])) if start else -SHINGLE
            after = where.get(int(first.shingles[end])) if end < len(first.words) else len(second.words)
            if before is None or after is None or not 0 < after - (before + SHINGLE) <= GAP:
                continue
            here = _numbers(first, start, end)
            there = _numbers(second, before + SHINGLE, after)
            changed += len(here) == len(there) and here != there
        return changed


def shared_passages(one: Report, other: Report) -> tuple[Passage, ...]:
    """The stretches of words that two reports share, in the order of ``one``; the places in both texts.

    A stretch that stands in ``other`` several times is placed where it stands first.
    """
    pair = Comparison(*(read_signature(signature(report)) for report in (one, other)))
    here, there = word_places(one), word_places(other)
    first, second = pair.first.shingles, pair.second.shingles
    where = {value: place for place, value in reversed(list(enumerate(second.tolist())))}
    width = min(SHINGLE, len(here))
    found: list[Passage] = []
    place = 0
    while place < len(first):
        start = where.get(int(first[place]))
        if start is None:
            place += 1
            continue
        length = 1
        while (
            place + length < len(first)
            and start + length < len(second)
            and first[place + length] == second[start + length]
        ):
            length += 1
        last = length + width - 2
        found.append(
            Passage(
                start=here[place][0],
                end=here[place + last][1],
                other_start=there[start][0],
                other_end=there[start + last][1],
                words=last + 1,
            )
        )
        place += length + width - 1
    return tuple(found)


def _covered(shingles: Wide, others: Wide, words: int) -> Mask:
    """Which of ``words`` words stand in a shingle that is among ``others``, which are sorted."""
    mask = np.zeros(words, bool)
    if len(shingles) and len(others):
        places = np.searchsorted(others, shingles)
        hits = others[np.minimum(places, len(others) - 1)] == shingles
        for offset in range(words - len(shingles) + 1):
            mask[offset : offset + len(hits)] |= hits
    return mask


def _mean(mask: Mask) -> float:
    return int(np.count_nonzero(mask)) / len(mask) if len(mask) else 0.0


def _unquoted(mask: Mask, flags: NDArray[np.uint8]) -> float:
    plain = flags & QUOTED == 0
    return _mean(mask[plain]) if np.count_nonzero(plain) >= 2 * SHINGLE else _mean(mask)


def _turns(mask: Mask) -> NDArray[np.int64]:
    """Where stretches of truth begin and end, one after the other."""
    padded = np.zeros(len(mask) + 2, bool)
    padded[1:-1] = mask
    return np.flatnonzero(padded[1:] != padded[:-1])


def _runs(mask: Mask) -> NDArray[np.int64]:
    """Lengths of the stretches where ``mask`` is true."""
    turns = _turns(mask)
    return turns[1::2] - turns[::2]


def _longest(mask: Mask) -> int:
    return int(_runs(mask).max(initial=0))


def _inner(shared: Mask) -> float:
    places = np.flatnonzero(shared)
    return _mean(shared[places[0] : places[-1] + 1]) if len(places) else 0.0


def _news(shared: Mask) -> int:
    runs = _runs(~shared)
    return int(runs[runs >= TELLING].sum())


def _gaps(mask: Mask) -> list[tuple[int, int]]:
    """Short stretches that are not shared, beside stretches that are."""
    turns = _turns(~mask).tolist()
    return [
        (start, end)
        for start, end in zip(turns[::2], turns[1::2], strict=True)
        if end - start <= min(GAP, len(mask) - 1)
    ]


def _numbers(signature: Signature, start: int, end: int) -> set[int]:
    here = slice(start, end)
    return set(signature.words[here][signature.flags[here] & NUMBER != 0].tolist())
