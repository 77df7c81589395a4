"""`hearsay verify` finds what is not as it was written, and names it."""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.tamper import change_one_byte, cut_off, is_found, prepare
from hearsay.flow.linking import link
from hearsay.ledger import open_ledger, writer
from hearsay.ledger.verify import verify
from hearsay.record import HearsayError
from tests.ledger.made import MACHINE, keep, made


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A ledger with something of everything, and its head."""
    place = tmp_path_factory.mktemp("whole") / "whole.db"
    return place, prepare(place, reports=6)


def test_a_whole_ledger_verifies(whole: tuple[Path, str]) -> None:
    place, head = whole
    verified = verify(place, head)
    assert verified.wrong == ()
    assert (verified.head.hash, verified.reports) == (head, 6)


@pytest.mark.parametrize("seed", range(40))
def test_any_changed_byte_is_found(whole: tuple[Path, str], tmp_path: Path, seed: int) -> None:
    place, head = whole
    copy = tmp_path / "copy.db"
    shutil.copyfile(place, copy)
    where = change_one_byte(copy, random.Random(seed))
    assert is_found(copy, head), where


@pytest.mark.parametrize("name", ["linking_state", "linking_reports"])
def test_a_changed_byte_in_what_linking_keeps_is_found_and_costs_nothing_but_time(
    whole: tuple[Path, str], tmp_path: Path, name: str
) -> None:
    copy = tmp_path / "copy.db"
    shutil.copyfile(whole[0], copy)
    with open_ledger(copy, "write") as ledger:
        link(ledger)
        before = list(ledger.links())
    where = change_one_byte(copy, random.Random(3), [name])
    broken = verify(copy)
    assert str(broken.wrong[0]).startswith(name), where
    assert "hearsay rebuild" in broken.remedy
    with open_ledger(copy, "write") as ledger:
        link(ledger, anew=True)
        assert list(ledger.links()) == before
    assert verify(copy).wrong == ()


def test_removed_last_entries_are_found_with_the_head_that_was_noted(
    whole: tuple[Path, str], tmp_path: Path
) -> None:
    place, head = whole
    copy = tmp_path / "copy.db"
    shutil.copyfile(place, copy)
    cut_off(copy, 3)
    assert verify(copy).wrong == (), "nothing left in the file can tell"
    (wrong,) = verify(copy, head).wrong
    assert "entries were removed or replaced" in str(wrong)


def tampered(whole: tuple[Path, str], folder: Path, *statements: str) -> str:
    """What verify finds first after some SQL, with the triggers out of the way."""
    copy = folder / "copy.db"
    shutil.copyfile(whole[0], copy)
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
    wrong = verify(copy).wrong
    return str(wrong[0]) if wrong else ""


_FREE = "DROP TRIGGER journal_update"


@pytest.mark.parametrize(
    ("statements", "first"),
    [
        (["UPDATE claims SET low = 7 WHERE number = (SELECT min(number) FROM claims)"], r"^claims \d+: .*other values"),
        (["DELETE FROM marks WHERE seq = (SELECT min(seq) FROM marks)"], r"^marks \d+: .*missing"),
        (["INSERT INTO links VALUES ('x', 1, 'incident', '{}')"], r"^links x: .*no such row"),
        (["DROP TRIGGER raw_delete"], r"^trigger raw_delete: missing"),
        (["CREATE TABLE extra (x)"], r"^table extra: not as this version makes it"),
        (["DROP INDEX claims_by_outcome_number"], r"^index claims_by_outcome_number: missing"),
        (["DELETE FROM claim_search WHERE rowid = (SELECT min(rowid) FROM claim_search)"], r"^claim_search \d+: .*missing"),
        (["DELETE FROM claim_search_data WHERE id > 10"], "^claim_search: the index of words"),
        (["UPDATE _about SET meaning = 'x' WHERE column_name = 'low'"], "^_about"),
    ],
)  # fmt: skip
def test_what_is_found_is_named(
    whole: tuple[Path, str], tmp_path: Path, statements: list[str], first: str
) -> None:
    assert re.search(first, tampered(whole, tmp_path, *statements))


def test_the_first_wrong_entry_is_named(whole: tuple[Path, str], tmp_path: Path) -> None:
    first = tampered(
        whole,
        tmp_path,
        _FREE,
        "UPDATE journal SET actor = 'Eve' WHERE seq IN (5, 9)",
        "CREATE TRIGGER journal_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the table journal is never "
        "changed'); END",
    )
    assert first == "journal entry 5: its hash is not that of what it says"


def test_an_entry_whose_hash_was_made_anew_breaks_the_next(whole: tuple[Path, str], tmp_path: Path) -> None:
    from hearsay.ledger import chain

    place = whole[0]
    with open_ledger(place) as ledger, ledger.reading() as connection:
        row = next(row for row in chain.rows(connection) if row.seq == 4)
    forged = chain.entry_hash(chain.Row(**{**row._asdict(), "actor": "Eve"}))
    first = tampered(whole, tmp_path, _FREE, f"UPDATE journal SET actor = 'Eve', hash = '{forged}' WHERE seq = 4",
                     "CREATE TRIGGER journal_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the table journal "
                     "is never changed'); END")  # fmt: skip
    assert first == "journal entry 5: it does not name the hash of the entry before"


def test_rebuilding_mends_the_state_and_nothing_else(whole: tuple[Path, str], tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copyfile(whole[0], copy)
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("UPDATE claims SET certainty = 'denied'")
    broken = verify(copy)
    assert "hearsay rebuild" in broken.remedy
    with open_ledger(copy, "write") as ledger:
        writer.rebuild(ledger)
    assert verify(copy, whole[1]).wrong == ()


@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
@pytest.mark.parametrize(("table", "column"), [("journal", "actor"), ("raw", "size"), ("records", "size")])
def test_what_is_kept_cannot_be_changed_by_mistake(
    place: str, statement: str, table: str, column: str
) -> None:
    from sqlalchemy.exc import DBAPIError

    with open_ledger(place, "create") as ledger:
        keep(ledger, made(0))
        head = ledger.head()
        with (
            pytest.raises(DBAPIError, match=f"the table {table} is never changed"),
            ledger.database.writing() as connection,
        ):
            connection.exec_driver_sql(statement.format(table, column, column))
        assert ledger.head() == head


def test_an_entry_that_continues_nothing_is_refused(place: str) -> None:
    from sqlalchemy.exc import DBAPIError

    from hearsay.ledger.chain import Row
    from hearsay.ledger.tables import table

    with open_ledger(place, "create") as ledger:
        keep(ledger, made(0))
        forged = Row(9, "0" * 64, "report marked", "{}", "Eve", "person", "2026", None, "x", None, "f" * 64)
        with (
            pytest.raises(DBAPIError, match="does not continue the journal"),
            ledger.database.writing() as connection,
        ):
            connection.execute(table("journal").insert(), forged._asdict())


def test_a_server_s_triggers_are_looked_after_too(postgres: str) -> None:
    with open_ledger(postgres, "create") as ledger:
        writer.add(ledger, made(0).record, made(0).raw, MACHINE)
        with ledger.database.writing() as connection:
            connection.exec_driver_sql("ALTER TABLE raw DISABLE TRIGGER raw_never")
    assert [str(wrong) for wrong in verify(postgres).wrong] == ["trigger raw_never: missing or switched off"]


def test_a_ledger_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(HearsayError, match=r"E-LEDGER-MISSING.*hearsay add"):
        verify(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []
