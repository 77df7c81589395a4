"""One journal entry at a time becomes a change of the present state; all of them in order are a rebuild."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection

from hearsay.ledger import chain
from hearsay.ledger.contents import record as kept_record
from hearsay.ledger.state import codings, decisions, links, readings, reports
from hearsay.ledger.state.matter import Entered
from hearsay.ledger.state.present import RecordOf


class MissingRecordError(Exception):
    """The journal names a record that is not kept."""

    def __init__(self, seq: int, sha256: str) -> None:
        super().__init__(seq, sha256)
        self.seq = seq
        self.sha256 = sha256


def apply(connection: Connection, row: Any, record_of: RecordOf) -> None:
    """Change the present state by a row of the journal. The same rows in the same order give the same tables."""
    values = json.loads(row.payload)
    entry = Entered(row.seq, row.kind, values, row.actor, row.at, row.reason, row.model)
    match row.kind:
        case "report added":
            reports.added(connection, entry)
        case "reading made" | "reading made again":
            record = record_of(values["record"])
            if record is None:
                raise MissingRecordError(row.seq, values["record"])
            if row.kind == "reading made":
                reports.described(connection, values["report"], record["report"], row.seq)
            else:
                reports.touch(connection, values["report"], row.seq)
            readings.made(connection, entry, record)
            decisions.look_again(connection, values["report"])
        case "report marked":
            reports.marked(connection, entry)
        case "decision made" if values.get("coding") is not None:
            codings.sealed(connection, entry)
        case "decision made":
            decisions.made(connection, entry, record_of)
        case "entry undone":
            reports.mark_undone(connection, entry)
            decisions.undone(connection, entry, record_of)
            codings.undone(connection, entry)
        case "links made":
            links.made(connection, entry)
            decisions.look_again(connection, None)
        case "coding opened":
            codings.opened(connection, entry, record_of)
        case "coding finished":
            codings.finished(connection, entry)
        case "coding settled":
            codings.settled(connection, entry)


def replay(source: Connection, target: Connection) -> None:
    """Apply the whole journal of ``source`` to the empty tables of ``target`` (which may be the same)."""

    def record_of(sha256: str) -> dict[str, Any] | None:
        written = kept_record(source, sha256)
        return json.loads(written) if written is not None else None

    for row in chain.rows(source):
        apply(target, row, record_of)
