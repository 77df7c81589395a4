"""Network scores to attribution drafts: spans by role, each source and content tied to its cue.

A draft holds ranges of words; ``attributions`` turns drafts into records once entities and times are known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from hearsay.read.network.chains import Floats, Integers, decode, spans_of
from hearsay.read.network.encoder import Network, Scores, log_softmax
from hearsay.read.network.pieces import Words

Range = tuple[int, int]

_HEAD = "attribution"

FAINT = float(np.log(0.02))
"""A source whose arc to a cue is less likely than this is left without one."""


@dataclass(frozen=True)
class Draft:
    """One attribution in word indices: at most one source, one cue, content in one or more pieces.

    ``score``: the product of the mean label probability of its words and of its arcs, 0 to 1. ``parent``: the
    position of the draft whose content it was found in.
    """

    source: Range | None
    cue: Range
    content: tuple[Range, ...]
    score: float
    parent: int | None = None


def find_drafts(network: Network, words: Words, scores: Sequence[Scores]) -> list[Draft]:
    """The attributions of one text, flat, in the order of their cues."""
    if not scores:
        return []
    chain = network.chains[_HEAD]
    ((path, certain),) = decode([np.concatenate([item.core(_HEAD) for item in scores])], chain)
    indices = np.concatenate([np.arange(s.window.core_first, s.window.core_last) for s in scores])
    sure = dict(zip(indices.tolist(), certain.tolist(), strict=True))
    spans = [
        (kind, int(indices[a]), int(indices[b - 1]) + 1)
        for kind, a, b in spans_of(path.tolist(), chain.labels)
    ]
    cues = [(first, last) for kind, first, last in spans if kind == "cue"]
    if not cues:
        return []
    arcs = _Arcs(scores, [first for first, _ in cues])
    sources = [(first, last) for kind, first, last in spans if kind == "source"]
    contents = [(first, last) for kind, first, last in spans if kind == "content"]
    source_of = _one_each([arcs.to_cues(span) for span in sources])
    chosen = [int(arcs.to_cues(span).argmax()) for span in contents]
    drafts = []
    for number, cue in enumerate(cues):
        pieces = [span for span, target in zip(contents, chosen, strict=True) if target == number]
        if not pieces:
            continue
        source = next((sources[k] for k, target in source_of.items() if target == number), None)
        tied = [
            float(np.exp(arcs.to_cues(span)[number])) for span in (*pieces, *([source] if source else []))
        ]
        parts = [cue, *pieces, *([source] if source else [])]
        label = float(np.mean([sure.get(i, 0.0) for first, last in parts for i in range(first, last)]))
        drafts.append(Draft(source, cue, _closed(words, pieces), label * float(np.mean(tied))))
    return drafts


class _Arcs:
    """Mean log-probability of the arcs from a span's words to each cue, over the windows that hold both."""

    def __init__(self, scores: Sequence[Scores], cues: Sequence[int]) -> None:
        self._starts = np.array(cues)
        self._windows = [(item.window, *self._sums(item)) for item in scores]
        self._known: dict[Range, Floats] = {}

    def _sums(self, item: Scores) -> tuple[Integers, NDArray[np.float64]]:
        """The cues in the window, and [1 + words, cues] sums of the arcs to them over the words before each."""
        window = item.window
        inside = np.flatnonzero((self._starts >= window.first) & (self._starts < window.last))
        arcs = log_softmax(item.arcs[_HEAD])[:, self._starts[inside] - window.first + 1]
        return inside, np.concatenate([np.zeros((1, len(inside))), np.cumsum(arcs, 0, dtype=np.float64)])

    def to_cues(self, span: Range) -> Floats:
        """[cues] log-probabilities; a cue that no window shows together with the span gets -30."""
        if span not in self._known:
            total, count = np.zeros(len(self._starts)), np.zeros(len(self._starts))
            for window, inside, sums in self._windows:
                first, last = max(span[0], window.first), min(span[1], window.last)
                if first < last:
                    total[inside] += sums[last - window.first] - sums[first - window.first]
                    count[inside] += last - first
            mean = np.where(count > 0, total / np.maximum(count, 1), -30.0)
            self._known[span] = mean.astype(np.float32)
        return self._known[span]


def _one_each(options: list[Floats]) -> dict[int, int]:
    """Give each source a cue of its own, the surest first."""
    ranked = sorted(
        ((float(row[j]), i, int(j)) for i, row in enumerate(options) for j in np.nonzero(row > FAINT)[0]),
        key=lambda item: (-item[0], item[1], item[2]),
    )
    taken: dict[int, int] = {}
    cues: set[int] = set()
    for _, source, cue in ranked:
        if source not in taken and cue not in cues:
            taken[source] = cue
            cues.add(cue)
    return taken


def _closed(words: Words, pieces: list[Range]) -> tuple[Range, ...]:
    """Join pieces of one content with nothing but a mark or two between them."""
    joined = [pieces[0]]
    for _, piece in pairwise(pieces):
        last = joined[-1]
        gap = range(last[1], piece[0])
        if len(gap) <= 2 and all(words.ends[i] - words.starts[i] == 1 and words.shapes[i] == 0 for i in gap):
            joined[-1] = (last[0], piece[1])
        else:
            joined.append(piece)
    return tuple(joined)
