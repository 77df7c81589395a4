"""When: the TempEval-3 measures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .counts import prf
from .rows import Row, Scores, first_free, pair_of, paired


def times(gold: Sequence[Row], records: Sequence[Row]) -> Scores:
    """Strict and relaxed detection; F1 of type and value among times found by overlap."""
    c: Counter[str] = Counter()
    for row, record in paired(gold, records):
        told = record.get("times", [])
        used: set[int] = set()
        c.update(gold=len(row["timexes"]), told=len(told))
        for wanted in row["timexes"]:
            k = first_free(wanted, told, used, prefer_exact=True)
            if k is None:
                continue
            used.add(k)
            c["relaxed"] += 1
            c["strict"] += pair_of(wanted) == pair_of(told[k])
            c["type"] += wanted.get("type") == told[k].get("type")
            c["value"] += wanted.get("value") == told[k].get("value")
    return {name: prf(c[name], c["told"], c["gold"]) for name in ("strict", "relaxed", "type", "value")}
