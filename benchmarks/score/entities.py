"""Who and what: mentions of actors and things with their types."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from .counts import prf
from .rows import Row, Scores, paired

# Types of the gold sets -> ours; other gold types are not scored.
TYPES = {
    "Organisation": "organisation",
    "Location": "location",
    "Person": "person",
    "Weapon": "weapon",
    "MilitaryPlatform": "platform",
    "ORG": "organisation",
    "LOC": "location",
    "PER": "person",
}
NAME_SETS = ("PER", "ORG", "LOC")  # a gold set with these types marks names alone


def entities(gold: Sequence[Row], records: Sequence[Row]) -> Scores:
    """Exact span and type; against a set that marks names alone, only a record's names count."""
    c: dict[str, Counter[str]] = defaultdict(Counter)
    names_only = any(entity["type"] in NAME_SETS for row in gold for entity in row["entities"])
    scored = set(TYPES.values())
    for row, record in paired(gold, records):
        wanted = {(e["start"], e["end"], TYPES[e["type"]]) for e in row["entities"] if e["type"] in TYPES}
        told = {
            (m["start"], m["end"], e["type"])
            for e in record.get("entities", [])
            for m in e["mentions"]
            if e["type"] in scored and (not names_only or m.get("kind", "name") == "name")
        }
        for kind in scored:
            mine, theirs = {x for x in told if x[2] == kind}, {x for x in wanted if x[2] == kind}
            c[kind].update(hits=len(mine & theirs), told=len(mine), gold=len(theirs))
    kept = {kind: n for kind, n in sorted(c.items()) if n["gold"]}
    scores = {kind: prf(n["hits"], n["told"], n["gold"]) for kind, n in kept.items()}
    total = sum(kept.values(), Counter[str]())
    return scores | {"micro": prf(total["hits"], total["told"], total["gold"])}
