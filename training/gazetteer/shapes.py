"""Middle points of TopoJSON shapes (US states and counties)."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

Point = tuple[float, float]


def middles(topology: dict[str, Any], layer: str) -> dict[str, tuple[str, float, float, float]]:
    """id -> (name, latitude, longitude, radius in km) of every shape of a layer.

    The point is the area-weighted centroid of the polygons on the largest one's side of the date line; the
    radius is that of the circle of their area.
    """
    arcs = [_unpack(arc, topology["transform"]) for arc in topology["arcs"]]
    found = {}
    for shape in topology["objects"][layer]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        parts = [_centroid(_ring(polygon[0], arcs)) for polygon in polygons]
        beside = max(parts)[2]
        parts = [part for part in parts if abs(part[2] - beside) < 90]
        area = sum(part[0] for part in parts)
        lat, lon = parts[0][1:] if not area else (sum(p[0] * p[i] for p in parts) / area for i in (1, 2))
        found[str(shape["id"])] = (str(shape["properties"]["name"]), lat, lon, math.sqrt(area / math.pi))
    return found


def _unpack(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step in arc:
        x, y = x + step[0], y + step[1]
        points.append((x * kx + dx, y * ky + dy))
    return points


def _ring(indexes: list[int], arcs: list[list[Point]]) -> list[Point]:
    ring: list[Point] = []
    for index in indexes:
        part = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring.extend(part[1:] if ring else part)
    return ring


def _centroid(ring: list[Point]) -> tuple[float, float, float]:
    """(area in square km, latitude, longitude) on a local flat map, good enough for shapes of a state's size."""
    twice = cx = cy = 0.0
    for (x0, y0), (x1, y1) in pairwise(ring):
        cross = x0 * y1 - x1 * y0
        twice += cross
        cx += (x0 + x1) * cross
        cy += (y0 + y1) * cross
    if twice == 0:
        return 0.0, ring[0][1], ring[0][0]
    lat, lon = cy / (3 * twice), cx / (3 * twice)
    return abs(twice) / 2 * 111.2**2 * math.cos(math.radians(lat)), lat, lon
