"""Lists a page at a time, the newest or the most telling first: reports, origins, the journal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, case, distinct, func, select

from hearsay.ledger.chain import entry_of
from hearsay.ledger.desk import BESIDE
from hearsay.ledger.tables import table
from hearsay.record.journal import Entry


def newest_reports(
    connection: Connection, text: str | None, publisher: str | None, limit: int, offset: int = 0
) -> tuple[Mapping[str, Any], ...]:
    """Reports without their texts, the one added last first; ``text`` stands in title or text, in these letters."""
    of, readings = table("reports"), table("readings")
    shown = [column for column in of.c if column.name not in ("text", "page")]
    query = (
        select(*shown, readings.c.claims, readings.c.refusals)
        .join(readings, (readings.c.report == of.c.report) & (readings.c.current == 1))
        .order_by(of.c.seq.desc())
        .limit(limit)
        .offset(offset)
    )
    if publisher is not None:
        query = query.where(func.lower(of.c.publisher).contains(publisher.lower(), autoescape=True))
    if text is not None:
        words = func.coalesce(of.c.title, "") + " " + func.coalesce(of.c.text, "")
        query = query.where(func.lower(words).contains(text.lower(), autoescape=True))
    return tuple(dict(row._mapping) for row in connection.execute(query))


def origins(
    connection: Connection, words: str | None, limit: int, offset: int = 0
) -> tuple[Mapping[str, Any], ...]:
    """Whose word claims rest on: each name and kind with its claims, reports, and numbers of people killed.

    Names are those that reports use; nobody has said yet that two of them are one.
    """
    claims = table("claims")
    query = (
        select(
            claims.c.origin_name,
            claims.c.origin_kind,
            func.count().label("claims"),
            func.count(distinct(claims.c.report)).label("reports"),
            func.sum(case((claims.c.certainty == "denied", 1), else_=0)).label("denied"),
            func.sum(case((claims.c.low.isnot(None) | claims.c.high.isnot(None), 1), else_=0)).label(
                "numbers"
            ),
            func.sum(case((claims.c.decision.isnot(None), 1), else_=0)).label("decided"),
        )
        .where(claims.c.repeats.is_(None))
        .group_by(claims.c.origin_name, claims.c.origin_kind)
        .order_by(func.count().desc(), claims.c.origin_name)
        .limit(limit)
        .offset(offset)
    )
    if words:
        query = query.where(func.lower(claims.c.origin_name).contains(words.lower(), autoescape=True))
    return tuple(dict(row._mapping) for row in connection.execute(query))


def claims_of_origin(
    connection: Connection, name: str | None, kind: str, limit: int
) -> tuple[Mapping[str, Any], ...]:
    """What rests on one origin's word, numbers first, with what is known of the reports."""
    claims, reports = table("claims"), table("reports")
    named = claims.c.origin_name.is_(None) if name is None else claims.c.origin_name == name
    query = (
        select(*(reports.c[one] for one in BESIDE), claims)
        .join(reports, reports.c.report == claims.c.report)
        .where(named, claims.c.origin_kind == kind, claims.c.repeats.is_(None))
        .order_by(case((claims.c.outcome.is_(None), 1), else_=0), reports.c.published, claims.c.number)
        .limit(limit)
    )
    return tuple(dict(row._mapping) for row in connection.execute(query))


def journal_back(
    connection: Connection,
    limit: int,
    before: int | None = None,
    kind: str | None = None,
    actor: str | None = None,
) -> tuple[Entry, ...]:
    """Entries of the journal, the newest first; only those before entry ``before``, of a kind, of an actor."""
    journal = table("journal")
    query = select(journal).order_by(journal.c.seq.desc()).limit(limit)
    for column, value in ((journal.c.kind, kind), (journal.c.actor, actor)):
        if value is not None:
            query = query.where(column == value)
    if before is not None:
        query = query.where(journal.c.seq < before)
    return tuple(entry_of(row) for row in connection.execute(query).all())
