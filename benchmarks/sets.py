"""Which gold set measures which layer, and where the sets are."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class GoldSet:
    """One gold file and the layer of the scorer that it measures."""

    name: str
    layer: str
    file: str  # relative to the folder of gold sets


SETS = (
    GoldSet("polnear-dev", "attribution", "attribution/polnear-dev.jsonl"),
    GoldSet("tbaq-dev", "times", "time/tbaq-dev.jsonl"),
    GoldSet("tr-news", "places", "places/tr-news.jsonl"),
    GoldSet("lgl", "places", "places/lgl.jsonl"),
    GoldSet("newsquant-dev", "figures", "figures/newsquant-dev.jsonl"),
    GoldSet("re3d-dev", "entities", "entities/re3d-dev.jsonl"),
    GoldSet("wikigold-dev", "entities", "entities/wikigold-dev.jsonl"),
    GoldSet("meantime-airbus", "factuality", "events/meantime-airbus.jsonl"),
    GoldSet("meantime-apple", "factuality", "events/meantime-apple.jsonl"),
    GoldSet("meantime-stock", "factuality", "events/meantime-stock.jsonl"),
    GoldSet("plover-gsr-dev", "events", "events/plover-gsr-dev.jsonl"),
)


def gold_folder() -> Path:
    """Where the public gold sets are: HEARSAY_GOLD, else `shared/data` beside the project."""
    return Path(os.environ.get("HEARSAY_GOLD") or PROJECT.parent / "shared" / "data")
