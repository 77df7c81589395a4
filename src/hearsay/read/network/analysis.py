"""What the network says of one report, decoded: words, syntax, tagged spans and attribution drafts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from hearsay.read.network.chains import Floats, decode, spans_of
from hearsay.read.network.drafts import Draft, find_drafts
from hearsay.read.network.encoder import Network, Scores, log_softmax
from hearsay.read.network.heads import find_happenings, outputs_by_word
from hearsay.read.network.pieces import Words, find_words, make_windows

CONTEXT = 12
"""Word pieces of the neighbouring sentences that each window sees on either side; training/runs.md has the gain."""

_FITTED = ("HAPPENING", "SAYING")
"""Labels of the fitted head that may be triggers; it has a third for helper verbs, which are none."""

FAINTEST_HAPPENING = 0.7
"""Chance below which a word that the TimeML head passes over is no trigger. At 0.5 F1 on held-out MEANTIME is two points
higher and that of claims two points lower: that set marks much that nobody would claim."""

FAINTEST_LINK = 0.01
"""Chance below which an antecedent is not told."""


@dataclass(frozen=True)
class Tagged:
    """Words [first, last) with a label and its mean probability, 0 to 1."""

    kind: str
    first: int
    last: int
    score: float


@dataclass(frozen=True)
class Analysis:
    """One report as the network sees it; all ranges are word indices into ``words``.

    ``names``: PER ORG LOC MISC. ``mentions``: Person Organisation Location Weapon MilitaryPlatform Nationality
    DocumentReference Temporal Quantity Money, names, nominals and pronouns. ``triggers``: event words with
    TimeML's classes (OCCURRENCE REPORTING I_ACTION STATE I_STATE ASPECTUAL PERCEPTION). ``tags``, ``heads`` and
    ``relations``: one entry a word (Penn tags; -1 for a root; UD relations). ``links``: from the head word of a
    mention, the earlier words that may be the head of one of the same entity and -1 for none, with their chances
    (of 0.01 and more). ``happenings``: event words that a fitted head knows beside the triggers, HAPPENING, or SAYING
    as "statement" is. ``given``: what the network gives of each word, for heads that look at it later.
    """

    words: Words
    tags: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    names: tuple[Tagged, ...]
    mentions: tuple[Tagged, ...]
    triggers: tuple[Tagged, ...]
    drafts: tuple[Draft, ...]
    links: dict[int, tuple[tuple[int, float], ...]] = field(default_factory=dict)
    happenings: tuple[Tagged, ...] = ()
    given: Mapping[str, Floats] = field(default_factory=dict, compare=False, repr=False)


def analyse(network: Network, text: str, sentences: Sequence[tuple[int, int]]) -> Analysis:
    """Run the network over the sentences of ``text``."""
    words = find_words(text)
    ranges = [words.between(start, end) for start, end in sentences]
    scores = network.read(words, make_windows(words, sentences, context=CONTEXT))
    tags, relations = (_labels(network, scores, name, len(words)) for name in ("tag", "relation"))
    heads = _heads(scores, ranges, len(words))
    given = outputs_by_word(scores, len(words))
    triggers = tuple(_triggers(network, scores))
    return Analysis(
        words,
        tags,
        heads,
        relations,
        tuple(_tagged(network, scores, "name", ranges)),
        tuple(_tagged(network, scores, "entity", ranges)),
        triggers,
        tuple(find_drafts(network, words, scores)),
        dict(_links(scores)) if "nominal" in network.labels else {},
        tuple(_happenings(triggers, given, heads)),
        given,
    )


def _links(scores: Sequence[Scores]) -> Iterator[tuple[int, tuple[tuple[int, float], ...]]]:
    """Antecedents among the words that the ``nominal`` head takes for heads of mentions, or none (index -1)."""
    for item in scores:
        window = item.window
        heads = np.flatnonzero(item.heads["nominal"].argmax(1))
        table = item.arcs["coreference"]
        for row in heads[heads >= window.core_first - window.first].tolist():
            if row >= window.core_last - window.first:
                break
            earlier = heads[heads < row]
            chances = np.exp(log_softmax(np.concatenate([table[row, :1], table[row, earlier + 1]])))
            words = [-1, *(earlier + window.first).tolist()]
            kept = [(word, float(c)) for word, c in zip(words, chances, strict=True) if c >= FAINTEST_LINK]
            yield row + window.first, tuple(kept)


def _labels(network: Network, scores: Sequence[Scores], name: str, count: int) -> tuple[str, ...]:
    labels = network.labels[name]
    out = [""] * count
    for item in scores:
        best = item.core(name).argmax(1).tolist()
        out[item.window.core_first : item.window.core_last] = [labels[label] for label in best]
    return tuple(out)


def _tagged(
    network: Network, scores: Sequence[Scores], name: str, ranges: Sequence[range]
) -> Iterator[Tagged]:
    """Spans of a head, sentence by sentence: short sequences side by side are quicker than a window's long ones."""
    chain = network.chains[name]
    parts = list(_parts(scores, name, ranges))
    for (base, _), (path, sure) in zip(parts, decode([rows for _, rows in parts], chain), strict=True):
        for kind, first, last in spans_of(path.tolist(), chain.labels):
            yield Tagged(kind, base + first, base + last, float(sure[first:last].mean()))


def _parts(scores: Sequence[Scores], name: str, ranges: Sequence[range]) -> Iterator[tuple[int, Floats]]:
    """First word and rows of each sentence, or of each part of one that windows divide."""
    for item in scores:
        low, high = item.window.core_first, item.window.core_last
        rows = item.core(name)
        for span in ranges:
            first, last = max(span.start, low), min(span.stop, high)
            if first < last:
                yield first, rows[first - low : last - low]


def _triggers(network: Network, scores: Sequence[Scores]) -> Iterator[Tagged]:
    labels = network.labels["event"]
    for item in scores:
        chances = np.exp(log_softmax(item.core("event")))
        for index in np.flatnonzero(chances[:, 0] < 0.5).tolist():
            best = int(chances[index, 1:].argmax()) + 1
            at = item.window.core_first + index
            yield Tagged(labels[best], at, at + 1, float(1 - chances[index, 0]))


def _happenings(
    known: Sequence[Tagged], given: Mapping[str, Floats], heads: Sequence[int]
) -> Iterator[Tagged]:
    chances = find_happenings(given, heads)
    taken = {trigger.first for trigger in known}
    if not chances:
        return
    table = np.stack([chances[kind] for kind in _FITTED], 1)
    for word in np.flatnonzero(table.max(1) >= FAINTEST_HAPPENING).tolist():
        if word not in taken:
            best = int(table[word].argmax())
            yield Tagged(_FITTED[best], word, word + 1, float(table[word, best]))


def _heads(scores: Sequence[Scores], ranges: Sequence[range], count: int) -> tuple[int, ...]:
    out = [-1] * count
    for span in ranges:
        for item in scores:
            first = max(span.start, item.window.core_first)
            last = min(span.stop, item.window.core_last)
            if first < last:
                base = item.window.first
                rows = item.arcs["syntax"][first - base : last - base]
                table = np.concatenate([rows[:, :1], rows[:, first - base + 1 : last - base + 1]], axis=1)
                for offset, head in enumerate(_tree(table)):
                    out[first + offset] = -1 if head < 0 else first + head
    return tuple(out)


def _tree(table: Floats) -> list[int]:
    """Heads from arc scores [n, 1 + n], column 0 the root: one root, no rings (the weakest arc of each is moved)."""
    count = len(table)
    table = table.copy()
    table[np.arange(count), np.arange(count) + 1] = -1e9
    heads = table.argmax(1) - 1
    root = int(
        table[:, 0].argmax() if not (heads < 0).any() else np.where(heads < 0, table[:, 0], -1e9).argmax()
    )
    table[:, 0] = -1e9
    heads = table.argmax(1) - 1
    heads[root] = -1
    for start in range(count):
        ring = _ring(heads.tolist(), start)
        while ring:
            # Only to a word that does not lead back into the ring: each move ends one ring and makes none.
            free = np.array([j for j in range(count) if not _leads_into(heads.tolist(), j, ring)])
            inside = np.array(sorted(ring))
            gain = table[inside[:, None], free[None, :] + 1] - table[inside, heads[inside] + 1][:, None]
            child, head = np.unravel_index(int(gain.argmax()), gain.shape)
            heads[inside[child]] = free[head]
            ring = _ring(heads.tolist(), start)
    return [int(head) for head in heads]


def _ring(heads: list[int], start: int) -> set[int]:
    seen: list[int] = []
    here = start
    while here >= 0 and here not in seen:
        seen.append(here)
        here = heads[here]
    return set(seen[seen.index(here) :]) if here >= 0 else set()


def _leads_into(heads: list[int], start: int, ring: set[int]) -> bool:
    seen: set[int] = set()
    while start >= 0 and start not in seen:
        if start in ring:
            return True
        seen.add(start)
        start = heads[start]
    return False
