"""Every attribution inside content: found by rule in the words and tags."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from hearsay.read.attributions.nested.counts import (
    count_draft,
    given_draft,
    kept_draft,
    put_draft,
    reckoned_draft,
    recorded_draft,
    standing_draft,
)
from hearsay.read.attributions.nested.nominals import (
    according_draft,
    adjective_draft,
    hearsay_draft,
    noun_draft,
    view_draft,
)
from hearsay.read.attributions.nested.outer import mended
from hearsay.read.attributions.nested.regions import Region
from hearsay.read.attributions.nested.tokens import BE, Tokens
from hearsay.read.attributions.nested.verbs import verb_draft
from hearsay.read.network.analysis import Analysis
from hearsay.read.network.drafts import Draft

Reader = Callable[[Tokens, Region, int], Draft | None]
SURE = 0.8
"""Share of the outer attribution's score that one found by rule inside it is given."""

LEAST = 0.4
"""What it is given at least: the rules hang on what the words say, not on how sure the network is of those around."""

SHORTEST = 3
"""Words below which content holds nothing that is said."""

_STOPS = frozenset([".", "!", "?", '"', "”", "’", "'", ")", ":", ";"])
_COUNTS = (put_draft, count_draft, reckoned_draft, kept_draft, recorded_draft, given_draft, standing_draft)
_READERS = (*_COUNTS, noun_draft, adjective_draft, verb_draft, hearsay_draft, according_draft, view_draft)


def with_nested(text: str, analysis: Analysis, sentences: Sequence[tuple[int, int]]) -> tuple[Draft, ...]:
    """The network's drafts and those that rules find inside their contents, each naming the tightest around it.

    Without tags the network's drafts come back as they are. A parent stands before what it holds.
    """
    if not any(analysis.tags):
        return analysis.drafts
    t = Tokens.of(text, analysis)
    ranges = [analysis.words.between(start, end) for start, end in sentences]
    outer = _with_counts(t, mended(t, analysis.drafts, ranges), ranges)
    found: list[Draft] = []
    for draft in outer:
        score = max(LEAST, SURE * draft.score)
        for region in _regions(t, draft, ranges):
            found.extend(replace(item, score=score) for item in find_nested(t, region))
    return _placed(outer, found)


def _with_counts(t: Tokens, told: Sequence[Draft], sentences: Iterable[range]) -> tuple[Draft, ...]:
    """The network's drafts, and the numbers given that it passed over: their words stand in none of its drafts."""
    taken = {i for draft in told for part in (draft.cue, *draft.content) for i in range(*part)}
    found = [
        replace(draft, score=LEAST)
        for span in sentences
        for draft in find_nested(t, Region(span.start, span.stop, said=False), _COUNTS)
        if taken.isdisjoint(range(*draft.cue))
    ]
    return tuple(sorted((*told, *found), key=lambda draft: draft.cue)) if found else tuple(told)


def _regions(t: Tokens, draft: Draft, ranges: Iterable[range]) -> Iterator[Region]:
    """The content sentence by sentence; a line that breaks in the middle of one ends none."""
    passive = any(t.word(k) in BE for k in range(*draft.cue))
    speaker = draft.source if passive else None
    for first, last in draft.content:
        low = first
        for span in ranges:
            high = min(last, span.stop)
            if span.start < last and low < high and (high == last or t.word(high - 1) in _STOPS):
                if high - low >= SHORTEST:
                    yield Region(low, high, speaker)
                low = high
        if last - low >= SHORTEST:
            yield Region(low, last, speaker)


def find_nested(t: Tokens, region: Region, readers: Sequence[Reader] = _READERS) -> list[Draft]:
    """The attributions that the words of a region make, in the order of their cues, no word in two cues."""
    found: list[Draft] = []
    taken: set[int] = set()
    for read in readers:
        for i in range(region.first, region.last):
            draft = read(t, region, i) if i not in taken else None
            if draft and taken.isdisjoint(range(*draft.cue)) and _size(draft) > 0:
                taken.update(range(*draft.cue))
                found.append(draft)
    return sorted(found, key=lambda draft: draft.cue)


def _placed(outer: Sequence[Draft], inner: Iterable[Draft]) -> tuple[Draft, ...]:
    """Each inner draft under the tightest content that holds its cue, wider ones first."""
    placed = list(outer)
    for draft in sorted(inner, key=lambda item: (-_size(item), item.cue)):
        holding = [
            (_size(other), number)
            for number, other in enumerate(placed)
            if any(first <= draft.cue[0] and draft.cue[1] <= last for first, last in other.content)
        ]
        if holding:
            placed.append(replace(draft, parent=min(holding)[1]))
    return tuple(placed)


def _size(draft: Draft) -> int:
    return sum(last - first for first, last in draft.content)
