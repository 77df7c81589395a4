"""What can be asked of reports, and the answer as rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, and_, func, select

from hearsay.ledger import search
from hearsay.ledger.claims import first_day, last_day
from hearsay.ledger.tables import table
from hearsay.record import problem


@dataclass(frozen=True)
class Asked:
    """Which reports are wanted; null asks nothing. ``since`` and ``until`` bound the publication; ``text`` is a
    query (:func:`hearsay.ledger.search.parsed`) of title and text."""

    publisher: str | None = None
    status: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    report: str | None = None


def touched_since(connection: Connection, seq: int, limit: int | None = None) -> list[str]:
    """The ids of reports that an entry after ``seq`` concerns: all, or so many of them."""
    of = table("reports")
    return list(connection.execute(select(of.c.report).where(of.c.touched > seq).limit(limit)).scalars())


def list_reports(
    connection: Connection, asked: Asked, limit: int | None = None, offset: int = 0
) -> Iterator[dict[str, Any]]:
    """The reports wanted, in the order in which they were added, without their texts. Raises ``E-LEDGER-DATE``.

    ``limit``: at most so many, after the first ``offset``; null: all.
    """
    of, readings = table("reports"), table("readings")
    conditions = []
    if asked.publisher is not None:
        conditions.append(func.lower(of.c.publisher).contains(asked.publisher.lower(), autoescape=True))
    if asked.status is not None:
        conditions.append(of.c.status == asked.status)
    if asked.since is not None:
        conditions.append(of.c.published >= first_day(asked.since))
    if asked.until is not None:
        conditions.append(of.c.published < last_day(asked.until) + "U")  # behind every hour of that day
    if asked.text is not None:
        wanted = [("", search.parsed(asked.text))]
        conditions.append(search.having(connection, of.c.seq, wanted, "report_search"))
    if asked.report is not None:
        conditions.append((of.c.report == asked.report) | (of.c.ref == asked.report))
    query = (
        select(*_columns())
        .join(readings, (readings.c.report == of.c.report) & (readings.c.current == 1))
        .where(and_(True, *conditions))
        .order_by(of.c.seq)
    )
    if limit is not None:
        query = query.limit(limit).offset(offset)
    for row in connection.execute(query):
        yield dict(row._mapping)


def report_columns() -> tuple[str, ...]:
    """The names of what :func:`list_reports` gives."""
    return tuple(column.name for column in _columns())


def _columns() -> list[Column[Any]]:
    of, readings = table("reports"), table("readings")
    own = [column for column in of.c if column.name not in ("text", "page")]
    return [*own, *(readings.c[name] for name in ("claims", "version", "model", "refusals"))]


def report_named(connection: Connection, given: str) -> str:
    """The id of the report that a person names by its id or ref. Raises ``E-LEDGER-UNKNOWN`` or ``-AMBIGUOUS``."""
    of = table("reports")
    named = (of.c.report == given) | (of.c.ref == given)
    found = connection.execute(select(of.c.report).where(named).order_by(of.c.seq)).all()
    if not found:
        raise problem("E-LEDGER-UNKNOWN", what="report", given=given, verb="reports")
    if len(found) > 1:
        some = ", ".join(row.report for row in found[:5])
        raise problem("E-LEDGER-AMBIGUOUS", given=given, count=len(found), what="reports", found=some)
    return str(found[0].report)
