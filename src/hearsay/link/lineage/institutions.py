"""Bodies that a state has one of: "the army", "Sudan's armed forces" and "a Sudanese military spokesman" are one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from hearsay.link.actors.naming import key as actor_key
from hearsay.link.actors.naming import known
from hearsay.record import Entity

_MINISTRY = "ministry"
_LONGEST = 3
"""Words of a country's name."""


def institution(entity: Entity) -> tuple[str, str | None] | None:
    """What institution an entity is, or by its own description speaks for, and the state's country, null where not told.

    Null for anything else, a branch or a unit of an institution among it: "the air force", "an army officer". Seats of
    government and capitals that the report reads as a body are the government.
    """
    said = [mention.words for mention in entity.mentions if mention.kind != "pronoun"]
    for words in said or [entity.name]:
        name = institution_name(words, entity.country, is_person=entity.type == "person")
        if name is not None:
            return name, entity.country
        if entity.type == "organisation" and known().seats.get(actor_key(words), "") == entity.country:
            return "government", entity.country
    return None


def institution_name(words: str, country: str | None = None, is_person: bool = False) -> str | None:
    """The institution that words name; of a person the one that "spokesman" or the like stands beside."""
    return _name(words, country, is_person)


@cache
def _name(words: str, country: str | None, is_person: bool) -> str | None:
    body = known().bodies.get(actor_key(words))
    told = actor_key(body[0] if body is not None and not is_person else words).casefold().split()
    if is_person:
        speaking = [word for word in told if word in _table()["speakers"]["nouns"]]
        if len(speaking) != 1:
            return None
        told = [word for word in told if word not in speaking]
    return _named(_without_country(told, country))


def _without_country(told: list[str], country: str | None) -> list[str]:
    """Without the words for the state: "Sudan", "Sudanese", "South Korean", whose country must be the entity's."""
    for size in range(min(_LONGEST, len(told) - 1), 0, -1):
        for rest, taken in ((told[size:], told[:size]), (told[:-size], told[-size:])):
            code = known().states.get(" ".join(taken)) or known().states.get(" ".join(taken).upper())
            if code is not None and country in (None, code):
                return rest
    return told


def _named(words: Iterable[str]) -> str | None:
    table = _table()
    alike: Mapping[str, str] = table["alike"]
    found = frozenset(alike.get(word, word) for word in words if word not in table["dropped"])
    if len(found) == 2 and _MINISTRY in found:
        return f"{next(word for word in found if word != _MINISTRY)} {_MINISTRY}"
    return _institutions().get(found)


def may_relay(one: str, other: str) -> bool:
    """Whether one of two institutions of a state passes on the other's word."""
    return sorted((one, other)) in [sorted(pair) for pair in _table()["relays"]["pairs"]]


@cache
def _institutions() -> dict[frozenset[str], str]:
    rows: dict[str, list[list[str]]] = _table()["institutions"]
    return {frozenset(words): name for name, ways in rows.items() for words in ways}


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files("hearsay.link.lineage").joinpath("institutions.toml").read_text("utf-8"))
