"""`python -m training.gazetteer [FOLDER]` rebuilds the shipped gazetteer; FOLDER keeps the packages it is made from."""

from __future__ import annotations

import sys
from pathlib import Path

from hearsay.read.places.gazetteer import Gazetteer

from .build import Builder
from .inputs import PACKAGES, Inputs
from .table import write
from .words import write_words

VERSION = "1"
TARGET = Path(__file__).parents[2] / "src" / "hearsay" / "read" / "gazetteer" / "places.bin"


def main() -> None:
    """Fetches what is missing, builds, writes, and says what came out."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("build") / "gazetteer"
    sources = [f"{p.name} {p.version} ({p.licence})" for p in PACKAGES.values()]
    inputs = Inputs(folder)
    print(write(TARGET, Builder(inputs).rows(), VERSION, sources))
    print(write_words(TARGET.with_name("words.json"), Gazetteer(TARGET.read_bytes()), inputs))


if __name__ == "__main__":
    main()
