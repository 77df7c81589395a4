"""Which gold set measures which layer, which of its figures are held, and where the sets are."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from .annotated.texts import FILES
from .lineage.measures import TOPICS
from .lineage.pairs import files

PROJECT = Path(__file__).resolve().parents[1]
FOLDS = Path(__file__).resolve().parent / "folds"
RESOLVED = "resolved within 161 km, of all gold"
GIVEN = "resolved within 161 km, given the spans"
RARE = ("certainty hedged", "polarity negative", "time future")


@dataclass(frozen=True)
class GoldSet:
    """One gold file, the layer of the scorer that it measures, and the figures of it that the table shows."""

    name: str
    layer: str
    file: str  # relative to the folder of gold sets
    shown: tuple[str, ...]  # measures, named as `flat` in floors.py names them
    second: str | None = None  # a score in the set's own convention, taken beside the layer's
    also: tuple[str, ...] = ()  # further files it needs
    heads: str | None = None  # heads fitted without it, in `folds/`; the shipped ones have seen it

    def is_in(self, folder: Path) -> bool:
        """Whether every file of it is in the folder of gold sets."""
        return all((folder / file).is_file() for file in (self.file, *self.also))


ANNOTATED = GoldSet(
    "annotated",
    "attribution",
    FILES["muc4-train"],
    (
        *("nested", "stance macro f1", "stance macro f1, of cues found"),
        *("claims found", "claims right", "confidence calibrated"),
        *(f"people figures: {name}" for name in ("numbers", "outcome", "source", "all")),
    ),
    also=tuple(file for name, file in FILES.items() if name != "muc4-train"),
)
"""Our own annotations in texts of several public sets: `annotated/`."""

_PAIRS = (*files("dev"), TOPICS)
LINEAGE = GoldSet(
    "lineage",
    "lineage",
    _PAIRS[0],
    (
        *("reprints precision", "reprints recall", "updates", "independent tellings kept apart"),
        *("labelled reprints", "labelled as one text", "labelled independent, kept apart"),
    ),
    also=_PAIRS[1:],
)
"""Pairs made from the texts of four public sets, and pairs of a fifth labelled by eye: `lineage/`."""

SETS = (
    GoldSet(
        "polnear-dev",
        "attribution",
        "attribution/polnear-dev.jsonl",
        (
            *("source tokens", "cue tokens", "content tokens"),
            *("source exact", "cue exact", "content exact"),
            "linked",
        ),
    ),
    GoldSet("tbaq-dev", "times", "time/tbaq-dev.jsonl", ("relaxed", "strict", "type", "value")),
    GoldSet(
        "tr-news", "places", "places/tr-news.jsonl", (RESOLVED, "precision of places told", "found", GIVEN)
    ),
    GoldSet("lgl", "places", "places/lgl.jsonl", (RESOLVED, "precision of places told", "found", GIVEN)),
    GoldSet("newsquant-dev", "figures", "figures/newsquant-dev.jsonl", ("value", "value+bound")),
    GoldSet(
        "re3d-dev",
        "entities",
        "entities/re3d-dev.jsonl",
        ("micro", "organisation", "person", "location", "outermost micro"),
        second="outermost mentions",
    ),
    GoldSet(
        "wikigold-dev",
        "entities",
        "entities/wikigold-dev.jsonl",
        (
            *("micro", "organisation", "person", "location"),
            *("joined micro", "joined organisation", "joined person", "joined location"),
        ),
        second="joined names",
    ),
    GoldSet(
        "meantime-airbus",
        "factuality",
        "events/meantime-airbus.jsonl",
        ("events found", *RARE),
        heads="meantime-airbus.npz",
    ),
    GoldSet(
        "meantime-apple",
        "factuality",
        "events/meantime-apple.jsonl",
        ("events found", *RARE),
        heads="meantime-apple.npz",
    ),
    GoldSet(
        "meantime-stock",
        "factuality",
        "events/meantime-stock.jsonl",
        ("events found", *RARE),
        heads="meantime-stock.npz",
    ),
    GoldSet(
        "plover-gsr-dev",
        "events",
        "events/plover-gsr-dev.jsonl",
        ("gold type among predicted", "precision of types", "agent found", "recipient found"),
    ),
    GoldSet(
        "gum-dev",
        "coreference",
        "syntax/gum-dev.conllu",
        (
            *("pronouns, actors", "precision, actors", "pronouns, it of actors"),
            *("pronouns, all", "precision, all", "sources reaching the name"),
        ),
    ),
    GoldSet(
        "ecbplus-dev",
        "happenings",
        "happenings/ecbplus-dev.jsonl",
        ("CoNLL", "B3", "MUC", "CEAF-e (greedy)", "CoNLL, links perfect"),
    ),
    ANNOTATED,
    LINEAGE,
)


def gold_folder() -> Path:
    """Where the public gold sets are: HEARSAY_GOLD, else `shared/data` beside the project."""
    return Path(os.environ.get("HEARSAY_GOLD") or PROJECT.parent / "shared" / "data")
