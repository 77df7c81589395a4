"""Events of whole sentences, read by the shipped network and every layer before them."""

from __future__ import annotations

from importlib import resources

import pytest

from hearsay.read.order import read_layers
from hearsay.record import Event, Report

pytestmark = pytest.mark.skipif(
    not resources.files("hearsay.read").joinpath("weights", "network.onnx").is_file(),
    reason="the network's weights are not here",
)

CASES: list[tuple[str, str, str | None, dict[str, str]]] = [
    ("Gunmen killed three soldiers near Goma on Friday.", "killed", "ASSAULT", {"Gunmen": "perpetrator"}),
    ("Nine engineers were killed in March.", "killed", "CASUALTY", {"Nine engineers": "victim"}),
    ("The earthquake killed 12 people in Izmir.", "killed", "CASUALTY", {}),
    ("Police arrested five students in Lyon on Monday.", "arrested", "COERCE", {"Police": "agent"}),
    ("The rebels shelled the town of Sumy with artillery.", "shelled", "ASSAULT", {"The rebels": "perpetrator"}),
    ("Thousands of students protested against the government in Dhaka.", "protested", "PROTEST", {}),
    ("The foreign minister will visit Ankara next week.", "visit", "CONSULT", {"The foreign minister": "agent"}),
    ("The court sentenced the general to 12 years in prison.", "sentenced", "SANCTION", {"The court": "agent"}),
    ("Ethiopian troops withdrew from the town of Adwa.", "withdrew", "RETREAT", {"Ethiopian troops": "agent"}),
    ("Britain condemned Iran for the attack.", "condemned", "ACCUSE", {"Britain": "agent", "Iran": "recipient"}),
    ("China expelled two Canadian diplomats.", "expelled", "SANCTION", {"China": "agent"}),
    ("Seven hostages were released by the rebels.", "released", "RETREAT", {"the rebels": "agent"}),
    ("The army deployed soldiers along the border.", "deployed", "MOBILIZE", {"The army": "agent"}),
    ("The general told residents to leave the town.", "told", "REQUEST", {"The general": "agent"}),
    ("The Red Cross delivered food to residents of Gaza.", "delivered", "AID", {"The Red Cross": "agent"}),
]  # fmt: skip


def event_of(text: str, word: str) -> Event:
    report = Report.of(
        ref="whole", raw=text.encode(), text=text, published="2024-03-06", published_basis="given"
    )
    return next(event for event in read_layers(report).events if event.words == word)


@pytest.mark.parametrize(("text", "word", "type_", "parts"), CASES)
def test_type_and_parts(text: str, word: str, type_: str | None, parts: dict[str, str]) -> None:
    event = event_of(text, word)
    assert event.type == type_
    told = {part.words: part.role for part in event.participants}
    for words, role in parts.items():
        assert told.get(words) == role


def test_when_where_and_how_many() -> None:
    text = "Gunmen killed three soldiers near Goma on Friday."
    report = Report.of(
        ref="whole", raw=text.encode(), text=text, published="2024-03-06", published_basis="given"
    )
    reading = read_layers(report)
    event = next(event for event in reading.events if event.words == "killed")
    assert [time.words for time in reading.times if time.id == event.when] == ["Friday"]
    assert [place.words for place in reading.places if place.id in event.where] == ["Goma"]
    assert [figure.low for figure in reading.figures if figure.id in event.figures] == [3]


def test_what_is_to_come_and_what_was_not() -> None:
    assert event_of("The governor agreed to send 400 rescue workers to Split.", "send").time == "FUTURE"
    assert event_of("The rebels failed to capture the airport.", "capture").polarity == "NEG"
    assert event_of("France may send troops to Niger.", "send").certainty == "POSSIBLE"


@pytest.mark.parametrize(
    ("text", "word", "type_", "polarity"),
    [
        ("Seven of the patients did not survive.", "survive", "CASUALTY", "POS"),
        ("A nurse said that two infants never survived.", "survived", "CASUALTY", "POS"),
        ("The mayor survived the shelling.", "survived", None, "POS"),
    ],
)
def test_who_did_not_survive_has_died(text: str, word: str, type_: str | None, polarity: str) -> None:
    event = event_of(text, word)
    assert (event.type, event.polarity) == (type_, polarity)


def test_who_tells_of_the_dead_is_none_of_them() -> None:
    text = "A medic there put the dead at 23."
    reading = read_layers(Report.of(ref="whole", raw=text.encode(), text=text))
    assert [(one.words, one.outcome) for one in reading.figures] == [("23", "killed")]


def test_who_is_told_something_is_asked_for_nothing() -> None:
    text = "A spokesman told state television on Monday that the air force had struck a camp."
    reading = read_layers(Report.of(ref="whole", raw=text.encode(), text=text))
    assert [one.words for one in reading.events] == ["struck"]
