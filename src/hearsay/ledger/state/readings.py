"""The current reading of each report as rows: its entities and claims, with their sources, actors, figures, places."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Select, bindparam, delete, insert, select, update

from hearsay.ledger import search
from hearsay.ledger.state.claims import Rows, rows_of
from hearsay.ledger.state.matter import Entered, shown
from hearsay.ledger.tables import table
from hearsay.record.journal import canonical

NUMBERS = 100_000
"""Claims that one reading may have; a claim's number is the reading's times this, and its place."""
OF_CLAIMS = ("claims", "claim_sources", "claim_actors", "claim_figures", "claim_places")


def made(connection: Connection, entry: Entered, record: dict[str, Any]) -> None:
    """The reading becomes the report's current one; what the one before gave makes room for it."""
    report = entry.values["report"]
    _forget(connection, report)
    row = {
        "seq": entry.seq,
        "report": report,
        "record": entry.values["record"],
        "version": entry.values["version"],
        "model": entry.model,
        "claims": entry.values["claims"],
        "refusals": canonical([one["code"] for one in record["rejections"]]),
        "current": 1,
    }
    connection.execute(insert_into("readings"), row)
    publisher = record["report"]["publisher"] or record["report"]["carrier"]
    _fill(connection, rows_of(record, report, entry.seq * NUMBERS, publisher), report, record)


@cache
def insert_into(name: str) -> Insert:
    """The statement that adds rows to a table; made once, for making it takes longer than running it."""
    return insert(table(name))


@cache
def _current() -> Select[Any]:
    readings = table("readings")
    return select(readings.c.seq).where(readings.c.report == bindparam("of"), readings.c.current == 1)


def _forget(connection: Connection, report: str) -> None:
    readings = table("readings")
    before = connection.execute(_current(), {"of": report}).first()
    if before is None:
        return
    first, last = before.seq * NUMBERS, (before.seq + 1) * NUMBERS - 1
    for name in reversed(OF_CLAIMS):  # what refers to claims goes before them
        number = table(name).c.number
        connection.execute(delete(table(name)).where(number.between(first, last)))
    search.delete(connection, first, last)
    connection.execute(delete(table("entities")).where(table("entities").c.report == report))
    connection.execute(update(readings).where(readings.c.seq == before.seq).values(current=0))


def _fill(connection: Connection, rows: Rows, report: str, record: dict[str, Any]) -> None:
    entities = [
        {
            "report": report,
            "entity": one["id"],
            "name": shown(one["name"]),
            "type": one["type"],
            "kind": one["kind"],
            "country": one["country"],
            "represents": one["represents"],
            "mentions": len(one["mentions"]),
        }
        for one in record["entities"]
    ]
    for name, found in (("entities", entities), *((name, rows.of[name]) for name in OF_CLAIMS)):
        if found:
            connection.execute(insert_into(name), found)
    search.insert(connection, rows.searched)
