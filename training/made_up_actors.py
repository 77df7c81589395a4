"""Made-up actors in made-up reports, for what ECB+ has little of: armed groups, abbreviations, namesakes, states.

Each story has its actors: a group with a long name and an abbreviation, the army and the government of a state, an agency,
two persons, at times of one family name, people who are only described. Each report of it names some of them in one way or
another. All is drawn with a fixed seed; no name is taken from a text.
"""

from __future__ import annotations

import random
from functools import cache
from typing import Any

STATES = (
    ("Chad", "Chadian", "N'Djamena", "TD"), ("Sudan", "Sudanese", "Khartoum", "SD"), ("Peru", "Peruvian", "Lima", "PE"),
    ("Nepal", "Nepali", "Kathmandu", "NP"), ("Georgia", "Georgian", "Tbilisi", "GE"), ("Mali", "Malian", "Bamako", "ML"),
    ("Iraq", "Iraqi", "Baghdad", "IQ"), ("Kenya", "Kenyan", "Nairobi", "KE"), ("Poland", "Polish", "Warsaw", "PL"),
)  # fmt: skip
FIRST = (
    "Popular",
    "National",
    "Free",
    "United",
    "Coastal",
    "Eastern",
    "Northern",
    "Islamic",
    "Democratic",
    "Revolutionary",
)
SECOND = ("Front", "Army", "Movement", "Union", "Guard", "Resistance", "Brigade", "League")
THIRD = ("Liberation", "Unity", "Justice", "Salvation", "Defence", "Renewal", "Freedom")
AGENCIES = ("Relief Mission", "Rights Watch", "Medical Aid", "Press Agency", "Rescue Service")
GIVEN = (("Adam", "male"), ("Daniel", "male"), ("Omar", "male"), ("Peter", "male"), ("Anna", "female"), ("Leila", "female"),
         ("Maria", "female"), ("Ruth", "female"))  # fmt: skip
DESCRIBED = (("the gunman", "a gunman"), ("the victim", "the young victim"), ("a doctor", "a doctor at the clinic"),
             ("the driver", "the truck driver"), ("a witness", "witnesses"))  # fmt: skip
CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"
STORIES, REPORTS = 40, 6
Spelling = tuple[str, str]
"""Words, and whether they are a name or a nominal."""


def made_up(
    seed: int = 11,
) -> tuple[dict[str, list[Any]], dict[tuple[str, str], object], dict[str, dict[str, int]]]:
    """Actors by report, who each is, and bands of likeness: high within a story, at times low between two."""
    from hearsay.link.actors.rows import actor_row

    draw = random.Random(seed)
    actors: dict[str, list[Any]] = {}
    labels: dict[tuple[str, str], object] = {}
    bands: dict[str, dict[str, int]] = {}
    for story in range(STORIES):
        cast = _cast(draw)
        for report in range(REPORTS):
            id_ = f"r-{story}-{report}"
            bands[id_] = {f"r-{story}-{other}": draw.randint(1, 5) for other in range(report)}
            for other in range(max(0, story - 2), story):
                bands[id_][f"r-{other}-{draw.randrange(REPORTS)}"] = draw.randint(3, 7)
            actors[id_] = []
            for who, (fields, ways) in enumerate(cast):
                if draw.random() < 0.6:
                    told = _entity(f"e-{who}", fields, draw.choice(ways), draw)
                    row = actor_row(told)
                    if row is not None:
                        actors[id_].append(row)
                        labels[id_, row.entity] = fields.get("is", (story, who))
    return actors, labels, bands


def _cast(draw: random.Random) -> list[tuple[dict[str, Any], list[list[Spelling]]]]:
    """Who plays in a story: what is known of each, and the ways of naming it, each of one or several mentions."""
    name, people, capital, code = draw.choice(STATES)
    words = (draw.choice(FIRST), draw.choice(SECOND), "for", draw.choice(THIRD))
    long, short = " ".join(words), "".join(word[0] for word in words if word != "for")
    kind = draw.choice(("rebel", "militia"))
    family = _name(draw)
    given, other = draw.sample(GIVEN, 2)
    body = f"{_name(draw)} {draw.choice(AGENCIES)}"
    described = draw.sample(DESCRIBED, 2)
    other_family = _name(draw) if draw.random() < 0.7 else family  # few stories tell of two of one family
    known = draw.sample(_known_bodies(), 2)
    ministry = draw.choice(("Defence", "Interior", "Health")) + " Ministry"

    def n(*names: str) -> list[Spelling]:
        return [(one, "name") for one in names]

    def d(*words: str) -> list[Spelling]:
        return [(one, "nominal") for one in words]

    def person(
        first: tuple[str, str], age: int, family: str = family
    ) -> tuple[dict[str, Any], list[list[Spelling]]]:
        ways = [n(f"{first[0]} {family}", family), n(f"{first[0]} {family}"), n(family)]
        return {"type": "person", "sex": first[1], "age": age}, ways

    return [
        ({"type": "organisation", "kind": kind, "country": code}, [n(long, short), n(long), n(short), n(f"{long} militia")]),
        ({"type": "organisation", "kind": "government", "country": code, "is": code},
         [n(capital), n(f"{people} government"), n(name), d(f"the {people} government"), n(f"{people} authorities")]),
        ({"type": "organisation", "kind": "military", "country": code, "is": f"army {code}"},
         [n(f"{people} Army"), d(f"the {people} army"), n(f"{people} army")]),
        ({"type": "organisation", "kind": "government", "country": code, "is": f"{ministry} {code}"},
         [n(f"{people} {ministry}"), n(ministry), d(f"the {people} {ministry.lower()}")]),
        ({"type": "person", "kind": "military", "country": code},
         [d("an army spokesman"), d(f"a {people} army spokesman"), d("a spokesman for the army")]),
        ({"type": "person", "kind": kind}, [d(f"a spokesman for the {long}"), d(f"a {short} spokesman")]),
        ({"type": "organisation", "kind": "ngo"}, [n(body), n(f"the {body}"), n(body, body.split()[0])]),
        person(given, draw.randint(20, 60)),
        person(other, draw.randint(20, 60), other_family),
        *(({"type": "organisation", "is": name}, [n(spelt) for spelt in spellings]) for name, spellings in known),
        *(({"type": "person"}, [d(row[0]), d(row[1])]) for row in described),
    ]  # fmt: skip


@cache
def _known_bodies() -> list[tuple[str, list[str]]]:
    """Well-known bodies of several names."""
    from hearsay.link.actors.naming import known

    found: dict[str, list[str]] = {}
    for spelt, (name, _) in sorted(known().bodies.items()):
        found.setdefault(name, []).append(spelt)
    return [(name, spellings) for name, spellings in found.items() if len(spellings) > 1]


def _name(draw: random.Random) -> str:
    return "".join(draw.choice(CONSONANTS) + draw.choice(VOWELS) for _ in range(3)).capitalize()


def _entity(id_: str, fields: dict[str, Any], way: list[Spelling], draw: random.Random) -> dict[str, Any]:
    """What a reader would make of it: kind, country, sex and age left open at times."""
    found: dict[str, Any] = {"id": id_, "kind": None, "country": None, "sex": None, "age": None}
    for name, value in fields.items():
        if name in ("type",) or (name in found and draw.random() < (0.2 if name == "age" else 0.8)):
            found[name] = value
    return {**found, "mentions": [{"words": words, "kind": kind} for words, kind in way]}
