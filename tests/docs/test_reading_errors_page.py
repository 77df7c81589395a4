"""docs/reading-errors.md is what `make docs` writes, and keeps no text of anybody's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docs.make_reading_errors import PAGE, ROWS, page

FILES = sorted(ROWS.glob("*.jsonl"))


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "run `make docs`"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_fifty_errors_each_with_places_alone(file: Path) -> None:
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert len(rows) == 50
    for row in rows:
        assert set(row) == {"set", "id", "kind", "gold", "found", "group"}
        for mark in (row["gold"], row["found"]):
            assert mark is None or (set(mark) == {"start", "end", "label"} and mark["start"] < mark["end"])
