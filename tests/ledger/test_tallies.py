"""Numbers that are kept from one question to the next are those that a walk through all claims gives."""

from __future__ import annotations

import shutil
from pathlib import Path

from hearsay.flow import coding
from hearsay.flow.review import mark, undo
from hearsay.ledger import open_ledger, writer
from tests.ledger.counted import Counted
from tests.ledger.made import MACHINE, keep, made


def test_after_whatever_is_written_the_numbers_are_those_of_now(place: str) -> None:
    counted = Counted()
    with open_ledger(place, "create") as ledger:
        counted.agree(ledger)
        keep(ledger, *(made(number) for number in range(4)))
        counted.agree(ledger)
        signing = coding.Signing("Ana")
        rows = list(ledger.rows("claims", "report", "claim"))
        entries = []
        for verb, row in zip(("accept", "reject", "accept"), rows[::7], strict=False):
            entries.append(coding.judge(ledger, row.report, row.claim, verb, coding.Seen(), signing))  # type: ignore[arg-type]
            counted.agree(ledger)
        for fields in (
            {"certainty": "denied"},
            {"country": "ML"},
            {"origin_kind": "anonymous"},
            {"low": 3.0},
        ):
            row = rows[5]
            told = coding.Correction(fields)
            entries.append(coding.correct(ledger, row.report, row.claim, told, coding.Seen(), signing))
            counted.agree(ledger)
        words = coding.Correction({}, {"trigger": [(0, 9)], "content": [(0, 40)]})
        entries.append(coding.add_missed(ledger, rows[0].report, words, signing))
        counted.agree(ledger)
        keep(ledger, made(4))
        counted.agree(ledger)
        mark(ledger, rows[0].report, "withdrawn", actor="Ana")
        counted.agree(ledger)
        record = made(1).record
        for some in (record.replace(claims=()), record):
            writer.read_again(ledger, some, MACHINE)
            counted.agree(ledger)
        for entry in reversed(entries):
            undo(ledger, entry.seq, actor="Ana")
            counted.agree(ledger)
        keep(
            ledger, *(made(number) for number in range(5, 90))
        )  # more than are asked for one after the other
        counted.agree(ledger)
        writer.rebuild(ledger)
        counted.agree(ledger)


def test_another_ledger_in_the_place_of_the_first_is_counted_anew(tmp_path: Path) -> None:
    """As it is after somebody put a copy back and went on from there."""
    first, copy = tmp_path / "first.db", tmp_path / "copy.db"
    with open_ledger(first, "create") as ledger:
        keep(ledger, made(0))
    shutil.copy(first, copy)
    counted = Counted()
    for path, number in ((first, 1), (copy, 2)):
        with open_ledger(path, "write") as ledger:
            keep(ledger, made(number))
            counted.agree(ledger)
