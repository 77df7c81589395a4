"""Reports at present: what is known of each, which is a version or a reprint of which, and which count."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Insert, Select, Update, and_, bindparam, insert, or_, select, update

from hearsay.ledger import search
from hearsay.ledger.state.matter import Entered, shown
from hearsay.ledger.tables import table
from hearsay.record.journal import canonical

_COUNTING = ("usable", "corrected")
_PLAIN = ("title", "publisher", "carrier", "url", "language", "published_basis", "published", "modified",
          "retrieved", "text")  # fmt: skip


def page_of(url: str | None) -> str | None:
    """What two addresses of the same page have in common; null for a site's front page, which shows many reports."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    path = parts.path.rstrip("/")
    if not parts.netloc or not (path or parts.query):
        return None
    return shown(
        parts.netloc.lower().removeprefix("www.") + path + (f"?{parts.query}" if parts.query else "")
    )


def added(connection: Connection, entry: Entered) -> None:
    """A row for the report, with what its entry says; the record says the rest."""
    told = entry.values
    page = page_of(told["url"])
    row: dict[str, Any] = dict.fromkeys(column.name for column in table("reports").c)
    row.update(
        {name: shown(told[name]) for name in ("ref", "title", "publisher", "carrier", "url", "published")},
        report=told["report"],
        seq=entry.seq,
        touched=entry.seq,
        page=page,
        authors="[]",
        own_status="usable",
        status="usable",
        counts=1,
        sha256_raw=told["sha256_raw"],
        sha256_text=told["sha256_text"],
    )
    connection.execute(_insert(), row)


def described(connection: Connection, report: str, told: dict[str, Any], seq: int) -> None:
    """Fill in what the first record of a report says, and find its versions and reprints."""
    values: dict[str, Any] = {name: shown(told[name]) for name in _PLAIN}
    values.update(
        of=report,
        touched=seq,
        authors=canonical(told["authors"]),
        own_status=told["status"],
        status=told["status"],
        counts=int(told["status"] in _COUNTING),
    )
    connection.execute(_describe(), values)
    number = connection.execute(_number(), {"of": report}).scalar_one()
    words = {"title": values["title"], "text": values["text"]}
    search.insert(connection, [{"rowid": number, **words}], "report_search")
    page = page_of(told["url"])
    if page is not None:
        _order_versions(connection, page, seq)
    _find_reprints(connection, told, seq)


def marked(connection: Connection, entry: Entered) -> None:
    """Somebody says what a report is worth."""
    told = entry.values
    row = {"seq": entry.seq, "report": told["report"], "status": told["status"], "by": told["by"],
           "state": "standing"}  # fmt: skip
    connection.execute(table("marks").insert(), row)
    _settle(connection, told["report"], entry.seq)


def mark_undone(connection: Connection, entry: Entered) -> None:
    """A mark no longer holds; nothing happens where what is undone was no mark."""
    marks = table("marks")
    is_it = marks.c.seq == entry.values["entry"]
    row = connection.execute(select(marks.c.report).where(is_it)).first()
    if row is not None:
        connection.execute(update(marks).where(is_it).values(state="undone"))
        _settle(connection, row.report, entry.seq)


def touch(connection: Connection, report: str, seq: int) -> None:
    """Note that entry ``seq`` concerns a report."""
    reports = table("reports")
    connection.execute(update(reports).where(reports.c.report == report).values(touched=seq))


def _settle(connection: Connection, report: str, seq: int) -> None:
    """Status and whether the report counts: the latest standing mark, else its newer version, else its own word."""
    reports, marks = table("reports"), table("marks")
    row = connection.execute(select(reports).where(reports.c.report == report)).one()
    mark = connection.execute(
        select(marks)
        .where(and_(marks.c.report == report, marks.c.state == "standing"))
        .order_by(marks.c.seq.desc())
        .limit(1)
    ).first()
    newer = _newer_version(connection, row)
    own = row.own_status
    if mark is not None:
        status, by = mark.status, mark.by or newer
    elif newer is not None:
        status, by = ("replaced" if own in _COUNTING else own), newer
    else:
        status, by = own, None
    connection.execute(
        update(reports)
        .where(reports.c.report == report)
        .values(
            touched=seq,
            status=status,
            marked=mark.seq if mark is not None else None,
            replaced_by=by,
            counts=int(status in _COUNTING),
        )
    )


def _newer_version(connection: Connection, row: Any) -> str | None:
    reports = table("reports")
    newer = connection.execute(
        select(reports.c.report).where(reports.c.replaces == row.report).order_by(reports.c.seq)
    ).first()
    return newer.report if newer is not None else None


def _order_versions(connection: Connection, page: str, seq: int) -> None:
    """Reports of one page replace one another: by the time that each gives itself if all do, else as they came."""
    reports = table("reports")
    rows = list(connection.execute(_of_page(), {"of": page}))
    if len(rows) < 2:
        return
    moments = [_moment(row.modified or row.published) for row in rows]
    known = [(moment, row) for moment, row in zip(moments, rows, strict=True) if moment is not None]
    if len(known) == len(rows):
        rows = [row for _, row in sorted(known, key=lambda one: (one[0], one[1].seq))]
    versions: list[Any] = []
    for row in rows:
        # a copy often names the page of its original: the same text from another carrier is a reprint
        copied = any(one.sha256_text == row.sha256_text and one.carrier != row.carrier for one in versions)
        older = versions[-1].report if versions and not copied else None
        connection.execute(update(reports).where(reports.c.report == row.report).values(replaces=older))
        if not copied:
            versions.append(row)
    for row in rows:
        _settle(connection, row.report, seq)


def _moment(written: str | None) -> datetime | None:
    if written is None:
        return None
    try:
        read = datetime.fromisoformat(written)
    except ValueError:
        return None
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)


def _find_reprints(connection: Connection, told: dict[str, Any], seq: int) -> None:
    """Reports with these bytes or this text: all but the first published are reprints of it, versions of it are not."""
    reports = table("reports")
    alike = list(connection.execute(_alike(), {"raw": told["sha256_raw"], "text": told["sha256_text"]}))
    if len(alike) < 2:
        return
    first = min(alike, key=lambda one: (one.published or "9999", one.seq))
    for one in alike:
        is_version = one.page is not None and one.page == first.page and one.carrier == first.carrier
        value = None if one.report == first.report or is_version else first.report
        if value != one.reprint_of:
            values = {"reprint_of": value, "touched": seq}
            connection.execute(update(reports).where(reports.c.report == one.report).values(values))


# The statements that every report needs are made once: making one takes longer than running it.


@cache
def _insert() -> Insert:
    return insert(table("reports"))


@cache
def _describe() -> Update:
    reports = table("reports")
    told = (*_PLAIN, "touched", "authors", "own_status", "status", "counts")
    return (
        update(reports)
        .where(reports.c.report == bindparam("of"))
        .values({name: bindparam(name) for name in told})
    )


@cache
def _number() -> Select[Any]:
    reports = table("reports")
    return select(reports.c.seq).where(reports.c.report == bindparam("of"))


@cache
def _of_page() -> Select[Any]:
    reports = table("reports")
    names = ("report", "seq", "modified", "published", "carrier", "sha256_text")
    found = select(*(reports.c[name] for name in names)).where(reports.c.page == bindparam("of"))
    return found.order_by(reports.c.seq)


@cache
def _alike() -> Select[Any]:
    reports = table("reports")
    names = ("report", "published", "seq", "page", "carrier", "reprint_of")
    # nothing is like a text that is not there: a comparison with null finds no row
    same = or_(reports.c.sha256_raw == bindparam("raw"), reports.c.sha256_text == bindparam("text"))
    return select(*(reports.c[name] for name in names)).where(same).order_by(reports.c.seq)
