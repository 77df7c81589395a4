"""Whom a figure counts, made comparable across reports."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from hearsay.link.estimates.told import Told
from hearsay.record import Figure
from hearsay.record.estimate import PopulationKey

_NOUN_PHRASE = re.compile(r"\b(?:of|from|in|at|who|that|which|with|on|by|for|and|or)\b", re.IGNORECASE)
_OF_A_SEX = frozenset(("man", "men", "woman", "women"))
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def population_of(figure: Figure, told: Told) -> PopulationKey:
    """The population of ``figure`` by the codes the reader gave and by the words that are counted.

    The noun says more than the codes hold: nine engineers are not hundreds of troops, soldiers are not rebels,
    Israeli soldiers not Syrian ones. A noun that says no more than "people" adds nothing.
    """
    people = figure.population
    words = told.counted.get(figure.id) or (figure.counted.words if figure.counted else "")
    nation, noun = _counted(words)
    row = _nouns().get(noun or "", {"group": noun} if noun else {})
    said_sex = None if _masculine_of_all(words) else people.sex
    return PopulationKey.of(
        status=people.status or row.get("status"),
        sex=said_sex or row.get("sex"),
        age_group=people.age_group or row.get("age_group"),
        side=told.actors.get(people.side or ""),
        people=nation,
        group=row.get("group"),
    )


def _masculine_of_all(counted: str) -> bool:
    """Whether the noun is masculine for everybody: among fishermen and servicemen there are women."""
    words = _WORD.findall(counted.lower())
    return bool(words) and words[-1].endswith(("men", "man")) and words[-1] not in _OF_A_SEX


def _counted(counted: str) -> tuple[str | None, str | None]:
    """The nation or creed and the noun, singular and in small letters, of the words counted."""
    phrase = _NOUN_PHRASE.split(counted.strip(), maxsplit=1)[0]
    words = _WORD.findall(phrase)
    if not words:
        return None, None
    before, head = words[:-1], words[-1]
    if head[0].isupper() and not before:  # "12 Americans", but also a noun that begins a sentence
        known = singular(head.lower())
        return (None, known) if known in _nouns() else (singular(head), None)
    nation = next((word for word in before if word[0].isupper() and word.lower() not in _plain_words()), None)
    noun = singular(head.lower())
    small = [word.lower() for word in before if word[0].islower()]
    if noun in _table()["compounds"] and small:
        noun = f"{small[-1]} {noun}"
    return nation, noun


def singular(noun: str) -> str:
    """The singular of a noun for people; a word that is none comes back as it is."""
    irregular: dict[str, str] = _table()["irregular"]
    if noun in irregular:
        return irregular[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun[:-3] + "man" if noun.endswith("men") else noun


@cache
def _nouns() -> dict[str, dict[str, str]]:
    rows: dict[str, dict[str, str]] = {}
    for row in _table()["nouns"]:
        said = {name: value for name, value in row.items() if name != "words"}
        rows.update(dict.fromkeys(row["words"], said))
    return rows


@cache
def _plain_words() -> frozenset[str]:
    return frozenset(_table()["no_nation"])


@cache
def _table() -> dict[str, Any]:
    place = files("hearsay.link.estimates").joinpath("populations.toml")
    return tomllib.loads(place.read_text(encoding="utf-8"))
