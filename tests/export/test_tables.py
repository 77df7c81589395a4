"""Our own tables: nothing lost, each number with its sentence, source, report and rule; and back again."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.export.tables import (
    CLAIM_COLUMNS,
    Table,
    from_csv,
    incidents_from_jsonl,
    incidents_to_jsonl,
    own_tables,
    to_csv,
    to_jsonl,
)
from tests.export.invented_incident import malakal, quiet

INCIDENTS = [malakal(), quiet()]


def test_one_row_an_incident_and_one_a_claim() -> None:
    incidents, claims, _ = own_tables(INCIDENTS)
    assert [row["incident"] for row in incidents.rows] == ["i-malakal", "i-quiet"]
    assert [(row["claim"], row["report"]) for row in claims.rows] == [
        (quote.claim, quote.report) for one in INCIDENTS for quote in one.quotes
    ]


@pytest.mark.parametrize("table", own_tables(INCIDENTS), ids=lambda table: table.name)
def test_every_row_fits_its_columns(table: Table) -> None:
    assert all(set(row) <= set(table.columns) for row in table.rows)
    assert len(set(table.columns)) == len(table.columns)


def test_every_number_has_its_sentence_source_report_and_rule() -> None:
    *_, numbers = own_tables(INCIDENTS)
    assert numbers.rows
    for row in numbers.rows:
        assert all(
            row[column] for column in ("words", "origin", "report", "claim", "rule", "counts", "policy")
        )
    for one in INCIDENTS:
        for estimates in one.estimates:
            for estimate in estimates.estimates:
                for end in ("low", "best", "high"):
                    if getattr(estimate, end) is not None:
                        assert any(
                            row["policy"] == estimate.policy
                            and (row["outcome"], row["population"])
                            == (estimate.outcome, estimate.population.words)
                            and row[end] == getattr(estimate, end)
                            and end in str(row["sets"])
                            for row in numbers.rows
                        )


def test_reprints_and_plans_are_there_with_the_rule_that_left_them_out() -> None:
    *_, numbers = own_tables(INCIDENTS)
    rules = {row["rule"] for row in numbers.rows if row["counts"] == "left out"}
    assert {"reprint", "planned", "older"} <= rules


@pytest.mark.parametrize("table", own_tables(INCIDENTS), ids=lambda table: table.name)
def test_csv_comes_back_as_it_went(table: Table) -> None:
    back = list(from_csv(to_csv(table)))
    expected = [
        {c: "" if row.get(c) is None else str(row.get(c)) for c in table.columns} for row in table.rows
    ]
    assert back == expected


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00")), min_size=1, max_size=4))
def test_no_text_breaks_a_table_or_runs_as_a_formula(texts: list[str]) -> None:
    table = Table("claims", CLAIM_COLUMNS, tuple({"words": text} for text in texts))
    written = to_csv(table)
    assert [row["words"] for row in from_csv(written)] == texts
    for text in texts:
        if text.startswith(("=", "+", "-", "@")):
            assert f"'{text[0]}" in written


def test_whole_incidents_come_back_from_json_lines() -> None:
    assert list(incidents_from_jsonl(incidents_to_jsonl(INCIDENTS))) == INCIDENTS


def test_json_lines_hold_every_column() -> None:
    for table in own_tables(INCIDENTS):
        lines = [json.loads(line) for line in to_jsonl(table).splitlines()]
        assert len(lines) == len(table.rows)
        assert all(tuple(line) == table.columns for line in lines)
