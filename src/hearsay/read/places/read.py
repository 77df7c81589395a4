"""The places layer: toponyms of a report, each with what it most likely means and what else it may.

Toponyms are found in :mod:`hearsay.read.places.toponyms`, told apart from their namesakes in
:mod:`hearsay.read.places.whereabouts`, and their use and relation read in
:mod:`hearsay.read.places.bearings`. Levels are UCDP's ``where_prec``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

from hearsay.read.entities.nouns import body, country_name
from hearsay.read.places.bearings import Bearing, bearing, moved
from hearsay.read.places.gazetteer import TOWNS, Entry, Gazetteer, fold, gazetteer
from hearsay.read.places.outlets import outlet_spans
from hearsay.read.places.points import find_points
from hearsay.read.places.signs import sign
from hearsay.read.places.toponyms import Finder, Toponym, holds, lexicon
from hearsay.read.places.uses import Uses
from hearsay.read.places.whereabouts import Referent, referents, resolve, setting, weights
from hearsay.read.reading import Reading
from hearsay.record import Candidate, Place, Span

THRESHOLD = 0.5
"""A capitalised name is told as a place from this chance on."""

UNSURE = 0.6
"""Below this chance of its best namesake, and of those beside it, a place says that it is ambiguous."""

SHOWN = 5
"""Candidates kept with a place."""

LEVELS = {"country": 6, "admin1": 4, "admin2": 3, "capital": 1, "seat": 1, "city": 1, "quarter": 1, "site": 1}
LEVELS |= {"sea": 7, "region": 5, "river": 5, "lake": 5, "mountain": 5, "island": 5}

_NATURAL = frozenset({"island", "river", "lake", "mountain"})

_COMPASS_PART = re.compile(
    r"\b(?:north|south|east|west|central)(?:-?(?:east|west))?(?:ern)?[ -]$", re.IGNORECASE
)
_NAMED = re.compile(
    r"\b(?:village|town|city|settlement|hamlet|suburb|neighbou?rhood|district|province)s? of "
    r"((?:(?:al|el|ar|as|ash|an|at)-)?[A-Z][\w'’]+(?:[ -](?:al-|el-|de |la )?[A-Z][\w'’]+){0,2})"
)


_PLACED = re.compile(
    r"\b(?:in|at|near|from|to|of|outside|into|around|through|across|towards?|inside|via|on|off|between|beyond|over|"
    r"leaving|reached|and)\s(?:the\s)?$",
    re.IGNORECASE,
)
"""Words before a name that the gazetteer does not have and the network takes for a place, without which it is not told:
on the even rows of TR-News and LGL half of what stands without them is none."""


def read_places(reading: Reading, spans: Sequence[tuple[int, int]] | None = None) -> tuple[Place, ...]:
    """The toponyms of a report in text order. Needs only the text; entities, where read, confirm or exclude names.

    With `spans`, exactly these ranges of the text are taken for toponyms, so that finding and placing can be
    measured apart.
    """
    text = reading.report.text
    if not text:
        return ()
    table = gazetteer()
    finder = Finder(text, table)
    found = _find(reading, finder) if spans is None else _given(finder, spans)
    groups = referents(found)
    resolve(groups, setting(reading.report.publisher, reading.report.url, table), weights())
    uses = Uses(text, finder.words, found, reading.syntax)
    meant = {id(t): g for g in groups for t in g.toponyms}
    strange = (
        {id(t) for g in groups if _is_stranger(g, groups) for t in g.toponyms} if spans is None else set()
    )
    unlisted = {(t.start, t.end): "no namesake of its kind" for t in found if id(t) in strange}
    found = [t for t in found if id(t) not in strange]
    places = [_place(text, t, meant[id(t)], found, uses, table) for t in found]
    places += _unlisted(
        {**_named(reading), **unlisted} if spans is None else dict.fromkeys(spans, "given"), text, found
    )
    if spans is None:
        taken = [(p.start, p.end) for p in places]
        places += [
            p for p in find_points(text) if not any(p.start < end and start < p.end for start, end in taken)
        ]
    return tuple(sorted(places, key=lambda p: (p.start, p.end)))


def _find(reading: Reading, finder: Finder) -> list[Toponym]:
    found = finder.find()
    sign(finder.text, finder.words, found, finder.shouting)
    inside = _in_bodies(reading)
    outlets = outlet_spans(reading.report)
    told = [
        t
        for t in found
        if (t.options[0][0].kind == "country" or t.start not in inside)
        and not any(start <= t.start and t.end <= end for start, end in outlets)
    ]
    return [t for t in told if _chance(t, _cover(reading, t)) >= THRESHOLD]


def _is_stranger(group: Referent, groups: Sequence[Referent]) -> bool:
    """Whether a name said to be that of an island, river or mountain only has towns for namesakes, and its likeliest lies
    in a country that no other name of the report is in: "the island of Tanna" is not Thāne."""
    entry = group.options[group.best][0]
    said = {kind for t in group.toponyms for kind in t.kinds[:1]}
    if entry.kind not in TOWNS or not said or not said <= _NATURAL:
        return False
    return not any(
        other is not group and other.options[other.best][0].country == entry.country for other in groups
    )


def _in_bodies(reading: Reading) -> set[int]:
    """Where the words of well-known bodies stand: the New York of "New York Times" is no place, the U.S. of its army is."""
    return {
        at
        for entity in reading.entities
        if entity.type == "organisation"
        for m in entity.mentions
        if m.kind == "name"
        and body(m.words)
        and not country_name(m.words)
        and fold(m.words) not in lexicon()["offices"]
        for at in range(m.start, m.end)
    }


def _given(finder: Finder, spans: Sequence[tuple[int, int]]) -> list[Toponym]:
    found: list[Toponym] = []
    for start, end in sorted(set(spans)):
        hit = finder.within(start, end)
        if hit is not None and not (found and found[-1].last >= hit.first):
            hit.start, hit.end = start, end
            found.append(hit)
    finder.tie(found)
    return found


def _chance(toponym: Toponym, entity: str | None) -> float:
    """The chance that the words name a place here."""
    if "after:street" in toponym.signs and toponym.key not in lexicon()["offices"]:
        return 0.0  # Dublin Road is not in Dublin
    model = weights()["find"]
    score = sum(model.get(sign, 0.0) for sign in toponym.signs)
    if entity is not None:
        score += model.get(f"entity:{entity}", ENTITY.get(entity, 0.0))
    return 1 / (1 + math.exp(-score))


ENTITY = {"location": 1.0, "nationality": 1.0, "person": -1.0}
"""What an entity over the words adds to the score, in logits. On the even rows of TR-News more cost recall and less
precision: the network takes a country that acts for a body, and rightly, but it is a toponym too."""


def _cover(reading: Reading, toponym: Toponym) -> str | None:
    """Type of the smallest named entity that covers the toponym."""
    over = [
        (m.end - m.start, e.type)
        for e in reading.entities
        for m in e.mentions
        if m.kind == "name" and m.start <= toponym.start and toponym.end <= m.end
    ]
    return min(over)[1] if over else None


def _place(
    text: str, t: Toponym, group: Referent, found: list[Toponym], uses: Uses, table: Gazetteer
) -> Place:
    order = sorted(range(len(group.options)), key=lambda i: (-group.chances[i], i))
    entry, chance = group.options[order[0]][0], group.chances[order[0]]
    at = found.index(t)
    lies = None if t.form == "people" else bearing(text, t, found[max(0, at - 1) : at + 2])
    fields = _where(text, t, entry, lies, table)
    because: dict[str, Any] = {"lat": (f"gazetteer {table.version}",)}
    grounds = [f"chance {chance:.2f}"]
    beside = ((e, c) for (e, _), c in zip(group.options, group.chances, strict=True) if _beside(e, entry))
    if sum(c for _, c in beside) < UNSURE:
        grounds.append("ambiguous")
    because["gazetteer_id"] = tuple(grounds)
    if t.held_by is not None and any(holds(outer, entry) for outer, _ in t.held_by.options[:6]):
        because["country"] = (Span.at(text, t.held_by.start, t.held_by.end),)
    candidates = tuple(_candidate(group.options[i][0], group.chances[i], table) for i in order[:SHOWN])
    use = uses.use(t, entry)
    return Place.at(text, t.start, t.end, use=use, candidates=candidates, because=because, **fields)


def _beside(one: Entry, other: Entry) -> bool:
    """Whether two namesakes lie so close (about 150 km) that taking one for the other does little harm."""
    return math.dist((one.lat, one.lon), (other.lat, other.lon)) < 1.5


def _where(text: str, t: Toponym, entry: Entry, lies: Bearing | None, table: Gazetteer) -> dict[str, Any]:
    """Name, regions, point, radius, level and relation."""
    lat, lon = entry.lat, entry.lon
    radius, level = _reach(t, entry)
    if lies is not None and lies.km is not None and lies.course is not None:
        lat, lon = moved(lat, lon, lies.km, lies.course)
        radius = max(2.0, radius / 2, lies.km / 4)
    elif lies is not None and lies.km is not None:
        radius += lies.km
    elif lies is not None and entry.kind in TOWNS:
        radius += 25.0
    if lies is not None and level == 1:
        level = 2 if lies.relation != "between" and (lies.km or 0) <= 25 else 5
    elif (
        level in (4, 6) and t.form != "people" and _COMPASS_PART.search(text[max(0, t.start - 16) : t.start])
    ):
        level = 5 if level == 6 else 4
    return {
        "name": entry.name,
        "country": entry.country,
        **_held(entry, table),
        "lat": lat,
        "lon": lon,
        "radius_km": round(radius, 1),
        "relation": lies.relation if lies else ("at" if t.form != "people" else None),
        "gazetteer_id": entry.id if ":" in entry.id else f"geonames:{entry.id}",
        "level": level,
    }


def _reach(t: Toponym, entry: Entry) -> tuple[float, int | None]:
    """Radius in km and level of a namesake, where the words tell another kind than it is listed as.

    "Kramatorsk district" for which only the town is listed is told as the district around it, and a town for which
    only its district is, as the town.
    """
    level = LEVELS.get(entry.kind)
    told = t.kinds[0] if t.kinds and entry.kind not in t.kinds else None
    if entry.kind in TOWNS and told in ("admin1", "admin2"):
        return max(entry.radius_km, 60.0 if told == "admin1" else 25.0), LEVELS[told]
    if entry.kind == "admin2" and told in TOWNS:
        return min(entry.radius_km, 10.0), 1
    return entry.radius_km, level


def _held(entry: Entry, table: Gazetteer) -> dict[str, Any]:
    own1, own2 = entry.kind == "admin1", entry.kind == "admin2"
    first = entry.name if own1 else table.entry(entry.admin1).name if entry.admin1 >= 0 else None
    second = entry.name if own2 else table.entry(entry.admin2).name if entry.admin2 >= 0 else None
    return {"admin1": first, "admin2": second}


def _candidate(entry: Entry, chance: float, table: Gazetteer) -> Candidate:
    return Candidate(
        name=entry.name,
        gazetteer_id=entry.id if ":" in entry.id else f"geonames:{entry.id}",
        country=entry.country,
        **_held(entry, table),
        lat=entry.lat,
        lon=entry.lon,
        level=LEVELS.get(entry.kind),
        population=entry.population or None,
        score=round(chance, 3),
    )


def _named(reading: Reading) -> dict[tuple[int, int], str]:
    """Spans that the text ("the village of …") or the network calls places, with why."""
    spans = {m.span(1): "named as a place" for m in _NAMED.finditer(reading.report.text or "")}
    text = reading.report.text or ""
    for entity in reading.entities:
        if entity.type == "location":
            names = (m for m in entity.mentions if m.kind == "name")
            spans |= {
                (m.start, m.end): "location"
                for m in names
                if _PLACED.search(text, max(0, m.start - 24), m.start)
            }
    return spans


def _unlisted(spans: dict[tuple[int, int], str], text: str, found: Sequence[Toponym]) -> list[Place]:
    """Places that the gazetteer does not hold: no coordinates."""
    taken = [(t.start, t.end) for t in found]
    places = []
    for (start, end), reason in sorted(spans.items()):
        plain = fold(text[start:end]) in lexicon()["plain"] | lexicon()["nowhere"]
        if plain or any(start < e and s < end for s, e in taken):
            continue
        taken.append((start, end))
        because = {"lat": ("unlisted", reason)}
        places.append(Place.at(text, start, end, name=text[start:end], because=because))
    return places
