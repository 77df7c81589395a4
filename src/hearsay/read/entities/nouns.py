"""What words tell of an entity: types and kinds of nouns, titles, pronouns, well-known bodies, countries."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from hearsay.read.places.gazetteer import fold, gazetteer


@dataclass(frozen=True)
class Noun:
    """What a head noun tells: type, kind or none, whether it is a plural form."""

    type: str
    kind: str | None
    plural: bool


@dataclass(frozen=True)
class Body:
    """A body that readers are expected to know."""

    name: str
    kind: str
    country: str | None


@cache
def table() -> dict[str, Any]:
    """``tables/entities.toml`` as it is."""
    return tomllib.loads(files("hearsay.read").joinpath("tables", "entities.toml").read_text("utf-8"))


def _split(words: str) -> list[str]:
    return [word.replace("_", " ") for word in words.split()]


@cache
def _nouns() -> dict[str, Noun]:
    """Nouns by form. A noun of several types takes the first in the table's order; plurals of persons are groups."""
    found: dict[str, Noun] = {}
    for type_, kinds in table()["nouns"].items():
        for kind, words in kinds.items():
            for word in _split(words):
                found.setdefault(word, Noun(type_, None if kind == "plain" else kind, type_ == "group"))
    for word, noun in list(found.items()):
        plural = _plural(word)
        if noun.type != "group":
            found.setdefault(plural, Noun("group" if noun.type == "person" else noun.type, noun.kind, True))
    for plural, single in table()["plurals"].items():
        if single in found:
            noun = found[single]
            found[plural] = Noun("group" if noun.type == "person" else noun.type, noun.kind, True)
    return found


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


@cache
def _singulars() -> dict[str, str]:
    return {_plural(word): word for word in _nouns()} | dict(table()["plurals"])


def noun(word: str) -> Noun | None:
    """What a noun in small letters tells, or None where the table does not know it."""
    return _nouns().get(word)


def singular(word: str) -> str:
    """The singular of a noun that the table knows, else the word."""
    return _singulars().get(word, word)


@cache
def titles() -> dict[str, tuple[str | None, str | None]]:
    """Title -> sex or None, kind or None."""
    found: dict[str, tuple[str | None, str | None]] = {}
    for sex, kinds in table()["titles"].items():
        for kind, words in kinds.items():
            for word in _split(words):
                found.setdefault(word, (None if sex == "any" else sex, None if kind == "plain" else kind))
    return found


@cache
def words_of(section: str, name: str) -> frozenset[str]:
    """One word list of the table."""
    return frozenset(_split(table()[section][name]))


@cache
def pronouns() -> dict[str, str]:
    """Pronoun -> its class: male female plural thing speaker speakers."""
    return {word: group for group, words in table()["pronouns"].items() for word in words.split()}


DETERMINERS = words_of("small", "determiners")
DEFINITE = words_of("small", "definite")


@cache
def body_table() -> dict[str, dict[str, list[str]]]:
    """``tables/bodies.toml`` as it is: kind -> name -> its country ("-" for none) and its other names."""
    return tomllib.loads(files("hearsay.read").joinpath("tables", "bodies.toml").read_text("utf-8"))


@cache
def _bodies() -> dict[str, Body]:
    return {
        _body_key(spelt): Body(name, kind, None if country == "-" else country)
        for kind, rows in body_table().items()
        for name, (country, *others) in rows.items()
        for spelt in (name, *others)
    }


def _body_key(name: str) -> str:
    """Names of capitals alone keep them: "WHO" is not "who", "IS" not "is"; spaces around joining marks go: "Al - Qaeda"."""
    bare = re.sub(r" ?([-'’]) ?", r"\1", re.sub(r"(?i)^the ", "", name.strip()))
    squeezed = bare.replace(".", "")
    return squeezed if len(squeezed) <= 5 and squeezed.isupper() else fold(bare)


def body(name: str) -> Body | None:
    """The well-known body that a name (with or without its article) stands for."""
    return _bodies().get(_body_key(name)) if name.strip() else None


@lru_cache(maxsize=4096)
def country_word(word: str) -> str | None:
    """ISO code of a country's name, its short form or its adjective as written: "Syria", "U.S.", "North Korean"."""
    if not word[:1].isupper():
        return None
    for key in (f"={word}", f"={word.replace('.', '')}", f"~{fold(word)}"):
        for entry, _ in gazetteer().find(key):
            if entry.kind == "country":
                return entry.country
    return country_name(word)


@lru_cache(maxsize=4096)
def country_name(word: str) -> str | None:
    """ISO code where the word is the name of a country."""
    if word.replace(".", "") in ("US", "USA", "UK"):
        return "GB" if "K" in word else "US"
    if not word[:1].isupper() or len(word) < 3:
        return None
    found = gazetteer().find(fold(word))
    return found[0][0].country if found and found[0][0].kind == "country" else None


@lru_cache(maxsize=4096)
def capital_of(word: str) -> str | None:
    """ISO code of the country whose capital has this name, where it is the first town of that name."""
    if not word[:1].isupper():
        return None
    towns = [entry for entry, _ in gazetteer().find(fold(word)) if entry.kind in ("capital", "seat", "city")]
    return towns[0].country if towns and towns[0].kind == "capital" else None


_LARGE = 100_000
_DOMINANT = 10
"""A town or region tells its country if it has so many people, and so many times those of its namesakes elsewhere."""


@lru_cache(maxsize=4096)
def country_of_place(word: str) -> str | None:
    """ISO code of the country of a large town or region, where no namesake in another country comes near it."""
    if not word[:1].isupper() or len(word) < 4:
        return None
    found = [entry for entry, other in gazetteer().find(fold(word)) if not other and entry.country]
    best = max(found, key=lambda entry: entry.population, default=None)
    if best is None or best.population < _LARGE:
        return None
    elsewhere = max((e.population for e in found if e.country != best.country), default=0)
    return best.country if best.population >= _DOMINANT * elsewhere else None


@lru_cache(maxsize=4096)
def is_people(word: str) -> bool:
    """Whether the word is an adjective or people of a nation, or a creed: "Syrian", "Iraqis", "Kurdish"."""
    if not word[:1].isupper():
        return False
    return word in words_of("small", "peoples") or bool(gazetteer().find(f"~{fold(word)}"))
