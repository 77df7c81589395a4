"""What names tell of an actor by themselves: what is the same in two spellings, initials, well-known bodies, states.

``names.tsv`` is made by ``python -m training.actors names`` from the tables that reading uses, which no other room may open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_POSSESSIVE = re.compile(r"['’]s?\b")
_SMALL = frozenset(["the", "a", "an", "of", "for", "and", "in", "de", "la", "el", "al", "to", "on"])
_OF_STATES = frozenset(
    ("government", "govt", "authorities", "authority", "administration", "regime", "republic", "state", "officials", "side")
)  # fmt: skip
"""What is left of a name when the country's is taken away, where the state or its government as a whole is meant."""
_CLASSES = frozenset(
    ("militia", "militias", "group", "rebel", "rebels", "militant", "militants", "fighters", "insurgents", "paramilitary",
     "paramilitaries", "jihadists", "guerrillas", "party", "movement", "organisation", "organization", "agency", "forces")
)  # fmt: skip
"""Words beside a name that say what the body is and are no part of it: "the RSF militia", "the rebel group M23"."""
LONGEST_SHORT = 6
"""So many letters has an abbreviation at most."""


class Known(NamedTuple):
    """Names by key: of bodies the canonical name and country, of states (also by capital, seat, people) the country."""

    bodies: dict[str, tuple[str, str | None]]
    states: dict[str, str]
    seats: dict[str, str]


@cache
def known() -> Known:
    """The names that ship with the package."""
    found = Known({}, {}, {})
    text = files("hearsay.link.actors").joinpath("names.tsv").read_text("utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        what, key, name, country = line.split("\t")
        if what == "body":
            found.bodies[key] = (name, country or None)
        elif what == "seat":
            found.seats[key] = country
        else:
            found.states[key] = country
    return found


@cache
def key(name: str) -> str:
    """What two spellings of one name share; a name of few capitals alone stays as it is: "WHO" is not "who"."""
    short = name.replace(".", "").strip()
    if short.isupper() and short.isalpha() and len(short) <= LONGEST_SHORT:
        return short
    words = [word.casefold() for word in WORD.findall(_POSSESSIVE.sub("", name.replace(".", "")))]
    return " ".join(word for word in words if word not in _SMALL) or name.casefold()


def keys(name: str) -> frozenset[str]:
    """The key of a name, and that of what is left without words for what the body is, where that is a name by itself."""
    words = name.split()
    while len(words) > 1 and words[-1].casefold() in _CLASSES:
        words.pop()
    while len(words) > 1 and words[0].casefold() in _CLASSES | {"the"}:
        words.pop(0)
    core = key(" ".join(words))
    return frozenset({key(name), core} if is_short(core) or core in known().bodies else {key(name)})


def is_short(name_key: str) -> bool:
    """Whether a key is an abbreviation's."""
    return name_key.isupper()


def initials(name: str) -> frozenset[str]:
    """What a name of several words may be shortened to: by all its words, by all but the small ones, by capitals inside."""
    words = [word for word in WORD.findall(name.replace(".", "")) if word.casefold() != "the"]
    told = [word for word in words if word.casefold() not in _SMALL]
    if len(told) < 2:
        return frozenset()
    every = ("".join(word[0] for word in row).upper() for row in (words, told))
    return frozenset(short for short in every if 2 <= len(short) <= LONGEST_SHORT)


def body(names: Iterable[str], country: str | None) -> str | None:
    """The well-known body that names stand for; null where its country is another, or a long name is that of another.

    An abbreviation that a text introduces for a body of its own is that body: its long name has the same letters.
    """
    names = list(names)
    told = {one for name in names for one in keys(name)}
    found = {known().bodies[one] for one in told if one in known().bodies}
    shorts = {one for one in told if is_short(one)}
    own = any(shorts & initials(name) and not keys(name) & known().bodies.keys() for name in names)
    if own or len({name for name, _ in found}) != 1:
        return None
    name, of = found.pop()
    return None if of and country and of != country else name


def state(names: Iterable[str], kind: str | None, country: str | None, is_body: bool) -> str | None:
    """The state that names stand for, as a whole or by its government: "Russia", "Moscow", "the Kremlin".

    A capital is the state where the report reads it as a government (``is_body``), else a town.
    """
    if country is None:
        return None
    return country if any(_is_state(key(name), kind, country, is_body) for name in names) else None


def _is_state(name: str, kind: str | None, country: str, is_body: bool) -> bool:
    table = known()
    if table.states.get(name) == country:
        return True
    if table.seats.get(name) == country:
        return is_body and kind in ("government", None)
    words = name.split()
    for size in range(1, len(words)):
        rest = words[size:] if table.states.get(" ".join(words[:size])) == country else None
        if rest is None and table.states.get(" ".join(words[-size:])) == country:
            rest = words[:-size]
        if rest and all(word in _OF_STATES for word in rest):
            return True
    return False
