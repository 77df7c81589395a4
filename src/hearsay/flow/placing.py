"""Places by name, for a person who says where something was: those of the gazetteer, each with what tells it from others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_MOST = 50
_KINDS = {"admin1": "region", "admin2": "district"}
_SUCH = (
    "place_name",
    "country",
    "admin1",
    "admin2",
    "lat",
    "lon",
    "radius_km",
    "place_level",
    "gazetteer_id",
)


@dataclass(frozen=True)
class Known:
    """A place of the gazetteer. ``label`` is its name with kind, region and country, for a list to choose from."""

    label: str
    place_name: str
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float
    lon: float
    radius_km: float
    place_level: int | None
    gazetteer_id: str

    def columns(self) -> dict[str, Any]:
        """What the place says of a claim: columns that can be corrected, and the gazetteer's own id."""
        return {name: getattr(self, name) for name in _SUCH}


def places_named(words: str, limit: int = 12) -> tuple[Known, ...]:
    """The places that have a name, in any spelling of it that the gazetteer knows; the largest first, a label once."""
    from hearsay.read.places.gazetteer import TOWNS, fold, gazetteer
    from hearsay.read.places.read import LEVELS

    name = words.partition("(")[0].strip()
    if not name:
        return ()
    known = gazetteer()
    found: dict[str, Known] = {}
    for entry, _ in known.find(fold(name))[:_MOST]:
        held = {
            level: entry.name if entry.kind == level else known.entry(row).name if row >= 0 else None
            for level, row in (("admin1", entry.admin1), ("admin2", entry.admin2))
        }
        region = held["admin1"] if entry.kind != "admin1" else None
        kind = None if entry.kind in TOWNS else _KINDS.get(entry.kind, entry.kind)
        beside = ", ".join(filter(None, (kind, region, entry.country)))
        label = f"{entry.name} ({beside})" if beside else entry.name
        one = Known(
            label=label,
            place_name=entry.name,
            country=entry.country,
            lat=entry.lat,
            lon=entry.lon,
            radius_km=entry.radius_km,
            place_level=LEVELS.get(entry.kind),
            gazetteer_id=entry.id if ":" in entry.id else f"geonames:{entry.id}",
            **held,
        )
        found.setdefault(label, one)
    return tuple(found.values())[:limit]


def placed(value: Mapping[str, Any]) -> dict[str, Any]:
    """A correction whose place was chosen from the list, by its label, with what the gazetteer knows of it.

    A name that is no label stays a name, for it may be any of several places; what the person said besides goes before.
    """
    label = value.get("place_name")
    if not isinstance(label, str) or not label.endswith(")"):
        return dict(value)
    chosen = next((one for one in places_named(label, _MOST) if one.label == label.strip()), None)
    if chosen is None:
        return dict(value)
    said = {name: one for name, one in value.items() if name != "place_name" and one is not None}
    return {**value, **chosen.columns(), **said}
