"""docs/ledger-tables.md is what `make docs` writes; docs/ledger.md says what is so."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from docs.make_ledger import PAGE, page
from hearsay.ledger.ledger import Ledger
from hearsay.ledger.tables import abouts, names
from hearsay.record.journal import EntryKind

STORY = (Path(__file__).parents[2] / "docs" / "ledger.md").read_text("utf-8")


def test_the_page_of_tables_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "run `make docs`"


def test_every_kind_of_entry_is_explained() -> None:
    for kind in get_args(EntryKind):
        assert re.search(rf"^\| {kind} \| \S.{{15,}} \|$", STORY, re.M), kind


def test_every_call_that_is_named_exists() -> None:
    for name in re.findall(r"`ledger\.(\w+)\(", STORY):
        assert callable(getattr(Ledger, name)), name


def test_every_table_and_column_has_a_meaning() -> None:
    assert {"journal", "raw", "records"} <= set(names("kept"))
    for about in abouts().values():
        assert len(about.about) > 15
        assert all(len(meaning) > 1 for meaning in about.columns.values())
