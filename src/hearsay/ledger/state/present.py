"""The claims of a report at present: its current reading with what people decided, as rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Select, bindparam, delete, func, insert, select

from hearsay.ledger import search
from hearsay.ledger.state import waiting
from hearsay.ledger.state.claims import Rows, rows_of
from hearsay.ledger.state.settled import Word, settled
from hearsay.ledger.tables import table
from hearsay.record.journal import canonical

RecordOf = Callable[[str], dict[str, Any] | None]
"""The plain values of a record by its hash; null if nothing is kept under it."""
NUMBERS = 100_000
"""Claims that one reading may have; a claim's number is the reading's times this, and its place."""
OF_CLAIMS = ("claims", "claim_sources", "claim_actors", "claim_figures", "claim_places")
JUDGING = ("accept", "reject", "correct")
"""Verbs that say something of claims."""
_OWN = ("number", "decision", "corrected", "corrected_by", "added", "waits", "weight", "sure")
"""Columns that are no reading's."""


@dataclass(frozen=True)
class Left:
    """A record as some people left it: ``json`` (null: as read), ``state`` the SHA-256 of its JSON, and its rows."""

    json: str | None
    state: str
    rows: Rows


def left(record: Mapping[str, Any], sha256: str, report: str, reading: int, words: Sequence[Word]) -> Left:
    """``record`` (kept under ``sha256``, of reading ``reading``) with the words of some people, and the rows of its claims.

    What the tables hold is this with every decision that counts; what a coder sees within a double coding is this with that
    coder's.
    """
    new = settled(record, words)
    written = None
    if new is not record:
        written = json.dumps(new, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        sha256 = hashlib.sha256(written.encode("utf-8")).hexdigest()
    publisher = record["report"]["publisher"] or record["report"]["carrier"]
    rows = rows_of(dict(new), report, reading * NUMBERS, publisher)
    if words:
        as_read = rows_of(dict(record), report, 0, publisher) if new is not record else rows
        _judged(rows, as_read, words)
    return Left(written, sha256, rows)


def write(
    connection: Connection,
    report: str,
    reading: int,
    record: Mapping[str, Any],
    sha256: str,
    fresh: bool = False,
) -> None:
    """Make the rows of a report's claims, of ``record`` (kept under ``sha256``) with the decisions of now.

    ``reading`` is the number of its entry; rows of that number must not be there. ``fresh``: nobody can have decided
    anything yet.
    """
    found = left(record, sha256, report, reading, [] if fresh else words_about(connection, report))
    states = table("settled")
    if not fresh:
        connection.execute(delete(states).where(states.c.report == report))
    connection.execute(_insert("settled"), {"report": report, "state": found.state, "json": found.json})
    for name in OF_CLAIMS:
        if found.rows.of[name]:
            connection.execute(_insert(name), found.rows.of[name])
    search.insert(connection, found.rows.searched)


def forget(connection: Connection, reading: int) -> None:
    """Take the rows of the claims of a reading away, by the number of its entry."""
    first, last = reading * NUMBERS, (reading + 1) * NUMBERS - 1
    for name in reversed(OF_CLAIMS):  # what refers to claims goes before them
        connection.execute(delete(table(name)).where(table(name).c.number.between(first, last)))
    search.delete(connection, first, last)


def renew(connection: Connection, report: str, record_of: RecordOf) -> None:
    """Make the rows of a report's claims anew after a decision about them."""
    row = connection.execute(_current(), {"of": report}).first()
    record = record_of(row.record) if row is not None else None
    if row is None or record is None:
        return
    forget(connection, row.seq)
    write(connection, report, row.seq, record, row.record)


def present_records(reports: Any) -> Select[Any]:
    """The columns of ``reports`` with the current reading's number, and ``state`` and ``json`` of the record as people left
    it."""
    readings, records, left = table("readings"), table("records"), table("settled")
    record = func.coalesce(left.c.json, records.c.json).label("json")
    return (
        select(reports, readings.c.seq.label("reading"), left.c.state, record)
        .join(readings, (readings.c.report == reports.c.report) & (readings.c.current == 1))
        .join(records, records.c.sha256 == readings.c.record)
        .join(left, left.c.report == reports.c.report)
    )


def words_about(connection: Connection, report: str) -> list[Word]:
    """What people decided about the claims of a report and did not take back, in the order of the journal."""
    return [
        Word(row.seq, row.verb, row.actor, None if row.id == report else row.id, json.loads(row.value))
        for row in connection.execute(_words(), {"of": report})
    ]


def _judged(rows: Rows, as_read: Rows, words: Sequence[Word]) -> None:
    """Say on each claim's row what people decided, and what their corrections replaced."""
    read = {row["claim"]: row for row in as_read.of["claims"]}
    for row in rows.of["claims"]:
        own = [word for word in words if word.claim == row["claim"]]
        verb = own[-1].verb if own else ("correct" if row["added"] else None)
        before = read.get(row["claim"], row)
        was = {name: before[name] for name in row if name not in _OWN and row[name] != before[name]}
        row["decision"] = verb
        row["corrected"] = canonical(was) if was else None
        seen = {flag for word in own if word.verb == "accept" for flag in word.value.get("review") or ()}
        row.update(waiting.place(row, verb, seen))


@cache
def _insert(name: str) -> Insert:
    return insert(table(name))


@cache
def _current() -> Select[Any]:
    readings = table("readings")
    wanted = select(readings.c.seq, readings.c.record)
    return wanted.where(readings.c.report == bindparam("of"), readings.c.current == 1)


@cache
def _words() -> Select[Any]:
    parts, decisions = table("decision_parts"), table("decisions")
    names = ("seq", "verb", "value", "actor")
    return (
        select(*(decisions.c[name] for name in names), parts.c.id)
        .join(parts, parts.c.seq == decisions.c.seq)
        .where(parts.c.report == bindparam("of"), decisions.c.target == "claim")
        .where(decisions.c.verb.in_(JUDGING), decisions.c.state != "undone")
        .order_by(decisions.c.seq, parts.c.position)
    )
