"""Whom pronouns stand for."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from hearsay.read.entities.pronouns import CLASSES, parsed, weigh, weights
from hearsay.read.entities.read import read_entities
from tests.read.sketch import Sketch


def whose(sketch: Sketch, pronoun: str, links: dict[str, float] | None = None) -> str | None:
    """The name of the entity that a pronoun is read as, given what the network thinks of words before it."""
    reading = sketch.reading()
    assert reading.analysis is not None
    if links:
        words = reading.analysis.words
        place = {w: words.between(s := sketch.text.index(w), s + len(w)).start for w in (*links, pronoun)}
        told = ((-1, 1 - sum(links.values())), *((place[w], chance) for w, chance in links.items()))
        reading = replace(reading, analysis=replace(reading.analysis, links={place[pronoun]: told}))
    names = [e.name for e in read_entities(reading) if any(m.words == pronoun for m in e.mentions)]
    return names[0] if names else None


def two_men() -> Sketch:
    sketch = Sketch("Ivo Kos met Jan Dren in Sarn. He left.").mention("Person", "Ivo Kos", "Jan Dren")
    sketch.relate("Kos", "nsubj", "met").relate("Dren", "obj", "met").relate("He", "nsubj", "left")
    return sketch


def test_a_subject_is_taken_up_by_a_subject() -> None:
    assert whose(two_men(), "He") == "Ivo Kos"


def test_the_network_is_heard_where_it_is_sure() -> None:
    assert whose(two_men(), "He", {"Kos": 0.01, "Dren": 0.97}) == "Jan Dren"


def boats(pronoun: str) -> Sketch:
    sketch = Sketch(f"The envoy praised the treaty because {pronoun} ended the war.")
    sketch.mention("Person", "The envoy").relate("envoy", "nsubj", "praised").relate(
        "treaty", "obj", "praised"
    )
    return (
        sketch.relate(pronoun, "nsubj", "ended")
        .relate("the", "det", "treaty")
        .relate("ended", "advcl", "praised")
    )


def test_it_is_not_the_envoy_and_brings_the_treaty_into_the_record() -> None:
    assert whose(boats("it"), "it", {"treaty": 0.95}) == "the treaty"


def test_a_thing_that_no_head_marks_stays_out_if_no_pronoun_stands_for_it() -> None:
    entities = read_entities(boats("he").reading())
    assert not any("treaty" in m.words for e in entities for m in e.mentions)


@pytest.mark.parametrize(("first", "pronoun"), [("Ms. Horvat", "He"), ("Mr. Kos", "she")])
def test_nobody_of_the_other_sex_is_taken_however_sure_the_network_is(first: str, pronoun: str) -> None:
    sketch = Sketch(f"{first} came. Then {pronoun} left.").mention("Person", first)
    name = first.partition(" ")[2]
    assert whose(sketch, pronoun, {name: 0.99}) is None


def test_the_shipped_weights_know_every_class_and_speak_of_clues_that_are_told() -> None:
    shipped = weights()
    assert set(shipped.clues) == set(CLASSES.values())
    assert all("nobody" in table and "sentences back" in table for table in shipped.clues.values())


def test_weights_without_a_class_are_refused() -> None:
    with pytest.raises(KeyError, match="plural"):
        parsed(
            json.dumps({"clues": {"person": {}}, "link": 1.0, "faint": 0.02, "nobody": 0.0, "unsaid": 0.0})
        )


def test_a_clue_without_a_weight_weighs_nothing() -> None:
    assert weigh({"near": 2.0, "unheard of": 9.0}, {"near": 1.5}) == 3.0
