"""Double codings at present: who judges which reports, what each decided, and whether both have finished.

What coders decide here changes no other table: it is kept apart, so that whatever counts cannot come upon it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select, update

from hearsay.ledger.state.matter import Entered, shown
from hearsay.ledger.state.present import RecordOf
from hearsay.ledger.tables import table
from hearsay.record.journal import canonical


def opened(connection: Connection, entry: Entered, record_of: RecordOf) -> None:
    """A double coding with its reports as they are read at this moment."""
    told = entry.values
    one, other = told["coders"]
    row: dict[str, Any] = {
        **dict.fromkeys(("one_finished", "other_finished", "shown", "settled", "withdrawn")),
        "coding": entry.seq,
        "name": shown(told["name"]),
        "note": shown(told["note"]),
        "opened_by": entry.actor,
        "opened": entry.at,
        "one": one,
        "other": other,
    }
    connection.execute(table("codings").insert(), row)
    reports = [
        _report(connection, entry.seq, place, id_, record_of) for place, id_ in enumerate(told["reports"])
    ]
    connection.execute(table("coding_reports").insert(), [one for one in reports if one is not None])


def _report(
    connection: Connection, coding: int, position: int, report: str, record_of: RecordOf
) -> dict[str, Any] | None:
    readings = table("readings")
    current = select(readings.c.seq, readings.c.record).where(
        readings.c.report == report, readings.c.current == 1
    )
    row = connection.execute(current).first()
    record = record_of(row.record) if row is not None else None
    if row is None or record is None:
        return None
    claims = [claim["id"] for claim in record["claims"] if claim["repeats"] is None]
    return {
        "coding": coding,
        "position": position,
        "report": report,
        "reading": row.seq,
        "record": row.record,
        "claims": canonical(claims),
    }


def sealed(connection: Connection, entry: Entered) -> None:
    """A decision within a double coding: one row here, and nothing anywhere else."""
    told = entry.values
    part = told["parts"][0]
    row = {
        "seq": entry.seq,
        "coding": told["coding"],
        "coder": entry.actor,
        "report": part["report"],
        "claim": part["id"],
        "verb": told["verb"],
        "value": canonical(told["value"]),
        "judged": canonical(told["judged"]),
        "at": entry.at,
        "reason": shown(entry.reason),
        "state": "standing",
    }
    connection.execute(table("sealed").insert(), row)


def finished(connection: Connection, entry: Entered) -> None:
    """One of the two has finished; where both have, what they say is no longer sealed from here on."""
    codings = table("codings")
    this = codings.c.coding == entry.values["coding"]
    row = connection.execute(select(codings).where(this)).first()
    if row is None:
        return
    side, beside = ("one", "other") if entry.actor == row.one else ("other", "one")
    values: dict[str, Any] = {f"{side}_finished": entry.seq}
    if row._mapping[f"{beside}_finished"] is not None and row.shown is None:
        values["shown"] = entry.seq
    connection.execute(update(codings).where(this).values(values))


def settled(connection: Connection, entry: Entered) -> None:
    """A double coding is over."""
    codings = table("codings")
    this = codings.c.coding == entry.values["coding"]
    connection.execute(update(codings).where(this).values(settled=entry.seq))


def undone(connection: Connection, entry: Entered) -> None:
    """A sealed decision no longer holds, somebody is not finished after all, a coding is open again, or never was to be."""
    codings, decisions = table("codings"), table("sealed")
    seq = entry.values["entry"]
    connection.execute(update(decisions).where(decisions.c.seq == seq).values(state="undone"))
    for column in ("one_finished", "other_finished", "settled"):
        connection.execute(update(codings).where(codings.c[column] == seq).values({column: None}))
    connection.execute(update(codings).where(codings.c.coding == seq).values(withdrawn=entry.seq))
