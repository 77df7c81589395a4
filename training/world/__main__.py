"""`python -m training.world [FOLDER]` writes the world that the maps are drawn on; FOLDER keeps the packages used.

Three files come of it: `world.geojson` (countries and large towns, for maps of a region and for the browser), `world.svg`
(coarser, for maps of the world) and Leaflet as its makers ship it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hearsay.export.incident_sides import countries
from hearsay.export.world import drawn
from hearsay.read.places.gazetteer import Gazetteer, gazetteer
from training.gazetteer.inputs import Inputs, Package

from .shapes import Shape, area, middle, shapes

PACKAGES = {
    one.name: one
    for one in (
        Package(
            "npm", "world-atlas", "2.0.2", "world-atlas-2.0.2.tgz", "ISC, data Natural Earth, public domain"
        ),
        Package("npm", "leaflet", "1.9.4", "leaflet-1.9.4.tgz", "BSD-2-Clause"),
    )
}
SOURCE = Path(__file__).parents[2] / "src" / "hearsay"
EXPORT, STATIC = SOURCE / "export", SOURCE / "web" / "static"
TOLERANCE, LEAST, DIGITS = 0.03, 0.02, 2
"""Degrees that a border may move (3 km), square degrees of an island at least, digits of a degree (1 km)."""
LARGE = 750_000
"""People of a town that is named beside capitals and seats of regions."""
SEAT = 120_000


def main() -> None:
    """Fetch what is missing, build, write, say how large it is."""
    inputs = Inputs(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("build") / "world", PACKAGES)
    places = gazetteer()
    fine = list(shapes(inputs.json("world-atlas", "countries-50m.json"), TOLERANCE, LEAST, DIGITS))
    features = [*_countries(fine, _names(places)), *_towns(places)]
    write(
        EXPORT / "world.geojson", json.dumps(_collection(features), ensure_ascii=False, separators=(",", ":"))
    )
    coarse = shapes(inputs.json("world-atlas", "countries-110m.json"), 0.1, 0.3, 1)
    rings = [ring for shape in coarse for polygon in shape.polygons for ring in polygon]
    path = f'<path id="world" vector-effect="non-scaling-stroke" d="{drawn(rings)}"/>'
    write(EXPORT / "world.svg", f'<svg xmlns="http://www.w3.org/2000/svg">{path}</svg>\n')
    for name in ("leaflet.js", "leaflet.css"):
        write(STATIC / name, inputs.read("leaflet", f"dist/{name}").decode())


def write(path: Path, text: str) -> None:
    """Write a file and say so."""
    path.write_text(text, encoding="utf-8")
    print(f"{path.relative_to(SOURCE)}: {len(text.encode()) / 1000:.0f} kB")


def _collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    sources = [
        f"{one.name} {one.version} ({one.licence})" for one in PACKAGES.values() if one.name != "leaflet"
    ]
    return {"type": "FeatureCollection", "sources": [*sources, "Hearsay's gazetteer"], "features": features}


def _names(places: Gazetteer) -> dict[str, str]:
    """Names of countries by their ISO 3166-1 alpha-2 codes, as the gazetteer has them."""
    entries = (places.entry(row) for row in range(len(places)))
    return {one.country: one.name for one in entries if one.kind == "country" and one.country}


def _countries(fine: list[Shape], names: dict[str, str]) -> Iterator[dict[str, Any]]:
    codes = {int(one.iso): code for code, one in countries().items() if one.iso}
    for shape in fine:
        code = codes.get(shape.number) if shape.number is not None else None
        largest = max((polygon[0] for polygon in shape.polygons), key=area)
        x, y = middle(largest)
        yield {
            "type": "Feature",
            "properties": {
                "name": names.get(code or "", shape.name),
                "code": code,
                "at": [round(x, 1), round(y, 1)],
                "size": round(sum(area(polygon[0]) for polygon in shape.polygons), 1),
            },
            "geometry": {"type": "MultiPolygon", "coordinates": shape.polygons},
        }


def _towns(places: Gazetteer) -> Iterator[dict[str, Any]]:
    """Capitals and large towns, the largest first; of several of one name close by only the largest."""
    entries = [places.entry(row) for row in range(len(places))]
    least = {"capital": 0, "seat": SEAT, "city": LARGE}
    towns = [one for one in entries if one.kind in least and one.population >= least[one.kind]]
    taken: set[tuple[str, int, int]] = set()
    for one in sorted(towns, key=lambda one: (one.kind != "capital", -one.population, one.id)):
        key = (one.name, round(one.lat), round(one.lon))
        if key not in taken:
            taken.add(key)
            yield {
                "type": "Feature",
                "properties": {"name": one.name, "capital": one.kind == "capital", "people": one.population},
                "geometry": {
                    "type": "Point",
                    "coordinates": [round(one.lon, DIGITS), round(one.lat, DIGITS)],
                },
            }


if __name__ == "__main__":
    main()
