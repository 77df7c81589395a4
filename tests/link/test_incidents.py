"""Incidents of the invented reports: the rows that a coder would enter."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

import pytest

from hearsay.flow import read_paths
from hearsay.link.run import Linked, link_records
from hearsay.record import Record

MALAKAL = {
    "malakal-1-equatoria-wire.txt",
    "malakal-1-update-equatoria-wire.txt",
    "malakal-2-nile-courier.txt",
    "malakal-2-reprint-lakes-herald.txt",
    "malakal-3-savanna-post.html",
    "malakal-4-un-note",
    "malakal-5-harbour-times.txt",
    "malakal-6-river-bulletin",
}
"""Eight reports, one of them a reprint, of one attack."""

ROWS = (
    (MALAKAL, "killed"),
    ({"gao-truce-1"}, "killed"),
    ({"gao-truce-2"}, "killing"),
    ({"correction-chattogram-fire.txt"}, "died"),
    ({"denial-desaguadero.txt"}, "kidnapped"),
    ({"document-kabwe-dam.txt"}, "drowned"),
    ({"estimate-menaka.txt"}, "killed"),
    ({"no-date-quetta.txt"}, "killed"),
    ({"plan-vanuatu-engineers.txt"}, "killed"),
)
"""Of each row the reports that tell it, and a word of its deed or its toll in every one of them that has the word."""


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return list(read_paths([str(files("hearsay").joinpath("examples"))]))


@pytest.fixture(scope="module")
def linked(records: list[Record]) -> Linked:
    return link_records(records)


def told(records: list[Record], linked: Linked) -> list[tuple[str, dict[str, set[str]]]]:
    """Each incident: its id, and by report the words of its events."""
    texts: Mapping[str, str] = {record.report.id: record.report.text or "" for record in records}
    members = {happening.id: happening.members for happening in linked.happenings}
    found = []
    for incident in linked.incidents:
        words: dict[str, set[str]] = {}
        for id_ in incident.happenings:
            for member in members[id_]:
                name = member.ref.split("/")[-1]
                words.setdefault(name, set()).add(texts[member.report][member.start : member.end].lower())
        found.append((incident.id, words))
    return found


@pytest.mark.parametrize(("reports", "word"), ROWS)
def test_a_coders_row_is_one_incident(
    records: list[Record], linked: Linked, reports: set[str], word: str
) -> None:
    bearing = [
        words for _, words in told(records, linked) if any(word in words.get(name, ()) for name in reports)
    ]
    assert len(bearing) == 1, f"{word} of {sorted(reports)} is in {len(bearing)} incidents"
    assert set(bearing[0]) == reports


@pytest.mark.parametrize(
    ("report", "word"),
    [
        ("plan-vanuatu-engineers.txt", "send"),  # agreed to
        ("plan-vanuatu-engineers.txt", "deployment"),  # being prepared
        ("estimate-menaka.txt", "based"),  # where they are, not what they did
        ("gao-truce-1", "truce"),
    ],
)
def test_what_is_planned_agreed_or_goes_on_is_no_incident(
    records: list[Record], linked: Linked, report: str, word: str
) -> None:
    assert not [id_ for id_, words in told(records, linked) if word in words.get(report, ())]


def test_no_incident_mixes_stories(records: list[Record], linked: Linked) -> None:
    for _, words in told(records, linked):
        assert len(words) == 1 or set(words) <= MALAKAL
