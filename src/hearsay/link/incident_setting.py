"""When and where an incident was: what its own claims say, else what their reports say around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from hearsay.link.estimates import Told
from hearsay.link.happenings.rows import Spot, report_row
from hearsay.link.incidents.scenes import Scene, scenes
from hearsay.record import Place
from hearsay.record.incident import Interval, Site

_UNLISTED_LEVEL = 3.5
_WIDE = (3, 4)
"""Levels of districts and provinces."""


def when_of(told: Sequence[Told]) -> Interval:
    """The days that most origins give, of equals the narrowest, then the first.

    Where nobody knows the day and somebody tells of a time through which it went on ("killed since January"), that time.
    Where no claim has a day, the days that their reports tell around them.
    """
    voices: dict[tuple[str, str], set[str]] = {}
    lasting: set[tuple[str, str]] = set()
    for one in told:
        first, last = one.when
        if first and last:
            voices.setdefault((first, last), set()).add(one.origin)
            if one.lasting:
                lasting.add((first, last))
    if not voices:
        for scene in around(told):
            if scene.first is not None and scene.last is not None:
                days = date.fromordinal(scene.first).isoformat(), date.fromordinal(scene.last).isoformat()
                voices.setdefault(days, set()).add(scene.report)
    if not voices:
        return Interval()
    through = lasting if lasting and all(first != last for first, last in voices) else set()
    first, last = min(
        voices,
        key=lambda days: (
            days not in through, -len(voices[days]), days[1] > days[0], days[1][:7] != days[0][:7], days,
        ),
    )  # fmt: skip
    return Interval(earliest=first, latest=last)


def sites_of(told: Sequence[Told]) -> tuple[Site, ...]:
    """Places of the events, those of most origins first, of equals the most exact; else where their reports play.

    A place that the gazetteer does not have is as far known as the province told behind it, else in the country in which its
    report plays.
    """
    found: dict[str, list[tuple[Told, Place]]] = {}
    for one in told:
        for id_ in one.event.where:
            place = one.layers.places[id_]
            if place.use == "literal":
                found.setdefault(place.gazetteer_id or place.name.casefold(), []).append((one, place))
    if not any(place.country for rows in found.values() for _, place in rows):
        country = None
        for one, place in _told_around(told):
            country = country or place.country
            if not found:
                found.setdefault(place.gazetteer_id or place.name.casefold(), []).append((one, place))
        return tuple(_site(rows, country) for rows in _ranked(found))
    return tuple(_site(rows) for rows in _ranked(found))


def around(told: Iterable[Told]) -> Iterator[Scene]:
    """The scenes of the reports of some claims that hold them."""
    events: dict[str, set[str]] = {}
    records = {}
    for one in told:
        events.setdefault(one.key[0], set()).add(one.event.id)
        records[one.key[0]] = one.record
    for report, record in sorted(records.items()):
        for scene in scenes(report_row(record.to_dict())):
            if any(id_ in events[report] for _, id_ in scene.events):
                yield scene


def _told_around(told: Sequence[Told]) -> Iterator[tuple[Told, Place]]:
    """For each scene of the claims its place as the report has it, with the first of its claims."""
    first = {one.key[0]: one for one in reversed(told)}
    for scene in around(told):
        one = first[scene.report]
        place = _place(one, scene.spot)
        if place is not None:
            yield one, place


def _place(one: Told, spot: Spot | None) -> Place | None:
    """The telling of a place nearest to the claim: "near Gao" rather than "GAO" in the dateline."""
    if spot is None:
        return None
    tellings = [
        place for place in one.record.places if place.gazetteer_id == spot.id and place.lat is not None
    ]
    return min(tellings, key=lambda p: (p.use != "literal", abs(p.start - one.event.start)), default=None)


def _ranked(found: dict[str, list[tuple[Told, Place]]]) -> list[list[tuple[Told, Place]]]:
    """Of equals the first told: "on the islands of Tanna and Efate". A place that the gazetteer does not have is taken for
    smaller than a province: "the village of Yargoje in Katsina state"."""
    return sorted(
        found.values(),
        key=lambda rows: (-len({one.origin for one, _ in rows}), rows[0][1].level or _UNLISTED_LEVEL),
    )


def _holder(one: Told, place: Place) -> Place | None:
    """The province or district told right behind a place that the gazetteer does not have."""
    told = [one.layers.places[id_] for id_ in one.event.where]
    held = (p for p in told if p.start > place.end and p.level in _WIDE and p.lat is not None)
    return next(held, None) if place.lat is None else None


def _site(rows: Sequence[tuple[Told, Place]], country: str | None = None) -> Site:
    place = next((p for _, p in rows if p.lat is not None), rows[0][1])
    name = place.name
    place = _holder(rows[0][0], place) or place
    return Site(
        name=name, country=place.country or country, admin1=place.admin1, admin2=place.admin2, lat=place.lat,
        lon=place.lon, radius_km=place.radius_km, relation=place.relation, level=place.level,
        claims=tuple(dict.fromkeys(one.key for one, _ in rows)),
    )  # fmt: skip
