"""Adding and reading again, as other programs call them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hearsay.flow import Given
from hearsay.flow.add import add_paths, reread
from hearsay.flow.signing import machine, person, reading_model
from hearsay.ledger import open_ledger, writer
from hearsay.record import HearsayError

STORM = "The harbour master said on Friday that at least 20 sailors had died near Split.\n"


def clock() -> datetime:
    return datetime(2026, 2, 3, 4, 5, 6, 700, tzinfo=UTC)


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "inputs"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"{STORM}That was storm number {number}.\n", encoding="utf-8")
    (folder / "french.txt").write_text(
        "Le ministère a déclaré que la ville était calme et que personne n'était mort. " * 4, encoding="utf-8"
    )
    return folder


def test_the_same_inputs_and_clock_give_the_same_journal(inputs: Path, tmp_path: Path) -> None:
    heads = []
    for name in ("one.db", "two.db"):
        with open_ledger(tmp_path / name, "create") as ledger:
            taken = list(add_paths(ledger, [str(inputs)], given=Given(published="2024-03-04"), clock=clock))
            heads.append(ledger.head())
            assert {entry.signed.at for entry in ledger.entries()} == {"2026-02-03T04:05:06Z"}
            assert {entry.signed.model for entry in ledger.entries()} == {reading_model()}
        assert [one.ref for one in taken] == ["0.txt", "1.txt", "2.txt", "french.txt"]
    assert heads[0] == heads[1]


def test_a_text_that_is_not_read_is_kept_all_the_same(inputs: Path, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "a.db", "create") as ledger:
        *_, french = add_paths(ledger, [str(inputs)], clock=clock)
        assert (french.result, french.claims) == ("added", 0)
        assert [one.code for one in french.rejections] == ["E-INGEST-LANGUAGE"]
        kept = next(one for one in ledger.snapshot() if one.ref == "french.txt")
        assert kept.record.rejections == french.rejections


def test_the_same_report_twice_in_one_run(inputs: Path, tmp_path: Path) -> None:
    path = str(inputs / "0.txt")
    with open_ledger(tmp_path / "a.db", "create") as ledger:
        results = [one.result for one in add_paths(ledger, [path, path], clock=clock)]
        assert results == ["added", "already there"]


def test_reading_again_mends_what_an_older_reader_left(inputs: Path, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "a.db", "create") as ledger:
        list(add_paths(ledger, [str(inputs)], clock=clock))
        newest = {one.report: one.record for one in ledger.snapshot()}
        for record in newest.values():
            writer.read_again(ledger, record.replace(claims=()), machine(clock=clock, model="network older"))
        changes = [change for _, change in reread(ledger, clock=clock)]
        assert {one.report: one.record for one in ledger.snapshot()} == newest
        assert [len(change.new) for change in changes] == [
            len(one.claims) for one in newest.values() if one.claims
        ]
        assert list(reread(ledger, clock=clock)) == []


@pytest.mark.parametrize("name", [None, "", "  ", "hearsay", "Hearsay 0.1", "HEARSAY: Ana"])
def test_nobody_and_a_program_are_no_person(name: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HEARSAY_ACTOR", raising=False)
    with pytest.raises(HearsayError, match=r"E-LEDGER-ACTOR.*--actor \"NAME\""):
        person(name, clock=clock)


def test_names_are_kept_as_any_database_can_hold_them() -> None:
    assert person("An\udce9a\0 Kos", clock=clock).actor == "An\ufffda\ufffd Kos"
