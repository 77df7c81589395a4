"""Decisions at present: which stand, which are undone, which have lost what they judged; and what they do to claims."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, select, update

from hearsay.ledger import search
from hearsay.ledger.state import waiting
from hearsay.ledger.state.claims import searched
from hearsay.ledger.state.matter import Entered, shown
from hearsay.ledger.state.reports import touch
from hearsay.ledger.tables import table
from hearsay.record.journal import canonical

CORRECTABLE = (
    "event_type", "mode", "certainty", "origin_name", "origin_kind", "outcome", "low", "high", "bound", "counted",
    "population_status", "place_name", "country", "admin1", "lat", "lon", "place_level", "earliest", "latest",
)  # fmt: skip
"""Columns of the table claims that a person may correct."""
_OF_CLAIMS = ("accept", "reject", "correct")


def made(connection: Connection, entry: Entered) -> None:
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
    _settle(connection, entry.seq)
    _touch(connection, entry.seq, entry.seq)
    if told["target"] == "claim" and told["verb"] in _OF_CLAIMS:
        for part in told["parts"]:
            _show_on_claim(connection, part["report"], part["id"])


def undone(connection: Connection, entry: Entered) -> None:
    """A decision no longer holds; nothing happens where what is undone was none."""
    decisions, parts = table("decisions"), table("decision_parts")
    seq = entry.values["entry"]
    row = connection.execute(select(decisions).where(decisions.c.seq == seq)).first()
    if row is None:
        return
    connection.execute(update(decisions).where(decisions.c.seq == seq).values(state="undone"))
    _touch(connection, seq, entry.seq)
    if row.target == "claim" and row.verb in _OF_CLAIMS:
        for part in connection.execute(select(parts).where(parts.c.seq == seq)).all():
            _show_on_claim(connection, part.report, part.id)


def look_again(connection: Connection, report: str | None) -> None:
    """After a reading of ``report``, or after linking (null): which decisions still have what they judged."""
    touched = connection.execute(_about(report is None), {} if report is None else {"of": report}).all()
    for seq in dict.fromkeys(row.seq for row in touched):
        _settle(connection, seq)
    if report is not None:
        about_claims = [row.id for row in touched if row.target == "claim" and row.verb in _OF_CLAIMS]
        for claim in dict.fromkeys(about_claims):
            _show_on_claim(connection, report, claim)


@cache
def _about(links: bool) -> Select[Any]:
    """What is decided about a report's claims and entities, or about links."""
    parts, decisions = table("decision_parts"), table("decisions")
    return (
        select(parts.c.seq, parts.c.id, decisions.c.target, decisions.c.verb)
        .join(decisions, decisions.c.seq == parts.c.seq)
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


def _show_on_claim(connection: Connection, report: str, claim: str) -> None:
    """The claim's row as read, with what the standing decisions about it say, in their order."""
    claims, parts, decisions = table("claims"), table("decision_parts"), table("decisions")
    row = connection.execute(select(claims).where(claims.c.report == report, claims.c.claim == claim)).first()
    if row is None:
        return
    as_read = dict(json.loads(row.corrected or "{}"))
    values: dict[str, Any] = dict(as_read)
    standing = connection.execute(
        select(decisions.c.verb, decisions.c.value)
        .join(parts, parts.c.seq == decisions.c.seq)
        .where(parts.c.report == report, parts.c.id == claim, decisions.c.state != "undone")
        .where(decisions.c.target == "claim", decisions.c.verb.in_(_OF_CLAIMS))
        .order_by(decisions.c.seq)
    ).all()
    corrected: dict[str, Any] = {}
    verb = None
    seen: set[str] = set()
    for decision in standing:
        verb, told = decision.verb, json.loads(decision.value)
        if verb == "accept":
            seen.update(told.get("review") or ())
        if verb == "correct":
            for name, value in told.items():
                if name in CORRECTABLE:
                    corrected[name] = as_read.get(name, getattr(row, name))
                    values[name] = shown(value) if isinstance(value, str) else value
    values.update(decision=verb, corrected=canonical(corrected) if corrected else None)
    values.update(waiting.place({**row._mapping, **values}, verb, seen))
    connection.execute(update(claims).where(claims.c.number == row.number).values(values))
    if corrected or as_read:
        _search_again(connection, row.number)


def _search_again(connection: Connection, number: int) -> None:
    def rows(name: str) -> list[dict[str, Any]]:
        of = table(name)
        found = connection.execute(select(of).where(of.c.number == number).order_by(of.c.position))
        return [dict(row._mapping) for row in found]

    claims = table("claims")
    row = connection.execute(select(claims).where(claims.c.number == number)).one()
    search.delete(connection, number, number)
    words = searched(dict(row._mapping), rows("claim_sources"), rows("claim_actors"), rows("claim_places"))
    search.insert(connection, [{"rowid": number, **words}])
