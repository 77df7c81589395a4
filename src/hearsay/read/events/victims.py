"""Victims told by name and age in a list: "the dead were named as Ana Kos, 9, and Ivo Mar, a teacher"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hearsay.record import Entity, Event, Mention, Participant

_LEADS = re.compile(
    r"(?i:\bamong\s+(?:the|those)\s+(?:dead|killed|wounded|injured|missing)\b|"
    r"\b(?:the|those)\s+(?:dead|killed|wounded|injured|missing)\b|\b(?:killed|dead|injured|wounded|missing)\s*:|"
    r"^\s*(?:killed|injured|wounded)\b)"
    r"(?:[^.;:\n]{0,40}?\b(?i:were|was|are|is|include|included|includes|including|as)\b|\s*:)"
)
"""What opens a list of victims, up to its verb. A sentence is searched from its beginning."""
_BETWEEN = re.compile(r"[\w\s,;'\u2019()-]*")
"""What may stand between two of a list: ages, trades, commas; no full stop."""
_BREAKS = re.compile(r"\b(?:who|said|says|told|when|after|while|but)\b")
_OTHER_VERB = re.compile(r"\b(?:by|from|in|at|to|with|on|\w+ed|\w+ing)\b(?!\s+as\b)")
"""What may not stand before the first name: "the dead were found by Ana Kos"."""


def with_victims(
    events: Sequence[Event], entities: Sequence[Entity], sentences: Sequence[tuple[int, int]], text: str
) -> tuple[Event, ...]:
    """``events`` with the persons of such a list as victims of the casualty that opens it.

    Only persons whose age is known are taken, by name, and only where the event has no victim yet.
    """
    people = sorted(
        (
            (mention, entity)
            for entity in entities
            if entity.type == "person" and entity.age is not None
            for mention in entity.mentions
            if mention.kind == "name"
        ),
        key=lambda item: item[0].start,
    )
    return tuple(_with_list(event, people, sentences, text) if people else event for event in events)


def _with_list(
    event: Event, people: Sequence[tuple[Mention, Entity]], sentences: Sequence[tuple[int, int]], text: str
) -> Event:
    if event.type != "CASUALTY" or any(item.role == "victim" for item in event.participants):
        return event
    start, end = next(((a, b) for a, b in sentences if a <= event.start < b), (0, 0))
    lead = _LEADS.search(text[start:end])
    if lead is None or not start + lead.start() <= event.start < start + lead.end():
        return event
    at = start + lead.end()
    listed: list[Participant] = []
    for mention, entity in people:
        if not at <= mention.start < end:
            continue
        between = text[at : mention.start]
        if not _BETWEEN.fullmatch(between) or _BREAKS.search(between):
            break
        if not listed and _OTHER_VERB.search(between):
            break
        listed.append(Participant.on(mention, role="victim", entity=entity.id))
        at = mention.end
    return event.replace(participants=(*event.participants, *listed)) if listed else event
