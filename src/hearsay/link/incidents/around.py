"""Day and place of what is told without them: those of the sentence, else of the sentences right before in its paragraph.

"The wall gave way on 19 March. Police say 11 people drowned." tells the day once. Days and places of talk do not count:
when a report was filed, or where somebody spoke, is not when or where it happened.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from hearsay.link.happenings.rows import EventRow, ReportRow, Spot
from hearsay.link.happenings.words import stem
from hearsay.record.codes import EventType

BACK = 2
"""Sentences before, in the same paragraph."""
_NARRATED: frozenset[EventType | None] = frozenset(
    {"ASSAULT", "CASUALTY", "COERCE", "PROTEST", "RETREAT", None}
)
"""Types of events that go on where and when the deed did."""

_HARM: frozenset[EventType | None] = frozenset({"ASSAULT", "CASUALTY", "COERCE"})
"""No setting of a protest: the coup that a march is against is not on the day of the march."""
_PLACED: frozenset[EventType | None] = frozenset({"DEPLOY", "MOBILIZE", "AGREE", "CONCEDE", "AID"})
"""Types of events that tell the place too: "mercenaries are based near the town, and 70 have been killed there"."""


@cache
def _telling() -> frozenset[str]:
    """Stems of words for what is done with words and papers, whatever type they have."""
    table = tomllib.loads(files("hearsay.link.incidents").joinpath("acts.toml").read_text("utf-8"))
    return frozenset(map(stem, table["telling"]))


def days_of_events(events: Iterable[EventRow]) -> list[tuple[int, int]]:
    """First and last day of each event that has both."""
    return [
        (event.first, event.last) for event in events if event.first is not None and event.last is not None
    ]


def day_around(report: ReportRow, events: Sequence[EventRow]) -> list[tuple[int, int]]:
    """Days of the nearest narrated events around some that have none; empty where there are none."""
    for near in _nearer(report, events):
        if days := days_of_events(near):
            return days
    return []


def spots_around(report: ReportRow, events: Sequence[EventRow]) -> list[Spot]:
    """Places of the nearest narrated events around some that have none."""
    for near in _nearer(report, events, _NARRATED | _PLACED):
        if spots := [event.spot for event in near if event.spot]:
            return spots
    return []


def _nearer(
    report: ReportRow, events: Sequence[EventRow], types: frozenset[EventType | None] = _NARRATED
) -> Iterable[list[EventRow]]:
    """Narrated events of the sentences of ``events``, then of one before, then of two."""
    at = {(event.sentence, event.paragraph) for event in events}
    protest = any(event.type == "PROTEST" for event in events)
    narrated = [
        event
        for event in report.events
        if event.real
        and event.type in types
        and event.stem not in _telling()
        and not (protest and event.type in _HARM)
    ]
    for back in range(BACK + 1):
        places = {(sentence - back, paragraph) for sentence, paragraph in at}
        yield [event for event in narrated if (event.sentence, event.paragraph) in places]
