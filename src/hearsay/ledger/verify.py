"""Whether everything is as it was written: the chain, what it names, and the present state that follows from it."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Double, select, text
from sqlalchemy.exc import DBAPIError

from hearsay.ledger import chain, shape, spare
from hearsay.ledger.address import address
from hearsay.ledger.chain import Head
from hearsay.ledger.database import Database
from hearsay.ledger.state.apply import MissingRecordError, replay
from hearsay.ledger.tables import SEARCHED, names, table

_READINGS = ("reading made", "reading made again")


@dataclass(frozen=True)
class Wrong:
    """Something that is not as it was written: in which table, which row, and what about it."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True)
class Verified:
    """How far the ledger reaches and what is wrong with it, the earliest journal entry first."""

    head: Head
    reports: int
    wrong: tuple[Wrong, ...] = ()

    @property
    def remedy(self) -> str:
        """What to do about it: what follows from the journal can be made again, the journal itself cannot."""
        if all(
            one.where.split()[0] in (*names("made"), *names("spare"), *SEARCHED, "_about")
            for one in self.wrong
        ):
            return (
                "The journal and all that it names are whole: `hearsay rebuild` makes the present state again"
            )
        return "Put back a backup; the journal up to the entry before the first wrong one can be trusted"


def verify(given: str | os.PathLike[str], expected: str | None = None) -> Verified:
    """Recompute everything of the ledger at a path or URL. ``expected`` is the hash of an entry that must be there, kept
    from an earlier time.

    Raises ``E-LEDGER-CORRUPT`` where the database itself gives up, and as :func:`open_ledger` does.
    """
    # lenient: a byte that makes a text no UTF-8 is to be named by its row, not to end it all
    database = Database(address(given), "read", lenient=True)
    with database, database.reading() as connection:
        shape.check(database, connection)
        wrong = list(_engine(connection))
        wrong += _guards(connection)
        hashes, chained = _chain(connection)
        wrong += chained
        if expected is not None and expected not in hashes:
            wrong.append(
                Wrong("journal", f"no entry has the hash {expected}: entries were removed or replaced")
            )
        wrong += _contents(connection)
        if not wrong:
            # a state can only be compared with one made of a journal that is whole
            wrong += _state(connection)
        wrong += (Wrong(where, what) for where, what in spare.wrong(connection))
        reports = connection.execute(select(table("reports").c.report)).all() if not wrong else ()
        return Verified(chain.head(connection), len(reports), tuple(wrong))


def _engine(connection: Connection) -> Iterator[Wrong]:
    if connection.dialect.name == "sqlite":
        for (said,) in connection.exec_driver_sql("PRAGMA integrity_check(5)").all():
            if said != "ok":
                yield Wrong("file", str(said))


def _guards(connection: Connection) -> Iterator[Wrong]:
    """The tables, their triggers and what is said about them are those that this version makes."""
    if connection.dialect.name == "sqlite":
        with _scratch() as scratch, scratch.reading() as fresh:
            query = "SELECT type || ' ' || name AS name, sql FROM sqlite_master WHERE sql IS NOT NULL"
            made: dict[str, str] = _by_name(fresh, query)
            found: dict[str, str] = _by_name(connection, query)
            about = "SELECT table_name, column_name, meaning FROM _about"
            if set(map(tuple, connection.exec_driver_sql(about))) != set(
                map(tuple, fresh.exec_driver_sql(about))
            ):
                yield Wrong("_about", "it does not say what this version says of its tables")
        for name in sorted(made.keys() | found.keys()):
            if made.get(name) != found.get(name):
                yield Wrong(name, "missing" if name not in found else "not as this version makes it")
        return
    query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'"
    present = {name for (name,) in connection.exec_driver_sql(query)}
    for name in ("journal_continues", "journal_never", "raw_never", "records_never", "account_log_never"):
        if name not in present:
            yield Wrong(f"trigger {name}", "missing or switched off")


def _by_name(connection: Connection, query: str) -> dict[str, str]:
    return {row.name: row.sql for row in connection.exec_driver_sql(query)}


def _chain(connection: Connection) -> tuple[set[str], list[Wrong]]:
    """The hashes of the entries, and the first entry that breaks the chain."""
    hashes: set[str] = set()
    previous = chain.FIRST
    for seq, row in enumerate(chain.rows(connection, -1), 1):
        entry = f"journal entry {row.seq}"
        if row.seq != seq:
            return hashes, [Wrong(f"journal entry {seq}", f"missing; the next there is number {row.seq}")]
        if row.previous != previous:
            return hashes, [Wrong(entry, "it does not name the hash of the entry before")]
        if chain.entry_hash(row) != row.hash:
            return hashes, [Wrong(entry, "its hash is not that of what it says")]
        previous = row.hash
        hashes.add(row.hash)
    return hashes, []


def _contents(connection: Connection) -> Iterator[Wrong]:
    """Bytes and records are those that the journal names, and nothing else is kept."""
    raws: dict[str, tuple[int, str]] = {}
    records: dict[str, tuple[int, str]] = {}
    of_report: dict[str, tuple[str, str | None]] = {}
    for row in chain.rows(connection):
        try:
            values = json.loads(row.payload)
            if row.kind == "report added":
                raws[values["sha256_raw"]] = (row.seq, values["sha256_packed"])
                of_report[values["report"]] = (values["sha256_raw"], values["sha256_text"])
            elif row.kind in _READINGS:
                records[values["record"]] = (row.seq, values["report"])
        except (ValueError, KeyError, TypeError):
            yield Wrong(f"journal entry {row.seq}", "its payload cannot be read")
    yield from _raws(connection, raws)
    yield from _records(connection, records, of_report)


def _raws(connection: Connection, named: dict[str, tuple[int, str]]) -> Iterator[Wrong]:
    left = dict(named)
    raw = table("raw")
    for row in connection.execution_options(yield_per=50).execute(select(raw)):
        where = f"raw {row.sha256}"
        if left.pop(row.sha256, None) is None:
            yield Wrong(where, "no journal entry names it")
            continue
        seq, packed = named[row.sha256]
        where += f", named by journal entry {seq}"
        try:
            unpacked = zlib.decompress(row.bytes)
        except (zlib.error, TypeError):
            yield Wrong(where, "the bytes cannot be unpacked")
            continue
        if hashlib.sha256(unpacked).hexdigest() != row.sha256 or len(unpacked) != row.size:
            yield Wrong(where, "the bytes are not those that were kept")
        elif hashlib.sha256(row.bytes).hexdigest() != packed:
            yield Wrong(where, "the bytes are packed otherwise than they were")
    for sha256, (seq, _) in left.items():
        yield Wrong(f"raw {sha256}, named by journal entry {seq}", "missing")


def _records(
    connection: Connection, named: dict[str, tuple[int, str]], of_report: dict[str, tuple[str, str | None]]
) -> Iterator[Wrong]:
    left = dict(named)
    records = table("records")
    for row in connection.execution_options(yield_per=50).execute(select(records)):
        where = f"record {row.sha256}"
        if left.pop(row.sha256, None) is None:
            yield Wrong(where, "no journal entry names it")
            continue
        seq, report = named[row.sha256]
        where += f", named by journal entry {seq}"
        encoded = row.json.encode("utf-8") if isinstance(row.json, str) else b""
        if hashlib.sha256(encoded).hexdigest() != row.sha256 or len(encoded) != row.size:
            yield Wrong(where, "the record is not the one that was kept")
            continue
        told = json.loads(row.json)["report"]
        text_hash = (
            hashlib.sha256(told["text"].encode("utf-8")).hexdigest() if told["text"] is not None else None
        )
        if told["id"] != report or of_report.get(report) != (told["sha256_raw"], text_hash):
            yield Wrong(where, "its report is not the one that was added")
    for sha256, (seq, _) in left.items():
        yield Wrong(f"record {sha256}, named by journal entry {seq}", "missing")


def _state(connection: Connection) -> Iterator[Wrong]:
    """The present state is the one that the journal gives."""
    with _scratch() as scratch, scratch.writing() as fresh:
        try:
            replay(connection, fresh)
        except MissingRecordError as missing:
            yield Wrong(f"journal entry {missing.seq}", f"its record {missing.sha256} is missing")
            return
        for name in (*names("made"), *SEARCHED):
            made, found = _rows(fresh, name), _rows(connection, name)
            for key in sorted(made.keys() | found.keys(), key=str):
                if made.get(key) != found.get(key):
                    how = (
                        "missing" if key not in found else "not there" if key not in made else "other values"
                    )
                    shown = ", ".join(map(str, key))
                    yield Wrong(
                        f"{name} {shown}",
                        {
                            "missing": "the journal gives this row, and it is missing",
                            "not there": "the journal gives no such row",
                            "other values": "the journal gives other values",
                        }[how],
                    )
    for name in SEARCHED:
        yield from _word_index(connection, name)


def _rows(connection: Connection, name: str) -> dict[tuple[Any, ...], int]:
    """A hash of each row by its key; numbers that are equal are the same, whichever way a database keeps them."""
    if name in SEARCHED:
        rows = connection.execute(text(f"SELECT rowid, {', '.join(SEARCHED[name])} FROM {name}"))
        return {(row[0],): hash(tuple(row)) for row in rows}
    of = table(name)
    width = len(of.primary_key.columns)
    kinds = [isinstance(column.type, Double) for column in of.c]
    found = {}
    for row in connection.execute(select(*of.primary_key.columns, of)):
        key, values = tuple(row[:width]), row[width:]
        plain = tuple(
            (float(value) if real and isinstance(value, int) else value, type(value) is str)
            for value, real in zip(values, kinds, strict=True)
        )
        found[key] = hash(plain)
    return found


def _word_index(connection: Connection, name: str) -> Iterator[Wrong]:
    """SQLite's index of words holds each word at its place and no other; PostgreSQL derives its own by itself."""
    if connection.dialect.name != "sqlite":
        return
    told = 0
    columns = tuple(SEARCHED[name])
    for number, *values in connection.exec_driver_sql(f"SELECT rowid, {', '.join(columns)} FROM {name}"):
        for column, value in zip(columns, values, strict=True):
            for place, word in enumerate(value.split()):
                told ^= hash((word, number, column, place))
    try:
        connection.exec_driver_sql("DROP TABLE IF EXISTS temp.words")
        connection.exec_driver_sql(f"CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, {name}, instance)")
        found = 0
        for row in connection.exec_driver_sql("SELECT term, doc, col, offset FROM temp.words"):
            found ^= hash(tuple(row))
        connection.exec_driver_sql("DROP TABLE temp.words")
    except DBAPIError as error:
        yield Wrong(name, f"the index of words is damaged ({error.orig})")
        return
    if told != found:
        yield Wrong(name, f"the index of words does not fit the {name.removesuffix('_search')}s")


@contextmanager
def _scratch() -> Iterator[Database]:
    """A ledger in a file of its own, empty, gone at the end."""
    with tempfile.TemporaryDirectory(prefix="hearsay-verify-") as folder:
        database = Database(address(Path(folder) / "scratch.db"), "create", durable=False)
        try:
            with database.writing() as connection:
                shape.prepare(database, connection, lambda _: None)
            yield database
        finally:
            database.close()
