"""Which happenings are still to come: what the rules say of a word, weighed against what the network gives of it.

The rules see auxiliaries and governing words; the fitted head also sees the noun that nothing governs ("announced the
integration") and the infinitive that came about ("forced to lower its prices").
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from hearsay.read.events.factuality import Factuality
from hearsay.read.network.analysis import Analysis
from hearsay.read.network.heads import Floats, event_heads, rows_of

MARKS = "marks"
"""Name of the input that stands for what the rules say: FUTURE, POSSIBLE, PROBABLE, UNDERSPECIFIED; NEG, neither."""

LIKELY = 0.3
"""Chance from which a happening is one to come; on held-out MEANTIME F1 hardly moves between 0.2 and 0.4."""


def marks_of(found: Factuality) -> tuple[bool, ...]:
    """What the rules say of one word, as the head takes it."""
    return (
        found.time == "FUTURE",
        *(found.certainty == level for level in ("POSSIBLE", "PROBABLE", "UNDERSPECIFIED")),
        found.polarity == "NEG",
        found.polarity == "UNDERSPECIFIED",
    )


def coming_rows(analysis: Analysis, inputs: tuple[str, ...], found: Mapping[int, Factuality]) -> Floats:
    """What the head looks at, [words, inputs], for the words of ``found``; the marks go last."""
    marks = np.array([marks_of(item) for item in found.values()], np.float32).reshape(len(found), -1)
    plain = tuple(name for name in inputs if name != MARKS)
    return np.concatenate([rows_of(analysis.given, plain, tuple(found), analysis.heads), marks], 1)


def with_coming(analysis: Analysis, found: Mapping[int, Factuality]) -> dict[int, Factuality]:
    """Word -> its marks, with the time as the fitted head has it; as they are where there is no head to ask."""
    heads = event_heads()
    if not found or heads is None or not heads.coming.reads({**analysis.given, MARKS: np.zeros((0, 0), np.float32)}):
        return dict(found)
    column = heads.coming.labels.index("FUTURE")
    chances = heads.coming.chances(coming_rows(analysis, heads.coming.inputs, found))[:, column]
    return {
        word: _timed(item, float(chance) >= LIKELY)
        for (word, item), chance in zip(found.items(), chances, strict=True)
    }


def _timed(found: Factuality, coming: bool) -> Factuality:
    if coming == (found.time == "FUTURE"):
        return found
    return found.future("head") if coming else found.happened("head")
