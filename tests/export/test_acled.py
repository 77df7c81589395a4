"""ACLED: its columns, types, codes and single number, and a side file for the rest."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from hearsay.export.acled import COLUMNS, acled_table, middle_day
from hearsay.export.tables import Row, from_csv, to_csv
from hearsay.link.estimates import Layers
from hearsay.link.incident_view import incident
from tests.export.invented_incident import MALAKAL, SATURDAY, malakal, quiet
from tests.link.telling import tell

HEADER = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)


def event(
    mode: str | None = None, type: str = "ASSAULT", when: Any = SATURDAY, where: Any = None, **actors: str
) -> Any:
    told = tell(
        "Nile Front attacked Malakal.", trigger="attacked", type=type, when=when,
        actors={"Nile Front": ("perpetrator", "front")}, where=where or {**MALAKAL, "name": "Malakal port"},
    )  # fmt: skip
    if mode is None:
        return told
    changed = told.record.replace(events=(told.record.events[0].replace(mode=mode),))
    return replace(told, layers=Layers(changed))


def dead(number: str, noun: str, by: str = "a doctor", **fields: Any) -> Any:
    return tell(f"{number.capitalize()} {noun} were killed.", (number, noun), by=by, **fields)


def only(*claims: Any) -> Row:
    (row,) = acled_table([incident("i-1", claims)]).rows
    return row


def test_the_columns_are_acleds_in_acleds_order() -> None:
    assert len(COLUMNS) == 31
    assert to_csv(acled_table([malakal()])).splitlines()[0] == HEADER


def test_a_row_a_coder_would_write() -> None:
    (row,) = acled_table([malakal()]).rows
    assert (row["event_date"], row["time_precision"], row["year"]) == ("2025-03-15", 1, 2025)
    assert (row["iso"], row["region"], row["country"]) == (728, "Eastern Africa", "South Sudan")
    assert (row["location"], row["geo_precision"], row["latitude"]) == ("Malakal", 1, 9.5334)
    assert row["fatalities"] == 34
    assert str(row["notes"]).startswith("On 15 March 2025, in Malakal: ")
    assert "Disputed: killed, soldiers: 12 against 30" in str(row["notes"])
    assert row["timestamp"] is None
    assert acled_table([malakal()], uploaded=1742032800).rows[0]["timestamp"] == 1742032800


@pytest.mark.parametrize(
    ("mode", "type_", "event_type", "sub"),
    [
        ("aerial", "ASSAULT", "Explosions/Remote violence", "Air/drone strike"),
        ("drone", "ASSAULT", "Explosions/Remote violence", "Air/drone strike"),
        ("heavy-weapons", "ASSAULT", "Explosions/Remote violence", "Shelling/artillery/missile attack"),
        ("suicide-attack", "ASSAULT", "Explosions/Remote violence", "Suicide bomb"),
        ("abduct", "ASSAULT", "Violence against civilians", "Abduction/forced disappearance"),
        (None, "ASSAULT", "Violence against civilians", "Attack"),
        ("demo", "PROTEST", "Protests", "Peaceful protest"),
        ("riot", "PROTEST", "Riots", "Violent demonstration"),
        ("arrest", "COERCE", "Strategic developments", "Arrests"),
        ("ceasefire", "RETREAT", "Strategic developments", "Agreement"),
    ],
)
def test_types(mode: str | None, type_: str, event_type: str, sub: str) -> None:
    row = only(event(mode, type_))
    assert (row["event_type"], row["sub_event_type"]) == (event_type, sub)


def test_soldiers_among_the_dead_make_it_a_battle() -> None:
    told = event()
    rebel = told.record.entities[0].replace(kind="rebel")
    told = replace(told, layers=Layers(told.record.replace(entities=(rebel,))))
    row = only(told, dead("nine", "soldiers"))
    assert (row["event_type"], row["interaction"]) == ("Battles", "State forces-Rebel group")
    assert row["civilian_targeting"] is None


def test_civilians_are_the_second_actor() -> None:
    row = only(event(), dead("nine", "civilians"))
    assert (row["actor2"], row["inter2"], row["civilian_targeting"]) == (
        "Civilians (South Sudan)", "Civilians", "Civilian targeting",
    )  # fmt: skip


def test_nobody_named_is_an_unidentified_armed_group_and_noted() -> None:
    attacked = tell("Malakal was attacked.", trigger="attacked", type="ASSAULT", when=SATURDAY,
                    where={**MALAKAL, "name": "the port"})  # fmt: skip
    table = acled_table([incident("i-1", [attacked])])
    assert table.rows[0]["actor1"] == "Unidentified Armed Group (South Sudan)"
    assert ("actor1", "assumed") in {(note.column, note.kind) for note in table.notes if note.incident}


@pytest.mark.parametrize(
    ("claims", "fatalities"),
    [
        ([], 0),
        ([("dozens", "people", "a doctor")], 12),
        ([("several", "people", "a doctor")], 3),
        ([("hundreds", "people", "a doctor")], 100),
        ([("nine", "people", "a doctor"), ("twelve", "people", "the army")], 9),
        ([("dozens", "people", "a doctor"), ("34", "people", "the army")], 34),
        ([("six", "soldiers", "the army"), ("nine", "civilians", "a doctor")], 15),
        ([("up to 70", "people", "a doctor")], 0),
    ],
)
def test_one_number_of_dead(claims: list[tuple[str, str, str]], fatalities: int) -> None:
    table = acled_table([incident("i-1", [event(), *(dead(*claim) for claim in claims)])])
    assert table.rows[0]["fatalities"] == fatalities
    if fatalities == 0:
        assert "0 says none, unknown and unstated alike" in " ".join(note.words for note in table.notes)


def test_a_word_turned_into_a_number_is_in_the_side_file() -> None:
    notes = acled_table([incident("i-1", [event(), dead("dozens", "people")])]).notes
    assert "acled:dozens=12" in {note.words for note in notes}


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2024-03-04", "2024-03-04", ("2024-03-04", 1)),
        ("2024-03-04", "2024-03-10", ("2024-03-07", 2)),
        ("2024-03-04", "2024-03-05", ("2024-03-04", 2)),
        ("2024-03-01", "2024-03-31", ("2024-03-16", 3)),
        ("2024-03-01", "2024-04-15", None),
    ],
)
def test_the_middle_day_is_coded(first: str, last: str, expected: Any) -> None:
    assert middle_day(first, last) == expected


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        (event(when=("2024-01-01", "2024-12-31")), "longer than a month"),
        (event(where={"name": "South Sudan", "country": "SS", "level": 6}), "whole country"),
        (event(type="STATEMENT"), "no type of event"),
    ],
)
def test_what_cannot_be_a_row_is_in_the_side_file(claim: Any, why: str) -> None:
    table = acled_table([incident("i-1", [claim])])
    assert table.rows == ()
    assert [why in note.words for note in table.notes if note.kind == "not_exported"] == [True]


def test_csv_comes_back_as_it_went() -> None:
    table = acled_table([malakal(), quiet()])
    back = list(from_csv(to_csv(table)))
    assert back == [{c: "" if row[c] is None else str(row[c]) for c in COLUMNS} for row in table.rows]
