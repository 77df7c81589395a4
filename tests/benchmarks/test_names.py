"""Names in the convention of a set that runs neighbours of one type together."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.score import SECOND
from benchmarks.score.names import joined, outermost

Row = dict[str, Any]
TEXT = "Ana Kos and Ivo Ruiz left Sarn for the Velish Bank of Sarn."


def at(words: str, **fields: Any) -> Row:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), **fields}


def entity(type_: str, *mentions: Row) -> Row:
    return {"type": type_, "mentions": [{"kind": "name", **mention} for mention in mentions]}


def measured(entities: list[Row]) -> Row:
    gold = {
        "id": "r",
        "text": TEXT,
        "entities": [
            at("Ana Kos and Ivo Ruiz", type="PER"),
            at("Sarn", type="LOC"),
            at("Velish Bank of Sarn", type="ORG"),
        ],
    }
    told = {"report": {"ref": "r", "text": TEXT}, "entities": entities}
    return SECOND["joined names"]([gold], [told])


def test_two_people_apart_are_the_one_that_the_set_has() -> None:
    scores = measured([entity("person", at("Ana Kos")), entity("person", at("Ivo Ruiz"))])
    assert (scores["joined person"]["tp"], scores["joined person"]["predicted"]) == (1, 1)
    assert scores["joined micro"]["gold"] == 3


def test_a_person_missed_at_the_end_spoils_the_joined_name() -> None:
    scores = measured([entity("person", at("Ana Kos"))])
    assert (scores["joined person"]["tp"], scores["joined person"]["predicted"]) == (0, 1)


@pytest.mark.parametrize("type_", ["nationality", "product", "document", "other"])
def test_what_the_set_calls_miscellaneous_keeps_names_apart_and_is_not_counted(type_: str) -> None:
    between = measured([entity("person", at("Ana Kos"), at("Ivo Ruiz")), entity(type_, at("and"))])
    assert between["joined person"]["predicted"] == 2
    assert between["joined micro"]["predicted"] == 2


def test_a_place_inside_the_name_of_a_body_is_part_of_it() -> None:
    inner = {**at("Sarn."), "end": at("Sarn.")["end"] - 1}
    scores = measured([entity("organisation", at("Velish Bank of Sarn")), entity("location", inner)])
    assert scores["joined organisation"]["tp"] == 1
    assert scores["joined location"]["predicted"] == 0


def test_descriptions_and_pronouns_are_no_names() -> None:
    assert measured([entity("person", at("left", kind="nominal"))])["joined micro"]["predicted"] == 0


def test_names_join_up_to_a_name_of_another_type() -> None:
    names = [(0, 3, "PER"), (8, 11, "PER"), (15, 19, "LOC"), (21, 24, "PER")]
    assert joined(names) == [(0, 11, "PER"), (15, 19, "LOC"), (21, 24, "PER")]


def test_of_names_that_overlap_the_longest_stays() -> None:
    assert outermost([(0, 4, "LOC"), (0, 12, "ORG"), (14, 20, "PER"), (19, 24, "LOC")]) == [
        (0, 12, "ORG"),
        (14, 20, "PER"),
    ]
