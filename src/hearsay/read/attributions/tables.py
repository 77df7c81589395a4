"""The tables of stances, loaded once: ``tables/stances.toml`` says what each is for."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

Phrase = tuple[str, ...]

STANCES = ("decline", "deny", "assert", "fear", "believe", "order", "agree", "intend", "show")
"""In the order in which they are looked for among phrases of the same length: "declined to agree" declines."""


@dataclass(frozen=True)
class Complement:
    """Words whose stance hangs on the content: (kind of content, stance), the first kind that holds decides."""

    words: frozenset[str]
    stances: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Tables:
    """``by_opening``: first word -> (place of the stance in STANCES, phrase) of every list; the other fields are the
    tables of the same names."""

    by_opening: Mapping[str, tuple[tuple[int, Phrase], ...]]
    negations: frozenset[str]
    unnegated: frozenset[str]
    scarce: frozenset[str]
    negated: Mapping[str, str]
    complements: tuple[Complement, ...]
    expressing: frozenset[str]
    expressed: Mapping[str, str]
    things: frozenset[str]
    unknown: frozenset[str]
    shown: frozenset[str]
    told: frozenset[str]
    objects: Mapping[str, frozenset[str]]
    grammar: Mapping[str, frozenset[str]]


@cache
def tables() -> Tables:
    """The tables, read from the package."""
    source = resources.files("hearsay.read").joinpath("tables", "stances.toml").read_text("utf-8")
    raw: dict[str, Any] = tomllib.loads(source)
    expressed, speaker = raw["expressed"], raw["speaker"]
    return Tables(
        by_opening=_by_opening(raw),
        **{name: frozenset(raw[name]) for name in ("negations", "unnegated", "scarce")},
        negated=raw["negated"],
        complements=tuple(_complements(raw["complement"])),
        expressing=frozenset(expressed["verbs"]),
        expressed={noun: stance for stance in STANCES for noun in expressed.get(stance, ())},
        **{name: frozenset(speaker[name]) for name in ("things", "unknown", "shown", "told")},
        objects={name: frozenset(nouns) for name, nouns in raw["objects"].items()},
        grammar={name: frozenset(words) for name, words in raw["grammar"].items()},
    )


def _by_opening(raw: Mapping[str, Any]) -> dict[str, tuple[tuple[int, Phrase], ...]]:
    found: dict[str, tuple[tuple[int, Phrase], ...]] = {}
    for order, stance in enumerate(STANCES):
        for phrase in raw[stance]:
            words = tuple(phrase.split())
            found[words[0]] = (*found.get(words[0], ()), (order, words))
    return found


def _complements(raw: Iterable[Mapping[str, Any]]) -> Iterable[Complement]:
    for entry in raw:
        yield Complement(
            frozenset(entry["words"]),
            tuple((kind, turned) for kind, turned in entry.items() if kind != "words"),
        )
