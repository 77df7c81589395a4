"""The current reading of each report as rows: what was read when, and its entities; ``present`` writes its claims."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Select, bindparam, delete, insert, select, update

from hearsay.ledger.state import present
from hearsay.ledger.state.matter import Entered, shown
from hearsay.ledger.tables import table
from hearsay.record.journal import canonical


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
    _name_entities(connection, report, record)
    first = entry.kind == "reading made"
    present.write(connection, report, entry.seq, record, entry.values["record"], fresh=first)


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
    present.forget(connection, before.seq)
    connection.execute(delete(table("entities")).where(table("entities").c.report == report))
    connection.execute(update(readings).where(readings.c.seq == before.seq).values(current=0))


def _name_entities(connection: Connection, report: str, record: dict[str, Any]) -> None:
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
    if entities:
        connection.execute(insert_into("entities"), entities)
