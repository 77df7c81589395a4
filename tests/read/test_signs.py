"""What a real reading knows of how sure it is."""

from __future__ import annotations

import pytest

from hearsay.read.order import read_layers
from hearsay.read.reading import Reading
from hearsay.read.signs import FARTHEST, read_signs
from hearsay.record import Report

TEXT = (
    "The health ministry said on Tuesday that at least 14 people were killed when shells hit a market in Taiz. "
    "Residents denied that the army had withdrawn."
)


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_layers(Report.of(ref="a.txt", raw=TEXT.encode(), text=TEXT, body=(0, len(TEXT))))


def test_every_attribution_has_the_score_of_its_draft(reading: Reading) -> None:
    signs = read_signs(reading)
    assert reading.analysis
    assert reading.attributions
    drafted = {draft.score for draft in reading.analysis.drafts}
    for attribution in reading.attributions:
        assert signs[attribution.id]["score"] in drafted


def test_events_know_their_trigger_and_how_far_their_figures_hang(reading: Reading) -> None:
    signs = read_signs(reading)
    killed = next(event for event in reading.events if event.words == "killed")
    assert killed.figures
    assert 0.5 < signs[killed.id]["trigger"] <= 1
    assert signs[killed.id]["main"] == 1
    assert "noun" not in signs[killed.id]
    assert 1 <= signs[killed.id]["figure_steps"] <= 2
    others = [event for event in reading.events if not event.figures]
    assert others
    assert all("figure_steps" not in signs[event.id] for event in others)
    assert all(value <= FARTHEST for known in signs.values() for value in known.values())


def test_how_a_trigger_stands_in_its_sentence() -> None:
    text = "The army promised to withdraw from the villages which it had shelled, and an attack stopped."
    whole = read_layers(Report.of(ref="b.txt", raw=text.encode(), text=text, body=(0, len(text))))
    signs = read_signs(whole)
    standing = {event.words: set(signs[event.id]) - {"trigger"} for event in whole.events}
    assert standing["withdraw"] == {"infinitive", "complement"}
    assert standing["shelled"] == {"relative"}
    assert standing["attack"] == {"noun"}


def test_without_the_network_nothing_is_known() -> None:
    assert read_signs(Reading(Report.of(ref="a.txt", text="Shells fell."))) == {}
