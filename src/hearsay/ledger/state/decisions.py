"""Decisions at present: which stand, which are undone, which have lost what they judged; and what they do to claims."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, select, update

from hearsay.ledger.state import present
from hearsay.ledger.state.matter import Entered, shown
from hearsay.ledger.state.present import JUDGING, RecordOf
from hearsay.ledger.state.reports import touch
from hearsay.ledger.tables import table
from hearsay.record.journal import canonical

CORRECTABLE = (
    "event_type", "mode", "certainty", "origin_name", "origin_kind", "outcome", "low", "high", "bound", "counted",
    "population_status", "place_name", "country", "admin1", "lat", "lon", "place_level", "earliest", "latest",
)  # fmt: skip
"""Columns of the table claims that a person may correct."""


def made(connection: Connection, entry: Entered, record_of: RecordOf) -> None:
    """A decision with its parts; claims that it is about show it."""
    told = entry.values
    row = {
        "seq": entry.seq,
        "verb": told["verb"],
        "target": told["target"],
        "value": canonical(told["value"]),
        "judged": canonical(told["judged"]),
        "actor": entry.actor,
        "at": entry.at,
        "reason": shown(entry.reason),
        "state": "standing",
    }
    connection.execute(table("decisions").insert(), row)
    parts = [
        {
            "seq": entry.seq,
            "position": position,
            "report": part["report"],
            "id": part["id"] or part["report"],
            "side": part["side"],
            "present": 1,
        }
        for position, part in enumerate(told["parts"])
    ]
    connection.execute(table("decision_parts").insert(), parts)
    if told["target"] == "claim" and told["verb"] in JUDGING:
        _show(connection, [(part["report"], part["id"]) for part in parts], record_of)
    _settle(connection, entry.seq)
    _touch(connection, entry.seq, entry.seq)


def undone(connection: Connection, entry: Entered, record_of: RecordOf) -> None:
    """A decision no longer holds; nothing happens where what is undone was none."""
    decisions, parts = table("decisions"), table("decision_parts")
    seq = entry.values["entry"]
    row = connection.execute(select(decisions).where(decisions.c.seq == seq)).first()
    if row is None:
        return
    connection.execute(update(decisions).where(decisions.c.seq == seq).values(state="undone"))
    _touch(connection, seq, entry.seq)
    if row.target == "claim" and row.verb in JUDGING:
        found = connection.execute(select(parts).where(parts.c.seq == seq).order_by(parts.c.position)).all()
        _show(connection, [(part.report, part.id) for part in found], record_of)


def _show(connection: Connection, about: Sequence[tuple[str | None, str]], record_of: RecordOf) -> None:
    """The claims of the reports that a decision is about, as people left them now."""
    for report in dict.fromkeys(report for report, _ in about if report is not None):
        present.renew(connection, report, record_of)
    for report in dict.fromkeys(report for report, id_ in about if report is not None and id_ == report):
        look_again(connection, report)  # a claim was added or taken back, and with it what others said of it


def look_again(connection: Connection, report: str | None) -> None:
    """After a reading of ``report``, or after linking (null): which decisions still have what they judged."""
    touched = connection.execute(_about(report is None), {} if report is None else {"of": report}).all()
    for seq in dict.fromkeys(row.seq for row in touched):
        _settle(connection, seq)


@cache
def _about(links: bool) -> Select[Any]:
    """What is decided about a report's claims and entities, or about links."""
    parts = table("decision_parts")
    return (
        select(parts.c.seq)
        .where(parts.c.report.is_(None) if links else parts.c.report == bindparam("of"))
        .order_by(parts.c.seq, parts.c.position)
    )


def _settle(connection: Connection, seq: int) -> None:
    """Which parts of a decision are there, and with that whether it is orphaned."""
    parts, decisions = table("decision_parts"), table("decisions")
    all_there = True
    for part in connection.execute(select(parts).where(parts.c.seq == seq).order_by(parts.c.position)).all():
        present = _is_there(connection, part.report, part.id)
        all_there = all_there and present
        if present != bool(part.present):
            where = and_(parts.c.seq == seq, parts.c.position == part.position)
            connection.execute(update(parts).where(where).values(present=int(present)))
    connection.execute(
        update(decisions)
        .where(decisions.c.seq == seq, decisions.c.state != "undone")
        .values(state="standing" if all_there else "orphaned")
    )


def _touch(connection: Connection, decision: int, seq: int) -> None:
    parts = table("decision_parts")
    concerned = connection.execute(select(parts.c.report).where(parts.c.seq == decision).distinct()).all()
    for row in concerned:
        if row.report is not None:
            touch(connection, row.report, seq)


def _is_there(connection: Connection, report: str | None, id_: str) -> bool:
    """Whether the present state has a claim, event or entity of a report, a report itself, or a link."""
    if report is None:
        links = table("links")
        return connection.execute(select(links.c.seq).where(links.c.link == id_)).first() is not None
    if id_ == report:
        return True
    claims, entities = table("claims"), table("entities")
    where = {
        "c": select(claims.c.number).where(claims.c.report == report, claims.c.claim == id_),
        "v": select(claims.c.number).where(claims.c.report == report, claims.c.event == id_),
        "e": select(entities.c.mentions).where(entities.c.report == report, entities.c.entity == id_),
    }.get(id_[:1])
    return where is not None and connection.execute(where.limit(1)).first() is not None
