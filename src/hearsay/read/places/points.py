"""Points that a text gives as coordinates: "31.52° N, 34.45° E", "31°30′N 34°28′E", "coordinates 31.52, 34.45".

What lies on no globe is kept with its words and without a point; `reasons.toml` says why.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from hearsay.record import Place

_DEGREES = r"(?P<{0}>\d{{1,4}}(?:\.\d+)?)\s?(?P<{0}sign>°|º|degrees)?\s?"
_MINUTES = r"(?:(?P<{0}min>\d{{1,2}}(?:\.\d+)?)\s?[′'’]\s?)?(?:(?P<{0}sec>\d{{1,2}}(?:\.\d+)?)\s?[″\"”]\s?)?"
_ONE = _DEGREES + _MINUTES
_WRITTEN = re.compile(
    rf"(?<![\w.]){_ONE.format('lat')}(?P<north>N|S|north|south)\b[\s,;/]+(?:and\s|by\s)?"
    rf"{_ONE.format('lon')}(?P<east>E|W|east|west)\b"
)
_PAIR = re.compile(
    r"\b(?:coordinates?|GPS|lat(?:itude)?[/,]\s?lon(?:gitude)?)\b[^\d\n-]{0,20}"
    r"(?P<pair>(?P<lat>-?\d{1,4}\.\d{2,})\s?[,;/]\s?(?P<lon>-?\d{1,4}\.\d{2,}))",
    re.IGNORECASE,
)
_KM_A_DEGREE = 111.2


@cache
def reasons() -> dict[str, str]:
    """Codes that tell why a place has no point, and what they say."""
    return tomllib.loads((files("hearsay.read.places") / "reasons.toml").read_text("utf-8"))


def find_points(text: str) -> Iterator[Place]:
    """The coordinates of a text in text order, as places; those of no point on earth have a reason in its stead."""
    written = [(m.start(), m.end(), m) for m in _WRITTEN.finditer(text) if _means_degrees(m)]
    pairs = [(m.start("pair"), m.end("pair"), m) for m in _PAIR.finditer(text)]
    for start, end, match in sorted(written + pairs, key=lambda found: found[0]):
        yield _point(text, start, end, match)


def _means_degrees(match: re.Match[str]) -> bool:
    """Whether it has a degree sign or decimals: "5 N, 3 E" may be anything."""
    return all(match[f"{axis}sign"] or "." in match[axis] for axis in ("lat", "lon"))


def _point(text: str, start: int, end: int, match: re.Match[str]) -> Place:
    told = match.groupdict()
    lat, lon = _degrees(told, "lat"), _degrees(told, "lon")
    if (told.get("north") or "")[:1] in ("S", "s"):
        lat = -lat if lat is not None else None
    if (told.get("east") or "")[:1] in ("W", "w"):
        lon = -lon if lon is not None else None
    words = " ".join(text[start:end].split())
    if lat is None or abs(lat) > 90:
        return Place.at(text, start, end, name=words, because={"lat": ("no_such_latitude",)})
    if lon is None or abs(lon) > 180:
        return Place.at(text, start, end, name=words, because={"lat": ("no_such_longitude",)})
    return Place.at(
        text,
        start,
        end,
        name=words,
        use="literal",
        lat=round(lat, 6),
        lon=round(lon, 6),
        radius_km=_fineness(told),
        relation="at",
        level=1,
        because={"lat": ("written as coordinates",)},
    )


def _degrees(told: dict[str, str | None], axis: str) -> float | None:
    minutes, seconds = (float(told.get(f"{axis}{part}") or 0) for part in ("min", "sec"))
    if minutes >= 60 or seconds >= 60:
        return None
    return float(told[axis] or 0) + minutes / 60 + seconds / 3600


def _fineness(told: dict[str, str | None]) -> float:
    """Half of the last place written, in km: two decimals are about 600 m."""
    step = 1.0
    for axis in ("lat", "lon"):
        written = told[axis] or ""
        decimals = len(written.partition(".")[2])
        if told.get(f"{axis}sec"):
            step = min(step, 1 / 3600)
        elif told.get(f"{axis}min"):
            step = min(step, 1 / 60)
        else:
            step = min(step, float(10**-decimals))
    return round(max(0.1, _KM_A_DEGREE * step / 2), 1)
