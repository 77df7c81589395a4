"""What `hearsay claims` finds, the same in both databases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from hearsay.flow.keep import Wanted, claims, count_claims
from hearsay.flow.review import decide, mark
from hearsay.ledger import Ledger, open_ledger
from hearsay.ledger.search import folded
from hearsay.record import HearsayError
from tests.ledger.made import keep, made, ticking
from tests.record.invented import TEXT, record

CLOCK = ticking()


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    """A ledger with the invented record, in which a ministry plans to send workers to Korčula, and two made-up reports."""
    from hearsay.ledger import writer
    from tests.ledger.made import MACHINE

    with open_ledger(place, "create") as opened:
        writer.add(opened, record(), TEXT.encode(), MACHINE)
        keep(opened, made(0), made(1))
        yield opened


def found(ledger: Ledger, **wanted: Any) -> list[dict[str, Any]]:
    rows = list(claims(ledger, Wanted(**wanted)))
    if "limit" not in wanted:
        assert count_claims(ledger, Wanted(**wanted)) == len(rows)
    return rows


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"source": "ministry", "report": "vela-luka.txt"}, "sent"),
        ({"source": "DEFENCE MINISTRY"}, "sent"),
        ({"source": "defence min*"}, "sent"),
        ({"place": "korcula"}, "sent"),
        ({"place": "Korčula"}, "sent"),
        ({"place": "HR"}, "sent"),
        ({"text": "send"}, "sent"),
        ({"outcome": "deployed"}, "sent"),
        ({"certainty": "planned"}, "sent"),
        ({"certainty": "denied", "report": "vela-luka.txt"}, "arrived"),
        ({"source": "residents", "report": "vela-luka.txt"}, "arrived"),
        ({"since": "2024-03", "until": "2024-03"}, ""),
    ],
)
def test_one_claim_is_found(ledger: Ledger, wanted: dict[str, Any], words: str) -> None:
    rows = found(ledger, **wanted)
    assert all(row["ref"] == "vela-luka.txt" for row in rows)
    if words == "sent":
        assert [row["certainty"] for row in rows] == ["planned"]
    elif words == "arrived":
        assert [row["certainty"] for row in rows] == ["denied"]


@pytest.mark.parametrize(
    "wanted",
    [
        {"source": "ministry defence"},  # not side by side in this order
        {"source": "minist"},  # a part of a word
        {"place": "Kor"},
        {"place": "XX"},
        {"text": "workers rescue"},
        {"text": "…"},
        {"text": '"; DROP TABLE claims; --'},
        {"source": "' OR 1=1"},
        {"text": "AND OR NOT"},
        {"type": "NO_SUCH"},
        {"since": "2099-01-01"},
        {"until": "1999"},
        {"report": "nowhere"},
        {"place": "Korčula", "outcome": "killed"},
    ],
)
def test_nothing_is_found(ledger: Ledger, wanted: dict[str, Any]) -> None:
    assert found(ledger, **wanted) == []
    assert len(found(ledger)) > 8


def test_filters_agree_with_a_plain_look_at_every_claim(ledger: Ledger) -> None:
    everything = found(ledger)
    for name, column in (("type", "event_type"), ("outcome", "outcome"), ("certainty", "certainty")):
        for value in {row[column] for row in everything} - {None}:
            assert found(ledger, **{name: value}) == [row for row in everything if row[column] == value]
    for row in everything:
        if row["earliest"]:
            same_day = [
                one
                for one in everything
                if (one["earliest"] or "9") <= row["earliest"] <= (one["latest"] or "0")
            ]
            assert found(ledger, since=row["earliest"], until=row["earliest"]) == same_day
    assert [row["number"] for row in everything] == sorted(row["number"] for row in everything)
    assert found(ledger, limit=3) == everything[:3]


def test_the_words_of_a_claim_are_those_of_the_report(ledger: Ledger) -> None:
    texts = {row.report: row.text for row in ledger.rows("reports", "report", "text")}
    for row in found(ledger):
        assert texts[row["report"]][row["start"] : row["end"]] == row["said"]
        assert texts[row["report"]][row["event_start"] : row["event_end"]] == row["trigger_words"]


def test_only_what_counts(ledger: Ledger) -> None:
    everything = found(ledger)
    mark(ledger, "made/000000.txt", "embargoed", actor="Ana", clock=CLOCK)
    first = found(ledger, report="made/000001.txt")[0]
    decide(ledger, "reject", [f"{first['report']}/{first['claim']}"], actor="Ana", clock=CLOCK)
    counting = found(ledger, counting=True)
    assert {row["ref"] for row in counting} == {"vela-luka.txt", "made/000001.txt"}
    assert first["number"] not in {row["number"] for row in counting}
    assert len(found(ledger)) == len(everything)


@pytest.mark.parametrize("given", ["2024-13", "2024-02-30", "24", "yesterday", "", "2024-1-1", "0000"])
def test_a_date_that_is_none(ledger: Ledger, given: str) -> None:
    with pytest.raises(HearsayError, match=r"E-LEDGER-DATE.*Write YYYY, YYYY-MM or YYYY-MM-DD"):
        found(ledger, since=given)


@pytest.mark.parametrize(
    ("words", "searched"),
    [
        ("Korčula", "korcula"),
        ("  U.S.-led  coalition’s ", "u s led coalition s"),
        ("STRASSE straße", "strasse strasse"),
        ("1,200 men_at_arms", "1 200 men at arms"),
        ("Ａ１", "a1"),
        ("—", ""),
    ],
)
def test_words_are_compared_without_case_accents_and_signs(words: str, searched: str) -> None:
    assert folded(words) == searched


def test_null_characters_are_kept_and_searched(place: str) -> None:
    from hearsay.ledger import writer
    from hearsay.record import Claim, Event, Record, Report
    from tests.ledger.made import MACHINE

    text = "Fire\x00 broke out. 火 burned."
    report = Report.of(ref="odd\x00name", raw=text.encode(), text=text, title="A\x00B")
    event = Event.at(text, 6, 11, type="ASSAULT")
    claim = Claim.of(event=event, origin_kind="publisher", certainty="asserted", start=0, end=16)
    odd = Record(report=report, events=(event,), claims=(claim,))
    with open_ledger(place, "create") as opened:
        writer.add(opened, odd, text.encode(), MACHINE)
        (row,) = found(opened, text="broke out")
        assert row["said"] == "Fire\ufffd broke out."
        (kept,) = opened.snapshot()
        assert kept.record == odd
        assert writer.rebuild(opened) == 2
