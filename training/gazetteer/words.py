"""Word lists that tell a toponym from a person or a plain word, kept only as far as they meet the gazetteer."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

from hearsay.read.places.gazetteer import Gazetteer, fold

from .inputs import Inputs

GOLD = Path(os.environ.get("HEARSAY_GOLD", "../shared/data"))
GREAT = 400_000
"""A town of so many people is not taken for a first name."""


def write_words(target: Path, gazetteer: Gazetteer, inputs: Inputs) -> dict[str, int]:
    """Writes `words.json` ({"first", "last", "plain"}: sorted folded words) and returns the lengths of its lists.

    `first`: first names of the US census of 1990 and of our own table, without great places; `last`: surnames
    and `plain`: words that stand in small letters in the syntax training sets, both only where a place too.
    """
    firsts = _census(inputs, "names/dist.female.first") | _census(inputs, "names/dist.male.first")
    own = (Path(__file__).parent / "tables" / "first_names.txt").read_text(encoding="utf-8").splitlines()
    firsts |= {fold(name) for line in own if not line.startswith("#") for name in line.split()}
    lasts = {name for name in _census(inputs, "names/dist.all.last") if gazetteer.find(name)}
    lists = {
        "first": sorted(name for name in firsts if len(name) > 2 and not _great(gazetteer, name)),
        "last": sorted(lasts),
        "plain": sorted(word for word in _plain(GOLD / "syntax") if gazetteer.find(word)),
    }
    target.write_text(json.dumps(lists, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    return {name: len(words) for name, words in lists.items()}


def _census(inputs: Inputs, member: str) -> set[str]:
    """Names borne by at least two in a hundred thousand."""
    rows = (line.split() for line in inputs.read("names", member).decode().splitlines())
    return {row[0].lower() for row in rows if float(row[1]) >= 0.002}


def _great(gazetteer: Gazetteer, name: str) -> bool:
    for entry, other in gazetteer.find(name):
        state = entry.kind == "admin1" and entry.country == "US"
        if not other and (
            entry.kind in ("country", "capital", "continent") or state or entry.population > GREAT
        ):
            return True
    return False


def _plain(folder: Path) -> set[str]:
    """Words written small at least twice in the syntax training sets and not mostly names."""
    small: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for path in sorted(folder.glob("*-train*")):
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) == 10 and cells[1].isalpha():
                if cells[3] == "PROPN":
                    names[cells[1].lower()] += not cells[1].islower()
                else:
                    small[cells[1]] += cells[1].islower()
    return {word for word, n in small.items() if n >= 2 and n * 2 >= names[word] and len(word) > 1}
