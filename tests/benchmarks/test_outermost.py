"""Mentions in the convention of a set that marks none inside another."""

from __future__ import annotations

from typing import Any

from benchmarks.score import SECOND
from benchmarks.score.outermost import without_inner

Row = dict[str, Any]
TEXT = "Gen. Ana Kos met the mayor of Sarn."


def at(words: str, **fields: Any) -> Row:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), **fields}


KOS = {"type": "person", "mentions": [at("Gen. Ana Kos", kind="nominal"), at("Ana Kos", kind="name")]}
MAYOR = {"type": "person", "mentions": [at("the mayor of Sarn", kind="nominal")]}
SARN = {"type": "location", "mentions": [at("Sarn", kind="name")]}
GOLD = {
    "id": "r",
    "text": TEXT,
    "entities": [at("Gen. Ana Kos", type="Person"), at("the mayor of Sarn", type="Person")],
}


def record(*entities: Row) -> Row:
    return {"report": {"ref": "r", "text": TEXT}, "entities": list(entities)}


def test_names_inside_what_the_set_marks_are_set_aside() -> None:
    scores = SECOND["outermost mentions"]([GOLD], [record(KOS, MAYOR, SARN)])
    assert (scores["outermost micro"]["tp"], scores["outermost micro"]["predicted"]) == (2, 2)


def test_an_inner_mention_alone_is_outermost() -> None:
    scores = SECOND["outermost mentions"]([GOLD], [record(SARN)])
    assert (scores["outermost micro"]["tp"], scores["outermost micro"]["predicted"]) == (0, 0)
    assert without_inner(record(SARN))["entities"] == [SARN]


def test_the_record_itself_is_left_as_it_is() -> None:
    whole = record(KOS)
    assert len(without_inner(whole)["entities"][0]["mentions"]) == 1
    assert len(whole["entities"][0]["mentions"]) == 2
