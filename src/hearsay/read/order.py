"""The layers of reading in their order; each says what it needs and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from hearsay.read.attributions.nested.find import with_nested
from hearsay.read.attributions.paragraphs import within_paragraphs
from hearsay.read.attributions.read import read_attributions
from hearsay.read.entities.read import read_entities
from hearsay.read.events.read import read_events
from hearsay.read.figures import read_figures
from hearsay.read.network.analysis import Analysis, analyse
from hearsay.read.network.encoder import network
from hearsay.read.places.read import read_places
from hearsay.read.reading import Reading, Syntax
from hearsay.read.sentences import split_sentences
from hearsay.read.times import read_times
from hearsay.record import Report

STORY_KINDS = frozenset({"headline", "caption", "correction"})
"""Furniture that says something about what happened and is read like the story."""

Timer = Callable[[str, Callable[[], Any]], Any]
"""Runs a layer by name; a benchmark passes one that keeps the time."""


@dataclass(frozen=True)
class Layer:
    """One layer: the field of ``Reading`` that it gives, the fields it needs to have been given before."""

    gives: str
    needs: tuple[str, ...]
    read: Callable[[Reading], Any]


def read_sentences(reading: Reading) -> tuple[tuple[int, int], ...]:
    """Sentences of the story and of the furniture that tells of it, in the order of the text."""
    report = reading.report
    text = report.text or ""
    start, end = report.body or (0, len(text))
    found: list[tuple[int, int]] = []
    for piece in sorted(report.furniture, key=lambda item: item.start):
        if piece.kind in STORY_KINDS:
            found.extend(split_sentences(text, piece.start, piece.end))
        if start < piece.end and piece.start < end:
            found.extend(split_sentences(text, start, max(start, piece.start)))
            start = max(start, piece.end)
    if start < end:
        found.extend(split_sentences(text, start, end))
    return tuple(sorted(found))


def read_analysis(reading: Reading) -> Analysis:
    """The network's pass over the sentences, and the attributions that rules find inside the content it tells."""
    text = reading.report.text or ""
    analysis = analyse(network(), text, reading.sentences)
    analysis = replace(analysis, drafts=within_paragraphs(text, analysis))
    return replace(analysis, drafts=with_nested(text, analysis, reading.sentences))


def read_syntax(reading: Reading) -> Syntax | None:
    """Tags, heads and relations of the words that stand in a sentence."""
    analysis = reading.analysis
    if analysis is None:
        return None
    words = analysis.words
    kept: list[int] = []
    sentence: list[int] = []
    for number, (start, end) in enumerate(reading.sentences):
        span = words.between(start, end)
        kept.extend(span)
        sentence.extend([number] * len(span))
    place = {old: new for new, old in enumerate(kept)}
    return Syntax(
        tuple(words.starts[i] for i in kept),
        tuple(words.ends[i] for i in kept),
        tuple(analysis.tags[i] for i in kept),
        tuple(place.get(analysis.heads[i], -1) for i in kept),
        tuple(analysis.relations[i] for i in kept),
        tuple(sentence),
    )


LAYERS: tuple[Layer, ...] = (
    Layer("sentences", ("report",), read_sentences),
    Layer("analysis", ("sentences",), read_analysis),
    Layer("syntax", ("sentences", "analysis"), read_syntax),
    Layer("times", ("sentences", "syntax"), read_times),
    Layer("entities", ("sentences", "analysis", "syntax", "times"), read_entities),
    Layer("places", ("sentences", "syntax", "entities"), read_places),
    Layer("figures", ("sentences", "syntax", "times", "entities"), read_figures),
    Layer("attributions", ("sentences", "analysis", "times", "entities"), read_attributions),
    Layer(
        "events",
        ("sentences", "analysis", "syntax", "times", "entities", "places", "figures", "attributions"),
        read_events,
    ),
)


def check_order(layers: Sequence[Layer] = LAYERS) -> None:
    """Raise ``ValueError`` if a layer needs what none before it gives."""
    given = {"report"}
    for layer in layers:
        missing = sorted(set(layer.needs) - given)
        if missing:
            raise ValueError(f"layer {layer.gives} needs {', '.join(missing)}, which no earlier layer gives")
        given.add(layer.gives)


check_order()


def read_layers(report: Report, timer: Timer | None = None) -> Reading:
    """Everything that reading finds in one report, the claims excepted."""
    reading = Reading(report)
    for layer in LAYERS:
        step = partial(layer.read, reading)
        reading = replace(reading, **{layer.gives: timer(layer.gives, step) if timer else step()})
    return reading
