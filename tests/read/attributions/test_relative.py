"""A source that is "who" or "which" is whoever the clause hangs on."""

from __future__ import annotations

import pytest

from hearsay.flow import read_rows


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The figure is higher than that of the government, which has confirmed the deaths of six soldiers.",
         "the government"),
        ("The number rose on Monday, according to the health ministry, which said that nine people had died.",
         "the health ministry"),
    ],
)  # fmt: skip
def test_whom_a_relative_pronoun_stands_for(text: str, speaker: str) -> None:
    (record,) = read_rows([{"id": "a", "text": text, "published": "2025-03-17"}])
    entities = {entity.id: entity.name for entity in record.entities}
    told = [one for one in record.attributions if any(span.words == "which" for span in one.source)]
    assert [entities[str(one.source_entity)] for one in told] == [speaker]
