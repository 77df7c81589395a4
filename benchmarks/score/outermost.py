"""Mentions against re3d in that set's own convention: it marks no mention inside another.

Of the 2,718 mentions of its train and dev files no two overlap: "the Syrian government" is one organisation, and neither
"Syrian" nor a name within a description is marked again. A record nests as English does ("Gen. Ana Kos" describes by the
name "Ana Kos"; "the mayor of Sarn" names Sarn), so that every inner mention is told in vain here, as every true child
would be against a flat gold of attributions. This score sets inner mentions aside before it compares.
"""

from __future__ import annotations

from collections.abc import Sequence

from .entities import entities
from .rows import Pair, Row, Scores, pair_of


def outermost_mentions(gold: Sequence[Row], records: Sequence[Row]) -> Scores:
    """The measures of :func:`entities.entities` over mentions that no other holds, each with "outermost" before it."""
    scores = entities(gold, [without_inner(record) for record in records])
    return {f"outermost {name}": score for name, score in scores.items()}


def without_inner(record: Row) -> Row:
    """The record without mentions that stand inside another, of whatever entity and kind."""
    spans = {pair_of(m) for entity in record.get("entities", []) for m in entity["mentions"]}
    outer = {span for span in spans if not any(_inside(span, other) for other in spans)}
    kept = [
        {**entity, "mentions": [m for m in entity["mentions"] if pair_of(m) in outer]}
        for entity in record.get("entities", [])
    ]
    return {**record, "entities": kept}


def _inside(span: Pair, other: Pair) -> bool:
    return span != other and other[0] <= span[0] and span[1] <= other[1]
