"""The word lists and wordings of ingest, loaded once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Words:
    """``words.toml``: closed lists; see the comments there."""

    roles: tuple[str, ...]
    not_places: frozenset[str]
    particles: frozenset[str]
    not_names: frozenset[str]
    clock_words: frozenset[str]
    english: frozenset[str]
    only_english: frozenset[str]
    agencies: dict[str, str]


def table(name: str) -> dict[str, Any]:
    """The TOML file ``name`` of this package."""
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


@cache
def words() -> Words:
    """The closed word lists."""
    rows = table("words.toml")
    return Words(
        roles=tuple(sorted(rows["roles"], key=len, reverse=True)),
        not_places=frozenset(rows["not_places"]),
        particles=frozenset(rows["particles"]),
        not_names=frozenset(rows["not_names"]),
        clock_words=frozenset(rows["clock_words"]),
        english=frozenset(rows["english"]),
        only_english=frozenset(rows["only_english"]),
        agencies=dict(rows["agencies"]),
    )
