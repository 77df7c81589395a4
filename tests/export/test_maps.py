"""Maps: what is east stands right, what is exact is small, names stay words, and everything is on the page."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.export.maps import Pin, locator, pins_map, radius_of, size
from hearsay.export.world import Box, atlas, inside, spot

SVG = "{http://www.w3.org/2000/svg}"


def drawn(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def words(svg: str, style: str) -> list[str]:
    return [node.text or "" for node in drawn(svg).iter(f"{SVG}text") if node.get("class") == style]


@pytest.mark.parametrize(
    ("name", "lat", "lon", "country"),
    [
        ("Malakal", 9.53, 31.66, "SOUTH SUDAN"),
        ("Quetta", 30.18, 67.0, "PAKISTAN"),
        ("Gao", 16.27, -0.04, "MALI"),
        ("Korčula", 42.96, 17.13, "CROATIA"),
        ("Suva", -18.14, 178.44, "FIJI"),
    ],
)
def test_a_place_is_shown_with_its_country_and_name(name: str, lat: float, lon: float, country: str) -> None:
    svg = locator(name, Pin(name, lat, lon, 30.0))
    assert words(svg, "place") == [name]
    assert country in words(svg, "country")
    land = next(node.get("d") for node in drawn(svg).iter(f"{SVG}path") if node.get("class") == "land")
    assert land
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_the_circle_is_as_wide_as_the_place_is_uncertain() -> None:
    def radius(km: float) -> float:
        circles = list(drawn(locator("Quetta", Pin("Quetta", 30.18, 67.0, km))).iter(f"{SVG}circle"))
        return float(next(node.get("r", "0") for node in circles if node.get("class") == "within"))

    assert radius(100) == pytest.approx(2 * radius(50), rel=0.01)


def test_what_is_exact_or_hardly_known_at_all_has_no_circle() -> None:
    for km in (0.0, 5000.0):
        assert 'class="within"' not in locator("Quetta", Pin("Quetta", 30.18, 67.0, km))


def test_a_place_without_a_radius_reaches_as_far_as_its_level_says() -> None:
    assert radius_of(12.5, 4) == 12.5
    assert radius_of(None, 1) == 0
    levels = [radius_of(None, level) for level in range(1, 8)]
    assert levels == sorted(levels)


def test_names_do_not_lie_on_each_other() -> None:
    svg = locator("Podgorica", Pin("Podgorica", 42.44, 19.26, 10.0))
    labels = [
        node for node in drawn(svg).iter(f"{SVG}text") if node.get("class") in ("place", "country", "town")
    ]
    assert len(labels) > 4
    boxes = [(float(n.get("x", 0)), float(n.get("y", 0)), len(n.text or "") * 5.5) for n in labels]
    for at, (x, y, wide) in enumerate(boxes):
        for other_x, other_y, other_wide in boxes[at + 1 :]:
            assert abs(y - other_y) >= 14 or abs(x - other_x) >= (wide + other_wide) / 2


def test_every_pin_is_a_link_whose_shape_tells_what_its_colour_does() -> None:
    pins = [
        Pin("Attack in Gao: 9 killed", 16.27, -0.04, 5, 9, "/incidents/i-1", "i-1"),
        Pin("Attack in Quetta: no number of dead", 30.18, 67.0, 5, None, "/incidents/i-2", "i-2"),
        Pin("Malakal", 9.53, 31.66, href="/incidents/i-3", key="i-3", faint=True),
    ]
    svg = pins_map("Where", pins, "/static/x/world.svg")
    links = {node.get("data-key"): node for node in drawn(svg).iter(f"{SVG}a")}
    assert {key: link.get("href") for key, link in links.items()} == {
        f"i-{n}": f"/incidents/i-{n}" for n in (1, 2, 3)
    }
    assert "".join(links["i-1"].itertext()).endswith("9")
    assert links["i-2"].find(f"{SVG}path") is not None
    assert links["i-3"].get("class") == "spot-link faint"
    assert [size(pin) for pin in pins] == [1, 0, 0]
    assert [links[f"i-{n}"].get("data-lat") for n in (1, 2, 3)] == ["16.27", "30.18", "9.53"]


def test_pins_at_one_place_stand_beside_each_other() -> None:
    pins = [Pin(f"{n}", 9.53, 31.66, 0, n, f"/{n}", f"{n}") for n in (1, 2, 3)]
    places = re.findall(r'<circle class="pin" cx="([\d.-]+)" cy="([\d.-]+)"', pins_map("Where", pins, "w"))
    assert len(set(places)) == 3


def test_hostile_names_are_words() -> None:
    nasty = '"><script>alert(1)</script>'
    for svg in (
        locator(nasty, Pin(nasty, 1, 1, 5)),
        pins_map(nasty, [Pin(nasty, 1, 1, 5, 3, f"/x?{nasty}", nasty)], nasty),
    ):
        drawn(svg)
        assert "<script" not in svg


degrees = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@settings(max_examples=40, deadline=None)
@given(degrees, st.floats(0, 3000))
def test_every_place_on_earth_has_a_map(place: tuple[float, float], km: float) -> None:
    root = drawn(locator("Here", Pin("Here", *place, km)))
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    for node in root.iter(f"{SVG}circle"):
        assert 0 <= float(node.attrib["cx"]) <= width
        assert 0 <= float(node.attrib["cy"]) <= height


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=3, max_size=12))
def test_what_is_cut_to_a_box_is_in_it(ring: list[tuple[float, float]]) -> None:
    cut = inside(ring, Box(-10, -10, 10, 10))
    assert all(-10.001 <= x <= 10.001 and -10.001 <= y <= 10.001 for x, y in cut)


def test_the_world_is_named_as_the_gazetteer_names_it() -> None:
    countries, towns = atlas()
    names = {country.name for country in countries}
    assert {"South Sudan", "Eswatini", "Kosovo", "Turkey"} <= names
    assert len(countries) > 200
    assert {"Juba", "Khartoum", "Kyiv"} <= {town.name for town in towns}
    # nothing reaches round the world but what lies round the pole
    wide = {country.name for country in countries for box, _ in country.rings if box.width > 3000}
    assert wide <= {"Antarctica"}


def test_north_is_up_and_east_is_right() -> None:
    (x0, y0), (x1, y1) = spot(10, 20), spot(20, 30)
    assert x1 > x0
    assert y1 < y0
