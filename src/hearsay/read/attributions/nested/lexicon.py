"""The words that make a nested attribution and what each takes: ``tables/nested.toml``, loaded once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from hearsay.read.lemmas import lemma

Lists = Mapping[str, Set[str]]


@dataclass(frozen=True)
class Lexicon:
    """The tables under their own names; ``after_*``: a word and the prepositions behind it."""

    verbs: Lists
    after_verb: Lists
    after_object: Lists
    particles: Lists
    passive: Lists
    adjectives: Lists
    after_adjective: Lists
    nouns: Lists
    after_noun: Lists
    words: Lists
    counts: Lists


@cache
def lexicon() -> Lexicon:
    """The lexicon, read from the package."""
    source = resources.files("hearsay.read").joinpath("tables", "nested.toml").read_text("utf-8")
    raw = tomllib.loads(source)
    verbs, adjectives, nouns = raw["verbs"], raw["adjectives"], raw["nouns"]
    return Lexicon(
        verbs=_lists(verbs),
        after_verb=_lists(verbs["preposition"]),
        after_object=_lists(verbs["object_preposition"]),
        particles=_lists(verbs["particle"]),
        passive=_lists(raw["passive"]),
        adjectives=_lists(adjectives),
        after_adjective=_lists(adjectives["preposition"]),
        nouns=_lists(nouns),
        after_noun=_lists(nouns["preposition"]),
        words=_lists(raw["words"]),
        counts=_lists(raw["counts"]),
    )


@cache
def adjectives() -> frozenset[str]:
    """Every adjective that says something."""
    known = lexicon()
    return frozenset(known.adjectives["that"] | known.adjectives["to"] | known.after_adjective.keys())


@cache
def statements() -> frozenset[str]:
    """Every noun of something said, thought or planned."""
    known = lexicon()
    return frozenset(known.nouns["that"] | known.nouns["to"] | known.after_noun.keys())


def _lists(raw: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    words = {name: value.split() for name, value in raw.items() if isinstance(value, str)}
    # Our small table of base forms makes "jok" of "joked"; that stands for "joke" here too.
    cut = {name: [lemma(word + "d") for word in group if word.endswith("e")] for name, group in words.items()}
    return {name: frozenset([*group, *cut[name]]) for name, group in words.items()}
