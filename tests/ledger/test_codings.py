"""Double coding in the ledger: what is said blind is kept, seen by its coder alone, and counts for nothing."""

from __future__ import annotations

import json
import random
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.flow import codings
from hearsay.flow.coding import Correction, Seen, Signing, add_missed, correct, judge
from hearsay.flow.keep import log
from hearsay.flow.review import decide, undo
from hearsay.ledger import Ledger, open_ledger, writer
from hearsay.ledger.codings import own
from hearsay.ledger.verify import verify
from hearsay.record import HearsayError
from tests.ledger.made import MACHINE, keep, made, state, ticking
from tests.ledger.test_state import STEPS, take

OF_CODINGS = ("codings", "coding_reports", "sealed")


def what_counts(ledger: Ledger) -> dict[str, Any]:
    return {name: rows for name, rows in state(ledger).items() if name not in OF_CODINGS}


def opened(ledger: Ledger, *numbers: int) -> tuple[int, list[str]]:
    """A double coding for Ana and Ben of some made-up reports, which are added."""
    keep(ledger, *(made(number) for number in numbers))
    reports = [made(number).record.report.id for number in numbers]
    return codings.open_coding(ledger, "trial", reports, ["Ana", "Ben"], actor="Rob").seq, reports


def first_claim(number: int) -> str:
    return next(one.id for one in made(number).record.claims if one.repeats is None)


def row_of_own(ledger: Ledger, coding: int, coder: str, report: str, claim: str) -> Any:
    with ledger.reading() as connection:
        found = own(connection, coding, coder, report)
    assert found is not None
    return found.rows[claim]


def refused(code: str, call: Any, *given: Any, **named: Any) -> HearsayError:
    with pytest.raises(HearsayError) as caught:
        call(*given, **named)
    assert caught.value.code == code
    return caught.value


BLIND = ("accept", "reject", "correct", "missed", "undo", "finish")


def blind(ledger: Ledger, coding: int, reports: list[str], step: str, chance: random.Random) -> None:
    """One step of either coder; one that cannot be taken is refused."""
    coder, report = chance.choice(["Ana", "Ben"]), chance.choice(reports)
    signing = Signing(coder, chance.choice([None, "a reason"]), coding=coding)
    try:
        text = codings.at_hand(ledger, coding, coder, report).kept.data["report"]["text"]
        rows = codings.at_hand(ledger, coding, coder, report).rows
        claim = chance.choice(sorted(rows))
        match step:
            case "accept" | "reject":
                judge(ledger, report, claim, "accept" if step == "accept" else "reject", Seen(), signing)
            case "correct":
                value: dict[str, Any] = chance.choice(
                    [{"low": 3.0, "high": None}, {"certainty": "denied"}, {"place_name": "Říp"}]
                )
                correct(ledger, report, claim, Correction(value), Seen(), signing)
            case "missed":
                start = chance.randrange(len(text) - 3)
                told = Correction({"outcome": "killed", "low": 1}, {"trigger": [(start, start + 3)]})
                add_missed(ledger, report, told, signing)
            case "undo":
                undo(ledger, chance.randrange(1, ledger.head().seq + 1), actor=coder)
            case "finish":
                codings.finish(ledger, coding, actor=coder)
    except HearsayError as error:
        if error.code not in ("E-CODING-OVER", "E-CODING-REFUSED", "E-CODING-CODER", "E-LEDGER-DECISION"):
            raise


@settings(max_examples=25, deadline=None)
@given(
    before=st.lists(st.sampled_from(STEPS), max_size=8),
    within=st.lists(st.sampled_from(BLIND), min_size=1, max_size=14),
    seed=st.integers(0, 2**16),
)
def test_what_is_said_blind_changes_nothing_that_counts(
    before: list[str], within: list[str], seed: int
) -> None:
    with TemporaryDirectory() as folder:
        place = Path(folder) / "ledger.db"
        chance = random.Random(seed)
        with open_ledger(place, "create") as ledger:
            coding, reports = opened(ledger, 0, 1)
            for step in before:
                take(ledger, step, chance, ticking())
            counts = what_counts(ledger)
            decided = ledger.decisions()
            kept = list(ledger.snapshot())
            for step in within:
                if step == "undo" and decided:
                    continue  # it may be an ordinary decision that is undone, and that is to change something
                blind(ledger, coding, reports, step, chance)
            assert what_counts(ledger) == counts
            assert ledger.decisions() == decided
            assert list(ledger.snapshot()) == kept
            everything = state(ledger)
            writer.rebuild(ledger)
            assert state(ledger) == everything
        assert verify(place).wrong == ()


def test_each_coder_sees_what_the_machine_read_and_their_own_words(place: str) -> None:
    with open_ledger(place, "create") as ledger:
        keep(ledger, made(0))
        report, claim = made(0).record.report.id, first_claim(0)
        decide(ledger, "correct", [f"{report}/{claim}"], actor="Rob", value={"low": 99})
        coding, _ = opened(ledger, 0)
        correct(
            ledger, report, claim, Correction({"low": 7}), Seen(), Signing("Ana", "as printed", coding=coding)
        )
        mine = row_of_own(ledger, coding, "Ana", report, claim)
        theirs = row_of_own(ledger, coding, "Ben", report, claim)
        read = row_of_own(ledger, coding, "Nobody", report, claim)
        assert (mine["low"], mine["decision"], mine["waits"]) == (7, "correct", 0)
        assert theirs == read, "neither Rob's word nor Ana's"
        assert theirs["decision"] is None
        (counting,) = [one for one in ledger.rows("claims") if (one.report, one.claim) == (report, claim)]
        assert counting.low == 99, "what counts is what Rob said"


def test_a_new_reading_does_not_change_what_is_coded(place: str) -> None:
    with open_ledger(place, "create") as ledger:
        coding, (report,) = opened(ledger, 0)
        claim = first_claim(0)
        fewer = tuple(one for one in made(0).record.claims if one.id != claim)
        writer.read_again(ledger, made(0).record.replace(claims=fewer), MACHINE)
        assert claim not in {one.claim for one in ledger.rows("claims")}
        judge(ledger, report, claim, "accept", Seen(), Signing("Ben", coding=coding))
        assert row_of_own(ledger, coding, "Ben", report, claim)["decision"] == "accept"


def test_the_log_says_no_more_than_that_something_was_decided(place: str) -> None:
    with open_ledger(place, "create") as ledger:
        coding, (report,) = opened(ledger, 0)
        claim = first_claim(0)
        signing = Signing("Ana", "the third paragraph", coding=coding)
        seq = correct(ledger, report, claim, Correction({"low": 41}), Seen(), signing).seq
        undo(ledger, seq, actor="Ana", reason="not the third")
        shown = list(log(ledger, after=seq - 1))
        assert [json.loads(one.payload) for one in shown] == [{"coding": coding}, {"entry": seq}]
        assert [one.signed.reason for one in shown] == [None, None]
        assert [one.signed.actor for one in shown] == ["Ana", "Ana"]
        assert not [one for one in log(ledger, report=report) if one.seq >= seq], (
            "nor which report it is about"
        )
        correct(ledger, report, claim, Correction({"low": 42}), Seen(), signing)
        codings.finish(ledger, coding, actor="Ana")
        assert all("42" not in one.payload for one in log(ledger, after=seq))
        codings.finish(ledger, coding, actor="Ben")
        told = [one for one in log(ledger, after=seq - 1) if one.kind == "decision made"]
        assert [one.values["value"]["low"] for one in told] == [41, 42]
        assert told[0].signed.reason == "the third paragraph"


def test_only_the_two_and_only_until_they_finish(place: str) -> None:
    with open_ledger(place, "create") as ledger:
        coding, (report,) = opened(ledger, 0)
        claim = first_claim(0)

        def accept(name: str) -> int:
            return judge(ledger, report, claim, "accept", Seen(), Signing(name, coding=coding)).seq

        error = refused("E-CODING-CODER", accept, "Rob")
        assert error.remedy == "Its coders are Ana and Ben; work as one of them."
        seq = accept("Ana")
        error = refused("E-CODING-REFUSED", undo, ledger, seq, actor="Ben")
        assert error.message == f"Entry {seq} is not yours."
        refused("E-CODING-CODER", undo, ledger, seq, actor="Rob")
        undo(ledger, seq, actor="Ana")
        refused("E-CODING-REFUSED", undo, ledger, seq, actor="Ana")
        finished = codings.finish(ledger, coding, actor="Ana").seq
        error = refused("E-CODING-OVER", accept, "Ana")
        assert (
            error.message
            == f"Ana has finished: nothing can be judged in the double coding {coding} any more."
        )
        refused("E-CODING-OVER", codings.finish, ledger, coding, actor="Ana")
        undo(ledger, finished, actor="Ana")
        accept("Ana")
        error = refused("E-CODING-SEALED", codings.close, ledger, coding, actor="Rob")
        assert "Ana and Ben have not" in error.message
        codings.finish(ledger, coding, actor="Ana")
        codings.finish(ledger, coding, actor="Ben")
        closed = codings.close(ledger, coding, actor="Rob").seq
        assert codings.coding_of(ledger, coding).state == "settled"
        undo(ledger, closed, actor="Rob")
        assert codings.coding_of(ledger, coding).state == "finished"


def test_what_is_reopened_after_both_had_finished_stays_marked(place: str) -> None:
    with open_ledger(place, "create") as ledger:
        coding, _ = opened(ledger, 0)
        codings.finish(ledger, coding, actor="Ana")
        last = codings.finish(ledger, coding, actor="Ben").seq
        undo(ledger, last, actor="Rob")
        found = codings.coding_of(ledger, coding)
        assert (found.state, found.shown) == ("open", last)
        refused("E-CODING-SEALED", codings.shown, found)


def test_a_coding_that_was_taken_back_stays_sealed(place: str) -> None:
    with open_ledger(place, "create") as ledger:
        coding, (report,) = opened(ledger, 0)
        signing = Signing("Ana", coding=coding)
        seq = judge(ledger, report, first_claim(0), "reject", Seen(), signing).seq
        undo(ledger, coding, actor="Rob")
        refused("E-CODING-OVER", judge, ledger, report, first_claim(0), "accept", Seen(), signing)
        assert json.loads(next(iter(log(ledger, after=seq - 1))).payload) == {"coding": coding}


@pytest.mark.parametrize(
    ("name", "reports", "coders", "says"),
    [
        ("trial", 1, ["Ana"], "two different coders"),
        ("trial", 1, ["Ana", "ana "], "two different coders"),
        ("trial", 0, ["Ana", "Ben"], "No report is chosen"),
        ("  ", 1, ["Ana", "Ben"], "has no name"),
    ],
)
def test_what_cannot_be_opened(tmp_path: Path, name: str, reports: int, coders: list[str], says: str) -> None:
    with open_ledger(tmp_path / "ledger.db", "create") as ledger:
        keep(ledger, made(0))
        chosen = [made(0).record.report.id][:reports]
        error = refused("E-CODING-REFUSED", codings.open_coding, ledger, name, chosen, coders, actor="Rob")
        assert says in error.message


def test_a_sample_is_the_same_for_the_same_name() -> None:
    reports = [f"r-{number:010}" for number in range(50)]
    drawn = codings.sampled(reports, 7, "pilot")
    assert drawn == codings.sampled(reports, 7, "pilot")
    assert len(drawn) == 7
    assert list(drawn) == sorted(drawn), "in the order given"
    assert codings.sampled(reports, 7, "second pilot") != drawn
    assert codings.sampled(reports, 99, "pilot") == tuple(reports)


def test_progress_counts_each_claim_once_and_none_that_was_added(place: str) -> None:
    with open_ledger(place, "create") as ledger:
        coding, (report, _) = opened(ledger, 0, 1)
        claim = first_claim(0)
        signing = Signing("Ana", coding=coding)
        for verb in ("accept", "reject"):
            judge(ledger, report, claim, verb, Seen(), signing)
        add_missed(ledger, report, Correction({}, {"trigger": [(0, 4)]}), signing)
        found = codings.coding_of(ledger, coding)
        assert codings.progress(ledger, found) == (1, 0)
        claims = sum(one.repeats is None for number in (0, 1) for one in made(number).record.claims)
        assert (found.reports, found.claims) == (2, claims)
