"""What reading knows of how sure its own answers are, by the id of the answer; the claims' confidence is made of it.

No sign is part of the record: it says something of this reading, not of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from hearsay.read.network.analysis import Analysis
from hearsay.read.reading import Reading
from hearsay.record import Attribution, Event, Figure

Signs = dict[str, dict[str, float]]

FARTHEST = 12
"""Steps in the tree past which a figure and a trigger count as equally far apart, in two sentences or in one."""

_STANDING = {
    **dict.fromkeys(("root", "ccomp", "parataxis"), "main"),
    "xcomp": "complement",
    **dict.fromkeys(("acl", "acl:relcl"), "relative"),
}
"""Universal Dependencies v2 relations of a trigger, and what they say of it."""


def read_signs(reading: Reading) -> Signs:
    """Id of an attribution or an event -> sign -> value. What is not known is left out.

    An attribution has ``score``, the network's for the draft it came from (0 to 1). An event has ``trigger``, the
    network's probability that its word is a happening (missing where the lexicon alone says so); ``noun`` or
    ``infinitive`` and ``main``, ``complement`` or ``relative``, 1 for how its word stands in its sentence; and, with
    figures, ``figure_steps``, the longest way in the syntax tree from its word to one of them.
    """
    analysis = reading.analysis
    if analysis is None:
        return {}
    figures = {figure.id: figure for figure in reading.figures}
    drafts = {draft.cue: draft.score for draft in reversed(analysis.drafts)}
    triggers = {tagged.first: tagged.score for tagged in analysis.triggers}
    found: Signs = {}
    for attribution in reading.attributions:
        found[attribution.id] = dict(_of_attribution(analysis, drafts, attribution))
    for event in reading.events:
        told = [figures[figure] for figure in event.figures]
        found[event.id] = dict(_of_event(analysis, triggers, event, told))
    return found


def _of_attribution(
    analysis: Analysis, drafts: dict[tuple[int, int], float], attribution: Attribution
) -> Iterator[tuple[str, float]]:
    scores = [
        drafts[span.start, span.stop]
        for span in (_words(analysis, cue.start, cue.end) for cue in attribution.cue)
        if (span.start, span.stop) in drafts
    ]
    if scores:
        yield "score", max(scores)


def _of_event(
    analysis: Analysis, triggers: dict[int, float], event: Event, figures: Sequence[Figure]
) -> Iterator[tuple[str, float]]:
    words = _words(analysis, event.start, event.end)
    if not words:
        return
    scores = [triggers[word] for word in words if word in triggers]
    if scores:
        yield "trigger", max(scores)
    tag, relation = analysis.tags[words[-1]], analysis.relations[words[-1]]
    if tag.startswith("NN"):
        yield "noun", 1.0
    if tag == "VB":
        yield "infinitive", 1.0
    if relation in _STANDING:
        yield _STANDING[relation], 1.0
    if figures:
        yield "figure_steps", max(_steps(analysis, words[-1], figure) for figure in figures)


def _words(analysis: Analysis, start: int, end: int) -> range:
    return analysis.words.between(start, end)


def _steps(analysis: Analysis, word: int, figure: Figure) -> float:
    """The shortest way in the tree from ``word`` to the figure or to what it counts; at most ``FARTHEST``."""
    above = {at: steps for steps, at in enumerate(_upwards(analysis, word))}
    spans = [(figure.start, figure.end)]
    if figure.counted:
        spans.append((figure.counted.start, figure.counted.end))
    ways = [FARTHEST]
    for start in chain.from_iterable(_words(analysis, *span) for span in spans):
        for steps, at in enumerate(_upwards(analysis, start)):
            if at in above:
                ways.append(steps + above[at])
                break
    return float(min(ways))


def _upwards(analysis: Analysis, word: int) -> Iterator[int]:
    """The word and its heads, outward; a tree has no rings."""
    while word >= 0:
        yield word
        word = analysis.heads[word]
