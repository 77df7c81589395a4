"""The queue: which claims wait, in which order, and how many there are of each kind, the same in both databases."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from hearsay.flow import coding
from hearsay.flow.review import undo
from hearsay.ledger import Ledger, open_ledger, writer
from hearsay.ledger import desk as asking
from hearsay.ledger import listings as lists
from hearsay.ledger.desk import Waiting
from tests.ledger.made import keep, made, state
from tests.record.invented import TEXT, record

HURT = ("killed", "casualties", "wounded", "kidnapped", "missing", "displaced", "captured")


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    from tests.ledger.made import MACHINE

    with open_ledger(place, "create") as opened:
        writer.add(opened, record(), TEXT.encode(), MACHINE)
        keep(opened, *(made(number) for number in range(6)))
        yield opened


def queue(ledger: Ledger, limit: int = 1000, offset: int = 0, **asked: Any) -> list[dict[str, Any]]:
    with ledger.reading() as connection:
        return [dict(row) for row in asking.waiting(connection, Waiting(**asked), limit, offset)]


def everything(ledger: Ledger) -> list[dict[str, Any]]:
    return [row._asdict() for row in ledger.rows("claims") if row.repeats is None]


def test_people_hurt_come_first_then_other_numbers_the_doubtful_before_the_sure(ledger: Ledger) -> None:
    def place(row: dict[str, Any]) -> tuple[Any, ...]:
        number = row["low"] is not None or row["high"] is not None
        harm = 0 if row["outcome"] in HURT else 1 if number else 2
        return harm, row["event_type"] is None, row["confidence"] or 0.0, row["number"]

    rows = sorted(everything(ledger), key=place)
    assert [row["number"] for row in queue(ledger)] == [row["number"] for row in rows]
    doubtful = sorted(rows, key=lambda row: (row["confidence"] or 0.0, row["number"]))
    assert [row["number"] for row in queue(ledger, order="doubt")] == [row["number"] for row in doubtful]
    newest = sorted((row["number"] for row in rows), reverse=True)
    assert [row["number"] for row in queue(ledger, order="new")] == newest
    assert [row["number"] for row in queue(ledger, 5, 7)] == [row["number"] for row in rows[7:12]]


def test_filters_and_their_numbers_agree_with_a_plain_look_at_every_claim(ledger: Ledger) -> None:
    rows = everything(ledger)
    publishers = {row.report: row.publisher for row in ledger.rows("reports", "report", "publisher")}
    asked: dict[str, set[Any]] = {
        "certainty": {row["certainty"] for row in rows},
        "type": {row["event_type"] for row in rows},
        "outcome": {row["outcome"] for row in rows},
        "country": {row["country"] for row in rows},
        "origin_kind": {row["origin_kind"] for row in rows},
        "publisher": set(publishers.values()),
        "flag": {flag for row in rows for flag in json.loads(row["review"])},
    }
    fits: dict[str, Callable[[Any, Any], Any]] = {
        "type": lambda row, value: row["event_type"] == value,
        "publisher": lambda row, value: publishers[row["report"]] == value,
        "flag": lambda row, value: value in json.loads(row["review"]),
    }
    for name, values in asked.items():
        for value in values - {None}:
            fit = fits.get(name)
            plain = [row for row in rows if (fit(row, value) if fit else row[name] == value)]
            filters = Waiting(**{name: value})
            found = queue(ledger, **{name: value})
            assert {row["number"] for row in found} == {row["number"] for row in plain}
            with ledger.reading() as connection:
                alike = asking.alike(connection, asking.tally(filters))
                assert asking.count_waiting(connection, filters) == len(plain)
            assert sum(one.many for one in alike if one.fits(filters)) == len(plain)
            told = asking.facets(alike, filters)
            told["certainty"] = (
                told["certainty"] if name != "certainty" else {value: told["certainty"][value]}
            )
            assert told["certainty"] == dict(
                sorted(Counter(row["certainty"] for row in plain).items(), key=lambda one: (-one[1], one[0]))
            )


def test_words_narrow_the_queue(ledger: Ledger) -> None:
    rows = queue(ledger, text="wounded -at")
    assert rows
    assert all("wounded" in row["said"].lower() and "at least" not in row["said"] for row in rows)
    assert queue(ledger, text="…") == queue(ledger, text="no such words") == []


def judge(ledger: Ledger, row: dict[str, Any], verb: Any, flags: tuple[str, ...] = ()) -> int:
    entry = coding.judge(
        ledger,
        row["report"],
        row["claim"],
        verb,
        coding.Seen(("certainty",), flags, None),
        coding.Signing("Ana"),
    )
    return entry.seq


def waits(ledger: Ledger, row: dict[str, Any]) -> bool:
    return any((one["report"], one["claim"]) == (row["report"], row["claim"]) for one in queue(ledger))


def test_a_judged_claim_leaves_the_queue_and_comes_back_when_that_is_undone(ledger: Ledger) -> None:
    plain = next(row for row in queue(ledger) if row["review"] == "[]")
    for verb in ("accept", "reject"):
        seq = judge(ledger, plain, verb)
        assert not waits(ledger, plain)
        assert [row["claim"] for row in queue(ledger, state="decided")] == [plain["claim"]]
        undo(ledger, seq, actor="Ana")
        assert waits(ledger, plain)
    assert queue(ledger, state="decided") == []


def test_an_accepted_claim_waits_while_a_flag_was_on_nobodys_screen(ledger: Ledger) -> None:
    flagged = next(row for row in queue(ledger) if json.loads(row["review"]))
    flags = tuple(json.loads(flagged["review"]))
    seq = judge(ledger, flagged, "accept", flags[1:])
    assert waits(ledger, flagged)
    undo(ledger, seq, actor="Ana")
    judge(ledger, flagged, "accept", flags)
    assert not waits(ledger, flagged)
    assert len(queue(ledger, state="all")) == len(everything(ledger))


def test_the_queue_is_the_same_after_a_rebuild(ledger: Ledger) -> None:
    rows = queue(ledger)
    for verb, row in zip(itertools.cycle(("accept", "reject")), rows[:6], strict=False):
        judge(ledger, row, verb)
    before = state(ledger)
    assert [row["number"] for row in queue(ledger)] != [row["number"] for row in rows]
    writer.rebuild(ledger)
    assert state(ledger) == before


def test_origins_and_what_rests_on_them_agree_with_the_claims(ledger: Ledger) -> None:
    rows = everything(ledger)
    with ledger.reading() as connection:
        told = lists.origins(connection, lists.origins_tally())
        assert sum(one["claims"] for one in told) == len(rows)
        for one in told:
            mine = [
                row
                for row in rows
                if (row["origin_name"], row["origin_kind"]) == (one["origin_name"], one["origin_kind"])
            ]
            assert one["claims"] == len(mine)
            assert one["reports"] == len({row["report"] for row in mine})
            assert one["numbers"] == sum(row["low"] is not None or row["high"] is not None for row in mine)
            found = lists.claims_of_origin(connection, one["origin_name"], one["origin_kind"], 1000)
            assert {row["number"] for row in found} == {row["number"] for row in mine}
            bare = [row["low"] is None and row["high"] is None for row in found]
            assert bare == sorted(bare)


def test_reports_are_listed_the_newest_first_a_page_at_a_time(ledger: Ledger) -> None:
    seqs = sorted((row.seq for row in ledger.rows("reports", "seq")), reverse=True)
    with ledger.reading() as connection:
        pages = [lists.newest_reports(connection, None, None, 3, offset) for offset in (0, 3, 6)]
        assert [row["seq"] for page in pages for row in page] == seqs[:9]
        one = pages[0][0]
        found = lists.newest_reports(connection, None, one["publisher"][2:6].upper(), 50)
        assert one["report"] in {row["report"] for row in found}
        assert lists.newest_reports(connection, "no such word", None, 50) == ()
