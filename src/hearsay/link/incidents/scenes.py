"""Scenes: what one report tells of one act and its consequences, at one place in one interval.

A rule, not a model: events of kinds that a coder enters (``acts.toml``) are one scene where their acts are of one group and
neither days nor places exclude each other. What the report says of day or place only once holds for the scene.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from hearsay.link.happenings.rows import EventRow, ReportRow, Spot, distance
from hearsay.link.happenings.words import stem
from hearsay.link.incidents.around import day_around, days_of_events, spots_around
from hearsay.record.happening import EventKey

NEAR_KM = 50.0
DAYS = 1
"""Days that two tellings of one act may lie apart: night falls between them, or only one is in local time."""
SHORT = 2
"""Days after its first that an act which is no sum of many may go on to: a weekend."""
LATER = 7
"""Days after an act in which those whom it killed, hurt or drove out may be found and counted."""


@dataclass(frozen=True, slots=True)
class Scene:
    """``first`` … ``last`` are days since 0001-01-01 and ``spot`` a place, null where the report leaves them open;
    ``lasting``: it went on through all of these days."""

    report: str
    act: str
    events: tuple[EventKey, ...]
    first: int | None
    last: int | None
    spot: Spot | None
    actors: frozenset[str]
    figures: frozenset[tuple[str, float | None, float | None]]
    lasting: bool = False


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files("hearsay.link.incidents").joinpath("acts.toml").read_text("utf-8"))


@cache
def acts() -> Mapping[str, str]:
    """The group of acts that an event's type, or the outcome of its figure, belongs to."""
    groups = _table()["groups"]
    return {name: group for group, names in groups.items() for name in (*names["types"], *names["outcomes"])}


@cache
def background() -> frozenset[str]:
    """Stems of words for what goes on around an act."""
    return frozenset(map(stem, _table()["background"]))


def act_of(event: EventRow) -> str | None:
    """The group of acts of an event, null for what a coder does not enter by itself: a statement, a demand."""
    if event.stem in background() and not event.figures:
        return None
    names = [event.type or "", *(outcome for outcome, _, _ in event.figures)]
    act = next((acts()[name] for name in names if name in acts()), None)
    if act is None:
        return None
    group = _table()["groups"][act]
    if group.get("moored") and not (event.spot or event.figures):
        return None
    return None if event.stem in map(stem, group.get("standing", ())) else act


def scenes(report: ReportRow) -> tuple[Scene, ...]:
    """The scenes of a report, in order of their first events.

    What nobody says has happened makes none of its own, nor what was long before the story and is only mentioned in it.
    """
    told = [(act, event) for event in report.events if (act := act_of(event)) is not None]
    open_: list[list[EventRow]] = []
    kinds: list[str] = []
    unlike: list[
        dict[tuple[object, ...], EventRow]
    ] = []  # of each scene; a report can tell of thousands of deaths
    for act, event in told:
        fits = [
            n
            for n, kind in enumerate(kinds)
            if kind == act and all(_fit(event, one) for one in unlike[n].values())
        ]
        if fits:
            lately = [n for n in fits if not _long_before(open_[n], open_[0])] or fits
            nearest = min(lately, key=lambda n: (abs(open_[n][-1].sentence - event.sentence), n))
            open_[nearest].append(event)
            unlike[nearest].setdefault(_when_and_where(event), event)
        else:
            open_.append([event])
            kinds.append(act)
            unlike.append({_when_and_where(event): event})
    _met_with_harm(open_, kinds)
    told_of = [
        (act, events)
        for act, events in zip(kinds, open_, strict=True)
        if any(event.real for event in events) and not _only_mentioned(events, open_[0])
    ]
    return tuple(_scene(report, act, events) for act, events in told_of)


def _long_before(events: Sequence[EventRow], lead: Sequence[EventRow]) -> bool:
    """Whether a scene is of a time well before the story's: what has no day of its own is not of it."""
    own, first = days_of_events(events), days_of_events(lead)
    return bool(own and first) and max(last for _, last in own) < min(day for day, _ in first) - LATER


def _only_mentioned(events: Sequence[EventRow], lead: Sequence[EventRow]) -> bool:
    """Whether a scene is one word for what was long before: "marched against the coup of October"."""
    return len(events) == 1 and not events[0].figures and _long_before(events, lead)


def _met_with_harm(open_: list[list[EventRow]], kinds: list[str]) -> None:
    """Make one scene of a protest and the harm done in it: told in one sentence, or without day and place of its own.

    A coder enters the march and those who were shot on it in one row. The road that drivers block elsewhere after two
    of them were shot stays another.
    """
    for protest in [n for n, kind in enumerate(kinds) if kind == "protest"][::-1]:
        for harm in [n for n, kind in enumerate(kinds) if kind == "harm"]:
            if _one_row(open_[protest], open_[harm]):
                open_[harm] = sorted(open_[harm] + open_[protest], key=lambda event: (event.start, event.end))
                del open_[protest], kinds[protest]
                break


def _one_row(protest: Sequence[EventRow], harm: Sequence[EventRow]) -> bool:
    days, spots = days_of_events(protest), {event.spot.id for event in protest if event.spot}
    together = {event.sentence for event in protest} & {event.sentence for event in harm}
    if not together and (days or spots):
        return False
    there = {event.spot.id for event in harm if event.spot}
    if spots and there and not spots & there:
        return False
    return all(_fit(one, other) for one in protest for other in harm)


def _when_and_where(event: EventRow) -> tuple[object, ...]:
    """All that :func:`_fit` goes by: of two events that are alike in it, one is enough to ask."""
    return event.first, event.last, event.lasting, _counts(event), event.spot


def _fit(one: EventRow, other: EventRow) -> bool:
    if one.first is not None and one.last is not None and other.first is not None and other.last is not None:
        if _began_before(one, other) or _began_before(other, one):
            return False
        apart = max(one.first - other.last, other.first - one.last)
        if apart > (LATER if _counts(one) or _counts(other) else DAYS):
            return False
    if one.spot and other.spot:
        return distance(one.spot, other.spot) <= NEAR_KM or _holds(one.spot, other.spot)
    return True


def _began_before(one: EventRow, other: EventRow) -> bool:
    """Whether one sums up a time that began well before the other's day: "11 killed since March" is no attack of May."""
    if one.first is None or other.first is None or other.last is None:
        return False
    return (
        one.lasting
        and not other.lasting
        and one.first < other.first - DAYS
        and other.last - other.first <= SHORT
    )


def _counts(event: EventRow) -> bool:
    """Whether it tells what became of people rather than what was done."""
    return event.type == "CASUALTY"


def _holds(one: Spot, other: Spot) -> bool:
    """Whether one of the two is a wide area of the other's country."""
    return one.country == other.country and max(one.level, other.level) >= 4


def _scene(report: ReportRow, act: str, events: Sequence[EventRow]) -> Scene:
    days = days_of_events(events) or day_around(report, events)
    spots = [event.spot for event in events if event.spot] or spots_around(report, events)
    first, last = min(days, key=lambda day: (day[1] - day[0], day)) if days else (None, None)
    return Scene(
        report=report.id,
        act=act,
        events=tuple(event.key for event in events),
        first=first,
        last=last,
        spot=_commonest(spots) or report.home or report.spot,
        actors=frozenset(name for event in events for name in event.doers | event.others),
        figures=frozenset(row for event in events for row in event.figures),
        lasting=any(event.lasting and (event.first, event.last) == (first, last) for event in events),
    )


def _commonest(spots: Iterable[Spot]) -> Spot | None:
    """The place told most often, of those told as often the most exact, then the first."""
    spots = list(spots)
    count = Counter(spot.id for spot in spots)
    return min(spots, key=lambda spot: (-count[spot.id], spot.level, spots.index(spot)), default=None)
