"""Places as a coder would place them. Every sentence is invented; the places are real."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.read.places.read import read_places
from hearsay.read.reading import Reading
from hearsay.record import Entity, Mention, Place, Report, Span
from hearsay.record.codes import EntityType


def reading(text: str, publisher: str | None = None, url: str | None = None) -> Reading:
    return Reading(report=Report.of(ref="r", text=text, raw=text.encode(), publisher=publisher, url=url))


def read(text: str, publisher: str | None = None, url: str | None = None) -> tuple[Place, ...]:
    return read_places(reading(text, publisher, url))


def place(text: str, words: str, **told: str) -> Place:
    places = read(text, **told)
    found = [p for p in places if p.words == words]
    assert found, [p.words for p in places]
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "country", "admin1"),
    [
        ("Shells hit a market in Kharkiv on Monday.", "Kharkiv", "UA", "Kharkiv"),
        ("Drones struck a depot in Russia’s Belgorod region.", "Belgorod", "RU", "Belgorod Oblast"),
        ("Gunmen attacked a convoy near Khan Younis in the Gaza Strip.", "Khan Younis", "PS", "Gaza Strip"),
        ("Fighters shelled El Fasher, the army said.", "El Fasher", "SD", "Northern Darfur"),
        ("Residents fled Mekelle in Tigray.", "Mekelle", "ET", "Tigray"),
        ("The ferry sank off Port-au-Prince, Haiti.", "Port-au-Prince", "HT", None),
        ("Troops entered al-Raqqa in Syria.", "al-Raqqa", "SY", None),
        ("Aid reached Hodeidah in Yemen.", "Hodeidah", "YE", None),
        ("The envoy flew to São Paulo, Brazil.", "São Paulo", "BR", "São Paulo"),
        ("He was born in St. Petersburg, Russia.", "St. Petersburg", "RU", None),
        ("The two were arrested in Tyler, Texas.", "Tyler", "US", "Texas"),
    ],
)
def test_a_town_is_placed(text: str, words: str, country: str, admin1: str | None) -> None:
    found = place(text, words)
    assert found.country == country
    assert found.lat is not None
    assert found.level in (1, 2, 4)
    if admin1:
        assert found.admin1 == admin1


@pytest.mark.parametrize(
    ("text", "words", "admin1"),
    [
        ("Police in Moscow, Idaho, found four bodies.", "Moscow", "Idaho"),
        ("A fire broke out in Paris, Texas, overnight.", "Paris", "Texas"),
        ("The plant in Athens, Ga., was closed.", "Athens", "Georgia"),
        ("A church in Odessa, Tex., burned.", "Odessa", "Texas"),
        ("The hearing in London, Ont., was adjourned.", "London", "Ontario"),
        ("A driver from Springfield, Mo., died.", "Springfield", "Missouri"),
        ("Two men from Alexandria, VA, were charged.", "Alexandria", "Virginia"),
    ],
)
def test_what_holds_a_place_in_the_text_decides(text: str, words: str, admin1: str) -> None:
    found = place(text, words)
    assert (found.country, found.admin1) in {("US", admin1), ("CA", admin1)}
    holder = found.because["country"][0]
    assert isinstance(holder, Span)
    assert text.startswith(f"{words}, {holder.words}", found.start)


def test_a_name_means_the_same_place_until_the_text_says_otherwise() -> None:
    text = "Police in Moscow, Idaho, found a body. Moscow is a quiet town. Later, in Moscow, Russia, a minister spoke."
    assert [p.country for p in read(text) if p.words == "Moscow"] == ["US", "US", "RU"]


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        (
            "Clashes broke out in Tripoli. Beirut sent troops, and Lebanon's army closed roads in Sidon.",
            "Tripoli",
            "LB",
        ),
        ("Militias fought in Tripoli, while Misrata and Benghazi in Libya stayed calm.", "Tripoli", "LY"),
        ("Storms hit Valencia. Caracas and Maracaibo lost power as well, Venezuela said.", "Valencia", "VE"),
        ("Floods hit Valencia. Madrid and Alicante sent help, Spain said.", "Valencia", "ES"),
    ],
)
def test_other_places_of_the_report_decide(text: str, words: str, country: str) -> None:
    assert place(text, words).country == country


def test_the_publisher_decides_where_the_text_does_not() -> None:
    text = "A man from Hamilton was arrested on Friday."
    assert place(text, "Hamilton", publisher="Times of Bermuda").country == "BM"
    assert place(text, "Hamilton", publisher="www.example.co.nz").country == "NZ"


@pytest.mark.parametrize(
    ("text", "words", "level", "country"),
    [
        ("The war in Ukraine goes on.", "Ukraine", 6, "UA"),
        ("Two drones fell in Kursk region.", "Kursk", 4, "RU"),
        ("Rebels hold most of Idlib province.", "Idlib", 4, "SY"),
        ("The sheriff of Laurel County spoke.", "Laurel County", 3, "US"),
        ("Jets bombed Aleppo on Sunday.", "Aleppo", 1, "SY"),
        ("Militias roam Darfur.", "Darfur", 5, "SD"),
        ("The ship sank in the Black Sea.", "Black Sea", 7, None),
        ("Soldiers patrol northern Syria.", "Syria", 5, "SY"),
        ("A mine exploded near Goma.", "Goma", 2, "CD"),
    ],
)
def test_levels_are_those_of_ucdp(text: str, words: str, level: int, country: str | None) -> None:
    found = place(text, words)
    assert (found.level, found.country) == (level, country)


@pytest.mark.parametrize(
    ("text", "words", "use"),
    [
        ("Moscow and Pyongyang revived a treaty.", "Moscow", "metonymic"),
        ("Moscow and Pyongyang revived a treaty.", "Pyongyang", "metonymic"),
        ("Beijing has denied the report.", "Beijing", "metonymic"),
        ("The UN accused Rwanda of sending arms.", "Rwanda", "metonymic"),
        ("A deal with Tehran is close.", "Tehran", "metonymic"),
        ("Israel’s government rejected the offer.", "Israel", "metonymic"),
        ("A spokesman in Moscow said no one was hurt.", "Moscow", "literal"),
        ("Thousands marched in Beijing.", "Beijing", "literal"),
        ("He flew from Rwanda to Uganda.", "Rwanda", "literal"),
        ("Snow fell across Israel.", "Israel", "literal"),
        ("Russian soldiers left the town.", "Russian", "modifier"),
        ("An Iraqi officer was freed.", "Iraqi", "modifier"),
        ("The Kyiv-based group counted the dead.", "Kyiv", "modifier"),
    ],
)
def test_use(text: str, words: str, use: str) -> None:
    assert place(text, words).use == use


def test_a_point_away_from_a_town_is_moved_and_keeps_its_uncertainty() -> None:
    town = place("Shelling was heard in Goma.", "Goma")
    away = place("Shelling was heard 20 km north of Goma.", "Goma")
    assert away.relation == "direction"
    assert away.level == 2
    assert away.lat is not None
    assert town.lat is not None
    assert 0.17 < away.lat - town.lat < 0.19  # 20 km is 0.18 degrees of latitude
    assert away.lon == pytest.approx(town.lon, abs=0.001)
    assert away.radius_km is not None
    assert away.radius_km >= 5


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("A bus was ambushed between Goma and Bukavu.", ["between", "between"]),
        ("Talks between Kenya and Uganda failed.", ["at", "at"]),
        ("A bridge was blown up outside Mosul.", ["near"]),
        ("A village some 30 miles south-west of Mosul was retaken.", ["direction"]),
        ("The depot is 12 kilometres from Mosul.", ["near"]),
    ],
)
def test_relations(text: str, relations: list[str]) -> None:
    assert [p.relation for p in read(text)] == relations


@pytest.mark.parametrize(
    "text",
    [
        "Mr. London spoke for an hour.",
        "General Washington crossed with his men, and Mrs. Lincoln watched.",
        "Of the six, most were children. Reading about it was hard.",
        "It happened in March, and again on Sunday.",
        "The home on Dublin Road was searched.",
        "Nice weather helped the crews.",
        "Harold Washington stars in the film.",
    ],
)
def test_people_streets_and_plain_words_are_not_places(text: str) -> None:
    assert [p.words for p in read(text)] == []


def with_entities(text: str, **names: EntityType) -> tuple[Place, ...]:
    entities = tuple(
        Entity.of(name=words, type=kind, mentions=(Mention.at(text, at, at + len(words), kind="name"),))
        for words, kind in ((name.replace("_", " "), kind) for name, kind in names.items())
        if (at := text.index(words)) >= 0
    )
    return read_places(Reading(report=Report.of(ref="r", text=text, raw=text.encode()), entities=entities))


def test_an_entity_of_the_network_excludes_and_confirms() -> None:
    text = "Chelsea said that all was quiet in Kfar Tivona."
    found = with_entities(text, Chelsea="person", Kfar_Tivona="location")
    assert [(p.words, p.lat, p.gazetteer_id) for p in found] == [("Kfar Tivona", None, None)]


def test_a_name_that_only_the_network_takes_for_a_place_needs_a_word_of_place() -> None:
    assert with_entities("Later Kfar Tivona announced a loss.", Kfar_Tivona="location") == ()


@pytest.mark.parametrize(
    ("text", "body", "told"),
    [
        ("He wrote to the New York Times.", "New York Times", []),
        ("He wrote to the Los Angeles Times from Lima.", "Los Angeles Times", ["Lima"]),
        ("He joined the U.S. Army.", "U.S. Army", ["U.S."]),
    ],
)
def test_a_town_in_the_name_of_a_known_body_is_no_place(text: str, body: str, told: list[str]) -> None:
    kinds: dict[str, EntityType] = {body: "organisation"}
    assert [p.words for p in with_entities(text, **kinds)] == told


def test_what_the_gazetteer_does_not_hold_has_no_coordinates() -> None:
    found = place("Soldiers burned the village of Qarabelasht, witnesses said.", "Qarabelasht")
    assert (found.lat, found.lon, found.radius_km, found.country, found.candidates) == (
        None,
        None,
        None,
        None,
        (),
    )
    assert found.because["lat"][0] == "unlisted"


def test_namesakes_are_kept_with_scores_and_an_ambiguous_place_says_so() -> None:
    found = place("A man from Springfield was arrested.", "Springfield")
    assert len(found.candidates) > 2
    scores = [c.score or 0 for c in found.candidates]
    assert scores == sorted(scores, reverse=True)
    assert "ambiguous" in found.because["gazetteer_id"]
    sure = place("The war in Ukraine goes on.", "Ukraine")
    assert "ambiguous" not in sure.because["gazetteer_id"]


def test_counties_named_together_are_counties() -> None:
    text = "Roads were closed in Boone, Adair and Pike counties in Missouri."
    assert [(p.name, p.level) for p in read(text)][:3] == [
        ("Boone County", 3),
        ("Adair County", 3),
        ("Pike County", 3),
    ]


def test_a_text_in_capitals_is_read_too() -> None:
    text = (
        "GUERRILLAS ATTACKED A BRIDGE IN SAN SALVADOR ON FRIDAY, THE ARMY OF EL SALVADOR SAID IN A STATEMENT."
    )
    assert [(p.words, p.country) for p in read(text)] == [("SAN SALVADOR", "SV"), ("EL SALVADOR", "SV")]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Paris",
                "near",
                "Mr.",
                "Kyiv",
                ", ",
                "U.S.",
                "’s",
                "\n",
                "é",
                "al-",
                "Texas",
                ".",
                "🏚",
                "\u200f",
            ]
        )
    )
)
def test_every_place_stands_in_the_text_and_reading_again_gives_the_same(parts: list[str]) -> None:
    text = " ".join(parts)
    first = read_places(reading(text or "x"))
    assert all(text[p.start : p.end] == p.words for p in first)
    assert first == read_places(reading(text or "x"))
    assert [p.start for p in first] == sorted(p.start for p in first)


def test_given_spans_are_placed_as_given() -> None:
    text = "Ten died in Goma; Qarabelasht was spared."
    placed = read_places(reading(text), spans=[(12, 16), (18, 29)])
    assert [(p.words, p.country) for p in placed] == [("Goma", "CD"), ("Qarabelasht", None)]


def test_an_empty_report_has_no_places() -> None:
    assert read_places(Reading(report=Report.of(ref="r", raw=b""))) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Fighting goes on in the South, where 40 people died.",
        "FIVE PEOPLE WERE INJURED IN THE NORTH ON MONDAY.",
        "A BOMB WENT OFF TO THE SOUTH OF THE VALLEY ON MONDAY.",
        "The East is calm, and people in the West fled.",
    ],
)
def test_a_point_of_the_compass_is_no_place_of_the_gazetteer(text: str) -> None:
    assert [one.words for one in read(text) if one.lat is not None] == []
