"""Where: the measures of the geoparsing literature (161 km, 100 miles, counts as right)."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from .counts import percent
from .rows import Row, Scores, overlap, pair_of, paired

NEAR_KM = 161
EARTH_DIAMETER_KM = 12742


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance between two (latitude, longitude) points in degrees (haversine)."""
    (lat_a, lon_a), (lat_b, lon_b) = ((math.radians(lat), math.radians(lon)) for lat, lon in (a, b))
    half = (
        math.sin((lat_b - lat_a) / 2) ** 2
        + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    )
    return EARTH_DIAMETER_KM * math.asin(min(1, math.sqrt(half)))


def places(gold: Sequence[Row], records: Sequence[Row]) -> Scores:
    """Gold toponyms that have coordinates: how many are found, and resolved within 161 km.

    Precision of places told: those that overlap any gold toponym. Use: literal or metonymic.
    """
    c: Counter[str] = Counter()
    errors: list[float] = []
    for row, record in paired(gold, records):
        told = record.get("places", [])
        real = [any(overlap(pair_of(q), pair_of(t)) for t in row["toponyms"]) for q in told]
        c.update(told=len(told), real=sum(real))
        for toponym in row["toponyms"]:
            if toponym.get("lat") is None:
                continue
            c["gold"] += 1
            place = next((q for q in told if overlap(pair_of(q), pair_of(toponym))), None)
            if place is None:
                continue
            c["found"] += 1
            if toponym.get("class") in ("Literal", "Metonymic"):
                c["use"] += 1
                c["use right"] += (place.get("use") == "metonymic") == (toponym["class"] == "Metonymic")
            if place.get("lat") is not None:
                off = distance_km((toponym["lat"], toponym["lon"]), (place["lat"], place["lon"]))
                errors.append(off)
                c["near"] += off <= NEAR_KM
    errors.sort()
    return {
        "resolved within 161 km, of all gold": percent(c["near"], c["gold"]),
        "precision of places told": percent(c["real"], c["told"]),
        "of those found": percent(c["near"], c["found"]),
        "found": percent(c["found"], c["gold"]),
        "mean error km": round(sum(errors) / len(errors), 1) if errors else None,
        "median error km": round(errors[len(errors) // 2], 1) if errors else None,
        "literal/metonymic accuracy": round(100 * c["use right"] / c["use"], 1) if c["use"] else None,
        "gold": c["gold"],
    }
