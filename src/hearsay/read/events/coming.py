"""Which happenings are still to come: what the rules say of a word, weighed against what the network gives of it.

The rules see auxiliaries and governing words; the fitted head also sees the noun that nothing governs ("announced the
integration") and the infinitive that came about ("forced to lower its prices").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from hearsay.read.events.factuality import HABIT, Factuality
from hearsay.read.network.analysis import Analysis
from hearsay.read.network.heads import Floats, event_heads, rows_of

MARKS = "marks"
"""An input of the head: what the rules say, FUTURE, POSSIBLE, PROBABLE, UNDERSPECIFIED; NEG, neither."""

HELPERS = "helpers"
"""An input of the head: the sum of the vectors of auxiliaries, conjunctions, prepositions and adverbs below a word."""

_HELPING = frozenset({"aux", "aux:pass", "cop", "mark", "case", "advmod"})

LIKELY = 0.7
"""Chance from which a happening is one to come though no rule says so. At 0.3, and with the head's word against the rules'
too, F1 on held-out MEANTIME is a point higher, but "planned" is then wrong of one claim in thirty more."""


def marks_of(found: Factuality) -> tuple[bool, ...]:
    """What the rules say of one word, as the head takes it."""
    return (
        found.time == "FUTURE",
        *(found.certainty == level for level in ("POSSIBLE", "PROBABLE", "UNDERSPECIFIED")),
        found.polarity == "NEG",
        found.polarity == "UNDERSPECIFIED",
    )


def coming_rows(analysis: Analysis, inputs: Sequence[str], found: Mapping[int, Factuality]) -> Floats:
    """What the head looks at, [words, inputs], for the words of ``found``."""
    count = len(analysis.words)
    marks = np.zeros((count, len(marks_of(Factuality()))), np.float32)
    for word, item in found.items():
        marks[word] = marks_of(item)
    given = {**analysis.given, MARKS: marks, HELPERS: _helpers(analysis)}
    return rows_of(given, inputs, tuple(found), analysis.heads)


def _helpers(analysis: Analysis) -> Floats:
    vectors = analysis.given["vectors"]
    table = np.zeros_like(vectors)
    for word, (head, relation) in enumerate(zip(analysis.heads, analysis.relations, strict=True)):
        if head >= 0 and relation in _HELPING:
            table[head] += vectors[word]
    return table


def with_coming(analysis: Analysis, found: Mapping[int, Factuality]) -> dict[int, Factuality]:
    """Word -> its marks, with what the fitted head is sure is to come; as they are where there is no head to ask."""
    heads = event_heads()
    if not found or heads is None or not heads.coming.reads({*analysis.given, MARKS, HELPERS}):
        return dict(found)
    column = heads.coming.labels.index("FUTURE")
    chances = heads.coming.chances(coming_rows(analysis, heads.coming.inputs, found))[:, column]
    return {
        word: item.future("head") if _open(item) and float(chance) >= LIKELY else item
        for (word, item), chance in zip(found.items(), chances, strict=True)
    }


def _open(found: Factuality) -> bool:
    """Whether the rules leave it to the head."""
    return found.time != "FUTURE" and HABIT not in found.because
