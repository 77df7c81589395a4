"""The table of bodies that readers know: well formed, and true to how news English names them."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest

from hearsay.read.entities.nouns import body, body_table, country_name
from hearsay.read.places.gazetteer import fold, gazetteer
from hearsay.record.codes import EntityKind

ROWS = [(kind, name, row) for kind, rows in body_table().items() for name, row in rows.items()]


def test_kinds_and_countries_are_known_codes() -> None:
    assert set(body_table()) <= set(get_args(EntityKind))
    countries = {row[0] for _, _, row in ROWS}
    assert countries <= {"-", *gazetteer().countries}


def test_there_are_enough_of_them() -> None:
    assert len(ROWS) >= 300


def test_no_two_bodies_share_a_name() -> None:
    names = [spelt for _, name, row in ROWS for spelt in (name, *row[1:])]
    assert [name for name, count in Counter(names).items() if count > 1] == []
    homonyms = [
        (name, spelt)
        for _, name, row in ROWS
        for spelt in (name, *row[1:])
        if (known := body(spelt)) is None or known.name != name
    ]
    assert homonyms == [], "two bodies are looked up by one key"


def test_names_are_clean() -> None:
    for _, name, row in ROWS:
        for spelt in (name, *row[1:]):
            assert spelt == " ".join(spelt.split()), spelt
            assert not spelt.lower().startswith("the ") or spelt == "The Guardian", "articles are left out"
            assert fold(spelt), spelt


def test_no_body_has_the_name_of_a_country() -> None:
    named = {spelt for _, name, row in ROWS for spelt in (name, *row[1:]) if country_name(spelt)}
    assert named == {"Vatican", "Holy See"}, "the Holy See alone is both"


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("FMLN", "rebel", "SV"),
        ("the Farabundo Martí National Liberation Front", "rebel", "SV"),
        ("al-Shabaab", "rebel", "SO"),
        ("the Wagner Group", "company", "RU"),
        ("Xinhua", "state_media", "CN"),
        ("KCNA", "state_media", "KP"),
        ("Reuters", "news_media", "GB"),
        ("the Rapid Support Forces", "militia", "SD"),
        ("Israel Defence Forces", "military", "IL"),
        ("the I.D.F.", "military", "IL"),
        ("Hizbollah", "militia", "LB"),
        ("the Knesset", "legislature", "IL"),
        ("Shin Bet", "intelligence", "IL"),
        ("ICRC", "ngo", None),
        ("ECOWAS", "igo", None),
        ("the Security Council", "igo", None),
        ("CJNG", "criminal", "MX"),
        ("the African National Congress", "party", "ZA"),
        ("Interpol", "police", None),
        ("ISW", "expert", "US"),
    ],
)
def test_what_is_known_of_a_body(name: str, kind: str, country: str | None) -> None:
    found = body(name)
    assert found is not None
    assert (found.kind, found.country) == (kind, country)


@pytest.mark.parametrize(
    ("one", "other"),
    [("TASS", "RIA Novosti"), ("Mossad", "Shin Bet"), ("MI5", "MI6"), ("CNN", "Reuters"), ("FSB", "GRU")],
)
def test_bodies_of_one_kind_and_country_are_not_one(one: str, other: str) -> None:
    first, second = body(one), body(other)
    assert first is not None
    assert second is not None
    assert first.name != second.name


@pytest.mark.parametrize("word", ["it", "us", "mend", "fact", "time bomb", "congressman"])
def test_plain_words_are_no_bodies(word: str) -> None:
    assert body(word) is None
