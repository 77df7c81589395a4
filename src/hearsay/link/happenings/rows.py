"""One row an event: what linking compares, taken from a record once and never changed by other records."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import accumulate
from math import cos, log, radians, sqrt
from typing import Any

from hearsay.link.actors.rows import ActorRow, actor_rows
from hearsay.link.happenings.lasting import days_of
from hearsay.link.happenings.words import WORD, known, rarity, stem

UNREAL = frozenset({"planned", "hypothetical", "denied"})
DOERS = frozenset({"perpetrator", "agent"})
TELLING = 2.5
"""Words at least so rare tell what a sentence is about."""
TOWN_LEVEL = 3
"""Levels of towns, their surroundings and districts."""
DEEDS = frozenset({"ASSAULT", "CASUALTY", "COERCE", "PROTEST"})
TERMS = 64
"""So many of a report's weightiest words stand for it."""
AROUND = 12
"""So many of a sentence's telling words are compared."""
_DETERMINERS = frozenset(
    ("a", "an", "the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your", "some", "any")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that the gazetteer knows; ``level`` as places have it: 1 exact … 6 a country."""

    id: str
    lat: float
    lon: float
    level: int
    country: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """Who takes part in an event: the entity, empty where none is known, and the stems that name it."""

    entity: str
    doer: bool
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class EventRow:
    """What is compared of one event. ``key`` is (report id, event id); sets hold stems.

    ``real``: it has happened, as far as anybody says so: neither planned nor only supposed nor denied. ``doers`` and
    ``others`` name the participants, ``around`` the telling words of the sentence; ``first`` and ``last`` are days since
    0001-01-01, null where unknown; ``lasting``: it went on through all of them.
    """

    key: tuple[str, str]
    ref: str
    start: int
    end: int
    sentence: int
    form: str
    stem: str
    word: int | None
    rarity: float
    type: str | None
    real: bool
    doers: frozenset[str]
    others: frozenset[str]
    around: frozenset[str]
    first: int | None
    last: int | None
    spot: Spot | None
    figures: tuple[tuple[str, float | None, float | None], ...]
    parts: tuple[Part, ...] = ()
    paragraph: int = 0
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report as linking compares it: its words with their weights, when it was published, where it plays, its events, who
    takes part in them. ``home`` is the place it tells of most, for events that have none."""

    id: str
    ref: str
    terms: Mapping[str, float]
    published: int | None
    spot: Spot | None
    events: tuple[EventRow, ...]
    actors: tuple[ActorRow, ...] = ()
    home: Spot | None = None


def report_row(record: Mapping[str, Any]) -> ReportRow:
    """The row of a record, given as the plain values of its JSON; its events in text order."""
    report = record["report"]
    text = report.get("text") or ""
    outside = [
        (piece["start"], piece["end"]) for piece in report.get("furniture", ()) if piece["kind"] != "headline"
    ]
    left_out = _rejected(record)
    events = sorted(
        (event for event in record["events"] if event["id"] not in left_out),
        key=lambda event: (event["start"], event["end"], event["id"]),
    )
    look = _Look.of(record, text)
    rows = tuple(_event_row(event, look) for event in events)
    return ReportRow(
        id=report["id"],
        ref=report["ref"],
        terms=_terms(text, outside),
        published=_day(report.get("published")),
        spot=_main_spot(record, rows),
        events=rows,
        actors=actor_rows(record),
        home=_home(record, rows),
    )


def _rejected(record: Mapping[str, Any]) -> set[str]:
    """The events of which a person rejected every claim: nobody says of them that they happened."""
    claims = [(claim["event"], "rejected" in claim.get("because", ())) for claim in record["claims"]]
    return {event for event, rejected in claims if rejected} - {e for e, rejected in claims if not rejected}


def _terms(text: str, outside: Sequence[tuple[int, int]]) -> dict[str, float]:
    """The weightiest stems of the text, in alphabetical order: (1 + log of count) times rarity, to unit length."""
    words = Counter(
        [
            found.group()
            for found in WORD.finditer(text)
            if not any(start <= found.start() < end for start, end in outside)
        ]
        if outside
        else WORD.findall(text)
    )
    count: dict[str, int] = {}
    weight: dict[str, float] = {}
    for word, times in words.items():
        if (term := _term(word)) is not None:
            root, rare = term
            count[root] = count.get(root, 0) + times
            weight[root] = min(rare, weight.get(root, rare))
    values = {root: (1 + log(times)) * weight[root] for root, times in count.items()}
    kept = sorted(_first(TERMS, values))
    length = sqrt(sum(values[root] ** 2 for root in kept)) or 1.0
    return {root: values[root] / length for root in kept}


def _first(many: int, values: Mapping[str, float]) -> Iterable[str]:
    """The so many with the greatest values, of equals the first in alphabetical order."""
    if len(values) <= many:
        return values
    return [root for _, root in sorted([(-value, root) for root, value in values.items()])[:many]]


@cache
def _term(word: str) -> tuple[str, float] | None:
    """The stem of a word that can stand for a report, and how rare it is; null for any other word."""
    if len(word) < 3 or not word[0].isalpha() or (rare := rarity(word)) < 1.0:
        return None
    return stem(word), rare


@cache
def _told(word: str) -> tuple[str, float] | None:
    """The stem of a word that tells what a sentence is about, and how rare it is; null for any other word."""
    if len(word) < 2 or (weight := rarity(word)) < TELLING:
        return None
    return stem(word), weight


@dataclass(frozen=True, slots=True)
class _Look:
    """The layers of a record by id, and its sentences."""

    report: Mapping[str, Any]
    text: str
    names: Mapping[str, frozenset[str]]
    times: Mapping[str, Mapping[str, Any]]
    places: Mapping[str, Mapping[str, Any]]
    figures: Mapping[str, Mapping[str, Any]]
    sentences: Sequence[Sequence[int]]
    ends: Sequence[int]
    paragraphs: Sequence[int]
    unreal: frozenset[str]

    @classmethod
    def of(cls, record: Mapping[str, Any], text: str) -> _Look:
        blank = "\n\n" if "\n\n" in text else "\n"
        held = [(claim["event"], claim["certainty"] in UNREAL) for claim in record["claims"]]
        return cls(
            report=record["report"],
            text=text,
            names={entity["id"]: _names(entity) for entity in record["entities"]},
            times={time["id"]: time for time in record["times"]},
            places={place["id"]: place for place in record["places"]},
            figures={figure["id"]: figure for figure in record["figures"]},
            sentences=(sentences := record["report"].get("sentences") or []),
            ends=list(accumulate((end for _, end in sentences), max)),
            paragraphs=[found.start() for found in re.finditer(blank, text)],
            unreal=frozenset(e for e, unreal in held if unreal) - {e for e, unreal in held if not unreal},
        )


def _names(entity: Mapping[str, Any]) -> frozenset[str]:
    """Stems of the words that name an entity: of its names, else of its descriptions; never of pronouns."""
    for kind in ("name", "nominal"):
        words = [mention["words"] for mention in entity["mentions"] if mention["kind"] == kind]
        found = frozenset(root for phrase in words for root in _stems(phrase))
        if found:
            return found
    return frozenset()


@cache
def _stems(phrase: str) -> frozenset[str]:
    words = (word for word in WORD.findall(phrase) if len(word) > 1 and word.lower() not in _DETERMINERS)
    return frozenset(stem(word) for word in words if rarity(word) >= TELLING)


def _event_row(event: Mapping[str, Any], look: _Look) -> EventRow:
    sentence = bisect_right(look.ends, event["start"])
    bounds = look.sentences[sentence] if sentence < len(look.sentences) else (event["start"], event["end"])
    form = event["words"].lower()
    head = WORD.findall(form)[-1:] or [form]
    root = stem(head[0])
    parts: list[Part] = []
    for part in event["participants"]:
        named = look.names.get(part["entity"], frozenset()) or _stems(part["words"])
        parts.append(Part(part["entity"] or "", part["role"] in DOERS, named))
    first, last, lasting = _interval(event, look)
    return EventRow(
        key=(look.report["id"], event["id"]),
        ref=look.report["ref"],
        start=event["start"],
        end=event["end"],
        sentence=sentence,
        form=head[0],
        stem=root,
        word=known(head[0]),
        rarity=rarity(head[0]),
        type=event["type"],
        real=event["time"] != "FUTURE" and event["polarity"] != "NEG" and event["id"] not in look.unreal,
        doers=frozenset(name for part in parts if part.doer for name in part.names),
        others=frozenset(name for part in parts if not part.doer for name in part.names),
        around=_around(look.text[bounds[0] : bounds[1]], root),
        first=first,
        last=last,
        spot=_spot([look.places[id_] for id_ in event["where"]]),
        figures=_figures(event, look),
        parts=tuple(parts),
        paragraph=bisect_right(look.paragraphs, event["start"]),
        lasting=lasting,
    )


@cache
def _around(sentence: str, root: str) -> frozenset[str]:
    """The rarest stems of the sentence but the event's own."""
    rare = dict([told for word in WORD.findall(sentence) if (told := _told(word)) is not None])
    rare.pop(root, None)
    return frozenset(_first(AROUND, rare))


def _spot(places: Iterable[Mapping[str, Any]]) -> Spot | None:
    """The most exact of the places that the gazetteer knows or a person put on the map, of those as exact the first."""
    found = [
        place
        for place in places
        if place["lat"] is not None and (place["gazetteer_id"] or "lat" in place.get("because", ()))
    ]
    best = min(found, key=lambda place: (place["level"] or 9, place["start"]), default=None)
    if best is None:
        return None
    id_ = best["gazetteer_id"] or f"{best['lat']},{best['lon']}"
    return Spot(id_, best["lat"], best["lon"], best["level"] or 9, best["country"])


def _main_spot(record: Mapping[str, Any], events: Sequence[EventRow]) -> Spot | None:
    """Where the report plays: the place of most of its events, else the first place of the text."""
    spots = [event.spot for event in events if event.spot]
    if spots:
        count = Counter(spots)
        return min(count, key=lambda spot: (-count[spot], spots.index(spot)))
    literal = [place for place in record["places"] if place["use"] == "literal"]
    return _spot(literal[:1])


def _home(record: Mapping[str, Any], events: Sequence[EventRow]) -> Spot | None:
    """The place told most often where the text says that something was, and by most events; of those told as often the
    most exact, then the first. A dateline says where the reporter was: it counts where no other place is told."""
    lines = [(p["start"], p["end"]) for p in record["report"].get("furniture", ()) if p["kind"] == "dateline"]
    literal = [place for place in record["places"] if place["use"] == "literal"]
    inside = [place for place in literal if not any(a <= place["start"] < b for a, b in lines)]
    for places in (inside, literal):
        spots = [spot for place in places if (spot := _spot([place])) and spot.level <= TOWN_LEVEL]
        done = [event.spot.id for event in events if event.spot and event.type in DEEDS]
        count = Counter(spot.id for spot in spots)
        if count:
            count.update(id_ for id_ in done if id_ in count)
            return min(spots, key=lambda spot: (-count[spot.id], spot.level, spots.index(spot)))
    return _spot(literal[:1])


def distance(one: Spot, other: Spot) -> float:
    """Kilometres between two places, as on a plane: exact enough below a few hundred."""
    north = (one.lat - other.lat) * 111
    east = (one.lon - other.lon) * 111 * cos(radians((one.lat + other.lat) / 2))
    return sqrt(north * north + east * east)


def _interval(event: Mapping[str, Any], look: _Look) -> tuple[int | None, int | None, bool]:
    time = look.times.get(event["when"] or "")
    if time is None:
        return None, None, False
    published = look.report.get("published")
    first, last, lasting = days_of(look.text, time["start"], time["earliest"], time["latest"], published)
    return _day(first), _day(last), lasting


def _figures(event: Mapping[str, Any], look: _Look) -> tuple[tuple[str, float | None, float | None], ...]:
    found = (look.figures[id_] for id_ in event["figures"])
    return tuple(
        sorted(
            {(figure["outcome"], figure["low"], figure["high"]) for figure in found if figure["outcome"]},
            key=str,
        )
    )


@cache
def _day(moment: str | None) -> int | None:
    return date.fromisoformat(moment[:10]).toordinal() if moment else None
