"""Other names for who has been named, on mentions marked by hand. All names but those of known bodies are invented."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from hearsay.read.entities.aliases import leader, leaders
from hearsay.read.entities.introduced import introductions
from hearsay.read.entities.phrases import Phrases
from hearsay.read.entities.read import read_entities
from hearsay.read.places.gazetteer import fold, gazetteer
from hearsay.record import Entity
from tests.read.sketch import Sketch


def of(entities: tuple[Entity, ...], words: str) -> Entity:
    found = [e for e in entities if any(m.words == words for m in e.mentions)]
    assert len(found) == 1, [(e.name, [m.words for m in e.mentions]) for e in entities]
    return found[0]


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("The Coastal Freedom Front (CFF) struck.", "Coastal Freedom Front", "CFF"),
        ("The Popular Front for Coastal Freedom (PFCF) struck.", "Popular Front for Coastal Freedom", "PFCF"),
        ("The Organisation of Hill Farmers, or OHF, met.", "Organisation of Hill Farmers", "OHF"),
        ("The Sarn People's Army (SPA) fled.", "Sarn People's Army", "SPA"),
        (
            "On Monday the Armed Forces of the Philippines (AFP) fired.",
            "Armed Forces of the Philippines",
            "AFP",
        ),
        (
            "The Farabundo Marti National Liberation Front (FMLN) struck.",
            "Farabundo Marti National Liberation Front",
            "FMLN",
        ),
        ("The Nationalist Republican Alliance (ARENA) won.", "Nationalist Republican Alliance", "ARENA"),
        ("The March 23 Movement (M23) left.", "March 23 Movement", "M23"),
        (
            "The Democratic Forces for the Liberation of Rwanda (FDLR) fled.",
            "Democratic Forces for the Liberation of Rwanda",
            "FDLR",
        ),
    ],
)
def test_long_forms_are_found_from_their_acronyms(text: str, long: str, short: str) -> None:
    page = Phrases(Sketch(text).reading())
    found = [(page.string(i.first, i.last), page.forms[i.acronym]) for i in introductions(page)]
    assert found == [(long, short)]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Horvat (USA) won.",
        "The ministry (MOD) spoke.",
        "Roadside bombs (IEDs) went off.",
        "Six died on the road to Sarn (AP).",
        "The Front said it (CFF) left.",
    ],
)
def test_what_is_in_brackets_is_not_always_an_acronym(text: str) -> None:
    assert list(introductions(Phrases(Sketch(text).reading()))) == []


def test_an_acronym_is_the_body_that_introduced_it_wherever_it_stands() -> None:
    text = "The Front for Coastal Freedom (FCF) struck. The FCF left. A man from the FCF spoke."
    front = of(
        read_entities(Sketch(text).name("ORG", "Coastal Freedom").reading()), "Front for Coastal Freedom"
    )
    assert [m.words for m in front.mentions] == ["Front for Coastal Freedom", "FCF", "FCF", "FCF"]
    assert (front.name, front.type) == ("Front for Coastal Freedom", "organisation")


def test_an_acronym_that_two_bodies_have_is_the_one_that_the_text_introduces() -> None:
    text = "The Armed Forces of the Philippines (AFP) fired. The AFP lost two men."
    army = of(
        read_entities(Sketch(text).name("ORG", "AFP", "AFP@2").reading()), "Armed Forces of the Philippines"
    )
    assert (army.kind, army.country) == ("military", "PH")
    assert [m.words for m in army.mentions][1:] == ["AFP", "AFP"]


def test_a_known_body_is_what_it_is_known_for_and_not_what_its_noun_tells() -> None:
    text = "The National Liberation Army freed them."
    sketch = Sketch(text).mention("Organisation", "The National Liberation Army")
    rebels = of(
        read_entities(sketch.name("ORG", "National Liberation Army").reading()), "National Liberation Army"
    )
    assert (rebels.kind, rebels.country) == ("rebel", "CO")


@pytest.mark.parametrize("marked", ["LOC", "PER", "MISC"])
def test_a_known_body_is_an_organisation_whatever_the_network_says(marked: str) -> None:
    found = of(
        read_entities(Sketch("Troops fought Boko Haram near Sarn.").name(marked, "Boko Haram").reading()),
        "Boko Haram",
    )
    assert (found.type, found.kind, found.country) == ("organisation", "rebel", "NG")


@pytest.mark.parametrize(
    ("text", "names", "joined"),
    [
        (
            "Ana Horvat, also known as Vila, fled. Vila was seen.",
            ["Ana Horvat", "Vila", "Vila@2"],
            ("Ana Horvat", 3),
        ),
        ("Ana Horvat (better known as Vila) fled.", ["Ana Horvat", "Vila"], ("Ana Horvat", 2)),
        ("Ana Horvat, nicknamed “Vila”, fled.", ["Ana Horvat", "Vila"], ("Ana Horvat", 2)),
        ("Tor Ana Sui Kei fled. Sui Kei was seen.", ["Tor Ana Sui Kei", "Sui Kei@2"], ("Tor Ana Sui Kei", 2)),
        ("King Otto II came. King Otto left.", ["King Otto II", "King Otto@2"], ("King Otto II", 2)),
        ("Omar al-Sarni fled. Sarni was seen.", ["Omar al-Sarni", "Sarni@2"], ("Omar al-Sarni", 2)),
    ],
)
def test_other_names_of_a_person(text: str, names: list[str], joined: tuple[str, int]) -> None:
    person = of(read_entities(Sketch(text).mention("Person", *names).reading()), joined[0])
    assert len(person.mentions) == joined[1]


def test_the_end_of_two_longer_names_joins_neither() -> None:
    text = "Tor Ana Sui Kei met Bo Mi Sui Kei. Sui Kei left."
    sketch = Sketch(text).mention("Person", "Tor Ana Sui Kei", "Bo Mi Sui Kei", "Sui Kei@3")
    assert len(read_entities(sketch.reading())) == 3


def test_the_head_of_a_long_name_stands_for_it() -> None:
    text = "The Sarn Observatory for Fair Courts said so. The Observatory has a staff of nine."
    sketch = Sketch(text).name("ORG", "Sarn Observatory for Fair Courts", "Observatory@2")
    body = of(read_entities(sketch.reading()), "Observatory")
    assert body.name == "Sarn Observatory for Fair Courts"


def test_the_head_of_two_long_names_stands_for_neither() -> None:
    text = "The Hill Council met the Coast Council. The Council spoke."
    sketch = Sketch(text).name("ORG", "Hill Council", "Coast Council", "Council@3")
    assert of(read_entities(sketch.reading()), "Council").name == "Council"


def test_a_leader_is_known_by_the_country_and_found_where_no_head_marked_the_words() -> None:
    text = "Kim Jong-un came. North Korea's leader spoke."
    sketch = Sketch(text).mention("Person", "Kim Jong-un").name("LOC", "North Korea")
    person = of(read_entities(sketch.reading()), "Kim Jong-un")
    assert [m.words for m in person.mentions] == ["Kim Jong-un", "North Korea's leader"]
    assert (person.kind, person.country) == ("government", "KP")
    assert person.because["kind"] == ("known leader: Kim Jong-un",)


@pytest.mark.parametrize(
    "words", ["North Korea's former leader", "South Korea's leader", "North Korea's envoy"]
)
def test_others_of_a_country_are_not_its_leader(words: str) -> None:
    sketch = Sketch(f"Kim Jong-un came. {words} spoke.").mention("Person", "Kim Jong-un", words)
    assert len(of(read_entities(sketch.reading()), "Kim Jong-un").mentions) == 1


@pytest.mark.parametrize(("year", "known"), [(2015, True), (None, True), (2009, False), (1999, False)])
def test_leaders_are_known_for_their_years(year: int | None, known: bool) -> None:
    assert (leader("Kim Jong-un", year) is not None) is known


def test_the_table_of_leaders_is_well_formed() -> None:
    table = tomllib.loads(files("hearsay.read").joinpath("tables", "leaders.toml").read_text("utf-8"))
    assert len({fold(name) for name in table}) == len(table) == len(leaders())
    for name, who in leaders().items():
        assert who.country in gazetteer().countries, name
        assert who.offices, name
        assert 1940 < who.since <= (who.until or 9999), name
        assert who.offices <= {
            *("leader", "president", "premier", "minister", "chancellor"),
            *("king", "prince", "ruler", "dictator", "strongman"),
        }, name


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("Defence Minister Ana Kos", "Ana Kos", "government"),
        ("Lt. Gen. Ana Kos", "Ana Kos", "military"),
        ("Vice Admiral Ana Kos", "Ana Kos", "military"),
        ("Chief Justice Ana Kos", "Ana Kos", "court"),
        ("Police Inspector General Ana Kos", "Ana Kos", "police"),
        ("Archbishop Ana Kos", "Ana Kos", "religious"),
        ("Sen. Ana Kos", "Ana Kos", "legislature"),
        ("U.S. Secretary of State Ana Kos", "Ana Kos", "government"),
        ("British Ambassador Ana Kos", "Ana Kos", "government"),
        ("Mr. Ana Kos", "Ana Kos", None),
    ],
)
def test_titles_are_kept_apart_and_tell_the_kind(words: str, name: str, kind: str | None) -> None:
    person = of(read_entities(Sketch(f"On Friday {words} left.").mention("Person", words).reading()), words)
    assert (person.name, person.kind) == (name, kind)


def test_the_country_before_a_title_is_the_persons() -> None:
    words = "U.S. Secretary of State Ana Kos"
    assert (
        of(read_entities(Sketch(f"So said {words}.").mention("Person", words).reading()), words).country
        == "US"
    )


@pytest.mark.parametrize(
    ("words", "kind", "country"),
    [
        ("The Polish air force", "military", "PL"),
        ("The Italian coast guard", "military", "IT"),
        ("Gaza's health ministry", "government", "PS"),
        ("A Kharkiv court", "court", "UA"),
        ("A Cordoba court", "court", None),
        ("Pakistan's army", "military", "PK"),
        ("The Peruvian congress", "legislature", "PE"),
        ("Syrian state television", "state_media", "SY"),
    ],
)
def test_kind_and_country_of_a_described_body(words: str, kind: str, country: str | None) -> None:
    found = of(read_entities(Sketch(f"{words} said so.").mention("Organisation", words).reading()), words)
    assert (found.kind, found.country) == (kind, country)


@pytest.mark.parametrize(
    ("text", "persons", "speaker", "body"),
    [
        (
            "A spokesman for the Sudanese army, Ivo Kos, left.",
            ["A spokesman for the Sudanese army", "Ivo Kos"],
            "A spokesman for the Sudanese army",
            "the Sudanese army",
        ),
        (
            "A spokeswoman for the Kremlin left.",
            ["A spokeswoman for the Kremlin"],
            "A spokeswoman for the Kremlin",
            "the Kremlin",
        ),
    ],
)
def test_for_whom_somebody_speaks_though_no_head_marked_the_body(
    text: str, persons: list[str], speaker: str, body: str
) -> None:
    entities = read_entities(Sketch(text).mention("Person", *persons).reading())
    assert of(entities, speaker).represents == of(entities, body).id


def test_a_name_and_for_whom_it_speaks_behind_it() -> None:
    text = "Ivo Kos, a spokesman for the United Nations, left."
    sketch = Sketch(text).mention("Person", "Ivo Kos").mention("Organisation", "the United Nations")
    entities = read_entities(sketch.name("ORG", "United Nations").reading())
    person = of(entities, "Ivo Kos")
    assert person.represents == of(entities, "United Nations").id
    assert person.kind == "igo"
