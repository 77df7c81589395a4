"""Decisions bind, are signed, can be undone, and outlive the readings that they judged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hearsay.flow.review import decide, keep_links, undo
from hearsay.ledger import Ledger, open_ledger, writer
from hearsay.record import HearsayError
from hearsay.record.journal import Link, Part
from tests.ledger.made import MACHINE, keep, made, row_of, ticking

CLOCK = ticking()
RECORD = made(0).record
REPORT = RECORD.report.id
CLAIM = next(claim for claim in RECORD.claims if claim.figures)
TARGET = f"{REPORT}/{CLAIM.id}"


def claim_row(ledger: Ledger) -> dict[str, Any]:
    return row_of(ledger, "claims", report=REPORT, claim=CLAIM.id)


def test_a_decision_is_signed_and_keeps_the_words_that_were_judged(place: str) -> None:
    with open_ledger(place, "create") as ledger:
        keep(ledger, made(0))
        decide(ledger, "accept", [TARGET], actor="Ana", reason="checked by telephone", clock=CLOCK)
        (decision,) = ledger.decisions()
        assert (decision.verb, decision.target, decision.state) == ("accept", "claim", "standing")
        assert (decision.signed.actor, decision.signed.actor_kind) == ("Ana", "person")
        assert decision.signed.reason == "checked by telephone"
        text = RECORD.report.text or ""
        assert len(decision.judged) == 3, "the claim, its event, its figure"
        assert all(text[one.start : one.end] == one.words for one in decision.judged)
        (kept,) = ledger.snapshot()
        assert kept.decisions == (decision,)
        assert claim_row(ledger)["decision"] == "accept"


def test_a_correction_shows_and_the_value_read_stays(place: str) -> None:
    with open_ledger(place, "create") as ledger:
        keep(ledger, made(0))
        before = claim_row(ledger)
        first = decide(ledger, "correct", [TARGET], actor="Ana", value={"low": 3, "high": None}, clock=CLOCK)
        second = decide(ledger, "correct", [TARGET], actor="Bo", value={"low": 5}, clock=CLOCK)
        row = claim_row(ledger)
        assert (row["low"], row["high"], row["decision"]) == (5, None, "correct")
        undo(ledger, second.seq, actor="Bo", clock=CLOCK)
        row = claim_row(ledger)
        assert (row["low"], row["high"]) == (3, None)
        assert '"low":' in (row["corrected"] or "")
        undo(ledger, first.seq, actor="Ana", clock=CLOCK)
        assert claim_row(ledger) == before
        assert [one.state for one in ledger.decisions()] == ["undone", "undone"]


def test_what_is_corrected_is_found_under_its_new_name(place: str) -> None:
    from hearsay.flow.keep import Wanted, claims

    with open_ledger(place, "create") as ledger:
        keep(ledger, made(0))
        decide(ledger, "correct", [TARGET], actor="Ana", value={"place_name": "Žďár"}, clock=CLOCK)
        assert [row["claim"] for row in claims(ledger, Wanted(place="zdar"))] == [CLAIM.id]


def test_a_new_reading_keeps_every_decision_and_says_what_changed(place: str) -> None:
    without = RECORD.replace(claims=tuple(one for one in RECORD.claims if one.id != CLAIM.id))
    sure = tuple(
        one.replace(certainty="possible") if one.id == RECORD.claims[0].id else one for one in RECORD.claims
    )
    with open_ledger(place, "create") as ledger:
        keep(ledger, made(0))
        entry = decide(ledger, "correct", [TARGET], actor="Ana", value={"low": 3}, clock=CLOCK)
        result = writer.read_again(ledger, without, MACHINE)
        assert (result.new, result.gone, result.changed, result.orphaned) == (
            (),
            (CLAIM.id,),
            (),
            (entry.seq,),
        )
        (decision,) = ledger.decisions()
        assert (decision.state, decision.missing) == ("orphaned", decision.parts)
        (kept,) = ledger.snapshot()
        assert kept.decisions == (decision,)
        assert kept.record == without
        back = writer.read_again(ledger, RECORD.replace(claims=sure), MACHINE)
        assert (back.new, back.gone, back.changed) == ((CLAIM.id,), (), (RECORD.claims[0].id,))
        assert ledger.decisions()[0].state == "standing"
        assert claim_row(ledger)["low"] == 3
        same = writer.read_again(ledger, RECORD.replace(claims=sure), MACHINE)
        assert same.entry is None
        assert [row.current for row in ledger.rows("readings")] == [0, 0, 1]


def test_only_what_was_added_can_be_read_again(tmp_path: Path) -> None:
    with (
        open_ledger(tmp_path / "a.db", "create") as ledger,
        pytest.raises(HearsayError, match="E-LEDGER-UNKNOWN"),
    ):
        writer.read_again(ledger, RECORD, MACHINE)
    with open_ledger(tmp_path / "a.db") as ledger:
        assert list(ledger.rows("records")) == [], "nothing half-written"


def test_a_decision_about_an_incident_keeps_what_it_joined(place: str) -> None:
    second = made(1).record
    link = Link(
        id="i-1",
        kind="incident",
        members=(
            Part(report=REPORT, id=RECORD.events[0].id),
            Part(report=second.report.id, id=second.events[0].id),
        ),
    )
    with open_ledger(place, "create") as ledger:
        keep(ledger, made(0), made(1))
        keep_links(ledger, [link], [], seen=ledger.head().seq, model="links 1", clock=CLOCK)
        assert list(ledger.links("incident")) == [link]
        assert list(ledger.links("actor")) == []
        decide(ledger, "accept", ["i-1"], actor="Ana", clock=CLOCK)
        (decision,) = ledger.decisions()
        assert decision.target == "incident"
        assert decision.value["members"] == [{"link": "i-1", **part.to_dict()} for part in link.members]
        assert [one.words for one in decision.judged] == [RECORD.events[0].words, second.events[0].words]
        keep_links(ledger, [], ["i-1"], seen=ledger.head().seq, model="links 2", clock=CLOCK)
        assert (ledger.decisions()[0].state, list(ledger.links())) == ("orphaned", [])


def test_sides_of_a_split(place: str) -> None:
    other = made(1).record
    with open_ledger(place, "create") as ledger:
        keep(ledger, made(0), made(1))
        targets = [f"a:{TARGET}", f"b:{other.report.ref}/{other.claims[0].id}"]
        decide(ledger, "split", targets, actor="Ana", clock=CLOCK)
        assert [part.side for part in ledger.decisions()[0].parts] == ["a", "b"]
        decide(ledger, "split", [TARGET, f"{REPORT}/{RECORD.claims[0].id}"], actor="Ana", clock=CLOCK)
        assert [part.side for part in ledger.decisions()[1].parts] == ["1", "2"]


@pytest.mark.parametrize(
    ("verb", "targets", "value", "message"),
    [
        ("accept", ["c-0000000000"], {}, r"E-LEDGER-UNKNOWN.*no link or REPORT/ID c-0"),
        ("accept", [f"{REPORT}/c-0000000000"], {}, r"E-LEDGER-UNKNOWN.*no claim, actor or event"),
        ("accept", ["nowhere.txt/c-0000000000"], {}, r"E-LEDGER-UNKNOWN.*no report nowhere\.txt"),
        ("merge", [TARGET], {}, r"E-LEDGER-DECISION.*at least two"),
        ("merge", [TARGET, TARGET], {}, r"named twice"),
        ("merge", [TARGET, f"{REPORT}/{RECORD.entities[0].id}"], {}, r"one kind of thing, and these are actor and claim"),
        ("accept", [TARGET], {"low": 3}, r"To accept sets no values"),
        ("correct", [TARGET], {}, r"Nothing is said to be corrected.*--set low=20"),
        ("correct", [TARGET], {"said": "x"}, r"said cannot be corrected\. What can: event_type"),
        ("correct", [TARGET], {"low": "many"}, r"low cannot be 'many'\. Write a number from 0"),
        ("correct", [TARGET], {"low": True}, r"low cannot be True"),
        ("correct", [TARGET], {"low": 9, "high": 3}, r"low 9 is above high 3"),
        ("correct", [TARGET], {"lat": 99}, r"lat cannot be 99\. Write a number from -90 to 90"),
        ("correct", [TARGET], {"outcome": "dead"}, r"outcome cannot be 'dead'\. It is one of killed, wounded"),
        ("correct", [TARGET], {"certainty": None}, r"certainty cannot be None"),
        ("correct", [TARGET], {"country": "Mali"}, r"country cannot be 'Mali'\. Write two capitals"),
        ("correct", [TARGET], {"earliest": "2024"}, r"earliest cannot be '2024'\. Write a date YYYY-MM-DD"),
        ("correct", [TARGET], {"place_name": " "}, r"place_name cannot be ' '"),
        ("correct", [f"{REPORT}/{RECORD.entities[0].id}"], {"low": 1}, r"There is nothing to correct in an actor"),
        ("grade", [TARGET], {}, r"No grade is given"),
        ("grade", [TARGET], {"admiralty": "G7"}, r"admiralty=G7 is no grade"),
        ("grade", [TARGET], {"stars": 5}, r"stars=5 is no grade"),
    ],
)  # fmt: skip
def test_a_wrong_decision_is_refused(
    tmp_path: Path, verb: Any, targets: list[str], value: dict[str, Any], message: str
) -> None:
    with open_ledger(tmp_path / "a.db", "create") as ledger:
        keep(ledger, made(0))
        head = ledger.head()
        with pytest.raises(HearsayError, match=message):
            decide(ledger, verb, targets, actor="Ana", value=value)
        assert ledger.head() == head


def test_what_cannot_be_undone(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "a.db", "create") as ledger:
        keep(ledger, made(0))
        with pytest.raises(HearsayError, match=r"Entry 1 is neither a decision nor a mark.*hearsay log"):
            undo(ledger, 1, actor="Ana")
        entry = decide(ledger, "accept", [TARGET], actor="Ana")
        undo(ledger, entry.seq, actor="Ana")
        with pytest.raises(HearsayError, match=r"is undone already"):
            undo(ledger, entry.seq, actor="Ana")


def test_a_snapshot_of_what_changed(place: str) -> None:
    with open_ledger(place, "create") as ledger:
        keep(ledger, made(0), made(1))
        seen = ledger.head().seq
        assert list(ledger.snapshot(after=seen)) == []
        decide(ledger, "accept", [TARGET], actor="Ana", clock=CLOCK)
        assert [kept.report for kept in ledger.snapshot(after=seen)] == [REPORT]
        assert [kept.report for kept in ledger.snapshot(reports=[made(1).record.report.id])] == [
            made(1).record.report.id
        ]
        assert [kept.record for kept in ledger.snapshot()] == [RECORD, made(1).record]


def test_adding_is_signed_by_the_program_and_its_weights(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "a.db", "create") as ledger:
        keep(ledger, made(0))
        assert {entry.signed.actor_kind for entry in ledger.entries()} == {"machine"}
        assert {entry.signed.model for entry in ledger.entries()} == {"network 0"}
