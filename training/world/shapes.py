"""TopoJSON into thinned rings: borders that two countries share are thinned once, so that they still meet."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from hearsay.export.world import Box, inside

Point = tuple[float, float]
Ring = list[Point]


@dataclass(frozen=True)
class Shape:
    """One country: its numeric ISO 3166-1 code, null where Natural Earth gives none, its name there, its polygons.

    A polygon is its outer ring and its holes, each as (degrees east, degrees north), closed.
    """

    number: int | None
    name: str
    polygons: list[list[Ring]]


def shapes(topology: dict[str, Any], tolerance: float, least: float, digits: int) -> Iterator[Shape]:
    """The countries of a topology. ``tolerance`` is how far in degrees a line may move when points are left out
    (Douglas and Peucker 1973); islands and holes smaller than ``least`` square degrees are left out but for the largest of
    each country; places are rounded to ``digits`` digits."""
    arcs = [[_rounded(p, digits) for p in thinned(arc, tolerance)] for arc in _unpacked(topology)]
    for row in topology["objects"]["countries"]["geometries"]:
        parts = [row["arcs"]] if row["type"] == "Polygon" else row["arcs"]
        polygons = [side for part in parts for side in halves([_ring(ring, arcs) for ring in part])]
        polygons = [
            [polygon[0], *(hole for hole in polygon[1:] if area(hole) >= least)]
            for polygon in polygons
            if len(polygon[0]) >= 4
        ]
        if not polygons:
            continue
        largest = max(polygons, key=lambda polygon: area(polygon[0]))
        kept = [polygon for polygon in polygons if polygon is largest or area(polygon[0]) >= least]
        yield Shape(int(row["id"]) if "id" in row else None, str(row["properties"]["name"]), kept)


def halves(polygon: list[Ring]) -> Iterator[list[Ring]]:
    """A polygon as it is; one that lies across the line of 180 degrees as its parts on either side."""
    unrolled = [_unrolled(ring) for ring in polygon]
    if all(-180 <= x <= 180 for x, _ in unrolled[0]) or unrolled[0][0] != unrolled[0][-1]:
        yield polygon  # the second: round the pole
        return
    for turn in (-360.0, 0.0, 360.0):
        moved = [[(x + turn, y) for x, y in ring] for ring in unrolled]
        cut = [inside(ring[:-1], Box(-180, -90, 180, 90)) for ring in moved]
        if cut[0]:
            yield [[*ring, ring[0]] for ring in cut if ring]


def _unrolled(ring: Ring) -> Ring:
    """The ring with each point on the side of the one before, beyond 180 degrees if need be."""
    found: Ring = []
    for x, y in ring:
        if found:
            x += round((found[-1][0] - x) / 360) * 360
        found.append((x, y))
    return found


def thinned(points: Ring, tolerance: float) -> Ring:
    """A line without the points that lie within ``tolerance`` of what is left of it; its ends stay."""
    keep = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    if points[0] == points[-1] and len(points) > 3:  # a ring has no chord to measure from
        middle = max(range(len(points)), key=lambda at: math.dist(points[0], points[at]))
        keep.add(middle)
        waiting = [(0, middle), (middle, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        furthest, distance = 0, tolerance
        for at in range(first + 1, last):
            if (away := _away(points[at], points[first], points[last])) > distance:
                furthest, distance = at, away
        if furthest:
            keep.add(furthest)
            waiting += [(first, furthest), (furthest, last)]
    return [points[at] for at in sorted(keep)]


def area(ring: Ring) -> float:
    """Square degrees inside a ring."""
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring))) / 2


def middle(ring: Ring) -> Point:
    """The centre of gravity of a ring."""
    twice = cx = cy = 0.0
    for (x0, y0), (x1, y1) in pairwise(ring):
        cross = x0 * y1 - x1 * y0
        twice, cx, cy = twice + cross, cx + (x0 + x1) * cross, cy + (y0 + y1) * cross
    return (cx / (3 * twice), cy / (3 * twice)) if twice else ring[0]


def _unpacked(topology: dict[str, Any]) -> Iterator[Ring]:
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((x * kx + dx, y * ky + dy))
        yield points


def _ring(indexes: list[int], arcs: list[Ring]) -> Ring:
    ring: Ring = []
    for index in indexes:
        part = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring.extend(part[1:] if ring else part)
    return [point for at, point in enumerate(ring) if not at or point != ring[at - 1]]


def _rounded(point: Point, digits: int) -> Point:
    return round(point[0], digits), round(point[1], digits)


def _away(point: Point, first: Point, last: Point) -> float:
    (x, y), (x0, y0), (x1, y1) = point, first, last
    length = math.dist(first, last)
    if not length:
        return math.dist(point, first)
    return abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length
