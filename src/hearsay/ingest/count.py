"""How many reports there are to read, for a progress bar."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from hearsay.ingest.sources import SUFFIXES, walk


def count_reports(paths: Iterable[str | os.PathLike[str]]) -> int | None:
    """Reports under ``paths``, told from names and line ends alone; null if standard input is among them."""
    total = 0
    for path in paths:
        if os.fspath(path) == "-":
            return None
        place = Path(path)
        if place.is_dir():
            found = [item for item in walk(place, "", Counter()) if isinstance(item, str)]
            total += sum(_rows(place / item) for item in found)
        else:
            total += _rows(place)
    return total


def _rows(path: Path) -> int:
    """Lines with something in them of a JSONL file; 1 for any other."""
    if SUFFIXES.get(path.suffix.lower()) != "jsonl":
        return 1
    try:
        with path.open("rb") as lines:
            return sum(not line.isspace() for line in lines)
    except OSError:
        return 1
