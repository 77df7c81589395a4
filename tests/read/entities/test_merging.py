"""Names and descriptions of the two heads put together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.read.entities.found import Found
from hearsay.read.entities.mentions import find_mentions
from hearsay.read.entities.merging import merged
from hearsay.read.entities.phrases import Phrases
from tests.read.sketch import Sketch

Told = set[tuple[str, str, str]]


def found(sketch: Sketch) -> Told:
    page = Phrases(sketch.reading())
    return {
        (page.string(m.first, m.last), m.kind, m.type) for m in find_mentions(page) if m.kind != "pronoun"
    }


def test_the_bare_name_stands_inside_the_phrase_that_describes_by_it() -> None:
    sketch = Sketch("They met Gen. Ana Kos there.").mention("Person", "Gen. Ana Kos").name("PER", "Ana Kos")
    assert found(sketch) == {("Gen. Ana Kos", "nominal", "person"), ("Ana Kos", "name", "person")}


def test_a_town_and_its_country_are_two_names_in_one_place() -> None:
    sketch = Sketch("Rain fell in Sarn, Malta, again.").mention("Location", "Sarn, Malta")
    assert found(sketch.name("LOC", "Sarn, Malta")) >= {
        ("Sarn", "name", "location"),
        ("Malta", "name", "location"),
    }


def test_a_place_inside_a_description_is_named() -> None:
    sketch = Sketch("They saw the Sarn railways close.").mention("Organisation", "the Sarn railways")
    assert ("Sarn", "name", "location") in found(sketch.name("LOC", "Sarn"))


def test_one_word_that_opens_a_sentence_is_no_name_for_its_capital() -> None:
    sketch = Sketch("Residents fled.").mention("Organisation", "Residents")
    sketch.tags[0] = "NNS"
    assert found(sketch) == {("Residents", "nominal", "organisation")}


def test_a_phrase_that_cuts_a_sure_name_is_lengthened_over_it() -> None:
    sketch = Sketch("They told the Ministry of Roads and Ports so.").name(
        "ORG", "Ministry of Roads and Ports"
    )
    assert found(sketch.mention("Organisation", "the Ministry of Roads")) == {
        ("the Ministry of Roads and Ports", "nominal", "organisation"),
        ("Ministry of Roads and Ports", "name", "organisation"),
    }


@pytest.mark.parametrize(
    ("text", "words", "entity", "name", "type"),
    [
        ("The talks bored Ilva.", "Ilva", "Location", "PER", "person"),
        ("They joined Ostel.", "Ostel", "Location", "ORG", "organisation"),
        ("They left Oregon Heights.", "Oregon Heights", "Organisation", "LOC", "location"),
        ("They blamed Russia.", "Russia", "Organisation", "LOC", "organisation"),
        ("A ferry sank in Russia.", "Russia", "Organisation", "LOC", "location"),
        ("They act in Russia's interest.", "Russia", "Organisation", "LOC", "organisation"),
        ("They shelled Daesh.", "Daesh", "Organisation", "MISC", "organisation"),
        ("They shelled Daesh.", "Daesh", "Person", "PER", "organisation"),
        ("They fired a Grad-9.", "Grad-9", "Weapon", "MISC", "weapon"),
        ("They sheltered Egyptians.", "Egyptians", "Organisation", "PER", "organisation"),
        ("They read Resolution 12.", "Resolution 12", "DocumentReference", "MISC", "document"),
        ("They named a Sarn Harbour Commander.", "Sarn Harbour Commander", "Person", "ORG", "person"),
    ],
)
def test_where_the_heads_differ_the_one_that_knows_is_right(
    text: str, words: str, entity: str, name: str, type: str
) -> None:
    sketch = Sketch(text).mention(entity, words).name(name, words)
    assert (words, "name", type) in found(sketch)


@pytest.mark.parametrize(("sure", "kept"), [(0.9, True), (0.4, False)])
def test_a_name_that_one_head_alone_marks_must_be_sure(sure: float, kept: bool) -> None:
    page = Phrases(Sketch("They left Ostel.").reading())
    name = Found(2, 3, 2, "name", "organisation", sure, "name head")
    assert merged(page, [], [name]) == [name] * kept
    phrase = Found(0, 3, 0, "nominal", "organisation", 0.9, "entity head")
    assert name in merged(page, [phrase], [name]), "inside a phrase it is kept all the same"


RANGES = st.tuples(st.integers(0, 9), st.integers(1, 5), st.floats(0.5, 1))


@given(st.lists(RANGES, max_size=6), st.lists(RANGES, max_size=6))
def test_of_any_marks_none_are_left_that_cross_or_share_a_place(
    described: list[tuple[int, int, float]], names: list[tuple[int, int, float]]
) -> None:
    page = Phrases(Sketch("Ana of Sarn and the Vis Fund met Ivo Kos at dawn in May.").reading())

    def made(rule: str, rows: list[tuple[int, int, float]]) -> list[Found]:
        kind = "name" if rule == "name head" else "nominal"
        return [Found(a, a + n, a, kind, "person", score, rule) for a, n, score in rows]  # type: ignore[arg-type]

    kept = merged(page, made("entity head", described), made("name head", names))
    assert not any(a.crosses(b) for a in kept for b in kept)
    assert len({(m.first, m.last) for m in kept}) == len(kept)
