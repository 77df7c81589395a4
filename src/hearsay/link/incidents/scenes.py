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
from hearsay.record.happening import EventKey

NEAR_KM = 50.0
DAYS = 1
"""Days that two tellings of one act may lie apart: night falls between them, or only one is in local time."""
LATER = 7
"""Days after an act in which those whom it killed, hurt or drove out may be found and counted."""


@dataclass(frozen=True, slots=True)
class Scene:
    """``first`` … ``last`` are days since 0001-01-01 and ``spot`` a place, null where the report leaves them open."""

    report: str
    act: str
    events: tuple[EventKey, ...]
    first: int | None
    last: int | None
    spot: Spot | None
    actors: frozenset[str]
    figures: frozenset[tuple[str, float | None, float | None]]


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
    if act and _table()["groups"][act].get("moored") and not (event.spot or event.figures):
        return None
    return act


def scenes(report: ReportRow) -> tuple[Scene, ...]:
    """The scenes of a report, in order of their first events."""
    told = [(act, event) for event in report.events if (act := act_of(event)) is not None]
    open_: list[list[EventRow]] = []
    kinds: list[str] = []
    for act, event in told:
        fits = [
            n for n, kind in enumerate(kinds) if kind == act and all(_fit(event, one) for one in open_[n])
        ]
        if fits:
            nearest = min(fits, key=lambda n: (abs(open_[n][-1].sentence - event.sentence), n))
            open_[nearest].append(event)
        else:
            open_.append([event])
            kinds.append(act)
    return tuple(_scene(report, act, events) for act, events in zip(kinds, open_, strict=True))


def _fit(one: EventRow, other: EventRow) -> bool:
    if one.first is not None and one.last is not None and other.first is not None and other.last is not None:
        apart = max(one.first - other.last, other.first - one.last)
        if apart > (LATER if _counts(one) or _counts(other) else DAYS):
            return False
    if one.spot and other.spot:
        return distance(one.spot, other.spot) <= NEAR_KM or _holds(one.spot, other.spot)
    return True


def _counts(event: EventRow) -> bool:
    """Whether it tells what became of people rather than what was done."""
    return event.type == "CASUALTY"


def _holds(one: Spot, other: Spot) -> bool:
    """Whether one of the two is a wide area of the other's country."""
    return one.country == other.country and max(one.level, other.level) >= 4


def _scene(report: ReportRow, act: str, events: Sequence[EventRow]) -> Scene:
    sentences = {event.sentence for event in events}
    days = _days(events) or _days(event for event in report.events if event.sentence in sentences)
    spots = [event.spot for event in events if event.spot]
    first, last = min(days, key=lambda day: (day[1] - day[0], day)) if days else (None, None)
    return Scene(
        report=report.id,
        act=act,
        events=tuple(event.key for event in events),
        first=first,
        last=last,
        spot=_commonest(spots) or report.spot,
        actors=frozenset(name for event in events for name in event.doers | event.others),
        figures=frozenset(row for event in events for row in event.figures),
    )


def _days(events: Iterable[EventRow]) -> list[tuple[int, int]]:
    return [
        (event.first, event.last) for event in events if event.first is not None and event.last is not None
    ]


def _commonest(spots: Iterable[Spot]) -> Spot | None:
    """The place told most often, of those told as often the most exact, then the first."""
    spots = list(spots)
    count = Counter(spots)
    return min(count, key=lambda spot: (-count[spot], spot.level, spots.index(spot)), default=None)
