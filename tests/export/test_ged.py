"""UCDP GED: its columns, its codes, its identities, and a side file for the rest."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.export.ged import COLUMNS, date_prec, ged_table, priogrid
from hearsay.export.tables import Row, from_csv, note_table, to_csv
from hearsay.link.incident_view import incident
from tests.export.invented_incident import MALAKAL, SATURDAY, malakal, quiet
from tests.link.telling import tell

HEADER = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,"
    "dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,"
    "number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,"
    "where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,"
    "region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,"
    "low,gwnoa,gwnob"
)


def only(*claims: Any, **fields: Any) -> Row:
    (row,) = ged_table([incident("i-1", claims, **fields)]).rows
    return row


def test_the_columns_are_ucdps_in_ucdps_order() -> None:
    assert len(COLUMNS) == 49
    assert to_csv(ged_table([malakal()])).splitlines()[0] == HEADER


def test_a_state_based_event() -> None:
    (row,) = ged_table([malakal()]).rows
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == (
        1,
        "Government of South Sudan",
        "Nile Front",
    )
    assert row["dyad_name"] == "Government of South Sudan - Nile Front"
    assert (row["deaths_a"], row["deaths_b"], row["deaths_civilians"], row["deaths_unknown"]) == (
        12,
        0,
        22,
        0,
    )
    assert (row["best"], row["high"], row["low"]) == (34, 52, 24)
    assert (row["country"], row["country_id"], row["gwnoa"], row["gwnob"]) == ("South Sudan", 626, 626, None)
    assert (row["date_start"], row["date_prec"]) == ("2025-03-15 00:00:00.000", 1)
    assert (row["where_prec"], row["geom_wkt"]) == (1, "POINT (31.660500 9.533400)")
    assert row["code_status"] == "Check"  # nobody has looked at it


def attack(actor: str, role: str = "perpetrator", **fields: Any) -> Any:
    return tell(f"{actor} attacked Malakal.", trigger="attacked", type="ASSAULT", actors={actor: (role, actor)},
                when=SATURDAY, where={**MALAKAL, "name": "Malakal port"}, **fields)  # fmt: skip


def dead(number: str, noun: str, by: str = "a doctor", **fields: Any) -> Any:
    return tell(f"{number.capitalize()} {noun} were killed.", (number, noun), by=by, **fields)


def test_one_sided_violence_is_against_civilians() -> None:
    row = only(attack("Nile Front"), dead("nine", "civilians"))
    assert (row["type_of_violence"], row["side_b"], row["deaths_civilians"], row["deaths_b"]) == (
        3,
        "Civilians",
        9,
        0,
    )


def test_nobody_named_leaves_the_sides_empty() -> None:
    attacked = tell("Malakal was attacked.", trigger="attacked", type="ASSAULT", when=SATURDAY)
    row = only(attacked, dead("nine", "people"))
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == (None, None, None)
    assert row["deaths_unknown"] == 9


def test_feared_dead_are_claimed_and_not_accepted() -> None:
    row = only(attack("Nile Front"), dead("nine", "people", certainty="possible"))
    assert (row["best"], row["low"], row["high"]) == (0, 0, 9)


def test_an_open_number_is_closed_by_the_greatest_said_and_noted() -> None:
    table = ged_table([incident("i-1", [attack("Nile Front"), dead("at least 20", "people")])])
    assert table.rows[0]["high"] == 20
    assert [note.words for note in table.notes if note.column == "high" and note.incident] == [
        "the number is open upwards; this is the greatest that anybody says"
    ]


def test_a_reprint_is_no_source_and_lists_are_parallel() -> None:
    (row,) = ged_table([malakal()]).rows
    count = row["number_of_sources"]
    assert count == 12  # fourteen reports, three of one family
    for column in ("source_office", "source_date", "source_headline"):
        assert len(str(row[column]).split(";")) == count
    assert str(row["source_article"]).count('";"') == 11
    assert "Lakes Herald" not in str(row["source_office"])


def test_what_cannot_be_a_row_is_in_the_side_file() -> None:
    undated = incident("i-undated", [dead("nine", "people")])
    table = ged_table([quiet(), undated])
    assert table.rows == ()
    told = {note.incident: note.words for note in table.notes if note.kind == "not_exported"}
    assert set(told) == {"i-quiet", "i-undated"}
    assert "day" in told["i-undated"]


def test_what_ucdp_has_no_column_for_is_in_the_side_file() -> None:
    notes = ged_table([malakal()]).notes
    words = {note.words for note in notes if note.kind == "not_held" and note.incident}
    assert {"no column for wounded", "no column for contradictions (denial)"} <= words
    back = list(from_csv(to_csv(note_table(notes))))
    assert {row["target"] for row in back} == {"ged"}


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("2024-03-04", "2024-03-04", 1), ("2024-03-04", "2024-03-05", 2), ("2024-03-04", "2024-03-09", 2),
        ("2024-03-04", "2024-03-10", 3), ("2024-03-04", "2024-03-11", 4), ("2024-03-01", "2024-03-31", 4),
        ("2024-03-01", "2024-04-01", 5), ("2024-01-01", "2024-12-31", 5),
    ],
)  # fmt: skip
def test_date_prec(first: str, last: str, code: int) -> None:
    assert date_prec(first, last) == code


@pytest.mark.parametrize(
    ("lat", "lon", "cell"), [(-90, -180, 1), (89.9, 179.9, 259200), (9.53, 31.66, 143704), (0, 0, 129961)]
)
def test_priogrid(lat: float, lon: float, cell: int) -> None:
    assert priogrid(lat, lon) == cell


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(
    st.sampled_from(["nine", "twelve", "at least 20", "up to 70", "dozens", "many"]),
    st.sampled_from(["people", "soldiers", "rebels", "civilians", "women", "engineers"]),
    st.sampled_from(["the army", "a doctor", "the mayor"]),
    st.sampled_from(["asserted", "possible"]),
), min_size=1, max_size=6), st.booleans())  # fmt: skip
def test_ucdps_identities_hold_in_every_row(claims: list[tuple[str, str, str, str]], named: bool) -> None:
    told = [dead(n, noun, by, certainty=sure, ref=str(i)) for i, (n, noun, by, sure) in enumerate(claims)]
    for row in ged_table([incident("i-1", [*told, attack("Nile Front" if named else "gunmen")])]).rows:
        parts = [row[name] for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")]
        assert row["best"] == sum(int(part or 0) for part in parts)
        assert 0 <= int(row["low"] or 0) <= int(row["best"] or 0) <= int(row["high"] or 0)
        assert min(int(part or 0) for part in parts) >= 0
        assert row["type_of_violence"] != 3 or row["deaths_b"] == 0
