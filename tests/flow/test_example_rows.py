"""The invented reports through the whole pipeline: exactly the rows that a trained coder enters, each of them right."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from hearsay.export.acled import acled_table
from hearsay.export.ged import ged_table
from hearsay.flow.add import add_paths
from hearsay.flow.incidents import incidents
from hearsay.flow.keep import open_ledger
from hearsay.record.incident import Incident

pytest.importorskip("splink", reason="pip install 'hearsay[link]'")

Killed = tuple[int | None, int | None, int | None]

# What happened to whom, a word of its title; first and last day; place, how it lies to it, province, country;
# killed low, best, high (None, None, None: nobody says so; an open end is None); reports and stories behind it.
ROWS: tuple[
    tuple[str, str | None, str | None, tuple[str, str | None, str | None, str], Killed, int, int], ...
] = (
    ("Attack", "2025-03-15", "2025-03-15", ("Malakal", "at", "Upper Nile", "SS"), (14, 14, 34), 8, 6),
    ("Attack", "2024-05-13", "2024-05-13", ("Kisoro", "at", "Western Region", "UG"), (1, 1, 1), 1, 1),
    ("Casualties", "2023-02-08", "2023-02-08", ("Chattogram", "at", "Chittagong", "BD"), (17, 17, 17), 1, 1),
    ("Attack", "2024-09-11", "2024-10-02", ("Gao", "near", "Gao", "ML"), (11, 11, 16), 1, 1),
    ("Attack", "2024-10-03", "2024-10-03", ("Gao", "near", "Gao", "ML"), (3, 3, 3), 1, 1),
    ("Attack", "2024-09-02", "2024-09-02", ("Desaguadero", "at", "Puno", "PE"), (None, None, None), 1, 1),
    ("Casualties", "2023-03-19", "2023-03-19", ("Kabwe", "at", "Central Province", "ZM"), (11, 11, 11), 1, 1),
    ("Casualties", "2023-12-26", "2023-12-26", ("Varna", "near", "Varna", "BG"), (None, None, 9), 1, 1),
    ("Casualties", "2024-11-02", "2024-11-02", ("Tanna", None, None, "VU"), (19, 19, 19), 1, 1),
    ("Casualties", "2024-01-01", "2024-06-06", ("Ménaka", "near", "Ménaka", "ML"), (9, 9, 70), 1, 1),
    # A report without a date: "Thursday night" has none.
    ("Attack", None, None, ("Mastung", "near", "Balochistan", "PK"), (2, 4, 4), 1, 1),
    ("Protest", None, None, ("Quetta", "at", "Balochistan", "PK"), (None, None, None), 1, 1),
)

# Other outcomes: place, outcome, low, best, high.
OTHERS = (
    ("Malakal", "wounded", 9, 9, 41),
    ("Malakal", "displaced", 2000, 2000, 3400),
    ("Chattogram", "wounded", 50, 50, None),
    ("Kabwe", "missing", 4, 4, 4),
    ("Kabwe", "displaced", 1900, 1900, 1900),
    ("Tanna", "displaced", None, None, 14000),
)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Incident]]:
    from hearsay.flow.linking import link

    folder: Path = tmp_path_factory.mktemp("rows")
    with open_ledger(str(folder / "examples.db"), "create") as ledger:
        for _ in add_paths(ledger, [str(files("hearsay").joinpath("examples"))]):
            pass
        link(ledger)
        yield list(incidents(ledger))


def row(one: Incident) -> tuple[object, ...]:
    site = one.sites[0]
    killed = one.by_policy("ucdp").of("killed")
    numbers = (killed.low, killed.best, killed.high) if killed and killed.used else (None, None, None)
    return (
        one.title.split()[0], one.when.earliest, one.when.latest,
        (site.name, site.relation, site.admin1, site.country), numbers,
        len(one.reports), len({report.family for report in one.reports}),
    )  # fmt: skip


@pytest.mark.parametrize("expected", ROWS, ids=[f"{place[0]} {first}" for _, first, _, place, *_ in ROWS])
def test_a_coders_row_is_right(found: list[Incident], expected: tuple[object, ...]) -> None:
    place = expected[3]
    there = [row(one) for one in found if one.sites and row(one)[1:4:2] == (expected[1], place)]
    assert there == [expected]


def test_nothing_else_is_an_incident(found: list[Incident]) -> None:
    assert sorted(map(row, found), key=repr) == sorted(ROWS, key=repr)


@pytest.mark.parametrize(("place", "outcome", "low", "best", "high"), OTHERS)
def test_what_became_of_the_others(
    found: list[Incident], place: str, outcome: str, low: int | None, best: int | None, high: int | None
) -> None:
    told = next(one.by_policy("ucdp").of(outcome) for one in found if one.sites[0].name == place)
    assert told is not None
    assert (told.low, told.best, told.high) == (low, best, high)


def test_ucdp_gets_the_deaths_by_armed_force_with_a_day(found: list[Incident]) -> None:
    rows = {
        (cells["where_coordinates"], str(cells["date_start"])[:10], cells["best"])
        for cells in ged_table(found).rows
    }
    assert rows == {
        ("Malakal", "2025-03-15", 14), ("Kisoro", "2024-05-13", 1), ("Gao", "2024-09-11", 11), ("Gao", "2024-10-03", 3),
    }  # fmt: skip


def test_acled_gets_the_attacks_with_a_day_and_no_accident(found: list[Incident]) -> None:
    rows = {
        (cells["location"], cells["event_date"], cells["fatalities"]) for cells in acled_table(found).rows
    }
    assert rows == {
        ("Malakal", "2025-03-15", 14), ("Kisoro", "2024-05-13", 1), ("Gao", "2024-09-21", 11), ("Gao", "2024-10-03", 3),
        ("Desaguadero", "2024-09-02", 0),
    }  # fmt: skip


def test_a_side_is_called_by_its_body(found: list[Incident]) -> None:
    rows = {str(cells["where_coordinates"]): cells for cells in ged_table(found).rows}
    assert rows["Malakal"]["side_a"] == "Government of South Sudan"
    assert rows["Malakal"]["side_b"] == "South Sudanese rebel movement"
