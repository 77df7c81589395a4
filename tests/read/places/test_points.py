"""Coordinates in a text, and places told by distance and course. Every sentence is invented."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.read.places.points import find_points, reasons
from hearsay.read.places.read import read_places
from hearsay.read.reading import Reading
from hearsay.record import Place, Report


def read(text: str) -> tuple[Place, ...]:
    return read_places(Reading(report=Report.of(ref="r", text=text, raw=text.encode())))


@pytest.mark.parametrize(
    ("words", "lat", "lon", "radius"),
    [
        ("31.52° N, 34.45° E", 31.52, 34.45, 0.6),
        ("31.5°N 34.4°E", 31.5, 34.4, 5.6),
        ("33°S, 71°W", -33.0, -71.0, 55.6),
        ("31°30′N 34°28′E", 31.5, 34.466667, 0.9),
        ("31°30'15\"N 34°28'30\"E", 31.504167, 34.475, 0.1),
        ("6.1 degrees south and 39.2 degrees east", -6.1, 39.2, 5.6),
        ("48.5132 N, 35.0441 E", 48.5132, 35.0441, 0.1),
    ],
)
def test_coordinates_are_a_point(words: str, lat: float, lon: float, radius: float) -> None:
    (found,) = read(f"The boat was last seen at {words}.")
    assert (found.words, found.lat, found.lon, found.radius_km) == (words, lat, lon, radius)
    assert (found.level, found.relation, found.use) == (1, "at", "literal")


def test_a_bare_pair_is_a_point_where_the_text_calls_it_coordinates() -> None:
    (found,) = read("The video was filmed at these coordinates: 48.5132, -35.0441.")
    assert (found.lat, found.lon) == (48.5132, -35.0441)
    assert read("The rates were 48.5132, 35.0441.") == ()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("95° N, 36° E", "no_such_latitude"),
        ("31°75′N 34°28′E", "no_such_latitude"),
        ("48.51° N, 190.20° E", "no_such_longitude"),
        ("4800.51° N, 36.20° E", "no_such_latitude"),
    ],
)
def test_what_lies_on_no_globe_has_no_point_and_says_why(words: str, reason: str) -> None:
    (found,) = read(f"The boat was last seen at {words}.")
    assert (found.words, found.lat, found.lon) == (words, None, None)
    assert found.because["lat"] == (reason,)
    assert reason in reasons()


@pytest.mark.parametrize(
    "text", ["They finished 5 N, 3 E.", "It cost 3.5 N and 4 W.", "Windows NT 4.0, E 3.1."]
)
def test_other_letters_and_numbers_are_no_coordinates(text: str) -> None:
    assert list(find_points(text)) == []


@given(st.text(alphabet="0123456789.°′″NSEW ,-'\"coordinates", max_size=60))
def test_no_text_breaks_the_search(text: str) -> None:
    for found in find_points(text):
        assert found.lat is None or -90 <= found.lat <= 90
        assert found.lon is None or -180 <= found.lon <= 180


LEVELS = [
    ("Shells fell in the Kherson region.", "Kherson", 4, "UA"),
    ("Shells fell in Kherson.", "Kherson", 1, "UA"),
    ("Shells fell in the city of Kherson.", "Kherson", 1, "UA"),
    ("Drones hit Russia's Belgorod oblast.", "Belgorod", 4, "RU"),
    ("Clashes broke out in the province of Idlib.", "Idlib", 4, "SY"),
    ("Clashes broke out in Idlib province.", "Idlib", 4, "SY"),
    ("They fled the governorate of Aleppo.", "Aleppo", 4, "SY"),
    ("Rain fell in Hiroshima prefecture.", "Hiroshima", 4, "JP"),
    ("The governor of Borno state spoke.", "Borno", 4, "NG"),
    ("The raion of Bakhmut was shelled.", "Bakhmut", 3, "UA"),
    ("Fighting went on in Kramatorsk district.", "Kramatorsk", 3, "UA"),
    ("The parish of Orleans was flooded.", "Orleans", 3, "US"),
    ("Fire spread in Los Angeles County.", "Los Angeles County", 3, "US"),
    ("The Donetsk and Luhansk regions were shelled.", "Donetsk", 4, "UA"),
    ("The Donetsk and Luhansk regions were shelled.", "Luhansk", 4, "UA"),
    ("A blast hit the Karrada district of Baghdad.", "Baghdad", 1, "IQ"),
    ("In the West Bank city of Jenin, troops fired.", "Jenin", 1, "PS"),
    ("In Gaza, hospitals closed.", "Gaza", 1, "PS"),
    ("In southern Lebanon, rockets fell.", "Lebanon", 5, "LB"),
    ("He fled to the Somali region of Ethiopia.", "Somali", 4, "ET"),
    ("A Somali officer fled.", "Somali", 6, "SO"),
    ("A Saudi officer fled.", "Saudi", 6, "SA"),
]


@pytest.mark.parametrize(("text", "words", "level", "country"), LEVELS)
def test_what_stands_beside_a_name_tells_its_level(text: str, words: str, level: int, country: str) -> None:
    found = next(p for p in read(text) if p.words == words)
    assert (found.level, found.country) == (level, country)


DISTANCES = [
    ("20 km north of Kharkiv", "direction", 20, 0),
    ("20 kilometres (12 miles) north-east of Kharkiv", "direction", 20, 45),
    ("about 5 miles south of Kharkiv", "direction", 8, 180),
    ("some 15 kilometers to the south-west of the city of Kharkiv", "direction", 15, 225),
    ("1,200 km east of Kharkiv", "direction", 1200, 90),
    ("two and a half miles east of Kharkiv", "direction", 4, 90),
    ("twenty kilometres southeast of Kharkiv", "direction", 20, 135),
    ("45 km NNE of Kharkiv", "direction", 45, 22),
    ("45 km NW of Kharkiv", "direction", 45, 315),
]


@pytest.mark.parametrize(("words", "relation", "km", "course"), DISTANCES)
def test_a_distance_and_a_course_move_the_point(words: str, relation: str, km: float, course: int) -> None:
    (town,), (found,) = read("It fell in Kharkiv."), read(f"It fell {words}.")
    assert town.lat is not None
    assert town.lon is not None
    assert found.lat is not None
    assert found.lon is not None
    assert found.relation == relation
    north = (found.lat - town.lat) * 111.2
    east = (found.lon - town.lon) * 111.2 * math.cos(math.radians((town.lat + found.lat) / 2))
    assert math.hypot(north, east) == pytest.approx(km, rel=0.1, abs=0.3)
    if km < 200:  # further off a great circle bends away from its first course
        off = (math.degrees(math.atan2(east, north)) - course + 180) % 360 - 180
        assert abs(off) < 3
    assert found.radius_km == pytest.approx(max(2.0, (town.radius_km or 0) / 2, km / 4), abs=0.2)


@pytest.mark.parametrize(
    ("words", "km"),
    [
        ("30 km from Kharkiv", 30),
        ("12km outside Kharkiv", 12),
        ("40 nautical miles off Kharkiv", 74.1),
        ("within 10 km of Kharkiv", 10),
    ],
)
def test_a_distance_without_a_course_widens_the_radius(words: str, km: float) -> None:
    (town,), (found,) = read("It fell in Kharkiv."), read(f"It fell {words}.")
    assert (found.lat, found.lon, found.relation) == (town.lat, town.lon, "near")
    assert found.radius_km == pytest.approx((town.radius_km or 0) + km, abs=0.1)
