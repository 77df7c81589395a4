"""The table of entities is reviewed data: these checks are its lint."""

from __future__ import annotations

from typing import get_args

import pytest

from hearsay.read.entities.nouns import body, capital_of, country_word, noun, singular, table
from hearsay.record.codes import EntityKind, EntityType

KINDS = {*get_args(EntityKind), "plain"}


def test_types_and_kinds_are_those_of_the_record() -> None:
    assert set(table()["nouns"]) <= set(get_args(EntityType))
    rows = [*table()["nouns"].values(), *table()["titles"].values()]
    assert {kind for row in rows for kind in row} <= KINDS
    assert set(table()["modifiers"]) <= KINDS
    assert {kind for kinds in table()["looks_back"].values() for kind in kinds} <= KINDS


def test_every_irregular_plural_has_a_noun() -> None:
    assert [one for one in table()["plurals"].values() if noun(one) is None] == []


@pytest.mark.parametrize(
    ("word", "type", "kind"),
    [
        ("officials", "group", "government"),
        ("soldier", "person", "military"),
        ("women", "group", None),
        ("ministries", "organisation", "government"),
        ("agencies", "organisation", None),
        ("footage", "document", None),
        ("media", "organisation", "news_media"),
    ],
)
def test_nouns(word: str, type: str, kind: str | None) -> None:
    found = noun(word)
    assert found is not None
    assert (found.type, found.kind) == (type, kind)


def test_singulars() -> None:
    plurals = {"ministries": "ministry", "men": "man", "officials": "official", "press": "press"}
    assert {word: singular(word) for word in plurals} == plurals


@pytest.mark.parametrize(
    ("name", "country"),
    [
        *[("The Kremlin", "RU"), ("the White House", "US"), ("IDF", "IL"), ("U.N.", None), ("Daesh", None)],
        *[
            ("Da’ esh", None),
            ("al - Qaida", None),
            ("Al - Nusra Front", "SY"),
        ],  # as some tokenisers space them
    ],
)
def test_bodies_are_found_with_article_and_points(name: str, country: str | None) -> None:
    found = body(name)
    assert found is not None
    assert found.country == country


@pytest.mark.parametrize("word", ["is", "who", "fund", "rt"])
def test_small_words_are_no_acronyms(word: str) -> None:
    assert body(word) is None


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("South Korean", "KR"),
        ("U.S.", "US"),
        ("UK", "GB"),
        ("Syria", "SY"),
        ("Iraqis", "IQ"),
        ("turkey", None),
    ],
)
def test_words_that_tell_a_country(word: str, code: str | None) -> None:
    assert country_word(word) == code


@pytest.mark.parametrize(
    ("word", "code"), [("Moscow", "RU"), ("Kyiv", "UA"), ("Kursk", None), ("Springfield", None)]
)
def test_capitals(word: str, code: str | None) -> None:
    assert capital_of(word) == code
