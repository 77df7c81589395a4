"""What is handed from layer to layer while one report is read."""

from __future__ import annotations

from dataclasses import dataclass

from hearsay.read.network.analysis import Analysis
from hearsay.record import Attribution, Entity, Event, Figure, Place, Report, Time


@dataclass(frozen=True)
class Syntax:
    """One entry a word, from the network. Words are runs of ``\\w`` or single punctuation characters."""

    starts: tuple[int, ...]
    """First code point of each word in ``report.text``."""
    ends: tuple[int, ...]
    """One past the last code point."""
    tags: tuple[str, ...]
    """Penn Treebank tags: VBD, NNS, CD, MD …"""
    heads: tuple[int, ...]
    """Index of the head word, always inside the sentence; -1 for a root."""
    relations: tuple[str, ...]
    """Universal Dependencies v2 relations: nsubj, obj, nummod, amod, obl, nmod, aux:pass …"""
    sentence: tuple[int, ...]
    """Index into ``Reading.sentences``."""


@dataclass(frozen=True)
class Reading:
    """What earlier layers have given; each layer takes it whole and returns its own tuple."""

    report: Report
    sentences: tuple[tuple[int, int], ...] = ()
    analysis: Analysis | None = None
    syntax: Syntax | None = None
    entities: tuple[Entity, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    figures: tuple[Figure, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()
