"""The tables of figures, loaded once."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any


def load(name: str) -> dict[str, Any]:
    """One TOML table of this package."""
    return tomllib.loads(files("hearsay.read.figures").joinpath(name).read_text(encoding="utf-8"))


def phrases(table: dict[str, list[str]]) -> dict[tuple[str, ...], str]:
    """Each phrase as its words, with the key of the list it stands in."""
    return {tuple(phrase.split()): key for key, entries in table.items() for phrase in entries}


UNITS = load("units.toml")
BOUNDS = load("bounds.toml")
PEOPLE = load("people.toml")
OUTCOMES: dict[str, dict[str, list[str]]] = load("outcomes.toml")
