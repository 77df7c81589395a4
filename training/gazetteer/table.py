"""Writes the shipped table; its reader is `hearsay.read.places.gazetteer`."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from hearsay.read.places.gazetteer import ALTERNATE, KINDS, TOWNS

MOST_NAMESAKES = 60
"""Namesakes kept under one key; nobody means the sixty-first San José."""

LIVELY = 100_000
"""A town of so many people keeps other names that are also the present name of another place."""


@dataclass(eq=False)
class Row:
    """One place while the table is being put together; `names` maps a key to whether it is another name."""

    id: str
    name: str
    kind: str
    country: str
    lat: float
    lon: float
    radius: int
    population: int = 0
    admin1: Row | None = None
    admin2: Row | None = None
    keys: dict[str, bool] = field(default_factory=dict)

    def weight(self) -> float:
        """The order among namesakes: countries and the like first, then people."""
        return self.population + {"country": 1e12, "continent": 1e13, "admin1": 1e4, "region": 1e5}.get(
            self.kind, 0
        )


def write(path: Path, rows: list[Row], version: str, sources: list[str]) -> dict[str, int]:
    """Writes the table and returns its sizes (bytes, places, keys)."""
    rows = sorted(
        rows, key=lambda r: (KINDS.index(r.kind), r.country, r.admin1.id if r.admin1 else "", r.name, r.id)
    )
    number = {id(row): i for i, row in enumerate(rows)}
    countries = sorted({r.country for r in rows} | {""})
    place = {c: i for i, c in enumerate(countries)}
    keys = _keys(rows, number)
    columns: dict[str, Any] = {
        "lat": np.array([r.lat for r in rows], "<f4"),
        "lon": np.array([r.lon for r in rows], "<f4"),
        "population": np.array([r.population for r in rows], "<u4"),
        "radius": np.array([min(r.radius, 65535) for r in rows], "<u2"),
        "kind": np.array([KINDS.index(r.kind) for r in rows], "u1"),
        "country": np.array([place[r.country] for r in rows], "<u2"),
        "admin1": np.array([number[id(r.admin1)] + 1 if r.admin1 else 0 for r in rows], "<u4"),
        "admin2": np.array([number[id(r.admin2)] + 1 if r.admin2 else 0 for r in rows], "<u4"),
        "postings": np.array([p for _, ps in keys for p in ps], "<u4"),
        "posting_sizes": np.array([len(ps) for _, ps in keys], "u1"),
    }
    for title, texts in (
        ("name", [r.name for r in rows]),
        ("id", [r.id for r in rows]),
        ("key", [k for k, _ in keys]),
    ):
        coded = [t.encode() for t in texts]
        columns[f"{title}_sizes"] = np.array([len(c) for c in coded], "u1")
        columns[f"{title}s"] = np.frombuffer(b"".join(coded), "u1")
    head = {
        "version": version,
        "sources": sources,
        "countries": countries,
        "sections": [[name, c.dtype.str, len(c)] for name, c in columns.items()],
    }
    body = zlib.compress(b"".join(c.tobytes() for c in columns.values()), 9)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(json.dumps(head, ensure_ascii=False, sort_keys=True).encode() + b"\n" + body)
    return {"bytes": path.stat().st_size, "places": len(rows), "keys": len(keys)}


def _keys(rows: Iterable[Row], number: dict[int, int]) -> list[tuple[str, list[int]]]:
    under: dict[str, list[tuple[float, int]]] = {}
    ordered_rows = list(rows)
    for row in ordered_rows:
        for key, other in row.keys.items():
            if key and len(key.encode()) < 256:
                posting = number[id(row)] | (ALTERNATE if other else 0)
                under.setdefault(key, []).append((-row.weight() * (0.1 if other else 1), posting))
    for key, found in under.items():
        under[key] = _without_relics(found, ordered_rows)
    ordered = sorted(under.items(), key=lambda item: item[0].encode())
    return [(key, [p for _, p in sorted(found)[:MOST_NAMESAKES]]) for key, found in ordered]


def _without_relics(found: list[tuple[float, int]], rows: list[Row]) -> list[tuple[float, int]]:
    """Postings without the forgotten names of small towns, where another place goes by the name today."""
    if all(posting & ALTERNATE for _, posting in found):
        return found

    def lives(posting: int) -> bool:
        row = rows[posting & ~ALTERNATE]
        return not posting & ALTERNATE or row.kind not in TOWNS or row.population >= LIVELY

    return [(weight, posting) for weight, posting in found if lives(posting)]
