"""How many independent origins stand behind claims of one happening."""

from __future__ import annotations

import pytest

from hearsay.link.lineage import corroboration, lineage, origins, signature
from hearsay.record import Record
from tests.link.lineage_stories import LEAD, REST, STORY, TOLD_OTHERWISE, report, said


def behind(*records: Record) -> tuple[int, int]:
    """At least and at most so many origins behind all claims of ``records``."""
    found = origins(records, lineage(signature(record.report) for record in records))
    counted = corroboration(found.values())
    return counted.at_least, counted.at_most


def ministry(ref: str, speaker: str = "Defence Ministry", **fields: str) -> Record:
    return said(speaker, "named", ref, **fields)


CASES: dict[str, tuple[list[Record], tuple[int, int]]] = {
    "nobody": ([], (0, 0)),
    "one ministry in two reports": ([ministry("a"), ministry("b")], (1, 1)),
    "a ministry and its spokesman": (
        [ministry("a"), said("Ivan Petrov", "named", "b", type="person", represents="Defence Ministry")],
        (1, 1),
    ),
    "two spokesmen of one body": (
        [
            said("Ivan Petrov", "named", "a", type="person", represents="Defence Ministry"),
            said("spokeswoman", "role", "b", type="person", represents="the Defence Ministry"),
        ],
        (1, 1),
    ),
    "a spokesman whose body one report leaves out": (
        [
            ministry("a"),
            said("Ivan Petrov", "named", "b", type="person", represents="Defence Ministry"),
            said("Ivan Petrov", "named", "c", type="person"),
        ],
        (1, 1),
    ),
    "one name for speakers of two bodies": (
        [
            said("Ivan Petrov", "named", "a", type="person", represents="Defence Ministry"),
            said("Ivan Petrov", "named", "b", type="person", represents="Red Cross"),
            said("Ivan Petrov", "named", "c", type="person"),
        ],
        (1, 3),
    ),
    "two bodies": ([ministry("a"), said("Red Cross", "named", "b")], (2, 2)),
    "like-named bodies of two countries": (
        [
            said("Defence Ministry", "named", "a", country="UA", entity_kind="government"),
            said("Defence Ministry", "named", "b", country="RU", entity_kind="government"),
        ],
        (2, 2),
    ),
    "a body whose country one report leaves out": (
        [said("Defence Ministry", "named", "a", country="UA", entity_kind="government"), ministry("b")],
        (1, 2),
    ),
    "a body called by what it is": (
        [ministry("a", "defence ministry", mention="nominal"), ministry("b", "Defence Ministry")],
        (1, 1),
    ),
    "a common noun may be any body": (
        [ministry("a", "ministry", mention="nominal"), ministry("b", "ministry", mention="nominal")],
        (1, 2),
    ),
    "a surname and a full name": (
        [said("Petrov", "named", "a", type="person"), said("Ivan Petrov", "named", "b", type="person")],
        (1, 2),
    ),
    "initials": ([said("WFP", "named", "a"), said("World Food Programme", "named", "b")], (1, 2)),
    "anonymous sources are never joined": (
        [
            said("an official", "anonymous", "a", type="person"),
            said("an official", "anonymous", "b", type="person"),
        ],
        (1, 2),
    ),
    "collective sources widen the range": (
        [
            ministry("a"),
            said("Residents", "collective", "b", type="group"),
            said("Residents", "collective", "c", type="group"),
        ],
        (1, 3),
    ),
    "a role without a body is known in its own report only": (
        [said("a doctor", "role", "a", type="person"), said("a doctor", "role", "b", type="person")],
        (1, 2),
    ),
    "two publishers": (
        [
            said(None, "publisher", "a", publisher="Invented Wire"),
            said(None, "publisher", "b", publisher="Made-Up Mail"),
        ],
        (2, 2),
    ),
    "two reports of one publisher": (
        [
            said(None, "publisher", "a", publisher="AP"),
            said(None, "publisher", "b", publisher="The Associated Press"),
        ],
        (1, 1),
    ),
    "publishers that nobody names": ([said(None, "publisher", "a"), said(None, "publisher", "b")], (1, 2)),
    "an agency and a paper that quotes it": (
        [
            said(None, "publisher", "a", publisher="Reuters"),
            said("Reuters", "named", "b", publisher="Made-Up Mail"),
        ],
        (1, 1),
    ),
}


@pytest.mark.parametrize(("records", "expected"), CASES.values(), ids=CASES.keys())
def test_corroboration(records: list[Record], expected: tuple[int, int]) -> None:
    assert behind(*records) == expected
    assert behind(*records[::-1]) == expected


SUDAN = {"country": "SD", "entity_kind": "military"}
ARMY = said("the Sudanese army", "named", "a", mention="nominal", **SUDAN)
SAME_BODY: dict[str, tuple[Record, tuple[int, int]]] = {
    "the military": (said("the Sudanese military", "named", "b", mention="nominal", **SUDAN), (1, 1)),
    "armed forces": (said("Sudan's armed forces", "named", "b", mention="nominal", **SUDAN), (1, 1)),
    "by name": (said("Sudanese Armed Forces", "named", "b", **SUDAN), (1, 1)),
    "by a well-known abbreviation": (said("SAF", "named", "b", **SUDAN), (1, 1)),
    "an army spokesman": (
        said("a Sudanese army spokesman", "role", "b", type="person", mention="nominal", **SUDAN),
        (1, 1),
    ),
    "a military spokeswoman": (
        said(
            "a spokeswoman for the Sudanese military", "role", "b", type="person", mention="nominal", **SUDAN
        ),
        (1, 1),
    ),
    "a named spokesman": (
        said("Omar Idris", "named", "b", type="person", represents="Sudanese Army", country="SD"),
        (1, 1),
    ),
    "an officer does not speak for the army": (
        said("a Sudanese army officer", "role", "b", type="person", mention="nominal", **SUDAN),
        (1, 2),
    ),
    "nor does an official who is not named": (
        said("a Sudanese military official", "anonymous", "b", type="person", mention="nominal", **SUDAN),
        (1, 2),
    ),
    "the ministry above it may pass on its word": (
        said(
            "the Sudanese defence ministry",
            "named",
            "b",
            mention="nominal",
            country="SD",
            entity_kind="government",
        ),
        (1, 2),
    ),
    "another ministry does not": (
        said(
            "the Sudanese health ministry",
            "named",
            "b",
            mention="nominal",
            country="SD",
            entity_kind="government",
        ),
        (2, 2),
    ),
    "police": (
        said("Sudanese police", "named", "b", mention="nominal", country="SD", entity_kind="police"),
        (2, 2),
    ),
    "a branch is a body of its own": (said("Sudanese Air Force", "named", "b", **SUDAN), (2, 2)),
    "another state's army": (
        said("the Chadian army", "named", "b", mention="nominal", country="TD", entity_kind="military"),
        (2, 2),
    ),
    "an army, nobody says whose": (
        said("the army", "named", "b", mention="nominal", entity_kind="military"),
        (1, 2),
    ),
}


@pytest.mark.parametrize(("other", "expected"), SAME_BODY.values(), ids=SAME_BODY.keys())
def test_who_speaks_for_the_institution_of_a_state(other: Record, expected: tuple[int, int]) -> None:
    assert behind(ARMY, other) == behind(other, ARMY) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ministry of Defence", "defence ministry"),
        ("Ukraine's Defense Ministry", "Ukrainian Ministry of Defence"),
        ("Ministry of Foreign Affairs", "foreign ministry"),
        ("Moscow", "Kremlin"),
        ("Russian government", "Moscow"),
    ],
)
def test_two_wordings_of_one_institution(one: str, other: str) -> None:
    code = "UA" if "Ukrain" in one else "RU"
    told = [
        said(words, "named", ref, country=code, entity_kind="government")
        for words, ref in ((one, "a"), (other, "b"))
    ]
    assert behind(*told) == (1, 1)


def own_word(text: str, ref: str, kind: str = "publisher", **row: str) -> Record:
    """A claim in ``text``'s own voice."""
    base = said(None, kind, ref)
    made = report(text, ref, **row)
    start = text.index("killed") if "killed" in text else text.index("died")
    event = base.events[0].at(text, start, start + 4)
    claim = base.claims[0].of(event=event, origin_kind=kind, certainty="asserted")
    return Record(report=made, events=(event,), claims=(claim,))


def test_a_reprint_corroborates_nothing() -> None:
    wire = own_word(STORY, "wire", publisher="Invented Wire", published="2024-03-05")
    copy = own_word(STORY, "copy", carrier="Made-Up Mail", published="2024-03-06")
    cut = own_word("\n\n".join([LEAD, REST[0]]), "cut", carrier="Feigned Post", published="2024-03-06")
    assert behind(wire, copy, cut) == (1, 1)


def test_an_anonymous_source_of_a_reprint_is_the_same_one() -> None:
    wire = own_word(STORY, "wire", "anonymous", publisher="Invented Wire", published="2024-03-05")
    copy = own_word(STORY, "copy", "anonymous", carrier="Made-Up Mail", published="2024-03-06")
    assert behind(wire, copy) == (1, 1)


def test_a_publisher_that_took_words_over_may_owe_what_it_knows() -> None:
    wire = own_word(STORY, "wire", publisher="Invented Wire")
    own = own_word(TOLD_OTHERWISE, "own", publisher="Made-Up Mail")
    assert behind(wire, own) == (1, 2)


def test_a_report_lineage_does_not_know_is_a_family_of_its_own() -> None:
    record = said(None, "publisher", "a", publisher="Invented Wire")
    ((key, origin),) = origins([record], lineage([])).items()
    assert key == (record.report.id, record.claims[0].id)
    assert origin.name == "Invented Wire"
