"""The shipped gazetteer: what it must hold, how its names are folded, how light it is."""

from __future__ import annotations

from importlib.resources import files

import pytest

from hearsay.read.places.gazetteer import TOWNS, fold, gazetteer


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("St. Petersburg", "saint petersburg"),
        ("Port-au-Prince", "port au prince"),
        ("Sana'a", "sanaa"),
        ("Sana’a", "sanaa"),
        ("Côte d'Ivoire", "cote divoire"),
        ("Łódź", "lodz"),
        ("Diyarbakır", "diyarbakir"),
        ("Mt.  Sinai", "mount sinai"),
    ],
)
def test_names_are_folded(name: str, key: str) -> None:
    assert fold(name) == key


@pytest.mark.parametrize(
    ("key", "kind", "country", "lat", "lon"),
    [
        ("ukraine", "country", "UA", 49, 32),
        ("kyiv", "capital", "UA", 50.5, 30.5),
        ("kiev", "capital", "UA", 50.5, 30.5),
        ("bakhmut", "city", "UA", 48.6, 38.0),
        ("gaza strip", "admin1", "PS", 31.4, 34.4),
        ("donbas", "region", "UA", 48.3, 38.3),
        ("=U.S.", "country", "US", 39.8, -98.5),
        ("=Calif.", "admin1", "US", 37.2, -119.5),
        ("=N. H.", "admin1", "US", 43.7, -71.6),
        ("=DRC", "country", "CD", -2.5, 23.5),
        ("~russian", "country", "RU", 60, 100),
        ("~afghans", "country", "AF", 33, 66),
        ("laurel county", "admin2", "US", 37.1, -84.1),
        ("oxfordshire", "admin2", "GB", 51.8, -1.3),
        ("fars", "admin1", "IR", 29.2, 53.4),
        ("black sea", "sea", None, 43, 34),
        ("kremlin", "site", "RU", 55.8, 37.6),
    ],
)
def test_a_place_is_where_it_is(key: str, kind: str, country: str | None, lat: float, lon: float) -> None:
    entries = [e for e, _ in gazetteer().find(key) if (e.kind, e.country) == (kind, country)]
    assert entries, gazetteer().find(key)
    assert entries[0].lat == pytest.approx(lat, abs=0.6)
    assert entries[0].lon == pytest.approx(lon, abs=0.6)


def test_every_country_has_a_point_and_a_name_that_finds_it() -> None:
    table = gazetteer()
    countries = [e for e in (table.entry(row) for row in range(260)) if e.kind == "country"]
    assert len(countries) > 235
    for entry in countries:
        assert -90 <= entry.lat <= 90
        assert -180 <= entry.lon <= 180
        assert entry.row in [e.row for e, _ in table.find(fold(entry.name))]


def test_a_town_knows_its_region() -> None:
    entry = next(e for e, _ in gazetteer().find("goma") if e.kind in TOWNS)
    assert gazetteer().entry(entry.admin1).name == "North Kivu"


@pytest.mark.parametrize("key", ["", "zzzz", "\uffff", "=", "~", "qarabelasht"])
def test_what_is_not_there_is_not_found(key: str) -> None:
    assert gazetteer().find(key) == ()


def test_the_table_names_its_version_and_sources_and_stays_small() -> None:
    path = files("hearsay.read") / "gazetteer" / "places.bin"
    assert len(path.read_bytes()) < 15_000_000
    about = gazetteer().about
    assert about["version"]
    assert any("GeoNames" in source for source in about["sources"])
