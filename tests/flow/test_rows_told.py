"""Sentences as reports have them, read and linked whole: when, where and what the row of each is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from hearsay.flow.read import read_rows
from hearsay.record import Record

pytest.importorskip("splink", reason="pip install 'hearsay[link]'")


def reading(text: str, published: str | None = "2024-05-15", **more: str) -> Record:
    row = {"text": text, **({"published": published} if published else {}), **more}
    return next(iter(read_rows([row])))


def dated(record: Record, word: str) -> str | None:
    """The words of the time that the event named by ``word`` has."""
    event = next(one for one in record.events if one.words == word)
    return next((time.words for time in record.times if time.id == event.when), None)


@pytest.mark.parametrize(
    ("text", "word", "time"),
    [
        ("The police said on Tuesday that gunmen attacked a bus near Tumaco on Monday.", "attacked", "Monday"),
        ("Nine people died when a ferry capsized on Friday night, the port said on Sunday.", "died", "Friday night"),
        ("Twelve workers were killed when a tunnel collapsed on Monday, the company said.", "killed", "Monday"),
        ("Five climbers died after an avalanche hit their camp on Sunday, rescuers said.", "died", "Sunday"),
        ("Rebels attacked a village on Sunday, killing four and wounding eleven, the army said.", "wounding", "Sunday"),
    ],
)  # fmt: skip
def test_the_day_of_a_deed_is_not_that_of_the_telling(text: str, word: str, time: str) -> None:
    assert dated(reading(text), word) == time


def parts(record: Record, word: str) -> set[tuple[str, str]]:
    event = next(one for one in record.events if one.words == word)
    return {(one.role, one.words) for one in event.participants}


def test_who_is_quoted_behind_according_to_did_nothing() -> None:
    record = reading(
        "Seven people have been killed in clashes since April, according to the provincial governor."
    )
    assert not any("governor" in words for _, words in parts(record, "killed"))


def test_who_wounds_is_not_wounded() -> None:
    record = reading("Gunmen attacked a wedding on Sunday, killing four and wounding eleven.")
    assert ("victim", "Gunmen") not in parts(record, "wounding")


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Farmers blocked the road to Puno on Monday.", {"PROTEST"}),
        ("Soldiers blocked the road to Puno on Monday.", {"COERCE"}),
        ("Cyclone Ana destroyed 300 houses on Monday.", {None}),
        ("A boat sank off Zarzis on Monday.", {None}),
        ("A warship sank a trawler off Zarzis on Monday.", {"ASSAULT"}),
    ],
)
def test_what_kind_of_deed_it_is(text: str, types: set[str | None]) -> None:
    words = {"blocked", "destroyed", "sank"}
    assert {one.type for one in reading(text).events if one.words in words} == types


def outcomes(text: str) -> dict[str, str | None]:
    return {one.words: one.outcome for one in reading(text).figures}


def test_a_number_told_again_is_of_the_same_people() -> None:
    told = outcomes("The army says 12 people were killed. Residents say the number is 19.")
    assert told == {"12": "killed", "19": "killed"}


def test_a_number_of_other_things_is_not() -> None:
    assert (
        outcomes("The army says 12 people were killed. The ministry sent 40 lorries. The number is 60.")["60"]
        is None
    )


def test_people_without_a_roof_are_displaced() -> None:
    assert outcomes("The storm left 3,000 people without homes.") == {"3,000": "displaced"}


def test_the_dead_found_after_a_toll_rose_are_among_it() -> None:
    figures = {
        one.words: one
        for one in reading("The toll has risen to 30 after four bodies were found, police said.").figures
    }
    assert figures["four"].part_of == figures["30"].id


def test_what_a_storm_destroyed_is_no_plan_whatever_is_planned_about_it() -> None:
    record = reading(
        "Chile has agreed to rebuild three clinics destroyed by rebels in Likasi, the ministry said."
    )
    event = next(one for one in record.events if one.words == "destroyed")
    assert [one.certainty for one in record.claims if one.event == event.id] == ["asserted"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "GOMA, Congo (Victoria Courier) - The army withdrew on Monday, the Victoria Courier has learned.",
            "Victoria",
        ),
        ("The talks began on Nov. 4 in Geneva.", "Nov"),
    ],
)
def test_what_names_no_place_is_none(text: str, name: str) -> None:
    assert not any(one.words.startswith(name) for one in reading(text).places)


def test_a_road_is_not_where_a_part_of_its_name_is() -> None:
    assert [one.lat for one in reading("Two people were hurt on Rest Acres Road on Monday.").places] == [None]


def test_an_island_is_no_town_far_away() -> None:
    places = {
        one.words: one
        for one in reading("The cyclone struck the island of Tanna in Vanuatu on Monday.").places
    }
    assert (places["Tanna"].lat, places["Tanna"].country) == (None, None)


def test_a_border_town_is_in_the_country_that_was_entered() -> None:
    places = {
        one.words: one for one in reading("Soldiers crossed from Bolivia into Peru at Desaguadero.").places
    }
    assert places["Desaguadero"].country == "PE"


def rows(*texts: str) -> list[tuple[Any, ...]]:
    """Day and place of each scene of one report."""
    from hearsay.link.happenings.rows import report_row
    from hearsay.link.incidents.scenes import scenes

    told: Sequence[Any] = [scene for text in texts for scene in scenes(report_row(reading(text).to_dict()))]
    return [(scene.act, _day(scene.first), scene.spot and scene.spot.country) for scene in told]


def _day(ordinal: int | None) -> str | None:
    from datetime import date

    return date.fromordinal(ordinal).isoformat() if ordinal else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the day stands in the sentence before, in the same paragraph
        (
            "A dyke broke near Beira in Mozambique on 2 May. Police say nine people drowned.",
            [("harm", "2024-05-02", "MZ")],
        ),
        # what is agreed, planned or only stands there makes no row
        ("France has agreed to send 200 soldiers to Chad, the ministry said.", []),
        ("Some 400 mercenaries are based near Bria in the Central African Republic.", []),
        # a march and those shot on it are one row, the coup before is only mentioned
        (
            "Police shot dead six people on Monday when they opened fire on protesters in Conakry, doctors said.\n\n"
            "Thousands had marched against the coup of March 3.",
            [("harm", "2024-05-13", "GN")],
        ),
    ],
)
def test_the_rows_of_a_report(text: str, expected: list[tuple[Any, ...]]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "time", "expected"),
    [
        ("killed since January", "January", ("2024-01-01", "2024-05-15", True)),
        ("killed in January", "January", ("2024-01-01", "2024-01-31", False)),
        ("counted by January", "January", (None, "2024-01-31", False)),
    ],
)
def test_since_goes_on_and_by_began_before(text: str, time: str, expected: tuple[Any, ...]) -> None:
    from hearsay.link.happenings.lasting import days_of

    start = text.index(time)
    assert days_of(text, start, "2024-01-01", "2024-01-31", "2024-05-15T08:00:00Z") == expected
    if expected[2]:
        assert days_of(text, start, "2024-01-01", "2024-01-31", None) == ("2024-01-01", None, True)
