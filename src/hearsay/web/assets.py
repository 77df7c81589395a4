"""Style sheets, scripts and pictures, each under an address that holds the hash of its content."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

TYPES = {
    "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "geojson": "application/geo+json",
}  # fmt: skip
SHARED = ("page.css", "incident.css")
"""Style sheets of the pages that are files, which the server's pages use too: one set of colours for both."""
WORLD = ("world.svg", "world.geojson")
"""The outline that maps are drawn on."""
OWN = (
    "app.css",
    "codings.css",
    "app.js",
    "lighting.js",
    "coding.js",
    "map.js",
    "presence.js",
    "leaflet.js",
    "leaflet.css",
    "htmx.min.js",
    "icon.svg",
)


class Asset(NamedTuple):
    """One file."""

    name: str
    digest: str
    content: bytes
    media_type: str

    @property
    def address(self) -> str:
        """Where it is served."""
        return f"/static/{self.digest}/{self.name}"


@cache
def assets() -> dict[str, Asset]:
    """Every file by its name."""
    rooms = [("hearsay.export", "templates", name) for name in SHARED]
    rooms += [("hearsay.export", "", name) for name in WORLD]
    rooms += [("hearsay.web", "static", name) for name in OWN]
    found = {}
    for room, folder, name in rooms:
        content = files(room).joinpath(folder, name).read_bytes()
        digest = hashlib.sha256(content).hexdigest()[:16]
        found[name] = Asset(name, digest, content, TYPES[name.rpartition(".")[2]])
    return found


def address(name: str) -> str:
    """Where a file is served. Raises ``KeyError`` for one that there is not."""
    return assets()[name].address
