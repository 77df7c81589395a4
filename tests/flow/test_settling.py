"""Two coders finish, what they said is compared, and somebody settles it: the ledger then holds that, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hearsay.flow import codings
from hearsay.flow.coding import Correction, Seen, Signing, add_missed, correct, judge
from hearsay.flow.comparison import COLUMNS, Compared, alike, compare, key_of, rows, summary
from hearsay.flow.review import decide, undo
from hearsay.flow.settling import correct as settle
from hearsay.flow.settling import entries_of, settled, take, take_agreed
from hearsay.ledger import Ledger, open_ledger
from hearsay.ledger.verify import verify
from hearsay.record import HearsayError
from tests.ledger.made import keep, made

ROB = Signing("Rob")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db", "create") as opened:
        keep(opened, made(0))
        yield opened
    assert verify(tmp_path / "ledger.db").wrong == ()


REPORT = made(0).record.report.id
TEXT = made(0).record.report.text or ""
CLAIMS = [one.id for one in made(0).record.claims if one.repeats is None]


def opened(ledger: Ledger) -> int:
    return codings.open_coding(ledger, "trial", [REPORT], ["Ana", "Ben"], actor="Rob").seq


def says(ledger: Ledger, coding: int, coder: str, claim: str, **value: Any) -> int:
    """One word of a coder: accept, reject (``verb``), or a correction."""
    signing = Signing(coder, coding=coding)
    verb = value.pop("verb", None)
    if verb:
        return judge(ledger, REPORT, claim, verb, Seen(("low",), ()), signing).seq
    return correct(ledger, REPORT, claim, Correction(value), Seen(), signing).seq


def adds(ledger: Ledger, coding: int, coder: str, start: int, **value: Any) -> int:
    spans = {"trigger": [(start, start + 4)]}
    return add_missed(ledger, REPORT, Correction(value, spans), Signing(coder, coding=coding)).seq


def both_finish(ledger: Ledger, coding: int) -> Compared:
    for coder in ("Ana", "Ben"):
        codings.finish(ledger, coding, actor=coder)
    return compare(ledger, coding)


def present(ledger: Ledger, claim: str) -> Any:
    return next((one for one in ledger.rows("claims") if one.claim == claim), None)


def unused(near: int = 0) -> int:
    """Where four characters of the text are no trigger's."""
    taken = [(one.start - 4, one.end) for one in made(0).record.events]
    free = [at for at in range(near, len(TEXT) - 4) if not any(low < at < high for low, high in taken)]
    return next(at for at in free if TEXT[at : at + 4].isalpha())


def test_nothing_is_compared_before_both_have_finished(ledger: Ledger) -> None:
    coding = opened(ledger)
    codings.finish(ledger, coding, actor="Ana")
    with pytest.raises(HearsayError) as caught:
        compare(ledger, coding)
    assert caught.value.code == "E-CODING-SEALED"
    assert "Ben has not" in caught.value.message


def test_fields_are_counted_over_the_claims_that_both_judged(ledger: Ledger) -> None:
    coding = opened(ledger)
    one, two, three = CLAIMS[:3]
    for coder, low in (("Ana", 3), ("Ben", 4)):
        says(ledger, coding, coder, one, low=low, high=low)
        says(ledger, coding, coder, two, verb="accept")
    says(ledger, coding, "Ana", three, verb="reject")
    found = both_finish(ledger, coding)
    assert [found.fields[name].units for name in ("claim", "low")] == [2, 2]
    assert found.fields["low"].alike == 0.5
    assert found.fields["claim"].alpha is None, "every claim was held by both: chance cannot be told"
    assert (len(found.pairs), len(found.alone)) == (2, 1)
    assert found.unjudged == len(CLAIMS) - 3
    differ = {key_of(pair): pair.differ for pair in found.differing()}
    assert sorted(differ.values()) == [(), ("low", "high")], "one of them was left without a word by Ben"
    assert found.blind


def test_taking_one_coders_word_makes_it_count_and_names_both_entries(ledger: Ledger) -> None:
    coding = opened(ledger)
    claim = CLAIMS[0]
    mine = says(ledger, coding, "Ana", claim, low=3, high=3)
    theirs = says(ledger, coding, "Ben", claim, low=4, high=4)
    found = both_finish(ledger, coding)
    (line,) = found.lines
    before = ledger.head().seq
    (entry,) = take(ledger, found, [key_of(line)], 1, ROB)
    (decision,) = ledger.decisions()
    assert (decision.seq, decision.signed.actor, decision.verb) == (entry.seq, "Rob", "correct")
    assert list(decision.value["of"]) == [mine, theirs]  # type: ignore[arg-type]
    assert (present(ledger, claim).low, present(ledger, claim).high) == (4, 4)
    assert settled(ledger, found)[key_of(line)].actor == "Rob"
    with pytest.raises(HearsayError) as caught:
        take(ledger, found, [key_of(line)], 0, ROB)
    assert caught.value.message == f"Rob settled this in entry {entry.seq}."
    undo(ledger, entry.seq, actor="Rob")
    take(ledger, found, [key_of(line)], 0, ROB)
    assert present(ledger, claim).low == 3
    assert ledger.head().seq == before + 3


def test_what_both_say_is_settled_in_one_press(ledger: Ledger) -> None:
    coding = opened(ledger)
    one, two, three, four = CLAIMS[:4]
    for coder in ("Ana", "Ben"):
        says(ledger, coding, coder, one, verb="accept")
        says(ledger, coding, coder, two, verb="reject")
        says(ledger, coding, coder, three, certainty="possible")
    says(ledger, coding, "Ana", four, verb="accept")
    says(ledger, coding, "Ben", four, verb="reject")
    start = unused()
    for coder in ("Ana", "Ben"):
        adds(ledger, coding, coder, start, outcome="killed", low=2, high=2)
    found = both_finish(ledger, coding)
    assert len(take_agreed(ledger, found, ROB)) == 4
    assert take_agreed(ledger, found, ROB) == ()
    assert [present(ledger, claim).decision for claim in (one, two, three, four)] == [
        "accept",
        "reject",
        "correct",
        None,
    ]
    (added,) = [row for row in ledger.rows("claims") if row.added is not None]
    assert (added.event_start, added.outcome, added.low) == (start, "killed", 2)
    assert [key_of(line) for line in found.lines if key_of(line) not in settled(ledger, found)] == [
        key_of(line) for line in found.differing()
    ]


def test_a_claim_that_one_added_is_taken_or_dismissed(ledger: Ledger) -> None:
    coding = opened(ledger)
    start = unused()
    adds(ledger, coding, "Ana", start, outcome="wounded", low=5)
    other = adds(ledger, coding, "Ben", unused(start + 30), outcome="killed", low=6)
    found = both_finish(ledger, coding)
    mine, theirs = found.lines
    assert (found.fields["claim"].units, found.fields["claim"].alike) == (2, 0)
    take(ledger, found, [key_of(mine)], 0, ROB)
    (entry,) = take(ledger, found, [key_of(theirs)], 0, ROB)
    assert [row.low for row in ledger.rows("claims") if row.added is not None] == [5]
    dismissed = next(one for one in ledger.decisions() if one.seq == entry.seq)
    assert (dismissed.verb, list(dismissed.value["of"])) == ("reject", [other])  # type: ignore[arg-type]
    assert set(settled(ledger, found)) == {key_of(mine), key_of(theirs)}


def test_neither_is_right_and_a_third_word_counts(ledger: Ledger) -> None:
    coding = opened(ledger)
    claim, start = CLAIMS[0], unused()
    says(ledger, coding, "Ana", claim, low=3, high=3)
    says(ledger, coding, "Ben", claim, low=4, high=4)
    adds(ledger, coding, "Ana", start, outcome="wounded")
    found = both_finish(ledger, coding)
    line, missed = sorted(found.lines, key=lambda pair: pair.either.claim is None)
    settle(ledger, found, key_of(line), Correction({"low": 7, "high": 7}), ROB)
    told = Correction({"outcome": "killed"}, {"trigger": [(start, start + 4)]})
    settle(ledger, found, key_of(missed), told, Signing("Rob", "the photograph shows it"))
    assert present(ledger, claim).low == 7
    assert [row.outcome for row in ledger.rows("claims") if row.added is not None] == ["killed"]
    assert [list(one.value["of"]) for one in ledger.decisions()] == [  # type: ignore[arg-type]
        list(entries_of(line)),
        list(entries_of(missed)),
    ]
    assert set(settled(ledger, found)) == {key_of(line), key_of(missed)}


def test_what_somebody_said_before_gives_way_to_what_both_saw(ledger: Ledger) -> None:
    claim = CLAIMS[0]
    read = present(ledger, claim)
    decide(ledger, "correct", [f"{REPORT}/{claim}"], actor="Cleo", value={"low": 99, "high": 99})
    coding = opened(ledger)
    for coder in ("Ana", "Ben"):
        says(ledger, coding, coder, claim, verb="accept")
    take_agreed(ledger, both_finish(ledger, coding), ROB)
    assert (present(ledger, claim).low, present(ledger, claim).high) == (read.low, read.high)
    assert {one.signed.actor for one in ledger.decisions()} == {"Cleo", "Rob"}


def test_several_words_of_one_coder_are_taken_in_their_order(ledger: Ledger) -> None:
    coding = opened(ledger)
    claim = CLAIMS[0]
    says(ledger, coding, "Ana", claim, low=3, high=3)
    says(ledger, coding, "Ana", claim, low=5, high=5)
    says(ledger, coding, "Ana", claim, verb="accept")
    says(ledger, coding, "Ben", claim, verb="reject")
    found = both_finish(ledger, coding)
    assert len(take(ledger, found, [key_of(found.lines[0])], 0, ROB)) == 3
    assert (present(ledger, claim).low, present(ledger, claim).decision) == (5, "accept")


def test_a_closed_coding_is_settled_no_more(ledger: Ledger) -> None:
    coding = opened(ledger)
    for coder, verb in (("Ana", "accept"), ("Ben", "reject")):
        says(ledger, coding, coder, CLAIMS[0], verb=verb)
    both_finish(ledger, coding)
    closed = codings.close(ledger, coding, actor="Rob").seq
    found = compare(ledger, coding)
    with pytest.raises(HearsayError) as caught:
        take(ledger, found, [key_of(found.lines[0])], 0, ROB)
    assert caught.value.remedy == f"Undo entry {closed}, which closed it."
    assert ledger.decisions() == ()


def test_rows_tell_enough_to_work_the_agreement_out_again(ledger: Ledger) -> None:
    coding = opened(ledger)
    for coder, low in (("Ana", 3), ("Ben", 4)):
        says(ledger, coding, coder, CLAIMS[0], low=low, high=low)
        says(ledger, coding, coder, CLAIMS[1], verb="accept")
    adds(ledger, coding, "Ben", unused())
    found = both_finish(ledger, coding)
    table = list(rows(found))
    assert all(tuple(row) == COLUMNS for row in table)
    for name, about in found.fields.items():
        of_field = [row for row in table if row["field"] == name and row["alike"] is not None]
        assert len(of_field) == about.units
        if about.units:
            assert sum(row["alike"] for row in of_field) / about.units == about.alike
    words = next(row for row in table if row["claim"] is None)["words"]
    assert words == TEXT[unused() : unused() + 4]
    told = summary(found)
    assert (told["judged_by_both"], told["added"], told["blind"]) == (2, 1, True)
    assert told["fields"]["low"]["alpha"] == found.fields["low"].alpha


def test_what_was_said_after_a_look_is_called_not_blind(ledger: Ledger) -> None:
    coding = opened(ledger)
    for coder in ("Ana", "Ben"):
        says(ledger, coding, coder, CLAIMS[0], verb="accept")
    found = both_finish(ledger, coding)
    assert found.blind
    assert all(alike(line, found) for line in found.lines)
    undo(ledger, int(found.coding.finished[1] or 0), actor="Rob")
    says(ledger, coding, "Ben", CLAIMS[0], verb="reject")
    codings.finish(ledger, coding, actor="Ben")
    assert not compare(ledger, coding).blind
