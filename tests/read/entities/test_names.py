"""Bare names: what the name head marks, as the record has it."""

from __future__ import annotations

import pytest

from hearsay.read.entities.names import find_names
from hearsay.read.entities.phrases import Phrases
from tests.read.sketch import Sketch


def named(sketch: Sketch) -> list[tuple[str, str]]:
    page = Phrases(sketch.reading())
    return [(page.string(name.first, name.last), name.type) for name in find_names(page)]


@pytest.mark.parametrize(
    ("kind", "marked", "names"),
    [
        ("PER", "Ana Kos and Ivo Ruiz", [("Ana Kos", "person"), ("Ivo Ruiz", "person")]),
        ("ORG", "Free Valley Front (FVF", [("Free Valley Front", "organisation"), ("FVF", "organisation")]),
        ("ORG", "Velish Aid / Sarn Fund", [("Velish Aid", "organisation"), ("Sarn Fund", "organisation")]),
        ("LOC", "Sarn and Lower Vis Railway", [("Sarn and Lower Vis Railway", "location")]),
        ("LOC", "Sarn and Vis", [("Sarn", "location"), ("Vis", "location")]),
        ("LOC", "Sarn river", [("Sarn", "location")]),
        ("LOC", "US", [("US", "location")]),
        ("LOC", "U.S.", [("U.S.", "location")]),
        ("PER", "al-Masi", [("al-Masi", "person")]),
        ("PER", "Jean d'Orvel", [("Jean d'Orvel", "person")]),
        ("LOC", "Vava'u", [("Vava'u", "location")]),
        ("PER", "Foreign Secretary", []),
        ("MISC", "March 2019", []),
        ("MISC", "Sarn Cup", [("Sarn Cup", "other")]),
    ],
)
def test_what_is_marked_as_a_name_is_cut_to_the_names_in_it(
    kind: str, marked: str, names: list[tuple[str, str]]
) -> None:
    assert named(Sketch(f"They left {marked} for good").name(kind, marked)) == names


@pytest.mark.parametrize(
    ("text", "peoples"),
    [
        ("The Syrian army met Kurdish farmers.", ["Syrian", "Kurdish"]),
        ("A North Korean ship sank.", ["North Korean"]),
        ("Most Sunnis voted.", ["Sunnis"]),
        ("They polish the turkey.", []),
    ],
)
def test_peoples_and_creeds_are_found_by_their_words(text: str, peoples: list[str]) -> None:
    assert named(Sketch(text)) == [(words, "nationality") for words in peoples]


def test_a_people_inside_a_name_is_part_of_it() -> None:
    assert named(Sketch("The Syrian Arab Bank paid.").name("ORG", "Syrian Arab Bank")) == [
        ("Syrian Arab Bank", "organisation")
    ]


def test_a_people_that_the_head_takes_for_a_place_is_a_people() -> None:
    assert named(Sketch("An Iraqi base fell.").name("LOC", "Iraqi")) == [("Iraqi", "nationality")]
