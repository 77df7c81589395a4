"""What can be asked of claims, and the answer as rows."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from hearsay.ledger import search
from hearsay.ledger.tables import table
from hearsay.record import problem

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_BESIDE = ("ref", "title", "publisher", "carrier", "published", "url", "status", "counts")
"""What every claim shows of its report."""
_QUEUE = ("waits", "weight", "sure")
"""What only the order of the queue needs."""


@dataclass(frozen=True)
class Wanted:
    """Which claims are wanted; null asks nothing, and several conditions must all hold.

    ``source``, ``actor`` and ``place`` are words that stand side by side in names or as printed, case and accents aside; a
    last ``*`` finds longer words too. ``text`` is a query (:func:`hearsay.ledger.search.parsed`) of the words that make the
    claim. A ``place`` of two capitals is a country's code. ``since`` and ``until`` are
    dates (YYYY, YYYY-MM, YYYY-MM-DD) that what is claimed may fall on: a claim without a date is never found by them.
    ``report`` is an id or a ref. ``counting`` leaves out claims of reports that do not count and claims that a person
    rejected.
    """

    source: str | None = None
    actor: str | None = None
    place: str | None = None
    text: str | None = None
    since: str | None = None
    until: str | None = None
    type: str | None = None
    outcome: str | None = None
    certainty: str | None = None
    report: str | None = None
    claim: str | None = None
    counting: bool = False
    limit: int | None = None


def columns() -> tuple[str, ...]:
    """The names of what :func:`find` gives."""
    return (*_BESIDE, *(one.name for one in table("claims").c if one.name not in _QUEUE))


def find(connection: Connection, wanted: Wanted) -> Iterator[dict[str, Any]]:
    """The claims wanted, as rows of the view ``claims_in_reports``, in the order in which they came.

    Raises ``E-LEDGER-DATE``.
    """
    claims, reports = table("claims"), table("reports")
    shown = [column for column in claims.c if column.name not in _QUEUE]
    query = (
        select(*(reports.c[name] for name in _BESIDE), *shown)
        .join(reports, reports.c.report == claims.c.report)
        .where(and_(True, *conditions(connection, wanted)))
        .order_by(claims.c.number)
    )
    if wanted.limit is not None:
        query = query.limit(wanted.limit)
    for row in connection.execute(query):
        yield dict(row._mapping)


def count(connection: Connection, wanted: Wanted) -> int:
    """How many claims are wanted, whatever the limit."""
    claims, reports = table("claims"), table("reports")
    query = select(func.count()).select_from(claims)
    if wanted.counting or wanted.report:
        query = query.join(reports, reports.c.report == claims.c.report)
    return int(connection.execute(query.where(and_(True, *conditions(connection, wanted)))).scalar_one())


def conditions(connection: Connection, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """What a row of the table of claims, beside that of its report, must hold. Raises ``E-LEDGER-DATE``."""
    claims, reports = table("claims"), table("reports")
    for column, value in (
        ("event_type", wanted.type),
        ("outcome", wanted.outcome),
        ("certainty", wanted.certainty),
        ("claim", wanted.claim),
    ):
        if value is not None:
            yield claims.c[column] == value
    country = wanted.place if wanted.place and re.fullmatch("[A-Z]{2}", wanted.place) else None
    if country is not None:
        yield claims.c.country == country
    named = {
        "said": wanted.text,
        "sources": wanted.source,
        "actors": wanted.actor,
        "places": None if country else wanted.place,
    }
    words = [
        (column, search.parsed(value) if column == "said" else search.phrase(value))
        for column, value in named.items()
        if value is not None
    ]
    if words:
        yield search.having(connection, claims.c.number, words)
    if wanted.since is not None:
        yield claims.c.latest >= first_day(wanted.since)
    if wanted.until is not None:
        yield claims.c.earliest <= last_day(wanted.until)
    if wanted.report is not None:
        yield or_(reports.c.report == wanted.report, reports.c.ref == wanted.report)
    if wanted.counting:
        yield reports.c.counts == 1
        yield or_(claims.c.decision.is_(None), claims.c.decision != "reject")


def first_day(given: str) -> str:
    """The first day of a year, month or day. Raises ``E-LEDGER-DATE``."""
    year, month, day = _parts(given)
    return f"{year:04}-{month or 1:02}-{day or 1:02}"


def last_day(given: str) -> str:
    """The last day of a year, month or day. Raises ``E-LEDGER-DATE``."""
    year, month, day = _parts(given)
    month = month or 12
    return f"{year:04}-{month:02}-{day or calendar.monthrange(year, month)[1]:02}"


def _parts(given: str) -> tuple[int, int | None, int | None]:
    read = _DATE.fullmatch(given)
    year, month, day = (int(part) if part else None for part in read.groups()) if read else (None, None, None)
    is_month = month is None or 1 <= month <= 12
    if (
        not year
        or not is_month
        or (day is not None and not 1 <= day <= calendar.monthrange(year, month or 1)[1])
    ):
        raise problem("E-LEDGER-DATE", given=given)
    return year, month, day
