"""Tampering with ledgers: one byte changed anywhere, last entries cut off; is every one found by `hearsay verify`?

python -m benchmarks.tamper [--count 1000]
"""

from __future__ import annotations

import argparse
import random
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from hearsay.flow.linking import link
from hearsay.flow.review import decide, keep_links, mark, undo
from hearsay.flow.signing import machine
from hearsay.ledger import open_ledger, writer
from hearsay.ledger.tables import SEARCHED, names
from hearsay.ledger.verify import verify
from hearsay.record import HearsayError
from hearsay.record.journal import Link, Part

from .ledgers import made_reports


def prepare(place: Path, reports: int = 12) -> str:
    """A ledger with something of everything in it; gives the hash of its last entry."""
    made = list(made_reports(reports, seed=7))
    with open_ledger(place, "create") as ledger:
        for one in made:
            writer.add(ledger, one.record, one.raw, machine())
        first, second = made[0].record, made[1].record
        targets = [f"{one.report.id}/{one.claims[0].id}" for one in (first, second)]
        decide(
            ledger,
            "correct",
            targets[:1],
            actor="Ana",
            value={"low": 3, "place_name": "Gao"},
            reason="as printed",
        )
        decide(ledger, "merge", targets, actor="Ana")
        entry = mark(ledger, second.report.id, "withdrawn", actor="Bo", reason="retracted")
        undo(ledger, entry.seq, actor="Ana")
        mark(ledger, made[2].record.report.id, "corrected", actor="Bo")
        writer.read_again(ledger, first.replace(claims=first.claims[1:]), machine(model="network 1"))
        members = [Part(report=one.report.id, id=one.events[0].id, side="member") for one in (first, second)]
        link(ledger)  # leaves what it keeps for its next run
        keep_links(ledger, [Link(id="i-1", kind="incident", members=tuple(members), value={"weight": 2.5})], [], seen=3,
                   model="links 1")  # fmt: skip
        return ledger.head().hash


def change_one_byte(place: Path, chance: random.Random, tables: Sequence[str] = ()) -> str:
    """Change one byte of one value in any table, or one of some, as somebody who owns the file can; says where."""
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        connection.text_factory = bytes
        while True:
            words = [f"{name}_content" for name in SEARCHED]
            any_of = [*names("kept"), *names("made"), *names("spare"), *words, "_about"]
            name = chance.choice(tables or any_of)
            rows = connection.execute(f"SELECT rowid FROM {name}").fetchall()
            if not rows:
                continue
            (rowid,) = chance.choice(rows)
            columns = [column[1].decode() for column in connection.execute(f"PRAGMA table_info({name})")]
            # in a table whose key is one integer, rowid is that column
            column = chance.choice(columns)
            value = connection.execute(f"SELECT {column} FROM {name} WHERE rowid = ?", (rowid,)).fetchone()[0]
            changed = _changed(value, chance)
            if changed is None:
                continue
            try:
                _write(
                    connection,
                    name,
                    column,
                    rowid,
                    changed,
                    as_text=_is_text(connection, name, column, rowid),
                )
            except sqlite3.IntegrityError:
                continue  # a key that is taken
            return f"{name}.{column} of row {rowid}: {value!r:.60} to {changed!r:.60}"


def cut_off(place: Path, count: int) -> None:
    """Take the last entries away without a trace: what they brought goes too, and the state is made again."""
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        triggers = _without_triggers(connection, "journal", "raw", "records")
        (last,) = connection.execute("SELECT max(seq) FROM journal").fetchone()
        connection.execute("DELETE FROM journal WHERE seq > ?", (last - count,))
        left = "(SELECT json_extract(payload, '$.{}') FROM journal WHERE kind LIKE '{}%')"
        connection.execute(f"DELETE FROM raw WHERE sha256 NOT IN {left.format('sha256_raw', 'report added')}")
        connection.execute(f"DELETE FROM records WHERE sha256 NOT IN {left.format('record', 'reading made')}")
        for trigger in triggers:
            connection.execute(trigger)
    with open_ledger(place, "write") as ledger:
        writer.rebuild(ledger)


def is_found(place: Path, head: str | None = None) -> bool:
    """Whether `hearsay verify` says that something is wrong."""
    try:
        return bool(verify(place, head).wrong)
    except HearsayError as refused:
        return refused.code.startswith("E-LEDGER-")


def _changed(value: Any, chance: random.Random) -> Any:
    """The value with another byte at one place; null where there is none to change or it would mean the same."""
    if isinstance(value, bytes) and value:
        place = chance.randrange(len(value))
        other = chance.choice([byte for byte in range(1, 256) if byte != value[place]])
        return value[:place] + bytes([other]) + value[place + 1 :]
    if isinstance(value, int | float) and not isinstance(value, bool):
        written = repr(value)
        place = chance.choice([place for place, letter in enumerate(written) if letter.isdigit()])
        changed = type(value)(written[:place] + chance.choice("0123456789") + written[place + 1 :])
        return None if changed == value else changed
    return None


def _is_text(connection: sqlite3.Connection, name: str, column: str, rowid: int) -> bool:
    kind = connection.execute(f"SELECT typeof({column}) FROM {name} WHERE rowid = ?", (rowid,)).fetchone()[0]
    return bool(kind == b"text")


def _write(
    connection: sqlite3.Connection, name: str, column: str, rowid: int, value: Any, *, as_text: bool
) -> None:
    connection.execute("BEGIN")
    try:
        triggers = _without_triggers(connection, name)
        new = "CAST(? AS TEXT)" if as_text else "?"
        connection.execute(f"UPDATE {name} SET {column} = {new} WHERE rowid = ?", (value, rowid))
        for trigger in triggers:
            connection.execute(trigger)
        connection.execute("COMMIT")
    except sqlite3.Error:
        connection.execute("ROLLBACK")
        raise


def _without_triggers(connection: sqlite3.Connection, *tables: str) -> list[str]:
    """Drop the triggers of tables; gives the statements that make them again."""
    query = "SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger'"
    found = [[_text(one) for one in row] for row in connection.execute(query)]
    for name, _, of in found:
        if of in tables:
            connection.execute(f"DROP TRIGGER {name}")
    return [sql for _, sql, of in found if of in tables]


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


def main() -> None:
    """Tamper so many times, print what was not found, and end with 1 if anything was not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    tried: Counter[str] = Counter()
    missed = []
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.db"
        head = prepare(whole)
        assert not is_found(whole, head), "the ledger that is tampered with must be whole"
        copy = Path(folder) / "copy.db"
        for _ in range(arguments.count):
            shutil.copyfile(whole, copy)
            if chance.random() < 0.05:
                cut = chance.randrange(1, 20)
                cut_off(copy, cut)
                where = f"journal: the last {cut} entries cut off"
            else:
                where = change_one_byte(copy, chance)
            tried[where.split(".")[0].split(":")[0]] += 1
            if not is_found(copy, head):
                missed.append(where)
            for leftover in copy.parent.glob("copy.db-*"):
                leftover.unlink()
    for where in missed:
        print(f"not found: {where}")
    print(", ".join(f"{name} {count}" for name, count in sorted(tried.items())))
    print(f"{arguments.count - len(missed)} of {arguments.count} found")
    raise SystemExit(bool(missed))


if __name__ == "__main__":
    main()
