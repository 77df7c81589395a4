"""Lists a page at a time, the newest or the most telling first: reports, origins, the journal."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, case, cast, func, literal, select

from hearsay.ledger import search
from hearsay.ledger.chain import entry_of
from hearsay.ledger.codings import veiled
from hearsay.ledger.desk import BESIDE
from hearsay.ledger.tables import table
from hearsay.ledger.tallies import Tally, Within, numbers
from hearsay.record.journal import Entry

AROUND = 240
_LOOKED_AT = 200_000
"""Characters of a report's text that are looked at to show where the words stand."""


def newest_reports(
    connection: Connection, words: str | None, publisher: str | None, limit: int, offset: int = 0
) -> tuple[Mapping[str, Any], ...]:
    """Reports without their texts, the one added last first; ``words`` is a query of their titles and texts."""
    of = table("reports")
    query = select(of.c.seq).order_by(of.c.seq.desc()).limit(limit).offset(offset)
    if publisher is not None:
        query = query.where(func.lower(of.c.publisher).contains(publisher.lower(), autoescape=True))
    if words is not None:
        wanted = [("", search.parsed(words))]
        query = query.where(search.having(connection, of.c.seq, wanted, "report_search"))
    return _reports(connection, list(connection.execute(query).scalars()))


def reports_found(
    connection: Connection, words: str, limit: int, offset: int = 0
) -> tuple[int, tuple[Mapping[str, Any], ...]]:
    """How many reports a query finds, and the best of them with the beginnings of their texts as ``beginning``."""
    found = search.best(connection, search.parsed(words), "report_search", limit, offset)
    beginning = func.substr(table("reports").c.text, 1, _LOOKED_AT).label("beginning")
    return found.many, _reports(connection, found.best, beginning)


def claims_found(
    connection: Connection, words: str, limit: int, offset: int = 0
) -> tuple[int, tuple[Mapping[str, Any], ...]]:
    """How many claims a query finds in what is said, who says it, who takes part and where; and the best of them."""
    found = search.best(connection, search.parsed(words), "claim_search", limit, offset)
    return found.many, _claims(connection, found.best)


def _reports(
    connection: Connection, chosen: Sequence[int], *more: ColumnElement[Any]
) -> tuple[Mapping[str, Any], ...]:
    """The reports of these journal entries, in this order."""
    of, readings = table("reports"), table("readings")
    shown = [column for column in of.c if column.name not in ("text", "page")]
    query = (
        select(*shown, readings.c.claims, readings.c.refusals, *more)
        .join(readings, (readings.c.report == of.c.report) & (readings.c.current == 1))
        .where(of.c.seq.in_(chosen))
    )
    rows = {row.seq: dict(row._mapping) for row in connection.execute(query)}
    return tuple(rows[one] for one in chosen if one in rows)


def _claims(connection: Connection, chosen: Sequence[int]) -> tuple[Mapping[str, Any], ...]:
    """The claims of these numbers, in this order, with what is known of their reports, and as ``before`` and ``after`` what
    the text has around their words: :data:`AROUND` characters at most."""
    claims, reports = table("claims"), table("reports")
    begin = case((claims.c.start > AROUND, claims.c.start - AROUND), else_=0)
    before = _part(reports.c.text, begin + 1, claims.c.start - begin).label("before")
    after = _part(reports.c.text, claims.c.end + 1, literal(AROUND)).label("after")
    query = (
        select(*(reports.c[one] for one in BESIDE), claims, before, after)
        .join(reports, reports.c.report == claims.c.report)
        .where(claims.c.number.in_(chosen))
    )
    rows = {row.number: dict(row._mapping) for row in connection.execute(query)}
    return tuple(rows[one] for one in chosen)


def _part(
    text: ColumnElement[Any], first: ColumnElement[int], many: ColumnElement[int]
) -> ColumnElement[Any]:
    """Some characters of a text, counted from 1; PostgreSQL takes no numbers but those of four bytes."""
    return func.substr(text, cast(first, Integer), cast(many, Integer))


def origins_tally() -> Tally:
    """The claims by whose word they rest on; for :func:`origins`."""
    claims = table("claims")
    columns = (
        claims.c.origin_kind,
        claims.c.origin_name,
        case((claims.c.certainty == "denied", 1), else_=0).label("denied"),
        case((claims.c.low.isnot(None) | claims.c.high.isnot(None), 1), else_=0).label("numbers"),
        case((claims.c.decision.isnot(None), 1), else_=0).label("decided"),
    )

    def grouped(_: Connection, within: Within | None) -> Select[Any]:
        query = (
            select(*columns, numbers(claims.c.number)).where(claims.c.waits.isnot(None)).group_by(*columns)
        )
        return query if within is None else query.where(claims.c.number.between(*within))

    return Tally(grouped)


def origins(connection: Connection, counted: Tally) -> tuple[Mapping[str, Any], ...]:
    """Whose word claims rest on: each name and kind with its claims, reports, numbers and denials, and how many of its
    claims were judged, those of most claims first.

    Names are those that reports use; nobody has said yet that two of them are one.
    """
    found: dict[tuple[Any, ...], Counter[str]] = defaultdict(Counter)
    for (*origin, denied, with_numbers, decided), many in counted.many(connection):
        of = found[tuple(origin)]
        of["claims"] += many
        of["denied"] += many * denied
        of["numbers"] += many * with_numbers
        of["decided"] += many * decided
    names = ("origin_kind", "origin_name")
    reports = counted.reports(connection, slice(len(names)))
    rows = [
        {**dict(zip(names, origin, strict=True)), **told, "reports": reports[origin]}
        for origin, told in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row["claims"], row["origin_name"] or "", row["origin_kind"])))


def claims_of_origin(
    connection: Connection, name: str | None, kind: str, limit: int, offset: int = 0
) -> tuple[Mapping[str, Any], ...]:
    """What rests on one origin's word, numbers first, of these the latest added, with what is known of the reports."""
    claims = table("claims")
    named = claims.c.origin_name.is_(None) if name is None else claims.c.origin_name == name
    numberless = claims.c.low.is_(None) & claims.c.high.is_(None)
    query = (
        select(claims.c.number)
        .where(named, claims.c.origin_kind == kind, claims.c.waits.isnot(None))
        .order_by(case((numberless, 1), else_=0), claims.c.number.desc())
        .limit(limit)
        .offset(offset)
    )
    return _claims(connection, list(connection.execute(query).scalars()))


def journal_back(
    connection: Connection,
    limit: int,
    before: int | None = None,
    kind: str | None = None,
    actor: str | None = None,
) -> tuple[Entry, ...]:
    """Entries of the journal, the newest first; only those before entry ``before``, of a kind, of an actor."""
    return entries(connection, [seq for seq, _ in journal_numbers(connection, limit, before, kind, actor)])


def journal_numbers(
    connection: Connection, limit: int, before: int | None, kind: str | None, actor: str | None
) -> tuple[tuple[int, str], ...]:
    """The numbers and kinds of such entries: what an entry of linking says may be megabytes."""
    journal = table("journal")
    query = select(journal.c.seq, journal.c.kind).order_by(journal.c.seq.desc()).limit(limit)
    for column, value in ((journal.c.kind, kind), (journal.c.actor, actor)):
        if value is not None:
            query = query.where(column == value)
    if before is not None:
        query = query.where(journal.c.seq < before)
    return tuple((row.seq, row.kind) for row in connection.execute(query))


def entries(connection: Connection, chosen: Sequence[int]) -> tuple[Entry, ...]:
    """The entries of these numbers, the newest first, without what is sealed within double codings."""
    journal = table("journal")
    query = select(journal).where(journal.c.seq.in_(chosen)).order_by(journal.c.seq.desc())
    return veiled(connection, [entry_of(row) for row in connection.execute(query).all()])
