"""Proper names in a stretch that holds more than a name."""

from __future__ import annotations

import pytest

from hearsay.read.entities.phrases import Phrases
from hearsay.read.entities.proper import is_proper, proper_runs
from tests.read.sketch import Sketch


@pytest.mark.parametrize(
    ("marked", "names", "body"),
    [
        ("Veland’s leader, Oru Tam-sel", ["Veland", "Oru Tam-sel"], False),
        ("Sarn, the Velish port", ["Sarn", "Velish"], False),
        ("Ana Horvat and Ivo Kos", ["Ana Horvat", "Ivo Kos"], False),
        ("Abu Dren al-Masi", ["Abu Dren al-Masi"], False),
        ("Abu Dren al - Masi", ["Abu Dren al - Masi"], False),
        ("Ministry of Trade and Roads", ["Ministry of Trade and Roads"], True),
        ("Velish Aid and the Sarn Fund", ["Velish Aid", "Sarn Fund"], True),
        ("Farmers’ Union of Sarn", ["Farmers’ Union of Sarn"], True),
        ("U.N. Mine Service", ["U.N. Mine Service"], True),
        ("Sarn, Vis", ["Sarn", "Vis"], False),
        ("Sarn / Vis", ["Sarn", "Vis"], True),
        ("Sarn and Vis Railway", ["Sarn and Vis Railway"], False),
        ("Velish Aid and Sarn First", ["Velish Aid", "Sarn First"], True),
        ("iVel", ["iVel"], True),
        ("the nine", [], False),
        ("President", [], False),
    ],
)
def test_names_are_cut_out_of_what_is_marked(marked: str, names: list[str], body: bool) -> None:
    sketch = Sketch(f"They met {marked} again.")
    page = Phrases(sketch.reading())
    start = sketch.text.index(marked)
    span = sketch.words.between(start, start + len(marked))
    assert [page.string(*run) for run in proper_runs(page, span.start, span.stop, body=body)] == names


@pytest.mark.parametrize(
    ("words", "proper"),
    [("the Sarn Fund", True), ("Ana Horvat", True), ("state media", False), ("Kursk region", False)],
)
def test_a_whole_name_is_told_from_a_description_with_a_name(words: str, proper: bool) -> None:
    sketch = Sketch(f"They met {words} again.")
    start = sketch.text.index(words)
    span = sketch.words.between(start, start + len(words))
    assert is_proper(Phrases(sketch.reading()), span.start, span.stop) is proper
