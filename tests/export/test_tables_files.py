"""What each export format writes, and that the same incidents give the same bytes."""

from __future__ import annotations

import pytest

from hearsay.export.tables import from_csv
from hearsay.export.tables_files import FORMATS, Format, export_files
from tests.export.invented_incident import malakal, quiet


@pytest.mark.parametrize(
    ("form", "names"),
    [
        ("csv", {"incidents.csv", "claims.csv", "numbers.csv"}),
        ("jsonl", {"incidents.jsonl", "claims.jsonl", "numbers.jsonl"}),
        ("ged", {"ged.csv", "ged-notes.csv"}),
        ("acled", {"acled.csv", "acled-notes.csv"}),
    ],
)
def test_files(form: Format, names: set[str]) -> None:
    files = export_files([malakal(), quiet()], form)
    assert set(files) == names
    assert all(files.values())
    assert export_files([malakal(), quiet()], form) == files


@pytest.mark.parametrize("form", FORMATS)
def test_no_incidents_give_headers_and_no_rows(form: Format) -> None:
    for name, text in export_files([], form).items():
        if name.endswith(".csv") and "notes" not in name:
            assert text.count("\r\n") == 1


@pytest.mark.parametrize("form", ["ged", "acled"])
def test_every_incident_is_a_row_or_a_note_that_says_why_not(form: Format) -> None:
    files = export_files([malakal(), quiet()], form)
    rows = len(list(from_csv(files[f"{form}.csv"])))
    missing = {
        row["incident"] for row in from_csv(files[f"{form}-notes.csv"]) if row["kind"] == "not_exported"
    }
    assert rows + len(missing) == 2
