"""If the docs lie, the build fails: every word has a heading, every public record type is mentioned."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hearsay import record

PAGE = Path(__file__).parents[2] / "docs" / "words.md"
WORDS = [
    "report", "carrier", "publisher", "furniture", "span", "attribution", "voice", "entity", "mention",
    "time", "place", "figure", "event", "claim", "origin", "happening", "incident", "population", "estimate",
    "corroboration", "decision", "ledger",
]  # fmt: skip


@pytest.mark.parametrize("word", WORDS)
def test_every_word_has_a_heading_and_an_explanation(word: str) -> None:
    assert re.search(rf"^## {word}\n\n\S.{{20,}}", PAGE.read_text("utf-8"), re.MULTILINE)


def test_every_public_type_of_the_record_is_mentioned() -> None:
    page = PAGE.read_text("utf-8")
    types = [name for name in record.__all__ if isinstance(getattr(record, name), type)]
    assert len(types) > 15
    assert [name for name in types if f"`{name}`" not in page] == []
