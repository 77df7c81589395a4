"""The outline of the world, and what it takes to draw a part of it: Mercator's projection, cutting to a box.

Places on a map are counted in tenths of a degree at the equator, x to the east, y to the south. `world.geojson` is made by
``python -m training.world`` from Natural Earth and names countries and towns as the gazetteer does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import cos, degrees, log, pi, radians, tan
from typing import Any

Spot = tuple[float, float]
"""x and y on the map."""
UNITS = 10.0
NORTH = 84.0
"""Degrees of latitude, north and south, beyond which nothing is drawn."""
KM_A_DEGREE = 111.2


@dataclass(frozen=True)
class Box:
    """A part of the map, in its units."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def holds(self, spot: Spot) -> bool:
        """Whether a spot is inside."""
        return self.left <= spot[0] <= self.right and self.top <= spot[1] <= self.bottom

    def wider(self, by: float) -> Box:
        """The box with a margin around."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


@dataclass(frozen=True)
class Country:
    """One country: its rings on the map, each with its box, where its name stands, its size in square degrees."""

    name: str
    at: Spot
    size: float
    rings: tuple[tuple[Box, tuple[Spot, ...]], ...]


@dataclass(frozen=True)
class Town:
    """A town to find one's way by, its people, whether it is a capital."""

    name: str
    at: Spot
    people: int
    capital: bool


def spot(lat: float, lon: float) -> Spot:
    """Where degrees north and east stand on the map."""
    lat = max(-NORTH, min(NORTH, lat))
    return lon * UNITS, -degrees(log(tan(pi / 4 + radians(lat) / 2))) * UNITS


def units_a_km(lat: float) -> float:
    """How long a kilometre is on the map at a latitude."""
    return UNITS / (KM_A_DEGREE * cos(radians(max(-NORTH, min(NORTH, lat)))))


def drawn(rings: Iterable[Iterable[Spot]]) -> str:
    """Rings of (degrees east, degrees north) as the ``d`` of a path in whole units of the map."""
    return "".join(path([spot(lat, lon) for lon, lat in ring]) for ring in rings)


def path(ring: Sequence[Spot], scale: float = 1.0, left: float = 0.0, top: float = 0.0) -> str:
    """A closed ring as steps of whole numbers, moved so that (``left``, ``top``) is the corner, then scaled."""
    steps, at = "", (0, 0)
    for x, y in ring:
        here = round((x - left) * scale), round((y - top) * scale)
        if not steps:
            steps = f"M{here[0]} {here[1]}l"
        elif here == at:
            continue
        else:
            dx, dy = here[0] - at[0], here[1] - at[1]
            steps += f"{dx}{'' if dy < 0 else ' '}{dy} "
        at = here
    return f"{steps.rstrip()}z" if steps.count(" ") > 3 else ""


def inside(ring: Sequence[Spot], box: Box) -> list[Spot]:
    """The part of a ring inside a box (Sutherland and Hodgman 1974); edges along the box are part of it."""
    sides = ((0, box.left, 1), (0, box.right, -1), (1, box.top, 1), (1, box.bottom, -1))
    points = list(ring)
    for axis, edge, sign in sides:
        before, points = points, []
        for at, here in enumerate(before):
            last = before[at - 1]
            is_in, was_in = (here[axis] - edge) * sign >= 0, (last[axis] - edge) * sign >= 0
            if is_in != was_in:
                share = (edge - last[axis]) / (here[axis] - last[axis])
                crossing = last[0] + share * (here[0] - last[0]), last[1] + share * (here[1] - last[1])
                points.append(crossing)
            if is_in:
                points.append(here)
    return points


@cache
def atlas() -> tuple[tuple[Country, ...], tuple[Town, ...]]:
    """Every country, and the towns, capitals and the largest first."""
    told: Any = json.loads(files("hearsay.export").joinpath("world.geojson").read_bytes())
    countries, towns = [], []
    for one in told["features"]:
        known, shape = one["properties"], one["geometry"]
        if shape["type"] == "Point":
            lon, lat = shape["coordinates"]
            towns.append(Town(known["name"], spot(lat, lon), known["people"], known["capital"]))
        else:
            lon, lat = known["at"]
            rings = tuple(_boxed(shape["coordinates"]))
            countries.append(Country(known["name"], spot(lat, lon), known["size"], rings))
    return tuple(countries), tuple(towns)


def _boxed(polygons: Sequence[Sequence[Sequence[Spot]]]) -> Iterator[tuple[Box, tuple[Spot, ...]]]:
    for polygon in polygons:
        for ring in polygon:
            placed = tuple(spot(lat, lon) for lon, lat in ring)
            xs, ys = [x for x, _ in placed], [y for _, y in placed]
            yield Box(min(xs), min(ys), max(xs), max(ys)), placed
