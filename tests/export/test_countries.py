"""The table of countries: the numbers of Gleditsch and Ward, UCDP's regions, and what neither list calls a state."""

from __future__ import annotations

import pytest

from hearsay.export.ged import ged_table
from hearsay.export.incident_sides import countries
from hearsay.link.incident_view import incident
from tests.link.telling import tell

REGIONS = {
    "Americas": (2, 199),
    "Europe": (200, 399),
    "Africa": (400, 626),
    "Middle East": (630, 699),
    "Asia": (700, 999),
}
"""Of UCDP's codebook, by Gleditsch-Ward number; Oceania is in Asia."""


@pytest.mark.parametrize(
    ("code", "number", "name"),
    [
        ("US", 2, "United States of America"),
        ("RU", 365, "Russia (Soviet Union)"),  # the Soviet Union's, and the empire's
        ("DE", 260, "Germany"),  # West Germany's, not 255 as with COW
        ("YE", 678, "Yemen (North Yemen)"),  # North Yemen's, not COW's 679
        ("VN", 816, "Vietnam (North Vietnam)"),
        ("RS", 340, "Serbia (Yugoslavia)"),  # 345 was Yugoslavia
        ("ME", 341, "Montenegro"),
        ("XK", 347, "Kosovo"),
        ("SS", 626, "South Sudan"),
        ("SD", 625, "Sudan"),
        ("TW", 713, "Taiwan"),
        ("CN", 710, "China"),
        ("KP", 731, "North Korea"),
        ("KR", 732, "South Korea"),
        ("CD", 490, "DR Congo (Zaire)"),
        ("CG", 484, "Congo"),
        ("CZ", 316, "Czech Republic"),
        ("SK", 317, "Slovakia"),
        ("ER", 531, "Eritrea"),
        ("ET", 530, "Ethiopia"),
        ("TL", 860, "East Timor"),
        ("MM", 775, "Myanmar (Burma)"),
        ("SZ", 572, "Kingdom of eSwatini (Swaziland)"),
        ("IL", 666, "Israel"),
        ("PS", "", ""),
        ("EH", "", ""),
        ("HK", "", ""),
        ("VA", "", ""),
    ],
)
def test_numbers_where_lists_differ(code: str, number: int | str, name: str) -> None:
    country = countries()[code]
    assert (country.gw, country.gw_name) == (str(number), name)


def test_no_two_states_share_a_number_and_each_is_in_its_region() -> None:
    states = [country for country in countries().values() if country.gw]
    assert len({country.gw for country in states}) == len(states) == 174
    for country in states:
        first, last = REGIONS[country.ucdp_region]
        assert first <= int(country.gw) <= last, country


def test_places_in_palestine_are_filed_under_israel_and_its_actors_are_not() -> None:
    gaza = {"name": "Khan Younis", "country": "PS", "lat": 31.34, "lon": 34.3, "level": 1}
    day = ("2025-03-15", "2025-03-15")
    police = {"Police": ("perpetrator", "police")}
    told = [
        tell("Police attacked the port of Khan Younis.", trigger="attacked", type="ASSAULT", actors=police, when=day,
             where=gaza),
        tell("Nine people were killed.", ("nine", "people"), by="a doctor", published="2025-03-15", when=day),
    ]  # fmt: skip
    table = ged_table([incident("i-1", told)])
    (row,) = table.rows
    assert (row["country"], row["country_id"], row["region"]) == ("Israel", 666, "Middle East")
    assert "UCDP files places in Palestine under this state" in {note.words for note in table.notes}
    assert row["gwnoa"] is None
