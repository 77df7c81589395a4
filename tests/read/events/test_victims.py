"""Victims told by name and age in a list. Every sentence is invented."""

from __future__ import annotations

import pytest

from hearsay.read.events.victims import with_victims
from hearsay.record import Entity, Event, Mention, Participant, Span

AGES = {"Ana Kos": 9, "Leo Mar": 44, "Ivo Rook": 21}


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span.at(text, start, start + len(words))


def victims(text: str, trigger: str, type: str = "CASUALTY", ages: dict[str, int] = AGES) -> list[str]:
    """The names of the victims of the event that ``trigger`` names."""
    people = [
        Entity.of(
            name=name,
            type="person",
            age=ages.get(name),
            mentions=(Mention.on(span(text, name), kind="name"),),
        )
        for name in AGES
        if name in text
    ]
    event = Event.on(span(text, trigger), type=type)
    (found,) = with_victims([event], people, [(0, len(text))], text)
    names = {person.id: person.name for person in people}
    return [names[item.entity or ""] for item in found.participants]


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("The dead were named as Ana Kos, 9; Leo Mar, 44, a teacher; and Ivo Rook, 21.", "dead", list(AGES)),
        ("Among the dead was Ana Kos, 9.", "dead", ["Ana Kos"]),
        ("Killed were Ana Kos, 9, and her uncle Leo Mar, 44.", "Killed", ["Ana Kos", "Leo Mar"]),
        ("The wounded included a cook, Leo Mar, 44, said Ivo Rook, 21.", "wounded", ["Leo Mar"]),
        ("The dead were found by Ana Kos, 9.", "dead", []),
        ("The dead were mourned. Ana Kos, 9, spoke.", "dead", []),
    ],
)
def test_who_is_listed_is_a_victim(text: str, trigger: str, expected: list[str]) -> None:
    assert victims(text, trigger) == expected


def test_only_of_a_casualty_and_only_with_an_age() -> None:
    text = "Among the missing was Ana Kos, 9."
    assert victims(text, "missing") == ["Ana Kos"]
    assert victims(text, "missing", type="STATEMENT") == []
    assert victims(text, "missing", ages={}) == []


def test_an_event_that_has_its_victim_keeps_it() -> None:
    text = "Leo Mar mourned: among the dead was Ana Kos, 9."
    leo = Participant.on(span(text, "Leo Mar"), role="victim")
    ana = Entity.of(
        name="Ana Kos", type="person", age=9, mentions=(Mention.on(span(text, "Ana Kos"), kind="name"),)
    )
    event = Event.on(span(text, "dead"), type="CASUALTY", participants=(leo,))
    assert with_victims([event], [ana], [(0, len(text))], text) == (event,)
